//! Where the files of a folder come from: which commit brought each, and whether it was changed or removed since.
//! What that means for a record is not known here.

use std::collections::{BTreeMap, BTreeSet};

use git2::{Commit, Oid, Sort, Tree};

use super::{Store, Trouble};

/// What the history of a branch tells of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileOrigin {
    pub path: String,
    /// Addresses of author and committer of the commit that it came with.
    pub brought_by: Vec<String>,
    /// Those of the last commit that left it with another content than it came with.
    pub changed_by: Option<Vec<String>>,
    /// Those of the commit that removed it, where it is not there any more.
    pub removed_by: Option<Vec<String>>,
}

/// Blob ids by path, relative to the folder.
type Files = BTreeMap<String, Oid>;

struct Walked {
    brought_by: Vec<String>,
    first: Oid,
    last: Option<Oid>,
    touched_by: Vec<String>,
}

impl Store {
    /// Returns where the files of a top folder come from, as the history of a revision tells, ordered by path.
    ///
    /// What came with the first commit of all, or lies beyond the depth of a shallow clone, is not told: nobody can
    /// say who brought it.
    ///
    /// # Errors
    /// The revision is unknown, or the history cannot be read.
    pub fn origins(&self, revision: &str, folder: &str) -> Result<Vec<FileOrigin>, Trouble> {
        let failed = |error| Trouble::of_git("read the history", &error);
        let tip = self.commit_named(revision)?;
        if tip.tree().map_err(failed)?.get_name(folder).is_none() {
            return Ok(Vec::new());
        }
        let mut walk = self.repository.revwalk().map_err(failed)?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE)
            .map_err(failed)?;
        walk.push(tip.id()).map_err(failed)?;
        let beyond = self.shallow_edges();
        let mut files: BTreeMap<String, Walked> = BTreeMap::new();
        let mut is_first = true;
        for id in walk {
            let id = id.map_err(failed)?;
            let commit = self.repository.find_commit(id).map_err(failed)?;
            let is_untold = std::mem::take(&mut is_first) || beyond.contains(&id);
            if !is_untold {
                self.follow(&commit, folder, &mut files).map_err(failed)?;
            }
        }
        Ok(files
            .into_iter()
            .map(|(path, file)| file.told(format!("{folder}/{path}")))
            .collect())
    }

    /// Notes what a commit does to the files of a folder; a merge does what no side of it did.
    fn follow(
        &self,
        commit: &Commit<'_>,
        folder: &str,
        files: &mut BTreeMap<String, Walked>,
    ) -> Result<(), git2::Error> {
        let own = subtree(&commit.tree()?, folder);
        let mut sides = Vec::new();
        for parent in commit.parents() {
            let side = subtree(&parent.tree()?, folder);
            if side == own {
                return Ok(());
            }
            sides.push(self.files_of(side)?);
        }
        let now = self.files_of(own)?;
        let paths: BTreeSet<&String> = now
            .keys()
            .chain(sides.iter().flat_map(Files::keys))
            .collect();
        for path in paths {
            let here = now.get(path);
            if !sides.is_empty() && sides.iter().any(|side| side.get(path) == here) {
                continue;
            }
            let by = addresses(commit);
            match (files.get_mut(path), here) {
                (Some(file), _) => {
                    file.last = here.copied();
                    file.touched_by = by;
                }
                // What came with an untold commit stays untold.
                (None, Some(blob)) if sides.iter().all(|side| !side.contains_key(path)) => {
                    let walked = Walked {
                        brought_by: by.clone(),
                        first: *blob,
                        last: Some(*blob),
                        touched_by: by,
                    };
                    files.insert(path.clone(), walked);
                }
                (None, _) => {}
            }
        }
        Ok(())
    }

    fn files_of(&self, tree: Option<Oid>) -> Result<Files, git2::Error> {
        let mut files = Files::new();
        let Some(tree) = tree else {
            return Ok(files);
        };
        self.repository
            .find_tree(tree)?
            .walk(git2::TreeWalkMode::PreOrder, |folder, entry| {
                if entry.kind() == Some(git2::ObjectType::Blob) {
                    let name = String::from_utf8_lossy(entry.name_bytes());
                    files.insert(format!("{folder}{name}"), entry.id());
                }
                git2::TreeWalkResult::Ok
            })?;
        Ok(files)
    }

    /// Returns the commits whose parents a shallow clone does not have.
    fn shallow_edges(&self) -> BTreeSet<Oid> {
        let list = self.repository.commondir().join("shallow");
        let list = std::fs::read_to_string(list).unwrap_or_default();
        list.lines().filter_map(|id| id.parse().ok()).collect()
    }
}

impl Walked {
    fn told(self, path: String) -> FileOrigin {
        let is_changed = self.last.is_some_and(|last| last != self.first);
        FileOrigin {
            path,
            brought_by: self.brought_by,
            changed_by: is_changed.then(|| self.touched_by.clone()),
            removed_by: self.last.is_none().then_some(self.touched_by),
        }
    }
}

fn subtree(tree: &Tree<'_>, folder: &str) -> Option<Oid> {
    tree.get_name(folder).map(|entry| entry.id())
}

fn addresses(commit: &Commit<'_>) -> Vec<String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut addresses = vec![
        text(commit.author().email_bytes()),
        text(commit.committer().email_bytes()),
    ];
    addresses.dedup();
    addresses
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sandbox::Sandbox;

    fn commit(sandbox: &Sandbox, who: &str) {
        sandbox.git(&["add", "-A"]);
        let email = format!("user.email={who}@example.com");
        sandbox.git(&["-c", &email, "commit", "-q", "-m", "x"]);
    }

    fn told(sandbox: &Sandbox) -> Vec<String> {
        let origins = sandbox
            .store()
            .origins("HEAD", "reviews")
            .expect("readable");
        let by = |all: &Vec<String>| all.join("+");
        let line = |origin: FileOrigin| {
            let mut line = format!("{} {}", origin.path, by(&origin.brought_by));
            if let Some(changed) = &origin.changed_by {
                line += &format!(" changed {}", by(changed));
            }
            if let Some(removed) = &origin.removed_by {
                line += &format!(" removed {}", by(removed));
            }
            line.replace("@example.com", "")
        };
        origins.into_iter().map(line).collect()
    }

    #[test]
    fn who_brought_changed_and_removed_a_file_is_told() {
        let sandbox = Sandbox::with_history();
        sandbox.put("reviews/S/a.yaml", "1\n");
        sandbox.put("reviews/S/b.yaml", "1\n");
        commit(&sandbox, "ada");
        sandbox.put("reviews/S/c.yaml", "1\n");
        commit(&sandbox, "bob");
        sandbox.put("reviews/S/a.yaml", "2\n");
        std::fs::remove_file(sandbox.path("reviews/S/b.yaml")).expect("removed");
        commit(&sandbox, "eve");
        assert_eq!(
            told(&sandbox),
            [
                "reviews/S/a.yaml ada changed eve",
                "reviews/S/b.yaml ada removed eve",
                "reviews/S/c.yaml bob"
            ]
        );
        sandbox.put("reviews/S/a.yaml", "1\n");
        commit(&sandbox, "bob");
        assert_eq!(told(&sandbox)[0], "reviews/S/a.yaml ada");
    }

    #[test]
    fn a_merge_brings_what_its_sides_brought_and_what_only_it_has() {
        let sandbox = Sandbox::with_history();
        sandbox.put("reviews/S/a.yaml", "1\n");
        commit(&sandbox, "ada");
        sandbox.git(&["switch", "-qc", "side", "HEAD~"]);
        sandbox.put("reviews/S/b.yaml", "1\n");
        commit(&sandbox, "bob");
        sandbox.git(&["switch", "-q", "main"]);
        sandbox.git(&["merge", "-q", "--no-commit", "side"]);
        sandbox.put("reviews/S/c.yaml", "1\n");
        commit(&sandbox, "eve");
        assert_eq!(
            told(&sandbox),
            [
                "reviews/S/a.yaml ada",
                "reviews/S/b.yaml bob",
                "reviews/S/c.yaml eve"
            ]
        );
    }

    #[test]
    fn what_came_with_the_first_commit_or_beyond_a_shallow_clone_is_not_told() {
        let sandbox = Sandbox::with_history();
        assert_eq!(told(&sandbox), Vec::<String>::new());
        sandbox.put("reviews/S/a.yaml", "1\n");
        commit(&sandbox, "ada");
        sandbox.put("reviews/S/b.yaml", "1\n");
        commit(&sandbox, "bob");
        let url = format!("file://{}", sandbox.path("").display());
        let beside = tempfile::tempdir().expect("a folder");
        let folder = beside.path().join("shallow");
        let path = folder.to_str().expect("a path in UTF-8");
        sandbox.git(&["clone", "-q", "--depth", "1", &url, path]);
        let shallow = Store::open(crate::store::Where::Folder(folder)).expect("a clone");
        assert_eq!(shallow.origins("HEAD", "reviews"), Ok(Vec::new()));
        assert_eq!(told(&sandbox).len(), 2);
    }
}
