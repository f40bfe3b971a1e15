//! The tables `[calendars.*]` of `desk.toml`: hours, zones and holidays of the regions.

mod holidays;
mod open;

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::DeTable;

use super::{Key, Reader, Value};
use crate::calendar::Zone;
use crate::calendar::business::{BusinessCalendar, Holidays, Hours, Lasting, Unit};
use crate::finding::Place;
use crate::policy::calendars::{Calendars, ListedFile};
use crate::policy::{Policy, keys};
use crate::source::Span;

/// What one table says, as far as it can be read.
#[derive(Default)]
struct Said {
    zone: Option<Zone>,
    week: [Vec<Hours>; 7],
    day_seconds: Option<i64>,
    regions: Vec<(String, Range<usize>)>,
    is_default: bool,
    holidays: Holidays,
    files: Vec<ListedFile>,
}

/// Seconds of a day.
const DAY: i64 = 86_400;

impl Reader<'_> {
    /// Reads the business calendars; they replace those that a policy has without any.
    pub(super) fn calendars(&mut self, value: &Value<'_>, policy: &mut Policy) {
        let Some(table) = self.table(value, "calendars") else {
            return;
        };
        if table.is_empty() {
            let help = "write at least one, as [calendars.emea], or remove the table";
            self.fault(value.span(), "`calendars` is empty", help);
            return;
        }
        let mut calendars = Calendars::none();
        let mut default: Option<String> = None;
        for (key, value) in table {
            let name = key.get_ref().to_string();
            let Some(entries) = self.table(value, &format!("calendars.{name}")) else {
                continue;
            };
            let told = self.findings.len();
            let said = self.calendar(key, entries, &policy.boards);
            self.regions_of(&name, &said, &mut calendars);
            match &default {
                Some(first) if said.is_default => self.fault(
                    key.span(),
                    format!("`{first}` and `{name}` are both the default calendar"),
                    "write `default = true` in one of them only",
                ),
                None if said.is_default => default = Some(name.clone()),
                _ => {}
            }
            if told == self.findings.len() {
                self.keep(key, said, &mut calendars);
            }
        }
        let first = calendars.by_name.keys().next().cloned();
        calendars.default = default.or(first).unwrap_or_default();
        policy.calendars = calendars;
    }

    fn calendar(
        &mut self,
        key: &Key<'_>,
        table: &DeTable<'_>,
        boards: &BTreeMap<String, String>,
    ) -> Said {
        let path = format!("calendars.{}", key.get_ref());
        let mut said = Said::default();
        if !table.contains_key("open") {
            said.week = open::nine_to_five();
        }
        for (key, value) in table {
            let path = format!("{path}.{}", key.get_ref());
            match key.get_ref().as_ref() {
                "zone" => said.zone = self.zone(value, &path),
                "regions" => said.regions = self.regions(value, &path, boards),
                "open" => said.week = self.open(value, &path),
                "day" => said.day_seconds = self.day_length(value, &path),
                "default" => said.is_default = self.is_true(value, &path),
                "holidays" => said.holidays = self.holidays(value, &path),
                "files" => said.files = self.files(value, &path),
                _ => self.unknown_key(key, &keys::within("calendars.NAME")),
            }
        }
        if !table.contains_key("zone") {
            let message = format!("`{path}` has no zone");
            self.fault(key.span(), message, "write `zone = \"Europe/Berlin\"`");
        }
        said
    }

    fn regions_of(&mut self, name: &str, said: &Said, calendars: &mut Calendars) {
        for (region, range) in &said.regions {
            let earlier = calendars.by_region.insert(region.clone(), name.to_owned());
            if let Some(earlier) = earlier {
                let message = format!("`{region}` goes by `{earlier}` already");
                self.fault(
                    range.clone(),
                    message,
                    "name each region once, in one calendar",
                );
            }
        }
    }

    /// Adds a calendar of which all could be read, if it can be one.
    fn keep(&mut self, key: &Key<'_>, said: Said, calendars: &mut Calendars) {
        let name = key.get_ref().to_string();
        let Some(zone) = said.zone else { return };
        match BusinessCalendar::new(name.clone(), zone, said.week, said.day_seconds) {
            Ok(calendar) => {
                let calendar = calendar.with_holidays(said.holidays.clone());
                calendars.by_name.insert(name.clone(), calendar);
                calendars.files.insert(name.clone(), said.files);
                calendars.rules.insert(name, said.holidays);
            }
            Err(fault) => {
                let message = format!("`calendars.{name}` is no calendar: {fault}");
                let help = "write `open = { mon-fri = [\"09:00-17:00\"] }`";
                self.fault(key.span(), message, help);
            }
        }
    }

    fn zone(&mut self, value: &Value<'_>, path: &str) -> Option<Zone> {
        let name = self.text(value, path)?;
        match name.parse() {
            Ok(zone) => Some(zone),
            Err(why) => {
                let help = match Zone::near(&name) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write it as `zone = \"Europe/Berlin\"`".into(),
                };
                self.fault(value.span(), why, &help);
                None
            }
        }
    }

    fn day_length(&mut self, value: &Value<'_>, path: &str) -> Option<i64> {
        let text = self.text(value, path)?;
        let read: Result<Lasting, String> = text.parse();
        let seconds = read.ok().and_then(|lasting| match lasting.unit {
            Unit::Hours => Some(lasting.amount * 3600),
            Unit::Minutes => Some(lasting.amount * 60),
            _ => None,
        });
        let seconds = seconds.filter(|seconds| (1..=DAY).contains(seconds));
        if seconds.is_none() {
            self.fault(
                value.span(),
                format!("`{text}` is no length of a business day, which is hours or minutes, up to 24 hours"),
                "write `day = \"8 hours\"` or `day = \"450 minutes\"`",
            );
        }
        seconds
    }

    fn files(&mut self, value: &Value<'_>, path: &str) -> Vec<ListedFile> {
        let mut files = Vec::new();
        for (path, range) in self.texts(value, path, "[\"calendars/de.ics\"]") {
            let is_plain = path
                .split('/')
                .all(|part| !part.is_empty() && !part.starts_with('.'));
            if !is_plain || !path.starts_with("calendars/") || !path.ends_with(".ics") {
                let message = format!("`{path}` is not an iCalendar file in `calendars/`");
                let help = "put it there, and name it as calendars/de.ics";
                self.fault(range, message, help);
                continue;
            }
            let at = Place::new(self.source, Span::new(range.start, range.end));
            files.push(ListedFile { path, at });
        }
        files
    }
}

#[cfg(test)]
mod tests;
