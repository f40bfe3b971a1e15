//! Finds scoping calls that were asked for fewer weekdays ahead than the desk asks for.

use super::{Check, Review, Sees, counted, draft};
use crate::calendar::{Date, Instant, Zone, weekdays_between};
use crate::finding::{Finding, Level};
use crate::records::sow::Call;
use crate::records::{File, Sow, person};

pub(super) static CHECK: Check = Check {
    name: "scoping-notice-too-short",
    level: Level::Warning,
    summary: "a scoping call that was asked for at short notice, without a reason",
    docs: r#"## What it finds
An entry of `calls` whose `at` is fewer weekdays before its `call_at` than `sows.notice_weekdays` in `desk.toml` (2), and that
does not say why in `short_notice_because`. The day it was asked for is not counted, and neither are Saturdays and
Sundays. Days are those of the assigned Technical Architect, where their `time_zone` in `people/` is known, else those of
the call. A SOW that is lost or on hold is left alone.

## Why it matters
Source document 000, scoping and planning guidelines: reach out to your assigned TA with at least two business days'
notice, with the context of the call.

## What to do
Ask for the next one in time: `ta call ID --at TIME --context TEXT`. If it cannot wait, say why with `--because TEXT`.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
calls:
  - {at: 2026-11-20T16:00:00Z, by: emma, call_at: 2026-11-23T15:00:00Z, context: Forty projects on two servers}
#                                                 ^^^^^^^^^^^^^^^^^^^^ warning: asked for 1 weekday ahead, and this desk asks for 2
history: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    let sow = file.as_one::<Sow>();
    sow.is_some_and(|sow| draft::is_asked(&sow) && !sow.calls.is_empty())
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let wanted = review.policy.thresholds.sow_notice_weekdays;
    for sow in review.asked::<Sow>(&CHECK) {
        let ta = sow.ta();
        let zone = ta.and_then(|ta| person::zone_of(review.after, ta.as_str()));
        for (place, call) in sow.calls.iter().enumerate() {
            let (asked, takes_place) = days(call, zone);
            let notice = weekdays_between(asked, takes_place);
            if wanted <= notice || draft::says(&call.short_notice_because) {
                continue;
            }
            let mut finding = review.finding(
                &CHECK,
                sow.file,
                &format!("calls[{place}].call_at"),
                format!(
                    "asked for {} ahead, and this desk asks for {wanted}",
                    counted(notice, "weekday")
                ),
                format!(
                    "ask for the next one {} ahead, or say why it cannot wait: `ta call {} --at TIME --context TEXT --because TEXT`",
                    counted(wanted, "weekday"),
                    sow.id()
                ),
            );
            finding.since = Some(asked);
            let note = review.policy_note(
                "sows.notice_weekdays",
                "how many weekdays this desk asks for",
            );
            finding.notes.extend(note);
            findings.push(finding);
        }
    }
}

/// Returns the day a call was asked for and the day it takes place, by one clock.
fn days(call: &Call, zone: Option<&Zone>) -> (Date, Date) {
    match zone {
        Some(zone) => (
            call.at.in_zone(zone).date(),
            call.call_at.in_zone(zone).date(),
        ),
        None => (
            day_where_it_takes_place(call.call_at, call.at),
            call.call_at.date(),
        ),
    }
}

/// Returns the date of `time` on a clock with the offset of `place`.
fn day_where_it_takes_place(place: Instant, time: Instant) -> Date {
    let shown = time.unix() + 60 * i64::from(place.offset_minutes());
    Instant::from_unix(shown).map_or(time.date(), Instant::date)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, moved, replaced, submitted};
    use crate::checks::fixture::check;

    /// A call asked for at one time for another, with more words, and what is expected of it.
    fn call(at: &str, call_at: &str, words: &str, notice: Option<(&str, i64)>) -> String {
        let expected = notice.map_or(String::new(), |(notice, wanted)| {
            format!("# ^^ warning: asked for {notice} ahead, and this desk asks for {wanted}\n")
        });
        let lines = format!(
            "calls:\n  - {{at: {at}, by: emma, call_at: {call_at}, context: Forty projects{words}}}\n{expected}history:\n"
        );
        replaced(DRAFT, "history:\n", &lines)
    }

    const WEDNESDAY: &str = "2026-11-18T09:00:00Z";
    const SHORT: Option<(&str, i64)> = Some(("1 weekday", 2));

    #[test]
    fn the_second_weekday_is_enough_and_the_first_is_short() {
        check(&CHECK, &call(WEDNESDAY, "2026-11-20T00:00:00Z", "", None));
        let short = call(WEDNESDAY, "2026-11-19T23:59:00Z", "", SHORT);
        check(&CHECK, &short);
        check(&CHECK, &submitted(&short));
        let none = Some(("0 weekdays", 2));
        check(&CHECK, &call(WEDNESDAY, "2026-11-18T17:00:00Z", "", none));
    }

    #[test]
    fn weekends_do_not_count() {
        let friday = "2026-11-20T09:00:00Z";
        check(&CHECK, &call(friday, "2026-11-23T09:00:00Z", "", SHORT));
        check(&CHECK, &call(friday, "2026-11-24T09:00:00Z", "", None));
    }

    #[test]
    fn a_reason_lets_it_pass() {
        let because = |why: &str| format!(", short_notice_because: {why}");
        let thursday = "2026-11-19T09:00:00Z";
        let given = because("The customer is here");
        check(&CHECK, &call(WEDNESDAY, thursday, &given, None));
        check(&CHECK, &call(WEDNESDAY, thursday, &because("TBD"), SHORT));
    }

    #[test]
    fn days_are_those_of_the_ta_or_else_of_the_call() {
        let late = "2026-11-18T23:30:00Z";
        check(&CHECK, &call(late, "2026-11-20T09:00:00Z", "", None));
        check(&CHECK, &call(late, "2026-11-20T10:00:00+01:00", "", SHORT));
        let tariq = "#- people/tariq.yaml\nname: T\nemails: [tariq@example.com]\nroles: [ta]\ntime_zone: Asia/Tokyo\n";
        let text = call(late, "2026-11-20T09:00:00Z", "", SHORT);
        check(&CHECK, &(tariq.to_owned() + &text));
    }

    #[test]
    fn policy_moves_it() {
        let policy =
            |days: i64| format!("#- policy:\nschema = 1\n[sows]\nnotice_weekdays = {days}\n");
        let thursday = "2026-11-19T09:00:00Z";
        check(&CHECK, &(policy(1) + &call(WEDNESDAY, thursday, "", None)));
        let short = Some(("1 weekday", 3));
        check(&CHECK, &(policy(3) + &call(WEDNESDAY, thursday, "", short)));
    }

    #[test]
    fn what_is_lost_or_held_is_left_alone() {
        let text = call(WEDNESDAY, "2026-11-19T09:00:00Z", "", None);
        check(&CHECK, &moved(&text, "closed-lost"));
        check(&CHECK, &moved(&text, "on-hold"));
    }
}
