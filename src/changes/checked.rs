//! The proof that a change passed the gate; the only thing that `store` writes.

use crate::source::FileChange;

/// File changes that passed every check, with the message of the commit that carries them.
#[derive(Clone, Debug)]
pub struct Checked {
    files: Vec<FileChange>,
    message: String,
}

impl Checked {
    pub(super) fn new(files: Vec<FileChange>, message: String) -> Self {
        Self { files, message }
    }

    /// Returns the files to write or remove, each path once.
    pub fn files(&self) -> &[FileChange] {
        &self.files
    }

    /// Returns the commit message.
    pub fn message(&self) -> &str {
        &self.message
    }
}
