//! `sa pov show`.

use clap::Args;

use crate::cli::{Context, Failure, Output, find};
use crate::records::Pov;
use crate::records::pov::KIND;
use crate::reports::{pov_sheet, record};

/// Show all of a POV: how far it is, its criteria, who approved it, its history
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa pov show POV-2M7X")]
pub(super) struct Show {
    /// Its id, or the beginning of it
    #[arg(value_name = "ID", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::povs))]
    id: String,
}

impl Show {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[])?;
        let file = find::file(&scene.records, &KIND, &self.id)?;
        let mut output = Output::of(match file.as_one::<Pov>() {
            Some(pov) => pov_sheet::pov_sheet(pov, &scene.records),
            None => record::sheet(file),
        });
        output.findings = scene.findings_on(context.now, file);
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
