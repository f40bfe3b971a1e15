//! `sa alignment`: which SAs work with which account executives.

use clap::Args;

use crate::cli::{Context, Failure, Output};
use crate::reports::alignment::alignment;

/// Show which SAs work with which account executives, and what that is worth
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa alignment --region EMEA\n  sa alignment --format csv")]
pub(super) struct Alignment {
    /// Only people of this region
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
}

impl Alignment {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now()?;
        let region = self
            .region
            .map(|region| scene.region(&region))
            .transpose()?;
        let mut output = Output::of(alignment(&scene.records, &scene.policy, region.as_deref()));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
