//! How an event of an iCalendar file comes again: every year, or every few.

use chrono::Datelike;

use super::LineFault;
use super::event::read_moment;
use super::lines::Property;
use crate::calendar::Date;
use crate::calendar::business::closed::YEARS;

/// A yearly rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Repeat {
    /// Years from one to the next; 1 or more.
    interval: i32,
    count: Option<usize>,
    until: Option<Date>,
}

impl Repeat {
    /// Reads a rule of an event that is first on a day.
    pub(super) fn read(rule: &Property, first: Date) -> Result<Self, LineFault> {
        let mut repeat = Self {
            interval: 1,
            count: None,
            until: None,
        };
        let refused = |why: &str| {
            LineFault::new(
                rule.line,
                format!("the event is repeated by `{}`, {why}", rule.value.trim()),
                "only RRULE:FREQ=YEARLY is, with INTERVAL, COUNT and UNTIL: write other days as events of their own",
            )
        };
        let upper = rule.value.trim().to_ascii_uppercase();
        let mut is_yearly = false;
        for part in upper.split(';').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            let number = || value.parse::<u16>().ok().filter(|number| *number > 0);
            let is_same = |own: u32| value.parse() == Ok(own);
            let is_read = match key {
                "FREQ" => {
                    is_yearly = value == "YEARLY";
                    is_yearly
                }
                "INTERVAL" => number()
                    .map(|years| repeat.interval = years.into())
                    .is_some(),
                "COUNT" => number()
                    .map(|count| repeat.count = Some(count.into()))
                    .is_some(),
                "UNTIL" => {
                    repeat.until = read_moment(value).map(|until| until.date);
                    repeat.until.is_some()
                }
                "BYMONTH" => is_same(first.0.month()),
                "BYMONTHDAY" => is_same(first.0.day()),
                // The week says nothing of a day that comes every year.
                "WKST" => true,
                _ => false,
            };
            if !is_read {
                return Err(refused(&format!("of which `{part}` is not read here")));
            }
        }
        match is_yearly {
            true => Ok(repeat),
            false => Err(refused("which does not say how often")),
        }
    }

    pub(super) fn is_endless(&self) -> bool {
        self.count.is_none() && self.until.is_none()
    }

    /// Returns the days on which an event comes up to 2099, the first one included; a 29 February only in leap years.
    pub(super) fn days(&self, first: Date) -> Vec<Date> {
        let years = (first.0.year()..=YEARS.1).step_by(self.interval as usize);
        let days = years.filter_map(|year| first.0.with_year(year).map(Date));
        let until = self.until.unwrap_or(Date(chrono::NaiveDate::MAX));
        days.take(self.count.unwrap_or(usize::MAX))
            .take_while(|day| *day <= until)
            .collect()
    }
}
