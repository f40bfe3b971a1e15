//! Hours of work, exact to a hundredth and never negative.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

/// The most hours that one number may say.
const MOST: i64 = 100_000;

/// Hours, written `40` or `7.5`; from 0 to 100,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hours {
    /// Hundredths of an hour.
    pub hundredths: i64,
}

impl Hours {
    /// Returns whole hours.
    pub fn whole(hours: i64) -> Self {
        Self {
            hundredths: hours * 100,
        }
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, rest) = (self.hundredths / 100, self.hundredths % 100);
        match rest {
            0 => write!(f, "{hours}"),
            rest if rest % 10 == 0 => write!(f, "{hours}.{}", rest / 10),
            rest => write!(f, "{hours}.{rest:02}"),
        }
    }
}

struct Number;

impl Visitor<'_> for Number {
    type Value = Hours;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number of hours")
    }

    fn visit_i64<E: Error>(self, hours: i64) -> Result<Hours, E> {
        match hours {
            ..0 => Err(E::custom(format!("{hours} hours are less than none"))),
            0..=MOST => Ok(Hours::whole(hours)),
            _ => Err(too_many(hours)),
        }
    }

    fn visit_u64<E: Error>(self, hours: u64) -> Result<Hours, E> {
        i64::try_from(hours).map_or_else(|_| Err(too_many(hours)), |hours| self.visit_i64(hours))
    }

    fn visit_f64<E: Error>(self, hours: f64) -> Result<Hours, E> {
        if hours < 0.0 {
            return Err(E::custom(format!("{hours} hours are less than none")));
        }
        if hours.is_nan() || MOST as f64 <= hours {
            return Err(too_many(hours));
        }
        let hundredths = (hours * 100.0).round();
        if 1e-6 < (hours * 100.0 - hundredths).abs() {
            return Err(E::custom(format!(
                "{hours} hours are finer than a hundredth; write at most two digits after the point"
            )));
        }
        Ok(Hours {
            hundredths: hundredths as i64,
        })
    }
}

fn too_many<E: Error>(hours: impl fmt::Display) -> E {
    E::custom(format!("{hours} hours are more than {MOST}"))
}

impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_any(Number);
        }
        let hundredths = i64::deserialize(deserializer)?;
        match (0..=100 * MOST).contains(&hundredths) {
            true => Ok(Self { hundredths }),
            false => Err(too_many(hundredths)),
        }
    }
}

impl Serialize for Hours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_i64(self.hundredths);
        }
        match self.hundredths % 100 {
            0 => serializer.serialize_i64(self.hundredths / 100),
            _ => serializer.serialize_f64(self.hundredths as f64 / 100.0),
        }
    }
}

impl JsonSchema for Hours {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Hours".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Hours of work, with at most two digits after the point.",
            "type": "number",
            "minimum": 0,
            "maximum": MOST,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_exact_to_a_hundredth_and_not_negative() {
        let read = |text: &str| serde_yaml::from_str::<Hours>(text).map(|hours| hours.to_string());
        for (text, expected) in [
            ("40", "40"),
            ("7.5", "7.5"),
            ("0.25", "0.25"),
            ("0", "0"),
            ("1.05", "1.05"),
        ] {
            assert_eq!(read(text).ok().as_deref(), Some(expected), "{text}");
        }
        for (text, why) in [
            ("-4", "-4 hours are less than none"),
            ("-0.5", "-0.5 hours are less than none"),
            ("0.333", "finer than a hundredth"),
            ("100001", "more than 100000"),
            (".inf", "more than 100000"),
            (".nan", "more than 100000"),
            ("\"8\"", "a number of hours"),
        ] {
            let told = read(text).expect_err(text).to_string();
            assert!(told.contains(why), "{text}: {told}");
        }
    }
}
