//! `sa opportunity close-date`.

use clap::Args;

use super::advance::Of;
use crate::calendar::Date;
use crate::changes::opportunity::close_date;
use crate::cli::{Context, Failure, Output, day};

/// Say when an opportunity is expected to close; what was said before is kept
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa opportunity close-date OPP-4T9K 2027-01-29 --reason \"the board meets in January\""
)]
pub(super) struct CloseDate {
    #[command(flatten)]
    of: Of,

    /// The day
    #[arg(value_name = "DATE")]
    date: String,

    /// Why it moved
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

impl CloseDate {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.of.by(
            context,
            |opportunity, planning| {
                let day = day::day(&self.date, planning.act.at.date(), "DATE")?;
                let reason = self.reason.as_deref();
                Ok(close_date(opportunity, day, reason, planning.act)?)
            },
            |opportunity| {
                let closes = opportunity.closes().map(Date::spoken).unwrap_or_default();
                let pushed = match opportunity.pushes().len() {
                    0 => String::new(),
                    1 => ", pushed once".into(),
                    times => format!(", pushed {times} times"),
                };
                (format!("it closes on {closes}{pushed}"), Vec::new())
            },
        )
    }
}
