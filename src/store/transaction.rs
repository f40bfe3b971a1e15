//! Writing as a transaction: wholly done or wholly undone, whatever moment the program is killed at.
//! Going on after such a moment lives in `recovery`.

use git2::{ErrorCode, Oid};

use super::journal::{BranchMove, Journal, PathChange, Side};
use super::lock::{DeskLock, FOR_A_WRITER, FOR_GIT, pauses};
use super::objects::tree_with;
use super::placing::{Placed, Placing};
use super::preconditions::refuse_odd_name;
use super::snapshots::PLAIN;
use super::touched::Touched;
use super::{Recovery, Store, Trouble, When};
use crate::changes::Checked;
use crate::source::snapshot::Content;
use crate::source::{Entry, FileChange, Snapshot};

/// Where a write ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// In a commit on the current branch, of nothing but the paths written.
    Commit,
    /// In the index, for the user to commit.
    Stage,
}

/// A moment of a write, announced before it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    StoreObjects,
    WriteJournal,
    WriteTexts,
    PlaceText(String),
    LockIndex,
    ReplaceIndex,
    UnlockIndex,
    MoveBranch,
    RemoveJournal,
}

/// What a write left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Id of the commit; `None` when the write ended in the index or changed nothing.
    pub commit: Option<String>,
    /// Paths whose content changed.
    pub paths: Vec<String>,
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// The branch moved after the change was judged: begin again from the new commit.
    HeadMoved,
    Trouble(Trouble),
}

impl From<Trouble> for WriteError {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<WriteError> for Trouble {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Trouble(trouble) => trouble,
            WriteError::HeadMoved => Self::new(
                "the branch moved while the change was being written",
                "nothing was written; repeat the command",
            ),
        }
    }
}

/// The right to write, held from judging a change to having written it.
pub struct Transaction<'s> {
    store: &'s Store,
    purpose: Purpose,
    branch: Option<String>,
    head: Option<Oid>,
    before: Snapshot,
    recovered: Option<Recovery>,
    _lock: DeskLock,
}

impl Store {
    /// Takes the lock, ends what an earlier command left undone, and holds on to the current commit.
    ///
    /// # Errors
    /// Another command writes for half a minute; HEAD is on no branch; a merge or the like is in
    /// progress; a conflict is unresolved; the repository is bare or cannot be written.
    pub fn begin(&self, purpose: Purpose) -> Result<Transaction<'_>, Trouble> {
        self.work_root()?;
        self.refuse_borrowed_index()?;
        let lock = self.lock(FOR_A_WRITER)?;
        std::fs::create_dir_all(self.private_folder())
            .map_err(|error| Trouble::of_disk("make", &self.private_folder(), &error))?;
        let recovered = self.recover_locked()?;
        let conflicts = self.ask_for_conflicts();
        let mut transaction = Transaction {
            store: self,
            purpose,
            branch: None,
            head: None,
            before: Snapshot::empty(),
            recovered,
            _lock: lock,
        };
        let held = transaction.hold();
        self.refuse_conflict(conflicts)?;
        held.map(|()| transaction)
    }
}

impl Transaction<'_> {
    /// Holds on to what the change is to be made from.
    fn hold(&mut self) -> Result<(), Trouble> {
        let store = self.store;
        if self.purpose == Purpose::Stage {
            self.before = store.staged()?;
            return Ok(());
        }
        store.refuse_half_done()?;
        let branch = store.current_branch()?;
        self.head = store.tip(&branch)?;
        if let Some(tree) = store.tree_of(self.head)? {
            self.before = store.tree_snapshot(&tree);
        }
        self.branch = Some(branch);
        Ok(())
    }

    /// Returns whether there is a commit that the change can come after.
    pub fn has_commit(&self) -> bool {
        self.head.is_some()
    }

    /// Returns what the change is to be made from and judged against: the current commit, or the index when staging.
    pub fn before(&self) -> &Snapshot {
        &self.before
    }

    /// Returns what was ended of an earlier command, for the user to know.
    pub fn recovered(&self) -> Option<&Recovery> {
        self.recovered.as_ref()
    }

    /// Writes a checked change and nothing else; `watch` hears of each step before it is done.
    ///
    /// # Errors
    /// The branch moved, a path has changes of the user's own, a hook refused, git could not sign,
    /// or the disk failed. Nothing is written then, or the message says what is left to be ended.
    pub fn write(
        self,
        checked: &Checked,
        now: When,
        watch: &mut dyn FnMut(Step),
    ) -> Result<Written, WriteError> {
        self.write_files(checked.files(), checked.message(), now, watch)
    }

    pub(super) fn write_files(
        self,
        files: &[FileChange],
        message: &str,
        now: When,
        watch: &mut dyn FnMut(Step),
    ) -> Result<Written, WriteError> {
        let store = self.store;
        if let Some(trouble) = store.wholeness().trouble() {
            return Err(trouble.into());
        }
        if let Some(branch) = &self.branch
            && !store.is_at(branch, self.head)?
        {
            return Err(WriteError::HeadMoved);
        }
        watch(Step::StoreObjects);
        for file in files {
            refuse_odd_name(&file.path)?;
        }
        let touched = store.touched(files.iter().map(|file| file.path.as_str()))?;
        let paths = self.store_changes(files, &touched)?;
        if paths.is_empty() {
            return Ok(Written {
                commit: None,
                paths: Vec::new(),
            });
        }
        let journal = self.store_commit(paths, message, now)?;
        watch(Step::WriteJournal);
        if let Err(trouble) = store.write_journal(&journal) {
            // It may stand all the same, and would be gone on from although this says no.
            drop(store.remove_journal());
            return Err(trouble.into());
        }
        if let Err(error) = store.perform(&journal, &touched, watch) {
            return Err(store.back_out(&journal, error));
        }
        // A hook may run a command of ours, which needs the lock.
        drop(self);
        let commit = journal.branch.as_ref().and_then(|branch| branch.new);
        if commit.is_some() {
            store.tell_hooks();
        }
        Ok(Written {
            commit: commit.map(|id| id.to_string()),
            paths: journal.path_names(),
        })
    }

    /// Stores the texts and returns the paths that they change; each must be clean and safe.
    fn store_changes(
        &self,
        files: &[FileChange],
        touched: &Touched,
    ) -> Result<Vec<PathChange>, Trouble> {
        let store = self.store;
        let tree = store.tree_of(self.head)?;
        let mut changes = Vec::new();
        for file in files {
            store.refuse_unsafe_path(&file.path, touched)?;
            let old = self.before.find(&file.path).as_ref().and_then(stored_id);
            let mode = match self.purpose {
                Purpose::Commit => store
                    .file_in(tree.as_ref(), &file.path)
                    .map(|(_, mode)| mode),
                Purpose::Stage => touched.staged(&file.path).map(|entry| entry.mode),
            };
            store.refuse_uncommitted(&file.path, old, touched)?;
            let text = file.text.as_deref();
            let new = text.map(|text| store.store_blob(&file.path, text, touched));
            let change = PathChange {
                path: file.path.clone(),
                old,
                new: new.transpose()?,
                mode: mode.unwrap_or(PLAIN),
            };
            if change.old != change.new {
                changes.push(change);
            }
        }
        Ok(changes)
    }

    /// Stores the commit, with the consent of hooks, and returns the whole plan of the write.
    fn store_commit(
        &self,
        paths: Vec<PathChange>,
        message: &str,
        now: When,
    ) -> Result<Journal, Trouble> {
        let store = self.store;
        let subject = message.lines().next().unwrap_or_default().to_string();
        let Some(branch) = &self.branch else {
            store.sync_objects(&paths, None, None)?;
            return Ok(Journal::new(subject, None, paths));
        };
        let base = store.tree_of(self.head)?;
        let files = paths
            .iter()
            .map(|change| (change.path.as_str(), change.new, change.mode));
        let tree = tree_with(&store.repository, base.as_ref(), files)
            .map_err(|error| store.store_trouble("store the tree of the commit", 0, &error))?;
        let message = store.ask_hooks(tree, message)?;
        let commit = store.store_commit(tree, self.head, &message, now)?;
        store.sync_objects(&paths, Some(tree), Some(commit))?;
        let branch = BranchMove {
            name: branch.clone(),
            old: self.head,
            new: Some(commit),
        };
        Ok(Journal::new(subject, Some(branch), paths))
    }
}

impl Store {
    /// Does what the journal says; every part of it may have been done before.
    pub(super) fn perform(
        &self,
        journal: &Journal,
        touched: &Touched,
        watch: &mut dyn FnMut(Step),
    ) -> Result<(), WriteError> {
        watch(Step::WriteTexts);
        let placing = Placing::new(self, &journal.paths, Side::New, touched)?;
        placing.write_beside(&journal.paths)?;
        for change in &journal.paths {
            watch(Step::PlaceText(change.path.clone()));
            if placing.place(change)? == Placed::Edited {
                return Err(edited_meanwhile(&change.path).into());
            }
        }
        placing.settle_places(&journal.paths)?;
        self.update_index(&journal.paths, Side::New, touched, watch)?;
        if let Some(branch) = &journal.branch {
            watch(Step::MoveBranch);
            self.move_branch(branch, &journal.subject)?;
        }
        watch(Step::RemoveJournal);
        match (self.remove_journal(), &journal.branch) {
            // The commit stands; the next command finds it so and removes the journal.
            (_, Some(_)) => Ok(()),
            (removed, None) => Ok(removed?),
        }
    }

    /// Undoes a write that failed, and returns the error that says so.
    fn back_out(&self, journal: &Journal, error: WriteError) -> WriteError {
        match self.undo(journal) {
            Ok(_) => error,
            Err(_) => {
                let trouble = Trouble::from(error);
                WriteError::Trouble(Trouble::new(
                    trouble.message,
                    // It may yet be finished, so whoever repeats it unseen may do it twice.
                    format!(
                        "the next command finishes or undoes '{}' and says which; if it is undone: {}",
                        journal.subject, trouble.help
                    ),
                ))
            }
        }
    }

    /// Moves the branch if it is still where it was.
    fn move_branch(&self, branch: &BranchMove, subject: &str) -> Result<(), WriteError> {
        let new = branch.new.expect("a branch moves to a commit");
        let log = format!("sa: {subject}");
        let mut pauses = pauses(FOR_GIT);
        loop {
            if !self.is_at(&branch.name, branch.old)? {
                return Err(WriteError::HeadMoved);
            }
            let moved = match branch.old {
                Some(old) => self
                    .repository
                    .reference_matching(&branch.name, new, true, old, &log),
                None => self.repository.reference(&branch.name, new, false, &log),
            };
            let Err(error) = moved else { break };
            match (error.code(), pauses.next()) {
                (ErrorCode::Locked, Some(pause)) => std::thread::sleep(pause),
                (ErrorCode::Modified | ErrorCode::Exists, _) => return Err(WriteError::HeadMoved),
                _ => {
                    let what = format!("move {}", branch.name);
                    return Err(self.store_trouble(&what, 0, &error).into());
                }
            }
        }
        self.sync_branch(&branch.name);
        Ok(())
    }

    /// Waits until the branch is on the disk; should that fail, the journal is still there to go on from.
    fn sync_branch(&self, name: &str) {
        let file = std::fs::File::open(self.repository.commondir().join(name));
        drop(file.and_then(|file| self.durability().settle(&file)));
    }
}

fn edited_meanwhile(path: &str) -> Trouble {
    Trouble::new(
        format!("{path} was edited while it was being written"),
        "nothing was written; save or drop the edit, then repeat the command",
    )
}

/// Returns the blob of an entry; a snapshot of the store holds nothing else.
fn stored_id(entry: &Entry) -> Option<Oid> {
    match &entry.content {
        Content::Blob(id) => Oid::from_bytes(&id.0).ok(),
        Content::Text(_) => None,
    }
}
