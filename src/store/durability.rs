//! How long a write waits for the disk. What is written, and in which order, is decided elsewhere.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use super::Store;

/// How long a write waits for the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Durability {
    /// Until what was written outlives a loss of power.
    OnDisk,
    /// Not at all: a desk that is made up can be made again.
    None,
}

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
}
