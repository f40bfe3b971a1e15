//! Time zones by their IANA name, from the database the program carries.
//! The system's own is not asked: it may be a year behind.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDateTime, Timelike};
use jiff::tz::{AmbiguousOffset, TimeZoneDatabase};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// A time zone, written `Europe/Berlin`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(jiff::tz::TimeZone);

/// When a clock shows a time, as seconds east of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Once(i32),
    /// The clock was put back over it.
    Twice {
        earlier: i32,
        later: i32,
    },
    /// The clock was put forward over it.
    Never {
        before: i32,
    },
}

fn database() -> &'static TimeZoneDatabase {
    static DATABASE: OnceLock<TimeZoneDatabase> = OnceLock::new();
    DATABASE.get_or_init(TimeZoneDatabase::bundled)
}

impl Zone {
    /// Returns seconds east of UTC at an instant given in seconds since 1970-01-01T00:00:00Z.
    pub(super) fn offset_seconds(&self, unix: i64) -> i32 {
        let at = jiff::Timestamp::from_second(unix).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        self.0.to_offset(at).seconds()
    }

    /// Returns seconds east of UTC at an instant, and the instant at which the clocks are changed next; all as seconds
    /// since 1970-01-01T00:00:00Z.
    pub(super) fn offset_until(&self, unix: i64) -> (i32, i64) {
        let next = jiff::Timestamp::from_second(unix)
            .ok()
            .and_then(|at| self.0.following(at).next());
        let until = next.map_or(i64::MAX, |next| next.timestamp().as_second());
        (self.offset_seconds(unix), until)
    }

    /// Returns when a clock in the zone shows a time; `None` outside of the years -9999 to 9999.
    pub(super) fn shown(&self, clock: NaiveDateTime) -> Option<Shown> {
        let at = jiff::civil::DateTime::new(
            clock.year().try_into().ok()?,
            clock.month().try_into().ok()?,
            clock.day().try_into().ok()?,
            clock.hour().try_into().ok()?,
            clock.minute().try_into().ok()?,
            clock.second().try_into().ok()?,
            0,
        );
        Some(match self.0.to_ambiguous_timestamp(at.ok()?).offset() {
            AmbiguousOffset::Unambiguous { offset } => Shown::Once(offset.seconds()),
            AmbiguousOffset::Fold { before, after } => Shown::Twice {
                earlier: before.seconds(),
                later: after.seconds(),
            },
            AmbiguousOffset::Gap { before, .. } => Shown::Never {
                before: before.seconds(),
            },
        })
    }

    /// Returns the name of the zone that a text may be meant as: that of its city, or one that is spelt alike.
    pub fn near(text: &str) -> Option<String> {
        let lower = text.to_lowercase();
        let names = database().available();
        let away = |name: String| {
            let own = name.to_lowercase();
            let is_city = own.rsplit('/').next() == Some(lower.as_str());
            let distance = strsim::damerau_levenshtein(&own, &lower);
            (if is_city { 0 } else { distance }, name)
        };
        let nearest = names.map(|name| away(name.to_string())).min();
        nearest
            .filter(|(distance, name)| *distance <= 1 + name.len() / 4)
            .map(|(_, name)| name)
    }

    /// Returns whether a text is the name of a zone.
    pub fn is_known(name: &str) -> bool {
        name.parse::<Self>().is_ok()
    }
}

impl FromStr for Zone {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        database()
            .get(name)
            .map(Self)
            .map_err(|_| format!("`{name}` is not a time zone; a zone is written as region and city, as Europe/Berlin"))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.iana_name().unwrap_or("UTC"))
    }
}

impl JsonSchema for Zone {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Zone".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An IANA time zone, written Europe/Berlin.",
            "type": "string",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_their_iana_name() {
        assert_eq!(
            "Europe/Berlin".parse::<Zone>().map(|zone| zone.to_string()),
            Ok("Europe/Berlin".into())
        );
        assert!("Europe/Atlantis".parse::<Zone>().is_err());
        assert!(!Zone::is_known("CEST"));
    }

    #[test]
    fn a_zone_spelt_wrong_is_found() {
        for (text, near) in [
            ("Europe/Berln", Some("Europe/Berlin")),
            ("sydney", Some("Australia/Sydney")),
            ("America/NewYork", Some("America/New_York")),
            ("CEST", Some("CET")),
            ("the moon", None),
        ] {
            assert_eq!(Zone::near(text).as_deref(), near, "{text}");
        }
    }
}
