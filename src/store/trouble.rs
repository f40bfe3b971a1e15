//! What keeps the store from reading or writing: one message that says it all, and the command that mends it.
//! Which trouble arises where is decided beside the code that meets it.

use std::io;
use std::path::Path;
use std::process::Output;

use git2::{ErrorClass, ErrorCode};

use super::Store;

/// A failure of git or of the disk, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// A lower-case phrase without full stop: what failed, where and why.
    pub message: String,
    /// What to do, with the command that mends it.
    pub help: String,
}

impl Trouble {
    /// Returns a trouble of a message and its cure.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }

    /// Returns the trouble of a disk operation, such as `write`, on a path.
    pub(super) fn of_disk(what: &str, path: &Path, error: &io::Error) -> Self {
        let (why, help) = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                ("the disk is full".to_string(), DISK_FULL)
            }
            io::ErrorKind::ReadOnlyFilesystem => ("the disk is read-only".to_string(), READ_ONLY),
            io::ErrorKind::PermissionDenied => ("permission denied".to_string(), DENIED),
            io::ErrorKind::NotADirectory => (
                "a file stands where a folder is needed".to_string(),
                "move the file away, then repeat the command",
            ),
            _ => (
                error.to_string(),
                "check the disk and the path, then repeat the command",
            ),
        };
        Self::new(format!("cannot {what} {}: {why}", path.display()), help)
    }

    /// Returns the trouble of a git operation, such as `read the index`.
    pub(super) fn of_git(what: &str, error: &git2::Error) -> Self {
        let text = error.message();
        if let Some(trouble) = unsupported(text) {
            return trouble;
        }
        let on_disk = error.class() == ErrorClass::Os;
        let (why, help) = match error.code() {
            ErrorCode::Locked => (
                text,
                "wait for the other git command to end; if none runs, remove the .lock file named",
            ),
            _ if on_disk && text.contains("No space left") => ("the disk is full", DISK_FULL),
            _ if on_disk && text.contains("Read-only") => ("the disk is read-only", READ_ONLY),
            _ if on_disk && text.contains("Permission denied") => ("permission denied", DENIED),
            _ => (text, ASK_GIT),
        };
        Self::new(format!("cannot {what}: {why}"), help)
    }

    /// Returns the trouble of an operation that the program git could not do.
    pub(super) fn of_program(what: &str, output: &Output) -> Self {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.trim().trim_start_matches("fatal: ");
        Self::new(format!("cannot {what}: {said}"), ASK_GIT)
    }
}

impl Store {
    /// Returns the trouble of storing about `bytes` bytes in the repository.
    ///
    /// Libgit2 does not always say that the disk is the reason, so the disk is asked.
    pub(super) fn store_trouble(&self, what: &str, bytes: usize, error: &git2::Error) -> Trouble {
        self.disk_trouble(what, bytes)
            .unwrap_or_else(|| Trouble::of_git(what, error))
    }

    /// Returns the trouble that the disk makes over about `bytes` more bytes in the repository, if it does.
    pub(super) fn disk_trouble(&self, what: &str, bytes: usize) -> Option<Trouble> {
        let probe = self.private_folder().join("probe");
        let on_disk = std::fs::write(&probe, vec![0; bytes + SLACK]);
        drop(std::fs::remove_file(&probe));
        let reason = on_disk.err()?;
        let what = format!("{what} in");
        Some(Trouble::of_disk(&what, self.repository.path(), &reason))
    }
}

/// Bytes beyond its content that a file in the repository may take for folders and blocks.
const SLACK: usize = 64 << 10;
const ASK_GIT: &str = "run `git status` and `git fsck` to see what git says";
const DISK_FULL: &str = "free some space, then repeat the command";
const READ_ONLY: &str = "mount the disk for writing, or work in a clone on another disk";
const DENIED: &str = "look at the owner and mode with `ls -la`, or work in a clone of your own";

impl std::fmt::Display for Trouble {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}\n  help: {}", self.message, self.help)
    }
}

impl std::error::Error for Trouble {}

/// Returns the trouble with a clone that lacks objects by design.
pub(super) fn partial_clone() -> Trouble {
    Trouble::new(
        "the repository is a partial clone, which is not supported",
        "clone it whole: `git clone URL`, without `--filter`",
    )
}

/// Returns the trouble with a repository layout that libgit2 does not read, by its own words for it.
fn unsupported(text: &str) -> Option<Trouble> {
    let lower = text.to_lowercase();
    let (message, help) = if lower.contains("unknown object format") {
        (
            "the repository stores its objects as SHA-256, which is not supported",
            "move the desk to SHA-1: `git init --object-format=sha1 ../desk-sha1 && git fast-export --all | git -C ../desk-sha1 fast-import`",
        )
    } else if lower.contains("extensions.refstorage") {
        (
            "the repository keeps its branches in a reftable, which is not supported",
            "convert it with `git refs migrate --ref-format=files`",
        )
    } else if lower.contains("extensions.partialclone") {
        return Some(partial_clone());
    } else if lower.contains("extension: 'link'") {
        (
            "the index is split, which is not supported",
            "join it with `git config core.splitIndex false && git update-index --no-split-index`",
        )
    } else if lower.contains("extension: 'sdir'") {
        (
            "the index is sparse, which is not supported",
            "make it whole with `git sparse-checkout reapply --no-sparse-index`",
        )
    } else {
        let name = lower.split("unsupported extension name ").nth(1)?;
        return Some(Trouble::new(
            format!("the repository uses {name}, which is not supported"),
            "work in a plain clone: `git clone URL`",
        ));
    };
    Some(Trouble::new(message, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disk_errors_say_what_where_and_why() {
        let path = Path::new("/desk/requests/REQ-1.yaml");
        for (kind, why) in [
            (io::ErrorKind::StorageFull, "the disk is full"),
            (io::ErrorKind::ReadOnlyFilesystem, "the disk is read-only"),
            (io::ErrorKind::PermissionDenied, "permission denied"),
        ] {
            let trouble = Trouble::of_disk("write", path, &kind.into());
            assert_eq!(
                trouble.message,
                format!("cannot write /desk/requests/REQ-1.yaml: {why}")
            );
        }
    }

    #[test]
    fn git_errors_of_the_disk_are_told_from_those_of_git() {
        let full = git2::Error::new(
            ErrorCode::GenericError,
            ErrorClass::Os,
            "failed to write: No space left on device",
        );
        let trouble = Trouble::of_git("store the commit", &full);
        assert_eq!(trouble.message, "cannot store the commit: the disk is full");
        assert_eq!(trouble.help, DISK_FULL);
    }
}
