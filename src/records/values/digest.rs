//! Digests: what binds an approval to the content it was given for.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use sha2::{Digest as _, Sha256};

/// What a digest begins with, so that another function can take over one day.
const PREFIX: &str = "sha256:";

/// A SHA-256 digest, written `sha256:` and 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digest(String);

impl Digest {
    /// Returns the digest of a text.
    pub fn of(text: &str) -> Self {
        let bytes = Sha256::digest(text.as_bytes());
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Self(format!("{PREFIX}{hex}"))
    }

    /// Returns its first 16 hexadecimal digits, enough to tell two versions of a part apart.
    pub fn short(&self) -> &str {
        &self.0[PREFIX.len()..PREFIX.len() + 16]
    }
}

impl FromStr for Digest {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let hex = text.strip_prefix(PREFIX).unwrap_or_default();
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        match hex.len() == 64 && hex.bytes().all(is_hex) {
            true => Ok(Self(text.into())),
            false => Err(format!(
                "`{text}` is not a digest: it is `{PREFIX}` and 64 of the digits 0-9 and a-f"
            )),
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl JsonSchema for Digest {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Digest".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The SHA-256 digest of what was reviewed; `ta review SOW` shows it.",
            "type": "string",
            "pattern": "^sha256:[0-9a-f]{64}$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_that_of_the_standard_and_reads_back() {
        let abc = Digest::of("abc");
        let expected = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(abc.to_string(), expected);
        assert_eq!(abc.short(), "ba7816bf8f01cfea");
        assert_eq!(expected.parse(), Ok(abc));
        for wrong in ["", "sha256:", &expected.to_uppercase(), &expected[..70]] {
            assert!(wrong.parse::<Digest>().is_err(), "{wrong}");
        }
    }
}
