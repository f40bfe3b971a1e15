//! `sa rota label`.

use clap::Args;

use super::region_of;
use crate::calendar::Week;
use crate::cli::{Context, Exit, Failure, Output, day};
use crate::reports::rota::{Turn, label};

/// Print the label that shows on the board who does triage
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa rota label\n  sa rota label next --region AMER")]
pub(super) struct Label {
    /// The week: 2026-W48, `this`, `next`, or a day in it; this one, when left out
    #[arg(value_name = "WEEK")]
    week: Option<String>,

    /// Region; yours, when left out
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
}

impl Label {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[])?;
        let today = context.now.date();
        let week = match &self.week {
            Some(text) => day::week(text, today, "WEEK")?,
            None => Week::of(today),
        };
        let me = match &self.region {
            Some(_) => None,
            None => scene.person(&desk.identity()?).ok(),
        };
        let people: Vec<&str> = me.iter().map(|me| me.id()).collect();
        let region = region_of(&scene, self.region.as_deref(), &people)?;
        let turn = Turn::of(&scene.records, week, &region);
        if turn.who().is_none() {
            return Err(Failure::new(
                Exit::NotFound,
                format!("nobody is on triage {week} in {region}, so there is no label"),
                format!("give it to somebody: `sa rota set {week} HANDLE --region {region}`"),
            ));
        }
        let mut output = Output::of(label(&turn, &scene.records, &scene.policy));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
