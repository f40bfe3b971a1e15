//! Where an index differs from a commit, told without git: git notes in an index which folders of it are stored as trees.
//! Where that is not enough to tell, git is asked in `compared`.

use std::collections::BTreeMap;

use super::compared::{Difference, Side};
use super::index_file::{IndexFile, Noted, Trust};
use super::snapshots::{EXECUTABLE, PLAIN, SYMLINK, leaf};
use crate::source::snapshot::{Folder, Item, Leaf, Node};
use crate::source::{Blobs, Snapshot, TreeId};

const EXTENSION: &[u8; 4] = b"TREE";

/// A folder of the index, with the tree that it is stored as where nothing below it changed since.
#[derive(Debug, Default, PartialEq, Eq)]
struct Stored {
    id: Option<TreeId>,
    folders: BTreeMap<String, Stored>,
}

impl Stored {
    /// Reads a folder and all below it, and returns its name with it.
    fn read(bytes: &mut &[u8]) -> Option<(String, Self)> {
        let name = String::from_utf8(until(bytes, 0)?.to_vec()).ok()?;
        let files: i64 = word(until(bytes, b' ')?)?;
        let folders: usize = word(until(bytes, b'\n')?)?;
        let id = match files {
            0.. => {
                let (id, rest) = bytes.split_first_chunk::<20>()?;
                *bytes = rest;
                Some(TreeId(*id))
            }
            _ => None,
        };
        let folders = (0..folders).map(|_| Self::read(bytes));
        let folders = folders.collect::<Option<_>>()?;
        Some((name, Self { id, folders }))
    }

    /// Returns whether it is the same as a folder of the commit.
    fn is_same(&self, folder: &Folder) -> bool {
        self.id.is_some() && self.id == folder.id()
    }
}

/// Returns where an index differs from a commit; `None` where git alone can tell.
pub(super) fn staged(index: &IndexFile, commit: &Snapshot) -> Option<Vec<Difference>> {
    let (_, stored) = Stored::read(&mut index.extension(EXTENSION)?)?;
    if stored.is_same(commit.top()) {
        return Some(Vec::new());
    }
    let blobs = &**commit.blobs();
    let mut before = BTreeMap::new();
    committed(commit.top(), blobs, Some(&stored), "", &mut before);
    let mut latest = Latest::default();
    let entries = index.entries(
        |before, last| {
            // Between two paths below one folder, all are below it.
            let above = same_above(before, commit, &stored);
            above.is_some() && above == same_above(last, commit, &stored)
        },
        |path| !latest.is_same(path, |path| same_above(path, commit, &stored).is_some()),
    )?;
    compared(&entries, before)
}

/// Finds the files of a commit in the folders that may differ.
fn committed(
    folder: &Folder,
    blobs: &dyn Blobs,
    stored: Option<&Stored>,
    path: &str,
    found: &mut BTreeMap<String, Leaf>,
) {
    if stored.is_some_and(|stored| stored.is_same(folder)) {
        return;
    }
    for Item { name, node } in folder.items(blobs).iter() {
        let path = match path {
            "" => name.to_string(),
            above => format!("{above}/{name}"),
        };
        match node {
            Node::File(leaf) => drop(found.insert(path, leaf.clone())),
            Node::Folder(folder) => {
                let stored = stored.and_then(|stored| stored.folders.get(&**name));
                committed(folder, blobs, stored, &path, found);
            }
        }
    }
}

/// Returns the folder above a path of the index that is the same in the commit, the topmost of several.
fn same_above<'p>(path: &'p [u8], commit: &Snapshot, stored: &Stored) -> Option<&'p str> {
    let path = std::str::from_utf8(path).ok()?;
    let (mut stored, mut folder) = (stored, commit.top());
    for (at, _) in path.match_indices('/') {
        let name = path[..at].rsplit('/').next()?;
        let own = stored.folders.get(name)?;
        let Node::Folder(below) = folder.node(name, &**commit.blobs())? else {
            return None;
        };
        (stored, folder) = (own, below);
        if stored.is_same(folder) {
            return Some(&path[..at]);
        }
    }
    None
}

/// The folder of the path that was asked about last: its neighbours, which come one after another, are told alike.
#[derive(Default)]
struct Latest {
    folder: Vec<u8>,
    is_same: Option<bool>,
}

impl Latest {
    fn is_same(&mut self, path: &[u8], tell: impl FnOnce(&[u8]) -> bool) -> bool {
        let end = path.iter().rposition(|byte| *byte == b'/').unwrap_or(0);
        match self.is_same {
            Some(is_same) if self.folder == path[..end] => is_same,
            _ => {
                self.folder = path[..end].to_vec();
                *self.is_same.insert(tell(path))
            }
        }
    }
}

/// Returns where entries differ from the files of a commit; `None` where one of them is no plain file or link.
fn compared(entries: &[Noted], before: BTreeMap<String, Leaf>) -> Option<Vec<Difference>> {
    let mut before = before;
    let mut found = Vec::new();
    let difference = |path: &str, index| Difference {
        path: path.to_owned(),
        index,
        is_on_disk: false,
    };
    for noted in entries {
        let is_plain = matches!(noted.mode, PLAIN | EXECUTABLE | SYMLINK);
        if !is_plain || noted.trust == Trust::None {
            return None;
        }
        let own = leaf(noted.id, noted.mode);
        if before.remove(&noted.path).as_ref() != Some(&own) {
            found.push(difference(&noted.path, Side::Is(own)));
        }
    }
    found.extend(before.keys().map(|path| difference(path, Side::Gone)));
    Some(found)
}

/// Takes the bytes up to one that ends them.
fn until<'b>(bytes: &mut &'b [u8], end: u8) -> Option<&'b [u8]> {
    let at = bytes.iter().position(|byte| *byte == end)?;
    let (taken, rest) = (&bytes[..at], &bytes[at + 1..]);
    *bytes = rest;
    Some(taken)
}

fn word<T: std::str::FromStr>(bytes: &[u8]) -> Option<T> {
    std::str::from_utf8(bytes).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sandbox::Sandbox;

    /// Returns what is told of an index without git, as far as it can be; it is the same as git tells.
    fn told(sandbox: &Sandbox) -> Option<Vec<String>> {
        let store = sandbox.store();
        let head = store.head().expect("readable").expect("a commit");
        let index = IndexFile::read(&sandbox.path(".git/index"), |_| false)?;
        let told = staged(&index, &head)?;
        let laid = |differences: &[Difference]| {
            let changes = differences
                .iter()
                .map(|difference| match &difference.index {
                    Side::Is(leaf) => (difference.path.as_str(), Some(leaf.clone())),
                    _ => (difference.path.as_str(), None),
                });
            head.laid_over(changes).entries()
        };
        let by_git = store.index_against(Some(&head)).expect("readable");
        assert_eq!(laid(&told), laid(&by_git));
        Some(told.into_iter().map(|difference| difference.path).collect())
    }

    #[test]
    fn what_is_staged_is_told_without_git() {
        let sandbox = Sandbox::with_history();
        sandbox.put("people/old/b.yaml", "name: B\n");
        sandbox.put("people/z.yaml", "name: Z\n");
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "-qm", "more"]);
        let nothing: [&str; 0] = [];
        assert_eq!(told(&sandbox).expect("told"), nothing);
        sandbox.put("people/a.yaml", "name: Staged\n");
        sandbox.put("people/new/c.yaml", "name: C\n");
        sandbox.put("top.yaml", "x\n");
        sandbox.git(&["add", "."]);
        sandbox.git(&["mv", "people/z.yaml", "people/y.yaml"]);
        sandbox.git(&["rm", "-q", "-r", "people/old", "requests"]);
        let mut paths = told(&sandbox).expect("told");
        paths.sort();
        let expected = [
            "people/a.yaml",
            "people/new/c.yaml",
            "people/old/b.yaml",
            "people/y.yaml",
            "people/z.yaml",
            "requests/2026-11/R1.yaml",
            "top.yaml",
        ];
        assert_eq!(paths, expected);
        sandbox.git(&["reset", "-q", "--hard"]);
        std::fs::remove_file(sandbox.path("people/a.yaml")).expect("removed");
        std::os::unix::fs::symlink("z.yaml", sandbox.path("people/a.yaml")).expect("a link");
        sandbox.git(&["update-index", "--chmod=+x", "people/z.yaml"]);
        sandbox.git(&["add", "people/a.yaml"]);
        assert_eq!(told(&sandbox).expect("told"), ["people/a.yaml"]);
    }

    #[test]
    fn few_of_many_are_told_wherever_they_stand() {
        let sandbox = Sandbox::with_history();
        for folder in ["a", "a/in", "b", "c"] {
            for at in 0..300 {
                sandbox.put(&format!("{folder}/{at:03}.yaml"), &format!("{folder} {at}"));
            }
        }
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "-qm", "many"]);
        for version in ["2", "4"] {
            sandbox.git(&["update-index", "--index-version", version]);
            sandbox.put("a/299.yaml", "staged");
            sandbox.put("a/new.yaml", "staged");
            sandbox.put("c/000.yaml", "staged");
            sandbox.git(&["rm", "-q", "a/in/150.yaml"]);
            sandbox.git(&["add", "."]);
            let mut paths = told(&sandbox).expect("told");
            paths.sort();
            let expected = ["a/299.yaml", "a/in/150.yaml", "a/new.yaml", "c/000.yaml"];
            assert_eq!(paths, expected, "version {version}");
            sandbox.git(&["reset", "-q", "--hard"]);
        }
    }

    #[test]
    fn a_file_in_place_of_a_folder_and_a_folder_in_place_of_a_file_are_told() {
        let sandbox = Sandbox::with_history();
        sandbox.git(&["rm", "-q", "-r", "people", "desk.toml"]);
        sandbox.put("people", "a file\n");
        sandbox.put("desk.toml/inner.yaml", "a: 1\n");
        sandbox.git(&["add", "."]);
        let mut paths = told(&sandbox).expect("told");
        paths.sort();
        let expected = [
            "desk.toml",
            "desk.toml/inner.yaml",
            "people",
            "people/a.yaml",
        ];
        assert_eq!(paths, expected);
    }

    #[test]
    fn what_is_undecided_or_promised_is_left_to_git() {
        assert_eq!(told(&Sandbox::with_conflict()), None);
        let sandbox = Sandbox::with_history();
        sandbox.put("people/promised.yaml", "x");
        sandbox.git(&["add", "-N", "people/promised.yaml"]);
        assert_eq!(told(&sandbox), None);
    }
}
