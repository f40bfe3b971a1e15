//! Commits and the index as snapshots: paths with blob ids, texts read on demand.
//! The files on disk are read in `work_tree`.

use std::sync::Arc;

use git2::{ErrorCode, Index, IndexEntry, ObjectType, Tree};

use super::{Store, Trouble, blobs::StoredBlobs};
use crate::source::snapshot::Content;
use crate::source::{BlobId, Entry, EntryType, Snapshot};

/// File modes in trees and in the index.
pub(super) const PLAIN: u32 = 0o100_644;
pub(super) const EXECUTABLE: u32 = 0o100_755;
const SYMLINK: u32 = 0o120_000;
const SUBMODULE: u32 = 0o160_000;
/// The flag of a path that `git add --intent-to-add` promised and nobody has filled.
const INTENT_TO_ADD: u16 = 1 << 13;

impl Store {
    /// Returns the files of a revision: a commit id, branch, tag, or anything `git rev-parse` names a commit by.
    ///
    /// # Errors
    /// The revision is unknown or ambiguous, or its trees cannot be read.
    pub fn at(&self, revision: &str) -> Result<Snapshot, Trouble> {
        let object = self
            .repository
            .revparse_single(revision)
            .map_err(|error| unknown_revision(revision, &error))?;
        let tree = object
            .peel_to_tree()
            .map_err(|error| unknown_revision(revision, &error))?;
        self.tree_snapshot(&tree)
    }

    /// Returns the files of the current commit; `None` before the first.
    ///
    /// # Errors
    /// The commit cannot be read.
    pub fn head(&self) -> Result<Option<Snapshot>, Trouble> {
        let head = match self.repository.head() {
            Ok(head) => head,
            Err(error) if is_before_first_commit(&error) => return Ok(None),
            Err(error) => return Err(Trouble::of_git("read HEAD", &error)),
        };
        let tree = head
            .peel_to_tree()
            .map_err(|error| Trouble::of_git("read the current commit", &error))?;
        self.tree_snapshot(&tree).map(Some)
    }

    /// Returns the files of the index, as the next `git commit` would record them.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn staged(&self) -> Result<Snapshot, Trouble> {
        let index = self.fresh_index()?;
        Ok(Snapshot::new(index_entries(&index), self.stored_blobs()))
    }

    pub(super) fn tree_snapshot(&self, tree: &Tree<'_>) -> Result<Snapshot, Trouble> {
        let mut entries = Vec::new();
        self.list_tree(tree, "", &mut entries)
            .map_err(|error| Trouble::of_git("list the files of a commit", &error))?;
        Ok(Snapshot::new(entries, self.stored_blobs()))
    }

    fn list_tree(
        &self,
        tree: &Tree<'_>,
        folder: &str,
        entries: &mut Vec<Entry>,
    ) -> Result<(), git2::Error> {
        for item in tree {
            let path = format!("{folder}{}", String::from_utf8_lossy(item.name_bytes()));
            match item.kind() {
                Some(ObjectType::Tree) => {
                    let below = self.repository.find_tree(item.id())?;
                    self.list_tree(&below, &format!("{path}/"), entries)?;
                }
                Some(ObjectType::Blob) => {
                    entries.push(stored(path, item.id(), item.filemode().unsigned_abs()));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Returns the index as it is on disk at this moment.
    pub(super) fn fresh_index(&self) -> Result<Index, Trouble> {
        let read = |error| Trouble::of_git("read the index", &error);
        let mut index = self.repository.index().map_err(read)?;
        index.read(false).map_err(read)?;
        Ok(index)
    }

    pub(super) fn stored_blobs(&self) -> Arc<StoredBlobs> {
        Arc::new(StoredBlobs(Arc::clone(&self.handles)))
    }
}

/// Returns whether an error on reading HEAD says that its branch has no commit.
pub(super) fn is_before_first_commit(error: &git2::Error) -> bool {
    matches!(error.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound)
}

/// Lists the index, each path once; submodules and promised files are no content.
pub(super) fn index_entries(index: &Index) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::with_capacity(index.len());
    for item in index.iter() {
        if item.mode == SUBMODULE || item.flags_extended & INTENT_TO_ADD != 0 {
            continue;
        }
        let path = String::from_utf8_lossy(&item.path).into_owned();
        let mut entry = stored(path, item.id, item.mode);
        if stage(&item) > 0 {
            entry.entry_type = EntryType::Conflict;
            if entries.last().is_some_and(|last| last.path == entry.path) {
                continue;
            }
        }
        entries.push(entry);
    }
    entries
}

fn stage(item: &IndexEntry) -> u16 {
    (item.flags >> 12) & 3
}

fn stored(path: String, id: git2::Oid, mode: u32) -> Entry {
    let entry_type = match mode {
        SYMLINK => EntryType::Symlink,
        _ => EntryType::File,
    };
    Entry {
        path,
        content: Content::Blob(BlobId(id.to_string())),
        entry_type,
    }
}

pub(super) fn unknown_revision(revision: &str, error: &git2::Error) -> Trouble {
    let why = match error.code() {
        ErrorCode::NotFound => "no commit is known by that name",
        ErrorCode::Ambiguous => "more than one commit begins so",
        ErrorCode::InvalidSpec => "it is not the name of a commit",
        _ => error.message(),
    };
    Trouble::new(
        format!("cannot read revision '{revision}': {why}"),
        "see the commits with `git log --oneline --all`; in a shallow clone fetch the rest with `git fetch --unshallow`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sandbox::Sandbox;

    fn paths(snapshot: &Snapshot) -> Vec<&str> {
        let entries = snapshot.entries().iter();
        entries.map(|entry| entry.path.as_str()).collect()
    }

    #[test]
    fn before_the_first_commit_there_is_no_head() {
        let sandbox = Sandbox::new();
        assert!(sandbox.store().head().expect("readable").is_none());
        assert!(
            sandbox
                .store()
                .staged()
                .expect("readable")
                .entries()
                .is_empty()
        );
    }

    #[test]
    fn a_commit_lists_files_and_symlinks_and_reads_them() {
        let sandbox = Sandbox::with_history();
        std::os::unix::fs::symlink("a.yaml", sandbox.path("people/link.yaml")).expect("a link");
        sandbox.git(&["add", "-A"]);
        sandbox.git(&["commit", "-qm", "link"]);
        let head = sandbox.store().head().expect("readable").expect("a commit");
        assert_eq!(
            paths(&head),
            [
                "desk.toml",
                "people/a.yaml",
                "people/link.yaml",
                "requests/2026-11/R1.yaml"
            ]
        );
        let link = head.find("people/link.yaml").expect("listed");
        assert_eq!(link.entry_type, EntryType::Symlink);
        assert_eq!(head.read(link), Ok(b"a.yaml".to_vec()));
        let before = sandbox.store().at("HEAD~1").expect("a revision");
        assert_eq!(head.changed_since(&before), ["people/link.yaml"]);
    }

    #[test]
    fn an_unknown_revision_is_named() {
        let sandbox = Sandbox::with_history();
        let trouble = sandbox
            .store()
            .at("nowhere")
            .map(|_| ())
            .expect_err("unknown");
        assert_eq!(
            trouble.message,
            "cannot read revision 'nowhere': no commit is known by that name"
        );
    }

    #[test]
    fn the_index_shows_what_the_next_commit_records() {
        let sandbox = Sandbox::with_history();
        let store = sandbox.store();
        let head = store.head().expect("readable").expect("a commit");
        sandbox.put("people/a.yaml", "name: Staged\n");
        assert!(
            store
                .staged()
                .expect("readable")
                .changed_since(&head)
                .is_empty()
        );
        sandbox.git(&["add", "people/a.yaml"]);
        sandbox.put("people/a.yaml", "name: Later\n");
        sandbox.put("people/promised.yaml", "name: P\n");
        sandbox.git(&["add", "-N", "people/promised.yaml"]);
        let staged = store.staged().expect("readable");
        assert_eq!(staged.changed_since(&head), ["people/a.yaml"]);
        let entry = staged.find("people/a.yaml").expect("listed");
        assert_eq!(staged.read(entry), Ok(b"name: Staged\n".to_vec()));
    }

    #[test]
    fn an_undecided_merge_shows_as_conflict_once() {
        let sandbox = Sandbox::with_conflict();
        let staged = sandbox.store().staged().expect("readable");
        let undecided: Vec<_> = staged
            .entries()
            .iter()
            .filter(|entry| entry.entry_type == EntryType::Conflict)
            .collect();
        assert_eq!(undecided.len(), 1);
        assert_eq!(undecided[0].path, "people/a.yaml");
    }
}
