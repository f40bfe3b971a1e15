//! Days on which a team does not work.

use std::collections::BTreeMap;

use crate::calendar::Date;

/// The holidays of a calendar.
#[derive(Clone, Debug, Default)]
pub struct Holidays {
    dated: BTreeMap<Date, String>,
    known: Option<(Date, Date)>,
}

impl Holidays {
    /// Adds a holiday on one day; a day has the name it was given first.
    pub fn on(mut self, day: Date, name: &str) -> Self {
        self.dated.entry(day).or_insert_with(|| name.to_owned());
        self
    }

    /// Returns the days on which all holidays are known, where some come from files.
    pub(super) fn known(&self) -> Option<(Date, Date)> {
        self.known
    }

    /// Returns the name of each holiday in the years of calendars.
    pub(super) fn all(&self) -> BTreeMap<Date, String> {
        self.dated.clone()
    }
}
