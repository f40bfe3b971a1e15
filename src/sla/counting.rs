//! How the time of a target is counted: by the clock, or in the open hours of a calendar.

use crate::calendar::{BusinessCalendar, Instant, Lasting};

/// A way of counting time, in seconds.
#[derive(Clone, Copy, Debug)]
pub struct Counting<'a> {
    pub calendar: &'a BusinessCalendar,
    /// Whether only open hours count.
    pub is_business: bool,
}

impl<'a> Counting<'a> {
    /// Returns how the time of a target is counted.
    pub fn of(lasting: Lasting, calendar: &'a BusinessCalendar) -> Self {
        Self {
            calendar,
            is_business: lasting.is_business(),
        }
    }

    /// Returns the seconds that count from one instant to a later one.
    pub fn between(&self, from: Instant, to: Instant) -> i64 {
        match self.is_business {
            true => self.calendar.between(from, to),
            false => to.unix() - from.unix(),
        }
    }

    /// Returns the first instant at which so many seconds have counted; `None` where that is never.
    pub fn after(&self, from: Instant, seconds: i64) -> Option<Instant> {
        match self.is_business {
            true => self.calendar.after(from, seconds.max(0)),
            false => Some(
                from.plus_seconds(seconds.max(0))
                    .in_zone(self.calendar.zone()),
            ),
        }
    }

    /// Returns the seconds that make a day.
    pub fn day_seconds(&self) -> i64 {
        match self.is_business {
            true => self.calendar.day_seconds(),
            false => 86_400,
        }
    }
}
