//! `sa request start`.

use clap::Args;

use super::advance::Moving;
use crate::changes::request::Step;
use crate::cli::{Context, Failure, Output};
use crate::records::request::State;

/// Begin to work on a request
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa request start REQ-4T9K")]
pub(super) struct Start {
    #[command(flatten)]
    moving: Moving,

    /// What to remember about this step
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Start {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let step = Step {
            note: self.note,
            ..Step::default()
        };
        self.moving.to(context, State::Doing, step)
    }
}
