//! Finds activities that are logged before they take place.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::Activity;

/// Seconds by which the clocks of two machines may differ.
const GRACE: i64 = 60;

pub(super) static CHECK: Check = Check {
    name: "activity-in-future",
    level: Level::Error,
    summary: "an activity that has not taken place yet",
    docs: r#"## What it finds
An activity whose `at` is later than now, by more than the minute that clocks may differ.

## Why it matters
An activity is what happened. What is only planned would count as an evaluation that moves and as a customer who
was met, and its sentiment would be made up.

## What to do
Log it when it has taken place. What is planned is a next step: `sa opp next-steps OPP-ID TEXT --by DATE`. Mend a
time that was mistyped with `sa activity edit ID --set at=TIME`.

## Example
```yaml
#- activities/2026-11/ACT-3K8N2Q5S.yaml
opportunity: OPP-7H3J5K9M
type: Demo
at: 2026-11-24T10:00:00+01:00
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ error: it takes place at 2026-11-24 10:00 +01:00, and it is 2026-11-23 12:00 +00:00 now
sa: sam
summary: Showed approvals
logged_at: 2026-11-23T11:00:00Z
logged_by: sam
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for activity in review.each::<Activity>() {
        if review.now.is_past(activity.at.unix() - GRACE) {
            continue;
        }
        let opportunity = activity.opportunity.as_ref();
        findings.push(review.finding(
            &CHECK,
            activity.file,
            "at",
            format!(
                "it takes place at {}, and it is {} now",
                activity.at.spoken(),
                review.now.exactly().spoken()
            ),
            format!(
                "mend a mistyped time with `sa activity edit {} --set at=TIME`; what is only planned is a next step (`sa opp next-steps {} TEXT --by {}`), and logged when it has taken place",
                activity.id(),
                opportunity.map_or("OPP-ID", |id| id.as_str()),
                activity.at.date()
            ),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    #[test]
    fn a_minute_is_granted_to_clocks_and_not_a_second_more() {
        let demo = |at: &str, expected: &str| {
            format!(
                "#- activities/2026-11/ACT-3K8N2Q5S.yaml\nopportunity: OPP-7H3J5K9M\ntype: Demo\nat: {at}\n{expected}sa: sam\nsummary: Showed approvals\nlogged_at: 2026-11-23T11:00:00Z\nlogged_by: sam\n"
            )
        };
        let expected = "#   ^^^^^^^^^^^^^^^^^^^^ error: it takes place at 2026-11-23 12:01 +00:00, and it is 2026-11-23 12:00 +00:00 now\n";
        check(&CHECK, &demo("2026-11-23T12:00:00Z", ""));
        check(&CHECK, &demo("2026-11-23T12:01:00Z", ""));
        check(&CHECK, &demo("2026-11-23T12:01:01Z", expected));
        check(&CHECK, &demo("2026-11-23T22:59:00+11:00", ""));
    }
}
