//! `sa request wait`.

use clap::Args;

use super::advance::Moving;
use crate::changes::request::Step;
use crate::cli::{Context, Failure, Output};
use crate::records::request::State;

/// Say that somebody owes something before a request goes on
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa request wait REQ-4T9K --for \"the command plan\" --from dana"
)]
pub(super) struct Wait {
    #[command(flatten)]
    moving: Moving,

    /// What is awaited
    #[arg(long = "for", value_name = "TEXT")]
    awaiting: Option<String>,

    /// From whom: a person of the desk or anybody else
    #[arg(long, value_name = "WHO")]
    from: Option<String>,

    /// What to remember about this step
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Wait {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let step = Step {
            awaiting: self.awaiting,
            from: self.from,
            note: self.note,
            ..Step::default()
        };
        self.moving.to(context, State::Waiting, step)
    }
}
