//! Days on which a calendar is closed although it would be open, with the open seconds that are lost by them.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::Why;
use super::hours::Week;
use crate::calendar::Date;

/// Seconds of a day on which clocks are not changed.
pub(super) const DAY: i64 = 86_400;

/// The first and the last year whose closed days are known.
pub(super) const YEARS: (i32, i32) = (1970, 2099);

/// Closed days, by their number since 1970-01-01; days on which the week is closed anyway are not among them.
#[derive(Clone, Debug, Default)]
pub(super) struct Closed {
    days: Vec<ClosedDay>,
    lost: i64,
}

#[derive(Clone, Debug)]
struct ClosedDay {
    day: i64,
    /// Open seconds lost by the closed days before it.
    lost_before: i64,
    why: Why,
}

/// Returns the number of a day since 1970-01-01.
pub(super) fn number(date: Date) -> i64 {
    const OF_1970: i64 = 719_163;
    i64::from(date.0.num_days_from_ce()) - OF_1970
}

/// Returns the numbers of the first and the last day whose holidays are known.
pub(super) fn ends() -> (i64, i64) {
    let new_year = |year| {
        number(Date(
            chrono::NaiveDate::from_yo_opt(year, 1).unwrap_or_default(),
        ))
    };
    (new_year(YEARS.0), new_year(YEARS.1 + 1) - 1)
}

impl Closed {
    pub(super) fn new(days: BTreeMap<i64, Why>, week: &Week) -> Self {
        let mut closed = Self::default();
        for (day, why) in days {
            let seconds = week.open_within(day, DAY);
            if seconds > 0 {
                let lost_before = closed.lost;
                closed.days.push(ClosedDay {
                    day,
                    lost_before,
                    why,
                });
                closed.lost += seconds;
            }
        }
        closed
    }

    /// Returns those of its days that are not among others.
    pub(super) fn without(&self, others: &Self, week: &Week) -> Self {
        let days = self.days().filter(|(day, _)| others.on(*day).is_none());
        Self::new(days.collect(), week)
    }

    pub(super) fn days(&self) -> impl Iterator<Item = (i64, Why)> + '_ {
        self.days
            .iter()
            .map(|closed| (closed.day, closed.why.clone()))
    }

    /// Returns why a day is closed.
    pub(super) fn on(&self, day: i64) -> Option<&Why> {
        let at = self.days.binary_search_by_key(&day, |closed| closed.day);
        at.ok().map(|at| &self.days[at].why)
    }

    /// Returns the open seconds that are lost by closed days before a day.
    pub(super) fn lost_before(&self, day: i64) -> i64 {
        let at = self.days.partition_point(|closed| closed.day < day);
        self.days
            .get(at)
            .map_or(self.lost, |closed| closed.lost_before)
    }
}
