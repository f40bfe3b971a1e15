//! `sa rota set`.

use clap::Args;

use super::{architect, region_of};
use crate::changes::Act;
use crate::changes::rota::{Slot, set};
use crate::cli::change::change;
use crate::cli::sa::record::with_sheet;
use crate::cli::{Context, Failure, Output, Writing, completion, day};
use crate::records::rota::{KIND, id_of};

/// Give a week that nobody has to an SA
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa rota set next sam\n  sa rota set 2026-W50 kim --region EMEA --note \"with a second pair of eyes\""
)]
pub(super) struct Set {
    /// The week: 2026-W48, `this`, `next`, or a day in it
    #[arg(value_name = "WEEK")]
    week: String,

    /// Handle of the SA
    #[arg(value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(completion::people))]
    who: String,

    /// Region; that of the SA, when left out
    #[arg(long, value_name = "REGION")]
    region: Option<String>,

    /// What to know of the week
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    #[command(flatten)]
    writing: Writing,
}

impl Set {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let week = day::week(&self.week, context.now.date(), "WEEK")?;
        let mut id = String::new();
        let mut said = String::new();
        let changed = change(context, &desk, self.writing, |scenery| {
            let (me, at) = scenery.actor()?;
            let scene = scenery.scene;
            let who = architect(scene, &self.who)?;
            let people = [who.as_str(), me.as_str()];
            let region = region_of(scene, self.region.as_deref(), &people)?;
            let slot = Slot {
                week,
                region: &region,
            };
            id = id_of(week, &region);
            said = format!("{who} is on triage {} ({})", slot.words(), week.spoken());
            let act = Act { by: &me, at };
            Ok(set(&scene.records, slot, &who, self.note.as_deref(), act)?)
        })?;
        let mut output = changed.output;
        if changed.written {
            output.said.insert(0, said);
            output.next = vec![format!("sa rota label {week}"), "sa rota show".into()];
        }
        with_sheet(&changed.after.records, &KIND, &id, &mut output);
        Ok(output)
    }
}
