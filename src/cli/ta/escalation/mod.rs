//! `ta escalation`: critical issues that Technical Architects resolve. One file a command.

mod list;
mod open;
mod resolve;

use clap::{Args, Subcommand};

use crate::cli::{Context, Failure, Output};

/// Critical issues that Technical Architects resolve
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  ta escalation open --account northwind-freight --severity high \"the migration stands still\"
  ta escalation list --mine
  ta escalation resolve ESC-6K3M --note \"their proxy dropped long requests\"")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Open(open::Open),
    List(list::List),
    Resolve(resolve::Resolve),
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::Open(open) => open.run(context),
            Command::List(list) => list.run(context),
            Command::Resolve(resolve) => resolve.run(context),
        }
    }
}
