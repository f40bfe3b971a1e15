//! What holds of every clock, over generated histories, flags, calendars and moments.

use proptest::prelude::*;

use super::Desk;
use crate::calendar::Instant;
use crate::sla::{Clock, ClockState, explain};

/// Monday 2026-11-02 00:00 in Berlin.
const MONDAY: i64 = 1_793_574_000;

/// A history: minutes that pass, and whether it waits from then on or does not.
fn histories() -> impl Strategy<Value = (Vec<i64>, Option<i64>)> {
    (
        prop::collection::vec(0i64..6000, 0..6),
        prop::option::of(0i64..6000),
    )
}

fn flagged() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(0i64..6000, 0..4)
}

fn policies() -> impl Strategy<Value = String> {
    let lasting = prop_oneof![
        (1i64..80).prop_map(|hours| format!("{hours} hours")),
        (1i64..40).prop_map(|hours| format!("{hours} business hours")),
        (1i64..5).prop_map(|days| format!("{days} business days")),
    ];
    let hours = prop_oneof![
        Just("\"09:00-17:00\""),
        Just("\"09:00-12:30\", \"13:30-17:00\""),
        Just("\"22:00-24:00\", \"00:00-06:00\""),
    ];
    (lasting.clone(), lasting, hours).prop_map(|(plain, expedited, hours)| {
        format!(
            "[calendars.emea]\nzone = \"Europe/Berlin\"\nregions = [\"EMEA\"]\nopen = {{ mon-fri = [{hours}] }}\nholidays = [{{ name = \"Buss- und Bettag\", on = \"2026-11-18\" }}]\n[sla.first-activity]\nwithin = \"{plain}\"\n[sla.first-activity-expedited]\nwithin = \"{expedited}\"\n[sla.hot]\non = \"request\"\nflag = \"expedite\"\nwithin = \"{plain}\"\nstart = \"open\"\nstop = \"first-activity\"\npause = \"waiting\"\n"
        )
    })
}

fn written(minutes: i64) -> String {
    let at = Instant::from_unix(MONDAY + minutes * 60).expect("in the calendar");
    at.to_string()
}

/// Returns a request as text: opened, waiting and open in turn, done at the end where it is.
fn request(turns: &[i64], done: Option<i64>, flagged: &[i64]) -> String {
    let mut minutes = 0;
    let mut text = String::new();
    let mut changes = flagged.to_vec();
    changes.sort_unstable();
    if !changes.is_empty() {
        text += "flagged:\n";
    }
    for (place, at) in changes.iter().enumerate() {
        let on = place % 2 == 0;
        text += &format!(
            "  - {{at: {}, by: sam, flag: expedite, on: {on}}}\n",
            written(*at)
        );
    }
    text += &format!("history:\n  - {{at: {}, by: sam, to: open}}\n", written(0));
    for (place, turn) in turns.iter().enumerate() {
        minutes += turn;
        let to = match place % 2 {
            0 => "waiting, awaiting: Dates, from: dana",
            _ => "open",
        };
        text += &format!("  - {{at: {}, by: sam, to: {to}}}\n", written(minutes));
    }
    if let Some(done) = done {
        let at = written(minutes + done);
        text += &format!("comments:\n  - {{at: {at}, by: sam, text: On it}}\n");
    }
    text
}

fn sum<'a: 'i, 'i>(intervals: impl Iterator<Item = &'i crate::sla::Interval<'a>>) -> i64 {
    intervals.map(|one| one.seconds).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn an_explanation_sums_to_the_clock_it_explains(
        (turns, done) in histories(),
        flagged in flagged(),
        policy in policies(),
        now in 0i64..20_000,
    ) {
        let desk = Desk::with(&policy, &request(&turns, done, &flagged));
        let now = Instant::from_unix(MONDAY + now * 60 + 17).expect("in the calendar");
        for clock in ["first-activity", "hot"].into_iter().flat_map(|target| desk.clocks(target, now)) {
            let intervals = explain(&clock);
            prop_assert!(intervals.is_sorted_by_key(|one| one.from));
            for pair in intervals.windows(2) {
                prop_assert_eq!(pair[0].to, pair[1].from);
            }
            let known = || intervals.iter().filter(|one| !one.is_to_come);
            prop_assert_eq!(sum(known()), clock.used);
            let ends = clock.end.as_ref().map_or(now, |end| end.at);
            prop_assert_eq!(known().next_back().map_or(clock.started, |last| last.to), ends);
            let runs_on = clock.is_running() && clock.due.is_some_and(|due| now < due);
            if runs_on {
                prop_assert_eq!(sum(intervals.iter()), clock.allowed);
                prop_assert_eq!(intervals.last().map(|last| last.to), clock.due);
            }
            let uncounted = intervals.iter().filter(|one| !one.counts());
            prop_assert_eq!(sum(uncounted), 0);
        }
    }

    #[test]
    fn what_presses_most_is_of_all_clocks(
        (turns, done) in histories(),
        flagged in flagged(),
        logged in prop::collection::vec(0i64..12_000, 0..4),
        begins in prop_oneof![Just(""), Just("start = \"first-activity\"\n"), Just("restart = \"first-activity\"\n")],
        ends in prop_oneof![Just("waiting"), Just("closed")],
        now in 0i64..20_000,
    ) {
        let begins = match begins.starts_with("start") {
            true => begins.to_owned(),
            false => format!("start = \"open\"\n{begins}"),
        };
        let policy = format!("[sla.own]\non = \"request\"\nwithin = \"4 hours\"\n{begins}stop = \"{ends}\"\n");
        let logged: Vec<String> = logged.into_iter().map(written).collect();
        let desk = Desk::with(&policy, &request(&turns, done, &flagged)).with_logged(&logged);
        let now = Instant::from_unix(MONDAY + now * 60).expect("in the calendar");
        let [pressing, of_all] = desk.pressing(now);
        prop_assert_eq!(pressing, of_all);
    }

    #[test]
    fn a_clock_is_breached_when_it_is_past_due_and_never_before(
        (turns, done) in histories(),
        flagged in flagged(),
        policy in policies(),
        now in 0i64..20_000,
    ) {
        let desk = Desk::with(&policy, &request(&turns, done, &flagged));
        let now = Instant::from_unix(MONDAY + now * 60).expect("in the calendar");
        for clock in ["first-activity", "hot"].into_iter().flat_map(|target| desk.clocks(target, now)) {
            let ends = clock.end.as_ref().map_or(now, |end| end.at);
            let is_over = clock.state == ClockState::Breached;
            prop_assert_eq!(is_over, clock.left().seconds < 0);
            match clock.due {
                // Once all of its time is used, time that does not count may pass.
                Some(due) if is_over => prop_assert!(due < ends),
                Some(due) => prop_assert!(ends <= due || clock.left().seconds == 0),
                None => prop_assert!(!is_over),
            }
        }
    }

    #[test]
    fn time_used_never_shrinks_and_a_breach_stays(
        (turns, done) in histories(),
        flagged in flagged(),
        policy in policies(),
        times in prop::collection::vec(0i64..20_000, 2..5),
    ) {
        let desk = Desk::with(&policy, &request(&turns, done, &flagged));
        let mut times = times;
        times.sort_unstable();
        let mut before: Option<Clock<'_>> = None;
        for now in times {
            let now = Instant::from_unix(MONDAY + now * 60).expect("in the calendar");
            let Some(clock) = desk.clocks("first-activity", now).pop() else { continue };
            if let Some(before) = &before {
                let is_same_target = before.target.name == clock.target.name;
                prop_assert!(!is_same_target || before.used <= clock.used);
                let was_over = before.state == ClockState::Breached;
                prop_assert!(!was_over || clock.state == ClockState::Breached);
            }
            before = Some(clock);
        }
    }
}
