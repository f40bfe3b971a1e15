//! The record files of one folder: listed when they are first asked for, found by id, shared between snapshots that
//! have the folder alike.
//! Which folders a kind has is decided in `kinds`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use super::File;
use super::layout::{Misplaced, Placed, place};
use crate::source::{Blobs, Entry, Folder};

/// The record files below one folder, ordered by path.
pub(super) struct Shelf {
    /// Path of the folder with a slash at the end.
    pub(super) prefix: String,
    folder: Arc<Folder>,
    blobs: Arc<dyn Blobs>,
    /// Where the same folder of other snapshots may be, whose files are taken where they are alike.
    pool: Weak<Pool>,
    opened: OnceLock<Opened>,
    pub(super) named: super::naming::Named,
}

/// What a folder was found to hold.
struct Opened {
    files: Vec<Arc<File>>,
    /// Places in `files`, ordered by id and then by path.
    by_id: Vec<u32>,
    misplaced: Vec<Misplaced>,
}

impl Shelf {
    /// Returns its files, ordered by path.
    pub(super) fn files(&self) -> &[Arc<File>] {
        &self.opened().files
    }

    /// Returns the files that look like records and are none.
    pub(super) fn misplaced(&self) -> &[Misplaced] {
        &self.opened().misplaced
    }

    /// Returns the file at a path.
    pub(super) fn at(&self, path: &str) -> Option<&File> {
        let files = self.files();
        let at = files.binary_search_by(|file| file.path().cmp(path)).ok()?;
        Some(&files[at])
    }

    /// Returns the files with an id, ordered by path.
    pub(super) fn with_id<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a File> + use<'a> {
        let opened = self.opened();
        let file = |at: &u32| &*opened.files[*at as usize];
        let start = opened.by_id.partition_point(|at| file(at).id.as_str() < id);
        let end = opened.by_id[start..].partition_point(|at| file(at).id == id);
        let places = opened.by_id[start..start + end].iter();
        places.map(|at| &*opened.files[*at as usize])
    }

    /// Returns the ids of its files, ordered.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        let opened = self.opened();
        let places = opened.by_id.iter();
        places.map(|at| opened.files[*at as usize].id.as_str())
    }

    fn opened(&self) -> &Opened {
        self.opened.get_or_init(|| self.open())
    }

    fn open(&self) -> Opened {
        let mut entries = Vec::new();
        self.folder
            .flatten(&self.prefix, &*self.blobs, &mut entries);
        let elder = self.pool.upgrade().and_then(|pool| pool.open(&self.prefix));
        let known = elder.as_ref().and_then(|elder| elder.opened.get());
        let mut known = known
            .map_or(&[][..], |known| &known.files)
            .iter()
            .peekable();
        let (mut files, mut misplaced) = (Vec::with_capacity(entries.len()), Vec::new());
        for entry in entries {
            while known
                .next_if(|file| file.path() < entry.path.as_str())
                .is_some()
            {}
            match known.next_if(|file| file.entry == entry) {
                Some(twin) => files.push(Arc::clone(twin)),
                None => self.put(entry, &mut files, &mut misplaced),
            }
        }
        let mut by_id: Vec<u32> = (0..files.len() as u32).collect();
        let id = |at: &u32| &files[*at as usize].id;
        if !by_id.is_sorted_by_key(id) {
            by_id.sort_by_key(id);
        }
        Opened {
            files,
            by_id,
            misplaced,
        }
    }

    fn put(&self, entry: Entry, files: &mut Vec<Arc<File>>, misplaced: &mut Vec<Misplaced>) {
        match place(&entry.path) {
            Placed::Elsewhere => {}
            Placed::Wrongly(reason) => misplaced.push(reason),
            Placed::Record { kind, id } => {
                files.push(Arc::new(File::new(entry, kind, id, &self.blobs)));
            }
        }
    }
}

/// Shelves of related snapshots, so that what they have alike is listed and read once.
#[derive(Default)]
pub(super) struct Pool(Mutex<HashMap<String, Vec<Arc<Shelf>>>>);

/// Shelves of one folder that are held for others; more are rarely asked for again.
const HELD: usize = 4;

impl Pool {
    /// Returns the shelf of a folder, whose path with a slash at the end is `prefix`.
    pub(super) fn shelf(
        self: &Arc<Self>,
        prefix: String,
        folder: &Arc<Folder>,
        blobs: &Arc<dyn Blobs>,
    ) -> Arc<Shelf> {
        let mut pool = lock(&self.0);
        let known = pool.entry(prefix.clone()).or_default();
        if let Some(shelf) = known.iter().find(|shelf| shelf.folder.is_same(folder)) {
            return Arc::clone(shelf);
        }
        let shelf = Arc::new(Shelf {
            prefix,
            folder: Arc::clone(folder),
            blobs: Arc::clone(blobs),
            pool: Arc::downgrade(self),
            opened: OnceLock::new(),
            named: super::naming::Named::default(),
        });
        if known.len() == HELD {
            known.remove(1);
        }
        known.push(Arc::clone(&shelf));
        shelf
    }

    /// Returns the latest shelf of a folder that is open.
    fn open(&self, prefix: &str) -> Option<Arc<Shelf>> {
        let pool = lock(&self.0);
        let mut latest = pool.get(prefix)?.iter().rev();
        latest.find(|shelf| shelf.opened.get().is_some()).cloned()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
