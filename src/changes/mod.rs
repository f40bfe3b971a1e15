//! Edits to records: pure functions from records and a wish to text edits.
//! Nothing here touches a disk; `store` writes what this layer has proved.

pub mod activity;
mod attempt;
mod checked;
pub mod escalation;
pub mod intake;
pub mod notes;
pub mod opportunity;
pub mod pov;
pub mod record;
pub mod request;
pub mod review;
pub mod rota;
pub mod sow;
pub mod waiver;

pub use attempt::{Gate, Passed, Plan, TRAILER};
pub use checked::Checked;

use crate::calendar::Instant;
use crate::records::Handle;
use crate::source::rewrite::Yaml;

/// Who acts, and when.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    pub by: &'a Handle,
    pub at: Instant,
}

impl Act<'_> {
    /// Returns an entry of a list that only grows: when, by whom, and what is said.
    pub fn entry(&self, said: Vec<(String, Yaml)>) -> Yaml {
        let mut entry = vec![
            ("at".to_owned(), Yaml::Bare(self.at.to_string())),
            ("by".to_owned(), Yaml::Text(self.by.to_string())),
        ];
        entry.extend(said);
        Yaml::Map(entry)
    }
}

/// Why a change cannot even be planned: what is wrong, and the command that mends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// A lower-case phrase without full stop.
    pub message: String,
    pub help: String,
}

impl Refusal {
    /// Returns a refusal.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }
}
