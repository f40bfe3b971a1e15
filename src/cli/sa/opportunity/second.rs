//! `sa opportunity second`.

use clap::Args;

use super::advance::Of;
use crate::changes::opportunity::second;
use crate::cli::sa::record_step::only_for;
use crate::cli::{Context, Failure, Output, find};
use crate::records::opportunity::SecondMode;
use crate::records::person::Role;

/// Ask an SA to help; for long, as somebody who leads SAs
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa opportunity second OPP-4T9K kim --mode ad-hoc\n  sa opportunity second OPP-4T9K kim --mode long-term"
)]
pub(super) struct Second {
    #[command(flatten)]
    of: Of,

    /// Who is to help
    #[arg(value_name = "SA", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    sa: String,

    /// For how long: now and then, or as a lasting part of the team
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(SecondMode::ALL.iter().map(|(_, word)| *word)))]
    mode: String,
}

impl Second {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let mode = SecondMode::ALL
            .iter()
            .find(|(_, word)| *word == self.mode)
            .map_or(SecondMode::AdHoc, |(mode, _)| *mode);
        self.of.by(
            context,
            |opportunity, planning| {
                let records = &planning.scene.records;
                if mode == SecondMode::LongTerm {
                    let what = "a long-term secondary SA";
                    only_for(records, planning.act.by, &[Role::Manager], what)?;
                }
                let who = find::person(records, &self.sa)?;
                Ok(second(opportunity, &who, mode, planning.act)?)
            },
            |opportunity| {
                let last = opportunity.secondary_sas.last();
                let said = last.map(|last| format!("{} helps ({})", last.who, self.mode));
                (said.unwrap_or_default(), Vec::new())
            },
        )
    }
}
