//! What a change means for the value that a text holds, apart from how it is written.

use serde_yaml::{Mapping, Value};

use super::{Change, Yaml, scalar, split_first};
use crate::source::place;

/// Returns a value after a change, or why the change makes no sense on it.
pub(super) fn apply(value: &Value, change: &Change) -> Result<Value, String> {
    let mut value = value.clone();
    match change {
        Change::Set { path, value: new } => *reach(&mut value, path)? = meaning(new),
        Change::Remove { path } => remove(&mut value, path),
        Change::Append { path, item } => match reach(&mut value, path)? {
            Value::Sequence(items) => items.push(meaning(item)),
            empty @ Value::Null => *empty = Value::Sequence(vec![meaning(item)]),
            _ => return Err("there is a value, and it is not a list".into()),
        },
    }
    Ok(value)
}

/// Returns what a reader makes of a value that is written.
pub(super) fn meaning(value: &Yaml) -> Value {
    match value {
        Yaml::Text(text) => Value::String(text.clone()),
        Yaml::Bare(word) if scalar::is_plain(word) => {
            serde_yaml::from_str(word).unwrap_or_else(|_| Value::String(word.clone()))
        }
        Yaml::Bare(word) => Value::String(word.clone()),
        Yaml::List(items) => items.iter().map(meaning).collect(),
        Yaml::Map(entries) => {
            let pairs = entries
                .iter()
                .map(|(key, value)| (Value::String(key.clone()), meaning(value)));
            Value::Mapping(pairs.collect())
        }
    }
}

/// Returns the place of a path, made of empty mappings where it is missing.
fn reach<'a>(value: &'a mut Value, path: &str) -> Result<&'a mut Value, String> {
    if path.is_empty() {
        return Ok(value);
    }
    if value.is_null() && !path.starts_with('[') {
        *value = Value::Mapping(Mapping::new());
    }
    match value {
        Value::Sequence(items) => {
            let (step, rest) = split_first(path);
            let item = place::index(step).and_then(|at| items.get_mut(at));
            reach(
                item.ok_or_else(|| format!("there is no item `{step}`"))?,
                rest,
            )
        }
        Value::Mapping(map) => {
            let (key, rest) = match known_key(map, path) {
                Some(known) => known,
                None if path.starts_with('[') => {
                    return Err("there is a mapping, and not a list".into());
                }
                None => {
                    let (name, rest) = split_first(path);
                    (Value::String(name.into()), rest)
                }
            };
            reach(map.entry(key).or_insert(Value::Null), rest)
        }
        _ => Err("there is a value in the way that is neither mapping nor list".into()),
    }
}

fn remove(value: &mut Value, path: &str) {
    match value {
        Value::Sequence(items) => {
            let (step, rest) = split_first(path);
            match place::index(step) {
                Some(at) if at < items.len() && rest.is_empty() => drop(items.remove(at)),
                Some(at) if at < items.len() => remove(&mut items[at], rest),
                _ => {}
            }
        }
        Value::Mapping(map) => match known_key(map, path) {
            Some((key, "")) => drop(map.remove(&key)),
            Some((key, rest)) => map.get_mut(&key).map_or((), |inner| remove(inner, rest)),
            None => {}
        },
        _ => {}
    }
}

/// Returns the key of a mapping that begins a path, the longest one if there are more, and the rest of the path.
fn known_key<'p>(map: &Mapping, path: &'p str) -> Option<(Value, &'p str)> {
    let named = map.keys().filter_map(|key| {
        let name = match key {
            Value::String(name) => name.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(word) => word.to_string(),
            _ => return None,
        };
        Some((name.len(), key, place::after_key(path, &name)?))
    });
    let (_, key, rest) = named.max_by_key(|(length, ..)| *length)?;
    Some((key.clone(), rest))
}
