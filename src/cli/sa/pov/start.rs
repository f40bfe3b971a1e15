//! `sa pov start`.

use clap::Args;

use super::advance::Of;
use crate::changes::pov::start;
use crate::cli::{Context, Failure, Output, day};
use crate::records::opportunity;

/// Say that a POV began; the technical evaluation of its opportunity begins with it, where none has
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa pov start POV-2M7X --on 2026-11-23 --close 2026-12-18")]
pub(super) struct Start {
    #[command(flatten)]
    of: Of,

    /// The day it began; today, when left out
    #[arg(long, value_name = "DATE")]
    on: Option<String>,

    /// The day it is to end
    #[arg(long, value_name = "DATE")]
    close: Option<String>,
}

impl Start {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let mut evaluated = None;
        let mut output = self.of.by(
            context,
            |pov, planning| {
                let today = planning.act.at.date();
                let on = day::day_or_today(self.on.as_deref(), today, "--on")?;
                let close = self.close.as_deref();
                let close = close.map(|text| day::day(text, today, "--close"));
                let records = &planning.scene.records;
                let of = records.get(&opportunity::KIND, pov.opportunity.as_str());
                let plan = start(pov, of, on, close.transpose()?, planning.act)?;
                evaluated = (1 < plan.files.len()).then(|| pov.opportunity.to_string());
                Ok(plan)
            },
            |_| String::new(),
        )?;
        if let Some(opportunity) = evaluated.filter(|_| !self.of.writing.dry_run) {
            let said = format!("the technical evaluation of {opportunity} begins the same day");
            output.said.insert(output.said.len().min(1), said);
        }
        Ok(output)
    }
}
