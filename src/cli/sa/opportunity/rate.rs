//! `sa opportunity rate`.

use clap::Args;

use super::advance::Of;
use crate::changes::opportunity::rate;
use crate::cli::{Context, Failure, Output};
use crate::records::opportunity::Rating;

/// Rate technical health and feasibility, with the signs that speak for it
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa opportunity rate OPP-4T9K yellow --details \"their security team has not seen it yet\""
)]
pub(super) struct Rate {
    #[command(flatten)]
    of: Of,

    /// How likely the technical win is
    #[arg(value_name = "RATING", ignore_case = true, value_parser = clap::builder::PossibleValuesParser::new(Rating::ALL.iter().map(|(_, name)| *name)))]
    rating: String,

    /// Why: signs, and not what was done
    #[arg(long, value_name = "TEXT")]
    details: String,
}

impl Rate {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let is_meant = |name: &str| name.eq_ignore_ascii_case(&self.rating);
        let rating = Rating::ALL
            .iter()
            .find(|(_, name)| is_meant(name))
            .map_or(Rating::Red, |(rating, _)| *rating);
        self.of.by(
            context,
            |opportunity, planning| Ok(rate(opportunity, rating, &self.details, planning.act)?),
            |opportunity| {
                let now = opportunity.rating();
                let said = now.map(|now| format!("its feasibility is {}", now.rating.name()));
                (said.unwrap_or_default(), Vec::new())
            },
        )
    }
}
