//! What must hold before a write: a branch to commit to, nothing half done, and paths that are safe and clean.
//! The write itself lives in `transaction`.

use std::ffi::OsString;
use std::path::{Component, Path};

use git2::{ErrorCode, Oid, RepositoryState};

use super::touched::{Belief, Conflicts, Touched};
use super::{Store, Trouble, Where};

impl Store {
    /// Returns the branch that commits go to, as `refs/heads/main`.
    ///
    /// # Errors
    /// HEAD is detached.
    pub(super) fn current_branch(&self) -> Result<String, Trouble> {
        let failed = |error| Trouble::of_git("read HEAD", &error);
        let head = self.repository.find_reference("HEAD").map_err(failed)?;
        if let Some(branch) = head.symbolic_target().map_err(failed)? {
            return Ok(branch.to_string());
        }
        let at = head.target().map(|id| id.to_string()).unwrap_or_default();
        Err(Trouble::new(
            format!(
                "HEAD is detached at {:.8}, so there is no branch to commit to",
                at
            ),
            "`git switch BRANCH`, or start one here with `git switch -c NAME`",
        ))
    }

    /// Refuses while git is in the middle of something that ends in a commit of its own.
    pub(super) fn refuse_half_done(&self) -> Result<(), Trouble> {
        let (what, command) = match self.repository.state() {
            RepositoryState::Clean => return Ok(()),
            RepositoryState::Merge => ("a merge", "merge"),
            RepositoryState::Revert | RepositoryState::RevertSequence => ("a revert", "revert"),
            RepositoryState::CherryPick | RepositoryState::CherryPickSequence => {
                ("a cherry-pick", "cherry-pick")
            }
            RepositoryState::Bisect => {
                return Err(Trouble::new(
                    "a bisect is in progress",
                    "end it with `git bisect reset`",
                ));
            }
            RepositoryState::ApplyMailbox => ("a series of mailed patches", "am"),
            _ => ("a rebase", "rebase"),
        };
        Err(Trouble::new(
            format!("{what} is in progress"),
            format!(
                "finish it with `git {command} --continue`, or drop it with `git {command} --abort`"
            ),
        ))
    }

    /// Refuses while a path of the index is undecided.
    pub(super) fn refuse_conflict(&self, conflicts: Conflicts) -> Result<(), Trouble> {
        let Some(path) = conflicts.first()? else {
            return Ok(());
        };
        Err(Trouble::new(
            format!("{path} has a conflict that is not resolved"),
            format!("edit it, then `git add {path}`"),
        ))
    }

    /// Refuses inside a hook of a git command that commits from an index of its own.
    pub(super) fn refuse_borrowed_index(&self) -> Result<(), Trouble> {
        if self.at != Where::Environment {
            return Ok(());
        }
        let own = self.repository.path().join("index");
        let is_own = |given: OsString| {
            let given = std::path::absolute(given).ok();
            given.is_some_and(|given| {
                given == own || given.canonicalize().ok() == own.canonicalize().ok()
            })
        };
        if std::env::var_os("GIT_INDEX_FILE").is_none_or(is_own) {
            return Ok(());
        }
        Err(Trouble::new(
            "a git command is in the middle of a commit (GIT_INDEX_FILE is set)",
            "repeat the command when it has ended, outside of its hooks",
        ))
    }

    /// Refuses a path that leads out of the work tree, or that only git can write.
    pub(super) fn refuse_unsafe_path(&self, path: &str, touched: &Touched) -> Result<(), Trouble> {
        let root = self.work_root()?;
        for part in Path::new(path)
            .ancestors()
            .filter(|part| *part != Path::new(""))
        {
            let Ok(meta) = std::fs::symlink_metadata(root.join(part)) else {
                continue;
            };
            let is_target = part == Path::new(path);
            let what = match (meta.is_symlink(), is_target) {
                (true, _) => "a symlink, which is never written through",
                (false, true) if !meta.is_file() => "not a file",
                (false, false) if !meta.is_dir() => "not a folder",
                _ => continue,
            };
            return Err(Trouble::new(
                format!("{path} cannot be written: {} is {what}", part.display()),
                format!("move {} away, then repeat the command", part.display()),
            ));
        }
        refuse_filter(path, touched)
    }

    /// Refuses a path whose file or index entry is not the content the change was made from.
    pub(super) fn refuse_uncommitted(
        &self,
        path: &str,
        before: Option<Oid>,
        touched: &Touched,
    ) -> Result<(), Trouble> {
        let staged = touched.staged(path);
        if staged.is_some_and(|entry| entry.belief == Belief::LeftOut) {
            return Err(Trouble::new(
                format!("{path} is left out by the sparse checkout"),
                format!("`git sparse-checkout add {}`", folder_of(path)),
            ));
        }
        let found = touched.disk.hash(path)?;
        if staged.map(|entry| entry.id) == before && found == before {
            return Ok(());
        }
        Err(uncommitted(path, before, found))
    }

    /// Returns whether HEAD still names a branch at a commit.
    pub(super) fn is_at(&self, branch: &str, commit: Option<Oid>) -> Result<bool, Trouble> {
        let head = self.repository.find_reference("HEAD");
        let same = match &head {
            Ok(head) => head.symbolic_target().ok().flatten() == Some(branch),
            Err(error) if error.code() == ErrorCode::NotFound => false,
            Err(error) => return Err(Trouble::of_git("read HEAD", error)),
        };
        Ok(same && self.tip(branch)? == commit)
    }
}

/// Refuses a path that is no plain name in the work tree.
pub(super) fn refuse_odd_name(path: &str) -> Result<(), Trouble> {
    let plain = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(name) if !name.eq_ignore_ascii_case(".git")));
    if path.is_empty() || !plain || path.contains(['\\', '\0']) || path.ends_with('/') {
        return Err(Trouble::new(
            format!("'{}' is not a path in a desk", path.escape_debug()),
            "name files from the top of the desk, as in people/ada.yaml",
        ));
    }
    Ok(())
}

/// Refuses a path whose content passes through a program on its way into git.
fn refuse_filter(path: &str, touched: &Touched) -> Result<(), Trouble> {
    let Some(name) = touched.filter(path)? else {
        return Ok(());
    };
    Err(Trouble::new(
        format!("{path} passes through the filter '{name}', which only git itself can run"),
        format!("exempt it in .gitattributes: `{path} -filter`"),
    ))
}

fn uncommitted(path: &str, before: Option<Oid>, found: Option<Oid>) -> Trouble {
    let commit = format!("`git add {path} && git commit -m \"edit by hand\"`");
    match (before, found) {
        (None, _) => Trouble::new(
            format!("{path} exists already and is not committed"),
            format!("commit it with {commit}, or move it away"),
        ),
        (Some(_), None) => Trouble::new(
            format!("{path} was removed, and the removal is not committed"),
            format!(
                "bring it back with `git restore --staged --worktree {path}`, or commit the removal"
            ),
        ),
        (Some(_), Some(_)) => Trouble::new(
            format!("{path} has changes that are not committed"),
            format!("commit them with {commit}, or drop them with `git checkout HEAD -- {path}`"),
        ),
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(".", |(folder, _)| folder)
}
