//! `sa opportunity edit`.

use clap::Args;

use crate::cli::sa::record;
use crate::cli::{Context, Failure, Output};
use crate::records::opportunity::KIND;

/// Change what a record says
#[derive(Debug, Args)]
#[group(skip)]
#[command(
    mut_arg("id", |id| id.add(clap_complete::ArgValueCompleter::new(crate::cli::completion::opportunities))),
    after_help = "Example:\n  sa opportunity edit OPP-4T9K --set amount=\"140000 EUR\" --set links.notes=https://docs.example.com/notes"
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
