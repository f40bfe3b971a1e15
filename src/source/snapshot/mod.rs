//! A desk at one moment: which files it has, by content, with text read on demand.
//! Where the bytes come from (a commit, the index, the work tree) is the business of `store`.

mod difference;
mod folder;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

pub use folder::{Folder, Item, Leaf, Node};

macro_rules! object_id {
    ($name:ident, $doc:literal) => {
        #[doc = $doc]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 20]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    };
}

object_id!(
    BlobId,
    "The id that git gives the content of a file; written as 40 hex digits."
);
object_id!(
    TreeId,
    "The id that git gives a folder with all below it; written as 40 hex digits."
);

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

/// Reads what is behind a snapshot's ids.
pub trait Blobs: Send + Sync {
    /// Returns the bytes of an entry.
    ///
    /// # Errors
    /// One sentence on why the bytes cannot be had.
    fn read(&self, path: &str, id: &BlobId) -> Result<Vec<u8>, String>;

    /// Returns what a stored folder holds, ordered as the paths below it.
    ///
    /// A folder that cannot be listed is empty, and whoever reads it is told before anything is made of that.
    fn list(&self, id: TreeId) -> Arc<[Item]>;

    /// Returns whether a stored folder is there to be listed.
    fn has_folder(&self, _id: TreeId) -> bool {
        true
    }

    /// Returns the bytes that an earlier run kept under a name, or nothing.
    fn kept(&self, _name: &str) -> Option<Box<dyn Kept>> {
        None
    }

    /// Keeps bytes, piece after piece, under a name for later runs and in place of what was there; where that fails,
    /// nothing is lost but time.
    fn keep(&self, _name: &str, _pieces: &mut dyn Iterator<Item = Piece<'_>>) {}
}

/// A piece of what is to be kept; nothing where it cannot be had, so that all of it is not kept.
pub type Piece<'p> = Option<Cow<'p, [u8]>>;

/// Returns pieces that are at hand.
pub fn at_hand<'p>(pieces: impl IntoIterator<Item = &'p [u8]>) -> impl Iterator<Item = Piece<'p>> {
    pieces.into_iter().map(|piece| Some(Cow::Borrowed(piece)))
}

/// Bytes that were kept, read piece by piece; they may be damaged.
pub trait Kept: Send + Sync {
    /// Returns so many bytes from a place on; `None` where there are fewer.
    fn read(&self, start: u64, count: usize) -> Option<Vec<u8>>;

    /// Returns all bytes from a place on.
    fn read_from(&self, start: u64) -> Option<Vec<u8>>;
}

/// A change to one file: its new text, or `None` when the file goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    pub path: String,
    pub text: Option<String>,
}

/// The files of a desk at one moment, by path.
#[derive(Clone)]
pub struct Snapshot {
    top: Arc<Folder>,
    blobs: Arc<dyn Blobs>,
}

impl Snapshot {
    /// Returns a snapshot of a folder and all below it, whose bytes `blobs` reads.
    pub fn new(top: Arc<Folder>, blobs: Arc<dyn Blobs>) -> Self {
        Self { top, blobs }
    }

    /// Returns a snapshot of nothing, as before the first commit.
    pub fn empty() -> Self {
        Self::new(Folder::empty(), Arc::new(NoBlobs))
    }

    /// Returns a snapshot of texts held in memory.
    pub fn of_texts(files: Vec<(String, String)>) -> Self {
        let change = |(path, text)| FileChange {
            path,
            text: Some(text),
        };
        Self::empty().with(&files.into_iter().map(change).collect::<Vec<_>>())
    }

    /// Returns all entries, ordered by path.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        self.top.flatten("", &*self.blobs, &mut entries);
        entries
    }

    /// Returns the folder that holds everything.
    pub fn top(&self) -> &Arc<Folder> {
        &self.top
    }

    /// Returns who reads what is behind the ids.
    pub fn blobs(&self) -> &Arc<dyn Blobs> {
        &self.blobs
    }

    /// Returns the folder at a path.
    pub fn folder(&self, path: &str) -> Option<&Arc<Folder>> {
        match self.top.node(path, &*self.blobs)? {
            Node::Folder(folder) => Some(folder),
            Node::File(_) => None,
        }
    }

    /// Returns whether a file or a folder stands at a path.
    pub fn has(&self, path: &str) -> bool {
        self.top.node(path, &*self.blobs).is_some()
    }

    /// Returns the entry at a path.
    pub fn find(&self, path: &str) -> Option<Entry> {
        match self.top.node(path, &*self.blobs)? {
            Node::File(leaf) => Some(leaf.at(path.to_owned())),
            Node::Folder(_) => None,
        }
    }

    /// Returns the bytes of an entry.
    ///
    /// # Errors
    /// One sentence on why the bytes cannot be had.
    pub fn read(&self, entry: &Entry) -> Result<Vec<u8>, String> {
        entry.read(&*self.blobs)
    }

    /// Returns the text at a path, what is no UTF-8 replaced; `None` where nothing can be read.
    pub fn text(&self, path: &str) -> Option<String> {
        let bytes = self.read(&self.find(path)?).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Returns this snapshot with changes laid over it; the last holds where several are of one path.
    pub fn with(&self, changes: &[FileChange]) -> Self {
        let leaf = |change: &FileChange| {
            let text = change.text.as_deref()?;
            Some(Leaf {
                content: Content::Text(text.into()),
                entry_type: EntryType::File,
            })
        };
        let changes = changes.iter();
        self.laid_over(changes.map(|change| (change.path.as_str(), leaf(change))))
    }

    /// Returns this snapshot with files laid over it, or taken away; the last holds where several are of one path.
    pub fn laid_over<'a>(
        &self,
        changes: impl IntoIterator<Item = (&'a str, Option<Leaf>)>,
    ) -> Self {
        let changes: BTreeMap<&str, Option<Leaf>> = changes.into_iter().collect();
        let changes: Vec<_> = changes.into_iter().collect();
        Self {
            top: self.top.with(&changes, &*self.blobs),
            blobs: Arc::clone(&self.blobs),
        }
    }

    /// Returns the same files, whose bytes another reads.
    pub fn read_by(&self, blobs: Arc<dyn Blobs>) -> Self {
        Self {
            top: Arc::clone(&self.top),
            blobs,
        }
    }
}

impl Entry {
    /// Returns its bytes.
    ///
    /// # Errors
    /// One sentence on why the bytes cannot be had.
    pub fn read(&self, blobs: &dyn Blobs) -> Result<Vec<u8>, String> {
        match &self.content {
            Content::Text(text) => Ok(text.as_bytes().to_vec()),
            Content::Blob(id) => blobs.read(&self.path, id),
        }
    }
}

struct NoBlobs;

impl Blobs for NoBlobs {
    fn read(&self, path: &str, _: &BlobId) -> Result<Vec<u8>, String> {
        Err(format!("{path} has no stored bytes"))
    }

    fn list(&self, _: TreeId) -> Arc<[Item]> {
        Arc::from([])
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
                .read(&after.find("a").expect("a is there"))
                .expect("in memory"),
            b"2"
        );
    }
}
