//! A calendar date as records write it. Times of day live in `instant`.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// A date, written `2026-11-23`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub NaiveDate);

impl Date {
    /// Returns the month as folders name it, `2026-11`.
    pub fn month(self) -> String {
        format!("{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return Err(format!(
                "`{text}` is not a date; a date is written 2026-11-23"
            ));
        }
        text.parse().map(Self).map_err(|_| {
            let why = match &text[5..7] {
                "01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09" | "10" | "11"
                | "12" => "its month has no such day".into(),
                month => format!("there is no month {month}"),
            };
            format!(
                "`{text}` is not a day of the calendar: {why}; a date is written year-month-day, as 2026-11-23"
            )
        })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A date, written 2026-11-23.",
            "type": "string",
            "format": "date",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days_in_one_spelling_are_dates() {
        assert_eq!(
            "2028-02-29".parse::<Date>().map(|date| date.month()),
            Ok("2028-02".into())
        );
        let refusal = |text: &str| text.parse::<Date>().expect_err("no day");
        assert!(refusal("2026-02-29").contains("day of the calendar: its month has no such day"));
        assert!(refusal("2026-11-00").contains("its month has no such day"));
        assert!(refusal("2025-30-01").contains("there is no month 30"));
        assert!(refusal("2025-00-01").contains("there is no month 00"));
        for spelling in [
            "2026-2-1",
            "01.02.2026",
            "tomorrow",
            "2026-02-01T00:00",
            "+026-02-01",
        ] {
            assert!(spelling.parse::<Date>().is_err(), "{spelling}");
        }
    }
}
