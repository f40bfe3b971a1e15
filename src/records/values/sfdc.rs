//! Salesforce ids, kept as they were given and compared by what identifies.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// A Salesforce id of 15 characters, or of 18 with the three that make case safe.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SfdcId(String);

impl SfdcId {
    /// Returns the id as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the id of 18 characters of one of 15; `None` for other text.
    pub fn of_fifteen(short: &str) -> Option<Self> {
        const CHECK: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
        if short.len() != 15 {
            return None;
        }
        let mut long = short.parse::<Self>().ok()?.0;
        for chunk in short.as_bytes().chunks(5) {
            let capitals = chunk
                .iter()
                .enumerate()
                .map(|(place, byte)| usize::from(byte.is_ascii_uppercase()) << place);
            long.push(char::from(CHECK[capitals.sum::<usize>()]));
        }
        Some(Self(long))
    }

    /// Returns whether both name one thing: the first 15 characters decide, and case counts.
    pub fn is_same(&self, other: &str) -> bool {
        other.len() >= 15 && other.is_ascii() && self.0[..15] == other[..15]
    }
}

impl FromStr for SfdcId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let holds = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if holds && matches!(text.len(), 15 | 18) {
            return Ok(Self(text.into()));
        }
        Err(format!(
            "`{text}` is not a Salesforce id; one has 15 or 18 letters and digits, as 0064M00000XyZ12QAF"
        ))
    }
}

impl fmt::Display for SfdcId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl JsonSchema for SfdcId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SfdcId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A Salesforce id of 15 or 18 characters.",
            "type": "string",
            "pattern": "^[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_and_eighteen_characters_name_one_thing() {
        let long: SfdcId = "0064M00000XyZ12QAF".parse().expect("an id");
        assert!(long.is_same("0064M00000XyZ12"));
        assert!(!long.is_same("0064M00000xyz12"));
        assert!("0064M00000XyZ1".parse::<SfdcId>().is_err());
    }

    #[test]
    fn check_characters_follow_the_case_of_the_id() {
        let long = |short| SfdcId::of_fifteen(short).map(|id| id.to_string());
        assert_eq!(
            long("001C000000o4OOI").as_deref(),
            Some("001C000000o4OOIIA2")
        );
        assert_eq!(long("001C000000o4OO"), None);
        assert_eq!(long("001C000000o4OOé"), None);
    }
}
