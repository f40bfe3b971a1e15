//! Putting texts in place in the work tree: written beside, then renamed.
//! Git's side of a write lives in `objects` and `index_lock`.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use git2::Oid;

use super::durability::Durability;
use super::index_lock::remove_if_there;
use super::journal::{PathChange, Side};
use super::snapshots::EXECUTABLE;
use super::work_tree::DiskReader;
use super::{Store, Trouble};

/// How the names of files that are not yet in place begin and end.
const TEMPORARY: (&str, &str) = (".desk-", ".tmp");

/// Moves paths of the work tree from one of their contents to the other.
pub(super) struct Placing<'a> {
    root: &'a Path,
    side: Side,
    texts: BTreeMap<String, Vec<u8>>,
    reader: DiskReader,
    disk: Durability,
}

/// What a path held when its turn came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placed {
    /// It holds the content wanted.
    Done,
    /// It holds an edit that is neither the old nor the new content, and was left alone.
    Edited,
}

impl<'a> Placing<'a> {
    /// Reads from git what the files of one side look like on disk.
    pub(super) fn new(
        store: &'a Store,
        changes: &[PathChange],
        side: Side,
    ) -> Result<Self, Trouble> {
        let reader = store.work_tree_reader()?;
        let wanted = changes
            .iter()
            .filter_map(|change| Some((change.path.as_str(), change.content(side)?)));
        Ok(Self {
            root: store.work_root()?,
            side,
            texts: store.texts_on_disk(&reader, &wanted.collect::<Vec<_>>())?,
            reader,
            disk: store.durability(),
        })
    }

    /// Returns the content of a path on disk.
    pub(super) fn content(&self, change: &PathChange) -> Result<Option<Oid>, Trouble> {
        self.reader.hash(&change.path)
    }

    /// Writes the text of a path beside it and waits until it is on the disk.
    pub(super) fn write_beside(&self, change: &PathChange) -> Result<(), Trouble> {
        let Some(text) = self.texts.get(&change.path) else {
            return Ok(());
        };
        if self.content(change)? == change.content(self.side) {
            return Ok(());
        }
        let target = self.root.join(&change.path);
        let temporary = self.temporary(change);
        let folder = temporary.parent().expect("a file lies in a folder");
        std::fs::create_dir_all(folder)
            .map_err(|error| Trouble::of_disk("make", folder, &error))?;
        self.write_new(&temporary, text, &target, change.mode)
            .map_err(|error| Trouble::of_disk("write", &target, &error))
    }

    /// Writes a file that takes the permissions of the one it is to replace.
    fn write_new(
        &self,
        path: &Path,
        text: &[u8],
        replaced: &Path,
        mode: u32,
    ) -> std::io::Result<()> {
        remove_if_there(path)?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        match std::fs::metadata(replaced) {
            Ok(meta) => file.set_permissions(meta.permissions())?,
            Err(_) if mode == EXECUTABLE => make_executable(&file)?,
            Err(_) => {}
        }
        file.write_all(text)?;
        self.disk.settle(&file)
    }

    /// Puts the wanted content in place, in one step, unless someone else's edit stands there.
    pub(super) fn place(&self, change: &PathChange) -> Result<Placed, Trouble> {
        let target = self.root.join(&change.path);
        let temporary = self.temporary(change);
        let found = self.content(change)?;
        if found == change.content(self.side) || !change.knows(found) {
            remove_if_there(&temporary)
                .map_err(|error| Trouble::of_disk("remove", &temporary, &error))?;
            return Ok(match found == change.content(self.side) {
                true => Placed::Done,
                false => Placed::Edited,
            });
        }
        let folder = target.parent().expect("a file lies in a folder");
        let moved = match change.content(self.side) {
            Some(_) => {
                std::fs::rename(&temporary, &target).and_then(|()| self.disk.settle_folder(folder))
            }
            None => std::fs::remove_file(&target).and_then(|()| self.disk.settle_folder(folder)),
        };
        moved.map_err(|error| Trouble::of_disk("replace", &target, &error))?;
        if change.content(self.side).is_none() {
            self.prune(folder);
        }
        Ok(Placed::Done)
    }

    /// Removes what a killed command left beside the paths.
    pub(super) fn sweep(&self, changes: &[PathChange]) {
        for change in changes {
            let temporary = self.temporary(change);
            // What cannot be removed is in nobody's way.
            drop(remove_if_there(&temporary));
            self.prune(temporary.parent().expect("a file lies in a folder"));
        }
    }

    /// Removes folders left empty, as git does.
    fn prune(&self, folder: &Path) {
        let mut folder = folder;
        while folder != self.root && std::fs::remove_dir(folder).is_ok() {
            let Some(above) = folder.parent() else { return };
            folder = above;
        }
    }

    fn temporary(&self, change: &PathChange) -> PathBuf {
        let target = self.root.join(&change.path);
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        target.with_file_name(format!("{}{name}{}", TEMPORARY.0, TEMPORARY.1))
    }
}

impl Store {
    /// Returns blobs as a checkout would write them: with the line endings and filters of their paths.
    fn texts_on_disk(
        &self,
        reader: &DiskReader,
        wanted: &[(&str, Oid)],
    ) -> Result<BTreeMap<String, Vec<u8>>, Trouble> {
        if wanted.is_empty() {
            return Ok(BTreeMap::new());
        }
        let folder = self.private_folder().join("checkout");
        let on_disk = |error| Trouble::of_disk("write", &folder, &error);
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(on_disk)?;
        }
        std::fs::create_dir_all(&folder).map_err(on_disk)?;
        reader
            .check_out(wanted, &folder)
            .map_err(|error| Trouble::of_git("prepare the files", &error))?;
        let mut texts = BTreeMap::new();
        for (path, _) in wanted {
            let text = std::fs::read(folder.join(path)).map_err(on_disk)?;
            texts.insert((*path).to_string(), text);
        }
        std::fs::remove_dir_all(&folder).map_err(on_disk)?;
        Ok(texts)
    }
}

/// Returns whether a file name is one of a text not yet in place.
pub(super) fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1)
}

#[cfg(unix)]
fn make_executable(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
