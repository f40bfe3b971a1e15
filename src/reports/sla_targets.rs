//! The SLA targets that hold at a desk: what by when, on what, counted how, and who says so.

use serde_json::{Value, json};

use super::{Cell, Column, Part, Report, Room, Table};
use crate::policy::Policy;
use crate::policy::sla::{Event, Target};

/// Returns the targets, each exception behind what it is an exception to.
pub fn sla_targets(policy: &Policy) -> Report {
    let mut targets: Vec<&Target> = policy.targets.iter().collect();
    targets.sort_by_key(|target| {
        (
            target.subject,
            target.group(),
            target.of.is_some(),
            target.name.as_str(),
        )
    });
    let table = Table {
        columns: vec![
            Column::new("target", Room::Fixed),
            Column::new("on", Room::Fixed),
            Column::new("how long", Room::Folds),
            Column::new("for", Room::Folds),
            Column::new("course", Room::Spare),
            Column::new("warns", Room::Spare),
            Column::new("tells", Room::Spare),
            Column::new("by", Room::Folds),
        ],
        rows: targets.iter().map(|target| row(target, policy)).collect(),
        when_empty: "this desk has no targets".into(),
    };
    Report {
        name: "sla-targets",
        data: targets.iter().map(|target| data(target, policy)).collect(),
        parts: vec![Part::Table(table)],
    }
}

fn row(target: &Target, policy: &Policy) -> Vec<Cell> {
    let name = match &target.of {
        Some(_) => format!("  {}", target.name),
        None => target.name.clone(),
    };
    let scope = match target.scope.spoken() {
        scope if scope.is_empty() => "all".to_owned(),
        scope => scope,
    };
    let warning = target.warning;
    let told: Vec<&str> = target.tell.iter().map(|told| told.name()).collect();
    vec![
        name.into(),
        target.subject.name().into(),
        target.limit.spoken().into(),
        scope.into(),
        course(target).into(),
        warning
            .map_or(String::new(), |warning| format!("{warning} before"))
            .into(),
        told.join(", ").into(),
        by(target, policy).into(),
    ]
}

/// Returns when it starts, stops and stands still; an exception has the course of its target.
fn course(target: &Target) -> String {
    if !target.has_clock() {
        return String::new();
    }
    if let Some(of) = &target.of {
        return format!("as {of}");
    }
    let course = &target.course;
    let lists = [
        ("from", &course.start),
        ("to", &course.stop),
        ("pauses", &course.pause),
        ("again", &course.restart),
        ("cancelled", &course.cancel),
    ];
    let told = lists.into_iter().filter(|(_, events)| !events.is_empty());
    told.map(|(word, events)| format!("{word} {}", names(events).join(", ")))
        .collect::<Vec<_>>()
        .join("; ")
}

fn names(events: &[Event]) -> Vec<&'static str> {
    events.iter().map(|event| event.name()).collect()
}

/// Returns the line of the policy that has it, else the source it is from.
fn by(target: &Target, policy: &Policy) -> String {
    let source = target.source.clone().unwrap_or_default();
    match policy.target_place(&target.name) {
        Some(place) => {
            let line = place.source.position(place.span.start).line;
            format!("{}:{line}", place.source.path)
        }
        None => source,
    }
}

fn data(target: &Target, policy: &Policy) -> Value {
    let scope = &target.scope;
    let course = &target.course;
    json!({
        "name": target.name,
        "exception_to": target.of,
        "on": target.subject.name(),
        "limit": target.limit.spoken(),
        "templates": scope.templates.iter().map(|one| one.name()).collect::<Vec<_>>(),
        "flags": scope.flags.iter().map(|one| one.name()).collect::<Vec<_>>(),
        "segments": scope.segments.iter().map(|one| one.name()).collect::<Vec<_>>(),
        "regions": scope.regions,
        "start": names(&course.start),
        "stop": names(&course.stop),
        "pause": names(&course.pause),
        "restart": names(&course.restart),
        "cancel": names(&course.cancel),
        "warn": target.warning.map(|warning| warning.to_string()),
        "tell": target.tell.iter().map(|one| one.name()).collect::<Vec<_>>(),
        "source": target.source,
        "written": by(target, policy),
    })
}
