//! What a verdict meets when it is given: what is committed, what is found in it, and what to say once it is.

use super::Shown;
use crate::changes::Refusal;
use crate::cli::change::{Changed, Scenery};
use crate::cli::desk::Scene;
use crate::cli::{Context, Exit, Failure, Output};
use crate::finding::{Finding, Verdict as Found};
use crate::records::review::{KIND as REVIEWS, Standing, Verdict};
use crate::records::sow::KIND;
use crate::records::{One, Sow, TaReview};
use crate::source::snapshot::Content as Stored;

/// Findings that are no reason against a SOW: how long it waited, and what this very verdict brings.
const BESIDE_CONTENT: [&str; 6] = [
    "review-missing",
    "review-overdue",
    "review-void",
    "scoping-notice-too-short",
    "sla-breached-without-reason",
    "sla-due-soon",
];

/// A verdict is of what is committed; what was shown may have changes that are not.
pub(super) fn as_committed(
    refusal: Refusal,
    shown: &Shown<'_>,
    committed: One<'_, Sow>,
) -> Failure {
    let path = shown.sow.file.path();
    match committed.file.source().text == shown.sow.file.source().text {
        true => refusal.into(),
        false => Failure::new(
            Exit::Refused,
            format!("{path} has changes that are not committed, and a verdict is of what is"),
            format!(
                "let its author commit them (`git commit {path}`), or drop them: `git checkout -- {path}`"
            ),
        ),
    }
}

/// Refuses to approve a SOW in which something is found.
pub(super) fn is_sound(context: &Context, scene: &Scene, sow: One<'_, Sow>) -> Result<(), Failure> {
    let is_against = |finding: &Finding| {
        !BESIDE_CONTENT.contains(&finding.check) && !matches!(finding.verdict, Found::Waived(_))
    };
    let mut against = scene.findings_on(context.now, sow.file);
    against.retain(is_against);
    if against.is_empty() {
        return Ok(());
    }
    let id = sow.id();
    let things = match against.len() {
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    };
    Err(Failure::found(
        Exit::Refused,
        format!("{id} has {things}, and is not approved before they are mended or waived"),
        format!(
            "ask for changes (`ta review {id} --request-changes --comment PATH:TEXT`), or let a manager waive them: `hygiene waive CHECK {id} --reason TEXT --until DATE`"
        ),
        against,
    ))
}

/// Returns git's id of a file as the last commit has it.
pub(super) fn blob_of(scenery: &Scenery<'_>, path: &str) -> Option<String> {
    match scenery.scene.records.snapshot().find(path)?.content {
        Stored::Blob(id) => Some(id.to_string()),
        Stored::Text(_) => None,
    }
}

/// Returns what to say of a verdict that was given.
pub(super) fn given(changed: Changed, review_id: &str, id: &str) -> Output {
    let Changed {
        mut output,
        written,
        after: scene,
    } = changed;
    let found = scene
        .records
        .get::<TaReview>(&REVIEWS, review_id)
        .zip(scene.records.get::<Sow>(&KIND, id));
    let Some((given, sow)) = found.filter(|_| written) else {
        return output;
    };
    let standing = Standing::of(sow, &scene.records);
    let verdict = match given.verdict {
        Verdict::Approved => "approved",
        Verdict::ChangesRequested => "asked to change",
    };
    let said = format!(
        "{id} is {verdict} by {} as {}: {}",
        given.by,
        given.role.name(),
        given.file.path()
    );
    output.said.insert(0, said);
    output.next = match (given.approves(), standing.by_rdm.is_some()) {
        (false, _) => vec![
            format!("sa sow edit {id} --edit"),
            format!("sa sow submit {id}"),
        ],
        (true, false) => vec![format!("ta review {id} --approve --as rdm")],
        (true, true) => vec![format!("sa sow move {id} ready-for-approval")],
    };
    let mut report = crate::reports::record::sheet(given.file);
    report.parts.clear();
    output.report = Some(report);
    output
}
