//! From a snapshot to records: which file is which record, listed by folder and read when first asked for.
//! One unreadable file never hides another: it stays listed, with its faults.

mod called;
mod file;
mod home;
mod kinds;
mod layout;
mod naming;
#[cfg(test)]
mod naming_tests;
mod pack;
pub mod relied;
pub mod shape;
#[cfg(test)]
mod sharing_tests;
mod shelf;
pub mod together;

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde::de::DeserializeOwned;

use super::{KINDS, Kind, Naming, ReadRecord, Record};
use crate::source::{Snapshot, strict};
use relied::On;
use shelf::{Pool, Shelf};

pub use called::plain;
pub use file::File;
pub use layout::{Misplaced, Placed, is_under, misplaced, place};

/// The records of a snapshot; folders are listed and files read when they are first asked for.
pub struct Records {
    snapshot: Snapshot,
    /// The shelves of each kind, in the order of `KINDS`.
    kinds: Vec<OnceLock<Vec<Arc<Shelf>>>>,
    /// The files of each kind, ordered by id and then by path, once all are read.
    by_id: OnceLock<Vec<OnceLock<Vec<Arc<File>>>>>,
    /// Shared with the records of other snapshots of the same desk.
    pool: Arc<Pool>,
    misplaced: OnceLock<Vec<Misplaced>>,
    people: OnceLock<called::People>,
}

/// A readable record together with the file it stands in.
pub struct One<'a, T> {
    pub file: &'a File,
    value: &'a T,
}

impl<'a, T> One<'a, T> {
    pub(super) fn new(file: &'a File, value: &'a T) -> Self {
        Self { file, value }
    }

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
        Self::sharing(snapshot, Arc::default())
    }

    /// Returns the records of texts under their paths, for tests of layers that know no snapshots.
    #[cfg(test)]
    pub(crate) fn of_texts(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        Self::of(Snapshot::of_texts(texts.into_iter().collect()))
    }

    /// Returns the records of another snapshot of the same desk; what both have alike is read once for both.
    pub fn beside(snapshot: Snapshot, other: &Records) -> Self {
        Self::sharing(snapshot, Arc::clone(&other.pool))
    }

    fn sharing(snapshot: Snapshot, pool: Arc<Pool>) -> Self {
        Self {
            snapshot,
            kinds: KINDS.iter().map(|_| OnceLock::new()).collect(),
            by_id: OnceLock::new(),
            pool,
            misplaced: OnceLock::new(),
            people: OnceLock::new(),
        }
    }

    /// Returns the snapshot the records are read from.
    pub fn snapshot(&self) -> &Snapshot {
        On::Anything.note();
        &self.snapshot
    }

    /// Returns every record file, readable or not, ordered by path.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        On::Anything.note();
        self.read_all();
        let kinds = kinds::in_order_of_paths();
        kinds.flat_map(|kind| self.listed(kind))
    }

    /// Returns the record files at some paths and below them, ordered by path; other folders are not listed.
    pub fn files_under(&self, roots: &[&str]) -> impl Iterator<Item = &File> {
        On::Anything.note();
        let kinds = kinds::in_order_of_paths();
        let shelves = kinds.flat_map(|kind| self.shelves(kind));
        let meets = |shelf: &&Arc<Shelf>| {
            let own = shelf.prefix.trim_end_matches('/');
            roots
                .iter()
                .any(|root| is_under(own, root) || is_under(root, own))
        };
        let files = shelves.filter(meets).flat_map(|shelf| match roots {
            // Whoever asks for one file need not wait for its neighbours.
            [only] if only.starts_with(&shelf.prefix) && self.snapshot.find(only).is_some() => {
                shelf.at(only).into_iter().collect()
            }
            _ => shelf.listed().collect::<Vec<_>>(),
        });
        let is_meant = |file: &&File| roots.iter().any(|root| is_under(file.path(), root));
        let files: Vec<&File> = files.filter(is_meant).collect();
        together::read(&files);
        files.into_iter()
    }

    /// Returns the record files of a kind that has folders of months, of those that are wanted and of those in none,
    /// ordered by path.
    pub fn files_of_months(&self, kind: &Kind, wanted: impl Fn(&str) -> bool) -> Vec<&File> {
        On::Kind(kind).note();
        let shelves: Vec<&Arc<Shelf>> = self.shelves_of_months(kind, wanted).collect();
        home::read_all(&shelves);
        shelves
            .into_iter()
            .flat_map(|shelf| shelf.listed())
            .collect()
    }

    /// Returns the record files of one kind, ordered by path.
    pub fn files_of(&self, kind: &Kind) -> impl Iterator<Item = &File> {
        On::Kind(kind).note();
        home::read_all(&self.shelves(kind).iter().collect::<Vec<_>>());
        self.listed(kind)
    }

    /// Returns the readable records of one kind, ordered by path.
    pub fn all<T: Record>(&self, kind: &Kind) -> impl Iterator<Item = One<'_, T>> {
        self.files_of(kind).filter_map(File::as_one)
    }

    /// Returns the record file at a path.
    pub fn at(&self, path: &str) -> Option<&File> {
        On::Path(path).note();
        let (top, _) = path.split_once('/')?;
        let kind = KINDS.iter().find(|kind| kind.folder == top)?;
        let mut shelves = self.shelves(kind).iter();
        shelves.find_map(|shelf| path.starts_with(&shelf.prefix).then(|| shelf.at(path))?)
    }

    /// Returns whether a file stands at a path, record or not.
    pub fn is_file(&self, path: &str) -> bool {
        // Whoever has read a folder need not list it once more for this.
        self.at(path).is_some() || self.snapshot.find(path).is_some()
    }

    /// Returns the record file with an id in canonical spelling; the first by path where two share it.
    pub fn file(&self, kind: &Kind, id: &str) -> Option<&File> {
        On::Id(kind, id).note();
        if let Some(files) = self.by_id(kind) {
            let first = files.partition_point(|file| file.id.as_str() < id);
            let file = files.get(first).map(|file| &**file);
            return file.filter(|file| file.id == id);
        }
        let mut shelves = self.shelves(kind).iter();
        shelves.find_map(|shelf| shelf.with_id(id).next())
    }

    /// Returns a readable record by its id.
    pub fn get<T: Record>(&self, kind: &Kind, id: &str) -> Option<One<'_, T>> {
        self.file(kind, id)?.as_one()
    }

    /// Returns whether a file has this id, readable or not.
    pub fn has(&self, kind: &Kind, id: &str) -> bool {
        self.file(kind, id).is_some()
    }

    /// Returns the record files that a text names as their id, whatever their kind.
    pub fn files_named(&self, text: &str) -> Vec<&File> {
        let id = naming::canonical(text);
        let kinds = KINDS.iter().filter(|kind| match kind.naming {
            Naming::Prefix(prefix) => id.starts_with(prefix),
            Naming::Handle | Naming::Week => true,
        });
        kinds.filter_map(|kind| self.file(kind, &id)).collect()
    }

    /// Returns the ids of one kind, ordered, each once, without reading a file.
    pub fn ids(&self, kind: &Kind) -> impl Iterator<Item = &str> {
        On::Ids(kind).note();
        let shelves = self.shelves(kind).iter();
        let mut ids: Vec<&str> = shelves.flat_map(|shelf| shelf.ids()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter()
    }

    /// Returns the paths that share an id, ordered, without reading a file.
    pub fn paths(&self, kind: &Kind, id: &str) -> Vec<&str> {
        On::Id(kind, id).note();
        if let Some(files) = self.by_id(kind) {
            let first = files.partition_point(|file| file.id.as_str() < id);
            let files = files[first..].iter().take_while(|file| file.id == id);
            return files.map(|file| file.path()).collect();
        }
        let shelves = self.shelves(kind).iter();
        let files = shelves.flat_map(|shelf| shelf.with_id(id));
        files.map(File::path).collect()
    }

    /// Reads every record file, on all cores; what is read already is not read again.
    pub fn read_all(&self) {
        let shelves = KINDS.iter().flat_map(|kind| self.shelves(kind));
        home::read_all(&shelves.collect::<Vec<_>>());
        self.by_id
            .get_or_init(|| KINDS.iter().map(|_| OnceLock::new()).collect());
    }

    /// Returns the files of a kind, ordered by id and then by path, where all of the desk are read.
    fn by_id(&self, kind: &Kind) -> Option<&[Arc<File>]> {
        let by_id = &self.by_id.get()?[kind.place()];
        let files = by_id.get_or_init(|| {
            let shelves = self.shelves(kind).iter();
            let files = shelves.flat_map(|shelf| shelf.files());
            let mut files: Vec<Arc<File>> = files.cloned().collect();
            files.sort_by(|one, other| one.id.cmp(&other.id));
            files
        });
        Some(files)
    }

    /// Returns the record files of a kind, ordered by path, without reading them.
    fn listed(&self, kind: &Kind) -> impl Iterator<Item = &File> {
        let shelves = self.shelves(kind).iter();
        shelves.flat_map(|shelf| shelf.listed())
    }
}

/// Reads a text as one record of a type.
pub(super) fn read_as<T: Record + DeserializeOwned>(text: &str) -> ReadRecord {
    strict::typed::<T>(text).map(|record| Box::new(record) as Box<dyn Record>)
}

/// Returns the JSON Schema of a type as draft 7, which editors read.
pub(super) fn schema_of<T: JsonSchema>() -> Schema {
    let mut settings = SchemaSettings::draft07();
    // First, for a reference with a default beside it would be written in another way than one without.
    let transform = Box::new(RecursiveTransform(drop_default));
    settings.transforms.insert(0, transform);
    settings.into_generator().into_root_schema_for::<T>()
}

/// Takes away the default of all but lists of texts: a mapping of keys without values is nothing that an editor should
/// offer.
fn drop_default(schema: &mut Schema) {
    let text = serde_json::json!({"type": "string"});
    if schema.get("items") != Some(&text) {
        schema.remove("default");
    }
}
