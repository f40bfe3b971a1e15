//! `sa request show`.

use clap::Args;

use crate::cli::{Context, Failure, Output, find};
use crate::records::Request;
use crate::records::request::KIND;
use crate::reports::request_sheet;

/// Show all of a request: what it tells, what it lacks, its history
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa request show REQ-4T9K")]
pub struct Show {
    /// Its id, or the beginning of it
    #[arg(value_name = "ID", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::requests))]
    id: String,
}

impl Show {
    /// Shows the sheet.
    ///
    /// # Errors
    /// No request, or more than one, is meant; it cannot be read.
    pub fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = find::scene(&desk, &KIND, &self.id)?;
        let request = find::one::<Request>(&scene.records, &KIND, &self.id)?;
        let mut output = Output::of(request_sheet::request_sheet(
            request,
            &scene.records,
            &scene.policy,
            context.now,
        ));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
