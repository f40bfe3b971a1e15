//! Commits and the index as snapshots: paths with blob ids, texts read on demand.
//! The files on disk are read in `work_tree`.

use std::sync::Arc;

use git2::{ErrorCode, Tree};

use super::blobs::{StoredBlobs, bytes_of};
use super::compared::Side;
use super::index_file::IndexFile;
use super::index_trees;
use super::{Store, Trouble};
use crate::source::snapshot::{Content, Leaf};
use crate::source::{BlobId, EntryType, Folder, Snapshot, TreeId};

/// File modes in trees and in the index.
pub(super) const PLAIN: u32 = 0o100_644;
pub(super) const EXECUTABLE: u32 = 0o100_755;
pub(super) const SYMLINK: u32 = 0o120_000;

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
        Ok(self.tree_snapshot(&tree))
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
        Ok(Some(self.tree_snapshot(&tree)))
    }

    /// Returns the files of the index, as the next `git commit` would record them.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn staged(&self) -> Result<Snapshot, Trouble> {
        let head = self.head()?;
        let index = IndexFile::read(&self.present_index(), |_| false);
        let told = index.as_ref().zip(head.as_ref());
        let told = told.and_then(|(index, head)| index_trees::staged(index, head));
        let differences = match told {
            Some(told) => told,
            None => self.index_against(head.as_ref())?,
        };
        let changes = differences.iter().map(|path| match &path.index {
            Side::Same => unreachable!("only what differs is listed"),
            Side::Gone => (path.path.as_str(), None),
            Side::Is(leaf) => (path.path.as_str(), Some(leaf.clone())),
        });
        let head = head.unwrap_or_else(|| self.nothing());
        Ok(head.laid_over(changes))
    }

    pub(super) fn tree_snapshot(&self, tree: &Tree<'_>) -> Snapshot {
        let top = Folder::stored(TreeId(bytes_of(tree.id())));
        Snapshot::new(top, self.stored_blobs())
    }

    /// Returns a snapshot of nothing whose blobs to come are those of this repository.
    pub(super) fn nothing(&self) -> Snapshot {
        Snapshot::new(Folder::empty(), self.stored_blobs())
    }

    pub(super) fn stored_blobs(&self) -> Arc<StoredBlobs> {
        Arc::new(StoredBlobs {
            handles: Arc::clone(&self.handles),
            root: self.root().map(Into::into),
        })
    }
}

/// Returns whether an error on reading HEAD says that its branch has no commit.
pub(super) fn is_before_first_commit(error: &git2::Error) -> bool {
    matches!(error.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound)
}

/// Returns a file that git has stored, by the bytes of its id and its mode.
pub(super) fn leaf(id: [u8; 20], mode: u32) -> Leaf {
    let entry_type = match mode {
        SYMLINK => EntryType::Symlink,
        _ => EntryType::File,
    };
    Leaf {
        content: Content::Blob(BlobId(id)),
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

    fn paths(snapshot: &Snapshot) -> Vec<String> {
        let entries = snapshot.entries().into_iter();
        entries.map(|entry| entry.path).collect()
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
        assert_eq!(head.read(&link), Ok(b"a.yaml".to_vec()));
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
        assert_eq!(staged.read(&entry), Ok(b"name: Staged\n".to_vec()));
    }

    #[test]
    fn an_undecided_merge_shows_as_conflict_once() {
        let sandbox = Sandbox::with_conflict();
        let staged = sandbox.store().staged().expect("readable");
        let undecided: Vec<_> = staged
            .entries()
            .into_iter()
            .filter(|entry| entry.entry_type == EntryType::Conflict)
            .collect();
        assert_eq!(undecided.len(), 1);
        assert_eq!(undecided[0].path, "people/a.yaml");
    }
}
