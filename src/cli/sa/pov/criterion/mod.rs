//! `sa pov criterion`: what a customer buys for, and how it came out. One file a command.

mod add;
mod set;

use clap::{Args, Subcommand};

use crate::cli::{Context, Failure, Output};

/// The success criteria of a POV
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa pov criterion add POV-2M7X --capability \"Merge trains for 300 developers\" --metric \"minutes from merge to deploy\"\n  sa pov criterion set POV-2M7X 1 --outcome met"
)]
pub(super) struct Criterion {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Add(add::Add),
    Set(set::Set),
}

impl Criterion {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::Add(add) => add.run(context),
            Command::Set(set) => set.run(context),
        }
    }
}
