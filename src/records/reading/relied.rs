//! What was looked up in records while something was worked out, so that it need not be worked out again while nothing
//! of that changes.
//! What is worked out is the business of who asks.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use twox_hash::XxHash3_64;

use super::File;
use super::called::plain;
use crate::records::{Kind, Person};

/// What something relies on: digests of what was looked up, ordered, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relied(Vec<u32>);

/// What a look-up depends on.
#[derive(Clone, Copy)]
pub(super) enum On<'a> {
    /// The file at a path.
    Path(&'a str),
    /// Which files of a kind have an id, and what they say.
    Id(&'a Kind, &'a str),
    /// Which records of a kind name an id, and what they say.
    Naming(&'a Kind, &'a str),
    /// All files of a kind.
    Kind(&'a Kind),
    /// The ids of a kind, whatever their files say.
    Ids(&'a Kind),
    /// Those of a kind that cannot be read.
    Unreadable(&'a Kind),
    /// The person of a name.
    Called(&'a str),
    /// Any file of the desk.
    Anything,
}

thread_local! {
    /// What was looked up so far on this thread, while somebody wants to know.
    static LOOKED_UP: RefCell<Option<BTreeSet<u32>>> = const { RefCell::new(None) };
}

impl On<'_> {
    /// Keeps a look-up in mind, where somebody wants to know.
    pub(super) fn note(self) {
        LOOKED_UP.with_borrow_mut(|looked_up| {
            if let Some(looked_up) = looked_up {
                looked_up.insert(self.digest());
            }
        });
    }

    fn digest(self) -> u32 {
        let (tag, folder, name) = match self {
            Self::Path(path) => (0, "", path),
            Self::Id(kind, id) => (1, kind.folder, id),
            Self::Naming(kind, id) => (2, kind.folder, id),
            Self::Kind(kind) => (3, kind.folder, ""),
            Self::Unreadable(kind) => (4, kind.folder, ""),
            Self::Ids(kind) => (5, kind.folder, ""),
            Self::Called(name) => (6, "", name),
            Self::Anything => (7, "", ""),
        };
        let folder = XxHash3_64::oneshot_with_seed(tag, folder.as_bytes());
        // Two that are alike by chance cost a look too many, and nothing else.
        XxHash3_64::oneshot_with_seed(folder, name.as_bytes()) as u32
    }
}

/// Does some work, and returns with its result what it looked up. It must be done on this thread alone.
pub fn relying<T>(work: impl FnOnce() -> T) -> (T, Relied) {
    let before = LOOKED_UP.replace(Some(BTreeSet::new()));
    let result = work();
    let own = LOOKED_UP.replace(before).unwrap_or_default();
    (result, Relied(own.into_iter().collect()))
}

impl Relied {
    /// Returns the digests, ordered.
    pub fn digests(&self) -> &[u32] {
        &self.0
    }

    /// Lets what is being worked out on this thread rely on the same.
    fn note(&self) {
        LOOKED_UP.with_borrow_mut(|looked_up| {
            if let Some(looked_up) = looked_up {
                looked_up.extend(&self.0);
            }
        });
    }
}

/// Something that is worked out once for all who ask for it, each of whom relies on what it relies on.
pub struct Once<T>(OnceLock<(T, Relied)>);

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> Once<T> {
    /// Returns it, worked out by the first who asks. What is made of the time is not kept in mind.
    pub fn get_or_init(&self, work: impl FnOnce() -> T) -> &T {
        let (value, relied) = self.0.get_or_init(|| relying(work));
        relied.note();
        value
    }
}

/// What a change of some files upsets.
#[derive(Debug, Default)]
pub struct Upset(BTreeSet<u32>);

impl Upset {
    /// Adds a path at which a file came, went or changed.
    pub fn add_path(&mut self, path: &str) {
        let of_path = [On::Path(path), On::Anything];
        self.0.extend(of_path.map(On::digest));
    }

    /// Adds a file that changed, as it was or as it is; `is_other` where it came or went.
    pub fn add(&mut self, file: &File, is_other: bool) {
        let kind = file.kind;
        if is_other {
            self.0.insert(On::Ids(kind).digest());
        }
        self.0.insert(On::Id(kind, &file.id).digest());
        self.0.insert(On::Kind(kind).digest());
        if let Some(person) = file.as_one::<Person>() {
            for name in [person.name.as_str(), &file.id] {
                self.0.insert(On::Called(&plain(name)).digest());
            }
        }
        match file.record() {
            None => {
                self.0.insert(On::Unreadable(kind).digest());
            }
            Some(record) => {
                let named = record.references();
                let named = named.iter().map(|one| On::Naming(kind, &one.id).digest());
                self.0.extend(named);
            }
        }
    }

    /// Returns whether it upsets what relies on one of these digests.
    pub fn upsets(&self, mut relied: impl Iterator<Item = u32>) -> bool {
        !self.0.is_empty() && relied.any(|digest| self.0.contains(&digest))
    }
}
