//! Ending what a killed command left: finishing it when nothing has changed since, else undoing it.
//! The write it goes on with lives in `transaction`.

use std::collections::BTreeSet;
use std::time::Duration;

use git2::{Oid, StatusOptions};

use super::index_lock::remove_if_there;
use super::journal::{Found, Journal, PathChange, Side};
use super::lock::FOR_GIT;
use super::placing::{Placed, Placing, is_temporary};
use super::touched::Touched;
use super::{Step, Store, Trouble};

/// How an interrupted write ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done in full.
    Finished,
    /// It is as if it had never begun; these paths hold edits of the user's own and were left alone.
    Undone { left: Vec<String> },
    /// Its journal could not be read and is gone.
    Forgotten,
    /// It could not be ended now, for this reason; a later command will.
    Waiting(String),
}

/// What was found of an interrupted write, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    pub outcome: Outcome,
    /// First line of its commit message.
    pub subject: String,
    pub paths: Vec<String>,
}

impl Recovery {
    /// Returns a sentence for the user.
    pub fn sentence(&self) -> String {
        let what = format!("an earlier command, '{}', was interrupted", self.subject);
        match &self.outcome {
            Outcome::Finished => format!("{what}; it is now finished"),
            Outcome::Undone { left } if left.is_empty() => format!("{what}; it is now undone"),
            Outcome::Undone { left } => format!(
                "{what}; it is now undone, except where you have edited since: {}",
                left.join(", ")
            ),
            Outcome::Forgotten => {
                "an earlier command was interrupted and its journal is damaged; see what it left with `git status`".into()
            }
            Outcome::Waiting(why) => {
                format!("{what} and could not be ended: {why}; a later command will")
            }
        }
    }
}

impl Store {
    /// Ends what an interrupted command left; `None` when there is nothing to end.
    ///
    /// Never stands in the way of reading: what cannot be ended now is said and left for later.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn recover(&self) -> Result<Option<Recovery>, Trouble> {
        if self.root().is_none() {
            return Ok(None);
        }
        let journal = match self.read_journal()? {
            Found::Nothing if !self.has_own_index_lock() => return Ok(None),
            Found::Journal(journal) => Some(journal),
            _ => None,
        };
        let ended = match self.lock_if_free(FOR_GIT) {
            Ok(Some(_lock)) => self.recover_locked(),
            // Its writer lives, so nothing was interrupted.
            Ok(None) => Ok(None),
            Err(trouble) => Err(trouble),
        };
        ended.or_else(|trouble| {
            let Some(journal) = journal else {
                return Ok(None);
            };
            Ok(Some(Recovery {
                outcome: Outcome::Waiting(trouble.message),
                subject: journal.subject.clone(),
                paths: journal.path_names(),
            }))
        })
    }

    /// Ends what an interrupted command left. The caller holds the desk's lock.
    pub(super) fn recover_locked(&self) -> Result<Option<Recovery>, Trouble> {
        self.remove_own_index_lock()?;
        match self.read_journal()? {
            Found::Nothing => Ok(None),
            Found::Damaged => {
                self.remove_journal()?;
                self.remove_stray_texts();
                Ok(Some(Recovery {
                    outcome: Outcome::Forgotten,
                    subject: String::new(),
                    paths: Vec::new(),
                }))
            }
            Found::Journal(journal) => self.end(&journal).map(Some),
        }
    }

    fn end(&self, journal: &Journal) -> Result<Recovery, Trouble> {
        self.remove_own_branch_lock(journal)?;
        let touched = self.touched_by(journal)?;
        let outcome = if self.is_committed(journal)? {
            Placing::new(self, &[], Side::New, &touched)?.sweep(&journal.paths);
            self.remove_journal()?;
            Outcome::Finished
        } else if self.can_go_on(journal, &touched)?
            && self.perform(journal, &touched, &mut |_: Step| {}).is_ok()
        {
            Outcome::Finished
        } else {
            Outcome::Undone {
                left: self.undo(journal)?,
            }
        };
        Ok(Recovery {
            outcome,
            subject: journal.subject.clone(),
            paths: journal.path_names(),
        })
    }

    /// Returns whether the branch has the commit, in which case files and index were done before it.
    fn is_committed(&self, journal: &Journal) -> Result<bool, Trouble> {
        let Some(branch) = &journal.branch else {
            return Ok(false);
        };
        let (Some(tip), Some(new)) = (self.tip(&branch.name)?, branch.new) else {
            return Ok(false);
        };
        let below = self.repository.graph_descendant_of(tip, new);
        Ok(tip == new || below.unwrap_or(false))
    }

    /// Returns whether the write can be finished: branch, index and files are where it left them.
    fn can_go_on(&self, journal: &Journal, touched: &Touched) -> Result<bool, Trouble> {
        if let Some(branch) = &journal.branch {
            let still = self.is_at(&branch.name, branch.old)? && self.refuse_half_done().is_ok();
            let stored = branch
                .new
                .is_some_and(|commit| self.repository.find_commit(commit).is_ok());
            if !still || !stored {
                return Ok(false);
            }
        }
        for change in &journal.paths {
            let known = is_known(change, touched)?
                && self.refuse_unsafe_path(&change.path, touched).is_ok();
            if !known {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Takes a write back and returns the paths that were left because someone else's edit stands there.
    pub(super) fn undo(&self, journal: &Journal) -> Result<Vec<String>, Trouble> {
        let touched = self.touched_by(journal)?;
        let (ours, mut left) = self.still_ours(journal, &touched)?;
        let mut placed = Vec::new();
        for change in &ours {
            if touched.disk.hash(&change.path)? == change.new {
                placed.push(change.clone());
            }
        }
        let placing = Placing::new(self, &placed, Side::Old, &touched)?;
        placing.sweep(&journal.paths);
        placing.write_beside(&placed)?;
        for change in &placed {
            if placing.place(change)? == Placed::Edited {
                left.push(change.path.clone());
            }
        }
        placing.settle_places(&placed)?;
        let to_restore = self.staged_as_new(&ours)?;
        if !to_restore.is_empty() {
            self.update_index(&to_restore, Side::Old, &touched, &mut |_: Step| {})?;
        }
        self.remove_journal()?;
        Ok(left)
    }

    /// Splits the paths into those that can be taken back and those that hold someone else's edit.
    ///
    /// A path that the current commit has in another content than the old one is neither: what
    /// stands there has been committed since.
    fn still_ours(
        &self,
        journal: &Journal,
        touched: &Touched,
    ) -> Result<(Vec<PathChange>, Vec<String>), Trouble> {
        let head = self.repository.head().ok().and_then(|head| head.target());
        let tree = self.tree_of(head)?;
        let (mut ours, mut left) = (Vec::new(), Vec::new());
        for change in &journal.paths {
            let committed = self.file_in(tree.as_ref(), &change.path).map(|(id, _)| id);
            if journal.branch.is_some() && committed != change.old {
                continue;
            }
            match is_known(change, touched)? {
                true => ours.push(change.clone()),
                false => left.push(change.path.clone()),
            }
        }
        Ok((ours, left))
    }

    /// Removes the lock of the branch when a killed command of ours left it.
    fn remove_own_branch_lock(&self, journal: &Journal) -> Result<(), Trouble> {
        let Some(branch) = &journal.branch else {
            return Ok(());
        };
        let name = format!("{}.lock", branch.name);
        let path = self.repository.commondir().join(name);
        let Ok(mut text) = std::fs::read_to_string(&path) else {
            return Ok(());
        };
        if text.is_empty() && self.staged_as_new(&journal.paths)?.len() == journal.paths.len() {
            // Git fills such a file at once; one that stays empty was left by us at our last step.
            std::thread::sleep(Duration::from_millis(100));
            text = std::fs::read_to_string(&path).unwrap_or_default();
        } else if text.is_empty() {
            return Ok(());
        }
        if text.is_empty() || Oid::from_str(text.trim()).ok() == branch.new {
            remove_if_there(&path).map_err(|error| Trouble::of_disk("remove", &path, &error))?;
        }
        Ok(())
    }

    fn touched_by(&self, journal: &Journal) -> Result<Touched, Trouble> {
        self.touched(journal.paths.iter().map(|change| change.path.as_str()))
    }

    /// Returns those changes whose index entry has, at this moment, the new content.
    fn staged_as_new(&self, changes: &[PathChange]) -> Result<Vec<PathChange>, Trouble> {
        let wanted: BTreeSet<String> = changes.iter().map(|change| change.path.clone()).collect();
        let staged = self.staged_files(&wanted)?;
        let is_new = |change: &&PathChange| {
            let entry = staged.get(&change.path);
            entry.map(|entry| entry.id) == change.new
        };
        Ok(changes.iter().filter(is_new).cloned().collect())
    }

    /// Removes texts that were never put in place, where no journal names them any more.
    fn remove_stray_texts(&self) {
        let (Some(root), mut options) = (self.root(), StatusOptions::new()) else {
            return;
        };
        options.include_untracked(true).recurse_untracked_dirs(true);
        let Ok(statuses) = self.repository.statuses(Some(&mut options)) else {
            return;
        };
        for item in statuses.iter().filter(|item| item.status().is_wt_new()) {
            let path = String::from_utf8_lossy(item.path_bytes()).into_owned();
            let name = path.rsplit('/').next().unwrap_or_default();
            if is_temporary(name) {
                // What cannot be removed is in nobody's way.
                drop(remove_if_there(&root.join(&path)));
            }
        }
    }
}

/// Returns whether index and file of a path hold one side of its change or the other.
fn is_known(change: &PathChange, touched: &Touched) -> Result<bool, Trouble> {
    let staged = touched.staged(&change.path).map(|entry| entry.id);
    Ok(change.knows(staged) && change.knows(touched.disk.hash(&change.path)?))
}
