//! `sa pov edit`.

use clap::Args;

use crate::cli::sa::record;
use crate::cli::{Context, Failure, Output};
use crate::records::pov::KIND;

/// Change what a POV says
#[derive(Debug, Args)]
#[group(skip)]
#[command(
    mut_arg("id", |id| id.add(clap_complete::ArgValueCompleter::new(crate::cli::completion::povs))),
    after_help = "Example:\n  sa pov edit POV-2M7X --set notes=https://docs.example.com/pov --set csm=kim"
)]
pub(super) struct Edit {
    #[command(flatten)]
    edit: record::Edit,
}

impl Edit {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.edit.run(context, &KIND)
    }
}
