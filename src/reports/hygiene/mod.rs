//! The weekly hygiene of a desk: scores, every finding with what mends it, what is waived, and what went past the gate.
//! What is counted lives in `tally`, which records are meant in `wanted`, the sheet for a 1:1 in `sheet`.

mod figures;
mod listed;
mod sheet;
mod sla;
mod standing;
mod tally;
mod wanted;

use std::collections::BTreeSet;

use super::{Cell, Column, Part, Report, Room, Table, Tone};
use crate::calendar::{Instant, Week};

pub use listed::{age, command};
pub use standing::Standing;
pub use tally::{Counts, Tally};
pub use wanted::{Picked, Wanted};

/// A commit of the week that the gate would have refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bypass {
    /// Id of the commit.
    pub commit: String,
    pub author: String,
    pub subject: String,
    pub at: Instant,
    /// The checks that would have refused it, each once.
    pub checks: BTreeSet<&'static str>,
}

/// What a report is made of.
pub struct Weekly<'a> {
    pub now: Standing<'a>,
    /// The desk as it was a week earlier to the second; `None` where git has no commit of then.
    pub earlier: Option<Standing<'a>>,
    /// Id of the commit the desk is read from.
    pub commit: Option<String>,
    pub bypasses: Vec<Bypass>,
    pub wanted: &'a Wanted,
}

/// Returns the hygiene of a desk for a week.
pub fn hygiene(week: &Weekly<'_>) -> Report {
    let tally = week.now.tally();
    let before = week.earlier.as_ref().map(Standing::tally);
    let mut parts = vec![
        Part::Heading(title(week)),
        Part::Fields(summary(week, &tally, before.as_ref())),
        Part::Heading("By person".into()),
        Part::Table(scores("who", rows_by_owner(&tally, before.as_ref()))),
        Part::Heading("By check".into()),
        Part::Table(scores("check", rows_by_check(&tally, before.as_ref()))),
    ];
    parts.extend(listed::findings(week));
    parts.extend(listed::waived(week));
    parts.extend(listed::bypasses(week));
    let mut data = figures::data(week, &tally, before.as_ref());
    if week.wanted.check.is_none() {
        let (sla_parts, sla_data) = sla::section(week);
        parts.extend(sla_parts);
        data["sla"] = sla_data;
    }
    if let Some(sa) = &week.wanted.sa {
        let (sheet_parts, sheet_data) = sheet::sheet(&week.now, sa);
        parts.extend(sheet_parts);
        data["sheet"] = sheet_data;
    }
    Report {
        name: "hygiene-report",
        data,
        parts,
    }
}

/// Returns how the SLAs were kept, without the rest of the week.
pub fn slas(week: &Weekly<'_>) -> Report {
    let (parts, data) = sla::section(week);
    Report {
        name: "sla-report",
        data,
        parts: [vec![Part::Heading(title(week))], parts].concat(),
    }
}

fn title(week: &Weekly<'_>) -> String {
    format!(
        "Hygiene of {}, week {}{}",
        week.now.policy.name,
        Week::of(week.now.now.date()),
        week.wanted.words()
    )
}

fn summary(week: &Weekly<'_>, tally: &Tally, before: Option<&Tally>) -> Vec<(String, Cell)> {
    let total = tally.total();
    let from = week.commit.as_deref().map_or(String::new(), |id| {
        format!(", commit {}", &id[..id.len().min(12)])
    });
    let was = match before.map(Tally::total) {
        None => "no desk of a week earlier to compare with".to_owned(),
        Some(before) => format!(
            "a week earlier {}, change {}",
            share(&before),
            change(&total, Some(&before))
        ),
    };
    let mut fields: Vec<(String, Cell)> = vec![
        (
            "as of".into(),
            format!("{}{from}", week.now.now.spoken()).into(),
        ),
        (
            "score".into(),
            Cell::toned(
                format!("{} of {} that apply ({was})", share(&total), total.asked),
                Tone::Strong,
            ),
        ),
        (
            "findings".into(),
            format!(
                "{}, {}; {} waived",
                counted(total.errors, "error"),
                counted(total.warnings, "warning"),
                total.waived
            )
            .into(),
        ),
    ];
    let unreadable = &week.now.unreadable;
    if !unreadable.is_empty() {
        let paths: Vec<&str> = unreadable.iter().copied().take(10).collect();
        let more = unreadable.len().saturating_sub(paths.len());
        let more = if 0 < more {
            format!("\nand {more} more")
        } else {
            String::new()
        };
        let words = format!(
            "{} cannot be read, and no score counts what they may say; `hygiene check` says why\n{}{more}",
            counted(unreadable.len(), "record"),
            paths.join("\n")
        );
        fields.push(("UNREADABLE".into(), Cell::toned(words, Tone::Bad)));
    }
    fields
}

fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

/// A row of scores: who or which check, now and a week earlier.
type Row<'a> = (&'a str, Counts, Option<Counts>);

fn rows_by_owner<'t>(tally: &'t Tally, before: Option<&'t Tally>) -> Vec<Row<'t>> {
    let earlier = before.map(Tally::by_owner).unwrap_or_default();
    tally
        .by_owner()
        .into_iter()
        .map(|(owner, counts)| (owner, counts, earlier.get(owner).copied()))
        .collect()
}

fn rows_by_check<'t>(tally: &'t Tally, before: Option<&'t Tally>) -> Vec<Row<'t>> {
    let earlier = before.map(Tally::by_check).unwrap_or_default();
    tally
        .by_check()
        .into_iter()
        .map(|(check, counts)| (check, counts, earlier.get(check).copied()))
        .collect()
}

fn scores(first: &'static str, rows: Vec<Row<'_>>) -> Table {
    let shown = rows.into_iter().filter(|(_, counts, _)| !counts.is_empty());
    let row = |(name, counts, before): Row<'_>| {
        let tone = |count: usize, tone| if count == 0 { Tone::Faint } else { tone };
        vec![
            Cell::from(name),
            share(&counts).into(),
            change(&counts, before.as_ref()).into(),
            Cell::from(match counts.asked {
                0 => String::new(),
                asked => format!("{}/{asked}", counts.passed),
            }),
            Cell::toned(counts.errors.to_string(), tone(counts.errors, Tone::Bad)),
            Cell::toned(
                counts.warnings.to_string(),
                tone(counts.warnings, Tone::Warning),
            ),
            Cell::toned(counts.waived.to_string(), Tone::Faint),
        ]
    };
    Table {
        columns: vec![
            Column::new(first, Room::Fixed),
            Column::new("score", Room::Fixed),
            Column::new("change", Room::Fixed),
            Column::new("passed", Room::Fixed),
            Column::new("errors", Room::Fixed),
            Column::new("warnings", Room::Fixed),
            Column::new("waived", Room::Spare),
        ],
        rows: shown.map(row).collect(),
        when_empty: "nothing is asked of anybody".into(),
    }
}

fn share(counts: &Counts) -> String {
    counts.score().map_or(String::new(), |score| {
        format!("{}.{} %", score / 10, score % 10)
    })
}

/// Returns the change of a score in percentage points; empty where there is nothing to compare.
fn change(now: &Counts, before: Option<&Counts>) -> String {
    match (now.score(), before.and_then(Counts::score)) {
        (Some(now), Some(before)) => {
            let change = now as i64 - before as i64;
            let sign = match change {
                0 => "",
                ..0 => "-",
                _ => "+",
            };
            format!("{sign}{}.{}", change.abs() / 10, change.abs() % 10)
        }
        _ => String::new(),
    }
}
