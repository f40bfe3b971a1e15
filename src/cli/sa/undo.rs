//! `sa undo`: the last change of a command, taken back by a new commit.

use clap::Args;

use crate::changes::Plan;
use crate::cli::change::{shown, take_back};
use crate::cli::{Context, Exit, Failure, Output, Writing, prompt};
use crate::records::Records;
use crate::source::Snapshot;

/// Take back the last change that a command committed, as a new commit
///
/// Shows the change first, and asks on a terminal. Only the person whose words it takes back can undo it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa undo --dry-run\n  sa undo --yes")]
pub(super) struct Undo {
    /// Do not ask
    #[arg(short, long)]
    yes: bool,

    #[command(flatten)]
    writing: Writing,
}

impl Undo {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let commit = desk
            .store
            .last_commit_by_us()?
            .ok_or_else(nothing_to_undo)?;
        let files = desk.store.revert_of(&commit.id)?;
        let earlier = match commit.parents.first() {
            Some(parent) => desk.store.at(parent)?,
            None => Snapshot::empty(),
        };
        let now = Records::of(desk.store.head()?.unwrap_or_else(Snapshot::empty));
        let diff = shown(context, &now, &files);
        let what = format!("this takes back '{}' ({})", commit.subject, &commit.id[..8]);
        if !self.yes && !self.writing.dry_run {
            self.ask(context, &what, &diff)?;
        }
        // The words git itself uses, so that the gate knows an undo from its message.
        let plan = Plan {
            files,
            subject: format!(
                "undo: {}\n\nThis reverts commit {}.",
                commit.subject, commit.id
            ),
        };
        let mut output =
            take_back(context, &desk, self.writing, plan, &Records::of(earlier))?.output;
        if self.yes {
            output.text = Some(diff);
        }
        let done = if self.writing.dry_run {
            what
        } else {
            format!("taken back: '{}'", commit.subject)
        };
        output.said.insert(0, done);
        Ok(output)
    }

    fn ask(&self, context: &Context, what: &str, diff: &str) -> Result<(), Failure> {
        if !context.may_ask() {
            return Err(Failure::new(
                Exit::Misuse,
                format!("{what}, and nobody can be asked"),
                "say `--yes`, or look first with `--dry-run`",
            ));
        }
        match prompt::confirm(context, &format!("{diff}\n{what}; do it?"))? {
            true => Ok(()),
            false => Err(Failure::new(
                Exit::Refused,
                "left as it was",
                "nothing was written",
            )),
        }
    }
}

fn nothing_to_undo() -> Failure {
    Failure::new(
        Exit::NotFound,
        "no commit here was made by a command, so there is nothing to undo",
        "a commit made by hand is taken back with `git revert`",
    )
}
