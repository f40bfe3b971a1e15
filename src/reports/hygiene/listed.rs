//! The findings of a report line by line: those that stand, those that are waived, and commits that went past the gate.
//! What they come to in numbers lives in `tally`.

use super::tally::NOBODY;
use super::{Cell, Column, Part, Room, Table, Tone, Weekly};
use crate::calendar::Date;
use crate::finding::{Finding, Level, Verdict};
use crate::records::{Waiver, waiver};

pub(super) fn findings(week: &Weekly<'_>) -> Vec<Part> {
    let stands = |finding: &&Finding| !matches!(finding.verdict, Verdict::Waived(_));
    let today = week.now.now.date();
    let rows: Vec<Vec<Cell>> = week
        .now
        .findings
        .iter()
        .filter(stands)
        .map(|finding| {
            let tone = match finding.level {
                Level::Error => Tone::Bad,
                Level::Warning => Tone::Warning,
            };
            vec![
                Cell::toned(finding.record.clone().unwrap_or_default(), tone),
                Cell::from(finding.owner.as_deref().unwrap_or(NOBODY)),
                Cell::from(age(finding, today)),
                Cell::from(line(finding)),
            ]
        })
        .collect();
    let heading = format!("Findings ({}), most harmful first", rows.len());
    vec![
        Part::Heading(heading),
        Part::Table(Table {
            columns: vec![
                Column::new("record", Room::Fixed),
                Column::new("owner", Room::Fixed),
                Column::new("age", Room::Fixed),
                Column::new("what, where, and what mends it", Room::Folds),
            ],
            rows,
            when_empty: "everything is in order".into(),
        }),
    ]
}

/// Returns for how many days it has been so, as `12d`; empty where that is not known, or is yet to come.
pub fn age(finding: &Finding, today: Date) -> String {
    let days = finding.since.map(|since| today.days_since(since));
    days.filter(|days| 0 <= *days)
        .map_or(String::new(), |days| format!("{days}d"))
}

/// Returns a finding in three lines: what, where, and the command that mends it.
fn line(finding: &Finding) -> String {
    let position = finding.at.position();
    format!(
        "{}: {} [{}]\n{}:{}:{}\n{}",
        finding.level.name(),
        finding.message,
        finding.check,
        finding.at.source.path,
        position.line,
        position.column,
        command(finding),
    )
}

/// Returns the first command that the help of a finding offers; the help itself where it offers none.
pub fn command(finding: &Finding) -> &str {
    finding.command().unwrap_or(&finding.help)
}

pub(super) fn waived(week: &Weekly<'_>) -> Vec<Part> {
    let rows: Vec<Vec<Cell>> = week
        .now
        .findings
        .iter()
        .filter_map(|finding| {
            let Verdict::Waived(id) = &finding.verdict else {
                return None;
            };
            let waiver = week.now.records.get::<Waiver>(&waiver::KIND, id)?;
            Some(vec![
                Cell::from(finding.record.clone().unwrap_or_default()),
                Cell::from(waiver.until.to_string()),
                Cell::from(format!("{} [{}]", finding.message, finding.check)),
                Cell::from(format!(
                    "{} ({}, {id})",
                    waiver.reason.trim_end(),
                    waiver.approved_by
                )),
            ])
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![
        Part::Heading(format!("Waived ({})", rows.len())),
        Part::Table(Table {
            columns: vec![
                Column::new("record", Room::Fixed),
                Column::new("until", Room::Fixed),
                Column::new("what", Room::Folds),
                Column::new("why, and by whom", Room::Folds),
            ],
            rows,
            when_empty: String::new(),
        }),
    ]
}

pub(super) fn bypasses(week: &Weekly<'_>) -> Vec<Part> {
    if week.bypasses.is_empty() {
        return Vec::new();
    }
    let rows = week.bypasses.iter().map(|bypass| {
        let checks: Vec<&str> = bypass.checks.iter().copied().collect();
        vec![
            Cell::toned(&bypass.commit[..bypass.commit.len().min(8)], Tone::Bad),
            Cell::from(bypass.at.date().to_string()),
            Cell::from(bypass.author.as_str()),
            Cell::from(format!("{}\n{}", bypass.subject, checks.join(", "))),
        ]
    });
    vec![
        Part::Heading(format!(
            "Went past the gate this week ({})",
            week.bypasses.len()
        )),
        Part::Table(Table {
            columns: vec![
                Column::new("commit", Room::Fixed),
                Column::new("day", Room::Fixed),
                Column::new("author", Room::Folds),
                Column::new("subject, and what would have refused it", Room::Folds),
            ],
            rows: rows.collect(),
            when_empty: String::new(),
        }),
    ]
}
