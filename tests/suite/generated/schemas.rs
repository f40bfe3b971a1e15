//! The JSON Schema of each kind against the reader: the same keys, the same ones required, the same words.

use std::collections::BTreeSet;

use desk::lifecycle::State as _;
use desk::records::account::Segment;
use desk::records::activity::{ActivityType, Audience, PersonaLevel, Sentiment, Venue};
use desk::records::opportunity::{CloseStatus, PsStatus, Rating, SecondMode, Stage};
use desk::records::person::{Level, Role};
use desk::records::pov::{self, Outcome, PovResult, PovType};
use desk::records::request::form::{ContentSort, PartnerRegion, RfxKind, SmeArea, Subscription};
use desk::records::request::{DeclineReason, Flag, Party, State, Template};
use desk::records::{KINDS, Kind, escalation, review, sow};
use serde_json::Value;

use super::compare_with;
use super::samples::FULL;
use crate::sandbox::Sandbox;

#[test]
fn the_example_desk_has_the_schemas_that_init_writes() {
    let desk = Sandbox::desk();
    desk.run(&["sa", "init", "."]).ok();
    for kind in KINDS {
        let path = kind.schema_path();
        let text = desk.read(&path);
        let read: Value = serde_json::from_str(&text).expect("a schema is JSON");
        assert_eq!(read, (kind.schema)().to_value(), "{path}");
        compare_with(&format!("examples/desk/{path}"), &text);
    }
}

#[test]
fn the_samples_say_all_that_each_kind_can_say() {
    for kind in KINDS {
        let sample = sample(kind);
        reads(kind, &sample).unwrap_or_else(|why| panic!("{}: {why}", kind.name));
        walk(kind, &mut |at| {
            let own: BTreeSet<&String> = at.value.as_object().expect("a mapping").keys().collect();
            let described: BTreeSet<&String> = properties(&at.schema).keys().collect();
            assert_eq!(own, described, "{} {}", kind.name, at.path);
        });
    }
}

#[test]
fn no_other_keys_are_allowed_anywhere() {
    let mut seen = 0;
    for kind in KINDS {
        walk(kind, &mut |at| {
            seen += 1;
            assert_eq!(
                at.schema["additionalProperties"], false,
                "{} {}",
                kind.name, at.path
            );
            let mut more = sample(kind);
            let place = more.pointer_mut(&at.path).expect("it is there");
            place["no_such_key"] = "x".into();
            let why = reads(kind, &more).expect_err("the reader refuses it too");
            assert!(
                why.contains("unknown key `no_such_key`"),
                "{}: {why}",
                kind.name
            );
        });
    }
    assert!(seen > KINDS.len(), "mappings inside records are seen");
}

#[test]
fn required_keys_are_those_the_reader_cannot_do_without() {
    for kind in KINDS {
        walk(kind, &mut |at| {
            let required: BTreeSet<&str> = at.schema["required"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            for key in properties(&at.schema).keys() {
                let mut less = sample(kind);
                let place = less.pointer_mut(&at.path).expect("it is there");
                place.as_object_mut().expect("a mapping").shift_remove(key);
                let why = reads(kind, &less).err();
                let is_refused = why.as_deref() == Some(&format!("key `{key}` is missing"));
                assert_eq!(why.is_some(), is_refused, "{} {key}: {why:?}", kind.name);
                assert_eq!(
                    required.contains(key.as_str()),
                    is_refused,
                    "{} {key}",
                    kind.name
                );
            }
        });
    }
}

#[test]
fn the_words_of_a_schema_are_the_words_the_reader_takes() {
    let mut seen = 0;
    for kind in KINDS {
        walk(kind, &mut |at| {
            for (key, schema) in properties(&at.schema) {
                let (list, words) = words(&at.root, schema);
                for word in words.iter().map(String::as_str).chain(["no-such-word"]) {
                    let mut other = sample(kind);
                    let place = other.pointer_mut(&at.path).expect("it is there");
                    place[key] = if list { vec![word].into() } else { word.into() };
                    let is_word = words.iter().any(|own| own == word);
                    if !words.is_empty() {
                        seen += 1;
                        assert_eq!(
                            reads(kind, &other).is_ok(),
                            is_word,
                            "{} {key} {word}",
                            kind.name
                        );
                    }
                }
            }
        });
    }
    assert!(seen > 50, "words are tried, and not only {seen}");
}

#[test]
fn the_tables_of_words_hold_every_word_that_can_be_read() {
    let tables = tables();
    let mut seen = 0;
    for kind in KINDS {
        walk(kind, &mut |at| {
            for (key, schema) in properties(&at.schema) {
                let (_, words) = words(&at.root, schema);
                if words.is_empty() {
                    continue;
                }
                seen += 1;
                let table = tables
                    .iter()
                    .find(|(own, name, _)| (*own, *name) == (kind.name, key));
                let (.., table) = table.unwrap_or_else(|| panic!("add the words of {key}"));
                assert_eq!(
                    named(words.iter().map(String::as_str)),
                    *table,
                    "{} {key}",
                    kind.name
                );
            }
        });
    }
    assert_eq!(seen, tables.len());
}

macro_rules! request_words {
    ($key:literal, $type:ty) => {
        ("request", $key, named(<$type>::ALL.iter().map(|row| row.1)))
    };
}

/// Returns kind, key and words of every table of words.
fn tables() -> Vec<(&'static str, &'static str, Vec<&'static str>)> {
    let mut tables = of_sales();
    tables.extend(of_services());
    tables.extend([
        (
            "request",
            "template",
            named(Template::ALL.iter().map(|row| row.1)),
        ),
        ("request", "flags", named(Flag::ALL.iter().map(|row| row.1))),
        ("request", "flag", named(Flag::ALL.iter().map(|row| row.1))),
        request_words!("subscription", Subscription),
        request_words!("area", SmeArea),
        request_words!("kind", RfxKind),
        request_words!("region", PartnerRegion),
        request_words!("mode", SecondMode),
        request_words!("sort", ContentSort),
        (
            "request",
            "to",
            named(State::ALL.iter().map(|state| state.name())),
        ),
        (
            "request",
            "reason",
            named(DeclineReason::ALL.iter().map(|row| row.1)),
        ),
        (
            "request",
            "acknowledged",
            named(Party::ALL.iter().map(|row| row.1)),
        ),
        ("person", "roles", named(Role::ALL.iter().map(|row| row.1))),
        (
            "account",
            "segment",
            named(Segment::ALL.iter().map(|row| row.1)),
        ),
    ]);
    tables
}

/// Returns the tables of words of opportunities, POVs and activities.
fn of_sales() -> Vec<(&'static str, &'static str, Vec<&'static str>)> {
    macro_rules! table {
        ($kind:literal, $key:literal, $type:ty) => {
            ($kind, $key, named(<$type>::ALL.iter().map(|row| row.1)))
        };
    }
    vec![
        table!("opportunity", "role", Role),
        table!("opportunity", "segment", Segment),
        table!("opportunity", "to", Stage),
        table!("opportunity", "status", CloseStatus),
        table!("opportunity", "standing", PsStatus),
        table!("opportunity", "mode", SecondMode),
        table!("opportunity", "rating", Rating),
        table!("pov", "type", PovType),
        table!("pov", "outcome", Outcome),
        table!("pov", "result", PovResult),
        (
            "pov",
            "to",
            named(pov::State::ALL.iter().map(|state| state.name())),
        ),
        table!("activity", "type", ActivityType),
        table!("activity", "sentiment", Sentiment),
        table!("activity", "audience", Audience),
        table!("activity", "venue", Venue),
        table!("activity", "persona_levels", PersonaLevel),
    ]
}

/// Returns the tables of words of SOWs, reviews and escalations.
fn of_services() -> Vec<(&'static str, &'static str, Vec<&'static str>)> {
    macro_rules! table {
        ($kind:literal, $key:literal, $type:ty) => {
            ($kind, $key, named(<$type>::ALL.iter().map(|row| row.1)))
        };
    }
    macro_rules! states {
        ($kind:literal, $key:literal, $type:ty) => {
            (
                $kind,
                $key,
                named(<$type>::ALL.iter().map(|state| state.name())),
            )
        };
    }
    vec![
        table!("person", "level", Level),
        table!("sow", "route", sow::Route),
        table!("sow", "why_a_ta", sow::WhyATa),
        table!("sow", "journey_stage", sow::JourneyStage),
        table!("sow", "service", sow::Service),
        table!("sow", "engagement_size", sow::Size),
        table!("sow", "role", Role),
        table!("sow", "t_shirt", sow::TShirt),
        table!("sow", "likelihood", sow::Likelihood),
        table!("sow", "impact", sow::Impact),
        table!("sow", "terms", sow::Terms),
        states!("sow", "state", sow::Assistance),
        states!("sow", "to", sow::State),
        table!("review", "role", review::ReviewerRole),
        table!("review", "verdict", review::Verdict),
        table!("review", "item", review::Item),
        table!("review", "answer", review::Answer),
        table!("escalation", "severity", escalation::Severity),
        states!("escalation", "to", escalation::State),
    ]
}

fn named<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut words: Vec<&str> = words.collect();
    words.sort_unstable();
    words
}

/// A mapping of a sample with its schema.
struct At {
    /// JSON pointer in the sample.
    path: String,
    value: Value,
    schema: Value,
    root: Value,
}

/// Shows every mapping of a kind's sample, with the schema that describes it.
fn walk(kind: &'static Kind, see: &mut impl FnMut(At)) {
    let root = (kind.schema)().to_value();
    let mut left = vec![(String::new(), sample(kind), root.clone())];
    while let Some((path, value, schema)) = left.pop() {
        let schema = resolved(&root, &schema);
        match &value {
            Value::Object(keys) => {
                for (key, inner) in keys {
                    let schema = schema["properties"][key].clone();
                    left.push((format!("{path}/{key}"), inner.clone(), schema));
                }
                see(At {
                    path,
                    value,
                    schema,
                    root: root.clone(),
                });
            }
            Value::Array(items) => {
                let item = items.first().expect("samples have no empty lists").clone();
                left.push((format!("{path}/0"), item, schema["items"].clone()));
            }
            _ => {}
        }
    }
}

fn sample(kind: &Kind) -> Value {
    let found = FULL.iter().find(|(name, _)| *name == kind.name);
    let (_, text) = found.unwrap_or_else(|| panic!("add a sample of {}", kind.name));
    serde_yaml::from_str(text).expect("samples are YAML")
}

/// Reads a record written as YAML; what keeps it from being one is told in one text.
fn reads(kind: &Kind, record: &Value) -> Result<(), String> {
    let text = serde_yaml::to_string(record).expect("a value can be written");
    match (kind.read)(&text) {
        Ok(_) => Ok(()),
        Err(faults) => {
            let said: Vec<String> = faults.into_iter().map(|fault| fault.message).collect();
            Err(said.join("; "))
        }
    }
}

fn properties(schema: &Value) -> &serde_json::Map<String, Value> {
    schema["properties"]
        .as_object()
        .expect("a mapping has properties")
}

/// Follows references, and takes the half of "this or nothing" that says something.
fn resolved(root: &Value, schema: &Value) -> Value {
    if let Some(name) = schema["$ref"].as_str() {
        let pointer = name.trim_start_matches('#');
        return resolved(
            root,
            root.pointer(pointer).expect("a reference leads somewhere"),
        );
    }
    for key in ["anyOf", "allOf"] {
        let real = schema[key]
            .as_array()
            .and_then(|halves| halves.iter().find(|half| half["type"] != "null"));
        if let Some(real) = real {
            return resolved(root, real);
        }
    }
    schema.clone()
}

/// Returns whether a key holds a list, and the words it or its items may be.
fn words(root: &Value, schema: &Value) -> (bool, Vec<String>) {
    let own = resolved(root, schema);
    let (list, own) = match own.get("items") {
        Some(items) => (true, resolved(root, items)),
        None => (false, own),
    };
    let listed = |value: &Value| {
        let words = value["enum"].as_array().cloned().unwrap_or_default();
        words.into_iter().chain(value.get("const").cloned())
    };
    let each = own["oneOf"].as_array().cloned().unwrap_or_default();
    let all = listed(&own).chain(each.iter().flat_map(listed));
    (
        list,
        all.filter_map(|word| Some(word.as_str()?.to_owned()))
            .collect(),
    )
}
