//! `sa opportunity tech-eval`: when a technical evaluation began, and how it ended. One file a command.

mod end;
mod start;

use clap::{Args, Subcommand};

use crate::cli::{Context, Failure, Output};

/// The technical evaluation of an opportunity
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa opportunity tech-eval start OPP-4T9K\n  sa opportunity tech-eval end OPP-4T9K --status Win --details \"they chose us for merge trains\""
)]
pub(super) struct TechEval {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Start(start::Start),
    End(end::End),
}

impl TechEval {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::Start(start) => start.run(context),
            Command::End(end) => end.run(context),
        }
    }
}
