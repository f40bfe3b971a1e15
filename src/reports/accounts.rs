//! The accounts of the desk.

use serde_json::Value;

use super::{Cell, Column, Part, Report, Room, Table, record};
use crate::records::account::{KIND, Segment};
use crate::records::{Account, Records};

/// Returns every account, by slug.
pub fn accounts(records: &Records) -> Report {
    let mut data = Vec::new();
    let mut rows = Vec::new();
    for file in records.files_of(&KIND) {
        data.push(record::data(file));
        let Some(account) = file.as_one::<Account>() else {
            rows.push(super::unreadable_row(file, 6));
            continue;
        };
        let handle = |who: &Option<crate::records::Handle>| {
            Cell::from(who.as_ref().map_or("", |who| who.as_str()))
        };
        let segment = Segment::ALL
            .iter()
            .find(|(segment, _)| account.segment == Some(*segment));
        rows.push(vec![
            file.id.as_str().into(),
            account.name.as_str().into(),
            handle(&account.owner),
            handle(&account.solutions_architect),
            account.region.clone().unwrap_or_default().into(),
            segment.map_or("", |(_, word)| word).into(),
        ]);
    }
    Report {
        name: "account-list",
        data: Value::Array(data),
        parts: vec![Part::Table(Table {
            columns: vec![
                Column::new("account", Room::Fixed),
                Column::new("name", Room::Folds),
                Column::new("owner", Room::Fixed),
                Column::new("sa", Room::Fixed),
                Column::new("region", Room::Fixed),
                Column::new("segment", Room::Spare),
            ],
            rows,
            when_empty: "there are no accounts yet; make one with `sa account new`".into(),
        })],
    }
}
