//! `sa rota fill`.

use clap::Args;

use super::{architect, region_of};
use crate::changes::Act;
use crate::changes::rota::{Dealt, Outcome, Slot, deal, fill};
use crate::cli::change::change;
use crate::cli::{Context, Exit, Failure, Output, Writing, completion, day};
use crate::records::{Handle, One, Person, person};
use crate::reports::rota::{Wanted, rota};

/// Deal weeks out to SAs in turn; who is away is passed over, and weeks that somebody has stay
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa rota fill --from next --people sam,kim\n  sa rota fill --from 2026-W50 --people sam,kim,lena --weeks 12 --region EMEA"
)]
pub(super) struct Fill {
    /// First week: 2026-W48, `this`, `next`, or a day in it
    #[arg(long, value_name = "WEEK")]
    from: String,

    /// Handles of the SAs, in their order
    #[arg(long, value_name = "HANDLES", value_delimiter = ',', required = true, add = clap_complete::ArgValueCompleter::new(completion::people))]
    people: Vec<String>,

    /// How many weeks; as many as desk.toml plans ahead, when left out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..=104))]
    weeks: Option<i64>,

    /// Region; that of the first SA, when left out
    #[arg(long, value_name = "REGION")]
    region: Option<String>,

    #[command(flatten)]
    writing: Writing,
}

impl Fill {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let from = day::week(&self.from, context.now.date(), "--from")?;
        let mut said = Vec::new();
        let mut wanted = Wanted {
            from,
            weeks: 1,
            region: None,
        };
        let changed = change(context, &desk, self.writing, |scenery| {
            let (me, at) = scenery.actor()?;
            let scene = scenery.scene;
            let records = &scene.records;
            let mut people: Vec<Handle> = Vec::new();
            for text in &self.people {
                let who = architect(scene, text)?;
                if people.contains(&who) {
                    return Err(twice(&who));
                }
                people.push(who);
            }
            let handles: Vec<&str> = people.iter().map(Handle::as_str).collect();
            let region = region_of(scene, self.region.as_deref(), &handles)?;
            let known: Vec<One<'_, Person>> = handles
                .iter()
                .filter_map(|handle| records.get(&person::KIND, handle))
                .collect();
            let ahead = scene.policy.thresholds.triage_rota_weeks.max(1);
            wanted.weeks = self.weeks.unwrap_or(ahead);
            let slot = Slot {
                week: from,
                region: &region,
            };
            let dealt = deal(records, slot, wanted.weeks, &known);
            said = dealt.iter().flat_map(told).collect();
            let plan = fill(&region, &dealt, Act { by: &me, at })?;
            wanted.region = Some(region);
            Ok(plan)
        })?;
        let mut output = changed.output;
        let after = &changed.after;
        if changed.written {
            output.report = Some(rota(&after.records, &after.policy, &wanted));
        }
        said.append(&mut output.said);
        output.said = said;
        Ok(output)
    }
}

fn twice(who: &Handle) -> Failure {
    Failure::new(
        Exit::Misuse,
        format!("`{who}` stands in `--people` twice"),
        "name everybody once; they come again in turn",
    )
}

/// Returns what to say of a week beside who has it now.
fn told(dealt: &Dealt) -> Vec<String> {
    let week = dealt.week;
    let days = |count: usize| match count {
        1 => "1 day".to_owned(),
        count => format!("{count} days"),
    };
    let mut told: Vec<String> = dealt
        .passed_over
        .iter()
        .map(|(who, away)| {
            format!(
                "{week}: {who} is away on {} of it, and was passed over",
                days(*away)
            )
        })
        .collect();
    match &dealt.outcome {
        Outcome::Given(_, 0) => {}
        Outcome::Given(who, away) => {
            told.push(format!("{week}: {who} is away on {} of it", days(*away)));
        }
        Outcome::Taken => told.push(format!("{week}: somebody has it, so it stays as it was")),
        Outcome::Nobody => told.push(format!("{week}: nobody can take it")),
    }
    told
}
