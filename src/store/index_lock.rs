//! Replacing git's index by git's protocol, so that a killed command leaves no lock that blocks the user.
//! Which entries change is told by the caller.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::journal::{PathChange, Side};
use super::lock::{FOR_GIT, pauses};
use super::next_index::NextIndex;
use super::touched::Touched;
use super::{Step, Store, Trouble};

/// How the text of our own `index.lock` begins; git's own is an index, which begins otherwise.
const MARK: &str = "presales-desk";

/// Git's `index.lock`, held until dropped.
struct IndexLock {
    path: PathBuf,
}

impl Drop for IndexLock {
    fn drop(&mut self) {
        // A lock that stays is recognised as ours and removed by the next command.
        drop(std::fs::remove_file(&self.path));
    }
}

impl Store {
    /// Sets the index entries of the changed paths to one side; all others stay as they are.
    ///
    /// # Errors
    /// Git holds the index for more than about two seconds, or it cannot be written.
    pub(super) fn update_index(
        &self,
        changes: &[PathChange],
        side: Side,
        touched: &Touched,
        watch: &mut dyn FnMut(Step),
    ) -> Result<(), Trouble> {
        watch(Step::LockIndex);
        let lock = self.lock_index()?;
        let next = self.next_index(changes, side, touched)?;
        watch(Step::ReplaceIndex);
        let index = self.index_path();
        std::fs::rename(&next, &index)
            .and_then(|()| self.durability().settle_folder(self.repository.path()))
            .map_err(|error| Trouble::of_disk("replace", &index, &error))?;
        watch(Step::UnlockIndex);
        drop(lock);
        Ok(())
    }

    /// Removes an `index.lock` that a killed command of ours left. The caller holds the desk's lock.
    pub(super) fn remove_own_index_lock(&self) -> Result<(), Trouble> {
        let path = self.index_lock_path();
        match std::fs::read(&path) {
            Ok(text) if text.starts_with(MARK.as_bytes()) => std::fs::remove_file(&path)
                .map_err(|error| Trouble::of_disk("remove", &path, &error)),
            _ => Ok(()),
        }
    }

    /// Returns whether an `index.lock` of ours stands.
    pub(super) fn has_own_index_lock(&self) -> bool {
        std::fs::read(self.index_lock_path()).is_ok_and(|text| text.starts_with(MARK.as_bytes()))
    }

    /// Takes `index.lock` in one step with its content, so that it is never ours without saying so.
    fn lock_index(&self) -> Result<IndexLock, Trouble> {
        let path = self.index_lock_path();
        let mark = self.private_folder().join("index-lock-mark");
        let text = format!("{MARK} is replacing the index; the next command removes this file\n");
        self.write_once(&mark, text.as_bytes())
            .map_err(|error| Trouble::of_disk("write", &mark, &error))?;
        let mut pauses = pauses(FOR_GIT);
        loop {
            let taken = std::fs::hard_link(&mark, &path).or_else(|error| match error.kind() {
                ErrorKind::AlreadyExists => Err(error),
                _ => create_lock(&path, &text),
            });
            match taken {
                Ok(()) => return Ok(IndexLock { path }),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => match pauses.next() {
                    Some(pause) => std::thread::sleep(pause),
                    None => return Err(index_is_locked(&path)),
                },
                Err(error) => return Err(Trouble::of_disk("create", &path, &error)),
            }
        }
    }

    /// Writes a file that never changes, unless it stands; what stands is on the disk.
    fn write_once(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        if std::fs::read(path).is_ok_and(|found| found == bytes) {
            return Ok(());
        }
        let new = path.with_extension("new");
        self.durability().write(&new, bytes)?;
        std::fs::rename(&new, path)
    }

    /// Writes the index to come to a file of ours and returns its path.
    fn next_index(
        &self,
        changes: &[PathChange],
        side: Side,
        touched: &Touched,
    ) -> Result<PathBuf, Trouble> {
        let next = self.private_folder().join("index-next");
        let on_disk = |error| Trouble::of_disk("write", &next, &error);
        remove_if_there(&next).map_err(on_disk)?;
        remove_if_there(&next.with_extension("lock")).map_err(on_disk)?;
        // Git writes a new file in place of the one it read, so that a second name is as good as a copy.
        std::fs::hard_link(self.index_path(), &next)
            .or_else(|_| copy_with_time(&self.index_path(), &next))
            .map_err(on_disk)?;
        NextIndex {
            store: self,
            path: &next,
            side,
            touched,
        }
        .set(changes)?;
        std::fs::File::open(&next)
            .and_then(|file| self.durability().settle(&file))
            .map_err(on_disk)?;
        Ok(next)
    }

    fn index_path(&self) -> PathBuf {
        self.repository.path().join("index")
    }

    fn index_lock_path(&self) -> PathBuf {
        self.repository.path().join("index.lock")
    }
}

/// Takes the lock where the file system knows no hard links.
fn create_lock(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}

/// Copies the index, if there is one, with the time of its last change, by which git tells entries it can trust.
fn copy_with_time(from: &Path, to: &Path) -> std::io::Result<()> {
    let changed = match std::fs::metadata(from) {
        Ok(meta) => meta.modified()?,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    std::fs::copy(from, to)?;
    let copy = OpenOptions::new().write(true).open(to)?;
    copy.set_modified(changed)
}

pub(super) fn remove_if_there(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn index_is_locked(path: &Path) -> Trouble {
    Trouble::new(
        format!(
            "another git command holds the index: {} exists",
            path.display()
        ),
        format!(
            "wait for it to end; if no git command runs, `rm {}`",
            path.display()
        ),
    )
}
