//! `sa undo`: the last change of a command, taken back by a new commit.

use clap::Args;

use crate::changes::{Gate, Plan};
use crate::checks::Committer;
use crate::cli::change::{refused, shown, when};
use crate::cli::context::scene;
use crate::cli::{Context, Exit, Failure, Output, Writing, prompt};
use crate::records::Records;
use crate::source::Snapshot;
use crate::store::{CommitFacts, Part, Purpose, Trouble};

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
        if self.writing.dry_run {
            return Ok(Output {
                text: Some(diff),
                said: vec![what, "nothing was written (--dry-run)".into()],
                ..Output::default()
            });
        }
        if !self.yes {
            self.ask(context, &what, &diff)?;
        }
        let plan = Plan {
            files,
            subject: format!("undo: {}", commit.subject),
        };
        self.write(context, plan, &commit, Records::of(earlier))
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

    fn write(
        self,
        context: &Context,
        plan: Plan,
        undone: &CommitFacts,
        earlier: Records,
    ) -> Result<Output, Failure> {
        let desk = context.open()?;
        let purpose = if self.writing.no_commit {
            Purpose::Stage
        } else {
            Purpose::Commit
        };
        let transaction = desk.store.begin(purpose)?;
        let before = scene(transaction.before().clone())?;
        let committer = Committer {
            emails: vec![
                desk.store.identity(Part::Author)?.email,
                desk.store.identity(Part::Committer)?.email,
            ],
        };
        let gate = Gate {
            before: Some(&before.records),
            policy: &before.policy,
            now: context.now,
            committer: &committer,
            taken_back: Some(&earlier),
        };
        // The words git itself uses, so that the gate knows an undo from its message.
        let plan = Plan {
            subject: format!("{}\n\nThis reverts commit {}.", plan.subject, undone.id),
            ..plan
        };
        let passed = gate.attempt(plan, &context.typed).map_err(refused)?;
        transaction
            .write(&passed.checked, when(context), &mut |_| {})
            .map_err(Trouble::from)?;
        Ok(Output {
            findings: passed.findings,
            said: vec![format!("taken back: '{}'", undone.subject)],
            ..Output::default()
        })
    }
}

fn nothing_to_undo() -> Failure {
    Failure::new(
        Exit::NotFound,
        "no commit here was made by a command, so there is nothing to undo",
        "a commit made by hand is taken back with `git revert`",
    )
}
