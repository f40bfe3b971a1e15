//! Why a text is not taken for a date, and how one is written.

use crate::calendar::Date;

/// Why a text is not one day.
pub(super) struct Refusal {
    /// Whether the text means some day all the same, so that a sentence with it has a date.
    pub(super) means_a_day: bool,
    pub(super) message: String,
}

impl Refusal {
    pub(super) fn no_date(said: &str) -> Self {
        let what = match said {
            "" => "an empty text".into(),
            said => format!("`{said}`"),
        };
        Self {
            means_a_day: false,
            message: format!(
                "{what} is not a date; write it as 2026-12-01, `friday`, `tomorrow` or `in 3 days`"
            ),
        }
    }

    pub(super) fn some_day(message: String) -> Self {
        Self {
            means_a_day: true,
            message,
        }
    }

    pub(super) fn impossible(said: &str) -> Self {
        Self::some_day(format!(
            "`{said}` is not a day of the calendar; a date is written year-month-day, as 2026-12-01"
        ))
    }

    pub(super) fn either(said: &str, one: Date, other: Date) -> Self {
        Self::some_day(format!(
            "`{said}` may be {one} or {other}; write the one that is meant"
        ))
    }

    pub(super) fn day_or_month_first(said: &str, day_first: Date, month_first: Date) -> Self {
        Self::some_day(format!(
            "`{said}` may be {day_first}, day first, or {month_first}, month first; write the one that is meant, as 2026-12-01"
        ))
    }

    pub(super) fn only(said: &str, date: Date) -> Self {
        Self::some_day(format!(
            "`{said}` is read day first by some and month first by others; write the day it can be, {date}"
        ))
    }

    pub(super) fn short_year(said: &str, date: Date) -> Self {
        Self::some_day(format!(
            "`{said}` ends in two digits that may be a year; write {date} if that is meant"
        ))
    }

    pub(super) fn contradiction(said: &str, date: Date) -> Self {
        Self::some_day(format!(
            "`{said}` does not agree with itself: {date} is a {}; write the day that is meant, as 2026-12-01",
            date.0.format("%A")
        ))
    }
}
