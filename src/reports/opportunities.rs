//! The opportunities of the desk.

use serde_json::Value;

use super::{Cell, Column, Part, Report, Room, Table, Tone, record};
use crate::records::opportunity::KIND;
use crate::records::{Opportunity, Records};

/// Returns every opportunity, by id.
pub fn opportunities(records: &Records) -> Report {
    let mut data = Vec::new();
    let mut rows = Vec::new();
    for file in records.files_of(&KIND) {
        data.push(record::data(file));
        let Some(opportunity) = file.as_one::<Opportunity>() else {
            rows.push(super::unreadable_row(file, 7));
            continue;
        };
        let tone = if opportunity.is_open() {
            Tone::Plain
        } else {
            Tone::Faint
        };
        rows.push(vec![
            file.id.as_str().into(),
            opportunity.name.as_str().into(),
            opportunity.account.as_str().into(),
            Cell::toned(opportunity.stage().name(), tone),
            opportunity
                .amount
                .as_ref()
                .map_or(String::new(), ToString::to_string)
                .into(),
            opportunity
                .closes()
                .map_or(String::new(), |date| date.to_string())
                .into(),
            Cell::from(opportunity.sa().map_or("", |sa| sa.as_str())),
        ]);
    }
    Report {
        name: "opportunity-list",
        data: Value::Array(data),
        parts: vec![Part::Table(Table {
            columns: vec![
                Column::new("id", Room::Fixed),
                Column::new("name", Room::Folds),
                Column::new("account", Room::Folds),
                Column::new("stage", Room::Folds),
                Column::new("amount", Room::Spare),
                Column::new("closes", Room::Fixed),
                Column::new("sa", Room::Fixed),
            ],
            rows,
            when_empty: "there are no opportunities yet; make one with `sa opportunity new`".into(),
        })],
    }
}
