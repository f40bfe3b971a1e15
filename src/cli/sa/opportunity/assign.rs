//! `sa opportunity assign`.

use clap::Args;

use super::advance::Of;
use crate::changes::opportunity::assign;
use crate::cli::{Context, Failure, Output, find};

/// Give an opportunity to its one primary SA; from another, with a reason
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa opportunity assign OPP-4T9K kim\n  sa opportunity assign OPP-4T9K kim --reason \"sam is away until March\""
)]
pub(super) struct Assign {
    #[command(flatten)]
    of: Of,

    /// Who is to answer for it
    #[arg(value_name = "SA", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    sa: String,

    /// Why it changes hands
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

impl Assign {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.of.by(
            context,
            |opportunity, planning| {
                let who = find::person(&planning.scene.records, &self.sa)?;
                let reason = self.reason.as_deref();
                Ok(assign(opportunity, &who, reason, planning.act)?)
            },
            |_| (String::new(), Vec::new()),
        )
    }
}
