//! What git says differs: the index from a commit, the files on disk from the index.
//! Git compares times and sizes, and knows its own rules for them; what differs is read in `snapshots` and `work_tree`.

use std::process::Command;

use git2::Oid;

use super::blobs::bytes_of;
use super::process::{printed, run};
use super::snapshots::leaf;
use super::{Store, Trouble};
use crate::source::snapshot::{Content, Leaf};
use crate::source::{BlobId, EntryType, Snapshot};

/// The tree of nothing, which every repository knows.
const EMPTY_TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
const SUBMODULE: u32 = 0o160_000;

/// A path that is not alike in commit, index and work tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) path: String,
    /// What the index has, compared with the commit.
    pub(super) index: Side,
    /// Whether the file on disk is to be looked at: it differs from the index, or git does not know it.
    pub(super) is_on_disk: bool,
}

/// What one side has of a path, compared with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Same,
    Gone,
    Is(Leaf),
}

impl Store {
    /// Returns where the index differs from a commit, or from nothing before the first.
    ///
    /// # Errors
    /// The index cannot be read.
    pub(super) fn index_against(
        &self,
        commit: Option<&Snapshot>,
    ) -> Result<Vec<Difference>, Trouble> {
        compared_with_commit(self.git_against_commit(commit))
    }

    /// Returns the process that tells where the index differs from a commit, or from nothing before the first.
    pub(super) fn git_against_commit(&self, commit: Option<&Snapshot>) -> Command {
        let tree = commit.and_then(|commit| commit.top().id());
        let tree = tree.map_or(EMPTY_TREE.to_owned(), |id| id.to_string());
        self.reading_git(&[
            "diff-index",
            "--cached",
            "--raw",
            "-z",
            "--no-abbrev",
            "--no-renames",
            "--ita-invisible-in-index",
            &tree,
            "--",
        ])
    }

    /// Returns the process that tells where the files on disk differ from the index, or the index from the current
    /// commit, at some paths or everywhere; ignored files count for nothing.
    pub(super) fn git_against_index(&self, paths: &[&str]) -> Command {
        let mut git = self.reading_git(&[
            "status",
            "--porcelain=v2",
            "-z",
            "--untracked-files=all",
            "--no-renames",
            "--ignore-submodules=all",
            "--",
        ]);
        git.args(paths);
        git
    }

    /// Returns git with arguments, reading without a lock and taking paths as they are.
    fn reading_git(&self, arguments: &[&str]) -> Command {
        let mut git = self.command("git");
        git.env("GIT_OPTIONAL_LOCKS", "0")
            .arg("--literal-pathspecs")
            .args(arguments);
        git
    }
}

/// Returns what a process of [`Store::git_against_commit`] finds.
///
/// # Errors
/// The index cannot be read.
pub(super) fn compared_with_commit(git: Command) -> Result<Vec<Difference>, Trouble> {
    let text = said_by(git, "compare the index with the commit")?;
    let mut words = text.split(|byte| *byte == 0);
    let mut found = Vec::new();
    while let (Some(facts), Some(path)) = (words.next(), words.next()) {
        found.extend(staged(&String::from_utf8_lossy(facts), path));
    }
    Ok(found)
}

/// Returns what a process of [`Store::git_against_index`] finds.
///
/// # Errors
/// Git cannot compare.
pub(super) fn compared_with_disk(git: Command) -> Result<Vec<Difference>, Trouble> {
    let text = said_by(git, "compare the files with the index")?;
    let lines = text.split(|byte| *byte == 0);
    Ok(lines.filter_map(on_disk).collect())
}

/// Returns what git prints.
fn said_by(git: Command, purpose: &str) -> Result<Vec<u8>, Trouble> {
    let output = run(git, purpose)?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(Trouble::new(
            format!("cannot {purpose}: {}", printed(&output)),
            "`git status` shows what is wrong; `git fsck` examines the repository",
        )),
    }
}

/// Reads `:100644 100644 1234... abcd... M` of a path.
fn staged(facts: &str, path: &[u8]) -> Option<Difference> {
    let mut facts = facts.strip_prefix(':')?.split(' ');
    let (before, mode) = (octal(facts.next()?)?, octal(facts.next()?)?);
    let (old, new) = (facts.next()?, facts.next()?);
    let index = match facts.next()? {
        _ if before == SUBMODULE || mode == SUBMODULE => return None,
        "U" => Side::Is(in_conflict(&[old, new])),
        "D" => Side::Gone,
        _ => Side::Is(stored(new, mode)?),
    };
    Some(Difference {
        path: String::from_utf8_lossy(path).into_owned(),
        index,
        is_on_disk: false,
    })
}

/// Reads a line of `git status --porcelain=v2`.
fn on_disk(line: &[u8]) -> Option<Difference> {
    let line = String::from_utf8_lossy(line);
    let (sort, rest) = line.split_once(' ')?;
    let difference = |path: &str, index, is_on_disk| Difference {
        path: path.to_owned(),
        index,
        is_on_disk,
    };
    match sort {
        // A trailing slash marks a repository inside this one, which is no file of the desk.
        "?" => (!rest.ends_with('/')).then(|| difference(rest, Side::Same, true)),
        "1" => {
            let facts: Vec<&str> = rest.splitn(8, ' ').collect();
            let [state, _, before, mode, _, _, new, path] = facts[..] else {
                return None;
            };
            let mode = octal(mode)?;
            if mode == SUBMODULE || octal(before)? == SUBMODULE {
                return None;
            }
            let (index, disk) = state.split_at_checked(1)?;
            let index = match index {
                "." => Side::Same,
                "D" => Side::Gone,
                _ => Side::Is(stored(new, mode)?),
            };
            Some(difference(path, index, disk != "."))
        }
        "u" => {
            let facts: Vec<&str> = rest.splitn(10, ' ').collect();
            let [_, _, _, _, _, _, base, ours, theirs, path] = facts[..] else {
                return None;
            };
            let index = Side::Is(in_conflict(&[base, ours, theirs]));
            Some(difference(path, index, true))
        }
        _ => None,
    }
}

fn octal(mode: &str) -> Option<u32> {
    u32::from_str_radix(mode, 8).ok()
}

fn stored(id: &str, mode: u32) -> Option<Leaf> {
    Some(leaf(bytes_of(Oid::from_str(id).ok()?), mode))
}

/// Returns an undecided file, with the first of the versions that there are.
fn in_conflict(versions: &[&str]) -> Leaf {
    let ids = versions.iter().filter_map(|id| Oid::from_str(id).ok());
    let first = ids.into_iter().find(|id| !id.is_zero());
    Leaf {
        content: Content::Blob(BlobId(first.map_or([0; 20], bytes_of))),
        entry_type: EntryType::Conflict,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::snapshots::SYMLINK;

    #[test]
    fn lines_of_git_are_read() {
        let id = "1".repeat(40);
        let facts = format!(":100644 120000 {} {id} T", "2".repeat(40));
        let link = staged(&facts, b"people/a b.yaml").expect("a difference");
        assert_eq!(link.path, "people/a b.yaml");
        assert_eq!(link.index, Side::Is(leaf([0x11; 20], SYMLINK)));
        let submodule = format!(":000000 160000 {} {id} A", "0".repeat(40));
        assert_eq!(staged(&submodule, b"lib"), None);
        let line = format!("1 M. N... 100644 100644 100644 {id} {id} people/a b.yaml");
        let kept = on_disk(line.as_bytes()).expect("a difference");
        assert_eq!(
            (kept.path.as_str(), kept.is_on_disk),
            ("people/a b.yaml", false)
        );
        let both = on_disk(b"? inner/");
        assert_eq!(both, None);
        assert_eq!(on_disk(b"# branch.oid 1"), None);
    }
}
