//! One record of any kind: all it says, for programs and for people.

use serde_json::{Map, Value, json};

use super::{Cell, Part, Report, Tone};
use crate::records::File;

/// Returns a record as data: its id, kind and path, its state where it has one, and all its keys.
pub fn data(file: &File) -> Value {
    let mut data = Map::new();
    data.insert("id".into(), json!(file.id));
    data.insert("kind".into(), json!(file.kind.name));
    data.insert("path".into(), json!(file.path()));
    let Some(record) = file.record() else {
        data.insert("readable".into(), json!(false));
        return Value::Object(data);
    };
    if let Some(course) = record.course() {
        data.insert("state".into(), json!(course.state));
    }
    let keys = serde_yaml::from_str::<Value>(&file.source().text);
    if let Ok(Value::Object(keys)) = keys {
        data.extend(keys);
    }
    Value::Object(data)
}

/// Returns the sheet of a record: each key and what it says.
pub fn sheet(file: &File) -> Report {
    let data = data(file);
    let mut fields = Vec::new();
    let skipped = ["id", "kind", "path", "state"];
    for (key, value) in data.as_object().into_iter().flatten() {
        if !skipped.contains(&key.as_str()) {
            field(&mut fields, key, value);
        }
    }
    let title = file
        .record()
        .map_or("unreadable".into(), |record| record.title());
    Report {
        name: file.kind.name,
        data,
        parts: vec![
            Part::Heading(format!("{} {title}", file.id)),
            Part::Fields(fields),
            Part::Fields(vec![("file".into(), Cell::toned(file.path(), Tone::Faint))]),
        ],
    }
}

fn field(fields: &mut Vec<(String, Cell)>, key: &str, value: &Value) {
    match value {
        Value::Object(inner) => {
            for (name, value) in inner {
                field(fields, &format!("{key}.{name}"), value);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            let lines: Vec<String> = items.iter().map(line).collect();
            fields.push((key.into(), lines.join("\n").into()));
        }
        value => fields.push((key.into(), word(value).into())),
    }
}

/// Returns a mapping in a list on one line.
fn line(item: &Value) -> String {
    match item {
        Value::Object(keys) => keys
            .iter()
            .map(|(key, value)| format!("{key} {}", word(value)))
            .collect::<Vec<_>>()
            .join(", "),
        other => word(other),
    }
}

fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim_end().into(),
        Value::Array(items) => items.iter().map(word).collect::<Vec<_>>().join(", "),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
