//! `sa triage agenda`.

use clap::Args;

use crate::cli::{Context, Failure, Output};
use crate::reports::triage_agenda::triage_agenda;

/// Show the agenda of the weekly triage call
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa triage agenda --region EMEA\n  sa triage agenda --format markdown"
)]
pub(super) struct Agenda {
    /// Only this region's
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
}

impl Agenda {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now()?;
        let region = self
            .region
            .map(|region| scene.region(&region))
            .transpose()?;
        let mut output = Output::of(triage_agenda(
            &scene.records,
            &scene.policy,
            context.now,
            region.as_deref(),
        ));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
