//! `sa opportunity next-steps`.

use clap::Args;

use super::advance::Of;
use crate::changes::opportunity::next_steps;
use crate::cli::{Context, Failure, Output, day};

/// Say what comes next, and by when; what was said before is kept
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa opportunity next-steps OPP-4T9K \"Dana sends the sizing sheet, then we agree the criteria\" --by 2026-12-01"
)]
pub(super) struct NextSteps {
    #[command(flatten)]
    of: Of,

    /// What comes next; `-` reads standard input
    #[arg(value_name = "TEXT")]
    text: String,

    /// The day of the first of these steps
    #[arg(long, value_name = "DATE")]
    by: Option<String>,
}

impl NextSteps {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let text = match self.text.as_str() {
            "-" => context.standard_input()?,
            text => text.to_owned(),
        };
        self.of.by(
            context,
            |opportunity, planning| {
                let today = planning.act.at.date();
                let due = self.by.as_deref();
                let due = due.map(|text| day::day(text, today, "--by")).transpose()?;
                Ok(next_steps(opportunity, &text, due, planning.act)?)
            },
            |opportunity| {
                let due = opportunity.next_step().and_then(|step| step.due);
                let said = due.map_or("its next steps have no day yet".into(), |due| {
                    format!("its next steps are due by {}", due.spoken())
                });
                (said, Vec::new())
            },
        )
    }
}
