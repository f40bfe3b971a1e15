//! How long a write waits for the disk. What is written, and in which order, is decided elsewhere.

use std::fs::File;
use std::io::{Error, Write};
use std::path::{Path, PathBuf};

use super::Store;

/// How long a write waits for the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Durability {
    /// Until what was written outlives a loss of power.
    OnDisk,
    /// Not at all: a desk that is made up can be made again.
    None,
}

/// So many threads ask the disk at a time.
const AT_ONCE: usize = 8;

/// A path that the disk does not hold for certain, and why.
pub(super) type Unsettled = (PathBuf, Error);

impl Store {
    pub(super) fn durability(&self) -> Durability {
        match self.acting {
            None => Durability::OnDisk,
            Some(_) => Durability::None,
        }
    }
}

impl Durability {
    /// Writes a file and waits for it.
    pub(super) fn write(self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        self.settle(&file)
    }

    /// Waits for the content of a file.
    pub(super) fn settle(self, file: &File) -> std::io::Result<()> {
        match self {
            Self::OnDisk => file.sync_all(),
            Self::None => Ok(()),
        }
    }

    /// Waits for the names in a folder; only Unix can do so.
    pub(super) fn settle_folder(self, folder: &Path) -> std::io::Result<()> {
        if self == Self::None || !cfg!(unix) {
            return Ok(());
        }
        File::open(folder)?.sync_all()
    }

    /// Waits for files, and for the names in folders, all at once; what is not there is passed over.
    ///
    /// The disk is asked by several threads, since it ends what it is asked at one time together.
    ///
    /// # Errors
    /// The first path that could not be waited for.
    pub(super) fn settle_all(
        self,
        files: &[PathBuf],
        folders: &[PathBuf],
    ) -> Result<(), Unsettled> {
        if self == Self::None {
            return Ok(());
        }
        let folders = if cfg!(unix) { folders } else { &[] };
        let paths: Vec<&PathBuf> = files.iter().chain(folders).collect();
        let share = paths.len().div_ceil(AT_ONCE).max(1);
        let settle_share = |share: &[&PathBuf]| share.iter().try_for_each(|path| settle_path(path));
        std::thread::scope(|scope| {
            let running: Vec<_> = paths
                .chunks(share)
                .map(|share| scope.spawn(move || settle_share(share)))
                .collect();
            running
                .into_iter()
                .try_for_each(|thread| match thread.join() {
                    Ok(settled) => settled,
                    Err(panic) => std::panic::resume_unwind(panic),
                })
        })
    }
}

fn settle_path(path: &Path) -> Result<(), Unsettled> {
    let file = match File::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        file => file,
    };
    file.and_then(|file| file.sync_all())
        .map_err(|error| (path.to_path_buf(), error))
}
