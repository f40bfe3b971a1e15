//! `sa request follow-up`.

use clap::Args;

use super::advance::Moving;
use crate::changes::request::Step;
use crate::cli::{Context, Failure, Output};
use crate::records::request::State;

/// Say that work is left after an interaction
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa request follow-up REQ-4T9K --note \"two questions to research\""
)]
pub(super) struct FollowUp {
    #[command(flatten)]
    moving: Moving,

    /// What to remember about this step
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl FollowUp {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let step = Step {
            note: self.note,
            ..Step::default()
        };
        self.moving.to(context, State::Followup, step)
    }
}
