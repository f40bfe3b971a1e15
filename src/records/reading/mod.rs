//! From a snapshot to records: which file is which record, read when first asked for.
//! One unreadable file never hides another: it stays listed, with its faults.

mod layout;
pub mod shape;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::de::DeserializeOwned;

use super::{Kind, ReadRecord, Record};
use crate::source::snapshot::{Content, Entry};
use crate::source::{EntryType, Fault, Snapshot, Source, Span, strict};

pub use layout::{Misplaced, Placed, place};

/// The records of a snapshot; each file is read when it is first asked for.
pub struct Records {
    snapshot: Snapshot,
    slots: Vec<Slot>,
    by_id: BTreeMap<(&'static str, String), Vec<usize>>,
    misplaced: Vec<Misplaced>,
}

struct Slot {
    path: String,
    kind: &'static Kind,
    id: String,
    file: OnceLock<File>,
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
}

impl File {
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
        let mut slots = Vec::new();
        let mut by_id: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut misplaced = Vec::new();
        for entry in snapshot.entries() {
            match place(&entry.path) {
                Placed::Elsewhere => {}
                Placed::Wrongly(reason) => misplaced.push(reason),
                Placed::Record { kind, id } => {
                    by_id
                        .entry((kind.folder, id.clone()))
                        .or_default()
                        .push(slots.len());
                    slots.push(Slot {
                        path: entry.path.clone(),
                        kind,
                        id,
                        file: OnceLock::new(),
                    });
                }
            }
        }
        Self {
            snapshot,
            slots,
            by_id,
            misplaced,
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
        self.slots.iter().map(|slot| self.read(slot))
    }

    /// Returns the record files whose path is wanted, ordered by path; the others are not read.
    pub fn files_at(&self, wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = &File> {
        self.slots
            .iter()
            .filter(move |slot| wanted(&slot.path))
            .map(|slot| self.read(slot))
    }

    /// Returns the record files of one kind, ordered by path.
    pub fn files_of(&self, kind: &Kind) -> impl Iterator<Item = &File> {
        self.slots
            .iter()
            .filter(move |slot| slot.kind == kind)
            .map(|slot| self.read(slot))
    }

    /// Returns the readable records of one kind, ordered by path.
    pub fn all<T: Record>(&self, kind: &Kind) -> impl Iterator<Item = One<'_, T>> {
        self.files_of(kind).filter_map(File::as_one)
    }

    /// Returns the record file at a path.
    pub fn at(&self, path: &str) -> Option<&File> {
        let at = self
            .slots
            .binary_search_by(|slot| slot.path.as_str().cmp(path))
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
        let id = text
            .parse::<super::Id>()
            .map_or(text.to_owned(), |id| id.to_string());
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
            .map(|at| self.slots[*at].path.as_str())
            .collect()
    }

    fn read<'a>(&'a self, slot: &'a Slot) -> &'a File {
        slot.file.get_or_init(|| {
            let entry = self.snapshot.find(&slot.path);
            let entry = entry.expect("slots are made from the snapshot's entries");
            read_file(&self.snapshot, entry, slot)
        })
    }
}

fn read_file(snapshot: &Snapshot, entry: &Entry, slot: &Slot) -> File {
    let unreadable = |text: String, faults: Vec<Fault>| File {
        kind: slot.kind,
        id: slot.id.clone(),
        source: Source::shared(&slot.path, text),
        faults,
        record: None,
    };
    if let Some(fault) = not_a_file(entry) {
        return unreadable(String::new(), vec![fault]);
    }
    let bytes = match snapshot.read(entry) {
        Ok(bytes) => bytes,
        Err(why) => {
            let fault = Fault {
                span: Span::default(),
                message: format!("cannot be read: {why}"),
                help: "mend the file's permissions, or take it back with `git checkout`".into(),
            };
            return unreadable(String::new(), vec![fault]);
        }
    };
    let given = strict::read(&bytes);
    if !given.faults.is_empty() {
        return unreadable(given.text, given.faults);
    }
    match (slot.kind.read)(&given.text) {
        Err(mut faults) => {
            for fault in &mut faults {
                say_where_it_is_said(slot.kind, &given.text, fault);
            }
            unreadable(given.text, faults)
        }
        Ok(record) => File {
            record: Some(record),
            ..unreadable(given.text, Vec::new())
        },
    }
}

/// Tells of a key that would repeat what the path or the history says already.
fn say_where_it_is_said(kind: &Kind, text: &str, fault: &mut Fault) {
    let is_top = fault.span.start == 0 || text[..fault.span.start].ends_with('\n');
    let key = fault.message.strip_prefix("unknown key ");
    let help = match key.filter(|_| is_top).unwrap_or_default() {
        "`id`" => "delete the line: the name of the file is the id",
        "`kind`" => "delete the line: the folder says what kind of record it is",
        "`state`" | "`status`" if kind.keys.contains(&"history") => {
            "delete the line: the last entry of `history` is the state"
        }
        _ => return,
    };
    fault.help = help.into();
}

fn not_a_file(entry: &Entry) -> Option<Fault> {
    let (message, help) = match (entry.entry_type, &entry.content) {
        (EntryType::File, Content::Blob(_) | Content::Text(_)) => return None,
        (EntryType::Symlink, _) => (
            "is a symbolic link, and a record is a plain file".to_owned(),
            format!(
                "replace the link by the file: `rm {0} && git checkout -- {0}`, or copy the target there",
                entry.path
            ),
        ),
        (EntryType::Conflict, _) => (
            "is in conflict: a merge left more than one version of it".to_owned(),
            format!("choose or join the versions, then `git add {}`", entry.path),
        ),
    };
    Some(Fault {
        span: Span::default(),
        message,
        help,
    })
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
