//! Any record that a kind allows, by throws of dice, made from its JSON Schema; what it means is left to chance.

use std::iter::Cycle;
use std::slice::Iter;

use desk::records::Kind;
use serde_json::{Map, Value, json};

const TEXTS: [&str; 4] = ["a", "Léman & co.", "two\nlines: \"of\" text\n", "\u{a0}x\\"];
const DATES: [&str; 3] = ["2026-11-23", "0000-01-01", "9999-12-31"];
const TIMES: [&str; 4] = [
    "2026-11-23T14:32:00+01:00",
    "1969-12-31T23:59:59.25Z",
    "2016-12-31T23:59:60-00:30",
    "9999-12-31T23:59:59-23:59",
];
const ZONES: [&str; 3] = ["Europe/Berlin", "Asia/Kolkata", "UTC"];

/// Spellings of each pattern that a schema may ask for, by how the pattern begins.
const SPELT: [(&str, &[&str]); 6] = [
    (
        "^[0-9A-Za-z]{15}",
        &["0064M00000XyZ12", "0064M00000XyZ12QAF"],
    ),
    ("^[0-9]{1,15}", &["0 EUR", "999999999999999.99 USD"]),
    ("^[A-Za-z]{3}-", &["REQ-4T9K2M7X", "sow-4t9k2moi"]),
    ("^[^ ]+ [0-9a-f]", &["price.terms 0123456789abcdef"]),
    ("^[a-z0-9]", &["dana", "4.sam_o-tieno"]),
    (
        "^sha256:",
        &["sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    ),
];

struct Dice<'a> {
    root: Value,
    throws: Cycle<Iter<'a, u16>>,
}

/// Returns a record of a kind as JSON, which is YAML too.
pub(super) fn record(kind: &Kind, throws: &[u16]) -> String {
    let root = (kind.schema)().to_value();
    let mut dice = Dice {
        root: root.clone(),
        throws: throws.iter().cycle(),
    };
    dice.value(&root).to_string()
}

impl Dice<'_> {
    fn below(&mut self, count: usize) -> usize {
        self.throws
            .next()
            .map_or(0, |throw| usize::from(*throw) % count)
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    fn value(&mut self, schema: &Value) -> Value {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next().unwrap_or(name);
            let definition = self.root["definitions"][name].clone();
            return match name {
                "Zone" => self.one(&ZONES).into(),
                _ => self.value(&definition),
            };
        }
        for choice in ["allOf", "anyOf", "oneOf", "enum"] {
            if let Some(all) = schema[choice].as_array() {
                let chosen = all[self.below(all.len())].clone();
                return match choice {
                    "enum" => chosen,
                    _ => self.value(&chosen),
                };
            }
        }
        match &schema["const"] {
            Value::Null => self.of_type(schema),
            only => only.clone(),
        }
    }

    fn of_type(&mut self, schema: &Value) -> Value {
        let named = match &schema["type"] {
            Value::Array(names) => names[self.below(names.len())].clone(),
            name => name.clone(),
        };
        match named.as_str().unwrap_or_default() {
            "null" => Value::Null,
            "boolean" => (self.below(2) == 0).into(),
            "integer" => self.below(1 << 16).into(),
            "number" => json!(self.below(1 << 16) as f64 / 4.0),
            "string" => self.text(schema).into(),
            "array" => {
                let items = 0..self.below(3);
                items.map(|_| self.value(&schema["items"])).collect()
            }
            "object" => self.mapping(schema),
            other => panic!("a schema of type `{other}`: {schema}"),
        }
    }

    fn text(&mut self, schema: &Value) -> &'static str {
        if let Some(pattern) = schema["pattern"].as_str() {
            let mut spelt = SPELT.iter();
            let row = spelt.find(|(begins, _)| pattern.starts_with(begins));
            let (_, spellings) = row.unwrap_or_else(|| panic!("no spelling of {pattern}"));
            return self.one(spellings);
        }
        match schema["format"].as_str() {
            Some("date") => self.one(&DATES),
            Some("date-time") => self.one(&TIMES),
            _ => self.one(&TEXTS),
        }
    }

    fn mapping(&mut self, schema: &Value) -> Value {
        let required: Vec<Value> = schema["required"].as_array().cloned().unwrap_or_default();
        let properties = schema["properties"].as_object().cloned();
        let mut mapping = Map::new();
        for (key, inner) in properties.unwrap_or_default() {
            if required.contains(&json!(key)) || self.below(2) == 0 {
                mapping.insert(key, self.value(&inner));
            }
        }
        Value::Object(mapping)
    }
}
