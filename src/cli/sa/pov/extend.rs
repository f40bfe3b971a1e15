//! `sa pov extend`.

use clap::Args;

use super::advance::Of;
use crate::changes::pov::extend;
use crate::cli::{Context, Failure, Output, day};

/// Give a POV more time, with a reason
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa pov extend POV-2M7X --until 2027-01-15 --reason \"their runners arrive a week late\""
)]
pub(super) struct Extend {
    #[command(flatten)]
    of: Of,

    /// The last day it may run to
    #[arg(long, value_name = "DATE")]
    until: String,

    /// Why it needs more time
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

impl Extend {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.of.by(
            context,
            |pov, planning| {
                let until = day::day(&self.until, planning.act.at.date(), "--until")?;
                Ok(extend(pov, until, &self.reason, planning.act)?)
            },
            |pov| {
                let until = pov.extensions.last().map(|last| last.until.spoken());
                let times = match pov.extensions.len() {
                    1 => "its first extension".to_owned(),
                    count => format!("its extension number {count}"),
                };
                format!("{times}, until {}", until.unwrap_or_default())
            },
        )
    }
}
