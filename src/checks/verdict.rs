//! What the gate makes of findings: levels by policy, waivers, and which of them refuse a change.

use std::collections::BTreeSet;

use crate::calendar::{Date, Instant};
use crate::finding::{Finding, Level, Verdict, Waiving};
use crate::policy::{LevelSetting, Policy};
use crate::records::{File, One, Records, Waiver, waiver};

use super::places::in_order;
use super::review::Scope;
use super::{CHECKS, Check, Review, Sees, mending, named, unused_waiver, waiver_without_manager};
use crate::records::reading::together::spread;

/// Runs the checks over a review and returns what they find, most harmful first, each with its verdict.
///
/// `sees` limits the checks to those that need each commit, or to those that need the result;
/// `None` runs all.
pub fn judge(review: &Review<'_>, sees: Option<Sees>) -> Vec<Finding> {
    let mut findings = found(review, sees);
    in_order(review.after, &mut findings);
    findings
}

/// Returns what [`judge`] does in no order, and without the places that `in_order` looks for: enough to count.
pub fn found(review: &Review<'_>, sees: Option<Sees>) -> Vec<Finding> {
    let mut findings = raised(review, sees);
    rule(review, &mut findings, sees);
    findings
}

/// Runs the checks over a review and returns what they find at the level that policy gives, before anybody rules on it.
pub(super) fn raised(review: &Review<'_>, sees: Option<Sees>) -> Vec<Finding> {
    let mut checks = CHECKS.to_vec();
    checks.retain(|check| sees.is_none_or(|sees| check.sees == sees));
    let size = match review.scope {
        Scope::Whole => 1,
        // A few records are judged before another thread has begun.
        _ => checks.len().max(1),
    };
    spread(&checks, size, |checks| {
        let found = checks.iter().map(|check| {
            let mut found = Vec::new();
            (check.run)(review, &mut found);
            found.retain_mut(|finding| by_policy(review, check, finding));
            found
        });
        found.flatten().collect()
    })
}

/// Gives each finding of a review its verdict, and adds the waivers that nothing needs.
pub(super) fn rule(review: &Review<'_>, findings: &mut Vec<Finding>, sees: Option<Sees>) {
    let used = waive(review, findings);
    if sees != Some(Sees::EachCommit) {
        let mut unused = unused_waiver::unused(review, &used);
        unused.retain_mut(|finding| by_policy(review, &unused_waiver::CHECK, finding));
        findings.extend(unused);
    }
    for finding in findings.iter_mut() {
        let is_shown = finding.verdict == Verdict::Shown;
        if is_shown && finding.level == Level::Error && review.is_at_stake(finding) {
            finding.verdict = Verdict::Blocks;
        }
    }
    mending::let_pass(review, findings);
}

/// A check that makes up a score, on a desk that has not switched it off.
pub(super) struct Asking {
    /// Its place in `CHECKS`.
    pub(super) place: usize,
    applies: fn(&Review<'_>, &File) -> bool,
    since: Option<Date>,
}

/// Returns the checks that make up the score of a desk.
pub(super) fn asking(policy: &Policy) -> Vec<Asking> {
    let asking = |(place, check): (usize, &&Check)| {
        let of_policy = policy.checks.get(check.name);
        let is_off = of_policy.is_some_and(|policy| policy.level == Some(LevelSetting::Off));
        Some(Asking {
            place,
            applies: check.applies.filter(|_| !is_off)?,
            since: of_policy.and_then(|policy| policy.since),
        })
    };
    CHECKS.iter().enumerate().filter_map(asking).collect()
}

impl Asking {
    /// Returns whether the check asks something of a record.
    pub(super) fn asks(&self, review: &Review<'_>, file: &File) -> bool {
        let is_exempt = || {
            let since = self.since.as_ref();
            since.is_some_and(|since| made(file).is_some_and(|made| made < *since))
        };
        (self.applies)(review, file) && !is_exempt()
    }
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
    made(review.after.at(&finding.at.source.path)?)
}

/// Returns the day a record was made: that of its first history entry, or else of the first thing said in it.
fn made(file: &File) -> Option<Date> {
    let statements = file.record()?.statements();
    let history = statements
        .iter()
        .find(|statement| statement.list == "history");
    let first = history.or(statements.first())?;
    Some(first.at?.date())
}

/// Sets aside what waivers cover, and returns the ids of the waivers that covered something.
fn waive(review: &Review<'_>, findings: &mut [Finding]) -> BTreeSet<String> {
    let in_force: Vec<One<'_, Waiver>> = review
        .after
        .all::<Waiver>(&waiver::KIND)
        .filter(|waiver| is_in_force(review.after, review.now.exactly(), waiver))
        .collect();
    let mut used = BTreeSet::new();
    for finding in findings {
        let Some(record) = finding
            .record
            .clone()
            .filter(|_| finding.waiving == Waiving::Possible)
        else {
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
fn is_in_force(records: &Records, now: Instant, waiver: &Waiver) -> bool {
    now.date() <= waiver.until
        && named(&waiver.check).is_some_and(|check| !NEVER_WAIVED.contains(&check.name))
        && waiver_without_manager::is_manager(records, waiver)
}

/// Returns whether a waiver in force sets a check aside for a record.
pub fn is_waived(records: &Records, now: Instant, check: &str, id: &str) -> bool {
    records.all::<Waiver>(&waiver::KIND).any(|waiver| {
        waiver.check == check && waiver.is_about(id) && is_in_force(records, now, &waiver)
    })
}

/// Checks on waivers themselves and on what cannot be read: waiving them would waive anything.
pub(super) const NEVER_WAIVED: &[&str] = &[
    "expired-waiver",
    "unreadable-record",
    "unused-waiver",
    "waiver-without-manager",
];

/// Returns whether a review covers everything, so that what is not seen is not there.
pub(super) fn is_whole(review: &Review<'_>) -> bool {
    matches!(review.scope, Scope::Whole | Scope::Rest)
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::verdicts;

    const CATCHWORD: &str = "#- requests/2026-11/REQ-4T9K2M7X.yaml
template: follow-up
requester: dana
opportunity: OPP-7H3J5K9M
follows: REQ-8R2T4V6W
customer: Northwind Freight
preferred_dates: 2026-12-01 15:00 CET
sa_asks: Send the sizing sheet
command_plan:
  why_now: performance
history:
  - {at: 2026-11-20T09:00:00Z, by: sam, to: open}
";

    fn with(files: &str) -> Vec<String> {
        verdicts(&format!("{files}{CATCHWORD}"))
    }

    fn waiver(until: &str, by: &str) -> String {
        format!(
            "#- waivers/WVR-5A7C9E1G.yaml\ncheck: not-a-sentence\nrecord: req-4t9k2m7x\nreason: Comes next week\nuntil: {until}\napproved_by: {by}\n"
        )
    }

    #[test]
    fn policy_sets_the_level_and_the_day_a_check_begins() {
        let policy =
            |lines: &str| format!("#- policy:\nschema = 1\n[checks.not-a-sentence]\n{lines}\n");
        assert_eq!(with(""), ["not-a-sentence warning shown"]);
        assert_eq!(
            with(&policy("level = \"error\"")),
            ["not-a-sentence error blocks"]
        );
        assert_eq!(with(&policy("level = \"off\"")), Vec::<String>::new());
        assert_eq!(
            with(&policy("since = 2026-11-20")),
            ["not-a-sentence warning shown"]
        );
        assert_eq!(with(&policy("since = 2026-11-21")), Vec::<String>::new());
    }

    #[test]
    fn a_waiver_of_a_manager_holds_through_its_last_day() {
        assert_eq!(
            with(&waiver("2026-11-23", "maria")),
            ["not-a-sentence warning waived"]
        );
        assert_eq!(
            with(&waiver("2026-11-22", "maria")),
            [
                "expired-waiver warning shown",
                "not-a-sentence warning shown"
            ]
        );
        assert_eq!(
            with(&waiver("2026-11-23", "sam")),
            [
                "not-a-sentence warning shown",
                "unused-waiver warning shown",
                "waiver-without-manager error blocks"
            ]
        );
    }

    #[test]
    fn other_trouble_of_a_record_is_not_in_the_way_of_a_waiver() {
        let record = "name: A\naccount: nowhere\nowner: dana\nprimary_sa: [{at: 2026-10-01T09:00:00Z, by: dana, who: sam}]\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]\n";
        let waiver = |check: &str| {
            format!(
                "#- by: maria@example.com\n#- before: opportunities/OPP-2M4N6P8Q.yaml\n{record}#- opportunities/OPP-2M4N6P8Q.yaml\n{record}#- waivers/WVR-5A7C9E1G.yaml\ncheck: {check}\nrecord: OPP-2M4N6P8Q\nreason: Comes next week\nuntil: 2026-11-30\napproved_by: maria\n"
            )
        };
        assert_eq!(
            verdicts(&waiver("ps-not-positioned")),
            [
                "unknown-reference error shown",
                "unused-waiver warning shown"
            ]
        );
        assert_eq!(
            verdicts(&waiver("unknown-reference")),
            ["unknown-reference error waived"]
        );
    }

    #[test]
    fn what_the_account_of_an_opportunity_lacks_is_told_and_not_in_the_way() {
        let text = "#- by: dana@example.com\n#- before: accounts/halden.yaml\nname: Halden\n#- accounts/halden.yaml\nname: Halden\n#- opportunities/OPP-2M4N6P8Q.yaml\nname: A\naccount: halden\nowner: dana\nprimary_sa: [{at: 2026-10-01T09:00:00Z, by: dana, who: sam}]\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]\n";
        assert_eq!(verdicts(text), ["account-without-sa error shown"]);
    }

    #[test]
    fn guards_of_waivers_are_not_waived() {
        let text = "#- waivers/WVR-5A7C9E1G.yaml\ncheck: expired-waiver\nrecord: WVR-5A7C9E1G\nreason: Comes next week\nuntil: 2026-11-30\napproved_by: maria\n";
        assert_eq!(
            verdicts(text),
            [
                "unused-waiver warning shown",
                "waiver-without-manager error blocks"
            ]
        );
    }

    #[test]
    fn old_trouble_elsewhere_is_not_in_the_way_of_a_change() {
        let broken = "account: nowhere\nname: A\nowner: dana\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]\n";
        let text = format!(
            "#- by: sam@example.com\n#- before: opportunities/OPP-2M4N6P8Q.yaml\n{broken}#- opportunities/OPP-2M4N6P8Q.yaml\n{broken}{CATCHWORD}"
        );
        assert_eq!(verdicts(&text), ["not-a-sentence warning shown"]);
    }

    #[test]
    fn what_a_removal_breaks_is_in_the_way() {
        let account = "name: Halden\n";
        let opportunity = "account: halden\nname: A\nowner: dana\nprimary_sa: [{at: 2026-10-01T09:00:00Z, by: dana, who: sam}]\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]\n";
        let text = format!(
            "#- by: sam@example.com\n#- before: accounts/halden.yaml\n{account}#- before: opportunities/OPP-2M4N6P8Q.yaml\n{opportunity}#- opportunities/OPP-2M4N6P8Q.yaml\n{opportunity}"
        );
        assert_eq!(verdicts(&text), ["unknown-reference error blocks"]);
    }
}
