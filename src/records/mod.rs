//! The kinds of record, one file each, and the table of them.
//! What makes a record wrong in the light of others lives in `checks`.

pub mod account;
pub mod activity;
pub mod escalation;
pub mod kept;
pub mod opportunity;
pub mod person;
pub mod pov;
pub mod reading;
pub mod request;
pub mod review;
pub mod rota;
pub mod sow;

pub mod values;
pub mod waiver;

use std::any::Any;
use std::fmt::{self, Debug};

use schemars::Schema;

use crate::calendar::{Date, Instant};
use crate::lifecycle;
use crate::source::{Fault, KeyPath};

pub use account::Account;
pub use activity::Activity;
pub use escalation::Escalation;
pub use opportunity::Opportunity;
pub use person::Person;
pub use pov::Pov;
pub use reading::{File, One, Records};
pub use request::Request;
pub use review::TaReview;
pub use rota::Rota;
pub use sow::Sow;
pub use values::{Handle, Id, Money, SfdcId};
pub use waiver::Waiver;

/// Every kind of record, in reading order.
pub static KINDS: &[&Kind] = &[
    &person::KIND,
    &account::KIND,
    &opportunity::KIND,
    &request::KIND,
    &pov::KIND,
    &activity::KIND,
    &sow::KIND,
    &review::KIND,
    &escalation::KIND,
    &rota::KIND,
    &waiver::KIND,
];

/// How the files of a kind are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// By a short name, as `people/dana.yaml`.
    Handle,
    /// By a random id with this prefix, as `requests/2026-11/REQ-4T9K2M7X.yaml`.
    Prefix(&'static str),
    /// By a week and a region, as `rota/2026-W48-emea.yaml`.
    Week,
}

/// Whether new files of a kind go straight into its folder or into a folder a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelving {
    Flat,
    /// A folder for the month of creation, so that trees and diffs stay small.
    ByMonth,
    /// A folder for each SOW, which is made with the record: `reviews/SOW-4T9K2M7X`.
    BySow,
}

/// A record read from a text, or what keeps it from being one.
pub type ReadRecord = Result<Box<dyn Record>, Vec<Fault>>;

/// A kind of record: where its files are, how they are named, and how one is read.
pub struct Kind {
    /// Singular, as on the command line: `request`.
    pub name: &'static str,
    /// Plural, the top folder: `requests`.
    pub folder: &'static str,
    pub naming: Naming,
    pub shelving: Shelving,
    /// Top-level keys in the order new files have them.
    pub keys: &'static [&'static str],
    /// JSON Schema of the kind, draft 7.
    pub schema: fn() -> Schema,
    /// Reads one record; what keeps it from being one comes back as faults.
    pub read: fn(&str) -> ReadRecord,
    /// Writes one record behind some bytes; `None` for a record of another kind.
    pub keep: fn(&dyn Record, Vec<u8>) -> Option<Vec<u8>>,
    /// Reads a record from bytes that were written by `keep`; `None` for bytes that are not exactly one.
    pub kept: fn(&[u8]) -> Option<Box<dyn Record>>,
}

impl Kind {
    /// Returns its place in `KINDS`.
    pub fn place(&self) -> usize {
        let place = KINDS.iter().position(|one| *one == self);
        place.expect("every kind is in the table")
    }

    /// Returns the path of a new file; for a kind with a folder for each SOW, below the kind's own folder.
    pub fn path(&self, id: &str, created: Date) -> String {
        match self.shelving {
            Shelving::Flat | Shelving::BySow => format!("{}/{id}.yaml", self.folder),
            Shelving::ByMonth => format!("{}/{}/{id}.yaml", self.folder, created.month()),
        }
    }

    /// Returns the path of the kind's JSON Schema in a desk.
    pub fn schema_path(&self) -> String {
        format!("schemas/{}.json", self.name)
    }

    /// Returns the first line of a new file, which names the schema for editors.
    pub fn schema_line(&self) -> String {
        let up = match self.shelving {
            Shelving::Flat => "../",
            Shelving::ByMonth | Shelving::BySow => "../../",
        };
        format!(
            "# yaml-language-server: $schema={up}{}\n",
            self.schema_path()
        )
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Kind {}

impl Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// A key of a record that names another record or a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub path: KeyPath,
    pub kind: &'static Kind,
    pub id: String,
}

impl Reference {
    /// Returns the reference that a key holds.
    pub fn new(path: impl Into<KeyPath>, kind: &'static Kind, id: impl ToString) -> Self {
        Self {
            path: path.into(),
            kind,
            id: id.to_string(),
        }
    }
}

/// Something a person said in a record at a time: a history entry, a comment, a waiver. Never edited after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The list it stands in, as `history`, or the whole record when empty.
    pub list: &'static str,
    /// The key that names the person, as `history[2].by`.
    pub by_path: KeyPath,
    pub by: Handle,
    /// `None` for a statement that bears no time.
    pub at: Option<Instant>,
    /// All of what was said, to tell two statements apart.
    pub words: String,
}

/// An entry of a list that only grows: said by somebody at a time, and never edited after.
pub trait Dated {
    /// Returns when it was said, by whom, and all of what was said.
    fn said(&self) -> (Instant, &Handle, String);
}

impl Statement {
    /// Returns the entries of a list that only grows, in its order.
    pub fn of(list: &'static str, entries: &[impl Dated]) -> Vec<Self> {
        let statement = |(place, entry): (usize, &_)| {
            let (at, by, words) = Dated::said(entry);
            Self {
                list,
                by_path: format!("{list}[{place}].by"),
                by: by.clone(),
                at: Some(at),
                words,
            }
        };
        entries.iter().enumerate().map(statement).collect()
    }

    /// Returns whether both are one statement, wherever in its list each stands.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.list, &self.by, self.at, &self.words)
            == (other.list, &other.by, other.at, &other.words)
    }
}

/// The lifecycle of one record, as checks of any kind see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The state it is in: the last entry's `to`.
    pub state: &'static str,
    /// Steps that may not stand where they stand.
    pub illegal: Vec<IllegalStep>,
}

impl Course {
    /// Returns the course of a record through the states of its lifecycle.
    pub fn of<S: lifecycle::State>(path: &[S]) -> Self {
        let name = |state: &S| state.name();
        let illegal = lifecycle::illegal_steps(path)
            .into_iter()
            .map(|at| IllegalStep {
                at,
                from: path[..at].last().map(name),
                to: name(&path[at]),
                allowed: lifecycle::exits(&path[..at]).iter().map(name).collect(),
            })
            .collect();
        Self {
            state: path.last().map_or("", name),
            illegal,
        }
    }
}

/// A history entry whose state may not follow those before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IllegalStep {
    /// Index in `history`, from 0.
    pub at: usize,
    pub from: Option<&'static str>,
    pub to: &'static str,
    /// The states that may stand there instead.
    pub allowed: Vec<&'static str>,
}

/// What every kind of record can be asked.
pub trait Record: Any + Debug + Send + Sync {
    /// Returns the record in a few words, for lists.
    fn title(&self) -> String;

    /// Returns who answers for it.
    fn owner(&self) -> Option<&Handle>;

    /// Returns every key that names a record or a person, apart from those in statements.
    fn references(&self) -> Vec<Reference>;

    /// Returns what was said in it, by whom and when, oldest first in each list.
    fn statements(&self) -> Vec<Statement> {
        Vec::new()
    }

    /// Returns its course through its lifecycle; `None` for kinds without one.
    fn course(&self) -> Option<Course> {
        None
    }

    /// Returns the region whose people look after it.
    fn region(&self) -> Option<&str> {
        None
    }
}
