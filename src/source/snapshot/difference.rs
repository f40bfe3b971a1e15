//! Which paths differ between two snapshots, without listing the folders that both have alike.

use std::cmp::Ordering;
use std::sync::Arc;

use super::folder::{Folder, Item, Node, order};
use super::{Blobs, Snapshot};

impl Snapshot {
    /// Returns the paths whose content differs between two snapshots, ordered.
    pub fn changed_since(&self, before: &Snapshot) -> Vec<String> {
        let sides = [(&before.top, &*before.blobs), (&self.top, &*self.blobs)];
        let mut changed = Vec::new();
        compare(sides, "", &mut changed);
        changed
    }
}

type Side<'a> = (&'a Arc<Folder>, &'a dyn Blobs);

fn compare(
    [(old, old_blobs), (new, new_blobs)]: [Side<'_>; 2],
    prefix: &str,
    changed: &mut Vec<String>,
) {
    if old.is_same(new) {
        return;
    }
    let (mut was, mut is) = (
        old.items(old_blobs).iter().peekable(),
        new.items(new_blobs).iter().peekable(),
    );
    loop {
        let first = match (was.peek(), is.peek()) {
            (None, None) => return,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(was), Some(is)) => order(&was.name, was.is_folder(), &is.name, is.is_folder()),
        };
        let before = was.next_if(|_| first != Ordering::Greater);
        let after = is.next_if(|_| first != Ordering::Less);
        match (before, after) {
            (Some(before), Some(after)) => match (&before.node, &after.node) {
                (Node::Folder(old), Node::Folder(new)) => {
                    let inner = format!("{prefix}{}/", before.name);
                    compare([(old, old_blobs), (new, new_blobs)], &inner, changed);
                }
                (Node::File(was), Node::File(is)) if was == is => {}
                _ => changed.push(format!("{prefix}{}", before.name)),
            },
            (Some(item), None) => all_of(item, prefix, old_blobs, changed),
            (None, Some(item)) => all_of(item, prefix, new_blobs, changed),
            (None, None) => unreachable!("one of both was looked at"),
        }
    }
}

/// Adds the paths of everything under an item that only one side has.
fn all_of(item: &Item, prefix: &str, blobs: &dyn Blobs, changed: &mut Vec<String>) {
    let path = format!("{prefix}{}", item.name);
    match &item.node {
        Node::File(_) => changed.push(path),
        Node::Folder(folder) => {
            let mut entries = Vec::new();
            folder.flatten(&format!("{path}/"), blobs, &mut entries);
            changed.extend(entries.into_iter().map(|entry| entry.path));
        }
    }
}
