//! `sa sla`: the clocks of requests and SOWs. One file a command.

mod explain;
mod list;
mod targets;

use clap::{Args, Subcommand};

use crate::cli::{Context, Failure, Output};

/// What is due when, and why
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  sa sla list --due-within 8h
  sa sla explain REQ-4T9K
  sa sla targets")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(list::List),
    Explain(explain::Explain),
    Targets(targets::Targets),
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::List(list) => list.run(context),
            Command::Explain(explain) => explain.run(context),
            Command::Targets(targets) => targets.run(context),
        }
    }
}
