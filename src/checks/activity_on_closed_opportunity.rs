//! Finds activities that took place after their opportunity was closed.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::opportunity::{self, Opportunity, Stage};
use crate::records::{Activity, One};

pub(super) static CHECK: Check = Check {
    name: "activity-on-closed-opportunity",
    level: Level::Error,
    summary: "an activity of an opportunity that was closed by then",
    docs: r#"## What it finds
An activity whose `at` is later than the opportunity entered the closed stage it is in. Activities that go on after
the sale (`Post-sales technical account management`, `Professional Service Support`) may be logged on one that is
`Closed Won`.

## Why it matters
Work on something that is closed belongs to another opportunity, or the opportunity is not closed. Either way it
is missing where people look for it.

## What to do
Log it on the opportunity that is open: `sa activity edit ID --set opportunity=OPP-ID`. Or open this one again:
`sa opp stage OPP-ID STAGE --reason TEXT`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Northwind archive
account: northwind-freight
owner: dana
history: [{at: 2026-11-19T09:00:00Z, by: dana, to: 8-Closed Lost, reason: No budget}]
#- activities/2026-11/ACT-3K8N2Q5S.yaml
opportunity: OPP-2M4N6P8Q
#            ^^^^^^^^^^^^ error: OPP-2M4N6P8Q has been 8-Closed Lost since 2026-11-19 09:00 +00:00, and this took place at 2026-11-20 10:00 +00:00
type: Demo
at: 2026-11-20T10:00:00Z
sa: sam
summary: Showed approvals
logged_at: 2026-11-20T15:00:00Z
logged_by: sam
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for activity in review.each::<Activity>() {
        let Some(id) = activity.opportunity.as_ref() else {
            continue;
        };
        let opportunity = review
            .after
            .get::<Opportunity>(&opportunity::KIND, id.as_str());
        findings.extend(opportunity.and_then(|found| judge(review, activity, found)));
    }
}

fn judge(
    review: &Review<'_>,
    activity: One<'_, Activity>,
    opportunity: One<'_, Opportunity>,
) -> Option<Finding> {
    let stage = opportunity.stage();
    let since = opportunity.stage_since()?;
    let goes_on = stage == Stage::ClosedWon && activity.activity_type.is_after_the_sale();
    if stage.is_open() || activity.at <= since || goes_on {
        return None;
    }
    let mut finding = review.finding(
        &CHECK,
        activity.file,
        "opportunity",
        format!(
            "{} has been {} since {}, and this took place at {}",
            opportunity.id(),
            stage.name(),
            since.spoken(),
            activity.at.spoken()
        ),
        format!(
            "log it on the opportunity that is open: `sa activity edit {} --set opportunity=OPP-ID`; or open this one again: `sa opp stage {} STAGE --reason TEXT`",
            activity.id(),
            opportunity.id()
        ),
    );
    finding.since = Some(activity.at.date());
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    /// An activity on an opportunity with this history.
    fn after(history: &str, activity_type: &str, at: &str, expected: &str) {
        let expected = match expected {
            "" => String::new(),
            stage => format!(
                "# ^^ error: OPP-2M4N6P8Q has been {stage} since 2026-11-19 09:00 +00:00, and this took place at 2026-11-19 09:00 +00:00\n"
            ),
        };
        check(
            &CHECK,
            &format!(
                "#- opportunities/OPP-2M4N6P8Q.yaml\nname: N\naccount: northwind-freight\nowner: dana\nhistory:\n  - {{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}}\n{history}#- activities/2026-11/ACT-3K8N2Q5S.yaml\nopportunity: OPP-2M4N6P8Q\n{expected}type: {activity_type}\nat: {at}\nsa: sam\nsummary: Showed approvals\nlogged_at: 2026-11-20T15:00:00Z\nlogged_by: sam\n"
            ),
        );
    }

    const WON: &str = "  - {at: 2026-11-19T09:00:00Z, by: dana, to: Closed Won}\n";
    const LOST: &str =
        "  - {at: 2026-11-19T09:00:00Z, by: dana, to: 8-Closed Lost, reason: No budget}\n";
    const REOPENED: &str =
        "  - {at: 2026-11-19T10:00:00Z, by: dana, to: 4-Proposal, reason: They called}\n";

    #[test]
    fn until_the_very_time_it_is_closed_activities_belong_to_it() {
        after(LOST, "Demo", "2026-11-19T08:59:59Z", "");
        after(LOST, "Demo", "2026-11-19T10:00:00+01:00", "");
        after(LOST, "Demo", "2026-11-19T09:00:01Z", "8-Closed Lost");
        after(WON, "Demo", "2026-11-19T09:00:01Z", "Closed Won");
    }

    #[test]
    fn opening_it_again_mends_it() {
        after(
            &format!("{LOST}{REOPENED}"),
            "Demo",
            "2026-11-19T09:00:01Z",
            "",
        );
        after("", "Demo", "2026-11-19T09:00:01Z", "");
    }

    #[test]
    fn what_goes_on_after_the_sale_needs_a_sale() {
        for activity_type in [
            "Post-sales technical account management",
            "Professional Service Support",
        ] {
            after(WON, activity_type, "2026-11-19T09:00:01Z", "");
            after(LOST, activity_type, "2026-11-19T09:00:01Z", "8-Closed Lost");
        }
    }
}
