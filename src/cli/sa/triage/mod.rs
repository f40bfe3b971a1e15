//! `sa triage`: what nobody has, where it belongs, who could take it, and the weekly call. One file a command.

mod agenda;
mod queue;
mod route;
mod suggest;

use clap::{Args, Subcommand};

use crate::cli::{Context, Failure, Output};

/// What nobody has, where it belongs, and who could take it
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  sa triage queue --region EMEA
  sa triage agenda --region EMEA
  sa triage route REQ-4T9K
  sa triage suggest REQ-4T9K")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Queue(queue::Queue),
    Agenda(agenda::Agenda),
    Route(route::Route),
    Suggest(suggest::Suggest),
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::Queue(queue) => queue.run(context),
            Command::Agenda(agenda) => agenda.run(context),
            Command::Route(route) => route.run(context),
            Command::Suggest(suggest) => suggest.run(context),
        }
    }
}
