//! What git knows of the few paths that a write touches: their index entries and their attributes.
//! What is refused by it lives in `preconditions`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::thread::JoinHandle;

use git2::{AttrValue, Index, IndexEntry, IndexTime, Oid, Repository};

use super::disk_reader::{DiskReader, attribute, is_converted};
use super::index_file::Trust;
use super::process::run;
use super::repository::open_handle;
use super::snapshots::PLAIN;
use super::{Store, Trouble};

/// Above so many paths git lists its index faster than it matches names with them.
const FEW: usize = 50;
const ATTRIBUTES: &str = ".gitattributes";

/// An entry of git's index that no merge left undecided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Staged {
    pub(super) id: Oid,
    /// File mode as git writes it.
    pub(super) mode: u32,
    pub(super) belief: Belief,
}

/// What git believes of a file without looking at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Belief {
    Nothing,
    /// That it need not be there: a sparse checkout leaves it out.
    LeftOut,
    /// That nobody edits it, as the user said with `git update-index --assume-unchanged`.
    Unchanged,
}

/// The paths of a write as git sees them.
pub(super) struct Touched {
    staged: BTreeMap<String, Staged>,
    attributes: Repository,
    pub(super) disk: DiskReader,
}

/// The answer to whether a path of the index is undecided.
pub(super) enum Conflicts {
    /// The first that is.
    Known(Option<String>),
    /// Git looks for it.
    Asked(JoinHandle<Result<Vec<u8>, Trouble>>),
}

impl Store {
    /// Asks git for the index entries of paths and opens what reads them through their attributes.
    ///
    /// # Errors
    /// Git is missing or cannot read the index; the repository is bare.
    pub(super) fn touched<'p>(
        &self,
        paths: impl Iterator<Item = &'p str>,
    ) -> Result<Touched, Trouble> {
        let wanted: BTreeSet<String> = paths.flat_map(with_attributes_above).collect();
        let staged = self.staged_files(&wanted)?;
        let opened = |error| Trouble::of_git("open the repository", &error);
        let attributes = open_handle(&self.at).map_err(opened)?;
        let disk = self.work_tree_reader()?;
        for handle in [&attributes, &disk.scratch] {
            show_attributes_alone(handle, &staged).map_err(opened)?;
        }
        Ok(Touched {
            staged,
            attributes,
            disk,
        })
    }

    /// Returns the index entries that there are of paths, as the index is at this moment.
    ///
    /// # Errors
    /// Git is missing or cannot read the index.
    pub(super) fn staged_files(
        &self,
        wanted: &BTreeSet<String>,
    ) -> Result<BTreeMap<String, Staged>, Trouble> {
        if wanted.is_empty() {
            return Ok(BTreeMap::new());
        }
        if let Some(staged) = self.read_staged(wanted) {
            return Ok(staged);
        }
        let mut command = self.git_for_paths();
        command.args(["ls-files", "-v", "--stage", "-z"]);
        if wanted.len() <= FEW {
            command.arg("--").args(wanted);
        }
        let listed = read_index(command)?;
        let lines = listed.split(|byte| *byte == 0);
        let entries =
            lines.filter_map(|line| entry(line).filter(|(path, _)| wanted.contains(path)));
        Ok(entries.collect())
    }

    /// Returns the index entries of paths without asking git; `None` where git alone can tell.
    fn read_staged(&self, wanted: &BTreeSet<String>) -> Option<BTreeMap<String, Staged>> {
        let paths: BTreeSet<&[u8]> = wanted.iter().map(String::as_bytes).collect();
        let index = self.index_with(|path| paths.contains(path))?;
        let entries = index.wanted.into_iter().map(|noted| {
            let belief = match noted.trust {
                Trust::ByStat => Belief::Nothing,
                Trust::Blindly => Belief::Unchanged,
                Trust::WhereAbsent => Belief::LeftOut,
                Trust::None => return None,
            };
            let (id, mode) = (Oid::from_bytes(&noted.id).ok()?, noted.mode);
            Some((noted.path, Staged { id, mode, belief }))
        });
        entries.collect()
    }

    /// Looks for undecided paths; where git alone can tell, has it look, and does not wait for it.
    pub(super) fn ask_for_conflicts(&self) -> Conflicts {
        if let Some(index) = self.index_with(|_| false) {
            return Conflicts::Known(index.undecided);
        }
        let mut command = self.git_for_paths();
        command.args(["ls-files", "--unmerged", "-z"]);
        Conflicts::Asked(std::thread::spawn(move || read_index(command)))
    }

    /// Returns a command of git that takes paths as they are.
    pub(super) fn git_for_paths(&self) -> Command {
        let mut command = self.command("git");
        for name in ["GLOB", "NOGLOB", "ICASE"] {
            command.env_remove(format!("GIT_{name}_PATHSPECS"));
        }
        command.env("GIT_LITERAL_PATHSPECS", "1");
        command
    }
}

impl Conflicts {
    /// Waits for git and returns an undecided path; `None` where all are decided.
    ///
    /// # Errors
    /// Git is missing or cannot read the index.
    pub(super) fn first(self) -> Result<Option<String>, Trouble> {
        let asked = match self {
            Self::Known(path) => return Ok(path),
            Self::Asked(asked) => asked,
        };
        let listed = match asked.join() {
            Ok(listed) => listed?,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        let path = listed.split(|byte| *byte == 0).next().and_then(path_of);
        Ok(path)
    }
}

impl Touched {
    /// Returns the index entry of one of the paths.
    pub(super) fn staged(&self, path: &str) -> Option<Staged> {
        self.staged.get(path).copied()
    }

    /// Returns the handle that knows the attributes of the paths and stores by them.
    pub(super) fn repository(&self) -> &Repository {
        &self.attributes
    }

    /// Returns the name of the program that a path passes through on its way into git.
    ///
    /// # Errors
    /// Attributes cannot be read.
    pub(super) fn filter(&self, path: &str) -> Result<Option<String>, Trouble> {
        Ok(match self.attribute(path, "filter")? {
            AttrValue::String(name) => Some(name.to_owned()),
            _ => None,
        })
    }

    /// Returns whether a file on disk differs from its blob by the settings of its path.
    ///
    /// # Errors
    /// Attributes or git's configuration cannot be read.
    pub(super) fn is_converted(&self, path: &str) -> Result<bool, Trouble> {
        is_converted(&self.attributes, path)
    }

    fn attribute(&self, path: &str, name: &str) -> Result<AttrValue<'_>, Trouble> {
        attribute(&self.attributes, path, name)
    }
}

/// Runs a command that lists the index.
fn read_index(command: Command) -> Result<Vec<u8>, Trouble> {
    let output = run(command, "read the index")?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(Trouble::of_program("read the index", &output)),
    }
}

/// Returns a path and the files that may say how it passes in and out of git.
fn with_attributes_above(path: &str) -> Vec<String> {
    let above = Path::new(path).ancestors().skip(1);
    let mut all: Vec<String> = above
        .filter_map(|folder| Some(folder.join(ATTRIBUTES).to_str()?.to_owned()))
        .collect();
    all.push(path.to_owned());
    all
}

/// Reads an entry as `git ls-files -v --stage` lists it: `H 100644 ID 0`, a tab and the path.
fn entry(line: &[u8]) -> Option<(String, Staged)> {
    let text = std::str::from_utf8(line).ok()?;
    let (facts, path) = text.split_once('\t')?;
    let mut facts = facts.split(' ');
    let tag = facts.next()?;
    let mode = u32::from_str_radix(facts.next()?, 8).ok()?;
    let id = Oid::from_str(facts.next()?).ok()?;
    if facts.next()? != "0" {
        return None;
    }
    let belief = match tag {
        "S" | "s" => Belief::LeftOut,
        "h" => Belief::Unchanged,
        _ => Belief::Nothing,
    };
    Some((path.to_owned(), Staged { id, mode, belief }))
}

fn path_of(line: &[u8]) -> Option<String> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    Some(String::from_utf8_lossy(&line[tab + 1..]).into_owned())
}

/// Gives a handle an index in memory of nothing but attributes, which is all that it looks up there:
/// reading the whole index takes longer than the rest of a write.
fn show_attributes_alone(
    handle: &Repository,
    staged: &BTreeMap<String, Staged>,
) -> Result<(), git2::Error> {
    let mut index = Index::new()?;
    for (path, entry) in staged {
        if path.rsplit('/').next() == Some(ATTRIBUTES) {
            index.add(&blank_entry(path, entry.id, PLAIN))?;
        }
    }
    handle.set_index(&mut index)
}

/// Returns an index entry that knows nothing of a file on disk.
fn blank_entry(path: &str, id: Oid, mode: u32) -> IndexEntry {
    let never = IndexTime::new(0, 0);
    IndexEntry {
        ctime: never,
        mtime: never,
        dev: 0,
        ino: 0,
        mode,
        uid: 0,
        gid: 0,
        file_size: 0,
        id,
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_vec(),
    }
}
