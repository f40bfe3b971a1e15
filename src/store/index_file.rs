//! Git's index as a file: which paths it has, and what it notes of their files.
//! Read here is what git wrote in full; whatever else there is in an index is left to git itself.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::index_entries::{Window, number, stretch};
use super::{Store, Where};

const SIGNATURE: &[u8] = b"DIRC";
const DIGEST: usize = 20;
/// Entries between two places from which reading can go on.
const STRETCH: u32 = 256;

/// An index as it was at one moment.
pub(super) struct IndexFile {
    file: File,
    version: u32,
    count: u32,
    /// Places from which reading can go on, each so many entries behind the one before.
    stops: Vec<Stop>,
    /// What follows the entries.
    rest: Vec<u8>,
    /// When it was written: what changed since may have been noted as it was before.
    pub(super) written: Option<Duration>,
    /// The entries that were wanted at first, ordered by path.
    pub(super) wanted: Vec<Noted>,
    /// The first path that a merge left undecided.
    pub(super) undecided: Option<String>,
}

/// A place between two entries.
struct Stop {
    at: u64,
    /// The path of the entry before it; empty at the first.
    before: Vec<u8>,
}

/// What the index notes of one path.
#[derive(Debug)]
pub(super) struct Noted {
    pub(super) path: String,
    pub(super) stat: Stat,
    pub(super) mode: u32,
    pub(super) id: [u8; 20],
    pub(super) trust: Trust,
}

/// What git noted of a file when it last looked at it; numbers are cut to 32 bits, as git cuts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stat {
    pub(super) changed: (u32, u32),
    pub(super) modified: (u32, u32),
    pub(super) inode: u32,
    pub(super) owner: (u32, u32),
    pub(super) size: u32,
}

/// How far what is noted of a path can be gone by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// The file is as noted where its times, its size and the like are.
    ByStat,
    /// The file is as noted, whatever is on disk.
    Blindly,
    /// The file need not be there.
    WhereAbsent,
    /// Only git knows: it is undecided, or promised.
    None,
}

impl Store {
    /// Returns where the index lies that git goes by: inside of one of its hooks, that of the commit it makes.
    pub(super) fn present_index(&self) -> PathBuf {
        let given = match self.at {
            Where::Environment => std::env::var_os("GIT_INDEX_FILE"),
            Where::Folder(_) => None,
        };
        let given = given.filter(|path| !path.is_empty());
        given.map_or_else(|| self.repository.path().join("index"), PathBuf::from)
    }
}

impl IndexFile {
    /// Reads an index; `None` where git alone can: it is not there, in several files, or not as it should be.
    pub(super) fn read(path: &Path, mut is_wanted: impl FnMut(&[u8]) -> bool) -> Option<Self> {
        let file = File::open(path).ok()?;
        let written = file.metadata().ok()?.modified().ok();
        let mut window = Window::at(&file, 0)?;
        let head = window.ahead()?;
        let (version, count) = (number(head, 4)?, number(head, 8)?);
        if !head.starts_with(SIGNATURE) || !(2..=4).contains(&version) {
            return None;
        }
        window.pass(12)?;
        let (mut wanted, mut stops) = (Vec::new(), Vec::new());
        let (mut undecided, mut before) = (None, Vec::new());
        for start in (0..count).step_by(STRETCH as usize) {
            stops.push(Stop {
                at: window.at,
                before: before.clone(),
            });
            let end = count.min(start + STRETCH);
            stretch(&mut window, version, end - start, &mut before, |entry| {
                if entry.is_undecided() && undecided.is_none() {
                    undecided = Some(String::from_utf8_lossy(entry.path).into_owned());
                }
                if is_wanted(entry.path) {
                    wanted.push(entry.noted()?);
                }
                Some(())
            })?;
        }
        let mut rest = window.rest()?;
        rest.truncate(rest.len().checked_sub(DIGEST)?);
        let is_whole = is_ordered(&wanted) && only_optional(&rest);
        is_whole.then_some(Self {
            file,
            version,
            count,
            stops,
            rest,
            written: written.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok()),
            wanted,
            undecided,
        })
    }

    /// Returns other entries of it, ordered by path; `is_passed` says of two paths that nothing from behind the first up to
    /// the second is wanted.
    pub(super) fn entries(
        &self,
        mut is_passed: impl FnMut(&[u8], &[u8]) -> bool,
        mut is_wanted: impl FnMut(&[u8]) -> bool,
    ) -> Option<Vec<Noted>> {
        let mut wanted = Vec::new();
        let mut window = Window::at(&self.file, 0)?;
        for (place, stop) in self.stops.iter().enumerate() {
            let next = self.stops.get(place + 1);
            if next.is_some_and(|next| is_passed(&stop.before, &next.before)) {
                continue;
            }
            if window.at != stop.at {
                window = Window::at(&self.file, stop.at)?;
            }
            let mut before = stop.before.clone();
            let count = STRETCH.min(self.count - place as u32 * STRETCH);
            stretch(&mut window, self.version, count, &mut before, |entry| {
                if is_wanted(entry.path) {
                    wanted.push(entry.noted()?);
                }
                Some(())
            })?;
        }
        is_ordered(&wanted).then_some(wanted)
    }

    /// Returns what it has of a name besides entries.
    pub(super) fn extension(&self, name: &[u8; 4]) -> Option<&[u8]> {
        extensions(&self.rest).find_map(|(own, bytes)| (own == name).then_some(bytes))
    }
}

fn is_ordered(entries: &[Noted]) -> bool {
    entries.is_sorted_by(|one, next| one.path <= next.path)
}

/// Returns whether what follows the entries may be passed over: extensions whose names begin with a capital letter.
fn only_optional(rest: &[u8]) -> bool {
    let mut end = 0;
    let is_optional = extensions(rest).all(|(name, bytes)| {
        end += 8 + bytes.len();
        name[0].is_ascii_uppercase()
    });
    is_optional && end == rest.len()
}

/// Returns what follows the entries: extensions with their names.
fn extensions(rest: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let name = rest.get(at..at + 4)?;
        let size = number(rest, at + 4)? as usize;
        let bytes = rest.get(at + 8..at + 8 + size)?;
        at += 8 + size;
        Some((name, bytes))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sandbox::Sandbox;

    fn index(sandbox: &Sandbox) -> Option<IndexFile> {
        IndexFile::read(&sandbox.path(".git/index"), |_| true)
    }

    /// Returns what git lists and what is read of the same index, one path a line.
    fn both(sandbox: &Sandbox) -> (String, String) {
        let listed = sandbox.git(&["ls-files", "--stage"]);
        let listed = listed.lines().map(|line| {
            let (facts, path) = line.split_once('\t').expect("a path");
            let facts: Vec<&str> = facts.split(' ').collect();
            format!("{} {} {path}\n", facts[0], facts[1])
        });
        let index = index(sandbox).expect("an index");
        let read = index.wanted.iter().map(|noted| {
            let id = git2::Oid::from_bytes(&noted.id).expect("an id");
            format!("{:06o} {id} {}\n", noted.mode, noted.path)
        });
        (listed.collect(), read.collect())
    }

    #[test]
    fn every_version_is_read_as_git_reads_it() {
        let sandbox = Sandbox::with_history();
        let long = format!("notes/{}.md", "long ".repeat(40));
        for path in [
            "people/ab.yaml",
            "people/abc/d.yaml",
            &long,
            "people/ä.yaml",
        ] {
            sandbox.put(path, path);
        }
        sandbox.git(&["config", "core.quotePath", "false"]);
        sandbox.git(&["add", "."]);
        for version in ["2", "3", "4"] {
            sandbox.git(&["update-index", "--index-version", version]);
            // More flags make version 3 of what is written as 2.
            sandbox.put(&format!("people/promised{version}.yaml"), "x");
            sandbox.git(&["add", "-N", &format!("people/promised{version}.yaml")]);
            let (listed, read) = both(&sandbox);
            assert_eq!(read, listed, "version {version}");
        }
    }

    #[test]
    fn what_git_says_of_paths_is_known() {
        let sandbox = Sandbox::with_conflict();
        sandbox.put("people/promised.yaml", "x");
        sandbox.git(&["add", "-N", "people/promised.yaml"]);
        sandbox.git(&["update-index", "--assume-unchanged", "desk.toml"]);
        sandbox.git(&[
            "update-index",
            "--skip-worktree",
            "requests/2026-11/R1.yaml",
        ]);
        let index = index(&sandbox).expect("an index");
        let trust = |path: &str| {
            let mut entries = index.wanted.iter();
            entries
                .find(|noted| noted.path == path)
                .expect("there")
                .trust
        };
        assert_eq!(trust("people/a.yaml"), Trust::None);
        assert_eq!(trust("people/promised.yaml"), Trust::None);
        assert_eq!(trust("desk.toml"), Trust::Blindly);
        assert_eq!(trust("requests/2026-11/R1.yaml"), Trust::WhereAbsent);
    }

    #[test]
    fn an_index_in_several_files_or_of_folders_or_cut_short_is_left_to_git() {
        let split = Sandbox::with_history();
        split.git(&["update-index", "--split-index"]);
        assert!(index(&split).is_none());
        let sparse = Sandbox::with_history();
        sparse.git(&["sparse-checkout", "set", "--sparse-index", "people"]);
        assert!(index(&sparse).is_none());
        let none = Sandbox::new();
        assert!(index(&none).is_none());
        let sandbox = Sandbox::with_history();
        let bytes = std::fs::read(sandbox.path(".git/index")).expect("an index");
        let cut = sandbox.path(".git/index");
        for end in 0..bytes.len() {
            std::fs::write(&cut, &bytes[..end]).expect("written");
            // Git keeps more behind the entries, and is as content without it.
            let found = index(&sandbox);
            assert!(
                found.is_none_or(|found| found.wanted.len() == 3),
                "{end} bytes"
            );
        }
    }
}
