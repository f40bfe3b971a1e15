//! Where the files of a folder are kept as earlier runs read them, and when what was read is kept anew.
//! The bytes themselves are the matter of `pack`.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError, RwLock};

use super::pack::{Known, Pack, Written};
use super::{File, together};
use crate::records::{Kind, kept};
use crate::source::snapshot::{Content, Entry};
use crate::source::{BlobId, Blobs, EntryType, TreeId};

/// Files that are not kept before a folder is written again, unless they are an eighth of it.
const MANY: usize = 64;

/// The folder of some files, for all snapshots that have it.
pub(super) struct Home {
    pub(super) kind: &'static Kind,
    /// Path of the folder with a slash at the end.
    prefix: String,
    /// The name under which its bytes are kept: the format of records, and the path.
    name: String,
    blobs: Arc<dyn Blobs>,
    pack: RwLock<Asked>,
}

enum Asked {
    NotYet,
    Answered(Option<Arc<Pack>>),
}

impl Home {
    pub(super) fn new(kind: &'static Kind, prefix: &str, blobs: &Arc<dyn Blobs>) -> Self {
        Self {
            kind,
            prefix: prefix.to_owned(),
            name: format!("{}/{}", kept::FORMAT, prefix.trim_end_matches('/')),
            blobs: Arc::clone(blobs),
            pack: RwLock::new(Asked::NotYet),
        }
    }

    /// Returns what earlier runs kept, unless that was found to be damaged.
    pub(super) fn pack(&self) -> Option<Arc<Pack>> {
        let asked = match &*self.asked() {
            Asked::Answered(pack) => Some(pack.clone()),
            Asked::NotYet => None,
        };
        let pack = asked.unwrap_or_else(|| self.ask());
        pack.filter(|pack| !pack.is_damaged())
    }

    /// Returns what earlier runs kept, if somebody asked for it before.
    pub(super) fn pack_at_hand(&self) -> Option<Arc<Pack>> {
        match &*self.asked() {
            Asked::Answered(pack) => pack.clone(),
            Asked::NotYet => None,
        }
    }

    fn asked(&self) -> std::sync::RwLockReadGuard<'_, Asked> {
        self.pack.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn ask(&self) -> Option<Arc<Pack>> {
        let pack = self.blobs.kept(&self.name).and_then(Pack::open);
        let pack = pack.map(Arc::new);
        let mut asked = self.pack.write().unwrap_or_else(PoisonError::into_inner);
        *asked = Asked::Answered(pack.clone());
        pack
    }

    /// Returns the bytes of an entry of the folder.
    ///
    /// # Errors
    /// One sentence on why the bytes cannot be had.
    pub(super) fn read(&self, entry: &Entry) -> Result<Vec<u8>, String> {
        entry.read(&*self.blobs)
    }

    /// Returns the name of a file in the folder.
    pub(super) fn name_of<'f>(&self, file: &'f File) -> &'f str {
        &file.path()[self.prefix.len()..]
    }

    /// Returns whether it is kept whom a file names.
    pub(super) fn covers(&self, pack: &Pack, file: &File) -> bool {
        blob_of(file).is_some_and(|blob| pack.covers(&blob, self.name_of(file)))
    }

    /// Keeps what files were read as, all of which are read, where many of them are not kept yet.
    pub(super) fn keep(&self, files: &[Arc<File>], tree: Option<TreeId>) {
        let pack = self.pack();
        self.keep_beside(pack.as_deref(), files, tree);
        // Nothing is written on that turns out to be damaged.
        if pack.is_some_and(|pack| pack.is_damaged()) {
            self.keep_beside(None, files, tree);
        }
    }

    fn keep_beside(&self, pack: Option<&Pack>, files: &[Arc<File>], tree: Option<TreeId>) {
        let is_known = |file: &File| pack.is_some_and(|pack| self.covers(pack, file));
        let is_new = |file: &&Arc<File>| blob_of(file).is_some() && !is_known(file);
        let new: Vec<&Arc<File>> = files.iter().filter(is_new).collect();
        if new.is_empty() || (new.len() < MANY && new.len() * 8 < files.len()) {
            return;
        }
        let used: BTreeSet<(BlobId, &str)> = files
            .iter()
            .filter_map(|file| Some((blob_of(file)?, self.name_of(file))))
            .collect();
        let held = pack.and_then(Pack::taken);
        let is_used = |blob: &BlobId, name: &str| used.contains(&(*blob, name));
        let older = match pack {
            Some(pack) => held.as_ref().and_then(|held| pack.older(held, is_used)),
            None => Some(Vec::new()),
        };
        let Some(mut known) = older else {
            return;
        };
        known.extend(new.iter().filter_map(|file| self.known(file)));
        let tree = tree.map(|tree| (tree, files.len()));
        let written = Written::of(self.kind, tree, known);
        self.blobs.keep(&self.name, &mut written.pieces());
        self.ask();
    }

    fn known(&self, file: &File) -> Option<Known<'static>> {
        let read = file.read().as_deref().map_err(Vec::as_slice);
        // What the disk refused today it may give tomorrow.
        let text = file.take_bytes()?;
        let bytes = kept::to_bytes(self.kind, read)?;
        Known::new(blob_of(file)?, self.name_of(file), &bytes, text)
    }

    /// Returns the content of a blob, where it is kept and at hand.
    pub(super) fn text(&self, blob: &BlobId) -> Option<Vec<u8>> {
        self.pack_at_hand()?.text(blob)
    }

    /// Takes what is kept into memory while many files are read, or lets go of it.
    pub(super) fn hold(&self, is_held: bool) {
        if let Some(pack) = self.pack() {
            pack.hold(is_held);
        }
    }
}

/// Returns the blob of a file that git can store; texts in memory and what is no file have none.
pub(super) fn blob_of(file: &File) -> Option<BlobId> {
    match (&file.entry.content, file.entry.entry_type) {
        (Content::Blob(id), EntryType::File) => Some(*id),
        _ => None,
    }
}

/// Reads the files of shelves on all cores where they are many, and keeps what they were read as.
pub(super) fn read_all(shelves: &[&Arc<super::Shelf>]) {
    together::each(shelves, 1, |shelf| {
        shelf.files();
    });
    let all = shelves.iter().flat_map(|shelf| shelf.files());
    let told = together::tell_of(all.filter(|file| !file.is_read()).count());
    for batch in batches(shelves) {
        let files = batch.iter().flat_map(|shelf| shelf.files());
        let unread: Vec<&Arc<File>> = files.filter(|file| !file.is_read()).collect();
        if unread.len() < together::LEAST {
            continue;
        }
        together::each(batch, 1, |shelf| shelf.home.hold(true));
        together::each(&unread, together::CHUNK, |file| {
            file.read();
            if let Some(told) = &told {
                told.add(1);
            }
        });
        together::each(batch, 1, |shelf| {
            shelf.keep();
            shelf.home.hold(false);
        });
    }
}

/// Reads and keeps the files of shelves of which nothing is kept, where these are many: to search their texts would cost
/// the same in every later run.
pub(super) fn read_unkept(shelves: &[&Arc<super::Shelf>]) {
    // Where nothing can be kept, nobody asks a second time.
    let is_unkept = |shelf: &&Arc<super::Shelf>| {
        !shelf.named.is_asked.swap(true, Ordering::Relaxed) && shelf.home.pack().is_none()
    };
    let unkept: Vec<&Arc<super::Shelf>> = shelves.iter().copied().filter(is_unkept).collect();
    let files = unkept.iter().flat_map(|shelf| shelf.files());
    let lasting = files.filter(|file| blob_of(file).is_some()).count();
    if together::LEAST <= lasting {
        read_all(&unkept);
    }
}

/// Files whose bytes are held in memory at a time; a record has about 500.
const BATCH: usize = 50_000;

fn batches<'s, 'a>(shelves: &'s [&'a Arc<super::Shelf>]) -> Vec<&'s [&'a Arc<super::Shelf>]> {
    let (mut batches, mut start, mut count) = (Vec::new(), 0, 0);
    for (at, shelf) in shelves.iter().enumerate() {
        if start < at && BATCH < count + shelf.files().len() {
            batches.push(&shelves[start..at]);
            (start, count) = (at, 0);
        }
        count += shelf.files().len();
    }
    batches.push(&shelves[start..]);
    batches
}
