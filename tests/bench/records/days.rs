//! Days and times of generated records, and the words records have for them.
//! What happens on which day is decided in the other files.

use std::fmt;

use chrono::{DateTime, Datelike, Days, NaiveDate, Weekday};

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(NaiveDate);

/// A time to the minute, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Time(i64);

/// The first Monday of the two years.
pub(super) const FIRST: (i32, u32, u32) = (2024, 12, 2);
/// Records as they were taken over are of days before this one.
pub(super) const TAKEN_OVER: (i32, u32, u32) = (2026, 11, 9);

impl Day {
    pub(super) fn of((year, month, day): (i32, u32, u32)) -> Self {
        Self(NaiveDate::from_ymd_opt(year, month, day).expect("a day"))
    }

    /// Returns the day so many days later, or earlier.
    pub(super) fn plus(self, days: i64) -> Self {
        let by = Days::new(days.unsigned_abs());
        let moved = if days < 0 {
            self.0.checked_sub_days(by)
        } else {
            self.0.checked_add_days(by)
        };
        Self(moved.expect("a day of this century"))
    }

    /// Returns how many days later another day is.
    pub(super) fn until(self, other: Self) -> i64 {
        (other.0 - self.0).num_days()
    }

    /// Returns this day, or the Monday after a weekend.
    pub(super) fn working(self) -> Self {
        match self.0.weekday() {
            Weekday::Sat => self.plus(2),
            Weekday::Sun => self.plus(1),
            _ => self,
        }
    }

    /// Returns the working day before this one.
    pub(super) fn working_before(self) -> Self {
        match self.0.weekday() {
            Weekday::Mon => self.plus(-3),
            Weekday::Sun => self.plus(-2),
            _ => self.plus(-1),
        }
    }

    /// Returns this day, or the Monday after where the next day is none of work.
    pub(super) fn before_a_working_day(self) -> Self {
        let working = self.working();
        if working.0.weekday() == Weekday::Fri {
            working.plus(3)
        } else {
            working
        }
    }

    /// Returns the month, as folders are named.
    pub(super) fn month(self) -> String {
        format!("{}-{:02}", self.0.year(), self.0.month())
    }

    pub(super) fn at(self, hour: i64, minute: i64) -> Time {
        let midnight = self.0.and_hms_opt(0, 0, 0).expect("midnight");
        Time(midnight.and_utc().timestamp() + hour * 3600 + minute * 60)
    }
}

impl Time {
    pub(super) fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0 + minutes * 60)
    }

    /// Returns seconds since 1970.
    pub(crate) fn seconds(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (month, day) = (self.0.month(), self.0.day());
        write!(to, "{}-{month:02}-{day:02}", self.0.year())
    }
}

impl fmt::Display for Time {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = DateTime::from_timestamp(self.0, 0).expect("a time of this century");
        let minutes = self.0.rem_euclid(86_400) / 60;
        let (hour, minute) = (minutes / 60, minutes % 60);
        let day = Day(time.date_naive());
        write!(to, "{day}T{hour:02}:{minute:02}:00Z")
    }
}
