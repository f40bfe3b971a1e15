//! Days on which a team does not work: by rules that give them for every year, and as dates.

mod rule;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::closed::YEARS;
use super::ics::HolidayFile;
use crate::calendar::Date;
pub use rule::{Observed, Rule};

/// The holidays of a calendar.
#[derive(Clone, Debug, Default)]
pub struct Holidays {
    rules: Vec<Holiday>,
    dated: BTreeMap<Date, String>,
    known: Option<(Date, Date)>,
}

/// A holiday, and the days it is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    pub name: String,
    pub on: Rule,
    /// The day it is kept too when it is on a Saturday or a Sunday.
    pub observed: Option<Observed>,
}

impl Holidays {
    /// Adds a holiday on one day; a day has the name it was given first.
    pub fn on(mut self, day: Date, name: &str) -> Self {
        self.dated.entry(day).or_insert_with(|| name.to_owned());
        self
    }

    /// Adds a holiday by its rule; a day that another gives already keeps that name.
    pub fn with(mut self, holiday: Holiday) -> Self {
        self.rules.push(holiday);
        self
    }

    /// Adds the holidays of a file; the days they are known on reach from the first of all files to the last.
    pub fn with_file(mut self, file: &HolidayFile) -> Self {
        let (first, last) = file.known();
        self.known = Some(match self.known {
            Some((from, to)) => (from.min(first), to.max(last)),
            None => (first, last),
        });
        let days = file.days();
        days.iter()
            .fold(self, |all, (day, name)| all.on(*day, name))
    }

    /// Returns the days on which all holidays are known, where some come from files.
    pub(super) fn known(&self) -> Option<(Date, Date)> {
        self.known
    }

    /// Returns the name of each holiday in the years of calendars, 1970 to 2099; a day of several has the first name.
    pub fn all(&self) -> BTreeMap<Date, String> {
        let mut all = BTreeMap::new();
        let mut yearly = BTreeSet::new();
        let years = || YEARS.0..=YEARS.1;
        for holiday in &self.rules {
            for day in holiday.on.days(years()) {
                all.entry(day).or_insert_with(|| holiday.name.clone());
                if !matches!(holiday.on, Rule::Dates { .. }) {
                    yearly.insert(day);
                }
            }
        }
        for holiday in &self.rules {
            let Some(observed) = holiday.observed else {
                continue;
            };
            let kept = holiday.on.days(years()).into_iter();
            for day in kept
                .filter_map(|day| observed.of(day, &yearly))
                .collect::<Vec<_>>()
            {
                yearly.insert(day);
                all.entry(day).or_insert_with(|| holiday.name.clone());
            }
        }
        for (day, name) in &self.dated {
            all.entry(*day).or_insert_with(|| name.clone());
        }
        all
    }
}
