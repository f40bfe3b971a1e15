//! One writer at a time: a lock the operating system holds and lets go of when its holder dies.
//! Git's own `index.lock` is the business of `index_lock`.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Store, Trouble};

/// How long a writer waits for another one to end.
pub(super) const FOR_A_WRITER: Duration = Duration::from_secs(30);
/// How long git's own locks are waited for, which it holds for an instant.
pub(super) const FOR_GIT: Duration = Duration::from_secs(2);

/// The lock of a desk, held until dropped or until the process ends in any way.
pub(super) struct DeskLock {
    _file: File,
}

impl Store {
    /// Takes the lock that all work trees of the repository share.
    ///
    /// # Errors
    /// Another process holds it for all of `patience`, or the lock file cannot be made.
    pub(super) fn lock(&self, patience: Duration) -> Result<DeskLock, Trouble> {
        self.lock_if_free(patience)?
            .ok_or_else(|| held(&self.lock_path(), patience))
    }

    /// Takes the lock, or returns `None` when another process holds it for all of `patience`.
    pub(super) fn lock_if_free(&self, patience: Duration) -> Result<Option<DeskLock>, Trouble> {
        let path = self.lock_path();
        let folder = path.parent().expect("the lock lies in a folder");
        std::fs::create_dir_all(folder)
            .map_err(|error| Trouble::of_disk("make", folder, &error))?;
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| Trouble::of_disk("lock", &path, &error))?;
        let mut pauses = pauses(patience);
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(DeskLock { _file: file })),
                Err(TryLockError::Error(error)) => {
                    return Err(Trouble::of_disk("lock", &path, &error));
                }
                Err(TryLockError::WouldBlock) => match pauses.next() {
                    Some(pause) => std::thread::sleep(pause),
                    None => return Ok(None),
                },
            }
        }
    }

    fn lock_path(&self) -> PathBuf {
        self.repository.commondir().join("desk").join("lock")
    }
}

/// Returns growing pauses that add up to `patience`.
pub(super) fn pauses(patience: Duration) -> impl Iterator<Item = Duration> {
    let longest = Duration::from_millis(80);
    let mut next = Duration::from_millis(2);
    let mut left = patience;
    std::iter::from_fn(move || {
        let pause = next.min(left);
        left -= pause;
        next = (next * 2).min(longest);
        (!pause.is_zero()).then_some(pause)
    })
}

fn held(path: &Path, patience: Duration) -> Trouble {
    Trouble::new(
        format!(
            "another command has been writing to this desk for {} seconds; it holds {}",
            patience.as_secs(),
            path.display()
        ),
        "let it end, or answer what it asks (a passphrase, an editor), then repeat the command",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sandbox::Sandbox;

    #[test]
    fn pauses_grow_and_add_up() {
        let all: Vec<_> = pauses(FOR_GIT).collect();
        assert_eq!(all.iter().sum::<Duration>(), FOR_GIT);
        assert!(all[0] < all[4]);
    }

    #[test]
    fn a_held_lock_is_named_and_is_free_when_its_holder_ends() {
        let sandbox = Sandbox::with_history();
        let store = sandbox.store();
        let lock = store.lock(FOR_GIT).expect("free");
        let other = sandbox.store();
        let refused = other.lock(Duration::from_millis(5)).map(|_| ());
        let trouble = refused.expect_err("held");
        assert!(trouble.message.ends_with("desk/lock"), "{trouble}");
        drop(lock);
        // A process that another test is just starting shares the open file until it runs.
        other.lock(FOR_GIT).expect("free again");
    }

    #[test]
    fn linked_worktrees_share_the_lock() {
        let sandbox = Sandbox::with_history();
        let linked = sandbox.linked_worktree("side");
        let side = Store::open(super::super::Where::Folder(linked)).expect("opens");
        let _lock = sandbox.store().lock(FOR_GIT).expect("free");
        assert!(side.lock(Duration::ZERO).is_err());
    }
}
