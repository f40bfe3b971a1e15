//! Finds technical evaluations under way in which nothing happens any more.

use super::review::days;
use super::{Check, Review, Sees};
use crate::calendar::Date;
use crate::finding::{Finding, Level};
use crate::records::{Activity, File, One, Opportunity, activity};

pub(super) static CHECK: Check = Check {
    name: "tech-eval-stalled",
    level: Level::Warning,
    summary: "a technical evaluation under way without an evaluation activity of late",
    docs: r#"## What it finds
An open opportunity whose technical evaluation has begun and not ended, and that had no activity of an evaluation (POV,
guided trial, deep dive, demo, support, value stream assessment, plan review) for
`opportunities.tech_eval_stalled_days` (14) days or more since it began.

## Why it matters
An evaluation in which nobody evaluates is stalled, and is counted so. Left open it hides behind those that move.

## What to do
End it: `sa opp tech-eval end ID --status Stalled --details TEXT`; or log what was done:
`sa log ID TEXT --type "Technical Deep Dive"`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Halden caching
account: northwind-freight
owner: dana
tech_eval:
  start: 2026-11-02
#        ^^^^^^^^^^ warning: no evaluation activity since it began 2026-11-02, 21 days ago
history: [{at: 2026-11-02T09:00:00Z, by: dana, to: 3-Technical Evaluation}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    let opportunity = file.as_one::<Opportunity>();
    opportunity.is_some_and(|opportunity| opportunity.is_open() && opportunity.tech_eval.is_open())
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let most = review.policy.thresholds.tech_eval_stalled_days;
    let passed = |day: Date| review.today().days_since(day);
    for opportunity in review.asked::<Opportunity>(&CHECK) {
        // One that began of late is not stalled, whatever its activities.
        let begun = opportunity.tech_eval.start;
        let Some(start) = begun.filter(|start| most <= passed(*start)) else {
            continue;
        };
        let last = last_activity(review, opportunity.id()).filter(|last| start < last.at.date());
        let moved = last.map_or(start, |last| last.at.date());
        if passed(moved) < most {
            continue;
        }
        let ago = days(passed(moved));
        let message = match last {
            Some(last) => format!(
                "no evaluation activity since the {} of {moved}, {ago} ago, {}",
                last.activity_type,
                last.id()
            ),
            None => format!("no evaluation activity since it began {start}, {ago} ago"),
        };
        let id = opportunity.id();
        let help = format!(
            "end it: `sa opp tech-eval end {id} --status Stalled --details TEXT`; or log what was done: `sa log {id} TEXT --type \"Technical Deep Dive\"`"
        );
        let mut finding =
            review.finding(&CHECK, opportunity.file, "tech_eval.start", message, help);
        finding.since = Some(moved.plus_days(most));
        finding.notes.extend(review.policy_note(
            "opportunities.tech_eval_stalled_days",
            "this desk's days until an evaluation is stalled",
        ));
        findings.push(finding);
    }
}

/// Returns the last activity of an evaluation that has taken place.
fn last_activity<'a>(review: &Review<'a>, id: &str) -> Option<One<'a, Activity>> {
    let counts = |found: &One<'_, Activity>| {
        found.activity_type.is_evaluation() && review.now.has_come(found.at)
    };
    activity::of_opportunity(review.after, id)
        .into_iter()
        .rfind(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::{check, found};

    fn desk(start: &str, expected: &str) -> String {
        format!(
            "#- opportunities/OPP-2M4N6P8Q.yaml
name: A
account: northwind-freight
owner: dana
history: [{{at: 2026-10-12T09:00:00Z, by: dana, to: 3-Technical Evaluation}}]
tech_eval:
  start: {start}
{expected}"
        )
    }

    fn done(activity_type: &str, day: &str) -> String {
        format!(
            "#- activities/2026-11/ACT-1A2B3C4D.yaml
opportunity: OPP-2M4N6P8Q
type: {activity_type}
at: {day}T23:00:00Z
sa: sam
summary: They tried it.
logged_at: {day}T23:00:00Z
logged_by: sam
"
        )
    }

    fn begun(day: &str, ago: &str) -> String {
        format!("# ^ warning: no evaluation activity since it began {day}, {ago} ago\n")
    }

    fn policy(days: u8) -> String {
        format!("#- policy:\nschema = 1\n[opportunities]\ntech_eval_stalled_days = {days}\n")
    }

    #[test]
    fn without_activities_it_is_stalled_on_the_fourteenth_day() {
        check(&CHECK, &desk("2026-11-10", ""));
        check(&CHECK, &desk("2026-11-09", &begun("2026-11-09", "14 days")));
        let text = desk("2026-11-08", &begun("2026-11-08", "15 days"));
        check(&CHECK, &text);
        let since = found(&CHECK, &text)[0].since.map(|day| day.to_string());
        assert_eq!(since.as_deref(), Some("2026-11-22"));
    }

    #[test]
    fn the_last_evaluation_activity_counts() {
        let since = |day: &str, ago: &str| {
            format!(
                "# ^ warning: no evaluation activity since the Demo of {day}, {ago} ago, ACT-1A2B3C4D\n"
            )
        };
        let start = "2026-10-12";
        check(&CHECK, &(desk(start, "") + &done("Demo", "2026-11-10")));
        for (day, ago) in [("2026-11-09", "14 days"), ("2026-11-08", "15 days")] {
            check(
                &CHECK,
                &(desk(start, &since(day, ago)) + &done("Demo", day)),
            );
        }
    }

    #[test]
    fn other_activities_those_before_it_and_those_to_come_do_not_count() {
        let start = "2026-11-02";
        let expected = begun(start, "21 days");
        for (activity_type, day) in [
            ("Discovery Session", "2026-11-20"),
            ("Customer No Show", "2026-11-20"),
            ("Demo", "2026-11-01"),
            ("Demo", "2026-11-23"),
        ] {
            let other = done(activity_type, day);
            check(&CHECK, &(desk(start, &expected) + &other));
        }
    }

    #[test]
    fn one_that_ended_or_whose_opportunity_is_closed_is_not_stalled() {
        check(&CHECK, &desk("2026-11-02", "  end: 2026-11-20\n"));
        let lost = desk("2026-11-02", "").replace("3-Technical Evaluation", "8-Closed Lost");
        check(&CHECK, &lost);
    }

    #[test]
    fn policy_moves_the_days() {
        check(&CHECK, &(desk("2026-11-04", "") + &policy(20)));
        let text = desk("2026-11-03", &begun("2026-11-03", "20 days")) + &policy(20);
        check(&CHECK, &text);
        assert_eq!(found(&CHECK, &text)[0].notes.len(), 1);
        let one_day = desk("2026-11-22", &begun("2026-11-22", "1 day")) + &policy(1);
        check(&CHECK, &one_day);
    }
}
