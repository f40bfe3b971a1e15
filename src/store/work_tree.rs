//! The files on disk as a snapshot, read as git would store them.
//! Writing them lives in `transaction`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use git2::Oid;

use super::blobs::bytes_of;
use super::compared::{Difference, Side, compared_with_commit, compared_with_disk};
use super::disk_reader::DiskReader;
use super::glance::Sight;
use super::index_file::IndexFile;
use super::index_trees;
use super::{Store, Trouble, blobs::StoredBlobs};
use crate::source::snapshot::{Content, Item, Kept, Leaf, Piece};
use crate::source::{BlobId, Blobs, EntryType, Snapshot, TreeId};

impl Store {
    /// Returns the files on disk, tracked or not, without those that git ignores.
    ///
    /// Unchanged files are known by the commit and the index alone; a changed one is read and kept.
    ///
    /// # Errors
    /// The repository is bare, or a file cannot be read.
    pub fn work_tree(&self) -> Result<Snapshot, Trouble> {
        let looking = self.begin_work_tree()?;
        self.end_work_tree(looking)
    }

    /// Has git begin to look at the files on disk, and does not wait for it.
    ///
    /// # Errors
    /// The repository is bare.
    pub fn begin_work_tree(&self) -> Result<Looking, Trouble> {
        self.work_root()?;
        let git = self.git_against_index(&[]);
        Ok(Looking(std::thread::spawn(|| compared_with_disk(git))))
    }

    /// Returns the files on disk once git has looked at them, as [`Self::work_tree`] does.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn end_work_tree(&self, looking: Looking) -> Result<Snapshot, Trouble> {
        let differences = looking.0.join();
        let differences = differences.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        self.with_disk(self.head()?, differences, self.work_tree_reader()?)
    }

    /// Returns the files on disk that are in sight, and all others as the next commit would have them.
    ///
    /// # Errors
    /// The repository is bare, or a file cannot be read.
    pub fn work_tree_in(&self, sight: Sight<'_>) -> Result<Snapshot, Trouble> {
        let head = self.head()?;
        let index = self.index_in(sight);
        let told = index.as_ref().zip(head.as_ref());
        let told = told.and_then(|(index, head)| index_trees::staged(index, head));
        let reader = self.work_tree_reader()?;
        let look = || self.in_sight(sight, index.as_ref(), head.as_ref(), &reader);
        let (staged, on_disk) = match told {
            Some(told) => (Ok(told), look()),
            None => self.beside_git(head.as_ref(), look),
        };
        self.with_disk(head, [staged?, on_disk?].concat(), reader)
    }

    /// Has git compare the index with a commit, on a core of its own, while something else is done.
    fn beside_git<T>(
        &self,
        commit: Option<&Snapshot>,
        other: impl FnOnce() -> T,
    ) -> (Result<Vec<Difference>, Trouble>, T) {
        let git = self.git_against_commit(commit);
        std::thread::scope(|scope| {
            let staged = scope.spawn(|| compared_with_commit(git));
            let other = other();
            let staged = staged.join();
            let staged = staged.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            (staged, other)
        })
    }

    /// Returns where the files in sight differ from the index, or the index from the current commit.
    fn in_sight(
        &self,
        sight: Sight<'_>,
        index: Option<&IndexFile>,
        head: Option<&Snapshot>,
        reader: &DiskReader,
    ) -> Result<Vec<Difference>, Trouble> {
        let glance = index.map(|index| self.glance(sight, index, reader));
        let (changed, asked) = match glance.transpose()?.flatten() {
            Some(glance) => (glance.changed, glance.asked),
            None => (Vec::new(), self.tops(sight, head)?),
        };
        let changed = changed.into_iter().map(|path| Difference {
            path,
            index: Side::Same,
            is_on_disk: true,
        });
        let mut differences: Vec<Difference> = changed.collect();
        if !asked.is_empty() {
            let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
            differences.extend(compared_with_disk(self.git_against_index(&asked))?);
        }
        Ok(differences)
    }

    /// Returns all that stands at the top and is in sight, or holds what is.
    fn tops(&self, sight: Sight<'_>, head: Option<&Snapshot>) -> Result<Vec<String>, Trouble> {
        let root = self.work_root()?;
        let on_disk = std::fs::read_dir(root);
        let on_disk = on_disk.map_err(|error| Trouble::of_disk("list", root, &error))?;
        let names = on_disk.flatten().map(|item| item.file_name());
        let mut tops: BTreeSet<String> = names.filter_map(|name| name.into_string().ok()).collect();
        if let Some(head) = head {
            let items = head.top().items(&**head.blobs()).iter();
            tops.extend(items.map(|item| item.name.to_string()));
        }
        tops.retain(|name| name != ".git" && sight.reaches(name.as_bytes()));
        Ok(tops.into_iter().collect())
    }

    /// Returns a commit with the differences of index and disk laid over it; the last one holds of several of a path.
    fn with_disk(
        &self,
        head: Option<Snapshot>,
        differences: Vec<Difference>,
        reader: DiskReader,
    ) -> Result<Snapshot, Trouble> {
        let mut changed = BTreeSet::new();
        let mut changes = Vec::new();
        for difference in differences {
            let side = match difference.is_on_disk {
                true => on_disk(&difference, &reader, &mut changed)?,
                false => difference.index,
            };
            match side {
                Side::Same => {}
                Side::Gone => changes.push((difference.path, None)),
                Side::Is(leaf) => changes.push((difference.path, Some(leaf))),
            }
        }
        let blobs = DiskBlobs {
            reader: Mutex::new(reader),
            root: self.work_root()?.to_path_buf(),
            changed,
            stored: self.stored_blobs(),
        };
        let head = head.unwrap_or_else(|| self.nothing());
        let changes = changes.iter();
        let changes = changes.map(|(path, leaf)| (path.as_str(), leaf.clone()));
        Ok(head.laid_over(changes).read_by(Arc::new(blobs)))
    }
}

/// The files on disk, while git looks at them.
pub struct Looking(JoinHandle<Result<Vec<Difference>, Trouble>>);

/// Returns what the disk has of a path that differs there.
fn on_disk(
    difference: &Difference,
    reader: &DiskReader,
    changed: &mut BTreeSet<BlobId>,
) -> Result<Side, Trouble> {
    let conflict = match &difference.index {
        Side::Is(leaf) if leaf.entry_type == EntryType::Conflict => Some(leaf),
        _ => None,
    };
    let Some(id) = reader.hash(&difference.path)? else {
        return Ok(conflict.map_or(Side::Gone, |leaf| Side::Is(leaf.clone())));
    };
    let id = BlobId(bytes_of(id));
    changed.insert(id);
    let meta = std::fs::symlink_metadata(reader.root.join(&difference.path));
    let entry_type = match meta {
        _ if conflict.is_some() => EntryType::Conflict,
        Ok(meta) if meta.is_symlink() => EntryType::Symlink,
        _ => EntryType::File,
    };
    Ok(Side::Is(Leaf {
        content: Content::Blob(id),
        entry_type,
    }))
}

fn from_disk(full: &Path, path: &str) -> Result<Vec<u8>, String> {
    std::fs::read(full).map_err(|error| format!("cannot read {path}: {error}"))
}

struct DiskBlobs {
    reader: Mutex<DiskReader>,
    root: PathBuf,
    changed: BTreeSet<BlobId>,
    stored: Arc<StoredBlobs>,
}

impl Blobs for DiskBlobs {
    fn read(&self, path: &str, id: &BlobId) -> Result<Vec<u8>, String> {
        if !self.changed.contains(id) {
            return self.stored.read(path, id);
        }
        // The lock is for memory alone: the disk is read by several threads at a time.
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = Oid::from_bytes(&id.0).ok().and_then(|id| reader.kept(id));
        drop(reader);
        kept.map_or_else(|| from_disk(&self.root.join(path), path), Ok)
    }

    fn list(&self, id: TreeId) -> Arc<[Item]> {
        self.stored.list(id)
    }

    fn kept(&self, name: &str) -> Option<Box<dyn Kept>> {
        self.stored.kept(name)
    }

    fn keep(&self, name: &str, pieces: &mut dyn Iterator<Item = Piece<'_>>) {
        self.stored.keep(name, pieces);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sandbox::Sandbox;

    fn head_and_disk(sandbox: &Sandbox) -> (Snapshot, Snapshot) {
        let store = sandbox.store();
        let head = store.head().expect("readable").expect("a commit");
        (head, store.work_tree().expect("readable"))
    }

    #[test]
    fn a_clean_checkout_has_the_ids_of_its_commit() {
        let sandbox = Sandbox::with_history();
        let (head, disk) = head_and_disk(&sandbox);
        assert_eq!(disk.entries(), head.entries());
    }

    #[test]
    fn a_checkout_with_carriage_returns_is_clean() {
        let sandbox = Sandbox::with_history();
        sandbox.put(".gitattributes", "*.yaml text eol=crlf\n");
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "-qm", "attributes"]);
        sandbox.git(&["rm", "-q", "--cached", "-r", "."]);
        sandbox.git(&["reset", "-q", "--hard"]);
        let bytes = std::fs::read(sandbox.path("people/a.yaml")).expect("a file");
        assert_eq!(bytes, b"name: A\r\n");
        // A new time stamp, so that the file is hashed rather than believed.
        sandbox.put("people/a.yaml", "name: A\r\n");
        let (head, disk) = head_and_disk(&sandbox);
        assert_eq!(disk.entries(), head.entries());
    }

    #[test]
    fn in_folders_that_are_left_out_the_index_counts() {
        let sandbox = Sandbox::with_history();
        let request = "requests/2026-11/R1.yaml";
        sandbox.put("people/a.yaml", "name: Staged\n");
        sandbox.put(request, "name: Staged\n");
        sandbox.git(&["add", "."]);
        sandbox.put("people/a.yaml", "name: Edited\n");
        sandbox.put("calendars/b.ics", "new\n");
        sandbox.put(request, "name: Edited\n");
        let store = sandbox.store();
        let said = |folders: &[&str], path: &str| {
            let sight = Sight {
                but: folders,
                within: None,
            };
            let files = store.work_tree_in(sight).expect("readable");
            files.text(path).unwrap_or_default()
        };
        for (folders, person, own) in [
            (&["requests"][..], "Edited", "Staged"),
            (&["people", "requests"], "Staged", "Staged"),
            (&[], "Edited", "Edited"),
        ] {
            assert_eq!(said(folders, "people/a.yaml"), format!("name: {person}\n"));
            assert_eq!(said(folders, request), format!("name: {own}\n"));
            assert_eq!(said(folders, "calendars/b.ics"), "new\n");
        }
    }

    #[test]
    fn edits_additions_and_removals_show_and_ignored_files_do_not() {
        let sandbox = Sandbox::with_history();
        sandbox.put(".git/info/exclude", "*.bak\n");
        sandbox.put("people/a.yaml", "name: Edited\n");
        sandbox.put("people/new/b.yaml", "name: B\n");
        sandbox.put("people/old.bak", "x");
        std::fs::remove_file(sandbox.path("requests/2026-11/R1.yaml")).expect("removed");
        let (head, disk) = head_and_disk(&sandbox);
        assert_eq!(
            disk.changed_since(&head),
            [
                "people/a.yaml",
                "people/new/b.yaml",
                "requests/2026-11/R1.yaml"
            ]
        );
        let edited = disk.find("people/a.yaml").expect("listed");
        assert_eq!(disk.read(&edited), Ok(b"name: Edited\n".to_vec()));
        let kept = disk.find("desk.toml").expect("listed");
        assert_eq!(disk.read(&kept), Ok(b"schema = 1\n".to_vec()));
    }

    #[test]
    fn reading_the_files_on_disk_writes_nothing_to_the_repository() {
        let sandbox = Sandbox::with_history();
        sandbox.put("people/new.yaml", "name: Never stored\n");
        let before = sandbox.listing(".git");
        sandbox.store().work_tree().expect("readable");
        assert_eq!(sandbox.listing(".git"), before);
    }

    #[test]
    fn an_edit_in_the_same_instant_and_of_the_same_length_is_seen() {
        let sandbox = Sandbox::with_history();
        for round in 0..20 {
            sandbox.put("people/a.yaml", &format!("name: {round:02}\n"));
            sandbox.git(&["add", "people/a.yaml"]);
            sandbox.put("people/a.yaml", &format!("name: {:02}\n", round + 50));
            let store = sandbox.store();
            let disk = store.work_tree().expect("readable");
            let staged = store.staged().expect("readable");
            assert_eq!(disk.changed_since(&staged), ["people/a.yaml"]);
        }
    }

    #[test]
    fn files_that_a_sparse_checkout_leaves_out_are_there_by_the_index() {
        let sandbox = Sandbox::with_history();
        sandbox.git(&["sparse-checkout", "set", "people"]);
        assert!(!sandbox.path("requests").exists());
        let (head, disk) = head_and_disk(&sandbox);
        assert_eq!(disk.entries(), head.entries());
    }

    #[test]
    fn an_undecided_file_shows_as_conflict_with_its_markers() {
        let sandbox = Sandbox::with_conflict();
        let disk = sandbox.store().work_tree().expect("readable");
        let entry = disk.find("people/a.yaml").expect("listed");
        assert_eq!(entry.entry_type, EntryType::Conflict);
        let bytes = disk.read(&entry).expect("readable");
        assert!(bytes.starts_with(b"<<<<<<<"));
    }

    #[test]
    fn a_linked_worktree_reads_its_own_files_and_index() {
        let sandbox = Sandbox::with_history();
        let linked = sandbox.linked_worktree("side");
        std::fs::write(linked.join("people/a.yaml"), "name: Side\n").expect("written");
        let store = Store::open(super::super::Where::Folder(linked)).expect("opens");
        let head = store.head().expect("readable").expect("a commit");
        let disk = store.work_tree().expect("readable");
        assert_eq!(disk.changed_since(&head), ["people/a.yaml"]);
        let (head, disk) = head_and_disk(&sandbox);
        assert!(disk.changed_since(&head).is_empty());
    }
}
