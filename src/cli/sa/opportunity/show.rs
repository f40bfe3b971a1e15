//! `sa opportunity show`.

use clap::Args;

use crate::cli::sa::record;
use crate::cli::{Context, Failure, Output};
use crate::records::opportunity::KIND;

/// Show all a record says
#[derive(Debug, Args)]
#[group(skip)]
#[command(after_help = "Example:\n  sa opportunity show OPP-4T9K")]
pub(super) struct Show {
    #[command(flatten)]
    show: record::Show,
}

impl Show {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.show.run(context, &KIND)
    }
}
