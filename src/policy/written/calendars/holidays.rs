//! The holidays of a calendar as written: `holidays = [{ name = "Good Friday", on = "easter - 2" }]`.

use toml::de::{DeTable, DeValue};

use crate::calendar::business::{Holiday, Holidays, Observed, Rule};
use crate::policy::keys;
use crate::policy::written::{Reader, Value};

const EXAMPLE: &str = "write [{ name = \"Christmas Day\", on = \"12-25\" }]";

impl Reader<'_> {
    /// Reads a list of holidays.
    pub(super) fn holidays(&mut self, value: &Value<'_>, path: &str) -> Holidays {
        self.remember(path, value.span());
        let mut holidays = Holidays::default();
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter(),
            _ => {
                self.fault(
                    value.span(),
                    format!("`{path}` is a list of holidays"),
                    EXAMPLE,
                );
                return holidays;
            }
        };
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) => {
                    if let Some(holiday) = self.holiday(item, table, path) {
                        holidays = holidays.with(holiday);
                    }
                }
                _ => self.fault(item.span(), "a holiday has a name and a day", EXAMPLE),
            }
        }
        holidays
    }

    fn holiday(&mut self, item: &Value<'_>, table: &DeTable<'_>, path: &str) -> Option<Holiday> {
        let (mut name, mut on, mut observed, mut until) = (None, None, None, None);
        for (key, value) in table {
            let path = format!("{path}.{}", key.get_ref());
            match key.get_ref().as_ref() {
                "name" => name = self.text(value, &path),
                "on" => on = self.rule(value, &path),
                "observed" => observed = self.word(value, &path, Observed::ALL),
                "until" => until = self.date(value, &path).map(|date| (date, value.span())),
                _ => self.unknown_key(key, &keys::within("calendars.NAME.holidays")),
            }
        }
        for key in ["name", "on"] {
            if !table.contains_key(key) {
                self.fault(item.span(), format!("this holiday has no `{key}`"), EXAMPLE);
            }
        }
        if let (Some(rule), Some((last, range))) = (on, until) {
            on = match rule.until(last) {
                Ok(rule) => Some(rule),
                Err(why) => {
                    let message = format!("`until` cannot be {last}: {why}");
                    self.fault(
                        range,
                        message,
                        "write `on = \"2026-12-28\", until = \"2026-12-31\"`",
                    );
                    None
                }
            };
        }
        let (name, on) = (name?, on?);
        Some(Holiday { name, on, observed })
    }

    fn rule(&mut self, value: &Value<'_>, path: &str) -> Option<Rule> {
        self.remember(path, value.span());
        let text = match value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => self.source.text[value.span()].to_owned(),
        };
        match text.parse() {
            Ok(rule) => Some(rule),
            Err(why) => {
                self.fault(value.span(), why, "mend `on`, in quotes");
                None
            }
        }
    }
}
