//! `sa sow`: statements of work. One file a command.

mod list;
mod show;

use clap::{Args, Subcommand};

use crate::cli::{Context, Failure, Output};

pub use list::List;
pub use show::Show;

/// SOWs: what Professional Services will deliver, and how far each is
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  sa sow list --open --mine
  sa sow show SOW-4T9K")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(List),
    Show(Show),
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::List(list) => list.run(context),
            Command::Show(show) => show.run(context),
        }
    }
}
