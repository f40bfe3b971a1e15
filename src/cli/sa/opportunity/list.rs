//! `sa opportunity list`.

use clap::Args;

use crate::cli::{Context, Failure, Output};
use crate::reports::opportunities;

/// List the opportunities
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa opportunity list")]
pub(super) struct List {}

impl List {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        Ok(Output::of(opportunities::opportunities(
            &desk.now()?.records,
        )))
    }
}
