//! How the time of a target is counted: by the clock, or in the open hours of a calendar.

use std::borrow::Cow;

use crate::calendar::{BusinessCalendar, Date, Instant, Lasting};
use crate::records::{One, Person};

/// A way of counting time, in seconds.
#[derive(Clone, Debug)]
pub struct Counting<'a> {
    /// That of the region, closed while somebody is away where the target says so.
    pub calendar: Cow<'a, BusinessCalendar>,
    /// Whether only open hours count.
    pub is_business: bool,
}

impl<'a> Counting<'a> {
    /// Returns how the time of a target is counted.
    pub fn of(lasting: Lasting, calendar: &'a BusinessCalendar) -> Self {
        Self {
            calendar: Cow::Borrowed(calendar),
            is_business: lasting.is_business(),
        }
    }

    /// Returns the same, but for the days on which a person is away; by the clock every day counts.
    pub fn without(self, person: One<'_, Person>) -> Self {
        let days = person.time_off.iter().map(|away| (away.from, away.to));
        let days: Vec<(Date, Date)> = days.collect();
        if days.is_empty() || !self.is_business {
            return self;
        }
        Self {
            calendar: Cow::Owned(self.calendar.without(person.id(), &days)),
            ..self
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
