//! A stretch of time cut where a calendar opens and closes, with why it counts or not.

use super::closed::DAY;
use super::{BusinessCalendar, Stretch};
use crate::calendar::Instant;

/// A part of a stretch of time in which a calendar is either open or closed, for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// When it begins, as a clock of the calendar shows it.
    pub from: Instant,
    /// When it ends; later than its beginning.
    pub to: Instant,
    pub why: Why,
}

/// Why time counts or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    Open,
    /// Before, between or after the hours of a day.
    ClosedHours,
    /// A day without hours, as a Sunday; whether it is a holiday too is not told.
    ClosedDay,
    /// The name of the holiday.
    Holiday(String),
    /// Whose time off it is.
    TimeOff(String),
}

impl Span {
    /// Returns whether its time is business time.
    pub fn counts(&self) -> bool {
        self.why == Why::Open
    }

    /// Returns how long it is, in elapsed seconds.
    pub fn seconds(&self) -> i64 {
        self.to.unix() - self.from.unix()
    }
}

impl BusinessCalendar {
    /// Returns the time from one instant to a later one, cut where the calendar opens, closes, or is closed for another
    /// reason: in order, without gaps, none empty; nothing when the second is not later.
    pub fn spans(&self, from: Instant, to: Instant) -> Vec<Span> {
        let mut found: Vec<(i64, i64, Why)> = Vec::new();
        for stretch in self.stretches(from.unix(), to.unix()) {
            let Stretch { from, to, offset } = stretch;
            let mut at = from;
            while at < to {
                let (why, until) = self.shown(at + offset);
                let until = to.min(until - offset);
                match found.last_mut() {
                    Some(last) if last.2 == why => last.1 = until,
                    _ => found.push((at, until, why)),
                }
                at = until;
            }
        }
        let span = |(from, to, why)| {
            let (from, to) = (self.instant(from)?, self.instant(to)?);
            Some(Span { from, to, why })
        };
        found.into_iter().filter_map(span).collect()
    }

    /// Returns why time counts or not while a clock shows a time, and until when that holds if the clock is not changed.
    fn shown(&self, shown: i64) -> (Why, i64) {
        let (day, into_day) = (shown.div_euclid(DAY), shown.rem_euclid(DAY));
        let midnight = day * DAY;
        let next_midnight = midnight + DAY;
        if let Some(why) = self.closed_on(day) {
            return (why.clone(), next_midnight);
        }
        let hours = self.week.on(day);
        if hours.is_empty() {
            return (Why::ClosedDay, next_midnight);
        }
        for hours in hours {
            let [from, to] = [hours.from, hours.to].map(|minutes| i64::from(minutes) * 60);
            if into_day < from {
                return (Why::ClosedHours, midnight + from);
            }
            if into_day < to {
                return (Why::Open, midnight + to);
            }
        }
        (Why::ClosedHours, next_midnight)
    }
}
