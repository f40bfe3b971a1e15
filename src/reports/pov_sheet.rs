//! One POV in full: how far it is, what proves its value, who approved it, and its course so far.

use serde_json::{Value, json};

use super::{Cell, Column, Part, Report, Room, Table, Tone, povs, record};
use crate::lifecycle::State as _;
use crate::records::pov::{Outcome, PovResult, State};
use crate::records::{One, Opportunity, Pov, Records, opportunity};

/// Returns the sheet of a POV.
pub fn pov_sheet(pov: One<'_, Pov>, records: &Records) -> Report {
    Report {
        name: "pov",
        data: data(pov),
        parts: vec![
            Part::Heading(format!("{} {}", pov.id(), pov.name)),
            Part::Fields(standing(pov, records)),
            Part::Heading("Success criteria".into()),
            Part::Table(criteria(pov)),
            Part::Heading("History".into()),
            Part::Table(history(pov)),
            Part::Fields(vec![(
                "file".into(),
                Cell::toned(pov.file.path(), Tone::Faint),
            )]),
        ],
    }
}

/// Returns a POV as data, with how many of its criteria are met.
pub fn data(pov: One<'_, Pov>) -> Value {
    let mut data = record::data(pov.file);
    let met = pov.criteria.iter();
    data["met"] = json!(met.filter(|one| one.outcome == Some(Outcome::Met)).count());
    data
}

/// Returns how far it is, of what, and whose.
fn standing(pov: One<'_, Pov>, records: &Records) -> Vec<(String, Cell)> {
    let mut fields: Vec<(String, Cell)> =
        vec![("state".into(), Cell::toned(povs::state(&pov), Tone::Strong))];
    let mut field = |title: &str, text: Option<String>| {
        fields.extend(text.map(|text| (title.to_owned(), text.into())));
    };
    field("type", Some(pov.pov_type.name().into()));
    field("start", pov.start.map(|day| day.to_string()));
    let ended = pov.state() == Some(State::Closed);
    let title = if ended { "ended" } else { "to end" };
    field(title, pov.close.map(|day| day.to_string()));
    let found: Option<One<'_, Opportunity>> =
        records.get(&opportunity::KIND, pov.opportunity.as_str());
    field(
        "opportunity",
        Some(found.map_or(pov.opportunity.to_string(), |found| {
            format!(
                "{} {} ({})",
                pov.opportunity,
                found.name,
                found.stage().name()
            )
        })),
    );
    field("account", pov.account.as_ref().map(ToString::to_string));
    field("SA", Some(pov.sa.to_string()));
    field("account executive", Some(pov.owner.to_string()));
    field("CSM", pov.csm.as_ref().map(ToString::to_string));
    field(
        "notes",
        pov.notes.as_ref().map(|notes| notes.trim_end().into()),
    );
    let approvals = pov.approvals.iter().map(|given| {
        let note = given.note.as_ref();
        let note = note.map_or(String::new(), |note| format!(": {}", note.trim_end()));
        format!("{} {}{note}", given.at.date(), given.by)
    });
    let approvals = lines(approvals.collect());
    fields.push((
        "approved".into(),
        approvals.map_or(Cell::toned("not yet", Tone::Warning), Cell::from),
    ));
    let extensions = pov.extensions.iter().map(|more| {
        format!(
            "until {}: {} ({} {})",
            more.until,
            more.reason.trim_end(),
            more.at.date(),
            more.by
        )
    });
    let extensions = lines(extensions.collect());
    fields.extend(extensions.map(|text| ("extended".to_owned(), text.into())));
    fields
}

fn lines(lines: Vec<String>) -> Option<String> {
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn criteria(pov: One<'_, Pov>) -> Table {
    let text = |text: &Option<String>| text.as_deref().unwrap_or_default().trim_end().to_owned();
    let rows = pov.criteria.iter().zip(1..).map(|(one, number)| {
        vec![
            format!("{number}").into(),
            one.required_capability.trim_end().into(),
            text(&one.acceptance_criterion).into(),
            text(&one.metric).into(),
            outcome(one.outcome),
        ]
    });
    Table {
        columns: vec![
            Column::new("n", Room::Fixed),
            Column::new("required capability", Room::Folds),
            Column::new("acceptance criterion", Room::Folds),
            Column::new("metric", Room::Folds),
            Column::new("outcome", Room::Fixed),
        ],
        rows: rows.collect(),
        when_empty: "no success criteria yet; add one with `sa pov criterion add`".into(),
    }
}

fn outcome(outcome: Option<Outcome>) -> Cell {
    let word = Outcome::ALL.iter().find(|(own, _)| Some(*own) == outcome);
    let word = word.map_or("", |(_, word)| *word);
    let tone = match outcome {
        Some(Outcome::Met) => Tone::Good,
        Some(Outcome::PartlyMet) => Tone::Warning,
        Some(Outcome::NotMet) => Tone::Bad,
        None => Tone::Plain,
    };
    Cell::toned(word, tone)
}

fn history(pov: One<'_, Pov>) -> Table {
    let rows = pov.history.iter().map(|entry| {
        let result = PovResult::ALL
            .iter()
            .find(|(own, _)| Some(*own) == entry.result);
        let result = result.map(|(_, word)| (*word).to_owned());
        let note = entry.note.as_ref().map(|note| note.trim_end().to_owned());
        let words: Vec<String> = result.into_iter().chain(note).collect();
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
