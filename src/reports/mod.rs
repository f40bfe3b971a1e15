//! What people ask of a desk, one file a report: numbers and words only.
//! How a report looks in a terminal, in JSON, CSV or Markdown lives in `views`.

pub mod accounts;
pub mod activities;
pub mod alignment;
pub mod answers;
pub mod board;
pub mod checks;
pub mod escalations;
pub mod hygiene;
pub mod loe;
pub mod mine;
pub mod opportunities;
pub mod opportunity_sheet;
pub mod people;
pub mod positioning;
pub mod pov_sheet;
pub mod povs;
pub mod record;
pub mod request_sheet;
pub mod requests;
pub mod rota;
pub mod sla_explain;
pub mod sla_list;
pub mod sla_targets;
pub mod sow_sheet;
pub mod sows;
pub mod statement;
pub mod ta_queue;
pub mod ta_review;
pub mod ta_team;
pub mod triage_agenda;
pub mod triage_queue;
pub mod triage_route;
pub mod triage_suggest;
pub mod week;

use serde_json::Value;

use crate::records::File;

/// An answer: once as data for programs, once as parts for people.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Names the shape of `data`: `request-list` is `desk.request-list/1`.
    pub name: &'static str,
    pub data: Value,
    pub parts: Vec<Part>,
}

/// One part of a report as people see it, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Heading(String),
    /// Pairs of a title and a text, which may have several lines.
    Fields(Vec<(String, Cell)>),
    /// A text word for word.
    Text(String),
    /// Markdown of the program's own, never from a record; folded on a screen.
    Prose(String),
    Table(Table),
    /// A document for people outside of the desk.
    Document(Vec<Block>),
}

/// One block of a document, in order. Texts may come from records, and none has a line break but cells.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Title(String),
    /// What nobody may overlook, as that it is a draft.
    Notice(String),
    /// A heading with its number, as `3.1`; without one it is the least of all.
    Section {
        number: String,
        title: String,
    },
    Paragraph(String),
    List(Vec<String>),
    Fields(Vec<(String, Cell)>),
    Table(Table),
    /// Who signs, each as a role and a name; place is left for the pen.
    Signatures(Vec<(String, String)>),
}

/// Rows under columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// What stands in place of a table without rows, as a sentence.
    pub when_empty: String,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Shown to people; `id` and the like in lower case.
    pub title: &'static str,
    pub room: Room,
}

/// How a column behaves when the terminal is narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Never broken: ids, states, dates.
    Fixed,
    /// Folds over lines; takes what room is left.
    Folds,
    /// Folds, and on a screen is cut to so many characters; whole everywhere else.
    Brief(usize),
    /// Left out first where there is no room.
    Spare,
}

/// A text with its weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub tone: Tone,
}

/// What a text means, for colour; never said by colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Strong,
    Faint,
    Good,
    Warning,
    Bad,
}

impl Table {
    /// Returns it without columns that what stands around it says already.
    pub fn without(mut self, titles: &[&str]) -> Self {
        let is_left_out = |column: &Column| titles.contains(&column.title);
        let left_out: Vec<bool> = self.columns.iter().map(is_left_out).collect();
        self.columns.retain(|column| !is_left_out(column));
        for row in &mut self.rows {
            let mut left_out = left_out.iter();
            row.retain(|_| !left_out.next().is_some_and(|is_left_out| *is_left_out));
        }
        self
    }
}

impl Column {
    /// Returns a column.
    pub fn new(title: &'static str, room: Room) -> Self {
        Self { title, room }
    }
}

impl Cell {
    /// Returns a text with a tone.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Self {
            text: text.into(),
            tone,
        }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::toned(text, Tone::Plain)
    }
}

/// Returns the row of a record that cannot be read, so that no list leaves it out.
fn unreadable_row(file: &File, width: usize) -> Vec<Cell> {
    let mut row = vec![
        Cell::from(file.id.as_str()),
        Cell::toned("unreadable", Tone::Bad),
    ];
    row.resize(width, Cell::from(""));
    row
}

/// Returns the sentence that counts records that cannot be read; nothing where all can.
fn unreadable_note(count: usize) -> Option<Part> {
    let records = match count {
        0 => return None,
        1 => "1 record cannot be read and is".to_owned(),
        _ => format!("{count} records cannot be read and are"),
    };
    Some(Part::Text(format!(
        "{records} not shown here; `hygiene check` names what is wrong\n"
    )))
}
