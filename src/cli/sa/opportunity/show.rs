//! `sa opportunity show`.

use clap::Args;

use crate::cli::{Context, Failure, Output, find};
use crate::records::Opportunity;
use crate::records::opportunity::KIND;
use crate::reports::{opportunity_sheet, record};

/// Show all of an opportunity: where it stands, what comes next, who works it, its history
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa opportunity show OPP-4T9K\n  sa opportunity show northwind-freight"
)]
pub(super) struct Show {
    /// Its id or the beginning of it, its Salesforce id, or the account it is alone with
    #[arg(value_name = "ID", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::opportunities))]
    id: String,
}

impl Show {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = find::scene(&desk, &KIND, &self.id)?;
        let file = find::file(&scene.records, &KIND, &self.id)?;
        let mut output = Output::of(match file.as_one::<Opportunity>() {
            Some(opportunity) => {
                opportunity_sheet::opportunity_sheet(opportunity, &scene.records, &scene.policy)
            }
            None => record::sheet(file),
        });
        output.findings = scene.findings_on(context.now, file);
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
