//! Escalations in rows, the worst and oldest first.

use serde_json::Value;

use super::{Cell, Column, Part, Report, Room, Table, Tone, record};
use crate::lifecycle::State as _;
use crate::records::escalation::{KIND, Severity, State};
use crate::records::{Escalation, One, Records};

/// Which escalations are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Whose they are; anybody's, when `None`.
    pub whose: Option<String>,
    /// The resolved ones too.
    pub all: bool,
}

impl Wanted {
    fn wants(&self, escalation: &Escalation) -> bool {
        let owner = escalation.owner.as_str();
        self.whose.as_deref().is_none_or(|whose| whose == owner)
            && (self.all || escalation.state() == State::Open)
    }
}

/// Returns the escalations that are wanted, the worst and oldest first; the unreadable ones always among them.
pub fn escalations(records: &Records, wanted: &Wanted) -> Report {
    let files: Vec<_> = records.files_of(&KIND).collect();
    let mut found: Vec<One<'_, Escalation>> = files
        .iter()
        .filter_map(|file| file.as_one::<Escalation>())
        .filter(|escalation| wanted.wants(escalation))
        .collect();
    found.sort_by_key(|one| {
        let since = one.history.first().map(|first| first.at);
        (one.state() != State::Open, one.severity, since, one.id())
    });
    let unreadable = files.iter().filter(|file| file.record().is_none());
    let unreadable: Vec<_> = unreadable.collect();
    let mut data: Vec<Value> = found.iter().map(|one| record::data(one.file)).collect();
    data.extend(unreadable.iter().map(|file| record::data(file)));
    let mut rows: Vec<Vec<Cell>> = found.iter().map(|one| row(one)).collect();
    rows.extend(
        unreadable
            .iter()
            .map(|file| super::unreadable_row(file, COLUMNS.len())),
    );
    Report {
        name: "escalation-list",
        data: Value::Array(data),
        parts: vec![Part::Table(Table {
            columns: COLUMNS.map(|(title, room)| Column::new(title, room)).into(),
            rows,
            when_empty: "nothing is escalated; `ta escalation list --all` shows what was".into(),
        })],
    }
}

const COLUMNS: [(&str, Room); 8] = [
    ("id", Room::Fixed),
    ("severity", Room::Fixed),
    ("subject", Room::Folds),
    ("account", Room::Fixed),
    ("sow", Room::Spare),
    ("owner", Room::Fixed),
    ("since", Room::Fixed),
    ("state", Room::Fixed),
];

fn row(escalation: &One<'_, Escalation>) -> Vec<Cell> {
    let tone = match (escalation.state(), escalation.severity) {
        (State::Resolved, _) => Tone::Faint,
        (_, Severity::Critical) => Tone::Bad,
        (_, Severity::High) => Tone::Warning,
        _ => Tone::Plain,
    };
    let since = escalation.history.first();
    vec![
        escalation.id().into(),
        Cell::toned(escalation.severity.name(), tone),
        escalation.subject.as_str().into(),
        escalation.account.as_str().into(),
        escalation
            .sow
            .as_ref()
            .map_or("", |sow| sow.as_str())
            .into(),
        escalation.owner.as_str().into(),
        since
            .map_or(String::new(), |first| first.at.date().to_string())
            .into(),
        escalation.state().name().into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_then_the_oldest_comes_first_and_what_cannot_be_read_last() {
        let text = |severity: &str, day: u8, to: &str| {
            format!(
                "subject: S\naccount: a\nseverity: {severity}\nowner: ada\nhistory: [{{at: 2026-11-{day}T09:00:00Z, by: ada, to: open}}{to}]\n"
            )
        };
        let resolved = ", {at: 2026-11-22T09:00:00Z, by: ada, to: resolved, note: n}";
        let files = [
            ("ESC-1A2B3C4D", text("low", 10, "")),
            ("ESC-2A2B3C4D", text("critical", 21, "")),
            ("ESC-3A2B3C4D", text("critical", 20, "")),
            ("ESC-4A2B3C4D", text("critical", 11, resolved)),
            ("ESC-5A2B3C4D", "subject: [\n".to_owned()),
        ];
        let files = files.map(|(id, text)| (format!("escalations/{id}.yaml"), text));
        let records = Records::of_texts(files);
        let ids = |wanted: &Wanted| {
            let data = escalations(&records, wanted).data;
            let ids = data.as_array().expect("a list").iter();
            ids.map(|one| one["id"].as_str().expect("an id")[4..5].to_owned())
                .collect::<String>()
        };
        assert_eq!(ids(&Wanted::default()), "3215");
        let all = Wanted {
            all: true,
            ..Wanted::default()
        };
        assert_eq!(ids(&all), "32145");
        let whose = Wanted {
            whose: Some("ben".into()),
            ..Wanted::default()
        };
        assert_eq!(ids(&whose), "5");
    }
}
