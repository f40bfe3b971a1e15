//! Parts of a SOW from a text: its keys take the place of those that are there.

use serde_yaml::Value;

use super::KIND;
use crate::changes::Refusal;
use crate::changes::record::{self, own_command, put, unknown_key};
use crate::records::{One, Sow};
use crate::source::FileChange;
use crate::source::rewrite::{Change, Yaml};
use crate::source::strict;

/// Returns a SOW with the keys of a text in place of its own; those the text does not have stay as they are.
///
/// # Errors
/// The text cannot be read, or has a key that SOWs do not have, or one that only grows.
pub fn replaced(sow: One<'_, Sow>, text: &str) -> Result<FileChange, Refusal> {
    if let Some(fault) = strict::faults(text).first() {
        return Err(no_keys(&fault.message));
    }
    let given = serde_yaml::from_str::<Value>(text).map_err(|why| no_keys(&why.to_string()))?;
    let Value::Mapping(keys) = given else {
        return Err(no_keys("it is no mapping"));
    };
    let mut changes = Vec::new();
    for (key, value) in &keys {
        let key = key.as_str().unwrap_or_default();
        if !KIND.keys.contains(&key) {
            return Err(unknown_key(&KIND, key));
        }
        if GROWING.contains(&key) {
            return Err(own_command(&KIND, key));
        }
        changes.push(match value {
            Value::Null => Change::Remove { path: key.into() },
            value => put(key, yaml(value)),
        });
    }
    record::edit(sow.file, &changes)
}

/// Lists of a SOW that only grow.
const GROWING: [&str; 7] = [
    "comments",
    "assigned_ta",
    "questions",
    "assistance",
    "calls",
    "review_requests",
    "history",
];

fn no_keys(why: &str) -> Refusal {
    Refusal::new(
        format!("the text is not keys of a SOW: {why}"),
        "write it as in a SOW; `sa sow new OPP --blank` prints every key",
    )
}

fn yaml(value: &Value) -> Yaml {
    match value {
        Value::Sequence(items) => Yaml::List(items.iter().map(yaml).collect()),
        Value::Mapping(keys) => Yaml::Map(
            keys.iter()
                .map(|(key, value)| (key.as_str().unwrap_or_default().to_owned(), yaml(value)))
                .collect(),
        ),
        Value::String(text) => Yaml::Text(text.clone()),
        Value::Bool(is) => Yaml::Bare(is.to_string()),
        Value::Number(number) => Yaml::Bare(number.to_string()),
        Value::Null => Yaml::Text(String::new()),
        Value::Tagged(tagged) => yaml(&tagged.value),
    }
}
