//! From a snapshot to records: which file is which record, read when first asked for.
//! One unreadable file never hides another: it stays listed, with its faults.

mod layout;
mod naming;
#[cfg(test)]
mod naming_tests;
pub mod shape;
#[cfg(test)]
mod sharing_tests;
mod slots;
mod together;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::de::DeserializeOwned;

use super::{Kind, ReadRecord, Record};
use crate::source::place::Outline;
use crate::source::{Fault, Snapshot, Source, strict};
use naming::Names;
use slots::Slot;

pub use layout::{Misplaced, Placed, place};

/// The records of a snapshot; each file is read when it is first asked for.
pub struct Records {
    snapshot: Snapshot,
    /// Shared with the records of other snapshots that have the same file at the same path.
    slots: Vec<Arc<Slot>>,
    by_id: BTreeMap<(&'static str, String), Vec<usize>>,
    misplaced: Vec<Misplaced>,
    names: Names,
}

/// One file that is meant to be a record, readable or not.
pub struct File {
    pub kind: &'static Kind,
    /// The id its name gives, in its canonical spelling.
    pub id: String,
    pub source: Arc<Source>,
    /// What keeps it from being read; empty for a readable record.
    pub faults: Vec<Fault>,
    record: Option<Box<dyn Record>>,
    outline: OnceLock<Outline>,
}

impl File {
    /// Returns the places of its keys and values, found when first asked for.
    pub fn outline(&self) -> &Outline {
        self.outline.get_or_init(|| Outline::of(&self.source.text))
    }

    /// Returns its path in the desk.
    pub fn path(&self) -> &str {
        &self.source.path
    }

    /// Returns the record, unless it is unreadable.
    pub fn record(&self) -> Option<&dyn Record> {
        self.record.as_deref()
    }

    /// Returns the record as a value of its kind, unless it is unreadable or of another kind.
    pub fn as_one<T: Record>(&self) -> Option<One<'_, T>> {
        let record: &dyn std::any::Any = self.record.as_deref()?;
        record.downcast_ref().map(|value| One { file: self, value })
    }
}

/// A readable record together with the file it stands in.
pub struct One<'a, T> {
    pub file: &'a File,
    value: &'a T,
}

impl<'a, T> One<'a, T> {
    /// Returns the record for as long as the records live.
    pub fn value(&self) -> &'a T {
        self.value
    }

    /// Returns its id.
    pub fn id(&self) -> &'a str {
        &self.file.id
    }
}

impl<T> Clone for One<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for One<'_, T> {}

impl<T> Deref for One<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value
    }
}

impl Records {
    /// Returns the records of a snapshot; nothing is read yet.
    pub fn of(snapshot: Snapshot) -> Self {
        Self::sharing(snapshot, &[])
    }

    /// Returns the records of texts under their paths, for tests of layers that know no snapshots.
    #[cfg(test)]
    pub(crate) fn of_texts(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        Self::of(Snapshot::of_texts(texts.into_iter().collect()))
    }

    /// Returns the records of another snapshot of the same desk; what both have alike is read once for both.
    pub fn beside(snapshot: Snapshot, other: &Records) -> Self {
        Self::sharing(snapshot, &other.slots)
    }

    fn sharing(snapshot: Snapshot, others: &[Arc<Slot>]) -> Self {
        let mut slots = Vec::new();
        let mut by_id: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut misplaced = Vec::new();
        let mut others = others.iter().peekable();
        for entry in snapshot.entries() {
            while others
                .next_if(|slot| slot.path() < entry.path.as_str())
                .is_some()
            {}
            let slot = match others.next_if(|slot| slot.entry == *entry) {
                Some(twin) => Arc::clone(twin),
                None => match place(&entry.path) {
                    Placed::Elsewhere => continue,
                    Placed::Wrongly(reason) => {
                        misplaced.push(reason);
                        continue;
                    }
                    Placed::Record { kind, id } => Arc::new(Slot::new(entry, kind, id)),
                },
            };
            by_id
                .entry((slot.kind.folder, slot.id.clone()))
                .or_default()
                .push(slots.len());
            slots.push(slot);
        }
        Self {
            snapshot,
            slots,
            by_id,
            misplaced,
            names: Names::default(),
        }
    }

    /// Returns the snapshot the records are read from.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// Returns the files that look like records and do not stand where records stand.
    pub fn misplaced(&self) -> &[Misplaced] {
        &self.misplaced
    }

    /// Returns every record file, readable or not, ordered by path.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.files_in(self.places(|_| true))
    }

    /// Returns the record files whose path is wanted, ordered by path; the others are not read.
    pub fn files_at(&self, wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = &File> {
        self.files_in(self.places(|slot| wanted(slot.path())))
    }

    /// Returns the record files of one kind, ordered by path.
    pub fn files_of(&self, kind: &Kind) -> impl Iterator<Item = &File> {
        self.files_in(self.places(|slot| slot.kind == kind))
    }

    /// Returns the readable records of one kind, ordered by path.
    pub fn all<T: Record>(&self, kind: &Kind) -> impl Iterator<Item = One<'_, T>> {
        self.files_of(kind).filter_map(File::as_one)
    }

    /// Returns the record file at a path.
    pub fn at(&self, path: &str) -> Option<&File> {
        let at = self
            .slots
            .binary_search_by(|slot| slot.path().cmp(path))
            .ok()?;
        Some(self.read(&self.slots[at]))
    }

    /// Returns the record file with an id in canonical spelling; the first by path where two share it.
    pub fn file(&self, kind: &Kind, id: &str) -> Option<&File> {
        let at = self.by_id.get(&(kind.folder, id.to_owned()))?.first()?;
        Some(self.read(&self.slots[*at]))
    }

    /// Returns a readable record by its id.
    pub fn get<T: Record>(&self, kind: &Kind, id: &str) -> Option<One<'_, T>> {
        self.file(kind, id)?.as_one()
    }

    /// Returns whether a file has this id, readable or not.
    pub fn has(&self, kind: &Kind, id: &str) -> bool {
        self.by_id.contains_key(&(kind.folder, id.to_owned()))
    }

    /// Returns the record files that a text names as their id, whatever their kind.
    pub fn files_named(&self, text: &str) -> Vec<&File> {
        let id = naming::canonical(text);
        super::KINDS
            .iter()
            .filter_map(|kind| self.file(kind, &id))
            .collect()
    }

    /// Returns the ids of one kind, ordered, without reading a file.
    pub fn ids(&self, kind: &Kind) -> impl Iterator<Item = &str> {
        let folder = kind.folder;
        self.by_id
            .keys()
            .filter(move |(own, _)| *own == folder)
            .map(|(_, id)| id.as_str())
    }

    /// Returns the paths that share an id, without reading a file.
    pub fn paths(&self, kind: &Kind, id: &str) -> Vec<&str> {
        self.by_id
            .get(&(kind.folder, id.to_owned()))
            .into_iter()
            .flatten()
            .map(|at| self.slots[*at].path())
            .collect()
    }

    /// Reads every record file, on all cores; what is read already is not read again.
    pub fn read_all(&self) {
        self.read_together(&self.places(Slot::is_unread));
    }

    /// Returns the files of some slots: each read when the iterator comes to it, or, where they are many, all at once.
    fn files_in(&self, places: Vec<usize>) -> impl Iterator<Item = &File> {
        let is_unread = |at: &usize| self.slots[*at].is_unread();
        let unread: Vec<usize> = places.iter().copied().filter(is_unread).collect();
        if together::are_many(&unread) {
            self.read_together(&unread);
        }
        places.into_iter().map(|at| self.read(&self.slots[at]))
    }

    fn read_together(&self, places: &[usize]) {
        together::each(places, |at| {
            self.read(&self.slots[at]);
        });
    }

    fn places(&self, is_wanted: impl Fn(&Slot) -> bool) -> Vec<usize> {
        (0..self.slots.len())
            .filter(|at| is_wanted(&self.slots[*at]))
            .collect()
    }

    fn read<'a>(&'a self, slot: &'a Slot) -> &'a File {
        slot.file.get_or_init(|| slot.read(&self.snapshot))
    }
}

/// Reads a text as one record of a type.
pub(super) fn read_as<T: Record + DeserializeOwned>(text: &str) -> ReadRecord {
    strict::typed::<T>(text).map(|record| Box::new(record) as Box<dyn Record>)
}

/// Returns the JSON Schema of a type as draft 7, which editors read.
pub(super) fn schema_of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft07()
        .into_generator()
        .into_root_schema_for::<T>()
}
