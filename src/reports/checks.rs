//! The checks there are: all in rows, or one explained.

use serde_json::{Value, json};

use super::{Cell, Column, Part, Report, Room, Table, Tone};
use crate::checks::{CHECKS, Check};
use crate::finding::Level;
use crate::policy::{LevelSetting, Policy};

/// Returns every check with its level, as policy has it.
pub fn checks(policy: &Policy) -> Report {
    let rows = CHECKS.iter().map(|check| {
        let level = level(check, policy);
        let tone = match level {
            "error" => Tone::Bad,
            "warning" => Tone::Warning,
            _ => Tone::Faint,
        };
        vec![
            check.name.into(),
            Cell::toned(level, tone),
            check.summary.into(),
        ]
    });
    Report {
        name: "checks",
        data: Value::Array(CHECKS.iter().map(|check| data(check, policy)).collect()),
        parts: vec![Part::Table(Table {
            columns: vec![
                Column::new("check", Room::Fixed),
                Column::new("level", Room::Fixed),
                Column::new("finds", Room::Folds),
            ],
            rows: rows.collect(),
            when_empty: String::new(),
        })],
    }
}

/// Returns one check explained.
pub fn explanation(check: &Check, policy: &Policy) -> Report {
    let level = level(check, policy);
    let mut data = data(check, policy);
    data["docs"] = json!(check.docs);
    Report {
        name: "check",
        data,
        parts: vec![
            Part::Heading(check.name.into()),
            Part::Prose(format!(
                "{}; level: {level}\n\n{}",
                check.summary, check.docs
            )),
        ],
    }
}

fn data(check: &Check, policy: &Policy) -> Value {
    json!({
        "check": check.name,
        "level": level(check, policy),
        "default": check.level.name(),
        "since": policy.checks.get(check.name).and_then(|own| own.since).map(|since| since.to_string()),
        "summary": check.summary,
    })
}

fn level(check: &Check, policy: &Policy) -> &'static str {
    match policy.checks.get(check.name).and_then(|own| own.level) {
        Some(LevelSetting::Off) => "off",
        Some(LevelSetting::At(Level::Error)) => "error",
        Some(LevelSetting::At(Level::Warning)) => "warning",
        None => check.level.name(),
    }
}
