//! The people of the desk.

use serde_json::Value;

use super::{Cell, Column, Part, Report, Room, Table, record};
use crate::records::person::Level;
use crate::records::{Person, Records, person};

/// Returns everybody in `people/`, by handle.
pub fn people(records: &Records) -> Report {
    let mut data = Vec::new();
    let mut rows = Vec::new();
    for file in records.files_of(&person::KIND) {
        data.push(record::data(file));
        let Some(person) = file.as_one::<Person>() else {
            rows.push(super::unreadable_row(file, 6));
            continue;
        };
        let roles: Vec<&str> = person.roles.iter().map(|role| role.name()).collect();
        rows.push(vec![
            file.id.as_str().into(),
            person.name.as_str().into(),
            roles.join(", ").into(),
            person.level.map_or("", Level::name).into(),
            person.region.clone().unwrap_or_default().into(),
            Cell::from(
                person
                    .manager
                    .as_ref()
                    .map_or("", |manager| manager.as_str()),
            ),
        ]);
    }
    Report {
        name: "person-list",
        data: Value::Array(data),
        parts: vec![Part::Table(Table {
            columns: vec![
                Column::new("handle", Room::Fixed),
                Column::new("name", Room::Folds),
                Column::new("roles", Room::Folds),
                Column::new("level", Room::Spare),
                Column::new("region", Room::Fixed),
                Column::new("manager", Room::Spare),
            ],
            rows,
            when_empty: "nobody is in people/ yet; add yourself with `sa person new`".into(),
        })],
    }
}
