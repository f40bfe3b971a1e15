//! Business time counted minute by minute, as a person with a clock and a calendar on the wall would.

use std::collections::BTreeSet;

use chrono::{Datelike, Timelike};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::day;
use crate::calendar::business::{BusinessCalendar, Holidays, Hours};
use crate::calendar::{Date, Instant, Zone};

/// Zones with nights on which their clocks change, or a day that they skip.
const ZONES: [(&str, &[&str]); 8] = [
    ("Europe/Berlin", &["2026-03-29", "2026-10-25"]),
    ("America/New_York", &["2026-03-08", "2026-11-01"]),
    ("Australia/Sydney", &["2026-04-05", "2026-10-04"]),
    ("Australia/Lord_Howe", &["2026-04-05", "2026-10-04"]),
    ("America/Sao_Paulo", &["2018-02-18", "2018-11-04"]),
    ("Pacific/Apia", &["2011-12-30", "2012-04-01"]),
    ("America/St_Johns", &["2006-04-02", "2006-10-29"]),
    ("Asia/Kolkata", &["2028-02-29", "2026-12-31"]),
];

#[derive(Clone, Debug)]
struct Case {
    zone: &'static str,
    week: [Vec<Hours>; 7],
    closed: Vec<Date>,
    /// Minutes since 1970 at which the count begins.
    from: i64,
    minutes: i64,
}

/// Returns generated calendars and instants: half of them near a change of the clocks, one in twelve over ten days.
fn case() -> impl Strategy<Value = Case> {
    let edges = prop::collection::btree_set(0u16..=1440, 0..5);
    let week = prop::collection::vec(edges, 7);
    let near = (0usize..ZONES.len(), 0usize..2, -2 * 1440i64..1440);
    let length = prop_oneof![11 => 0i64..1440, 1 => 0i64..14_400];
    let closed = prop::collection::vec(-3i64..8, 0..4);
    (week, near, 0i64..4000, any::<bool>(), length, closed).prop_map(
        |(week, (zone, night, minute), days, is_far, minutes, closed)| {
            let (zone, nights) = ZONES[zone];
            let base = match is_far {
                true => day("2020-01-01").plus_days(days),
                false => day(nights[night]),
            };
            let midnight = Instant::local(base, 12, 0, &"UTC".parse().expect("a zone"));
            let midnight = midnight.expect("noon is shown").unix() / 60 - 720;
            Case {
                zone,
                week: week_of(&week),
                closed: closed
                    .into_iter()
                    .map(|days| base.plus_days(days))
                    .collect(),
                from: midnight + minute,
                minutes,
            }
        },
    )
}

/// Returns a week with hours between each two edges, and some on Wednesdays where it had none at all.
fn week_of(edges: &[BTreeSet<u16>]) -> [Vec<Hours>; 7] {
    let mut week: [Vec<Hours>; 7] = std::array::from_fn(|weekday| {
        let edges: Vec<u16> = edges[weekday].iter().copied().collect();
        let pairs = edges.chunks_exact(2);
        pairs
            .map(|pair| Hours {
                from: pair[0],
                to: pair[1],
            })
            .collect()
    });
    if week.iter().all(Vec::is_empty) {
        week[2] = vec![Hours { from: 0, to: 1440 }];
    }
    week
}

/// Returns the minutes of which a clock shows an open one.
fn counted(case: &Case, zone: &Zone) -> i64 {
    let is_open = |minute: &i64| {
        let shown = minute * 60 + i64::from(zone.offset_seconds(minute * 60));
        let shown = chrono::DateTime::from_timestamp(shown, 0).expect("in the calendar");
        let weekday = shown.weekday().num_days_from_monday() as usize;
        let into_day = (shown.hour() * 60 + shown.minute()) as u16;
        let mut hours = case.week[weekday].iter();
        hours.any(|hours| hours.from <= into_day && into_day < hours.to)
            && !case.closed.contains(&Date(shown.date_naive()))
    };
    (case.from..case.from + case.minutes)
        .filter(is_open)
        .count() as i64
}

#[test]
fn ten_thousand_calendars_count_as_a_clock_on_the_wall_does() {
    let config = Config {
        cases: 10_000,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let result = runner.run(&case(), |case| {
        let zone: Zone = case.zone.parse().expect("a zone");
        let (first, second) = case.closed.split_at(case.closed.len() / 2);
        let away: Vec<(Date, Date)> = second.iter().map(|day| (*day, *day)).collect();
        let holidays = first
            .iter()
            .fold(Holidays::default(), |all, day| all.on(*day, "Holiday"));
        let calendar = BusinessCalendar::new("team", zone.clone(), case.week.clone(), None);
        let calendar = calendar
            .expect("it is open")
            .with_holidays(holidays)
            .without("petra", &away);
        let instant = |minute: i64| Instant::from_unix(minute * 60).expect("in the calendar");
        let (from, to) = (instant(case.from), instant(case.from + case.minutes));
        let minutes = counted(&case, &zone);
        prop_assert_eq!(calendar.between(from, to), minutes * 60);
        let spans = calendar.spans(from, to);
        let open: i64 = spans
            .iter()
            .filter(|span| span.counts())
            .map(|span| span.seconds())
            .sum();
        prop_assert_eq!(open, minutes * 60);
        Ok(())
    });
    result.unwrap_or_else(|why| panic!("{why}"));
}
