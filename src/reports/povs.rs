//! POVs in rows: of which opportunity, how far, until when, and how many criteria are met.

use serde_json::Value;

use super::{Cell, Column, Part, Report, Room, Table, Tone, record};
use crate::lifecycle::State as _;
use crate::records::pov::{KIND, Outcome, PovResult, State};
use crate::records::values::word_of;
use crate::records::{One, Pov, Records};

/// Which POVs are wanted; what is `None` or false does not narrow.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Whose they are: as SA, account executive or Customer Success Manager.
    pub whose: Option<String>,
    pub open: bool,
}

impl Wanted {
    fn wants(&self, pov: &Pov) -> bool {
        let is_of = |who: &str| {
            let csm = pov.csm.as_ref().map(|csm| csm.as_str());
            [Some(pov.sa.as_str()), Some(pov.owner.as_str()), csm].contains(&Some(who))
        };
        self.whose.as_deref().is_none_or(is_of)
            && !(self.open && pov.state() == Some(State::Closed))
    }
}

/// Returns the POVs that are wanted, in the order of their paths; the unreadable ones always among them.
pub fn povs(records: &Records, wanted: &Wanted) -> Report {
    let mut data = Vec::new();
    let mut found: Vec<One<'_, Pov>> = Vec::new();
    let mut unreadable = Vec::new();
    for file in records.files_of(&KIND) {
        match file.as_one::<Pov>() {
            Some(pov) if wanted.wants(&pov) => found.push(pov),
            Some(_) => continue,
            None => unreadable.push(file),
        }
        data.push(record::data(file));
    }
    let mut table = table(&found);
    let width = table.columns.len();
    let rows = unreadable.into_iter();
    table
        .rows
        .extend(rows.map(|file| super::unreadable_row(file, width)));
    Report {
        name: "pov-list",
        data: Value::Array(data),
        parts: vec![Part::Table(table)],
    }
}

/// Returns POVs as rows.
fn table(povs: &[One<'_, Pov>]) -> Table {
    Table {
        columns: vec![
            Column::new("id", Room::Fixed),
            Column::new("name", Room::Folds),
            Column::new("opportunity", Room::Spare),
            Column::new("type", Room::Spare),
            Column::new("state", Room::Fixed),
            Column::new("result", Room::Spare),
            Column::new("start", Room::Spare),
            Column::new("close", Room::Fixed),
            Column::new("sa", Room::Fixed),
            Column::new("met", Room::Fixed),
        ],
        rows: povs.iter().map(|pov| row(*pov)).collect(),
        when_empty: "no POVs; begin one with `sa pov new`".into(),
    }
}

fn row(pov: One<'_, Pov>) -> Vec<Cell> {
    let day = |day: Option<crate::calendar::Date>| day.map_or(String::new(), |day| day.to_string());
    let tone = match pov.state() {
        Some(State::InProgress) => Tone::Strong,
        Some(State::Closed) => Tone::Faint,
        _ => Tone::Plain,
    };
    vec![
        pov.id().into(),
        pov.name.as_str().into(),
        pov.opportunity.as_str().into(),
        pov.pov_type.name().into(),
        Cell::toned(pov.state().map_or("?", |state| state.name()), tone),
        result(&pov).unwrap_or_default().into(),
        day(pov.start).into(),
        day(pov.close).into(),
        pov.sa.as_str().into(),
        met(&pov).into(),
    ]
}

/// Returns the state, with how it came out once it ended.
pub fn state(pov: &Pov) -> String {
    let name = pov.state().map_or("without a state", |state| state.name());
    result(pov).map_or(name.into(), |word| format!("{name}, {word}"))
}

fn result(pov: &Pov) -> Option<&'static str> {
    let result = pov.history.last()?.result?;
    Some(word_of(PovResult::ALL, result))
}

/// Returns how many success criteria are met, as "2 of 3"; nothing where there are none.
pub fn met(pov: &Pov) -> String {
    let met = pov.criteria.iter();
    let met = met.filter(|one| one.outcome == Some(Outcome::Met)).count();
    match pov.criteria.len() {
        0 => String::new(),
        all => format!("{met} of {all}"),
    }
}
