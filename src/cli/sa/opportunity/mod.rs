//! `sa opportunity`, or `sa opp`: what is being sold to whom. One file a command.

mod edit;
mod list;
mod new;
mod show;

use clap::{Args, Subcommand};

use crate::cli::{Context, Failure, Output};

/// The opportunities
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa opportunity new --account northwind-freight --name \"Northwind platform\" --owner dana --stage 2-Scoping"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::New),
    List(list::List),
    Show(show::Show),
    Edit(edit::Edit),
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::New(new) => new.run(context),
            Command::List(list) => list.run(context),
            Command::Show(show) => show.run(context),
            Command::Edit(edit) => edit.run(context),
        }
    }
}
