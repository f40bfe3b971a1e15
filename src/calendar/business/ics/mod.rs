//! Holidays from an iCalendar file (RFC 5545): the days of its events.
//!
//! Events count for the days they are on, by the dates as written, whether they say a time or not. Of rules that repeat
//! an event only yearly ones are read; whatever else would move a holiday is refused, and never left out unsaid. A
//! library takes the lines apart; which of them are holidays, and what is refused on which line, is said here.

mod event;
mod lines;
mod repeat;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::closed::YEARS;
use crate::calendar::Date;
use event::Event;
use lines::{Property, properties};

/// More faults than this in one file help nobody.
const MOST_FAULTS: usize = 20;

/// The holidays of an iCalendar file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidayFile {
    days: BTreeMap<Date, String>,
    known: (Date, Date),
}

/// What is wrong with an iCalendar file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// From 1.
    pub line: usize,
    pub message: String,
    pub help: String,
}

impl LineFault {
    fn new(line: usize, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            line,
            message: message.into(),
            help: help.into(),
        }
    }
}

impl HolidayFile {
    /// Reads the text of an iCalendar file.
    ///
    /// # Errors
    /// Lines that are none of the format, components that do not end, events that cannot be read, or no event at all:
    /// each with its line, 20 at most.
    pub fn read(text: &str) -> Result<Self, Vec<LineFault>> {
        let mut faults = Vec::new();
        let mut events = Vec::new();
        for found in components(text).map_err(|fault| vec![fault])? {
            match Event::read(&found) {
                Ok(Some(event)) => events.push(event),
                Ok(None) => {}
                Err(fault) => faults.push(fault),
            }
            if faults.len() == MOST_FAULTS {
                break;
            }
        }
        match (faults.is_empty(), events.is_empty()) {
            (false, _) => Err(faults),
            (true, true) => Err(vec![LineFault::new(
                1,
                "the file has no events, so no holidays",
                "export the calendar again, or remove the file from `files`",
            )]),
            (true, false) => Ok(Self::of(&events)),
        }
    }

    fn of(events: &[Event]) -> Self {
        let mut days: BTreeMap<Date, String> = BTreeMap::new();
        for event in events {
            for day in event.days() {
                days.entry(day).or_insert_with(|| event.name.clone());
            }
        }
        let new_year = |year: i32| {
            let year = year.clamp(YEARS.0, YEARS.1 + 1);
            Date(NaiveDate::from_yo_opt(year, 1).unwrap_or_default())
        };
        let first = events.iter().map(|event| event.first.0.year()).min();
        // What repeats without end says nothing of the year in which the others were last written down.
        let ends = events.iter().filter_map(Event::last_year).max();
        let known = (
            new_year(first.unwrap_or(YEARS.0)),
            new_year(ends.map_or(YEARS.1 + 1, |year| year.saturating_add(1))).plus_days(-1),
        );
        Self { days, known }
    }

    /// Returns its days from 1970 to 2099, each with the name of its event.
    pub fn days(&self) -> &BTreeMap<Date, String> {
        &self.days
    }

    /// Returns the days on which all its holidays are known: the years from its first event to its last; events that
    /// repeat without end do not make that later, unless all do.
    pub fn known(&self) -> (Date, Date) {
        self.known
    }
}

/// The properties of an event, and the line it begins on.
struct Component {
    line: usize,
    properties: Vec<Property>,
}

/// Returns the events of a file, each with its own properties.
fn components(text: &str) -> Result<Vec<Component>, LineFault> {
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut events = Vec::new();
    let not_ours = |line| {
        let message = "this is not an iCalendar file: it does not begin with BEGIN:VCALENDAR";
        LineFault::new(
            line,
            message,
            "export the calendar again, as iCalendar or .ics",
        )
    };
    for property in properties(text) {
        let property = property?;
        let line = property.line;
        let name = property.value.trim().to_ascii_uppercase();
        match property.name.as_str() {
            "BEGIN" if open.is_empty() && name != "VCALENDAR" => return Err(not_ours(line)),
            "BEGIN" => {
                if name == "VEVENT" {
                    let properties = Vec::new();
                    events.push(Component { line, properties });
                }
                open.push((name, line));
            }
            _ if open.is_empty() => return Err(not_ours(line)),
            "END" => match open.pop() {
                Some((begun, _)) if begun == name => {}
                begun => {
                    let (begun, since) = begun.unwrap_or_default();
                    return Err(LineFault::new(
                        line,
                        format!("END:{name} stands where {begun} of line {since} is to end"),
                        format!("end it with END:{begun}, or export the calendar again"),
                    ));
                }
            },
            _ => {
                let is_in_event = open.last().is_some_and(|(name, _)| name == "VEVENT");
                if let Some(event) = events.last_mut().filter(|_| is_in_event) {
                    event.properties.push(property);
                }
            }
        }
    }
    match open.last() {
        Some((name, line)) => Err(LineFault::new(
            *line,
            format!("the {name} that begins here does not end: the file is cut off"),
            "export the calendar again",
        )),
        None => Ok(events),
    }
}
