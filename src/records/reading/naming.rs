//! Which records name an id: by a search through bytes, and by a map once every file of their kind is read.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::pack::{Key, digest_of_name};
use super::relied::On;
use super::shelf::Shelf;
use super::{File, Records, home, together};
use crate::records::values::id::canonical_letters;
use crate::records::{Id, Kind, Naming};

/// What is known of whom the files of a shelf name.
#[derive(Default)]
pub(super) struct Named {
    /// Digests of ids with places of files that refer to one of that digest, once every file of the shelf is read.
    index: OnceLock<Vec<(u32, u32)>>,
    /// Whether its files were to be kept for want of anything that is.
    pub(super) is_asked: AtomicBool,
    /// What was searched for while files were unread.
    searched: Mutex<BTreeMap<String, Vec<usize>>>,
}

impl Records {
    /// Returns the readable record files of one kind that refer to an id, whatever its kind, ordered by path.
    ///
    /// Files not yet read are searched for the id as bytes, and only those that may name it are read. Who asks for
    /// many ids reads all files of the kind first: from then on each costs one look-up a folder.
    pub fn naming(&self, kind: &Kind, id: &str) -> Vec<&File> {
        let id = canonical(id);
        On::Naming(kind, &id).note();
        let shelves: Vec<&Arc<Shelf>> = self.shelves(kind).iter().collect();
        home::read_unkept(&shelves);
        shelves.iter().flat_map(|shelf| shelf.naming(&id)).collect()
    }

    /// Returns what [`Self::naming`] does, of a kind that has folders of months: in those that are wanted and outside of
    /// any.
    pub fn naming_of_months(
        &self,
        kind: &Kind,
        id: &str,
        wanted: impl Fn(&str) -> bool,
    ) -> Vec<&File> {
        let id = canonical(id);
        On::Naming(kind, &id).note();
        let shelves: Vec<&Arc<Shelf>> = self.shelves_of_months(kind, wanted).collect();
        home::read_unkept(&shelves);
        shelves.iter().flat_map(|shelf| shelf.naming(&id)).collect()
    }

    /// Returns the record files, readable or not, in whose text one of these ids stands, ordered by path; the others
    /// are not read.
    pub fn mentioning(&self, ids: &[&str]) -> Vec<&File> {
        On::Anything.note();
        let sought: Vec<Sought> = ids.iter().map(|id| Sought::new(id)).collect();
        let kinds = super::kinds::in_order_of_paths();
        let files: Vec<&File> = kinds.flat_map(|kind| self.listed(kind)).collect();
        of_text(&files, |text| sought.iter().any(|id| id.stands_in(text)))
    }

    /// Returns the readable record files of one kind that refer to any record of another that has random ids, ordered
    /// by path.
    pub fn naming_any(&self, kind: &Kind, of: &Kind) -> Vec<&File> {
        On::Kind(kind).note();
        let Naming::Prefix(prefix) = of.naming else {
            return Vec::new();
        };
        let may_be_meant = |text: &[u8]| stands_in(text, prefix) || text.contains(&b'\\');
        let shelves = self.shelves(kind);
        let found: Vec<OnceLock<Vec<&File>>> = shelves.iter().map(|_| OnceLock::new()).collect();
        let places: Vec<usize> = (0..shelves.len()).collect();
        together::each(&places, 1, |at| {
            let shelf = &shelves[*at];
            let files = shelf.candidates(&Key::NamesKind(prefix), may_be_meant);
            shelf.home.hold(true);
            for file in &files {
                file.read();
            }
            shelf.home.hold(false);
            found[*at].get_or_init(|| files);
        });
        let files = found.into_iter().filter_map(OnceLock::into_inner).flatten();
        let refers = |file: &&File| {
            let references = file.record().map(|record| record.references());
            references.into_iter().flatten().any(|one| one.kind == of)
        };
        files.filter(refers).collect()
    }

    /// Returns the record files of one kind that cannot be read and in whose text an id stands, ordered by path.
    pub fn unreadable_with(&self, kind: &Kind, id: &str) -> Vec<&File> {
        let sought = Sought::new(id);
        self.unreadable_where(kind, |text| sought.stands_in(text))
    }

    /// Returns the record files of one kind that cannot be read, ordered by path.
    pub fn unreadable(&self, kind: &Kind) -> Vec<&File> {
        self.unreadable_where(kind, |_| true)
    }

    fn unreadable_where(
        &self,
        kind: &Kind,
        is_wanted: impl Fn(&[u8]) -> bool + Sync + Copy,
    ) -> Vec<&File> {
        On::Unreadable(kind).note();
        let shelves = self.shelves(kind).iter();
        let files = shelves.flat_map(|shelf| shelf.candidates(&Key::Unreadable, is_wanted));
        // Where no text can be had, what is looked for is looked for in nothing.
        let is_meant = |file: &&File| {
            file.record().is_none() && file.bytes().map_or(is_wanted(b""), |text| is_wanted(&text))
        };
        files.filter(is_meant).collect()
    }
}

impl Shelf {
    fn naming(self: &Arc<Self>, id: &str) -> Vec<&File> {
        let is_meant = |file: &&File| refers(file, id);
        let indexed = || self.is_open().then(|| self.indexed(id)).flatten();
        if let Some(files) = indexed() {
            return files.into_iter().filter(is_meant).collect();
        }
        let sought = Sought::new(id);
        let found = self.found(&Key::Names(id), |text| sought.may_be_meant_in(text));
        match found.or_else(indexed) {
            Some(files) => files.into_iter().filter(is_meant).collect(),
            None => self.places(self.search(id)),
        }
    }

    fn places(&self, places: Vec<usize>) -> Vec<&File> {
        places.into_iter().map(|at| &*self.files()[at]).collect()
    }

    /// Returns the files that a key may lead to, ordered by path; all files where nothing is kept that is whole.
    fn candidates(
        self: &Arc<Self>,
        key: &Key<'_>,
        may_be_meant: impl Fn(&[u8]) -> bool + Sync,
    ) -> Vec<&File> {
        let found = self.found(key, may_be_meant);
        found.unwrap_or_else(|| self.listed().collect())
    }

    /// Returns the files that a key may lead to, ordered by path: by what is kept, and by their text where they are not
    /// kept; `None` where nothing is kept, or it is damaged.
    fn found(
        self: &Arc<Self>,
        key: &Key<'_>,
        may_be_meant: impl Fn(&[u8]) -> bool + Sync,
    ) -> Option<Vec<&File>> {
        if let Some(pack) = self.kept_whole()
            && let Some(files) = self.kept_files(&pack, key)
        {
            return Some(files);
        }
        let pack = self.home.pack();
        let unknown: Vec<&File> = match &pack {
            Some(pack) => {
                let covered = |file: &&File| self.home.covers(pack, file);
                self.listed().filter(|file| !covered(file)).collect()
            }
            None => self.listed().collect(),
        };
        if together::LEAST <= unknown.len()
            && unknown.iter().any(|file| home::blob_of(file).is_some())
        {
            home::read_all(&[self]);
            let pack = self.home.pack()?;
            return self.kept_files(&pack, key);
        }
        let mut files = self.kept_files(pack.as_deref()?, key)?;
        files.extend(of_text(&unknown, may_be_meant));
        files.sort_by(|one, other| one.path().cmp(other.path()));
        Some(files)
    }

    fn search(&self, id: &str) -> Vec<usize> {
        let searched = || {
            let searched = self.named.searched.lock();
            searched.unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(places) = searched().get(id) {
            return places.clone();
        }
        let sought = Sought::new(id);
        let places = together::wanted(self.files(), together::CHUNK, |file| {
            holds(file, |text| sought.may_be_meant_in(text)) && refers(file, id)
        });
        searched().insert(id.to_owned(), places.clone());
        places
    }

    /// Returns the files that may refer to an id, ordered by path; `None` while a file of the shelf is unread.
    fn indexed(&self, id: &str) -> Option<Vec<&File>> {
        let index = match self.named.index.get() {
            Some(index) => index,
            None if self.files().iter().all(|file| file.is_read()) => {
                let index = || index_of(self.files());
                self.named.index.get_or_init(index)
            }
            None => return None,
        };
        let digest = digest_of_name(id);
        let start = index.partition_point(|(own, _)| *own < digest);
        let named = index[start..].iter().take_while(|(own, _)| *own == digest);
        Some(self.places(named.map(|(_, at)| *at as usize).collect()))
    }
}

fn of_text<'a>(files: &[&'a File], is_wanted: impl Fn(&[u8]) -> bool + Sync) -> Vec<&'a File> {
    let found = together::wanted(files, together::CHUNK, |file| holds(file, &is_wanted));
    found.into_iter().map(|at| files[at]).collect()
}

/// Returns whether the text of a file is as wanted, without reading it as a record.
fn holds(file: &File, is_wanted: impl Fn(&[u8]) -> bool) -> bool {
    file.bytes().is_ok_and(|bytes| is_wanted(&bytes))
}

fn index_of(files: &[Arc<File>]) -> Vec<(u32, u32)> {
    let mut index = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let references = file.record().map(|record| record.references());
        let references = references.into_iter().flatten();
        index.extend(references.map(|reference| (digest_of_name(&reference.id), at as u32)));
    }
    index.sort_unstable();
    index.dedup();
    index.shrink_to_fit();
    index
}

fn refers(file: &File, id: &str) -> bool {
    let references = file.record().map(|record| record.references());
    references
        .into_iter()
        .flatten()
        .any(|reference| reference.id == id)
}

/// Returns an id in its one spelling; a short name as it is.
pub(super) fn canonical(id: &str) -> String {
    id.parse::<Id>()
        .map_or_else(|_| id.to_owned(), |id| id.to_string())
}

/// An id or a short name as it is looked for in bytes.
enum Sought {
    Id { prefix: String, letters: String },
    Handle(String),
}

impl Sought {
    fn new(id: &str) -> Self {
        match id.parse::<Id>() {
            Ok(id) => Self::Id {
                prefix: id.prefix().to_owned(),
                letters: id.as_str()[id.prefix().len() + 1..].to_owned(),
            },
            Err(_) => Self::Handle(id.to_owned()),
        }
    }

    /// Returns whether the id stands in a text, in any of its spellings.
    fn stands_in(&self, text: &[u8]) -> bool {
        match self {
            Self::Id { prefix, letters } => text.iter().enumerate().any(|(at, byte)| {
                *byte == b'-' && ends_with(&text[..at], prefix) && begins(&text[at + 1..], letters)
            }),
            Self::Handle(handle) => !handle.is_empty() && stands_alone(text, handle.as_bytes()),
        }
    }

    /// Returns whether a key may have the id as its value; a backslash may write any letter of it.
    fn may_be_meant_in(&self, text: &[u8]) -> bool {
        self.stands_in(text) || text.contains(&b'\\')
    }
}

/// Returns whether the prefix of ids stands in a text, in whatever case.
fn stands_in(text: &[u8], prefix: &str) -> bool {
    let mut here = text.windows(prefix.len());
    here.any(|here| here.eq_ignore_ascii_case(prefix.as_bytes()))
}

/// Returns whether a short name stands in a text other than as a piece of a longer one, which a full stop ends too.
fn stands_alone(text: &[u8], name: &[u8]) -> bool {
    let goes_on = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
    text.windows(name.len()).enumerate().any(|(at, here)| {
        here[0] == name[0]
            && here == name
            && !text[..at].last().is_some_and(goes_on)
            && !text[at + name.len()..].first().is_some_and(goes_on)
    })
}

fn ends_with(text: &[u8], prefix: &str) -> bool {
    let start = text.len().checked_sub(prefix.len());
    start.is_some_and(|start| text[start..].eq_ignore_ascii_case(prefix.as_bytes()))
}

fn begins(text: &[u8], letters: &str) -> bool {
    let spelt = text.get(..letters.len()).map(std::str::from_utf8);
    let Some(Ok(spelt)) = spelt else {
        return false;
    };
    canonical_letters(spelt).is_some_and(|spelt| spelt == letters)
}
