//! A point in time with the offset it was written in. Dates alone live in `date`.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDateTime, NaiveTime, SecondsFormat, TimeDelta};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::zone::Shown;
use super::{Date, Zone};

/// A point in time, written `2026-11-23T14:32:00+01:00`; compared as time, whatever the offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(DateTime<FixedOffset>);

/// What clocks show from 0000-01-01T00:00:00 to the end of 9999, in seconds since they showed 1970-01-01T00:00:00.
const CLOCK_SECONDS: Range<i64> = -62_167_219_200..253_402_300_800;

impl Instant {
    /// Returns the instant so many seconds after 1970-01-01T00:00:00Z, in UTC; `None` outside the calendar.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        DateTime::from_timestamp(seconds, 0).map(|at| Self(at.fixed_offset()))
    }

    /// Returns 23:59:59 of a day as a clock in `zone` shows it: the later one when it is shown twice.
    pub fn at_end_of(date: Date, zone: &Zone) -> Self {
        let last_second = NaiveTime::MIN
            .overflowing_sub_signed(TimeDelta::seconds(1))
            .0;
        let clock = date.plus_days(0).0.and_time(last_second);
        let offset = match zone.shown(clock) {
            Some(Shown::Once(offset) | Shown::Twice { later: offset, .. }) => offset,
            Some(Shown::Never { before }) => before,
            None => 0,
        };
        Self::at_offset(clock, offset)
            .expect("dates that can be written are far from the ends of time")
    }

    /// Returns the time of a day as a clock in `zone` shows it: the earlier one when it is shown twice; `None` when no
    /// clock shows it, or the zone's is put forward over it.
    pub fn local(date: Date, hour: u32, minute: u32, zone: &Zone) -> Option<Self> {
        let clock = date.0.and_hms_opt(hour, minute, 0)?;
        match zone.shown(clock)? {
            Shown::Once(offset)
            | Shown::Twice {
                earlier: offset, ..
            } => Self::at_offset(clock, offset),
            Shown::Never { .. } => None,
        }
    }

    fn at_offset(clock: NaiveDateTime, seconds_east: i32) -> Option<Self> {
        let offset = FixedOffset::east_opt(seconds_east)?;
        clock.and_local_timezone(offset).single().map(Self)
    }

    /// Returns seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.0.timestamp()
    }

    /// Returns seconds since 1970-01-01T00:00:00Z, nanoseconds of the second, a leap second's among them, and seconds
    /// east of UTC.
    pub fn parts(self) -> (i64, u32, i32) {
        let east = self.0.offset().local_minus_utc();
        (self.0.timestamp(), self.0.timestamp_subsec_nanos(), east)
    }

    /// Returns the instant of its parts; `None` for one that cannot be written.
    pub fn of_parts((seconds, nanoseconds, east): (i64, u32, i32)) -> Option<Self> {
        let offset = FixedOffset::east_opt(east)?;
        let shown = seconds.checked_add(i64::from(east))?;
        let at = DateTime::from_timestamp(seconds, nanoseconds)?;
        let can_be_written = CLOCK_SECONDS.contains(&shown);
        can_be_written.then(|| Self(at.with_timezone(&offset)))
    }

    /// Returns the offset from UTC it is written in, in minutes.
    pub fn offset_minutes(self) -> i32 {
        self.0.offset().local_minus_utc() / 60
    }

    /// Returns the same instant as a clock in `zone` shows it.
    pub fn in_zone(self, zone: &Zone) -> Self {
        let offset = FixedOffset::east_opt(zone.offset_seconds(self.unix()))
            .expect("no zone is a day or more from UTC");
        Self(self.0.with_timezone(&offset))
    }

    /// Returns the date in the offset it is written in.
    pub fn date(self) -> Date {
        Date(self.0.date_naive())
    }

    /// Returns the instant so many days of 24 hours later, in the same offset; stops at the ends of the calendar.
    pub fn plus_days(self, days: i64) -> Self {
        let later = TimeDelta::try_days(days).and_then(|days| self.0.checked_add_signed(days));
        Self(later.unwrap_or(self.0))
    }

    /// Returns the instant so many seconds later, in the same offset; stops at the ends of the calendar.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        let later = TimeDelta::try_seconds(seconds);
        let later = later.and_then(|seconds| self.0.checked_add_signed(seconds));
        Self(later.unwrap_or(self.0))
    }

    /// Returns whole days from `earlier` to this instant, each of 24 hours.
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// Returns "Mon 2026-11-23 14:32", for where the zone is said beside it.
    pub fn minute(self) -> String {
        self.0.format("%a %Y-%m-%d %H:%M").to_string()
    }

    /// Returns "Monday 2026-11-23 14:32 +01:00", for what is to come.
    pub fn announced(self) -> String {
        self.0.format("%A %Y-%m-%d %H:%M %:z").to_string()
    }

    /// Returns "2026-11-23 14:32 +01:00", for people.
    pub fn spoken(self) -> String {
        self.0.format("%Y-%m-%d %H:%M %:z").to_string()
    }
}

impl FromStr for Instant {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let at = DateTime::parse_from_rfc3339(text).map_err(|_| {
            format!("`{text}` is not a time; a time is written 2026-11-23T14:32:00+01:00 or with Z")
        })?;
        Ok(Self(at))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl JsonSchema for Instant {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Instant".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A point in time with its offset, written 2026-11-23T14:32:00+01:00.",
            "type": "string",
            "format": "date-time",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_compare_as_time_and_keep_their_offset() {
        let berlin: Instant = "2026-11-23T14:32:00+01:00".parse().expect("a time");
        let utc: Instant = "2026-11-23T13:32:00Z".parse().expect("a time");
        assert_eq!(berlin.unix(), utc.unix());
        assert_eq!(berlin.to_string(), "2026-11-23T14:32:00+01:00");
        assert_eq!(utc.to_string(), "2026-11-23T13:32:00Z");
        assert_eq!(Instant::from_unix(utc.unix()), Some(utc));
        assert!("2026-11-23 14:32".parse::<Instant>().is_err());
        assert!("2026-11-31T10:00:00Z".parse::<Instant>().is_err());
    }

    #[test]
    fn a_clock_in_vancouver_shows_the_hour_of_its_own_rules() {
        let zone: Zone = "America/Vancouver".parse().expect("a zone");
        let at: Instant = "2026-12-01T20:00:00Z".parse().expect("a time");
        assert_eq!(at.in_zone(&zone).to_string(), "2026-12-01T13:00:00-07:00");
    }

    #[test]
    fn a_time_of_day_is_that_of_the_clock_on_the_wall() {
        let zone: Zone = "Europe/Berlin".parse().expect("a zone");
        for (date, hour, minute, at) in [
            ("2026-11-23", 14, 30, Some("2026-11-23T14:30:00+01:00")),
            ("2026-07-01", 9, 0, Some("2026-07-01T09:00:00+02:00")),
            ("2026-10-25", 2, 30, Some("2026-10-25T02:30:00+02:00")),
            ("2026-03-29", 2, 30, None),
            ("2026-11-23", 24, 0, None),
            ("2026-11-23", 9, 60, None),
        ] {
            let date = date.parse().expect("a date");
            let local = Instant::local(date, hour, minute, &zone).map(|at| at.to_string());
            assert_eq!(local.as_deref(), at, "{date} {hour}:{minute}");
        }
    }

    #[test]
    fn a_day_ends_when_its_last_second_is_shown_for_the_last_time() {
        for (zone, date, end) in [
            ("Europe/Berlin", "2026-11-23", "2026-11-23T23:59:59+01:00"),
            (
                "America/Vancouver",
                "2026-07-01",
                "2026-07-01T23:59:59-07:00",
            ),
            (
                "America/Sao_Paulo",
                "2018-02-17",
                "2018-02-17T23:59:59-03:00",
            ),
            ("Pacific/Apia", "2011-12-30", "2011-12-30T23:59:59-10:00"),
            ("Asia/Kolkata", "9999-12-31", "9999-12-31T23:59:59+05:30"),
        ] {
            let zone: Zone = zone.parse().expect("a zone");
            let date = date.parse().expect("a date");
            assert_eq!(Instant::at_end_of(date, &zone).to_string(), end);
        }
    }
}
