//! `sa request decline`.

use clap::Args;

use super::advance::Moving;
use crate::changes::request::Step;
use crate::cli::{Context, Failure, Output};
use crate::records::request::{DeclineReason, State};

/// Not take a request on
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa request decline REQ-4T9K --reason information-missing --note \"asked twice\""
)]
pub(super) struct Decline {
    #[command(flatten)]
    moving: Moving,

    /// Why; `other` needs a note
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(DeclineReason::ALL.iter().map(|(_, name)| *name)))]
    reason: Option<String>,

    /// What to remember about this step
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Decline {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let reason = DeclineReason::ALL
            .iter()
            .find(|(_, name)| self.reason.as_deref() == Some(*name));
        let step = Step {
            reason: reason.map(|(reason, _)| *reason),
            note: self.note,
            ..Step::default()
        };
        self.moving.to(context, State::Declined, step)
    }
}
