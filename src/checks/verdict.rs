//! What the gate makes of findings: levels by policy, waivers, and which of them refuse a change.

use std::collections::BTreeSet;

use crate::calendar::Date;
use crate::finding::{Finding, Level, Verdict};
use crate::policy::LevelSetting;
use crate::records::{One, Waiver, person, waiver};

use super::review::Scope;
use super::{CHECKS, Check, Review, Sees, named, unused_waiver, waiver_without_manager};

/// Runs the checks over a review and returns what they find, most harmful first, each with its verdict.
///
/// `sees` limits the checks to those that need each commit, or to those that need the result;
/// `None` runs all.
pub fn judge(review: &Review<'_>, sees: Option<Sees>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let wanted = |check: &&&Check| sees.is_none_or(|sees| check.sees == sees);
    for check in CHECKS.iter().filter(wanted) {
        let mut found = Vec::new();
        (check.run)(review, &mut found);
        found.retain_mut(|finding| by_policy(review, check, finding));
        findings.extend(found);
    }
    let used = waive(review, &mut findings);
    if sees != Some(Sees::EachCommit) {
        let mut unused = unused_waiver::unused(review, &used);
        unused.retain_mut(|finding| by_policy(review, &unused_waiver::CHECK, finding));
        findings.extend(unused);
    }
    for finding in &mut findings {
        if finding.verdict == Verdict::Shown && finding.level == Level::Error {
            finding.verdict = Verdict::Blocks;
        }
    }
    sort(&mut findings);
    findings
}

/// Orders findings: those that block, then by level, path and place.
pub(super) fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let rank = |finding: &Finding| match finding.verdict {
            Verdict::Blocks => 0,
            Verdict::Shown => 1,
            Verdict::Waived(_) => 2,
        };
        (
            rank(a),
            a.level,
            &a.at.source.path,
            a.at.span,
            a.check,
            &a.message,
        )
            .cmp(&(
                rank(b),
                b.level,
                &b.at.source.path,
                b.at.span,
                b.check,
                &b.message,
            ))
    });
}

/// Sets the level that policy gives; returns whether the finding stays.
fn by_policy(review: &Review<'_>, check: &Check, finding: &mut Finding) -> bool {
    let Some(policy) = review.policy.checks.get(check.name) else {
        return true;
    };
    if let (Some(since), Some(made)) = (policy.since, created(review, finding))
        && made < since
    {
        return false;
    }
    match policy.level {
        Some(LevelSetting::Off) => return false,
        Some(LevelSetting::At(Level::Warning)) => finding.level = Level::Warning,
        // A check may hold some of its findings lower than itself; policy lifts the check, not those.
        Some(LevelSetting::At(Level::Error)) if check.level == Level::Warning => {
            finding.level = Level::Error
        }
        Some(LevelSetting::At(Level::Error)) | None => {}
    }
    if policy.level.is_some()
        && let Some(place) = review.policy.place(&format!("checks.{}.level", check.name))
    {
        finding.notes.push(crate::finding::Note {
            message: format!("this desk makes it {}", article(finding.level)),
            at: place.clone(),
        });
    }
    true
}

fn article(level: Level) -> &'static str {
    match level {
        Level::Error => "an error",
        Level::Warning => "a warning",
    }
}

fn created(review: &Review<'_>, finding: &Finding) -> Option<Date> {
    let file = review.after.at(&finding.at.source.path)?;
    let first = file
        .record()?
        .statements()
        .into_iter()
        .find_map(|statement| {
            (statement.list == "history")
                .then_some(statement.at)
                .flatten()
        })?;
    Some(first.date())
}

/// Sets aside what waivers cover, and returns the ids of the waivers that covered something.
fn waive(review: &Review<'_>, findings: &mut [Finding]) -> BTreeSet<String> {
    let in_force: Vec<One<'_, Waiver>> = review
        .after
        .all::<Waiver>(&waiver::KIND)
        .filter(|waiver| is_in_force(review, waiver))
        .collect();
    let mut used = BTreeSet::new();
    for finding in findings {
        let Some(record) = finding.record.clone() else {
            continue;
        };
        let covers =
            |waiver: &&One<'_, Waiver>| waiver.check == finding.check && waiver.is_about(&record);
        if let Some(waiver) = in_force.iter().find(covers) {
            finding.verdict = Verdict::Waived(waiver.id().into());
            used.insert(waiver.id().into());
        }
    }
    used
}

/// A waiver holds through its last day, from a manager, for a check that can be waived.
fn is_in_force(review: &Review<'_>, waiver: &Waiver) -> bool {
    review.now.date() <= waiver.until
        && named(&waiver.check).is_some_and(|check| !NEVER_WAIVED.contains(&check.name))
        && waiver_without_manager::is_manager(review, waiver)
}

/// Checks on waivers themselves and on what cannot be read: waiving them would waive anything.
pub(super) const NEVER_WAIVED: &[&str] = &[
    "expired-waiver",
    "unreadable-record",
    "unused-waiver",
    "waiver-without-manager",
];

/// Returns whether a person of this handle holds a role, for checks on approvals.
pub(super) fn has_role(review: &Review<'_>, handle: &str, role: person::Role) -> bool {
    review
        .after
        .get::<person::Person>(&person::KIND, handle)
        .is_some_and(|person| person.has(role))
}

/// Returns whether a review covers everything, so that what is not seen is not there.
pub(super) fn is_whole(review: &Review<'_>) -> bool {
    review.scope == Scope::Whole
}
