//! `sa board`: the triage board.

use clap::Args;

use crate::cli::{Context, Failure, Output};
use crate::reports::board;

/// Show the triage board
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa board --region EMEA")]
pub(super) struct Board {
    /// Only this region's
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
}

impl Board {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now()?;
        let region = self
            .region
            .map(|region| scene.region(&region))
            .transpose()?;
        let mut output = Output::of(board::board(
            &scene.records,
            &scene.policy,
            context.now,
            region.as_deref(),
        ));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
