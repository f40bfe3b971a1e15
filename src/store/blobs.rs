//! Reading blobs behind a snapshot, from any thread.
//! Which blobs a snapshot has is decided in `snapshots` and `work_tree`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use git2::{ObjectType, Oid, Repository};

use super::cache::Cache;
use super::repository::{Where, open_handle};
use super::snapshots::leaf;
use super::{Store, Trouble};
use crate::source::snapshot::{Folder, Item, Kept, Node, Piece};
use crate::source::{BlobId, Blobs, TreeId};

/// Repository handles for readers: one each at a time, since libgit2 allows no two threads on one handle.
pub(super) struct Handles {
    at: Where,
    cache: Cache,
    free: Mutex<Vec<Repository>>,
    /// Folders listed already, for all snapshots that have them, while one of these holds on to it.
    listed: Mutex<BTreeMap<TreeId, Weak<[Item]>>>,
    /// What kept a folder from being listed: nothing that was read since is whole.
    failure: OnceLock<Trouble>,
}

impl Handles {
    pub(super) fn new(at: Where, cache: Cache) -> Self {
        Self {
            at,
            cache,
            free: Mutex::default(),
            listed: Mutex::default(),
            failure: OnceLock::new(),
        }
    }

    /// Runs `read` with a handle of its own.
    pub(super) fn with<T>(
        &self,
        read: impl FnOnce(&Repository) -> Result<T, git2::Error>,
    ) -> Result<T, git2::Error> {
        let free = lock(&self.free).pop();
        let handle = match free {
            Some(handle) => handle,
            None => open_handle(&self.at)?,
        };
        let result = read(&handle);
        lock(&self.free).push(handle);
        result
    }

    fn list(&self, id: TreeId) -> Arc<[Item]> {
        if let Some(items) = lock(&self.listed).get(&id).and_then(Weak::upgrade) {
            return items;
        }
        let items = self.with(|handle| items_of(handle, id));
        let items = items.unwrap_or_else(|error| {
            let trouble = Trouble::of_git(&format!("list the folder {id}"), &error);
            // The first one says it all.
            drop(self.failure.set(trouble));
            Arc::from([])
        });
        let mut listed = lock(&self.listed);
        // What nobody holds any more takes its room until the last who knows of it is gone.
        listed.retain(|_, items| 0 < items.strong_count());
        listed.insert(id, Arc::downgrade(&items));
        items
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns what a tree holds; submodules are no content.
fn items_of(handle: &Repository, id: TreeId) -> Result<Arc<[Item]>, git2::Error> {
    let tree = handle.find_tree(Oid::from_bytes(&id.0)?)?;
    let node = |item: &git2::TreeEntry<'_>| match item.kind() {
        Some(ObjectType::Tree) => Some(Node::Folder(Folder::stored(TreeId(bytes_of(item.id()))))),
        Some(ObjectType::Blob) => Some(Node::File(leaf(
            bytes_of(item.id()),
            item.filemode().unsigned_abs(),
        ))),
        _ => None,
    };
    let items = tree.iter().filter_map(|item| {
        Some(Item {
            name: String::from_utf8_lossy(item.name_bytes()).into(),
            node: node(&item)?,
        })
    });
    Ok(items.collect())
}

/// Returns the bytes of an object's id.
pub(super) fn bytes_of(id: Oid) -> [u8; 20] {
    id.as_bytes().try_into().expect("ids are of SHA-1")
}

/// Tells whether all that was read of a repository is whole.
pub struct Wholeness(Arc<Handles>);

impl Wholeness {
    /// Returns what kept a folder from being listed; nothing may be made of what was read since.
    pub fn trouble(&self) -> Option<Trouble> {
        self.0.failure.get().cloned()
    }
}

impl Store {
    /// Returns whom to ask at the end whether all that was read is whole.
    pub fn wholeness(&self) -> Wholeness {
        Wholeness(Arc::clone(&self.handles))
    }

    /// Returns the text of a blob by its id; nothing where git does not have it, or it is no text.
    pub fn blob_text(&self, id: &str) -> Option<String> {
        let id = Oid::from_str(id).ok()?;
        let bytes = self
            .handles
            .with(|handle| Ok(handle.find_blob(id)?.content().to_vec()));
        String::from_utf8(bytes.ok()?).ok()
    }
}

/// The blobs git has stored.
pub(super) struct StoredBlobs {
    pub(super) handles: Arc<Handles>,
    /// Top of the work tree, where many of them lie as files too.
    pub(super) root: Option<PathBuf>,
}

impl StoredBlobs {
    /// Returns the file of the work tree at a path, where it is this very blob: a file is read faster than an object.
    fn on_disk(&self, path: &str, id: &BlobId) -> Option<Vec<u8>> {
        let path = self.root.as_ref()?.join(path);
        let meta = std::fs::symlink_metadata(&path).ok()?;
        if !meta.is_file() || LARGE < meta.len() {
            return None;
        }
        let bytes = std::fs::read(path).ok()?;
        let own = Oid::hash_object(ObjectType::Blob, &bytes).ok()?;
        (own.as_bytes() == id.0).then_some(bytes)
    }
}

/// Files above this many bytes are not looked at in place of objects; no record is near it.
const LARGE: u64 = 1 << 20;

impl Blobs for StoredBlobs {
    fn read(&self, path: &str, id: &BlobId) -> Result<Vec<u8>, String> {
        if let Some(bytes) = self.on_disk(path, id) {
            return Ok(bytes);
        }
        self.handles
            .with(|handle| {
                let blob = handle.find_blob(Oid::from_bytes(&id.0)?)?;
                Ok(blob.content().to_vec())
            })
            .map_err(|error| format!("cannot read {path}: {}", error.message()))
    }

    fn list(&self, id: TreeId) -> Arc<[Item]> {
        self.handles.list(id)
    }

    fn has_folder(&self, id: TreeId) -> bool {
        let is_there = self.handles.with(|handle| {
            let id = Oid::from_bytes(&id.0)?;
            Ok(handle.find_tree(id).is_ok())
        });
        is_there.unwrap_or_default()
    }

    fn kept(&self, name: &str) -> Option<Box<dyn Kept>> {
        self.handles.cache.kept(name)
    }

    fn keep(&self, name: &str, pieces: &mut dyn Iterator<Item = Piece<'_>>) {
        self.handles.cache.keep(name, pieces);
    }
}
