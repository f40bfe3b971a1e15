//! `sa request handoff`.

use clap::Args;

use super::advance::{self, Of};
use crate::changes::request::hand_off;
use crate::cli::{Context, Failure, Output, find};

/// Hand a request on to another SA, as from the SA of a partner to the one in the field
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa request handoff REQ-4T9K --to kim --note \"the customer asked for a POV\""
)]
pub(super) struct Handoff {
    #[command(flatten)]
    of: Of,

    /// Handle of who has it from now on
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    to: String,

    /// Why, and what the next one must know
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Handoff {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let to = find::person(&context.open()?.now_of(&[])?.records, &self.to)?;
        advance::by(context, &self.of, |request, act| {
            Ok(hand_off(request, &to, self.note.as_deref(), act)?)
        })
    }
}
