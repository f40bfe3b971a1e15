//! Putting texts in place in the work tree: written beside, then renamed.
//! Git's side of a write lives in `objects` and `index_lock`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use git2::Oid;

use super::durability::Durability;
use super::index_lock::remove_if_there;
use super::journal::{PathChange, Side};
use super::snapshots::EXECUTABLE;
use super::touched::Touched;
use super::{Store, Trouble};

/// How the names of files that are not yet in place begin and end.
const TEMPORARY: (&str, &str) = (".desk-", ".tmp");

/// Moves paths of the work tree from one of their contents to the other.
pub(super) struct Placing<'a> {
    root: &'a Path,
    side: Side,
    texts: BTreeMap<String, Vec<u8>>,
    touched: &'a Touched,
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
        touched: &'a Touched,
    ) -> Result<Self, Trouble> {
        let wanted = changes
            .iter()
            .filter_map(|change| Some((change.path.as_str(), change.content(side)?)));
        Ok(Self {
            root: store.work_root()?,
            side,
            texts: store.texts_on_disk(touched, wanted)?,
            touched,
            disk: store.durability(),
        })
    }

    /// Returns the content of a path on disk.
    pub(super) fn content(&self, change: &PathChange) -> Result<Option<Oid>, Trouble> {
        self.touched.disk.hash(&change.path)
    }

    /// Writes the texts of paths beside them and waits until they are on the disk.
    pub(super) fn write_beside(&self, changes: &[PathChange]) -> Result<(), Trouble> {
        for change in changes {
            self.write_one_beside(change)?;
        }
        let written: Vec<PathBuf> = changes
            .iter()
            .map(|change| self.temporary(change))
            .collect();
        self.settle(&written, &[])
    }

    fn write_one_beside(&self, change: &PathChange) -> Result<(), Trouble> {
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
        file.write_all(text)
    }

    /// Puts the wanted content in place, in one step, unless someone else's edit stands there.
    ///
    /// It is there for good when `settle_places` has waited for it.
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
            Some(_) => std::fs::rename(&temporary, &target),
            None => std::fs::remove_file(&target),
        };
        moved.map_err(|error| Trouble::of_disk("replace", &target, &error))?;
        if change.content(self.side).is_none() {
            self.prune(folder);
        }
        Ok(Placed::Done)
    }

    /// Waits until the disk holds what was put in place.
    pub(super) fn settle_places(&self, changes: &[PathChange]) -> Result<(), Trouble> {
        let folders: BTreeSet<PathBuf> = changes
            .iter()
            .filter_map(|change| Some(self.root.join(&change.path).parent()?.to_path_buf()))
            .collect();
        self.settle(&[], &Vec::from_iter(folders))
    }

    fn settle(&self, files: &[PathBuf], folders: &[PathBuf]) -> Result<(), Trouble> {
        self.disk
            .settle_all(files, folders)
            .map_err(|(path, error)| Trouble::of_disk("write", &path, &error))
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
    fn texts_on_disk<'p>(
        &self,
        touched: &Touched,
        wanted: impl Iterator<Item = (&'p str, Oid)>,
    ) -> Result<BTreeMap<String, Vec<u8>>, Trouble> {
        let mut texts = BTreeMap::new();
        let mut converted = Vec::new();
        for (path, id) in wanted {
            if touched.is_converted(path)? {
                converted.push((path, id));
                continue;
            }
            let blob = self
                .repository
                .find_blob(id)
                .map_err(|error| Trouble::of_git(&format!("read {path} from git"), &error))?;
            texts.insert(path.to_owned(), blob.content().to_vec());
        }
        if !converted.is_empty() {
            texts.append(&mut self.checked_out(touched, &converted)?);
        }
        Ok(texts)
    }

    /// Returns blobs as git itself writes them, by way of a folder of our own.
    fn checked_out(
        &self,
        touched: &Touched,
        wanted: &[(&str, Oid)],
    ) -> Result<BTreeMap<String, Vec<u8>>, Trouble> {
        let folder = self.private_folder().join("checkout");
        let on_disk = |error| Trouble::of_disk("write", &folder, &error);
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(on_disk)?;
        }
        std::fs::create_dir_all(&folder).map_err(on_disk)?;
        touched
            .disk
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
