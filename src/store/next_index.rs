//! Which entries the index to come has, set by the program git in a file of ours.
//! How that file becomes the index is the business of `index_lock`.

use std::ffi::OsStr;
use std::io::{Seek, Write};
use std::path::Path;

use super::journal::{PathChange, Side};
use super::process::run;
use super::touched::{Belief, Touched};
use super::{Store, Trouble};

/// What is set for this one command: the index stays in one file, nobody but the disk is asked what
/// changed, no hook is told, and no line ending is complained of.
const SETTINGS: [&str; 4] = [
    "core.splitIndex=false",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.safecrlf=false",
];
const PURPOSE: &str = "write the index";

/// A copy of the index on its way to become the index.
pub(super) struct NextIndex<'a> {
    pub(super) store: &'a Store,
    pub(super) path: &'a Path,
    pub(super) side: Side,
    pub(super) touched: &'a Touched,
}

impl NextIndex<'_> {
    /// Sets the entries of paths to their content, and to nothing else that may stand on disk.
    ///
    /// Git looks at the files that have it, so that `git status` need not read them again. Where
    /// another content stands, or came while git looked, git is told the content and finds the
    /// difference later.
    ///
    /// # Errors
    /// Git is missing or cannot write the index.
    pub(super) fn set(&self, changes: &[PathChange]) -> Result<(), Trouble> {
        let mut told: Vec<&PathChange> = Vec::new();
        let mut looked_at = Vec::new();
        for change in changes {
            let before = self.stamp(change);
            match self.holds(change)? && self.is_looked_at(change) {
                true => looked_at.push((change, before)),
                false => told.push(change),
            }
        }
        let paths: Vec<u8> = looked_at
            .iter()
            .flat_map(|(change, _)| [change.path.as_bytes(), b"\0"].concat())
            .collect();
        let has_looked = looked_at.is_empty()
            || self
                .update(&["--add", "--remove", "--stdin"], &paths)
                .is_ok();
        for (change, before) in looked_at {
            if !has_looked || self.stamp(change) != before || !self.holds(change)? {
                told.push(change);
            }
        }
        if told.is_empty() {
            return Ok(());
        }
        let lines: Vec<u8> = told
            .iter()
            .flat_map(|change| self.line(change).into_bytes())
            .collect();
        self.update(&["--index-info"], &lines)
    }

    /// Returns whether git looks at a file instead of believing what it noted.
    fn is_looked_at(&self, change: &PathChange) -> bool {
        let staged = self.touched.staged(&change.path);
        staged.is_none_or(|entry| entry.belief == Belief::Nothing)
    }

    fn holds(&self, change: &PathChange) -> Result<bool, Trouble> {
        let found = self.touched.disk.hash(&change.path)?;
        Ok(found == change.content(self.side))
    }

    fn stamp(&self, change: &PathChange) -> Option<Stamp> {
        let root = self.store.root()?;
        let meta = std::fs::symlink_metadata(root.join(&change.path)).ok()?;
        Some(stamp(&meta))
    }

    /// Returns the entry of a path as `git update-index --index-info` reads it.
    fn line(&self, change: &PathChange) -> String {
        match change.content(self.side) {
            Some(id) => format!("{:o} {id}\t{}\0", change.mode, change.path),
            None => format!("0 {}\t{}\0", git2::Oid::ZERO_SHA1, change.path),
        }
    }

    fn update(&self, arguments: &[&str], input: &[u8]) -> Result<(), Trouble> {
        let mut command = self.store.git_for_paths();
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        command
            .args(["update-index", "-z", "--replace"])
            .args(arguments.iter().map(OsStr::new))
            .env("GIT_INDEX_FILE", self.path);
        let file = self.input(input);
        command.stdin(file.map_err(|error| Trouble::of_disk("write", self.path, &error))?);
        let output = run(command, PURPOSE)?;
        if output.status.success() {
            return Ok(());
        }
        let size = std::fs::metadata(self.path).map_or(0, |meta| meta.len());
        let trouble = self.store.disk_trouble(PURPOSE, size as usize);
        Err(trouble.unwrap_or_else(|| Trouble::of_program(PURPOSE, &output)))
    }

    /// Returns a file to read from: git may answer before it has read all, which would block a pipe.
    fn input(&self, bytes: &[u8]) -> std::io::Result<std::fs::File> {
        let mut file = tempfile::tempfile_in(self.store.private_folder())?;
        file.write_all(bytes)?;
        file.rewind()?;
        Ok(file)
    }
}

/// What changes when a file is written or replaced.
type Stamp = (u64, Option<std::time::SystemTime>, [i64; 3]);

#[cfg(unix)]
fn stamp(meta: &std::fs::Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    let more = [meta.ino().cast_signed(), meta.ctime(), meta.ctime_nsec()];
    (meta.len(), meta.modified().ok(), more)
}

#[cfg(not(unix))]
fn stamp(meta: &std::fs::Metadata) -> Stamp {
    (meta.len(), meta.modified().ok(), [0; 3])
}
