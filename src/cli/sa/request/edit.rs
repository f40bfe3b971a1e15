//! `sa request edit`.

use clap::Args;

use crate::cli::sa::record;
use crate::cli::{Context, Failure, Output};
use crate::records::request::KIND;

/// Change what a request says
#[derive(Debug, Args)]
#[group(skip)]
#[command(after_help = "\
Example:
  sa request edit REQ-4T9K --set hosting=Self-Managed --set meeting.goal=\"agree the criteria\"
  sa request edit REQ-4T9K --edit")]
pub(super) struct Edit {
    #[command(flatten)]
    edit: record::Edit,
}

impl Edit {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.edit.run(context, &KIND)
    }
}
