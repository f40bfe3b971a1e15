//! `sa rota show`.

use clap::Args;

use crate::calendar::Week;
use crate::cli::{Context, Failure, Output, day};
use crate::reports::rota::{Wanted, rota};

/// Show who does triage this week and in the next ones
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa rota show\n  sa rota show --weeks 8 --region EMEA")]
pub(super) struct Show {
    /// How many weeks; as many as desk.toml plans ahead, when left out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..=520))]
    weeks: Option<i64>,

    /// First week: 2026-W48, `this`, `next`, or a day in it; this one, when left out
    #[arg(long, value_name = "WEEK")]
    from: Option<String>,

    /// Only this region's
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
}

impl Show {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[])?;
        let today = context.now.date();
        let from = match &self.from {
            Some(text) => day::week(text, today, "--from")?,
            None => Week::of(today),
        };
        let ahead = scene.policy.thresholds.triage_rota_weeks.max(1);
        let wanted = Wanted {
            from,
            weeks: self.weeks.unwrap_or(ahead),
            region: self
                .region
                .map(|region| scene.region(&region))
                .transpose()?,
        };
        let mut output = Output::of(rota(&scene.records, &scene.policy, &wanted));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
