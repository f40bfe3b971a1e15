//! What the checks on the content of a SOW share: which SOWs they ask, and that a draft is only warned.

#[cfg(test)]
pub(super) mod sample;

use super::{Check, Review};
use crate::finding::{Finding, Level};
use crate::records::sow::{Deliverable, Sow, State};
use crate::records::values::answer;
use crate::records::{File, One};

/// Returns whether the content of a SOW is asked about: it is neither lost nor on hold.
pub(super) fn is_asked(sow: &Sow) -> bool {
    !matches!(sow.state(), State::ClosedLost | State::OnHold)
}

/// Returns whether a record is a SOW whose content is asked about.
pub(super) fn applies(_: &Review<'_>, file: &File) -> bool {
    file.as_one::<Sow>().is_some_and(|sow| is_asked(&sow))
}

/// Returns whether a record is a SOW with deliverables, whose content is asked about.
pub(super) fn has_deliverables(_: &Review<'_>, file: &File) -> bool {
    let sow = file.as_one::<Sow>();
    sow.is_some_and(|sow| is_asked(&sow) && !sow.deliverables.is_empty())
}

/// Returns a finding of a check at a key of a SOW: a warning until it is submitted, as it is written step by step.
pub(super) fn found(
    review: &Review<'_>,
    check: &Check,
    sow: One<'_, Sow>,
    key: &str,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Finding {
    let mut finding = review.finding(check, sow.file, key, message, help);
    if !sow.is_submitted() {
        finding.level = Level::Warning;
    }
    finding
}

/// Returns a finding for each deliverable that lacks something, at its title; `lacks` says what, as "assumptions".
pub(super) fn lacking(
    review: &Review<'_>,
    check: &Check,
    sow: One<'_, Sow>,
    lacks: fn(&Deliverable) -> Option<String>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (place, deliverable) in sow.deliverables.iter().enumerate() {
        let Some(lacking) = lacks(deliverable) else {
            continue;
        };
        findings.push(found(
            review,
            check,
            sow,
            &format!("deliverables[{place}].title"),
            format!("`{}` has no {lacking}", deliverable.title),
            format!("write it down: `sa sow edit {} --edit`", sow.id()),
        ));
    }
    findings
}

/// Returns whether a text says something; `TBD` and the like say nothing.
pub(super) fn says(text: &Option<String>) -> bool {
    text.as_deref().is_some_and(is_said)
}

/// Returns whether one of several texts says something.
pub(super) fn any_says(texts: &[String]) -> bool {
    texts.iter().any(|text| is_said(text))
}

fn is_said(text: &str) -> bool {
    answer::is_answer("sow", text)
}
