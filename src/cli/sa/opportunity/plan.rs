//! `sa opportunity plan`.

use clap::Args;

use super::answers::Answers;
use crate::cli::{Context, Failure, Output};
use crate::reports::answers::PLAN;

/// Answer the six questions of the command plan, or see which are open
#[derive(Debug, Args)]
#[group(skip)]
#[command(
    after_help = "Example:\n  sa opportunity plan OPP-4T9K\n  sa opportunity plan OPP-4T9K --set why_now=\"their licence ends in March\""
)]
pub(super) struct Plan {
    #[command(flatten)]
    answers: Answers,
}

impl Plan {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.answers.run(context, &PLAN)
    }
}
