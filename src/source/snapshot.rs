//! A desk at one moment: which files it has, by content, with text read on demand.
//! Where the bytes come from (a commit, the index, the work tree) is the business of `store`.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The git blob id of a file's content, 40 hex digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobId(pub String);

/// What kind of thing stands under a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryType {
    File,
    Symlink,
    /// A path that git holds in more than one version because a merge left it undecided.
    Conflict,
}

/// One file of a snapshot: its path in the desk (`/` between folders) and its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub path: String,
    pub content: Content,
    pub entry_type: EntryType,
}

/// The content of an entry: known by its id alone, or a text not yet stored anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Blob(BlobId),
    Text(Arc<str>),
}

/// Reads the bytes behind a snapshot's entries.
pub trait Blobs: Send + Sync {
    /// Returns the bytes of an entry.
    ///
    /// # Errors
    /// One sentence on why the bytes cannot be had.
    fn read(&self, path: &str, id: &BlobId) -> Result<Vec<u8>, String>;
}

/// A change to one file: its new text, or `None` when the file goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    pub path: String,
    pub text: Option<String>,
}

/// The files of a desk at one moment, ordered by path.
#[derive(Clone)]
pub struct Snapshot {
    entries: Vec<Entry>,
    blobs: Arc<dyn Blobs>,
}

impl Snapshot {
    /// Returns a snapshot of `entries`, in any order, whose bytes `blobs` reads.
    pub fn new(mut entries: Vec<Entry>, blobs: Arc<dyn Blobs>) -> Self {
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Self { entries, blobs }
    }

    /// Returns a snapshot of nothing, as before the first commit.
    pub fn empty() -> Self {
        Self::of_texts(Vec::new())
    }

    /// Returns a snapshot of texts held in memory.
    pub fn of_texts(files: Vec<(String, String)>) -> Self {
        let entries = files
            .into_iter()
            .map(|(path, text)| Entry {
                path,
                content: Content::Text(text.into()),
                entry_type: EntryType::File,
            })
            .collect();
        Self::new(entries, Arc::new(NoBlobs))
    }

    /// Returns all entries, ordered by path.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the entry at a path.
    pub fn find(&self, path: &str) -> Option<&Entry> {
        self.entries
            .binary_search_by(|entry| entry.path.as_str().cmp(path))
            .ok()
            .map(|at| &self.entries[at])
    }

    /// Returns the bytes of an entry.
    ///
    /// # Errors
    /// One sentence on why the bytes cannot be had.
    pub fn read(&self, entry: &Entry) -> Result<Vec<u8>, String> {
        match &entry.content {
            Content::Text(text) => Ok(text.as_bytes().to_vec()),
            Content::Blob(id) => self.blobs.read(&entry.path, id),
        }
    }

    /// Returns the text at a path, what is no UTF-8 replaced; `None` where nothing can be read.
    pub fn text(&self, path: &str) -> Option<String> {
        let bytes = self.read(self.find(path)?).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Returns this snapshot with changes laid over it.
    pub fn with(&self, changes: &[FileChange]) -> Self {
        let mut entries: BTreeMap<&str, Entry> = self
            .entries
            .iter()
            .map(|entry| (entry.path.as_str(), entry.clone()))
            .collect();
        for change in changes {
            match &change.text {
                None => {
                    entries.remove(change.path.as_str());
                }
                Some(text) => {
                    let entry = Entry {
                        path: change.path.clone(),
                        content: Content::Text(text.as_str().into()),
                        entry_type: EntryType::File,
                    };
                    entries.insert(change.path.as_str(), entry);
                }
            }
        }
        Self {
            entries: entries.into_values().collect(),
            blobs: Arc::clone(&self.blobs),
        }
    }

    /// Returns the paths whose content differs between two snapshots, ordered.
    pub fn changed_since(&self, before: &Snapshot) -> Vec<String> {
        let mut changed = Vec::new();
        let (mut old, mut new) = (
            before.entries.iter().peekable(),
            self.entries.iter().peekable(),
        );
        loop {
            match (old.peek(), new.peek()) {
                (None, None) => return changed,
                (Some(was), Some(is)) if was.path == is.path => {
                    if (&was.content, was.entry_type) != (&is.content, is.entry_type) {
                        changed.push(is.path.clone());
                    }
                    old.next();
                    new.next();
                }
                (Some(was), is) if is.is_none_or(|is| was.path < is.path) => {
                    changed.push(was.path.clone());
                    old.next();
                }
                (_, Some(is)) => {
                    changed.push(is.path.clone());
                    new.next();
                }
                (Some(_), None) => {
                    unreachable!("the arm above takes every old path without a new one")
                }
            }
        }
    }
}

struct NoBlobs;

impl Blobs for NoBlobs {
    fn read(&self, path: &str, _: &BlobId) -> Result<Vec<u8>, String> {
        Err(format!("{path} has no stored bytes"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(files: &[(&str, &str)]) -> Snapshot {
        Snapshot::of_texts(
            files
                .iter()
                .map(|(path, text)| (path.to_string(), text.to_string()))
                .collect(),
        )
    }

    #[test]
    fn changes_name_added_removed_and_edited_paths() {
        let before = snapshot(&[("a", "1"), ("b", "1"), ("d", "1")]);
        let after = before.with(&[
            FileChange {
                path: "a".into(),
                text: Some("2".into()),
            },
            FileChange {
                path: "c".into(),
                text: Some("1".into()),
            },
            FileChange {
                path: "d".into(),
                text: None,
            },
        ]);
        assert_eq!(after.changed_since(&before), ["a", "c", "d"]);
        assert_eq!(before.changed_since(&after), ["a", "c", "d"]);
        assert!(after.changed_since(&after).is_empty());
        assert_eq!(
            after
                .read(after.find("a").expect("a is there"))
                .expect("in memory"),
            b"2"
        );
    }
}
