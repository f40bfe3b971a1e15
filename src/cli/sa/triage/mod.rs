//! `sa triage`: where requests belong, who could take them, and the weekly call. One file a command.

mod agenda;
mod route;
mod suggest;

use clap::{Args, Subcommand};

use crate::cli::{Context, Failure, Output};

/// Where requests belong, and who could take them
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  sa triage agenda --region EMEA
  sa triage route REQ-4T9K
  sa triage suggest REQ-4T9K")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Agenda(agenda::Agenda),
    Route(route::Route),
    Suggest(suggest::Suggest),
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::Agenda(agenda) => agenda.run(context),
            Command::Route(route) => route.run(context),
            Command::Suggest(suggest) => suggest.run(context),
        }
    }
}
