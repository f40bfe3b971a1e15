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

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Checks(checks::Checks),
    Explain(explain::Explain),
    Hook(hook::Hook),
    Report(report::Report),
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
