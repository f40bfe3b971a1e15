//! `sa pov close`.

use clap::Args;

use super::advance::Of;
use crate::changes::pov::close;
use crate::cli::{Context, Failure, Output, day};
use crate::records::pov::{Outcome, PovResult};
use crate::reports::povs;

/// End a POV, with how it came out and why
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa pov close POV-2M7X --result successful --note \"all criteria are met, they buy in January\""
)]
pub(super) struct Close {
    #[command(flatten)]
    of: Of,

    /// How it came out
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(PovResult::ALL.iter().map(|(_, word)| *word)))]
    result: String,

    /// Why
    #[arg(long, value_name = "TEXT")]
    note: String,

    /// The day it ended; today, when left out
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

impl Close {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let result = PovResult::ALL
            .iter()
            .find(|(_, word)| *word == self.result)
            .map_or(PovResult::Unsuccessful, |(result, _)| *result);
        self.of.by(
            context,
            |pov, planning| {
                let today = planning.act.at.date();
                let on = day::day_or_today(self.on.as_deref(), today, "--on")?;
                Ok(close(pov, result, &self.note, on, planning.act)?)
            },
            |pov| {
                let unjudged = pov.criteria.iter().filter(|one| one.outcome.is_none());
                let met = pov.criteria.iter();
                let met = met.filter(|one| one.outcome == Some(Outcome::Met)).count();
                match (pov.criteria.len(), unjudged.count()) {
                    (0, _) => "it had no success criteria".into(),
                    (all, 0) => format!("{met} of {all} criteria are met"),
                    (_, open) => {
                        format!("criteria met: {}; {open} not judged yet", povs::met(&pov))
                    }
                }
            },
        )
    }
}
