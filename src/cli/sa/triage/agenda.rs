//! `sa triage agenda`.

use clap::Args;

use crate::cli::of_region::OfRegion;
use crate::cli::{Context, Failure, Output};
use crate::reports::triage_agenda::triage_agenda;

/// Show the agenda of the weekly triage call
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa triage agenda --region EMEA\n  sa triage agenda --format markdown"
)]
pub(super) struct Agenda {
    #[command(flatten)]
    of: OfRegion,
}

impl Agenda {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.of.shown(context, |scene, region| {
            triage_agenda(&scene.records, &scene.policy, context.now, region)
        })
    }
}
