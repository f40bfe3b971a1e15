//! `sa board`: the triage board.

use clap::Args;

use crate::cli::of_region::OfRegion;
use crate::cli::{Context, Failure, Output};
use crate::reports::board;

/// Show the triage board
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa board --region EMEA")]
pub(super) struct Board {
    #[command(flatten)]
    of: OfRegion,
}

impl Board {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.of.shown(context, |scene, region| {
            board::board(&scene.records, &scene.policy, context.now, region)
        })
    }
}
