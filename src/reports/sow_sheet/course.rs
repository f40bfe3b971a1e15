//! What was asked, agreed and decided about a SOW, as tables in the order in which it was said.

use crate::lifecycle::State as _;
use crate::records::review::{Standing, of_sow};
use crate::records::{One, Records, Sow};
use crate::reports::{Cell, Column, Room, Table, Tone};

/// Returns the questions with their answers, by number.
pub(super) fn questions(sow: &Sow) -> Table {
    let rows = sow.questions.iter().zip(1..).map(|(question, number)| {
        let answer = question.answer.as_ref().map(|answer| {
            let (day, by) = (answer.at.date(), &answer.by);
            Cell::from(format!("{} ({by}, {day})", answer.text.trim_end()))
        });
        vec![
            format!("{number}").into(),
            question.at.date().to_string().into(),
            question.by.as_str().into(),
            question.text.trim_end().into(),
            answer.unwrap_or(Cell::toned("open", Tone::Warning)),
        ]
    });
    Table {
        columns: vec![
            Column::new("n", Room::Fixed),
            Column::new("asked", Room::Fixed),
            Column::new("by", Room::Fixed),
            Column::new("question", Room::Folds),
            Column::new("answer", Room::Folds),
        ],
        rows: rows.collect(),
        when_empty: "nobody asked the Technical Architects anything".into(),
    }
}

/// Returns the scoping calls.
pub(super) fn calls(sow: &Sow) -> Table {
    let rows = sow.calls.iter().map(|call| {
        let short = call.short_notice_because.as_ref();
        let short = short.map_or("", |why| why.trim_end());
        vec![
            call.call_at.spoken().into(),
            call.by.as_str().into(),
            call.at.date().to_string().into(),
            call.context.trim_end().into(),
            short.into(),
        ]
    });
    Table {
        columns: vec![
            Column::new("call at", Room::Fixed),
            Column::new("by", Room::Fixed),
            Column::new("asked", Room::Fixed),
            Column::new("context", Room::Folds),
            Column::new("short notice", Room::Folds),
        ],
        rows: rows.collect(),
        when_empty: "no scoping calls".into(),
    }
}

/// Returns the reviews so far, each with whether it is of the content as it is.
pub(super) fn reviews(sow: One<'_, Sow>, standing: &Standing<'_>, records: &Records) -> Table {
    let rows = of_sow(records, sow.id()).into_iter().map(|review| {
        let remarks = review.comments.iter();
        let remarks = remarks.map(|one| format!("{}: {}", one.path, one.text.trim_end()));
        let tone = match review.approves() {
            true => Tone::Good,
            false => Tone::Warning,
        };
        let fits = review.digest == standing.content.digest;
        vec![
            review.id().into(),
            review.at.date().to_string().into(),
            review.by.as_str().into(),
            review.role.name().into(),
            Cell::toned(review.verdict.name(), tone),
            if fits { "as it is" } else { "changed since" }.into(),
            remarks.collect::<Vec<_>>().join("\n").into(),
        ]
    });
    Table {
        columns: vec![
            Column::new("id", Room::Fixed),
            Column::new("at", Room::Fixed),
            Column::new("by", Room::Fixed),
            Column::new("as", Room::Fixed),
            Column::new("verdict", Room::Fixed),
            Column::new("content", Room::Spare),
            Column::new("remarks", Room::Folds),
        ],
        rows: rows.collect(),
        when_empty: "no reviews yet".into(),
    }
}

/// Returns the comments.
pub(super) fn comments(sow: &Sow) -> Table {
    let rows = sow.comments.iter().map(|comment| {
        vec![
            comment.at.spoken().into(),
            comment.by.as_str().into(),
            comment.text.trim_end().into(),
        ]
    });
    Table {
        columns: vec![
            Column::new("at", Room::Fixed),
            Column::new("by", Room::Fixed),
            Column::new("comment", Room::Folds),
        ],
        rows: rows.collect(),
        when_empty: "no comments".into(),
    }
}

/// Returns the states it went through.
pub(super) fn history(sow: &Sow) -> Table {
    let rows = sow.history.iter().map(|entry| {
        let late = entry.breach_reason.as_ref();
        let late = late.map(|why| format!("late: {why}"));
        let note = entry.note.iter().map(|note| note.trim_end().to_owned());
        let words: Vec<String> = note.chain(late).collect();
        vec![
            entry.at.spoken().into(),
            entry.by.as_str().into(),
            entry.to.name().into(),
            words.join("; ").into(),
        ]
    });
    Table {
        columns: vec![
            Column::new("at", Room::Fixed),
            Column::new("by", Room::Fixed),
            Column::new("to", Room::Fixed),
            Column::new("note", Room::Folds),
        ],
        rows: rows.collect(),
        when_empty: "no history".into(),
    }
}
