//! What of a SOW an approval covers: its content part by part, each with a digest, whatever the spelling in YAML.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use crate::records::values::Digest;

/// Top-level keys that an approval does not cover: links, labels, and what people say and do about the content.
/// Every other key is covered.
pub const UNCOVERED: &[&str] = &[
    "ps_opportunity_link",
    "calculator",
    "draft_quote",
    "scoping_issue",
    "labels",
    "comments",
    "assigned_ta",
    "questions",
    "assistance",
    "calls",
    "review_requests",
    "history",
];

/// The content of a SOW at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Digest of all parts.
    pub digest: Digest,
    pub parts: Vec<Part>,
}

/// One part of the content: a key, or a key of an item in a list of mappings; written `PATH DIGEST`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// As `price.terms` or `deliverables[0].effort`.
    pub path: String,
    /// The first 16 digits of its digest.
    pub digest: String,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path, self.digest)
    }
}

impl FromStr for Part {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        match text.split_once(' ') {
            Some((path, digest)) if digest.len() == 16 && digest.bytes().all(is_hex) => Ok(Self {
                path: path.into(),
                digest: digest.into(),
            }),
            _ => Err(format!(
                "`{text}` is no part: it is a key and 16 digits of its digest, as `ta review SOW` shows them"
            )),
        }
    }
}

impl JsonSchema for Part {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Part".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A key of the reviewed content, and the first 16 digits of its digest.",
            "type": "string",
            "pattern": "^[^ ]+ [0-9a-f]{16}$",
        })
    }
}

impl Content {
    /// Returns the content of a SOW from its text; a text that is no mapping has no parts.
    ///
    /// The digest is that of one line a part, `PATH DIGEST`, in the order of the paths. That of a part is the digest
    /// of its value as JSON without spaces, its keys in order and empty ones left out. So comments, the order of keys
    /// and the way a text is quoted or folded may change, and nothing that is said.
    pub fn of(text: &str) -> Self {
        let read = serde_yaml::from_str::<Value>(text).unwrap_or_default();
        let mut parts: Vec<(String, Digest)> = Vec::new();
        for (key, value) in read.as_object().into_iter().flatten() {
            if UNCOVERED.contains(&key.as_str()) {
                continue;
            }
            match value {
                Value::Array(items) if items.iter().any(Value::is_object) => {
                    for (at, item) in items.iter().enumerate() {
                        of_keys(&format!("{key}[{at}]"), item, &mut parts);
                    }
                }
                value => of_keys(key, value, &mut parts),
            }
        }
        parts.sort();
        let lines: String = parts
            .iter()
            .map(|(path, digest)| format!("{path} {digest}\n"))
            .collect();
        let part = |(path, digest): (String, Digest)| Part {
            path,
            digest: digest.short().to_owned(),
        };
        Self {
            digest: Digest::of(&lines),
            parts: parts.into_iter().map(part).collect(),
        }
    }

    /// Returns the paths of parts that differ from earlier ones, came or went, ordered.
    pub fn changed_since<'a>(&'a self, earlier: &'a [Part]) -> Vec<&'a str> {
        let differs = |own: &[Part], part: &&Part| !own.contains(part);
        let now = self.parts.iter().filter(|part| differs(earlier, part));
        let then = earlier.iter().filter(|part| differs(&self.parts, part));
        let mut paths: Vec<&str> = now.chain(then).map(|part| part.path.as_str()).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }
}

/// Adds the parts of a value: one for each key of a mapping, else the value itself; what is empty has none.
fn of_keys(path: &str, value: &Value, parts: &mut Vec<(String, Digest)>) {
    match value {
        value if is_empty(value) => {}
        Value::Object(keys) => {
            let said = keys.iter().filter(|(_, value)| !is_empty(value));
            parts.extend(said.map(|(key, value)| (format!("{path}.{key}"), digest(value))));
        }
        value => parts.push((path.to_owned(), digest(value))),
    }
}

fn digest(value: &Value) -> Digest {
    Digest::of(&canonical(value).to_string())
}

/// Returns a value with its keys in order and empty ones left out.
fn canonical(value: &Value) -> Value {
    match value {
        Value::Object(keys) => {
            let mut kept: Vec<(&String, &Value)> =
                keys.iter().filter(|(_, value)| !is_empty(value)).collect();
            kept.sort_by_key(|(key, _)| key.as_str());
            let kept = kept.into_iter();
            Value::Object(
                kept.map(|(key, value)| (key.clone(), canonical(value)))
                    .collect(),
            )
        }
        Value::Array(items) => Value::Array(items.iter().map(canonical).collect()),
        other => other.clone(),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(keys) => keys.values().all(is_empty),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::sow::KIND;

    const TEXT: &str = "name: A\nauthor: emma\nprice: {terms: fixed-fee}\ndeliverables:\n  - {title: One, tasks: [a, b]}\n  - {title: Two}\n";

    #[test]
    fn what_is_not_covered_are_keys_of_a_sow() {
        for key in UNCOVERED {
            assert!(KIND.keys.contains(key), "{key}");
        }
    }

    #[test]
    fn spelling_is_not_content() {
        let same = "# a comment\nauthor: \"emma\"\nname: 'A'\nprice:\n  terms: fixed-fee\n  rate:\nworkstreams: []\ndeliverables:\n  - tasks:\n      - a\n      - b\n    title: |-\n      One\n  - title: Two\nhistory: [{to: open}]\nscoping_issue: https://example.com\n";
        assert_eq!(Content::of(TEXT), Content::of(same));
    }

    #[test]
    fn parts_that_changed_came_or_went_are_named() {
        let before = Content::of(TEXT);
        let after = Content::of(
            &TEXT
                .replace("[a, b]", "[b, a]")
                .replace("price: {terms: fixed-fee}", "journey_stage: ci"),
        );
        assert_ne!(before.digest, after.digest);
        assert_eq!(
            after.changed_since(&before.parts),
            ["deliverables[0].tasks", "journey_stage", "price.terms"]
        );
        assert!(after.changed_since(&after.parts).is_empty());
    }

    #[test]
    fn a_part_reads_back_as_it_is_written() {
        let part = Content::of(TEXT).parts.remove(1);
        assert_eq!(part.path, "deliverables[0].tasks");
        assert_eq!(part.to_string().parse(), Ok(part));
        for wrong in ["price", "price 12", "price 0123456789ABCDEF", ""] {
            assert!(wrong.parse::<Part>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn parts_cannot_be_mistaken_for_each_other() {
        let one = Content::of("name: A\nauthor: B\n");
        let other = Content::of("name: B\nauthor: A\n");
        assert_ne!(one.digest, other.digest);
        assert_eq!(Content::of("- not a mapping").parts, []);
    }
}
