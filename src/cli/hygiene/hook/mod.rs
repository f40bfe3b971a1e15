//! `hygiene hook`: the gate as git runs it, before commits, merges and pushes.

mod install;
mod run;
mod status;
mod uninstall;

use clap::{Args, Subcommand};

use crate::cli::{Context, Failure, Output};
use crate::store::{BEFORE_DESK, MARKER};

/// The hooks that hold the gate: rebase and cherry-pick skip the first two, so the last sees what goes out.
const HOOKS: [&str; 3] = ["pre-commit", "pre-merge-commit", "pre-push"];

/// Check before every commit, merge and push
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  hygiene hook install\n  hygiene hook status")]
pub(super) struct Hook {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Put the hooks in place; hooks that are there run first
    #[command(after_help = "Example:\n  hygiene hook install")]
    Install {
        /// Also into a hooks folder outside of this repository, which other repositories may use
        #[arg(long)]
        force: bool,
        /// Show what would be written, and write nothing
        #[arg(short = 'n', long)]
        dry_run: bool,
    },
    /// Tell which hooks are in place, missing, disabled or shadowed
    #[command(after_help = "Example:\n  hygiene hook status")]
    Status,
    /// Take the hooks out; those that were there before come back
    #[command(after_help = "Example:\n  hygiene hook uninstall")]
    Uninstall {
        /// Show what would be taken out, and take nothing out
        #[arg(short = 'n', long)]
        dry_run: bool,
    },
    /// What the hooks call
    #[command(hide = true, after_help = "Example:\n  hygiene hook run pre-commit")]
    Run {
        name: String,
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

impl Hook {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::Install { force, dry_run } => install::install(context, force, dry_run),
            Command::Status => status::status(context),
            Command::Uninstall { dry_run } => uninstall::uninstall(context, dry_run),
            Command::Run { name, .. } => run::run(context, &name),
        }
    }
}

/// Returns the text of a hook: the hook that was there before, then the gate.
fn shim(name: &str) -> String {
    // A push tells the hook on standard input what goes out; both of the chained hooks must hear it.
    let (keep, give) = match name {
        "pre-push" => ("given=$(cat)\n", "printf '%s\\n' \"$given\" | "),
        _ => ("", ""),
    };
    format!(
        "#!/bin/sh\n{MARKER}\n# Made by `hygiene hook install`; `hygiene hook uninstall` takes it out.\n\
         {keep}before=\"$(dirname \"$0\")/{name}{BEFORE_DESK}\"\n\
         if [ -x \"$before\" ]; then {give}\"$before\" \"$@\" || exit $?; fi\n\
         unset DESK_DIR\n\
         if ! command -v hygiene >/dev/null 2>&1; then\n\
         \x20 echo 'error: the command `hygiene` is not on the PATH, so nothing can be checked' >&2\n\
         \x20 echo 'help: install it (`cargo install presales-desk`), or take the hook out: rm \"'\"$0\"'\"' >&2\n\
         \x20 exit 1\n\
         fi\n\
         {give}hygiene hook run {name} \"$@\"\n"
    )
}
