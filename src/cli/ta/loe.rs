//! `ta loe`.

use clap::Args;

use crate::cli::{Context, Failure, Output, find};
use crate::records::Sow;
use crate::records::sow::KIND;
use crate::reports::loe;

/// Show the level of effort of a SOW: every effort, its mean and spread, the risks, the price
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  ta loe SOW-4T9K\n  ta loe SOW-4T9K --format csv > efforts.csv")]
pub(super) struct Loe {
    /// Id of the SOW, or the beginning of it
    #[arg(value_name = "SOW", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::sows))]
    id: String,
}

impl Loe {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[])?;
        let sow = find::one::<Sow>(&scene.records, &KIND, &self.id)?;
        let mut output = Output::of(loe::loe(sow, &scene.policy));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
