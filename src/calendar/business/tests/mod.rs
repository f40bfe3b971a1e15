//! What business time is, with sums by hand; laws over generated calendars live beside.

mod brute;
mod laws;

use super::{BusinessCalendar, Fault, Holidays, Hours, Why};
use crate::calendar::{Date, Instant};

fn at(text: &str) -> Instant {
    text.parse().expect("a time")
}

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn hours(from: u16, to: u16) -> Hours {
    Hours {
        from: from * 60,
        to: to * 60,
    }
}

/// Returns a calendar that is open in the same hours on so many days from Monday on.
fn open(zone: &str, days: usize, each: &[Hours]) -> BusinessCalendar {
    let week = std::array::from_fn(|weekday| match weekday < days {
        true => each.to_vec(),
        false => Vec::new(),
    });
    let zone = zone.parse().expect("a zone");
    BusinessCalendar::new("team", zone, week, None).expect("it is open")
}

fn berlin() -> BusinessCalendar {
    open("Europe/Berlin", 5, &[hours(9, 17)])
}

fn holidays(days: &[&str]) -> Holidays {
    let none = Holidays::default();
    days.iter()
        .fold(none, |all, name| all.on(day(name), "Holiday"))
}

#[track_caller]
fn passes(calendar: &BusinessCalendar, from: &str, hours: i64, to: &str) {
    let after = calendar.after(at(from), hours * 3600);
    assert_eq!(after.map(|at| at.to_string()).as_deref(), Some(to));
    assert_eq!(calendar.between(at(from), at(to)), hours * 3600);
    assert_eq!(calendar.between(at(to), at(from)), -hours * 3600);
}

#[test]
fn forty_eight_hours_of_twelve_a_day_with_two_holidays_are_four_working_days_and_not_six() {
    let calendar = open("Europe/Berlin", 5, &[hours(8, 20)]);
    let calendar = calendar.with_holidays(holidays(&["2026-12-24", "2026-12-25"]));
    // Monday and Tuesday, Wednesday, then Thursday and Friday off, a weekend, and Monday.
    passes(
        &calendar,
        "2026-12-21T08:00:00+01:00",
        48,
        "2026-12-28T20:00:00+01:00",
    );
}

#[test]
fn an_hour_from_friday_half_past_four_ends_on_monday() {
    passes(
        &berlin(),
        "2026-11-20T16:30:00+01:00",
        1,
        "2026-11-23T09:30:00+01:00",
    );
}

#[test]
fn time_that_runs_out_as_it_closes_has_run_out_then() {
    passes(
        &berlin(),
        "2026-11-20T16:00:00+01:00",
        1,
        "2026-11-20T17:00:00+01:00",
    );
    passes(
        &berlin(),
        "2026-11-20T19:00:00+01:00",
        8,
        "2026-11-23T17:00:00+01:00",
    );
    let sunday = at("2026-11-22T12:00:00Z");
    let same = berlin().after(sunday, 0).map(|at| at.to_string());
    assert_eq!(same.as_deref(), Some("2026-11-22T13:00:00+01:00"));
}

#[test]
fn a_lunch_break_does_not_count() {
    let calendar = open("Europe/Berlin", 5, &[hours(13, 17), hours(9, 12)]);
    assert_eq!(calendar.day_seconds(), 7 * 3600);
    passes(
        &calendar,
        "2026-11-23T11:00:00+01:00",
        2,
        "2026-11-23T14:00:00+01:00",
    );
    passes(
        &calendar,
        "2026-11-23T12:30:00+01:00",
        7,
        "2026-11-24T12:00:00+01:00",
    );
}

#[test]
fn three_stretches_of_a_day_count_each() {
    let calendar = open(
        "Europe/Berlin",
        6,
        &[hours(6, 8), hours(10, 11), hours(20, 24)],
    );
    passes(
        &calendar,
        "2026-11-23T07:00:00+01:00",
        6,
        "2026-11-24T00:00:00+01:00",
    );
    passes(
        &calendar,
        "2026-11-28T23:00:00+01:00",
        2,
        "2026-11-30T07:00:00+01:00",
    );
}

#[test]
fn hours_until_midnight_join_those_of_the_next_day() {
    let calendar = open("Europe/Berlin", 7, &[hours(0, 24)]);
    let (from, to) = (
        at("2026-11-23T14:00:00+01:00"),
        at("2026-11-26T14:00:00+01:00"),
    );
    assert_eq!(calendar.between(from, to), 3 * 86_400);
    assert_eq!(calendar.spans(from, to).len(), 1);
}

#[test]
fn a_night_on_which_clocks_change_is_as_long_as_it_is() {
    for (zone, date, before, after, minutes) in [
        ("Europe/Berlin", "2026-03-29", "+01:00", "+02:00", 120),
        ("Europe/Berlin", "2026-10-25", "+02:00", "+01:00", 240),
        ("America/New_York", "2026-03-08", "-05:00", "-04:00", 120),
        ("America/New_York", "2026-11-01", "-04:00", "-05:00", 240),
        ("Australia/Sydney", "2026-10-04", "+10:00", "+11:00", 120),
        ("Australia/Sydney", "2026-04-05", "+11:00", "+10:00", 240),
        ("Australia/Lord_Howe", "2026-10-04", "+10:30", "+11:00", 150),
        ("Australia/Lord_Howe", "2026-04-05", "+11:00", "+10:30", 210),
    ] {
        let calendar = open(zone, 7, &[hours(1, 4)]);
        let (from, to) = (
            format!("{date}T01:00:00{before}"),
            format!("{date}T04:00:00{after}"),
        );
        let open = calendar.between(at(&from), at(&to));
        assert_eq!(open, minutes * 60, "{zone} {date}");
        let due = calendar.after(at(&from), minutes * 60);
        assert_eq!(due.map(|at| at.to_string()), Some(to));
    }
}

#[test]
fn edges_in_what_the_clock_skips_or_shows_twice() {
    let half = |from, to| {
        let hours = Hours { from, to };
        open("Europe/Berlin", 7, &[hours])
    };
    let night = |calendar: &BusinessCalendar, date: &str| {
        let from = at(&format!("{date}T00:00:00Z")).plus_seconds(-7200);
        calendar.between(from, from.plus_seconds(8 * 3600)) / 60
    };
    // Clocks skip from 02:00 to 03:00.
    assert_eq!(night(&half(150, 240), "2026-03-29"), 60);
    assert_eq!(night(&half(60, 150), "2026-03-29"), 60);
    assert_eq!(night(&half(130, 170), "2026-03-29"), 0);
    // Clocks show 02:00 to 03:00 twice.
    assert_eq!(night(&half(150, 240), "2026-10-25"), 120);
    assert_eq!(night(&half(60, 150), "2026-10-25"), 120);
    assert_eq!(night(&half(60, 120), "2026-10-25"), 60);
    assert_eq!(night(&half(130, 170), "2026-10-25"), 80);
}

#[test]
fn two_calendars_an_ocean_apart_count_the_same_instants_each_by_its_own_hours() {
    let (from, to) = (at("2026-10-23T12:00:00Z"), at("2026-11-02T12:00:00Z"));
    // Friday from 14:00, five days of eight hours, and Monday until 13:00.
    assert_eq!(berlin().between(from, to), (3 + 40 + 4) * 3600);
    // Friday from 08:00, five days of eight hours, and Monday until 07:00.
    let new_york = open("America/New_York", 5, &[hours(9, 17)]);
    assert_eq!(new_york.between(from, to), (8 + 40) * 3600);
}

#[test]
fn a_leap_day_and_a_new_year_are_days_as_others() {
    passes(
        &berlin(),
        "2028-02-28T09:00:00+01:00",
        24,
        "2028-03-01T17:00:00+01:00",
    );
    passes(
        &berlin(),
        "2026-12-31T09:00:00+01:00",
        16,
        "2027-01-01T17:00:00+01:00",
    );
}

#[test]
fn a_holiday_on_a_weekend_changes_nothing() {
    let off = berlin().with_holidays(holidays(&["2026-11-21"]));
    let (from, to) = (at("2026-11-16T00:00:00Z"), at("2026-11-30T00:00:00Z"));
    assert_eq!(off.between(from, to), berlin().between(from, to));
    assert_eq!(off.spans(from, to), berlin().spans(from, to));
}

#[test]
fn spans_say_why_time_does_not_count() {
    let calendar = berlin().with_holidays(Holidays::default().on(day("2026-11-24"), "Feast"));
    let away = (day("2026-11-24"), day("2026-11-25"));
    let calendar = calendar.without("petra", &[away]);
    let spans = calendar.spans(at("2026-11-22T20:00:00Z"), at("2026-11-26T09:00:00Z"));
    let told: Vec<(String, Why)> = spans
        .into_iter()
        .map(|span| (span.from.to_string(), span.why))
        .collect();
    let expected = [
        ("2026-11-22T21:00:00+01:00", Why::ClosedDay),
        ("2026-11-23T00:00:00+01:00", Why::ClosedHours),
        ("2026-11-23T09:00:00+01:00", Why::Open),
        ("2026-11-23T17:00:00+01:00", Why::ClosedHours),
        ("2026-11-24T00:00:00+01:00", Why::Holiday("Feast".into())),
        ("2026-11-25T00:00:00+01:00", Why::TimeOff("petra".into())),
        ("2026-11-26T00:00:00+01:00", Why::ClosedHours),
        ("2026-11-26T09:00:00+01:00", Why::Open),
    ];
    assert_eq!(told, expected.map(|(from, why)| (from.to_owned(), why)));
}

#[test]
fn holidays_given_later_leave_time_off() {
    let days = (day("2026-11-24"), day("2026-11-25"));
    let away = berlin().without("petra", &[days]);
    let both = away.with_holidays(holidays(&["2026-11-25", "2026-11-26"]));
    let (from, to) = (at("2026-11-23T00:00:00Z"), at("2026-11-28T00:00:00Z"));
    assert_eq!(both.between(from, to), 16 * 3600);
    let more = both.without("ana", &[(day("2026-11-27"), day("2026-11-27"))]);
    assert_eq!(more.between(from, to), 8 * 3600);
}

#[test]
fn nothing_open_for_ten_years_is_never() {
    let years = (day("2020-01-01"), day("2099-12-31"));
    let gone = berlin().without("petra", &[years]);
    assert_eq!(gone.after(at("2026-11-23T09:00:00Z"), 1), None);
    assert_eq!(
        gone.between(at("2026-11-23T09:00:00Z"), at("2027-11-23T09:00:00Z")),
        0
    );
    let end = at("9999-12-30T12:00:00Z");
    assert!(berlin().after(end, 3600).is_some());
    assert_eq!(berlin().after(end, i64::MAX), None);
}

#[test]
fn hours_that_make_no_calendar_are_refused() {
    let fault = |each: &[Hours], day_seconds| {
        let mut week: [Vec<Hours>; 7] = Default::default();
        week[5] = each.to_vec();
        let zone = "Europe/Berlin".parse().expect("a zone");
        BusinessCalendar::new("x", zone, week, day_seconds)
            .map(|calendar| calendar.day_seconds())
            .map_err(|fault: Fault| fault.to_string())
    };
    assert_eq!(fault(&[hours(9, 10)], None), Ok(3600));
    assert_eq!(fault(&[hours(9, 10), hours(10, 24)], Some(60)), Ok(60));
    for (refused, why) in [
        (fault(&[], None), "no day has open hours"),
        (
            fault(&[hours(9, 9)], None),
            "the hours 09:00-09:00 of sat do not end after they begin",
        ),
        (fault(&[hours(9, 25)], None), "by 24:00"),
        (
            fault(&[hours(12, 17), hours(9, 13)], None),
            "the hours 09:00-13:00 and 12:00-17:00 of sat overlap",
        ),
        (
            fault(&[hours(9, 10)], Some(0)),
            "a business day is from 1 to 86400 seconds, and not 0",
        ),
    ] {
        let refusal = refused.expect_err(why);
        assert!(refusal.contains(why), "{refusal}");
    }
}
