//! ISO weeks, from Monday to Sunday. Fiscal quarters live in `fiscal`.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};

use super::Date;

/// An ISO week, written `2026-W47`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Week {
    year: i32,
    week: u32,
}

impl Week {
    /// Returns the week a date lies in; around New Year its year may be another than that of the date.
    pub fn of(date: Date) -> Self {
        let week = date.0.iso_week();
        Self {
            year: week.year(),
            week: week.week(),
        }
    }

    /// Returns its Monday.
    pub fn first_day(self) -> Date {
        self.day(Weekday::Mon, NaiveDate::MIN)
    }

    /// Returns the week so many weeks later, or earlier when negative; it stops at the ends of the calendar.
    pub fn plus_weeks(self, weeks: i64) -> Self {
        Self::of(self.first_day().plus_days(weeks.saturating_mul(7)))
    }

    /// Returns its days from Monday to Friday.
    pub fn weekdays(self) -> [Date; 5] {
        [0, 1, 2, 3, 4].map(|days| self.first_day().plus_days(days))
    }

    /// Returns "Feb 12-16", or "Feb 26-Mar 2" across months: Monday to Friday, as labels of the triage board have them.
    pub fn spoken(self) -> String {
        let [monday, .., friday] = self.weekdays().map(|day| day.0);
        let ends = match monday.month() == friday.month() {
            true => "%-d",
            false => "%b %-d",
        };
        format!("{}-{}", monday.format("%b %-d"), friday.format(ends))
    }

    /// Returns its Sunday.
    pub fn last_day(self) -> Date {
        self.day(Weekday::Sun, NaiveDate::MAX)
    }

    /// Returns a day of it, or the end of the calendar that cuts it.
    fn day(self, day: Weekday, end: NaiveDate) -> Date {
        Date(NaiveDate::from_isoywd_opt(self.year, self.week, day).unwrap_or(end)).plus_days(0)
    }
}

impl FromStr for Week {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let shaped = text.len() == 8
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 => byte == b'-',
                5 => byte.eq_ignore_ascii_case(&b'w'),
                _ => byte.is_ascii_digit(),
            });
        let parts = shaped.then(|| Some((text[..4].parse().ok()?, text[6..].parse().ok()?)));
        let Some((year, week)) = parts.flatten() else {
            return Err(format!(
                "`{text}` is not a week; a week is written 2026-W47"
            ));
        };
        match NaiveDate::from_isoywd_opt(year, week, Weekday::Mon) {
            Some(_) => Ok(Self { year, week }),
            None => Err(format!(
                "`{text}` is not a week of the calendar: its year has no week {week}; a week is written 2026-W47"
            )),
        }
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year, self.week)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn weeks_run_from_monday_to_sunday() {
        for (name, first, last) in [
            ("2026-W47", "2026-11-16", "2026-11-22"),
            ("2026-W01", "2025-12-29", "2026-01-04"),
            ("2026-W53", "2026-12-28", "2027-01-03"),
        ] {
            let week: Week = name.parse().expect("a week");
            assert_eq!(week.to_string(), name);
            assert_eq!(week.first_day().to_string(), first);
            assert_eq!(week.last_day().to_string(), last);
        }
        assert_eq!("2026-w47".parse::<Week>(), "2026-W47".parse());
    }

    #[test]
    fn the_days_of_a_label_are_monday_to_friday() {
        // Source document 002 has the label of this week.
        for (name, days) in [
            ("2018-W07", "Feb 12-16"),
            ("2018-W09", "Feb 26-Mar 2"),
            ("2026-W53", "Dec 28-Jan 1"),
            ("2026-W23", "Jun 1-5"),
        ] {
            let week: Week = name.parse().expect("a week");
            assert_eq!(week.spoken(), days, "{name}");
        }
        let last: Week = "2026-W53".parse().expect("a week");
        assert_eq!(last.plus_weeks(1).to_string(), "2027-W01");
        assert_eq!(last.plus_weeks(-1).to_string(), "2026-W52");
    }

    #[test]
    fn a_refusal_says_how_a_week_is_written() {
        for wrong in [
            "", "W47", "2026-47", "2026-W7", "2026W47", "+026-W47", "2026-Wé",
        ] {
            let refusal = wrong.parse::<Week>().expect_err(wrong);
            assert!(
                refusal.contains("is not a week; a week is written 2026-W47"),
                "{refusal}"
            );
        }
        let refusal = "2027-W53".parse::<Week>().expect_err("52 weeks");
        assert!(refusal.contains("its year has no week 53"), "{refusal}");
    }

    proptest! {
        #[test]
        fn every_day_lies_in_its_week(days in 0i64..100_000) {
            let date = Date(NaiveDate::default()).plus_days(days);
            let week = Week::of(date);
            prop_assert!(week.first_day() <= date && date <= week.last_day());
            prop_assert_eq!(week.last_day().days_since(week.first_day()), 6);
            prop_assert_eq!(week.to_string().parse(), Ok(week));
        }
    }
}
