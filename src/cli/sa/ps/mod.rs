//! `sa ps`: how Professional Services are engaged. One file a command.

mod route;

use clap::{Args, Subcommand};

use crate::cli::{Context, Failure, Output};

/// Professional Services: how they are ordered for an opportunity
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa ps route OPP-4T9K --service scm-migration")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Route(route::Route),
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::Route(route) => route.run(context),
        }
    }
}
