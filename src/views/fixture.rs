//! Findings and reports that the tests of the views share.
//! Compiled for tests alone.

use crate::finding::{Finding, Level, Note, Place, Verdict};
use crate::reports::{Cell, Column, Part, Report, Room, Table, Tone};
use crate::source::{Source, Span};

const REQUEST: &str = "requests/2026-11/REQ-4T9K2M7X.yaml";

/// Returns an error that refuses the change, with a note on the policy line that decided.
pub(super) fn error() -> Finding {
    let request = Source::shared(
        REQUEST,
        "account: leman\nregion: EMEA\ntitle: Léman workshop\nhistory:\n",
    );
    let policy = Source::shared(
        "desk.toml",
        "schema = 1\n\n[sla]\nanswer = \"2 business days\"\n",
    );
    Finding {
        check: "missing-field",
        level: Level::Error,
        message: "request has no owner, and has been waiting for one since 3 November".to_owned(),
        help: "set it with `sa request assign REQ-4T9K2M7X --to HANDLE`".to_owned(),
        at: at(&request, "Léman"),
        key: None,
        record: Some("REQ-4T9K2M7X".to_owned()),
        owner: Some("ada".to_owned()),
        since: None,
        notes: vec![Note {
            message: "policy wants an answer by then".to_owned(),
            at: at(&policy, "\"2 business days\""),
        }],
        waiving: crate::finding::Waiving::Possible,
        verdict: Verdict::Blocks,
    }
}

/// Returns a warning without record, owner and note.
pub(super) fn warning() -> Finding {
    let people = Source::shared("people/ada.yaml", "name: Ada\nzone: Europe/Zurich\n");
    Finding {
        check: "unknown-person",
        level: Level::Warning,
        message: "nobody has the handle `bob`".to_owned(),
        help: "add `people/bob.yaml`".to_owned(),
        at: at(&people, "Europe/Zurich"),
        key: None,
        record: None,
        owner: None,
        since: None,
        notes: Vec::new(),
        waiving: crate::finding::Waiving::Possible,
        verdict: Verdict::Shown,
    }
}

/// Returns an error that a waiver sets aside.
pub(super) fn waived() -> Finding {
    Finding {
        verdict: Verdict::Waived("WVR-7K2M9QXA".to_owned()),
        notes: Vec::new(),
        ..error()
    }
}

/// Returns the place of a word in a source.
pub(super) fn at(source: &std::sync::Arc<Source>, word: &str) -> Place {
    let start = source.text.find(word).expect("the word is in the text");
    Place::new(source, Span::new(start, start + word.len()))
}

/// Returns a report of these parts.
pub(super) fn report(parts: Vec<Part>) -> Report {
    Report {
        name: "request-list",
        data: serde_json::json!([]),
        parts,
    }
}

/// Returns a table of requests with all kinds of columns and tones.
pub(super) fn requests() -> Table {
    let column = |title, room| Column { title, room };
    Table {
        columns: vec![
            column("id", Room::Fixed),
            column("state", Room::Fixed),
            column("title", Room::Folds),
            column("owner", Room::Spare),
            column("days", Room::Fixed),
        ],
        rows: vec![
            vec![
                Cell::toned("REQ-4T9K2M7X", Tone::Strong),
                Cell::toned("in triage", Tone::Warning),
                "Sizing workshop for the migration of Léman Freight to Dedicated".into(),
                "ada".into(),
                "12".into(),
            ],
            vec![
                Cell::toned("REQ-8R2T4V6W", Tone::Strong),
                Cell::toned("done", Tone::Good),
                "東京 評価 🚀".into(),
                Cell::toned("nobody", Tone::Faint),
                "3".into(),
            ],
        ],
        when_empty: "No request waits.".to_owned(),
    }
}
