//! Finds activities that are filed under nothing, or under an account where an opportunity is due.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::activity::ActivityType;
use crate::records::{Activity, One};

pub(super) static CHECK: Check = Check {
    name: "activity-without-opportunity",
    level: Level::Error,
    summary: "an activity that is not filed under an opportunity",
    docs: r#"## What it finds
An activity without an opportunity, or with an account beside it. Only a `Ride Along` may be filed under an
account, and has one of the two.

## Why it matters
Who worked on an opportunity, and whether its evaluation moves, is read from its activities. One that is filed
under an account alone helps none of them.

## What to do
Name the opportunity: `sa activity edit ID --set opportunity=OPP-ID`, and take the account away with
`--set account=`.

## Example
```yaml
#- activities/2026-11/ACT-3K8N2Q5S.yaml
account: northwind-freight
#        ^^^^^^^^^^^^^^^^^ error: an activity of the type Demo must name an opportunity, and this one names an account
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
        if let Some((key, message, mend)) = fault(activity) {
            let help = format!("mend it: `sa activity edit {} {mend}`", activity.id());
            let mut finding = review.finding(&CHECK, activity.file, key, message, help);
            finding.since = Some(activity.logged_at.date());
            findings.push(finding);
        }
    }
}

/// Returns the key at fault, what is wrong with it, and the settings that mend it.
fn fault(activity: One<'_, Activity>) -> Option<(&'static str, String, &'static str)> {
    let own = activity.activity_type;
    let is_ride_along = own == ActivityType::RideAlong;
    match (activity.opportunity.is_some(), activity.account.is_some()) {
        (true, false) => None,
        (_, true) | (true, _) if is_ride_along => None,
        (false, false) if is_ride_along => Some((
            "type",
            format!("an activity of the type {own} must name an account, and this one names none"),
            "--set account=SLUG",
        )),
        (false, false) => Some((
            "type",
            format!(
                "an activity of the type {own} must name an opportunity, and this one names none"
            ),
            "--set opportunity=OPP-ID",
        )),
        (false, true) => Some((
            "account",
            format!(
                "an activity of the type {own} must name an opportunity, and this one names an account"
            ),
            "--set opportunity=OPP-ID --set account=",
        )),
        (true, true) => Some((
            "account",
            format!("an activity of the type {own} must name an opportunity, and no account"),
            "--set account=",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    const ACCOUNT: &str = "account: northwind-freight\n";
    const OPPORTUNITY: &str = "opportunity: OPP-7H3J5K9M\n";

    fn filed(activity_type: &str, under: &str, type_says: &str) {
        check(
            &CHECK,
            &format!(
                "#- activities/2026-11/ACT-3K8N2Q5S.yaml\ntype: {activity_type}\n{type_says}at: 2026-11-20T10:00:00Z\nsa: sam\nsummary: Showed approvals\nlogged_at: 2026-11-20T15:00:00Z\nlogged_by: sam\n{under}"
            ),
        );
    }

    #[test]
    fn an_activity_is_filed_under_an_opportunity_and_nothing_else() {
        filed("Demo", OPPORTUNITY, "");
        filed(
            "Demo",
            "",
            "#     ^^^^ error: an activity of the type Demo must name an opportunity, and this one names none\n",
        );
        let beside = "#        ^^^^^^^^^^^^^^^^^ error: an activity of the type Demo must name an opportunity, and no account\n";
        filed("Demo", &format!("{OPPORTUNITY}{ACCOUNT}{beside}"), "");
    }

    #[test]
    fn a_ride_along_is_filed_under_either() {
        filed("Ride Along", ACCOUNT, "");
        filed("Ride Along", OPPORTUNITY, "");
        filed("Ride Along", &format!("{OPPORTUNITY}{ACCOUNT}"), "");
        filed(
            "Ride Along",
            "",
            "#     ^^^^^^^^^^ error: an activity of the type Ride Along must name an account, and this one names none\n",
        );
    }
}
