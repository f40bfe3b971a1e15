//! `ta team`.

use clap::Args;

use crate::cli::{Context, Failure, Output};
use crate::reports::ta_team::ta_team;

/// List the Technical Architects, with what they know and what waits for them
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  ta team")]
pub(super) struct Team {}

impl Team {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[])?;
        let mut output = Output::of(ta_team(&scene.records, context.now.date()));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
