//! A calendar date as records write it. Times of day live in `instant`.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// A date, written `2026-11-23`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub NaiveDate);

impl Date {
    /// Returns "Friday 2026-11-27", for people.
    pub fn spoken(self) -> String {
        self.0.format("%A %Y-%m-%d").to_string()
    }

    /// Returns the month as folders name it, `2026-11`.
    pub fn month(self) -> String {
        format!("{:04}-{:02}", self.0.year(), self.0.month())
    }

    /// Returns the date so many days later, or earlier when negative; it stops at the first and the last date that can
    /// be written, 0000-01-01 and 9999-12-31.
    pub fn plus_days(self, days: i64) -> Self {
        let (first, last) = ends();
        let end = if days < 0 { first } else { last };
        let moved = TimeDelta::try_days(days).and_then(|delta| self.0.checked_add_signed(delta));
        Self(moved.unwrap_or(end).clamp(first, last))
    }

    /// Returns the first day by which so many days of Monday to Friday have passed after this one; itself for 0 or less.
    pub fn plus_weekdays(self, weekdays: i64) -> Self {
        let have_passed = |day: &Self| weekdays <= weekdays_between(self, *day);
        let most = 2 * weekdays.clamp(0, 10_000) + 2;
        let mut days = (0..=most).map(|days| self.plus_days(days));
        days.find(have_passed).unwrap_or(self.plus_days(i64::MAX))
    }

    /// Returns days from `earlier` to this date; negative when that is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// Returns its number in the count of days; day 1 is 0001-01-01.
    pub fn number(self) -> i32 {
        self.0.num_days_from_ce()
    }

    /// Returns the date with a number in the count of days; `None` for one that cannot be written.
    pub fn of_number(number: i32) -> Option<Self> {
        let date = NaiveDate::from_num_days_from_ce_opt(number)?;
        (0..10_000).contains(&date.year()).then_some(Self(date))
    }

    /// Returns whether it is one of Monday to Friday.
    pub fn is_weekday(self) -> bool {
        !matches!(self.0.weekday(), Weekday::Sat | Weekday::Sun)
    }
}

/// Returns the days of Monday to Friday after `from`, up to and including `to`; 0 when `to` is not later.
pub fn weekdays_between(from: Date, to: Date) -> i64 {
    let days = to.days_since(from).max(0);
    let after_whole_weeks = (0..days % 7)
        .filter(|back| to.plus_days(-back).is_weekday())
        .count();
    days / 7 * 5 + after_whole_weeks as i64
}

fn ends() -> (NaiveDate, NaiveDate) {
    let year = |year| NaiveDate::from_yo_opt(year, 1).expect("every year has a first day");
    let last = year(10_000).pred_opt().expect("a day is before it");
    (year(0), last)
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return Err(format!(
                "`{text}` is not a date; a date is written 2026-11-23"
            ));
        }
        text.parse().map(Self).map_err(|_| {
            let why = match &text[5..7] {
                "01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09" | "10" | "11"
                | "12" => "its month has no such day".into(),
                month => format!("there is no month {month}"),
            };
            format!(
                "`{text}` is not a day of the calendar: {why}; a date is written year-month-day, as 2026-11-23"
            )
        })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A date, written 2026-11-23.",
            "type": "string",
            "format": "date",
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_real_days_in_one_spelling_are_dates() {
        assert_eq!(
            "2028-02-29".parse::<Date>().map(|date| date.month()),
            Ok("2028-02".into())
        );
        let refusal = |text: &str| text.parse::<Date>().expect_err("no day");
        assert!(refusal("2026-02-29").contains("day of the calendar: its month has no such day"));
        assert!(refusal("2026-11-00").contains("its month has no such day"));
        assert!(refusal("2025-30-01").contains("there is no month 30"));
        assert!(refusal("2025-00-01").contains("there is no month 00"));
        for spelling in [
            "2026-2-1",
            "01.02.2026",
            "tomorrow",
            "2026-02-01T00:00",
            "+026-02-01",
        ] {
            assert!(spelling.parse::<Date>().is_err(), "{spelling}");
        }
    }

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn days_are_counted_to_the_ends_of_the_calendar() {
        assert_eq!(date("2026-12-30").plus_days(3), date("2027-01-02"));
        assert_eq!(date("2027-01-02").plus_days(-3), date("2026-12-30"));
        assert_eq!(date("2027-01-02").days_since(date("2026-12-30")), 3);
        assert_eq!(date("2026-12-30").days_since(date("2027-01-02")), -3);
        for days in [10_000_000, i64::MAX] {
            assert_eq!(date("2026-12-30").plus_days(days), date("9999-12-31"));
            assert_eq!(date("2026-12-30").plus_days(-days), date("0000-01-01"));
        }
    }

    #[test]
    fn weekends_are_no_weekdays() {
        for (from, to, count) in [
            ("2026-11-20", "2026-11-23", 1),
            ("2026-11-23", "2026-11-25", 2),
            ("2026-11-20", "2026-11-21", 0),
            ("2026-11-21", "2026-11-22", 0),
            ("2026-11-22", "2026-11-23", 1),
            ("2026-11-20", "2026-11-27", 5),
            ("2026-11-23", "2026-11-23", 0),
            ("2026-11-25", "2026-11-23", 0),
        ] {
            let counted = weekdays_between(date(from), date(to));
            assert_eq!(counted, count, "{from} to {to}");
        }
    }

    proptest! {
        #[test]
        fn weekdays_are_those_that_are_passed(start in 0i64..3000, days in 0i64..100) {
            let from = date("2024-01-01").plus_days(start);
            let passed = (1..=days).filter(|day| from.plus_days(*day).is_weekday()).count();
            prop_assert_eq!(weekdays_between(from, from.plus_days(days)), passed as i64);
        }

        #[test]
        fn so_many_weekdays_later_they_have_passed_and_the_day_before_not(start in 0i64..3000, weekdays in 1i64..100) {
            let from = date("2024-01-01").plus_days(start);
            let day = from.plus_weekdays(weekdays);
            prop_assert_eq!(weekdays_between(from, day), weekdays);
            prop_assert!(weekdays_between(from, day.plus_days(-1)) < weekdays);
            prop_assert_eq!(from.plus_weekdays(0), from);
        }
    }
}
