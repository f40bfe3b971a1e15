//! How a command changes the desk: lock, plan, gate, write; or show what would change.

use super::context::Context;
use super::desk::{Desk, Scene, scene};
use super::{Exit, Failure, Output, Writing};
use crate::calendar::Instant;
use crate::changes::{Gate, Plan};
use crate::finding::{Finding, Waiving};
use crate::records::{Handle, Records};
use crate::source::FileChange;
use crate::store::{Identity, Purpose, Transaction, Trouble, When, Written};
use crate::views::diff::{self, FileTexts};

/// What a planner sees: the desk as the commit will be made from, who acts, and when.
pub struct Scenery<'a> {
    pub scene: &'a Scene,
    identity: &'a Identity,
    pub now: Instant,
}

impl Scenery<'_> {
    /// Returns who acts, and the time as their clock shows it.
    ///
    /// # Errors
    /// Nobody in `people/` has the address that git knows.
    pub(super) fn actor(&self) -> Result<(Handle, Instant), Failure> {
        let me = self.scene.person(self.identity)?;
        let at = me
            .time_zone
            .as_ref()
            .map_or(self.now, |zone| self.now.in_zone(zone));
        Ok((me.id().parse().expect("a person's id is a handle"), at))
    }
}

/// What became of a change.
pub(super) struct Changed {
    pub output: Output,
    /// Whether it was written, not only shown.
    pub written: bool,
    /// The desk as the change has it.
    pub after: Scene,
}

/// Carries out a plan made under the lock, or shows it with `--dry-run`.
///
/// # Errors
/// The plan was refused, by itself or by the gate; git or the disk failed. Nothing is written then.
pub(super) fn change(
    context: &Context,
    desk: &Desk,
    writing: Writing,
    plan: impl FnOnce(&Scenery<'_>) -> Result<Plan, Failure>,
) -> Result<Changed, Failure> {
    let transaction = begin(desk, writing)?;
    let scene = scene(transaction.before().clone())?;
    let identity = desk.identity()?;
    let plan = plan(&Scenery {
        scene: &scene,
        identity: &identity,
        now: context.now,
    })?;
    pass(context, desk, writing, transaction, scene, plan, None)
}

/// Carries out a plan that takes back an earlier change; `earlier` is the desk before that change.
///
/// # Errors
/// The gate refused it; git or the disk failed. Nothing is written then.
pub(super) fn take_back(
    context: &Context,
    desk: &Desk,
    writing: Writing,
    plan: Plan,
    earlier: &Records,
) -> Result<Changed, Failure> {
    let transaction = begin(desk, writing)?;
    let scene = scene(transaction.before().clone())?;
    pass(
        context,
        desk,
        writing,
        transaction,
        scene,
        plan,
        Some(earlier),
    )
}

fn begin(desk: &Desk, writing: Writing) -> Result<Transaction<'_>, Failure> {
    let purpose = if writing.no_commit {
        Purpose::Stage
    } else {
        Purpose::Commit
    };
    let transaction = desk.store.begin(purpose)?;
    if purpose == Purpose::Commit && !transaction.has_commit() {
        return Err(Failure::new(
            Exit::Store,
            "this repository has no commit yet, so there is no desk to change",
            "commit what is there first: `git add -A && git commit -m \"begin the desk\"`, or begin with `sa init`",
        ));
    }
    Ok(transaction)
}

/// Puts a plan through the gate, and writes or shows it.
fn pass(
    context: &Context,
    desk: &Desk,
    writing: Writing,
    transaction: Transaction<'_>,
    scene: Scene,
    plan: Plan,
    taken_back: Option<&Records>,
) -> Result<Changed, Failure> {
    let committer = desk.committer()?;
    let gate = Gate {
        before: Some(&scene.records),
        policy: &scene.policy,
        now: context.now,
        committer: &committer,
        taken_back,
    };
    let shown = shown(context, &scene.records, &plan.files);
    let passed = gate.attempt(plan, &context.typed).map_err(refused)?;
    let after = Scene::of(passed.after, scene.policy);
    let recovered = transaction.recovered().map(|recovery| recovery.sentence());
    let mut output = Output {
        findings: passed.findings,
        said: desk.recovered.clone().or(recovered).into_iter().collect(),
        ..Output::default()
    };
    if writing.dry_run {
        output.text = Some(shown);
        output.said.push("nothing was written (--dry-run)".into());
        return Ok(Changed {
            output,
            written: false,
            after,
        });
    }
    let written = transaction
        .write(&passed.checked, when(context), &mut |_| {})
        .map_err(Trouble::from)?;
    output.said.extend(how_it_ended(&written));
    Ok(Changed {
        output,
        written: !written.paths.is_empty(),
        after,
    })
}

/// Returns the moment of the run as a commit carries it.
pub(super) fn when(context: &Context) -> When {
    When {
        seconds: context.now.unix(),
        offset_minutes: context.now.offset_minutes(),
    }
}

/// Returns what to say of a write that did not end as usual.
fn how_it_ended(written: &Written) -> Option<String> {
    if written.paths.is_empty() {
        return Some("nothing changed: the record says so already".into());
    }
    written
        .commit
        .is_none()
        .then(|| format!("staged, not committed: {}", written.paths.join(", ")))
}

/// Returns the failure of a plan that the gate refused.
pub(super) fn refused(findings: Vec<Finding>) -> Failure {
    let blocking = findings.iter().filter(|finding| finding.blocks()).count();
    let things = if blocking == 1 {
        "one thing".to_owned()
    } else {
        format!("{blocking} things")
    };
    // What an SA needs before engaging is the one thing that a manager often has a reason to let pass.
    let waivable = findings
        .iter()
        .filter(|finding| finding.blocks() && finding.waiving == Waiving::Possible)
        .find(|finding| {
            matches!(
                finding.check,
                "missing-field" | "request-without-command-plan"
            )
        });
    let help = waivable.map_or(String::new(), |finding| {
        format!(
            "set what is missing, or ask a manager to let it pass: `hygiene waive {} {} --reason TEXT --until DATE`",
            finding.check,
            finding.record.as_deref().unwrap_or("RECORD")
        )
    });
    Failure::found(
        Exit::Refused,
        format!("refused: {things} must be mended first; nothing was written"),
        help,
        findings,
    )
}

/// Returns the difference that file changes make, as a unified diff.
pub(super) fn shown(context: &Context, before: &Records, files: &[FileChange]) -> String {
    let olds: Vec<Option<String>> = files
        .iter()
        .map(|change| before.snapshot().text(&change.path))
        .collect();
    let texts: Vec<FileTexts<'_>> = files
        .iter()
        .zip(&olds)
        .map(|(change, old)| FileTexts {
            path: &change.path,
            old: old.as_deref(),
            new: change.text.as_deref(),
        })
        .collect();
    diff::files(&texts, context.colour())
}
