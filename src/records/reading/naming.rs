//! Which records name an id: by a search through bytes, and by a map once every file is read.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::{File, Records, together};
use crate::records::values::id::canonical_letters;
use crate::records::{Id, Kind};

/// Places of slots, by the folder of their kind and an id that they refer to.
type Named = BTreeMap<(&'static str, String), Vec<usize>>;

/// What is known of who names whom.
#[derive(Default)]
pub(super) struct Names {
    /// All of it, once every file is read.
    index: OnceLock<Named>,
    /// What was searched for while files were unread.
    searched: Mutex<Named>,
}

impl Names {
    fn searched(&self) -> MutexGuard<'_, Named> {
        self.searched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Records {
    /// Returns the readable record files of one kind that refer to an id, whatever its kind, ordered by path.
    ///
    /// Files not yet read are searched for the id as bytes, and only those that may name it are read. Who asks for
    /// many ids calls `read_all` first: from then on each costs one look-up.
    pub fn naming(&self, kind: &Kind, id: &str) -> Vec<&File> {
        let key = (kind.folder, canonical(id));
        let places = match self.index() {
            Some(index) => index.get(&key).cloned().unwrap_or_default(),
            None => self.search(key),
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

    /// Returns who names whom; `None` while a file is unread.
    fn index(&self) -> Option<&Named> {
        if let Some(index) = self.names.index.get() {
            return Some(index);
        }
        let files: Option<Vec<&File>> = self.slots.iter().map(|slot| slot.file.get()).collect();
        let files = files?;
        Some(self.names.index.get_or_init(|| index_of(&files)))
    }
}

fn index_of(files: &[&File]) -> Named {
    let mut named = Named::new();
    for (at, file) in files.iter().enumerate() {
        let references = file.record().map(|record| record.references());
        for reference in references.into_iter().flatten() {
            let places = named.entry((file.kind.folder, reference.id)).or_default();
            if places.last() != Some(&at) {
                places.push(at);
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
