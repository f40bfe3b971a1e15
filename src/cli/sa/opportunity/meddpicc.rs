//! `sa opportunity meddpicc`.

use clap::Args;

use super::answers::Answers;
use crate::cli::{Context, Failure, Output};
use crate::reports::answers::LETTERS;

/// Say what is known of the letters of MEDDPICC, or see which are open
#[derive(Debug, Args)]
#[group(skip)]
#[command(
    after_help = "Example:\n  sa opportunity meddpicc OPP-4T9K\n  sa opportunity meddpicc OPP-4T9K --set champion=\"Lee Park, who pays for it\""
)]
pub(super) struct Meddpicc {
    #[command(flatten)]
    answers: Answers,
}

impl Meddpicc {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.answers.run(context, &LETTERS)
    }
}
