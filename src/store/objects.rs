//! Blobs, trees and commits on their way into the repository.
//! Nothing points to them until `transaction` moves the branch.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use git2::build::TreeUpdateBuilder;
use git2::{ErrorCode, FileMode, Oid, Repository, Signature, Time, Tree};

use super::journal::PathChange;
use super::snapshots::EXECUTABLE;
use super::touched::Touched;
use super::{Identity, Part, Store, Trouble, When, signing};

impl Store {
    /// Stores a text as the blob that git would make of a file with it at a path.
    pub(super) fn store_blob(
        &self,
        path: &str,
        text: &str,
        touched: &Touched,
    ) -> Result<Oid, Trouble> {
        let failed =
            |error: git2::Error| self.store_trouble(&format!("store {path}"), text.len(), &error);
        let mut writer = touched
            .repository()
            .blob_writer(Some(Path::new(path)))
            .map_err(failed)?;
        writer
            .write_all(text.as_bytes())
            .map_err(|error| Trouble::of_disk("store", Path::new(path), &error))?;
        writer.commit().map_err(failed)
    }

    /// Stores the commit that carries a tree, signed when git is set to sign.
    pub(super) fn store_commit(
        &self,
        tree: Oid,
        parent: Option<Oid>,
        message: &str,
        now: When,
    ) -> Result<Oid, Trouble> {
        let author = self.identity(Part::Author)?;
        let committer = self.identity(Part::Committer)?;
        if signing::is_wanted(self) {
            return signing::commit(self, tree, parent, message, [&author, &committer], now);
        }
        let failed =
            |error: git2::Error| self.store_trouble("store the commit", message.len(), &error);
        let parent = parent.map(|id| self.repository.find_commit(id));
        let parent = parent.transpose().map_err(failed)?;
        let tree = self.repository.find_tree(tree).map_err(failed)?;
        self.repository
            .commit(
                None,
                &signature(&author, now).map_err(failed)?,
                &signature(&committer, now).map_err(failed)?,
                message,
                &tree,
                &parent.iter().collect::<Vec<_>>(),
            )
            .map_err(failed)
    }

    /// Waits until the objects of a change are on the disk.
    pub(super) fn sync_objects(
        &self,
        changes: &[PathChange],
        tree: Option<Oid>,
        commit: Option<Oid>,
    ) -> Result<(), Trouble> {
        let mut ids: BTreeSet<Oid> = changes.iter().filter_map(|change| change.new).collect();
        ids.extend(commit);
        if let Some(root) = tree {
            ids.insert(root);
            ids.extend(self.folders_of(root, changes));
        }
        // One that is not there was stored long ago, in a pack.
        let files: Vec<PathBuf> = ids.into_iter().map(|id| self.loose_path(id)).collect();
        let folders: BTreeSet<PathBuf> = files
            .iter()
            .filter_map(|file| Some(file.parent()?.to_path_buf()))
            .collect();
        self.durability()
            .settle_all(&files, &Vec::from_iter(folders))
            .map_err(|(path, error)| Trouble::of_disk("store", &path, &error))
    }

    fn folders_of(&self, root: Oid, changes: &[PathChange]) -> BTreeSet<Oid> {
        let Ok(tree) = self.repository.find_tree(root) else {
            return BTreeSet::new();
        };
        changes
            .iter()
            .flat_map(|change| Path::new(&change.path).ancestors().skip(1))
            .filter_map(|folder| Some(tree.get_path(folder).ok()?.id()))
            .collect()
    }

    fn loose_path(&self, id: Oid) -> PathBuf {
        let hex = id.to_string();
        let objects = self.repository.commondir().join("objects");
        objects.join(&hex[..2]).join(&hex[2..])
    }

    /// Returns blob and mode of a path in a tree; `None` where there is no file.
    pub(super) fn file_in(&self, tree: Option<&Tree<'_>>, path: &str) -> Option<(Oid, u32)> {
        let item = tree?.get_path(Path::new(path)).ok()?;
        let is_file = item.kind() == Some(git2::ObjectType::Blob);
        is_file.then(|| (item.id(), item.filemode().unsigned_abs()))
    }

    /// Returns the tree of a commit.
    pub(super) fn tree_of(&self, commit: Option<Oid>) -> Result<Option<Tree<'_>>, Trouble> {
        let tree = commit.map(|id| self.repository.find_commit(id)?.tree());
        tree.transpose()
            .map_err(|error| Trouble::of_git("read the current commit", &error))
    }

    /// Returns the commit a branch points to; `None` before the first.
    pub(super) fn tip(&self, branch: &str) -> Result<Option<Oid>, Trouble> {
        match self.repository.refname_to_id(branch) {
            Ok(id) => Ok(Some(id)),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(Trouble::of_git(&format!("read {branch}"), &error)),
        }
    }
}

/// Stores a tree: that of `base` with paths replaced, or removed where the id is `None`.
pub(super) fn tree_with<'a>(
    repository: &Repository,
    base: Option<&Tree<'_>>,
    files: impl Iterator<Item = (&'a str, Option<Oid>, u32)>,
) -> Result<Oid, git2::Error> {
    let mut update = TreeUpdateBuilder::new();
    for (path, id, mode) in files {
        match id {
            Some(id) => update.upsert(path, id, file_mode(mode)),
            None => update.remove(path),
        };
    }
    if let Some(base) = base {
        return update.create_updated(repository, base);
    }
    let empty = repository.treebuilder(None)?.write()?;
    update.create_updated(repository, &repository.find_tree(empty)?)
}

fn file_mode(mode: u32) -> FileMode {
    match mode {
        EXECUTABLE => FileMode::BlobExecutable,
        _ => FileMode::Blob,
    }
}

fn signature(identity: &Identity, now: When) -> Result<Signature<'static>, git2::Error> {
    let time = Time::new(now.seconds, now.offset_minutes);
    Signature::new(&identity.name, &identity.email, &time)
}
