//! `sa request ready`.

use clap::Args;

use super::advance::Moving;
use crate::changes::request::Step;
use crate::cli::{Context, Failure, Output};
use crate::records::request::State;

/// Say that all is prepared for the customer
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa request ready REQ-4T9K")]
pub(super) struct Ready {
    #[command(flatten)]
    moving: Moving,

    /// What to remember about this step
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Ready {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let step = Step {
            note: self.note,
            ..Step::default()
        };
        self.moving.to(context, State::DemoReady, step)
    }
}
