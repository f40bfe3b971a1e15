//! Git's index as a file: which paths it has, and what it notes of their files.
//! Read here is what git wrote in full; whatever else there is in an index is left to git itself.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{Store, Where};

const SIGNATURE: &[u8] = b"DIRC";
/// Bytes before the name of an entry.
const FIXED: usize = 62;
const DIGEST: usize = 20;
/// Bytes that are read at a time: fewer than all, for which memory would have to be found first.
const WINDOW: usize = 512 << 10;
/// Bytes of an entry, at the most; one with a longer name is left to git.
const LONGEST: usize = 64 << 10;
/// In the flags of an entry: the user said that nobody edits the file.
const ASSUMED: u16 = 0x8000;
/// In the flags of an entry: there are more flags.
const EXTENDED: u16 = 0x4000;
const STAGE: u16 = 0x3000;
/// The length of a name, which says nothing where all its bits are set.
const LENGTH: u16 = 0x0fff;
/// In the further flags: a sparse checkout leaves the file out.
const LEFT_OUT: u16 = 0x4000;
/// In the further flags: the file is promised with `git add -N`, and nothing of it is staged.
const PROMISED: u16 = 0x2000;

/// An index as it was at one moment.
pub(super) struct IndexFile {
    file: File,
    /// What follows the entries.
    rest: Vec<u8>,
    /// When it was written: what changed since may have been noted as it was before.
    pub(super) written: Option<Duration>,
    /// The entries that were wanted at first, ordered by path.
    pub(super) wanted: Vec<Noted>,
    /// The first path that a merge left undecided.
    pub(super) undecided: Option<String>,
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
    pub(super) fn read(path: &Path, is_wanted: impl FnMut(&[u8]) -> bool) -> Option<Self> {
        let file = File::open(path).ok()?;
        let written = file.metadata().ok()?.modified().ok();
        let mut window = Window::new(&file);
        let (wanted, undecided) = entries(&mut window, is_wanted)?;
        let mut rest = window.rest()?;
        rest.truncate(rest.len().checked_sub(DIGEST)?);
        only_optional(&rest).then_some(Self {
            file,
            rest,
            written: written.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok()),
            wanted,
            undecided,
        })
    }

    /// Returns other entries of it, ordered by path.
    pub(super) fn entries(&self, is_wanted: impl FnMut(&[u8]) -> bool) -> Option<Vec<Noted>> {
        (&self.file).rewind().ok()?;
        let (entries, _) = entries(&mut Window::new(&self.file), is_wanted)?;
        Some(entries)
    }

    /// Returns what it has of a name besides entries.
    pub(super) fn extension(&self, name: &[u8; 4]) -> Option<&[u8]> {
        extensions(&self.rest).find_map(|(own, bytes)| (own == name).then_some(bytes))
    }
}

/// The part of a file that is at hand, moved along as it is read.
struct Window<'f> {
    file: &'f File,
    bytes: Vec<u8>,
    /// Where in `bytes` that begins and ends which is not yet read.
    start: usize,
    end: usize,
}

impl<'f> Window<'f> {
    fn new(file: &'f File) -> Self {
        Self {
            file,
            bytes: vec![0; WINDOW],
            start: 0,
            end: 0,
        }
    }

    /// Returns what comes next: as much as any entry takes, or all that is left.
    fn ahead(&mut self) -> Option<&[u8]> {
        if self.end - self.start < LONGEST {
            self.bytes.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
            while self.end < self.bytes.len() {
                match self.file.read(&mut self.bytes[self.end..]).ok()? {
                    0 => break,
                    count => self.end += count,
                }
            }
        }
        Some(&self.bytes[self.start..self.end])
    }

    /// Goes on behind some bytes.
    fn pass(&mut self, count: usize) -> Option<()> {
        self.start += count;
        (self.start <= self.end).then_some(())
    }

    /// Returns all that is left.
    fn rest(mut self) -> Option<Vec<u8>> {
        let mut rest = self.ahead()?.to_vec();
        self.file.read_to_end(&mut rest).ok()?;
        Some(rest)
    }
}

/// Returns the entries that are wanted, and the first path that is undecided, wanted or not.
fn entries(
    window: &mut Window<'_>,
    mut is_wanted: impl FnMut(&[u8]) -> bool,
) -> Option<(Vec<Noted>, Option<String>)> {
    let head = window.ahead()?;
    let (version, count) = (number(head, 4)?, number(head, 8)?);
    if !head.starts_with(SIGNATURE) || !(2..=4).contains(&version) {
        return None;
    }
    window.pass(12)?;
    let (mut entries, mut undecided) = (Vec::new(), None);
    let mut name = Vec::new();
    for _ in 0..count {
        let entry = window.ahead()?;
        let flags = short(entry, 60)?;
        let (more, begin) = match flags & EXTENDED {
            0 => (0, FIXED),
            _ => (short(entry, FIXED)?, FIXED + 2),
        };
        let end = match version {
            4 => joined(entry, begin, &mut name)?,
            _ => whole(entry, begin, flags)?,
        };
        let path = match version {
            4 => name.as_slice(),
            _ => &entry[begin..end],
        };
        if flags & STAGE != 0 && undecided.is_none() {
            undecided = Some(String::from_utf8_lossy(path).into_owned());
        }
        if is_wanted(path) {
            entries.push(noted(entry, path, (flags, more))?);
        }
        let length = match version {
            4 => end + 1,
            // At least one byte of zero ends a name, and as many as make the entry a multiple of eight.
            _ => (end + 8) / 8 * 8,
        };
        window.pass(length)?;
    }
    let is_ordered = entries.is_sorted_by(|a, b| a.path <= b.path);
    is_ordered.then_some((entries, undecided))
}

/// Returns the end of a name that is written as it is.
fn whole(entry: &[u8], begin: usize, flags: u16) -> Option<usize> {
    let length = flags & LENGTH;
    let end = match length {
        LENGTH => begin + entry.get(begin..)?.iter().position(|byte| *byte == 0)?,
        _ => begin + usize::from(length),
    };
    (*entry.get(end)? == 0).then_some(end)
}

/// Reads a name that goes on from the one before, less some bytes at its end, and returns where it ends.
fn joined(entry: &[u8], begin: usize, name: &mut Vec<u8>) -> Option<usize> {
    let mut at = begin;
    let mut byte = *entry.get(at)?;
    let mut less = usize::from(byte & 0x7f);
    while byte & 0x80 != 0 {
        at += 1;
        byte = *entry.get(at)?;
        less = (less.checked_add(1)?.checked_mul(128)?) | usize::from(byte & 0x7f);
    }
    let rest = entry.get(at + 1..)?;
    let length = rest.iter().position(|byte| *byte == 0)?;
    name.truncate(name.len().checked_sub(less)?);
    name.extend_from_slice(&rest[..length]);
    Some(at + 1 + length)
}

fn noted(entry: &[u8], path: &[u8], (flags, more): (u16, u16)) -> Option<Noted> {
    let of = |place: usize| number(entry, place * 4);
    let trust = match (flags & STAGE, flags & ASSUMED, more) {
        (0, _, more) if more & PROMISED != 0 => Trust::None,
        (0, _, more) if more & LEFT_OUT != 0 => Trust::WhereAbsent,
        (0, ASSUMED, _) => Trust::Blindly,
        (0, ..) => Trust::ByStat,
        _ => Trust::None,
    };
    Some(Noted {
        path: String::from_utf8(path.to_vec()).ok()?,
        stat: Stat {
            changed: (of(0)?, of(1)?),
            modified: (of(2)?, of(3)?),
            inode: of(5)?,
            owner: (of(7)?, of(8)?),
            size: of(9)?,
        },
        mode: of(6)?,
        id: entry.get(40..60)?.try_into().ok()?,
        trust,
    })
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

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at + 2)?;
    Some(u16::from_be_bytes(two.try_into().ok()?))
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
