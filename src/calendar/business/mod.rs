//! Business time: the hours in which a team works, in its own zone, without its holidays and its people's time off.
//!
//! All of it is elapsed seconds during which the calendar is open, and it is open while a clock on the wall of its zone
//! shows one of its hours. So a day on which clocks are changed is as long as it really is: hours from 01:00 to 04:00 are
//! two on the night clocks go forward, and four on the night they go back. Hours that begin in what the clock skips begin
//! after it, those that end there end before it, and what the clock shows twice counts twice. Hours that end at 24:00
//! join those of the next day from 00:00.
//!
//! A business day is a number of open seconds and no date: two business days of eight hours are 16 open hours, wherever
//! they begin. Time that runs out as the calendar closes has run out then (Friday 17:00), not when it opens again.
//! Holidays and time off are known from 1970 to 2099; a day that is both is a holiday.

mod closed;
mod holidays;
mod hours;
mod ics;
mod lasting;
mod span;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Date, Instant, Zone};
use closed::{Closed, DAY};
pub use holidays::{Holiday, Holidays, Observed, Rule};
pub use hours::{Fault, Hours, WEEKDAYS};
pub use ics::{HolidayFile, LineFault};
pub use lasting::{Lasting, Unit};
pub use span::{Span, Why};

/// So many seconds are looked through for an open one: 10 years.
const LOOKED_THROUGH: i64 = 3653 * DAY;

/// Business time of a region.
#[derive(Clone, Debug)]
pub struct BusinessCalendar {
    name: String,
    zone: Zone,
    week: hours::Week,
    day_seconds: i64,
    holidays: Arc<Closed>,
    time_off: Closed,
    known: Option<(Date, Date)>,
}

/// A stretch of time in which clocks are not changed, in seconds since 1970-01-01T00:00:00Z.
struct Stretch {
    from: i64,
    to: i64,
    /// What a clock shows more than UTC.
    offset: i64,
}

impl BusinessCalendar {
    /// Returns a calendar that is open in these hours of each day, Monday first, and has no holidays.
    ///
    /// `day_seconds` is what makes one business day, from 1 to 86400.
    ///
    /// # Errors
    /// Hours that run backwards, end after 24:00 or overlap; no open hour at all; a length of the day out of range.
    pub fn new(
        name: impl Into<String>,
        zone: Zone,
        week: [Vec<Hours>; 7],
        day_seconds: Option<i64>,
    ) -> Result<Self, Fault> {
        let week = hours::Week::new(week)?;
        let day_seconds = day_seconds.unwrap_or(week.longest_day());
        if !(1..=DAY).contains(&day_seconds) {
            return Err(Fault::DayLength(day_seconds));
        }
        Ok(Self {
            name: name.into(),
            zone,
            week,
            day_seconds,
            holidays: Arc::default(),
            time_off: Closed::default(),
            known: None,
        })
    }

    /// Returns the name the policy gives it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the zone whose clocks it goes by.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Returns the open seconds that make one business day: as said, else those of the day of the week with the most.
    pub fn day_seconds(&self) -> i64 {
        self.day_seconds
    }

    /// Returns it closed on holidays, instead of on those it had.
    pub fn with_holidays(mut self, holidays: Holidays) -> Self {
        self.known = holidays.known();
        let days = holidays.all().into_iter();
        let closed = days.map(|(day, name)| (closed::number(day), Why::Holiday(name)));
        self.holidays = Arc::new(Closed::new(closed.collect(), &self.week));
        self.time_off = self.time_off.without(&self.holidays, &self.week);
        self
    }

    /// Returns it closed while a person is away too, with whose time off it is; days are whole, first and last included.
    pub fn without(&self, whose: &str, days: &[(Date, Date)]) -> Self {
        let (first, last) = closed::ends();
        let mut off: BTreeMap<i64, Why> = self.time_off.days().collect();
        for (from, to) in days {
            for day in closed::number(*from).max(first)..=closed::number(*to).min(last) {
                off.entry(day)
                    .or_insert_with(|| Why::TimeOff(whose.to_owned()));
            }
        }
        let time_off = Closed::new(off, &self.week).without(&self.holidays, &self.week);
        Self {
            time_off,
            ..self.clone()
        }
    }

    /// Returns open seconds from one instant to another; negative when they are the other way round.
    pub fn between(&self, from: Instant, to: Instant) -> i64 {
        let (from, to) = (from.unix(), to.unix());
        let open = |stretch: Stretch| {
            let shown = |at: i64| self.open_until(at + stretch.offset);
            shown(stretch.to) - shown(stretch.from)
        };
        match from <= to {
            true => self.stretches(from, to).map(open).sum(),
            false => -self.stretches(to, from).map(open).sum::<i64>(),
        }
    }

    /// Returns the first instant by which so many open seconds have passed, as a clock of the calendar shows it; the
    /// beginning itself for 0 or less, `None` when nothing is open for 10 years.
    pub fn after(&self, from: Instant, seconds: i64) -> Option<Instant> {
        if seconds <= 0 {
            return Some(from.in_zone(&self.zone));
        }
        let (mut at, mut left) = (from.unix(), seconds);
        loop {
            let end = Instant::from_unix(at.checked_add(LOOKED_THROUGH)?)?.unix();
            let before = left;
            for stretch in self.stretches(at, end) {
                let begun = self.open_until(stretch.from + stretch.offset);
                let open = self.open_until(stretch.to + stretch.offset) - begun;
                if left <= open {
                    return self.instant(self.reached(&stretch, begun + left));
                }
                left -= open;
            }
            if left == before {
                return None;
            }
            at = end;
        }
    }

    /// Returns the days on which all holidays are known, where some come from files; `None` when none do.
    pub fn known(&self) -> Option<(Date, Date)> {
        self.known
    }

    /// Returns the stretches between two instants in which clocks are not changed.
    fn stretches(&self, from: i64, to: i64) -> impl Iterator<Item = Stretch> + '_ {
        let mut at = from;
        std::iter::from_fn(move || {
            if to <= at {
                return None;
            }
            let (offset, until) = self.zone.offset_until(at);
            let stretch = Stretch {
                from: at,
                to: until.min(to),
                offset: offset.into(),
            };
            at = stretch.to;
            Some(stretch)
        })
    }

    /// Returns open seconds up to a time that a clock shows, counted from an arbitrary one, as if clocks never changed.
    fn open_until(&self, shown: i64) -> i64 {
        let (day, into_day) = (shown.div_euclid(DAY), shown.rem_euclid(DAY));
        let before = self.week.open_before(day)
            - self.holidays.lost_before(day)
            - self.time_off.lost_before(day);
        match self.closed_on(day) {
            Some(_) => before,
            None => before + self.week.open_within(day, into_day),
        }
    }

    /// Returns the first instant of a stretch by which `open_until` has come to a count.
    fn reached(&self, stretch: &Stretch, count: i64) -> i64 {
        let (mut early, mut late) = (stretch.from, stretch.to);
        while early < late {
            let middle = early + (late - early) / 2;
            match self.open_until(middle + stretch.offset) < count {
                true => early = middle + 1,
                false => late = middle,
            }
        }
        late
    }

    fn closed_on(&self, day: i64) -> Option<&Why> {
        self.holidays.on(day).or_else(|| self.time_off.on(day))
    }

    fn instant(&self, unix: i64) -> Option<Instant> {
        Instant::from_unix(unix).map(|at| at.in_zone(&self.zone))
    }
}
