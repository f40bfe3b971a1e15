//! `sa alignment`: which SAs work with which account executives.

use clap::Args;

use crate::cli::of_region::OfRegion;
use crate::cli::{Context, Failure, Output};
use crate::reports::alignment::alignment;

/// Show which SAs work with which account executives, and what that is worth
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa alignment --region EMEA\n  sa alignment --format csv")]
pub(super) struct Alignment {
    #[command(flatten)]
    of: OfRegion,
}

impl Alignment {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.of.shown(context, |scene, region| {
            alignment(&scene.records, &scene.policy, region)
        })
    }
}
