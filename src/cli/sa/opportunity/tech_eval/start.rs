//! `sa opportunity tech-eval start`.

use clap::Args;

use crate::calendar::Date;

use crate::changes::opportunity::start_evaluation;
use crate::cli::sa::opportunity::advance::Of;
use crate::cli::{Context, Failure, Output, day};

/// Say that an explicit evaluation of value began; a discovery or a first demo is none
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa opportunity tech-eval start OPP-4T9K\n  sa opportunity tech-eval start OPP-4T9K --on 2026-11-18"
)]
pub(super) struct Start {
    #[command(flatten)]
    of: Of,

    /// The day it began; today, when left out
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

impl Start {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.of.by(
            context,
            |opportunity, planning| {
                let today = planning.act.at.date();
                let on = day::day_or_today(self.on.as_deref(), today, "--on")?;
                Ok(start_evaluation(opportunity, on)?)
            },
            |opportunity| {
                let start = opportunity.tech_eval.start;
                let start = start.map(Date::spoken).unwrap_or_default();
                let id = opportunity.id();
                let next = format!("sa opp tech-eval end {id} --status STATUS --details TEXT");
                (
                    format!("its technical evaluation began on {start}"),
                    vec![next],
                )
            },
        )
    }
}
