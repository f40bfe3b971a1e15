//! `sa opportunity stage`.

use clap::Args;

use super::advance::Of;
use crate::changes::opportunity::stage;
use crate::cli::{Context, Failure, Output};
use crate::records::opportunity;
use crate::records::{One, Opportunity};

/// Move an opportunity to a stage; back, and to an end that is not won, with a reason
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa opportunity stage OPP-4T9K 3\n  sa opportunity stage OPP-4T9K \"closed lost\" --reason \"they stay with what they have\""
)]
pub(super) struct Stage {
    #[command(flatten)]
    of: Of,

    /// The stage, by its name, its number or its words
    #[arg(value_name = "STAGE", value_parser = opportunity::Stage::meant, add = clap_complete::ArgValueCompleter::new(crate::cli::completion::stages))]
    stage: opportunity::Stage,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

impl Stage {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.of.by(
            context,
            |opportunity, planning| {
                let reason = self.reason.as_deref();
                Ok(stage(opportunity, self.stage, reason, planning.act)?)
            },
            |opportunity| (String::new(), next(opportunity)),
        )
    }
}

/// Returns the commands that the new stage calls for.
fn next(opportunity: One<'_, Opportunity>) -> Vec<String> {
    let id = opportunity.id();
    let evaluation = &opportunity.tech_eval;
    let mut next = Vec::new();
    let begins = opportunity.stage() == opportunity::Stage::TechnicalEvaluation
        && evaluation.start.is_none();
    if begins {
        next.push(format!("sa opp tech-eval start {id}"));
    }
    if !opportunity.is_open() && evaluation.is_open() {
        next.push(format!(
            "sa opp tech-eval end {id} --status STATUS --details TEXT"
        ));
    }
    if opportunity.is_open() {
        next.push(format!("sa opp next-steps {id} TEXT --by DATE"));
    }
    next
}
