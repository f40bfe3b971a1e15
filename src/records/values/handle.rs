//! The short names of people and accounts, which are also the names of their files.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use smol_str::SmolStr;

/// A short name: 1 to 60 of `a-z`, `0-9`, `-`, `_` and `.`, beginning with a letter or digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(SmolStr);

impl Handle {
    /// Returns the handle as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns a handle made from a name: `Caisse Régionale` gives `caisse-regionale`.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut slug = String::new();
        for letter in name.chars().flat_map(char::to_lowercase).map(plain) {
            match letter {
                'a'..='z' | '0'..='9' => slug.push(letter),
                '\'' | '\u{2019}' => {}
                _ if slug.is_empty() || slug.ends_with('-') => {}
                _ => slug.push('-'),
            }
        }
        slug.truncate(60);
        slug.trim_end_matches('-').parse().ok()
    }
}

/// Takes the accent off the letters that names of western Europe use.
fn plain(letter: char) -> char {
    match letter {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}

impl FromStr for Handle {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let begins = text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        let holds = text
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.'));
        if begins && holds && text.len() <= 60 {
            return Ok(Self(text.into()));
        }
        Err(format!(
            "`{text}` is not a short name; one has up to 60 of a-z, 0-9, `-`, `_` and `.`, as `dana.ruiz`"
        ))
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl JsonSchema for Handle {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Handle".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The short name of a person or an account: the name of its file.",
            "type": "string",
            "pattern": "^[a-z0-9][a-z0-9._-]{0,59}$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_come_from_names() {
        let handle = |name| Handle::from_name(name).map(|handle| handle.to_string());
        assert_eq!(
            handle("Caisse Régionale du Léman"),
            Some("caisse-regionale-du-leman".into())
        );
        assert_eq!(handle("Aïcha N'Diaye"), Some("aicha-ndiaye".into()));
        assert_eq!(
            handle("  Kestrel & Sons (UK) "),
            Some("kestrel-sons-uk".into())
        );
        assert_eq!(handle("東京"), None);
    }

    #[test]
    fn a_handle_cannot_leave_its_folder() {
        for text in ["", ".", "..", "../x", "A", "a/b", "-a", "a b"] {
            assert!(text.parse::<Handle>().is_err(), "{text}");
        }
    }
}
