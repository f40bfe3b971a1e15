//! `hygiene`: the gate before every commit, and what it goes by. One file a command.

pub mod check;
mod checks;
mod explain;
mod hook;
mod report;
mod waive;

use clap::{Parser, Subcommand};

use super::{Context, Failure, Global, Output, Program};

/// Check a desk, and keep what is wrong out of it
#[derive(Debug, Parser)]
#[command(
    name = "hygiene",
    version,
    propagate_version = true,
    after_help = "\
Examples:
  hygiene check                    the desk as it is
  hygiene check --staged           what the next commit would hold
  hygiene check --range main..HEAD what a branch brings
  hygiene hook install             check before every commit
  hygiene report --manager maria   the week of a team, each line with what mends it

Exit codes:
  0 fine, 1 findings or refused, 2 misuse, 3 no such record or ambiguous,
  4 git, lock or disk, 5 policy invalid, 130 interrupted"
)]
pub struct Hygiene {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

// Flags are made of the one command that is asked for; what is told of each here stands in the list of all.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum Command {
    /// Check the desk
    Check(check::Check),
    /// List the checks, each with its level
    Checks(checks::Checks),
    /// Tell what a check finds, why it matters, and what to do
    Explain(explain::Explain),
    /// Check before every commit, merge and push
    Hook(hook::Hook),
    /// Report the hygiene of a week: scores, and every finding with the command that mends it
    Report(report::Report),
    /// Set a check aside for a record, as a manager, with a reason and an end
    Waive(waive::Waive),
}

impl Program for Hygiene {
    const NAME: &'static str = "hygiene";

    fn global(&self) -> &Global {
        &self.global
    }

    fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::Check(check) => check.run(context),
            Command::Checks(checks) => checks.run(context),
            Command::Explain(explain) => explain.run(context),
            Command::Hook(hook) => hook.run(context),
            Command::Report(report) => report.run(context),
            Command::Waive(waive) => waive.run(context),
        }
    }
}
