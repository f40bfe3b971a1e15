//! What a SOW promises, as tables: deliverables with their hours, risks, and topics.

use crate::records::Sow;
use crate::records::sow::{Estimate, Impact, Likelihood, Topic};
use crate::reports::{Cell, Column, Room, Table, Tone};

/// Returns the deliverables, each with its hours.
pub(super) fn deliverables(sow: &Sow, estimate: &Estimate) -> Table {
    let numbered = sow.deliverables.iter().zip(1..);
    let rows = numbered.zip(&estimate.deliverables);
    let rows = rows.map(|((deliverable, number), sum)| {
        let mut roles: Vec<&str> = Vec::new();
        for effort in &deliverable.effort {
            let role = effort.role.name();
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        let hours = match sum.high.hundredths {
            0 => Cell::toned("none yet", Tone::Warning),
            _ => format!("{} +- {}", sum.mean(), sum.spread()).into(),
        };
        vec![
            format!("{number}").into(),
            deliverable.title.trim_end().into(),
            hours,
            roles.join(", ").into(),
            deliverable.tasks.len().to_string().into(),
            deliverable.assumptions.len().to_string().into(),
        ]
    });
    Table {
        columns: vec![
            Column::new("n", Room::Fixed),
            Column::new("deliverable", Room::Folds),
            Column::new("hours", Room::Fixed),
            Column::new("roles", Room::Fixed),
            Column::new("tasks", Room::Fixed),
            Column::new("assumptions", Room::Fixed),
        ],
        rows: rows.collect(),
        when_empty: "no deliverables yet".into(),
    }
}

/// Returns the risks, each with what it adds.
pub(super) fn risks(sow: &Sow, estimate: &Estimate) -> Table {
    let rows = sow.risks.iter().zip(&estimate.risks).map(|(risk, adds)| {
        let mitigation = risk.mitigation.as_deref().map(str::trim_end);
        let impact = risk.impact.iter().copied().map(Impact::name);
        vec![
            risk.title.trim_end().into(),
            Likelihood::name(risk.likelihood).into(),
            impact.collect::<Vec<_>>().join(", ").into(),
            mitigation.map_or(Cell::toned("none yet", Tone::Warning), Cell::from),
            adds.added.to_string().into(),
        ]
    });
    Table {
        columns: vec![
            Column::new("risk", Room::Folds),
            Column::new("likelihood", Room::Fixed),
            Column::new("hurts", Room::Folds),
            Column::new("mitigation", Room::Folds),
            Column::new("adds", Room::Fixed),
        ],
        rows: rows.collect(),
        when_empty: "no risks named yet".into(),
    }
}

/// Returns each topic with where it is addressed, or why it is not.
pub(super) fn topics(sow: &Sow) -> Vec<(String, Cell)> {
    let said = |topic: &Topic| {
        let addressed = topic.addressed_in.as_deref().map(str::trim_end);
        let waived = topic.waived_because.as_deref().map(str::trim_end);
        let words = [
            addressed.map(|place| format!("addressed in {place}")),
            waived.map(|why| format!("waived: {why}")),
        ];
        let words: Vec<String> = words.into_iter().flatten().collect();
        (!words.is_empty()).then(|| words.join("; "))
    };
    let topics = sow.topics.each().into_iter();
    let topics = topics.map(|(key, topic)| {
        let said = topic.and_then(said);
        let cell = said.map_or(Cell::toned("not said yet", Tone::Warning), Cell::from);
        (key.replace('_', " "), cell)
    });
    topics.collect()
}
