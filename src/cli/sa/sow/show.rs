//! `sa sow show`.

use clap::Args;

use crate::cli::{Context, Failure, Output, find};
use crate::records::Sow;
use crate::records::sow::KIND;
use crate::reports::{record, sow_sheet};

/// Show all of a SOW: how its approvals stand, what it promises and costs, what was asked, its history
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa sow show SOW-4T9K")]
pub(super) struct Show {
    /// Its id, or the beginning of it
    #[arg(value_name = "ID", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::sows))]
    id: String,
}

impl Show {
    /// Shows the sheet.
    ///
    /// # Errors
    /// No SOW, or more than one, is meant.
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[])?;
        let file = find::file(&scene.records, &KIND, &self.id)?;
        let mut output = Output::of(match file.as_one::<Sow>() {
            Some(sow) => sow_sheet::sow_sheet(sow, &scene.records, &scene.policy),
            None => record::sheet(file),
        });
        output.findings = scene.findings_on(context.now, file);
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
