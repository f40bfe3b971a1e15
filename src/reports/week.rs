//! The weekly checklist of one SA: each item done, or what is open with the command that does it.

use serde_json::{Value, json};

use super::hygiene::{Standing, command};
use super::{Cell, Column, Part, Report, Room, Table, Tone};
use crate::calendar::Week;
use crate::finding::{Finding, Verdict};
use crate::records::opportunity::{self, Stage};
use crate::records::{Activity, One, Opportunity, Person, activity};

/// The items that checks answer, in the order of the weekly checklist of source document 003; what other checks
/// find comes last.
const ITEMS: [(&str, &str); 10] = [
    ("account-without-sa", "every account worked has an SA"),
    (
        "opportunity-without-primary-sa",
        "every opportunity worked has a primary SA",
    ),
    ("stale-next-steps", "next steps look ahead, with a date"),
    (
        "tech-eval-not-started",
        "evaluations in stage 3 have a start",
    ),
    (
        "pov-activity-without-pov",
        "there is a POV where POV work is logged",
    ),
    (
        "tech-eval-not-closed",
        "evaluations that are over have end, status and details",
    ),
    (
        "feasibility-not-rated",
        "feasibility is rated, and reviewed this week",
    ),
    (
        "merged-without-target",
        "merged and duplicate opportunities point to where they went",
    ),
    ("ps-not-positioned", "Professional Services are positioned"),
    ("", "everything else"),
];

/// One line of the checklist.
struct Item<'a> {
    words: String,
    open: Vec<&'a Finding>,
}

/// Returns the checklist of a person; `standing` is narrowed to what they answer for.
pub fn week(standing: &Standing<'_>, me: One<'_, Person>) -> Report {
    let week = Week::of(standing.now.date());
    let logged = logged(standing, me.id(), week);
    let moved = moved(standing, me.id(), week);
    let items: Vec<Item<'_>> = ITEMS
        .iter()
        .map(|(check, words)| item(standing, check, words))
        .collect();
    let mut rows = vec![of_logged(logged.len())];
    rows.extend(items.iter().map(of_item));
    let unreadable = standing
        .records
        .files()
        .filter(|file| file.record().is_none())
        .count();
    if !moved.is_empty() {
        rows.push(of_moved(&moved));
    }
    let found: usize = items.iter().map(|item| item.open.len()).sum();
    let open = found + usize::from(logged.is_empty());
    let heading = format!(
        "Week {week} of {}, {} to {}: {open} open",
        me.name,
        week.first_day(),
        week.last_day()
    );
    let mut parts = vec![Part::Heading(heading), Part::Table(checklist(rows))];
    parts.extend(super::unreadable_note(unreadable));
    let log = json!({
        "item": "activities are logged",
        "done": !logged.is_empty(),
        "open": [],
    });
    let items = std::iter::once(log).chain(items.iter().map(as_data));
    Report {
        name: "week",
        data: json!({
            "person": me.id(),
            "week": week.to_string(),
            "activities": logged.iter().map(|one| one.id()).collect::<Vec<_>>(),
            "moved_to_stage_3": moved.iter().map(|one| one.id()).collect::<Vec<_>>(),
            "items": items.collect::<Vec<_>>(),
            "unreadable": unreadable,
        }),
        parts,
    }
}

fn checklist(rows: Vec<Vec<Cell>>) -> Table {
    Table {
        columns: vec![
            Column::new("", Room::Fixed),
            Column::new("item", Room::Folds),
        ],
        rows,
        when_empty: String::new(),
    }
}

fn item<'a>(standing: &'a Standing<'_>, check: &str, words: &str) -> Item<'a> {
    let is_named = |name: &str| ITEMS.iter().any(|(own, _)| *own == name);
    let is_of = |name: &str| match check {
        "" => !is_named(name),
        check => name == check,
    };
    let stands = |finding: &&Finding| !matches!(finding.verdict, Verdict::Waived(_));
    let open: Vec<&Finding> = standing
        .findings
        .iter()
        .filter(|finding| is_of(finding.check))
        .filter(stands)
        .collect();
    let asked = standing.rows.iter().flat_map(|row| row.asked.checks());
    let asked = asked.filter(|check| is_of(check.name)).count();
    let words = match asked {
        0 => words.to_owned(),
        asked => format!("{words} ({asked} looked at)"),
    };
    Item { words, open }
}

fn of_item(item: &Item<'_>) -> Vec<Cell> {
    if item.open.is_empty() {
        return vec![
            Cell::toned("done", Tone::Good),
            Cell::from(item.words.as_str()),
        ];
    }
    let mut lines = vec![item.words.clone()];
    for finding in &item.open {
        let record = finding.record.as_deref().unwrap_or_default();
        lines.push(format!("- {record} {}", finding.message));
        lines.push(format!("  {}", command(finding)));
    }
    vec![
        Cell::toned("open", Tone::Warning),
        Cell::from(lines.join("\n")),
    ]
}

fn of_logged(count: usize) -> Vec<Cell> {
    match count {
        0 => vec![
            Cell::toned("open", Tone::Warning),
            Cell::from("no activity of this week is logged\n  sa log OPP TEXT --type T"),
        ],
        _ => vec![
            Cell::toned("done", Tone::Good),
            Cell::from(format!("activities are logged ({count} this week)")),
        ],
    }
}

fn of_moved(moved: &[One<'_, Opportunity>]) -> Vec<Cell> {
    let mut lines =
        vec!["moved to stage 3 this week by somebody else: is an evaluation due?".into()];
    lines.extend(
        moved
            .iter()
            .map(|one| format!("- {} {}", one.id(), one.name)),
    );
    vec![
        Cell::toned("look", Tone::Strong),
        Cell::from(lines.join("\n")),
    ]
}

/// Returns the activities of an SA in a week, by the day they took place.
fn logged<'a>(standing: &Standing<'a>, sa: &str, week: Week) -> Vec<One<'a, Activity>> {
    let is_own = |one: &One<'_, Activity>| {
        one.sa.as_str() == sa
            && one.at <= standing.now
            && (week.first_day()..=week.last_day()).contains(&one.at.date())
    };
    standing
        .records
        .all(&activity::KIND)
        .filter(is_own)
        .collect()
}

/// Returns the opportunities of an SA that somebody else moved to stage 3 in a week.
fn moved<'a>(standing: &Standing<'a>, sa: &str, week: Week) -> Vec<One<'a, Opportunity>> {
    let is_new = |one: &One<'_, Opportunity>| {
        one.sa().is_some_and(|own| own.as_str() == sa)
            && one.history.last().is_some_and(|entry| {
                entry.to == Stage::TechnicalEvaluation
                    && entry.by.as_str() != sa
                    && week.first_day() <= entry.at.date()
            })
    };
    standing
        .records
        .all(&opportunity::KIND)
        .filter(is_new)
        .collect()
}

fn as_data(item: &Item<'_>) -> Value {
    let open: Vec<Value> = item
        .open
        .iter()
        .map(|finding| {
            json!({
                "check": finding.check,
                "record": finding.record,
                "message": finding.message,
                "command": command(finding),
            })
        })
        .collect();
    json!({ "item": item.words, "done": item.open.is_empty(), "open": open })
}
