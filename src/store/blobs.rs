//! Reading blobs behind a snapshot, from any thread.
//! Which blobs a snapshot has is decided in `snapshots` and `work_tree`.

use std::sync::{Arc, Mutex, PoisonError};

use git2::{Oid, Repository};

use super::Store;
use super::repository::{Where, open_handle};
use crate::source::{BlobId, Blobs};

/// Repository handles for readers: one each at a time, since libgit2 allows no two threads on one handle.
pub(super) struct Handles {
    at: Where,
    free: Mutex<Vec<Repository>>,
}

impl Handles {
    pub(super) fn new(at: Where) -> Self {
        Self {
            at,
            free: Mutex::new(Vec::new()),
        }
    }

    /// Runs `read` with a handle of its own.
    pub(super) fn with<T>(
        &self,
        read: impl FnOnce(&Repository) -> Result<T, git2::Error>,
    ) -> Result<T, git2::Error> {
        let free = self.lock().pop();
        let handle = match free {
            Some(handle) => handle,
            None => open_handle(&self.at)?,
        };
        let result = read(&handle);
        self.lock().push(handle);
        result
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Repository>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
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
pub(super) struct StoredBlobs(pub(super) Arc<Handles>);

impl Blobs for StoredBlobs {
    fn read(&self, path: &str, id: &BlobId) -> Result<Vec<u8>, String> {
        self.0
            .with(|handle| {
                let blob = handle.find_blob(Oid::from_str(&id.0)?)?;
                Ok(blob.content().to_vec())
            })
            .map_err(|error| format!("cannot read {path}: {}", error.message()))
    }
}
