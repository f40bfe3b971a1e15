//! Finds reviews that were asked for and not given in time.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::policy::sla::Subject;
use crate::records::review::Standing;
use crate::records::sow::ReviewState;
use crate::records::{File, One, Sow};
use crate::sla::{ClockState, Clocks};

pub(super) static CHECK: Check = Check {
    name: "review-overdue",
    level: Level::Warning,
    summary: "a review of a SOW that was asked for and not given in time",
    docs: r#"## What it finds
A SOW whose review was asked for longer ago than the target `ta-review` gives (two business days), and that has no verdict
of a Technical Architect since. `sa sla explain SOW` shows how that is counted. A SOW that ended or is on hold is left
alone.

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
#        ^^^^^^^^^^^^^^^^^^^^ warning: its review is overdue by 1 day 3 h, and `tariq` has given no verdict
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
    if Standing::of(sow, review.after).state != ReviewState::NeedsReview {
        return None;
    }
    let clocks = Clocks::new(review.after, review.policy, review.now).of(sow.file);
    let clock = clocks
        .iter()
        .find(|clock| clock.subject == Subject::Review && clock.is_running())?;
    if clock.state != ClockState::Breached {
        return None;
    }
    let overdue = clock.left().spoken();
    let (message, help) = match sow.ta() {
        Some(ta) => (
            format!("its review is {overdue}, and `{ta}` has given no verdict"),
            format!(
                "give it: `ta review {0}`; or hand it over: `ta reassign {0} --reason TEXT`",
                sow.id()
            ),
        ),
        None => (
            format!("its review is {overdue}, and nobody is assigned"),
            format!("assign somebody: `ta reassign {} --reason TEXT`", sow.id()),
        ),
    };
    let at = sow.review_requests.len() - 1;
    let key = format!("review_requests[{at}].at");
    let mut finding = review.finding(&CHECK, sow.file, &key, message, help);
    finding.owner = sow.ta().or(Some(&sow.author)).map(ToString::to_string);
    finding.since = Some(asked);
    let key = clock.target.key();
    let note = review.policy_note(&key, "how long this desk gives");
    finding.notes.extend(note);
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::check;

    /// A SOW whose review was asked for at a time; the fixture's today is Monday, 2026-11-23.
    fn asked_at(asked: &str, says: &str, state: &str) -> String {
        format!(
            "#- sows/2026-11/SOW-4T9K2M7X.yaml\nname: N\nopportunity: OPP-7H3J5K9M\naccount: northwind-freight\nauthor: emma\nreview_requests:\n  - {{at: {asked}, by: emma}}\n{says}history: [{{at: 2026-11-17T09:00:00Z, by: emma, to: {state}}}]\n"
        )
    }

    #[test]
    fn two_business_days_are_in_time_and_a_weekend_is_none() {
        // The fixture's now is 12:00 UTC, 13:00 in Berlin, four hours after the day opens.
        let late = "# ^^ warning: its review is overdue by 4 h, and nobody is assigned\n";
        let later = "# ^^ warning: its review is overdue by 1 day 4 h, and nobody is assigned\n";
        for (asked, says) in [
            ("2026-11-20T08:00:00Z", ""),
            ("2026-11-19T12:00:00Z", ""),
            ("2026-11-19T08:00:00Z", late),
            ("2026-11-18T08:00:00Z", later),
        ] {
            check(&CHECK, &asked_at(asked, says, "open"));
        }
        check(&CHECK, &asked_at("2026-11-18T08:00:00Z", "", "on-hold"));
        check(&CHECK, &asked_at("2026-11-18T08:00:00Z", "", "closed-lost"));
    }

    #[test]
    fn policy_moves_it() {
        let policy = "#- policy:\nschema = 1\n[sla.ta-review]\nwithin = \"4 business days\"\n";
        check(
            &CHECK,
            &(policy.to_owned() + &asked_at("2026-11-18T08:00:00Z", "", "open")),
        );
    }

    #[test]
    fn a_verdict_of_this_round_ends_the_wait() {
        let given = |at: &str| {
            format!(
                "#- reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml\nsow: SOW-4T9K2M7X\nat: {at}\nby: tariq\nrole: ta\nverdict: changes-requested\ndigest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"
            )
        };
        let says = "# ^^ warning: its review is overdue by 1 day 4 h, and nobody is assigned\n";
        check(
            &CHECK,
            &(asked_at("2026-11-18T08:00:00Z", "", "open") + &given("2026-11-18T10:00:00Z")),
        );
        check(
            &CHECK,
            &(asked_at("2026-11-18T08:00:00Z", says, "open") + &given("2026-11-18T07:00:00Z")),
        );
    }
}
