//! Who could take a request: the SAs ranked by what speaks for and against each, every reason with its points.

mod reasons;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use serde_json::{Value, json};

use super::{Cell, Column, Part, Report, Room, Table, Tone};
use crate::calendar::Instant;
use crate::policy::routing::taken_by;
use crate::records::opportunity::load::{Load, loads};
use crate::records::person;
use crate::records::{One, Person, Record, Records, Request};

use reasons::Asks;
pub use reasons::Reason;

/// Somebody who could take a request.
pub struct Candidate<'a> {
    pub person: One<'a, Person>,
    pub load: Load<'a>,
    pub reasons: Vec<Reason>,
}

impl Candidate<'_> {
    /// Returns the sum of the points.
    pub fn points(&self) -> i64 {
        self.reasons.iter().map(|reason| reason.points).sum()
    }
}

/// Returns who could take a request, best first; of equals who has less to do, and then by handle.
pub fn ranked<'a>(
    records: &'a Records,
    request: One<'a, Request>,
    now: Instant,
) -> Vec<Candidate<'a>> {
    let mut loads = loads(records);
    let role = taken_by(request.template);
    let asks = Asks::of(records, request, now);
    let people = records.all::<Person>(&person::KIND);
    let able =
        people.filter(|person| person.has(role) && person.id() != request.requester.as_str());
    let mut candidates: Vec<Candidate<'a>> = able
        .map(|person| {
            let load = loads.remove(person.id()).unwrap_or_default();
            let reasons = asks.reasons(person, &load);
            Candidate {
                person,
                load,
                reasons,
            }
        })
        .collect();
    candidates.sort_by_key(|one| {
        let load = one.load.requests.len() + one.load.opportunities.len();
        (Reverse(one.points()), load, one.person.id())
    });
    candidates
}

/// Returns who could take a request, with every reason.
pub fn triage_suggest(records: &Records, request: One<'_, Request>, now: Instant) -> Report {
    records.read_all();
    let candidates = ranked(records, request, now);
    let role = taken_by(request.template).name();
    let table = Table {
        columns: vec![
            Column::new("who", Room::Fixed),
            Column::new("fits", Room::Fixed),
            Column::new("load", Room::Folds),
            Column::new("why", Room::Folds),
        ],
        rows: candidates.iter().map(row).collect(),
        when_empty: format!(
            "nobody has the role {role}; give it with `sa person edit HANDLE --set roles={role}`"
        ),
    };
    Report {
        name: "triage-suggest",
        data: json!({
            "request": request.id(),
            "role": role,
            "candidates": candidates.iter().map(data).collect::<Vec<_>>(),
        }),
        parts: vec![
            Part::Heading(format!("{} {}", request.id(), request.title())),
            Part::Table(table),
        ],
    }
}

fn row(candidate: &Candidate<'_>) -> Vec<Cell> {
    let reasons: Vec<String> = candidate
        .reasons
        .iter()
        .map(|reason| format!("{:+} {}", reason.points, reason.words))
        .collect();
    let points = candidate.points();
    let tone = if points < 0 {
        Tone::Warning
    } else {
        Tone::Plain
    };
    vec![
        candidate.person.id().into(),
        Cell::toned(points.to_string(), tone),
        candidate.load.words().into(),
        reasons.join("\n").into(),
    ]
}

fn data(candidate: &Candidate<'_>) -> Value {
    let reasons = candidate
        .reasons
        .iter()
        .map(|reason| json!({ "points": reason.points, "reason": reason.words }));
    json!({
        "who": candidate.person.id(),
        "points": candidate.points(),
        "open_requests": candidate.load.requests.len(),
        "open_opportunities": candidate.load.opportunities.len(),
        "reasons": reasons.collect::<Vec<_>>(),
    })
}
