//! The record files of one folder: listed when they are first asked for, found by id, shared between snapshots that
//! have the folder alike.
//! Which folders a kind has is decided in `kinds`.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use elsa::sync::FrozenVec;

use super::File;
use super::home::{Home, blob_of};
use super::layout::{Misplaced, Placed, place};
use super::pack::{Key, Led, Pack};
use crate::records::Kind;
use crate::source::snapshot::{Content, Leaf, Node};
use crate::source::{Blobs, Entry, EntryType, Folder, TreeId};

/// The record files below one folder, ordered by path.
pub(super) struct Shelf {
    /// Path of the folder with a slash at the end.
    pub(super) prefix: String,
    pub(super) home: Arc<Home>,
    folder: Arc<Folder>,
    blobs: Arc<dyn Blobs>,
    /// Where the same folder of other snapshots may be, whose files are taken where they are alike.
    pool: Weak<Pool>,
    opened: OnceLock<Opened>,
    singles: Singles,
    pub(super) named: super::naming::Named,
}

/// Files of a shelf that were found by what is kept, while the folder is not listed.
#[derive(Default)]
struct Singles {
    by_path: Mutex<BTreeMap<String, (usize, Arc<File>)>>,
    files: FrozenVec<Arc<File>>,
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

    /// Returns its files, ordered by path, as those outside of this folder see them.
    pub(super) fn listed(&self) -> impl Iterator<Item = &File> {
        self.files().iter().map(|file| &**file)
    }

    /// Returns the files that look like records and are none.
    pub(super) fn misplaced(&self) -> &[Misplaced] {
        &self.opened().misplaced
    }

    /// Returns the file at a path.
    pub(super) fn at(&self, path: &str) -> Option<&File> {
        if !self.is_open() {
            let name = path.strip_prefix(&self.prefix)?;
            return match self.folder.node(name, &*self.blobs)? {
                Node::File(leaf) => self.single(leaf.at(path.to_owned())),
                Node::Folder(_) => None,
            };
        }
        let files = self.files();
        let at = files.binary_search_by(|file| file.path().cmp(path)).ok()?;
        Some(&files[at])
    }

    /// Returns its tree id; `None` where git has not stored the folder as it is here.
    pub(super) fn tree(&self) -> Option<TreeId> {
        self.folder.id()
    }

    /// Keeps what its files were read as, once all are read.
    pub(super) fn keep(&self) {
        if self.files().iter().all(|file| file.is_read()) {
            self.home.keep(self.files(), self.tree());
        }
    }

    /// Returns what is kept of exactly this folder, so that it need not be listed to know what it lacks.
    pub(super) fn kept_whole(&self) -> Option<Arc<Pack>> {
        let tree = self.tree()?;
        self.home.pack().filter(|pack| pack.tree == Some(tree))
    }

    /// Returns the files of exactly this folder that a key leads to in what is kept, ordered by path; `None` where some
    /// of that is damaged.
    pub(super) fn kept_files(&self, pack: &Pack, key: &Key<'_>) -> Option<Vec<&File>> {
        let named = pack.files(key)?.into_iter();
        let mut files: Vec<&File> = named.filter_map(|led| self.kept_file(&led)).collect();
        files.sort_by(|one, other| one.path().cmp(other.path()));
        Some(files)
    }

    /// Returns the file that is kept, where the folder has it; one known to be as it was kept is not listed for that.
    fn kept_file(&self, led: &Led) -> Option<&File> {
        let path = format!("{}{}", self.prefix, led.name);
        if self.is_open() || self.kept_whole().is_none() {
            let file = self.at(&path);
            return file.filter(|file| blob_of(file) == Some(led.blob));
        }
        let leaf = Leaf {
            content: Content::Blob(led.blob),
            entry_type: EntryType::File,
        };
        led.is_present.then(|| self.single(leaf.at(path)))?
    }

    /// Returns the file at a path, if it was asked for before.
    fn known(&self, path: &str) -> Option<Arc<File>> {
        if let Some(opened) = self.opened.get() {
            let at = opened
                .files
                .binary_search_by(|file| file.path().cmp(path))
                .ok()?;
            return Some(Arc::clone(&opened.files[at]));
        }
        let singles = lock(&self.singles.by_path);
        singles.get(path).map(|(_, file)| Arc::clone(file))
    }

    /// Returns the file of an entry of this folder, while the folder is not opened for it.
    fn single(&self, entry: Entry) -> Option<&File> {
        let twin = self.pool.upgrade().and_then(|pool| pool.twin(self, &entry));
        let mut singles = lock(&self.singles.by_path);
        if let Some((at, _)) = singles.get(&entry.path) {
            return self.singles.files.get(*at);
        }
        let path = entry.path.clone();
        let mut files: Vec<Arc<File>> = twin.into_iter().collect();
        if files.is_empty() {
            self.put(entry, &mut files, &mut Vec::new());
        }
        let file = files.pop()?;
        let at = self.singles.files.len();
        let single = self.singles.files.push_get(Arc::clone(&file));
        singles.insert(path, (at, file));
        Some(single)
    }

    /// Returns the files with an id, ordered by path.
    pub(super) fn with_id<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a File> + use<'a> {
        if !self.is_open()
            && let Some(pack) = self.kept_whole()
            && let Some(files) = self.kept_files(&pack, &Key::Own(id))
        {
            return files.into_iter();
        }
        let opened = self.opened();
        let file = |at: &u32| &*opened.files[*at as usize];
        let start = opened.by_id.partition_point(|at| file(at).id.as_str() < id);
        let end = opened.by_id[start..].partition_point(|at| file(at).id == id);
        let files: Vec<&File> = opened.by_id[start..start + end].iter().map(file).collect();
        files.into_iter()
    }

    /// Returns the ids of its files, ordered.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        let opened = self.opened();
        let places = opened.by_id.iter();
        places.map(|at| opened.files[*at as usize].id.as_str())
    }

    pub(super) fn is_open(&self) -> bool {
        self.opened.get().is_some()
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
        let singles = lock(&self.singles.by_path);
        let (mut files, mut misplaced) = (Vec::with_capacity(entries.len()), Vec::new());
        for entry in entries {
            while known
                .next_if(|file| file.path() < entry.path.as_str())
                .is_some()
            {}
            match known.next_if(|file| file.entry == entry) {
                Some(twin) => files.push(Arc::clone(twin)),
                None => match singles.get(&entry.path) {
                    Some((_, single)) if single.entry == entry => files.push(Arc::clone(single)),
                    _ => self.put(entry, &mut files, &mut misplaced),
                },
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
                let file = File::new(entry, kind, id, &self.home);
                files.push(Arc::new(file));
            }
        }
    }
}

/// Shelves of related snapshots, so that what they have alike is listed and read once.
#[derive(Default)]
pub(super) struct Pool(Mutex<BTreeMap<String, Held>>);

/// What is held of one folder.
struct Held {
    home: Arc<Home>,
    /// The shelves that somebody has, the oldest first.
    shelves: Vec<Weak<Shelf>>,
}

impl Held {
    /// Returns the shelves that somebody has, the oldest first.
    fn shelves(&self) -> impl DoubleEndedIterator<Item = Arc<Shelf>> {
        self.shelves.iter().filter_map(Weak::upgrade)
    }
}

impl Pool {
    /// Returns the shelf of a folder, whose path with a slash at the end is `prefix`.
    pub(super) fn shelf(
        self: &Arc<Self>,
        kind: &'static Kind,
        prefix: String,
        folder: &Arc<Folder>,
        blobs: &Arc<dyn Blobs>,
    ) -> Arc<Shelf> {
        let mut pool = lock(&self.0);
        let held = pool.entry(prefix.clone()).or_insert_with(|| Held {
            home: Arc::new(Home::new(kind, &prefix, blobs)),
            shelves: Vec::new(),
        });
        if let Some(shelf) = held.shelves().find(|shelf| shelf.folder.is_same(folder)) {
            return shelf;
        }
        let shelf = Arc::new(Shelf {
            prefix,
            home: Arc::clone(&held.home),
            folder: Arc::clone(folder),
            blobs: Arc::clone(blobs),
            pool: Arc::downgrade(self),
            opened: OnceLock::new(),
            singles: Singles::default(),
            named: super::naming::Named::default(),
        });
        held.shelves.retain(|shelf| 0 < shelf.strong_count());
        held.shelves.push(Arc::downgrade(&shelf));
        shelf
    }

    /// Returns the file that another shelf of the same folder has of an entry.
    fn twin(&self, of: &Shelf, entry: &Entry) -> Option<Arc<File>> {
        let held: Vec<Arc<Shelf>> = lock(&self.0).get(&of.prefix)?.shelves().collect();
        let others = held.iter().filter(|shelf| !std::ptr::eq(&***shelf, of));
        let mut found = others.filter_map(|shelf| shelf.known(&entry.path));
        found.find(|file| file.entry == *entry)
    }

    /// Returns the latest shelf of a folder that is open.
    fn open(&self, prefix: &str) -> Option<Arc<Shelf>> {
        let pool = lock(&self.0);
        let mut latest = pool.get(prefix)?.shelves().rev();
        latest.find(|shelf| shelf.is_open())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
