//! Finds activities that were logged more weekdays after they took place than the desk allows.

use super::{Check, Review, Sees, counted};
use crate::calendar::{Date, Instant, weekdays_between};
use crate::finding::{Finding, Level};
use crate::records::{Activity, File};

pub(super) static CHECK: Check = Check {
    name: "activity-logged-late",
    level: Level::Warning,
    summary: "an activity that was logged long after it took place",
    docs: r#"## What it finds
An activity whose `logged_at` is more weekdays after its `at` than `activities.log_weekdays` in `desk.toml` (2).
The day it took place is not counted, and neither are Saturdays and Sundays. Days are those of the place where
it took place: both times are compared in the offset of `at`.

## Why it matters
How the customer took it is remembered for a day or two. Next steps, evaluations and who helped where are all
read from the log.

## What to do
Nothing mends it after the fact. Log the next one on the day: `sa log OPP-ID TEXT`. A manager can set it aside:
`hygiene waive activity-logged-late ID --reason TEXT --until DATE`.

## Example
```yaml
#- activities/2026-11/ACT-3K8N2Q5S.yaml
opportunity: OPP-7H3J5K9M
type: Discovery Session
at: 2026-11-17T10:00:00Z
sa: sam
summary: Heard how releases are made
logged_at: 2026-11-20T09:00:00Z
#          ^^^^^^^^^^^^^^^^^^^^ warning: logged 3 weekdays after it took place, and this desk allows 2
logged_by: sam
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    file.as_one::<Activity>().is_some()
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let allowed = review.policy.thresholds.activity_log_weekdays;
    for activity in review.asked::<Activity>(&CHECK) {
        let logged = day_where_it_took_place(activity.at, activity.logged_at);
        let passed = weekdays_between(activity.at.date(), logged);
        if passed <= allowed {
            continue;
        }
        let opportunity = activity.opportunity.as_ref();
        let mut finding = review.finding(
            &CHECK,
            activity.file,
            "logged_at",
            format!(
                "logged {} after it took place, and this desk allows {allowed}",
                counted(passed, "weekday")
            ),
            format!(
                "log the next one on the day: `sa log {} TEXT`; a manager can set this one aside: `hygiene waive {} {} --reason TEXT --until DATE`",
                opportunity.map_or("OPP-ID", |id| id.as_str()),
                CHECK.name,
                activity.id()
            ),
        );
        finding.since = Some(logged);
        let note = review.policy_note(
            "activities.log_weekdays",
            "how many weekdays this desk allows",
        );
        finding.notes.extend(note);
        findings.push(finding);
    }
}

/// Returns the date of `time` on a clock with the offset of `place`.
fn day_where_it_took_place(place: Instant, time: Instant) -> Date {
    let shown = time.unix() + 60 * i64::from(place.offset_minutes());
    Instant::from_unix(shown).map_or(time.date(), Instant::date)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    /// An activity of a Friday noon, logged at a time, with what is expected of that.
    fn logged(at: &str, passed: Option<(&str, i64)>) -> String {
        let expected = passed.map_or(String::new(), |(passed, allowed)| {
            format!(
                "# ^^ warning: logged {passed} after it took place, and this desk allows {allowed}\n"
            )
        });
        format!(
            "#- activities/2026-11/ACT-3K8N2Q5S.yaml\nopportunity: OPP-7H3J5K9M\ntype: Demo\nat: 2026-11-20T12:00:00+01:00\nsa: sam\nsummary: Showed approvals\nlogged_at: {at}\n{expected}logged_by: sam\n"
        )
    }

    #[test]
    fn the_second_weekday_is_allowed_and_the_third_is_late() {
        check(&CHECK, &logged("2026-11-23T12:00:00+01:00", None));
        check(&CHECK, &logged("2026-11-24T23:59:59+01:00", None));
        let late = Some(("3 weekdays", 2));
        check(&CHECK, &logged("2026-11-25T00:00:00+01:00", late));
    }

    #[test]
    fn weekends_do_not_count_and_logging_beforehand_is_not_late() {
        check(&CHECK, &logged("2026-11-22T20:00:00+01:00", None));
        check(&CHECK, &logged("2026-11-19T20:00:00+01:00", None));
    }

    #[test]
    fn days_are_those_of_the_place_where_it_took_place() {
        let late = Some(("3 weekdays", 2));
        check(&CHECK, &logged("2026-11-24T23:30:00Z", late));
        check(&CHECK, &logged("2026-11-25T02:00:00+09:00", None));
    }

    #[test]
    fn policy_moves_it() {
        let policy =
            |days: i64| format!("#- policy:\nschema = 1\n[activities]\nlog_weekdays = {days}\n");
        let monday = "2026-11-23T12:00:00+01:00";
        let late = Some(("1 weekday", 0));
        check(&CHECK, &(policy(0) + &logged(monday, late)));
        check(&CHECK, &(policy(1) + &logged(monday, None)));
        check(
            &CHECK,
            &(policy(3) + &logged("2026-11-25T12:00:00+01:00", None)),
        );
    }
}
