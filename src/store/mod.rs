//! The disk and git: the only code that touches either.
//! What the files mean is not known here; a text is written only with the proof that it passed the gate.
#![expect(
    clippy::disallowed_methods,
    reason = "the store is the only door to disk and git"
)]

mod blobs;
mod cache;
mod compared;
mod disk_reader;
mod drafts;
mod durability;
mod foreign_hooks;
mod given;
mod glance;
mod history;
mod hooks;
mod identity;
mod index_entries;
mod index_file;
mod index_lock;
mod index_trees;
mod journal;
mod lock;
mod next_index;
mod objects;
mod origins;
mod placing;
mod preconditions;
mod process;
mod recovery;
mod repository;
mod signing;
mod snapshots;
mod touched;
mod transaction;
mod trouble;
mod work_tree;

#[cfg(test)]
mod crash_tests;
#[cfg(test)]
mod hook_tests;
#[cfg(test)]
mod index_tests;
#[cfg(test)]
mod law_tests;
#[cfg(test)]
mod refusal_tests;
#[cfg(test)]
mod sandbox;
#[cfg(test)]
mod sight_tests;
#[cfg(test)]
mod write_tests;

use std::sync::Arc;

use git2::Repository;

pub use blobs::Wholeness;
pub use given::read_given;
pub use glance::{Sight, Within};
pub use history::{CommitFacts, TRAILER};
pub use hooks::{BEFORE_DESK, HookFile, HookFolder, MARKER};
pub use identity::{Identity, Part, When};
pub use origins::FileOrigin;
pub use recovery::{Outcome, Recovery};
pub use repository::Where;
pub use transaction::{Purpose, Step, Transaction, WriteError, Written};
pub use trouble::Trouble;
pub use work_tree::Looking;

/// A repository opened for a desk.
pub struct Store {
    repository: Repository,
    handles: Arc<blobs::Handles>,
    at: Where,
    acting: Option<Identity>,
}
