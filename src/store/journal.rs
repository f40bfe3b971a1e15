//! The redo journal: what a write is about to do, on disk before it does it.
//! Doing it lives in `transaction`, going on after a crash in `recovery`.

use std::path::PathBuf;

use git2::Oid;
use serde::{Deserialize, Serialize};

use super::{Store, Trouble};

const SCHEMA: u32 = 1;

/// One write: paths with their content before and after, and the branch that moves with them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    schema: u32,
    /// First line of the commit message.
    pub(super) subject: String,
    /// The branch that moves; `None` when the write ends in the index.
    pub(super) branch: Option<BranchMove>,
    pub(super) paths: Vec<PathChange>,
}

/// A branch and the commits it points to before and after; `old` is `None` before the first commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct BranchMove {
    pub(super) name: String,
    #[serde(with = "hex")]
    pub(super) old: Option<Oid>,
    #[serde(with = "hex")]
    pub(super) new: Option<Oid>,
}

/// A path and its blobs before and after; `None` where the file is absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PathChange {
    pub(super) path: String,
    #[serde(with = "hex")]
    pub(super) old: Option<Oid>,
    #[serde(with = "hex")]
    pub(super) new: Option<Oid>,
    /// File mode as git writes it.
    pub(super) mode: u32,
}

/// Which of its two contents a path is to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Old,
    New,
}

impl PathChange {
    /// Returns the content of one side.
    pub(super) fn content(&self, side: Side) -> Option<Oid> {
        match side {
            Side::Old => self.old,
            Side::New => self.new,
        }
    }

    /// Returns whether `id` is the content of one side or the other.
    pub(super) fn knows(&self, id: Option<Oid>) -> bool {
        id == self.old || id == self.new
    }
}

impl Journal {
    pub(super) fn new(subject: String, branch: Option<BranchMove>, paths: Vec<PathChange>) -> Self {
        Self {
            schema: SCHEMA,
            subject,
            branch,
            paths,
        }
    }

    /// Returns the paths as people read them.
    pub(super) fn path_names(&self) -> Vec<String> {
        self.paths
            .iter()
            .map(|change| change.path.clone())
            .collect()
    }
}

/// What stands where the journal is kept.
pub(super) enum Found {
    Nothing,
    Journal(Journal),
    /// Bytes that are no journal of this version.
    Damaged,
}

impl Store {
    /// Writes the journal so that it is whole or absent whatever happens.
    pub(super) fn write_journal(&self, journal: &Journal) -> Result<(), Trouble> {
        let path = self.journal_path();
        let text = serde_json::to_vec_pretty(journal).expect("a journal is plain data");
        let temporary = path.with_extension("json.new");
        let disk = self.durability();
        disk.write(&temporary, &text)
            .and_then(|()| std::fs::rename(&temporary, &path))
            .and_then(|()| disk.settle_folder(&self.private_folder()))
            .map_err(|error| Trouble::of_disk("write", &path, &error))
    }

    pub(super) fn read_journal(&self) -> Result<Found, Trouble> {
        let path = self.journal_path();
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Found::Nothing);
            }
            Err(error) => return Err(Trouble::of_disk("read", &path, &error)),
        };
        Ok(match serde_json::from_slice::<Journal>(&text) {
            Ok(journal) if journal.schema == SCHEMA => Found::Journal(journal),
            _ => Found::Damaged,
        })
    }

    pub(super) fn remove_journal(&self) -> Result<(), Trouble> {
        let path = self.journal_path();
        std::fs::remove_file(&path)
            .and_then(|()| self.durability().settle_folder(&self.private_folder()))
            .map_err(|error| Trouble::of_disk("remove", &path, &error))
    }

    pub(super) fn journal_path(&self) -> PathBuf {
        self.private_folder().join("journal.json")
    }
}

/// Object ids as 40 hex digits.
mod hex {
    use git2::Oid;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(id: &Option<Oid>, to: S) -> Result<S::Ok, S::Error> {
        id.map(|id| id.to_string()).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Oid>, D::Error> {
        Option::<String>::deserialize(from)?
            .map(|text| Oid::from_str(&text).map_err(D::Error::custom))
            .transpose()
    }
}
