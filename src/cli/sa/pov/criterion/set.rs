//! `sa pov criterion set`.

use clap::Args;

use crate::changes::pov::{Said, set_criterion};
use crate::cli::sa::pov::advance::Of;
use crate::cli::{Context, Failure, Output};
use crate::records::pov::Outcome;
use crate::reports::povs;

/// Say more of a success criterion, or how it came out; an empty text takes a key away
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa pov criterion set POV-2M7X 1 --outcome met")]
pub(super) struct Set {
    #[command(flatten)]
    of: Of,

    /// Which criterion, counted from 1
    #[arg(value_name = "N")]
    number: usize,

    /// The capability that is required
    #[arg(long, value_name = "TEXT")]
    capability: Option<String>,

    /// What counts as proof
    #[arg(long, value_name = "TEXT")]
    acceptance: Option<String>,

    /// What is measured
    #[arg(long, value_name = "TEXT")]
    metric: Option<String>,

    /// How it came out
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Outcome::ALL.iter().map(|(_, word)| *word)))]
    outcome: Option<String>,
}

impl Set {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let more = Said {
            required_capability: self.capability,
            acceptance_criterion: self.acceptance,
            metric: self.metric,
            outcome: self.outcome,
        };
        self.of.by(
            context,
            |pov, _| Ok(set_criterion(pov, self.number, &more)?),
            |pov| format!("criteria met: {}", povs::met(&pov)),
        )
    }
}
