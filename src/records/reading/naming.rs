//! Which records name an id: by a search through bytes, and by a map once every file of their kind is read.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::{File, Records, together};
use crate::records::values::id::canonical_letters;
use crate::records::{Id, Kind};

/// Places of slots, by an id that they refer to.
type Named = BTreeMap<String, Vec<usize>>;

/// What is known of who names whom.
pub(super) struct Names {
    /// All that the records of a kind name, by its folder, once every file of it is read.
    index: BTreeMap<&'static str, OnceLock<Named>>,
    /// What was searched for while files of a kind were unread, by its folder and the id.
    searched: Mutex<BTreeMap<(&'static str, String), Vec<usize>>>,
}

impl Default for Names {
    fn default() -> Self {
        let kinds = crate::records::KINDS.iter();
        Self {
            index: kinds.map(|kind| (kind.folder, OnceLock::new())).collect(),
            searched: Mutex::default(),
        }
    }
}

impl Names {
    fn searched(&self) -> MutexGuard<'_, BTreeMap<(&'static str, String), Vec<usize>>> {
        self.searched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Records {
    /// Returns the readable record files of one kind that refer to an id, whatever its kind, ordered by path.
    ///
    /// Files not yet read are searched for the id as bytes, and only those that may name it are read. Who asks for
    /// many ids reads all files of the kind first: from then on each costs one look-up.
    pub fn naming(&self, kind: &Kind, id: &str) -> Vec<&File> {
        let id = canonical(id);
        let places = match self.index(kind) {
            Some(index) => index.get(&id).cloned().unwrap_or_default(),
            None => self.search((kind.folder, id)),
        };
        places
            .into_iter()
            .map(|at| self.read(&self.slots[at]))
            .collect()
    }

    /// Returns the record files, readable or not, in whose text one of these ids stands, ordered by path; the others
    /// are not read.
    pub fn mentioning(&self, ids: &[&str]) -> Vec<&File> {
        let sought: Vec<Sought> = ids.iter().map(|id| Sought::new(id)).collect();
        let found = together::wanted(&self.places(|_| true), |at| {
            self.holds(at, |text| sought.iter().any(|id| id.stands_in(text)))
        });
        found
            .into_iter()
            .map(|at| self.read(&self.slots[at]))
            .collect()
    }

    /// Returns the record files of one kind, readable or not, in whose text some words stand, ordered by path; the others
    /// are not read.
    pub fn saying(&self, kind: &Kind, words: &str) -> Vec<&File> {
        let of_kind = self.places(|slot| slot.kind.folder == kind.folder);
        let found = together::wanted(&of_kind, |at| {
            self.holds(at, |text| stands_in(text, words.as_bytes()))
        });
        found
            .into_iter()
            .map(|at| self.read(&self.slots[at]))
            .collect()
    }

    fn search(&self, key: (&'static str, String)) -> Vec<usize> {
        if let Some(places) = self.names.searched().get(&key) {
            return places.clone();
        }
        let (folder, id) = &key;
        let sought = Sought::new(id);
        let of_kind = self.places(|slot| slot.kind.folder == *folder);
        let places = together::wanted(&of_kind, |at| {
            self.holds(at, |text| sought.may_be_meant_in(text))
                && refers(self.read(&self.slots[at]), id)
        });
        self.names.searched().insert(key, places.clone());
        places
    }

    /// Returns whether the text of a file is as wanted, without reading it as a record.
    fn holds(&self, at: usize, is_wanted: impl Fn(&[u8]) -> bool) -> bool {
        let slot = &self.slots[at];
        match slot.file.get() {
            Some(file) => is_wanted(file.source.text.as_bytes()),
            None => slot
                .bytes(&self.snapshot)
                .is_ok_and(|bytes| is_wanted(&bytes)),
        }
    }

    /// Returns whom the records of a kind name; `None` while a file of it is unread.
    fn index(&self, kind: &Kind) -> Option<&Named> {
        let index = self.names.index.get(kind.folder)?;
        if let Some(index) = index.get() {
            return Some(index);
        }
        let slots = self.slots.iter().enumerate();
        let of_kind = slots.filter(|(_, slot)| slot.kind.folder == kind.folder);
        let files: Option<Vec<(usize, &File)>> = of_kind
            .map(|(at, slot)| Some((at, slot.file.get()?)))
            .collect();
        let files = files?;
        Some(index.get_or_init(|| index_of(&files)))
    }
}

fn index_of(files: &[(usize, &File)]) -> Named {
    let mut named = Named::new();
    for (at, file) in files {
        let references = file.record().map(|record| record.references());
        for reference in references.into_iter().flatten() {
            let places = named.entry(reference.id).or_default();
            if places.last() != Some(at) {
                places.push(*at);
            }
        }
    }
    named
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

fn stands_in(text: &[u8], words: &[u8]) -> bool {
    let mut here = text.windows(words.len());
    words.is_empty() || here.any(|here| here == words)
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
