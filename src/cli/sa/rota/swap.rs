//! `sa rota swap`.

use clap::Args;

use super::{architect, region_of};
use crate::changes::Act;
use crate::changes::rota::{Slot, exchange, swap};
use crate::cli::change::change;
use crate::cli::sa::record::with_sheet;
use crate::cli::{Context, Failure, Output, Writing, completion, day};
use crate::records::rota::{KIND, id_of, of};

/// Give a week to another SA, or exchange two weeks, and say why
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa rota swap next kim --reason \"Sam is at a customer's\"\n  sa rota swap 2026-W49 2026-W51 --reason \"holidays\""
)]
pub(super) struct Swap {
    /// The week: 2026-W48, `this`, `next`, or a day in it
    #[arg(value_name = "WEEK")]
    week: String,

    /// Handle of the SA who takes it, or the week it is exchanged for
    #[arg(value_name = "HANDLE|WEEK", add = clap_complete::ArgValueCompleter::new(completion::people))]
    other: String,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,

    /// Region; that of the SA who takes it or yours, when left out
    #[arg(long, value_name = "REGION")]
    region: Option<String>,

    #[command(flatten)]
    writing: Writing,
}

impl Swap {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let today = context.now.date();
        let week = day::week(&self.week, today, "WEEK")?;
        let other = day::week_named(&self.other, today);
        let mut at_region = String::new();
        let changed = change(context, &desk, self.writing, |scenery| {
            let (me, at) = scenery.actor()?;
            let scene = scenery.scene;
            let act = Act { by: &me, at };
            let who = match other {
                Some(_) => None,
                None => Some(architect(scene, &self.other)?),
            };
            let people: Vec<&str> = who.iter().chain([&me]).map(|one| one.as_str()).collect();
            let region = region_of(scene, self.region.as_deref(), &people)?;
            at_region.clone_from(&region);
            let slot = Slot {
                week,
                region: &region,
            };
            Ok(match (other, &who) {
                (Some(other), _) => exchange(&scene.records, slot, other, &self.reason, act)?,
                (None, who) => {
                    let to = who.as_ref().unwrap_or(&me);
                    swap(&scene.records, slot, to, &self.reason, act)?
                }
            })
        })?;
        let mut output = changed.output;
        let records = &changed.after.records;
        if changed.written {
            for week in other.into_iter().chain([week]) {
                let rota = of(records, week, &at_region);
                let who = rota.map_or("nobody", |rota| rota.value().present().as_str());
                let said = format!(
                    "{who} is on triage {week} in {at_region} ({})",
                    week.spoken()
                );
                output.said.insert(0, said);
            }
            output.next = vec![format!("sa rota label {week}"), "sa rota show".into()];
        }
        with_sheet(records, &KIND, &id_of(week, &at_region), &mut output);
        Ok(output)
    }
}
