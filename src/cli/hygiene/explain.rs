//! `hygiene explain`.

use clap::Args;

use super::checks::policy_here;
use crate::changes::waiver::unknown_check;
use crate::checks;
use crate::cli::{Context, Exit, Failure, Output};
use crate::reports::checks::explanation;

/// Tell what a check finds, why it matters, and what to do
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  hygiene explain missing-field")]
pub(super) struct Explain {
    /// Name of the check
    #[arg(value_name = "CHECK")]
    check: String,
}

impl Explain {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let Some(check) = checks::named(&self.check) else {
            let refusal = unknown_check(&self.check);
            return Err(Failure::new(Exit::NotFound, refusal.message, refusal.help));
        };
        Ok(Output::of(explanation(check, &policy_here(context)?)))
    }
}
