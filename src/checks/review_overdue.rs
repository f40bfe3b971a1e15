//! Finds reviews that were asked for and not given in time.

use super::{Check, Review, Sees, counted};
use crate::calendar::weekdays_between;
use crate::finding::{Finding, Level};
use crate::records::review::Standing;
use crate::records::sow::ReviewState;
use crate::records::{File, One, Sow};

pub(super) static CHECK: Check = Check {
    name: "review-overdue",
    level: Level::Warning,
    summary: "a review of a SOW that was asked for and not given in time",
    docs: r#"## What it finds
A SOW whose review was asked for more than `sows.review_weekdays` (2) weekdays ago, Monday to Friday, and that has no
verdict of a Technical Architect since. A SOW that ended or is on hold is left alone.

## Why it matters
Source document 000: Technical Architects review within two business days. The Engagement Manager has 48 hours from a
customer's word to a draft; each day of waiting is one of theirs.

## What to do
Review it (`ta review SOW`), or hand it to somebody who can: `ta reassign SOW TA --reason TEXT`. `ta queue` shows what is
due next.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
assigned_ta: [{at: 2026-11-17T09:00:00Z, by: emma, who: tariq}]
review_requests:
  - {at: 2026-11-18T09:00:00Z, by: emma}
#        ^^^^^^^^^^^^^^^^^^^^ warning: a review was asked for 3 weekdays ago, and `tariq` has given no verdict
history: [{at: 2026-11-17T09:00:00Z, by: emma, to: open}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    let sow = file.as_one::<Sow>();
    sow.is_some_and(|sow| sow.round_since().is_some() && sow.state().is_worked())
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for sow in review.asked::<Sow>(&CHECK) {
        findings.extend(judge(review, sow));
    }
}

fn judge(review: &Review<'_>, sow: One<'_, Sow>) -> Option<Finding> {
    let asked = sow.round_since()?.date();
    let waited = weekdays_between(asked, review.today());
    if waited <= review.policy.thresholds.sow_review_weekdays
        || Standing::of(sow, review.after).state != ReviewState::NeedsReview
    {
        return None;
    }
    let waited = counted(waited, "weekday");
    let (message, help) = match sow.ta() {
        Some(ta) => (
            format!("a review was asked for {waited} ago, and `{ta}` has given no verdict"),
            format!(
                "give it: `ta review {0}`; or hand it over: `ta reassign {0} --reason TEXT`",
                sow.id()
            ),
        ),
        None => (
            format!("a review was asked for {waited} ago, and nobody is assigned"),
            format!("assign somebody: `ta reassign {} --reason TEXT`", sow.id()),
        ),
    };
    let at = sow.review_requests.len() - 1;
    let key = format!("review_requests[{at}].at");
    let mut finding = review.finding(&CHECK, sow.file, &key, message, help);
    finding.owner = sow.ta().or(Some(&sow.author)).map(ToString::to_string);
    finding.since = Some(asked);
    let note = review.policy_note("sows.review_weekdays", "how many weekdays this desk gives");
    finding.notes.extend(note);
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::check;

    /// A SOW whose review was asked for on a day; the fixture's today is Monday, 2026-11-23.
    fn asked(day: &str, says: &str, state: &str) -> String {
        format!(
            "#- sows/2026-11/SOW-4T9K2M7X.yaml\nname: N\nopportunity: OPP-7H3J5K9M\naccount: northwind-freight\nauthor: emma\nreview_requests:\n  - {{at: {day}T09:00:00Z, by: emma}}\n{says}history: [{{at: 2026-11-17T09:00:00Z, by: emma, to: {state}}}]\n"
        )
    }

    #[test]
    fn two_weekdays_are_in_time_and_a_weekend_is_none() {
        let says = "# ^^ warning: a review was asked for 3 weekdays ago, and nobody is assigned\n";
        for (day, says) in [("2026-11-20", ""), ("2026-11-19", ""), ("2026-11-18", says)] {
            check(&CHECK, &asked(day, says, "open"));
        }
        check(&CHECK, &asked("2026-11-18", "", "on-hold"));
        check(&CHECK, &asked("2026-11-18", "", "closed-lost"));
    }

    #[test]
    fn policy_moves_it() {
        let policy = "#- policy:\nschema = 1\n[sows]\nreview_weekdays = 3\n";
        check(
            &CHECK,
            &(policy.to_owned() + &asked("2026-11-18", "", "open")),
        );
    }

    #[test]
    fn a_verdict_of_this_round_ends_the_wait() {
        let given = |at: &str| {
            format!(
                "#- reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml\nsow: SOW-4T9K2M7X\nat: {at}\nby: tariq\nrole: ta\nverdict: changes-requested\ndigest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"
            )
        };
        let says = "# ^^ warning: a review was asked for 3 weekdays ago, and nobody is assigned\n";
        check(
            &CHECK,
            &(asked("2026-11-18", "", "open") + &given("2026-11-18T10:00:00Z")),
        );
        check(
            &CHECK,
            &(asked("2026-11-18", says, "open") + &given("2026-11-18T08:00:00Z")),
        );
    }
}
