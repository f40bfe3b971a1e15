//! `sa opportunity tech-eval end`.

use clap::Args;

use crate::calendar::Date;

use crate::changes::opportunity::end_evaluation;
use crate::cli::sa::opportunity::advance::Of;
use crate::cli::{Context, Failure, Output, day};
use crate::lifecycle::one_of;
use crate::records::opportunity::CloseStatus;

/// Say how the technical evaluation ended and why, whatever becomes of the deal
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa opportunity tech-eval end OPP-4T9K --status Win --details \"they chose us for merge trains\""
)]
pub(super) struct End {
    #[command(flatten)]
    of: Of,

    /// How it ended: Win, Loss or Stalled; never a forecast
    #[arg(long, value_name = "STATUS", value_parser = status)]
    status: CloseStatus,

    /// Why, in one or two lines
    #[arg(long, value_name = "TEXT")]
    details: String,

    /// The day it ended; today, when left out
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// Reads the word of a status; case does not count.
fn status(text: &str) -> Result<CloseStatus, String> {
    let wanted = text.trim();
    let found = CloseStatus::ALL
        .iter()
        .find(|(_, word)| word.eq_ignore_ascii_case(wanted));
    let words: Vec<&str> = CloseStatus::ALL.iter().map(|(_, word)| *word).collect();
    found.map(|(status, _)| *status).ok_or_else(|| {
        format!(
            "an evaluation ends with {}, never a forecast; one that goes on has no end yet",
            one_of(&words)
        )
    })
}

impl End {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.of.by(
            context,
            |opportunity, planning| {
                let today = planning.act.at.date();
                let on = day::day_or_today(self.on.as_deref(), today, "--on")?;
                Ok(end_evaluation(opportunity, on, self.status, &self.details)?)
            },
            |opportunity| {
                let evaluation = &opportunity.tech_eval;
                let end = evaluation.end.map(Date::spoken).unwrap_or_default();
                let word = CloseStatus::ALL
                    .iter()
                    .find(|(own, _)| Some(*own) == evaluation.status)
                    .map_or("", |(_, word)| *word);
                let said = format!("its technical evaluation ended on {end}: {word}");
                (said, Vec::new())
            },
        )
    }
}
