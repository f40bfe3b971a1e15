//! The shelves of each kind, and what stands where no record stands.
//! What a shelf holds is found out in `shelf`.

use std::sync::Arc;

use super::layout::{self, Misplaced};
use super::relied::On;
use super::shelf::Shelf;
use super::{File, Records};
use crate::records::{KINDS, Kind, Shelving};
use crate::source::{
    Folder,
    snapshot::{Item, Node},
};

/// Returns the kinds in the order of their folders.
pub(super) fn in_order_of_paths() -> impl Iterator<Item = &'static Kind> {
    let mut kinds = KINDS.to_vec();
    kinds.sort_by_key(|kind| kind.folder);
    kinds.into_iter()
}

impl Records {
    /// Returns the shelves of a kind, ordered by path.
    pub(super) fn shelves(&self, kind: &Kind) -> &[Arc<Shelf>] {
        let at = kind.place();
        self.kinds[at].get_or_init(|| self.find_shelves(KINDS[at]))
    }

    /// Returns one shelf for each month of a kind that has folders for them, and one for each run of files between;
    /// of another kind, one for all.
    fn find_shelves(&self, kind: &'static Kind) -> Vec<Arc<Shelf>> {
        let Some(folder) = self.snapshot.folder(kind.folder) else {
            return Vec::new();
        };
        let blobs = self.snapshot.blobs();
        let prefix = format!("{}/", kind.folder);
        let shelf = |prefix: &str, folder: &Arc<Folder>| {
            self.pool.shelf(kind, prefix.into(), folder, blobs)
        };
        let items = folder.items(&**blobs);
        if kind.shelving != Shelving::ByMonth || !items.iter().any(|item| item.is_folder()) {
            return vec![shelf(&prefix, folder)];
        }
        let runs = items.chunk_by(|one, next| !one.is_folder() && !next.is_folder());
        let of_run = |run: &[Item]| match run {
            [only] if only.is_folder() => {
                let Node::Folder(below) = &only.node else {
                    unreachable!("it is a folder")
                };
                shelf(&format!("{prefix}{}/", only.name), below)
            }
            files => shelf(&prefix, &Folder::of(files.to_vec())),
        };
        runs.map(of_run).collect()
    }

    /// Returns the shelves of a kind that are folders of wanted months, or of none.
    pub(super) fn shelves_of_months<'a>(
        &'a self,
        kind: &Kind,
        wanted: impl Fn(&str) -> bool,
    ) -> impl Iterator<Item = &'a Arc<Shelf>> {
        let top = kind.folder.len();
        self.shelves(kind).iter().filter(move |shelf| {
            let month = shelf.prefix[top..].trim_matches('/');
            month.is_empty() || wanted(month)
        })
    }

    /// Returns the paths of all files that are records or look like them, ordered; none is read.
    pub fn all_paths(&self) -> Vec<&str> {
        let files = KINDS.iter().flat_map(|kind| self.listed(kind));
        let misplaced = self.misplaced().iter().map(|file| file.path.as_str());
        let mut paths: Vec<&str> = files.map(File::path).chain(misplaced).collect();
        paths.sort_unstable();
        paths
    }

    /// Returns the files that look like records and do not stand where records stand, ordered by path.
    pub fn misplaced(&self) -> &[Misplaced] {
        On::Anything.note();
        self.misplaced.get_or_init(|| self.find_misplaced())
    }

    fn find_misplaced(&self) -> Vec<Misplaced> {
        let shelves = KINDS.iter().flat_map(|kind| self.shelves(kind));
        let among = shelves.flat_map(|shelf| shelf.misplaced()).cloned();
        let mut misplaced: Vec<Misplaced> = among.collect();
        let blobs = &**self.snapshot.blobs();
        let mut elsewhere = Vec::new();
        for item in self.snapshot.top().items(blobs) {
            match &item.node {
                Node::File(leaf) => elsewhere.push(leaf.at(item.name.to_string())),
                Node::Folder(_) if KINDS.iter().any(|kind| *kind.folder == *item.name) => {}
                Node::Folder(folder) => {
                    folder.flatten(&format!("{}/", item.name), blobs, &mut elsewhere);
                }
            }
        }
        let elsewhere = elsewhere.iter();
        misplaced.extend(elsewhere.filter_map(|entry| layout::misplaced(&entry.path)));
        misplaced.sort_by(|one, other| one.path.cmp(&other.path));
        misplaced
    }
}
