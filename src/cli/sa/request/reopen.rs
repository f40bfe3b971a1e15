//! `sa request reopen`.

use clap::Args;

use super::advance::Moving;
use crate::changes::request::Step;
use crate::cli::{Context, Exit, Failure, Output};
use crate::records::request::State;

/// Open a closed or declined request again
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa request reopen REQ-4T9K --note \"the customer came back with the plan\""
)]
pub(super) struct Reopen {
    #[command(flatten)]
    moving: Moving,

    /// Why it is opened again
    #[arg(long, value_name = "TEXT")]
    note: String,
}

impl Reopen {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        if self.note.trim().is_empty() {
            return Err(Failure::new(
                Exit::Misuse,
                "the note is empty",
                "say why it is opened again: `--note TEXT`",
            ));
        }
        let step = Step {
            note: Some(self.note),
            ..Step::default()
        };
        self.moving.to(context, State::Open, step)
    }
}
