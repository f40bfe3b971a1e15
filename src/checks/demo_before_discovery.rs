//! Finds demos that were given before anybody had held a discovery session.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::activity::{self, ActivityType};
use crate::records::{Activity, File};

pub(super) static CHECK: Check = Check {
    name: "demo-before-discovery",
    level: Level::Warning,
    summary: "a demo of an opportunity that had no discovery session before it",
    docs: r#"## What it finds
An activity of the type `Demo` without a `Discovery Session` of the same opportunity that took place earlier. A
discovery at the time of the demo is not earlier: that is one call for both.

## Why it matters
Source document 002: discovery and demonstration on a single call are suboptimal, as the SA has no time to
prepare for the discussion or to tailor it. Source document 003: an SA may request technical discovery prior to any demo.

## What to do
Log the discovery that was held, with its time:
`sa log OPP-ID TEXT --type "Discovery Session" --at TIME`. If there was none, hold it before the next demo.

## Example
```yaml
#- activities/2026-11/ACT-3K8N2Q5S.yaml
opportunity: OPP-7H3J5K9M
type: Demo
at: 2026-11-20T10:00:00Z
#   ^^^^^^^^^^^^^^^^^^^^ warning: no Discovery Session of OPP-7H3J5K9M was held before this demo
sa: sam
summary: Showed approvals
logged_at: 2026-11-20T15:00:00Z
logged_by: sam
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    file.as_one::<Activity>().is_some_and(|activity| {
        activity.activity_type == ActivityType::Demo && activity.opportunity.is_some()
    })
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for demo in review.asked::<Activity>(&CHECK) {
        let Some(opportunity) = demo.opportunity.as_ref() else {
            continue;
        };
        let of_opportunity = activity::of_opportunity(review.after, opportunity.as_str());
        let first = of_opportunity
            .iter()
            .find(|activity| activity.activity_type == ActivityType::DiscoverySession);
        let is_before = first.is_some_and(|first| first.at < demo.at);
        if is_before || review.may_have_unread(&activity::KIND, opportunity.as_str()) {
            continue;
        }
        let later = first.map_or(String::new(), |first| {
            format!(": the first is of {}", first.at.spoken())
        });
        let mut finding = review.finding(
            &CHECK,
            demo.file,
            "at",
            format!("no Discovery Session of {opportunity} was held before this demo{later}"),
            format!(
                "log the one that was held: `sa log {opportunity} TEXT --type \"Discovery Session\" --at TIME`"
            ),
        );
        finding.since = Some(demo.at.date());
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::{check, example};

    const EXPECTED: &str = "#   ^^^^^^^^^^^^^^^^^^^^ warning: no Discovery Session of OPP-7H3J5K9M was held before this demo";

    fn discovery(opportunity: &str, at: &str) -> String {
        format!(
            "#- activities/2026-11/ACT-9T1V3X5Z.yaml\nopportunity: {opportunity}\ntype: Discovery Session\nat: {at}\nsa: sam\nsummary: Heard how releases are made\nlogged_at: 2026-11-20T15:00:00Z\nlogged_by: sam\n"
        )
    }

    #[test]
    fn a_discovery_before_it_mends_it_and_one_at_the_same_time_or_later_does_not() {
        let demo = example(&CHECK);
        let silent = demo.replace(&format!("{EXPECTED}\n"), "");
        let earlier = discovery("OPP-7H3J5K9M", "2026-11-20T10:59:59+01:00");
        check(&CHECK, &(silent + &earlier));
        for (at, spoken) in [
            ("2026-11-20T11:00:00+01:00", "2026-11-20 11:00 +01:00"),
            ("2026-11-20T10:00:01Z", "2026-11-20 10:00 +00:00"),
        ] {
            let expected = format!("{EXPECTED}: the first is of {spoken}");
            let fires = demo.replace(EXPECTED, &expected);
            check(&CHECK, &(fires + &discovery("OPP-7H3J5K9M", at)));
        }
    }

    #[test]
    fn the_discovery_is_of_the_same_opportunity() {
        let elsewhere = discovery("OPP-2M4N6P8Q", "2026-11-10T10:00:00Z");
        check(&CHECK, &format!("{}{elsewhere}", example(&CHECK)));
    }

    #[test]
    fn other_activities_and_demos_of_no_opportunity_are_left_alone() {
        let silent = example(&CHECK).replace(&format!("{EXPECTED}\n"), "");
        check(&CHECK, &silent.replace("Demo", "Technical Deep Dive"));
        check(&CHECK, &silent.replace("opportunity: OPP-7H3J5K9M\n", ""));
    }
}
