//! Edits to records: pure functions from records and a wish to text edits.
//! Nothing here touches a disk; `store` writes what this layer has proved.

mod attempt;
mod checked;
pub mod intake;
pub mod record;
pub mod request;
pub mod waiver;

pub use attempt::{Gate, Passed, Plan, TRAILER};
pub use checked::Checked;

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
