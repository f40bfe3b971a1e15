//! `sa triage queue`.

use clap::Args;

use crate::cli::{Context, Failure, Output};
use crate::records;
use crate::reports::triage_queue::triage_queue;

/// List the requests that nobody has and those that wait, what presses most first
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa triage queue --region EMEA\n  sa triage queue --mine")]
pub(super) struct Queue {
    /// Only this region's
    #[arg(long, value_name = "REGION")]
    region: Option<String>,

    /// Only what waits and is yours, and what nobody has in your region
    #[arg(long)]
    mine: bool,
}

impl Queue {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[&records::request::KIND])?;
        let me = match self.mine {
            true => Some(scene.person(&desk.identity()?)?),
            false => None,
        };
        let region = self
            .region
            .map(|region| scene.region(&region))
            .transpose()?;
        let mut output = Output::of(triage_queue(
            &scene.records,
            &scene.policy,
            context.now,
            region.as_deref(),
            me,
        ));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
