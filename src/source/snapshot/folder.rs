//! A folder of a snapshot: listed when it is first asked for, shared by the snapshots that have it alike.
//! What a path means is not known here.

use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

use super::{Blobs, Content, Entry, EntryType, TreeId};

/// A folder, known by its tree id alone until it is listed.
#[derive(Debug)]
pub struct Folder {
    /// `None` for a folder that git has not stored as it is here.
    id: Option<TreeId>,
    items: OnceLock<Arc<[Item]>>,
}

/// A file or a folder under its name.
#[derive(Clone, Debug)]
pub struct Item {
    pub name: Box<str>,
    pub node: Node,
}

/// What stands under a name.
#[derive(Clone, Debug)]
pub enum Node {
    Folder(Arc<Folder>),
    File(Leaf),
}

/// A file without its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    pub content: Content,
    pub entry_type: EntryType,
}

/// What a path is to be: a file, or nothing.
pub(super) type Change<'a> = (&'a str, Option<Leaf>);

impl Folder {
    /// Returns a folder that git has stored.
    pub fn stored(id: TreeId) -> Arc<Self> {
        Arc::new(Self {
            id: Some(id),
            items: OnceLock::new(),
        })
    }

    /// Returns a folder of items in the order of their paths.
    pub fn of(items: Vec<Item>) -> Arc<Self> {
        Arc::new(Self {
            id: None,
            items: OnceLock::from(Arc::from(items)),
        })
    }

    /// Returns an empty folder.
    pub fn empty() -> Arc<Self> {
        Self::of(Vec::new())
    }

    /// Returns its tree id; `None` where git has not stored it as it is here.
    pub fn id(&self) -> Option<TreeId> {
        self.id
    }

    /// Returns whether both are one folder with the same files, as far as that is known without listing them.
    pub fn is_same(self: &Arc<Self>, other: &Arc<Self>) -> bool {
        Arc::ptr_eq(self, other) || self.id.is_some_and(|id| other.id == Some(id))
    }

    /// Returns its items, ordered as the paths below them.
    pub fn items(&self, blobs: &dyn Blobs) -> &[Item] {
        self.items.get_or_init(|| match self.id {
            Some(id) => blobs.list(id),
            None => Arc::from([]),
        })
    }

    /// Returns the node at a path below it.
    pub fn node<'a>(&'a self, path: &str, blobs: &dyn Blobs) -> Option<&'a Node> {
        match path.split_once('/') {
            None => {
                let node = |is_folder| self.named(path, is_folder, blobs);
                node(false).or_else(|| node(true))
            }
            Some((name, rest)) => match self.named(name, true, blobs)? {
                Node::Folder(folder) => folder.node(rest, blobs),
                Node::File(_) => None,
            },
        }
    }

    fn named(&self, name: &str, is_folder: bool, blobs: &dyn Blobs) -> Option<&Node> {
        let items = self.items(blobs);
        let at = items
            .binary_search_by(|item| order(&item.name, item.is_folder(), name, is_folder))
            .ok()?;
        Some(&items[at].node)
    }

    /// Adds all files below it to `entries`, ordered by path; `prefix` is its own path with a slash at the end, or empty.
    pub fn flatten(&self, prefix: &str, blobs: &dyn Blobs, entries: &mut Vec<Entry>) {
        // Whoever takes all that is below holds it, so that it need not be held here as well.
        let items = match (self.items.get(), self.id) {
            (Some(items), _) => Arc::clone(items),
            (None, Some(id)) => blobs.list(id),
            (None, None) => return,
        };
        for item in &*items {
            match &item.node {
                Node::File(leaf) => entries.push(leaf.at(format!("{prefix}{}", item.name))),
                Node::Folder(folder) => {
                    folder.flatten(&format!("{prefix}{}/", item.name), blobs, entries);
                }
            }
        }
    }

    /// Returns the folder with changes to paths below it, which are in the order of paths and name each once.
    pub fn with(self: &Arc<Self>, changes: &[Change<'_>], blobs: &dyn Blobs) -> Arc<Self> {
        if changes.is_empty() {
            return Arc::clone(self);
        }
        let mut items = Vec::new();
        let mut old = self.items(blobs).iter().peekable();
        let mut rest = changes;
        while let Some((name, is_folder, own)) = next_group(rest) {
            while let Some(item) = old.next_if(|item| {
                order(&item.name, item.is_folder(), name, is_folder) == Ordering::Less
            }) {
                items.push(item.clone());
            }
            let there = old.next_if(|item| {
                order(&item.name, item.is_folder(), name, is_folder) == Ordering::Equal
            });
            let node = match is_folder {
                false => own[0].1.clone().map(Node::File),
                true => changed_below(there, own, name.len() + 1, blobs),
            };
            items.extend(node.map(|node| Item {
                name: name.into(),
                node,
            }));
            rest = &rest[own.len()..];
        }
        items.extend(old.cloned());
        Self::of(items)
    }
}

/// Returns a folder with changes to paths whose first `skipped` bytes lead into it; `None` where it is empty then.
fn changed_below(
    there: Option<&Item>,
    changes: &[Change<'_>],
    skipped: usize,
    blobs: &dyn Blobs,
) -> Option<Node> {
    let inner: Vec<Change<'_>> = changes
        .iter()
        .map(|(path, leaf)| (&path[skipped..], leaf.clone()))
        .collect();
    let folder = match there.map(|item| &item.node) {
        Some(Node::Folder(folder)) => Arc::clone(folder),
        _ => Folder::empty(),
    };
    let changed = folder.with(&inner, blobs);
    (!changed.items(blobs).is_empty()).then_some(Node::Folder(changed))
}

/// Returns the first name of the changes, whether it is a folder, and the changes under it.
fn next_group<'c, 'a>(changes: &'c [Change<'a>]) -> Option<(&'a str, bool, &'c [Change<'a>])> {
    let (path, _) = changes.first()?;
    let Some((name, _)) = path.split_once('/') else {
        return Some((path, false, &changes[..1]));
    };
    let is_inside = |(path, _): &Change<'_>| {
        path.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    let count = changes
        .iter()
        .take_while(|change| is_inside(change))
        .count();
    Some((name, true, &changes[..count]))
}

impl Item {
    /// Returns whether it is a folder.
    pub fn is_folder(&self) -> bool {
        matches!(self.node, Node::Folder(_))
    }
}

impl Leaf {
    /// Returns the file at a path.
    pub fn at(&self, path: String) -> Entry {
        Entry {
            path,
            content: self.content.clone(),
            entry_type: self.entry_type,
        }
    }
}

/// Orders two names as the paths that begin with them: a folder by its name with a slash.
pub(super) fn order(one: &str, is_folder: bool, other: &str, is_other_folder: bool) -> Ordering {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let common = one.len().min(other.len());
    one[..common].cmp(&other[..common]).then_with(|| {
        let next = |name: &[u8], is_folder: bool| match name.get(common) {
            Some(byte) => Some(*byte),
            None => is_folder.then_some(b'/'),
        };
        next(one, is_folder).cmp(&next(other, is_other_folder))
    })
}
