//! Which files on disk are as git's index notes them, found without asking git.
//! Of all others git is asked; what it says of them is laid over in `work_tree`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::disk_reader::{DiskReader, is_converted};
use super::index_file::{IndexFile, Noted, Stat, Trust};
use super::snapshots::{EXECUTABLE, PLAIN, SYMLINK};
use super::{Store, Trouble, Where};

/// Above so many files git is told to look at all rather than at each of them.
const MANY: usize = 256;
/// Fewer files than this are compared before a thread has begun.
const FEW: usize = 1000;
const SUBMODULE: u32 = 0o160_000;

/// Which files are looked at on disk; all others are taken as the next commit would have them.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    /// The top folders that are not looked at.
    pub but: &'a [&'a str],
    /// One of these, of which some files are looked at all the same.
    pub within: Option<Within<'a>>,
}

/// Some files of a top folder.
#[derive(Clone, Copy)]
pub struct Within<'a> {
    pub folder: &'a str,
    /// Whether a file of this name is one of them.
    pub is_meant: &'a (dyn Fn(&str) -> bool + Sync),
}

impl Sight<'_> {
    /// Returns whether a file below the top, or a top folder itself, may be looked at.
    pub(super) fn reaches(&self, path: &[u8]) -> bool {
        let is_within = |folder: &str| match path.strip_prefix(folder.as_bytes()) {
            Some(rest) => rest.is_empty() || rest.starts_with(b"/"),
            None => false,
        };
        self.within.is_some_and(|within| is_within(within.folder))
            || !self.but.iter().any(|folder| is_within(folder))
    }
}

/// The files that stand directly in a folder by the index, and the folders in it.
#[derive(Default)]
struct Shelf<'a> {
    /// By name, and ordered by it.
    files: Vec<(&'a str, &'a Noted)>,
    folders: BTreeSet<&'a str>,
}

/// What a glance at the files shows.
pub(super) struct Glance {
    /// Files that differ from the index.
    pub(super) changed: Vec<String>,
    /// Files and folders that may differ from it, of which git is to be asked.
    pub(super) asked: Vec<String>,
}

/// What is not known to be as the index has it.
#[derive(Default)]
struct Found<'a> {
    /// Files that may be so all the same: their content tells.
    unsure: Vec<&'a Noted>,
    /// Files that are not there.
    absent: Vec<&'a Noted>,
    /// Files and folders of which git is to be asked.
    asked: Vec<String>,
}

impl Store {
    /// Reads the index as far as it is in sight; `None` where git alone can.
    pub(super) fn index_in(&self, sight: Sight<'_>) -> Option<IndexFile> {
        self.index_with(|path| sight.reaches(path))
    }

    /// Reads the entries of the index that are wanted; `None` where git alone can.
    pub(super) fn index_with(&self, is_wanted: impl FnMut(&[u8]) -> bool) -> Option<IndexFile> {
        // What leads git to another index or other files is git's to follow.
        match self.at {
            Where::Environment => None,
            Where::Folder(_) => IndexFile::read(&self.present_index(), is_wanted),
        }
    }

    /// Returns the paths that differ from the index or may do so; `None` where git is to be asked of all.
    ///
    /// # Errors
    /// A file cannot be read.
    pub(super) fn glance(
        &self,
        sight: Sight<'_>,
        index: &IndexFile,
        reader: &DiskReader,
    ) -> Result<Option<Glance>, Trouble> {
        let shelves = shelves(&index.wanted);
        let shelves: Vec<(&str, Shelf<'_>)> = shelves.into_iter().collect();
        let root = reader.root.as_path();
        let Some(found) = each_shelf(&shelves, |(folder, shelf)| {
            let looking = Looking {
                root,
                sight,
                folder,
                written: index.written,
            };
            looking.at(shelf)
        }) else {
            return Ok(None);
        };
        let mut all = Found::default();
        for found in found {
            all.asked.extend(found.asked);
            all.unsure.extend(found.unsure);
            all.absent.extend(found.absent);
        }
        if MANY < all.unsure.len() + all.asked.len() + all.absent.len() {
            return Ok(None);
        }
        judged(all, reader).map(Some)
    }
}

/// Looks into the files that may be as the index has them.
fn judged(found: Found<'_>, reader: &DiskReader) -> Result<Glance, Trouble> {
    let mut glance = Glance {
        changed: found
            .absent
            .iter()
            .map(|noted| noted.path.clone())
            .collect(),
        asked: found.asked,
    };
    for noted in found.unsure {
        let id = reader.hash(&noted.path)?;
        if id.is_some_and(|id| id.as_bytes() == noted.id) {
            continue;
        }
        // What git makes of a file that it converts may be the same all the same.
        match is_converted(&reader.scratch, &noted.path)? {
            true => glance.asked.push(noted.path.clone()),
            false => glance.changed.push(noted.path.clone()),
        }
    }
    Ok(glance)
}

/// Sorts entries by the folder that they stand in.
fn shelves(entries: &[Noted]) -> BTreeMap<&str, Shelf<'_>> {
    let mut shelves: BTreeMap<&str, Shelf<'_>> = BTreeMap::from([("", Shelf::default())]);
    for run in entries.chunk_by(stand_together) {
        let mut folder = folder_of(&run[0].path);
        let behind = folder.len() + usize::from(!folder.is_empty());
        let files = run.iter().map(|noted| (&noted.path[behind..], noted));
        shelves.entry(folder).or_default().files.extend(files);
        while !folder.is_empty() {
            let above = folder_of(folder);
            shelves
                .entry(above)
                .or_default()
                .folders
                .insert(name_of(folder));
            folder = above;
        }
    }
    shelves
}

/// Returns whether two entries are of files in the same folder.
fn stand_together(one: &Noted, other: &Noted) -> bool {
    let folder = folder_of(&one.path);
    let rest = other.path.strip_prefix(folder);
    rest.is_some_and(|rest| match folder {
        "" => !rest.contains('/'),
        _ => rest.starts_with('/') && !rest[1..].contains('/'),
    })
}

/// Looks at all folders, on all cores where they hold many files; `None` where one cannot be listed.
fn each_shelf<'a>(
    shelves: &[(&'a str, Shelf<'a>)],
    look: impl Fn(&(&'a str, Shelf<'a>)) -> Option<Found<'a>> + Sync,
) -> Option<Vec<Found<'a>>> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut found = Vec::new();
        while let Some(shelf) = shelves.get(next.fetch_add(1, Ordering::Relaxed)) {
            found.push(look(shelf)?);
        }
        Some(found)
    };
    let files: usize = shelves.iter().map(|(_, shelf)| shelf.files.len()).sum();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let helping = if files < FEW { 0 } else { cores - 1 };
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..helping).map(|_| scope.spawn(take)).collect();
        let mut all = take()?;
        for other in others {
            let found = other
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            all.extend(found?);
        }
        Some(all)
    })
}

/// A look at one folder.
struct Looking<'a> {
    root: &'a Path,
    sight: Sight<'a>,
    folder: &'a str,
    written: Option<Duration>,
}

impl Looking<'_> {
    /// Returns whether a file of the folder is in sight.
    fn sees(&self, name: &str) -> bool {
        let inside = |folder: &str| {
            let rest = self.folder.strip_prefix(folder);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        match self.sight.within {
            Some(within) if inside(within.folder) => (within.is_meant)(name),
            _ => true,
        }
    }

    /// Returns what may differ; `None` where the folder cannot be listed.
    fn at<'n>(&self, shelf: &Shelf<'n>) -> Option<Found<'n>> {
        let mut found = Found::default();
        let mut is_there = vec![false; shelf.files.len()];
        let mut folders = BTreeSet::new();
        let listed = match std::fs::read_dir(self.root.join(self.folder)) {
            Ok(listed) => listed,
            Err(error) if is_no_folder(&error) => {
                self.missing(shelf, &is_there, &folders, &mut found);
                return Some(found);
            }
            Err(_) => return None,
        };
        for item in listed {
            let item = item.ok()?;
            let name = item.file_name().into_string().ok()?;
            let entry_type = item.file_type().ok()?;
            if name == ".git" || (self.folder.is_empty() && !self.sight.reaches(name.as_bytes())) {
                continue;
            }
            if entry_type.is_dir() && shelf.folders.contains(name.as_str()) {
                folders.insert(name);
                continue;
            }
            let place = shelf.files.binary_search_by(|(own, _)| (*own).cmp(&name));
            if let Ok(place) = place {
                is_there[place] = true;
            }
            if !entry_type.is_dir() && !self.sees(&name) {
                continue;
            }
            match place {
                Ok(place) => self.compare(shelf.files[place].1, || item.metadata(), &mut found),
                Err(_) if entry_type.is_dir() && is_empty(&item.path()) => {}
                Err(_) => found.asked.push(self.path(&name)),
            }
        }
        self.missing(shelf, &is_there, &folders, &mut found);
        Some(found)
    }

    /// Compares a file that is there with what is noted of it.
    fn compare<'n>(
        &self,
        noted: &'n Noted,
        meta: impl FnOnce() -> std::io::Result<Metadata>,
        found: &mut Found<'n>,
    ) {
        let is_submodule = noted.mode == SUBMODULE;
        if is_submodule || noted.trust == Trust::Blindly {
            return;
        }
        let Ok(meta) = meta() else {
            return found.asked.push(noted.path.clone());
        };
        let is_of_type = match noted.mode {
            PLAIN | EXECUTABLE => meta.is_file(),
            SYMLINK => meta.is_symlink(),
            _ => false,
        };
        if noted.trust != Trust::ByStat || !is_of_type {
            found.asked.push(noted.path.clone());
        } else if stat(&meta) != Some(noted.stat) || self.may_be_older(noted) {
            found.unsure.push(noted);
        }
    }

    /// Returns whether a file may have changed after git looked at it and in the same instant.
    ///
    /// Whole seconds are compared, since not every git and not every disk notes more.
    fn may_be_older(&self, noted: &Noted) -> bool {
        let seconds = u64::from(noted.stat.modified.0);
        self.written
            .is_none_or(|written| written.as_secs() <= seconds)
    }

    /// Finds the files and folders of the index that are not there.
    fn missing<'n>(
        &self,
        shelf: &Shelf<'n>,
        is_there: &[bool],
        folders: &BTreeSet<String>,
        found: &mut Found<'n>,
    ) {
        for ((name, noted), is_there) in shelf.files.iter().zip(is_there) {
            let is_missed = !is_there && noted.mode != SUBMODULE;
            match noted.trust {
                Trust::ByStat if is_missed && self.sees(name) => {
                    found.absent.push(noted);
                }
                Trust::None if is_missed => found.asked.push(noted.path.clone()),
                _ => {}
            }
        }
        let absent = shelf.folders.iter();
        let absent = absent.filter(|name| !folders.contains(**name));
        let absent = absent.map(|name| self.path(name));
        // What is missing of a folder that is not there is found where it is looked at itself.
        let stands = |path: &String| self.root.join(path).symlink_metadata().is_ok();
        found.asked.extend(absent.filter(stands));
    }

    fn path(&self, name: &str) -> String {
        match self.folder {
            "" => name.to_owned(),
            folder => format!("{folder}/{name}"),
        }
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn name_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut items| items.next().is_none())
}

fn is_no_folder(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotADirectory | NotFound)
}

#[cfg(unix)]
#[expect(
    clippy::cast_possible_truncation,
    reason = "git notes the lower 32 bits, and these are compared"
)]
fn stat(meta: &Metadata) -> Option<Stat> {
    use std::os::unix::fs::MetadataExt;
    Some(Stat {
        changed: (meta.ctime() as u32, meta.ctime_nsec() as u32),
        modified: (meta.mtime() as u32, meta.mtime_nsec() as u32),
        inode: meta.ino() as u32,
        owner: (meta.uid(), meta.gid()),
        size: meta.size() as u32,
    })
}

#[cfg(not(unix))]
fn stat(_: &Metadata) -> Option<Stat> {
    None
}
