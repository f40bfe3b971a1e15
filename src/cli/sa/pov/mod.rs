//! `sa pov`: proofs of value, from agreeing on one to its end. One file a command.

mod advance;
mod approve;
mod close;
mod criterion;
mod edit;
mod extend;
mod list;
mod new;
mod show;
mod start;

use clap::{Args, Subcommand};

use crate::cli::{Context, Failure, Output};

/// Proofs of value: what a customer tries out, and how it ends
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  sa pov new OPP-4T9K --type guided
  sa pov criterion add POV-2M7X --capability \"Merge trains for 300 developers\"
  sa pov approve POV-2M7X
  sa pov start POV-2M7X --close 2026-12-18
  sa pov close POV-2M7X --result successful --note \"all criteria are met\"")]
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
    Criterion(criterion::Criterion),
    Approve(approve::Approve),
    Start(start::Start),
    Extend(extend::Extend),
    Close(close::Close),
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::New(new) => new.run(context),
            Command::List(list) => list.run(context),
            Command::Show(show) => show.run(context),
            Command::Edit(edit) => edit.run(context),
            Command::Criterion(criterion) => criterion.run(context),
            Command::Approve(approve) => approve.run(context),
            Command::Start(start) => start.run(context),
            Command::Extend(extend) => extend.run(context),
            Command::Close(close) => close.run(context),
        }
    }
}
