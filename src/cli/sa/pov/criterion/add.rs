//! `sa pov criterion add`.

use clap::Args;

use crate::changes::pov::{Said, add_criterion};
use crate::cli::sa::pov::advance::Of;
use crate::cli::{Context, Failure, Output};

/// Add a success criterion: a capability whose proof makes them buy
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa pov criterion add POV-2M7X --capability \"Merge trains for 300 developers\" --acceptance \"no broken main in two weeks\" --metric \"broken builds on main\""
)]
pub(super) struct Add {
    #[command(flatten)]
    of: Of,

    /// The capability that is required
    #[arg(long, value_name = "TEXT")]
    capability: String,

    /// What counts as proof
    #[arg(long, value_name = "TEXT")]
    acceptance: Option<String>,

    /// What is measured
    #[arg(long, value_name = "TEXT")]
    metric: Option<String>,
}

impl Add {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let criterion = Said {
            required_capability: Some(self.capability),
            acceptance_criterion: self.acceptance,
            metric: self.metric,
            outcome: None,
        };
        self.of.by(
            context,
            |pov, _| Ok(add_criterion(pov, &criterion)?),
            |pov| format!("criterion {} is added", pov.criteria.len()),
        )
    }
}
