//! `ta reassign`.

use clap::Args;

use crate::changes::sow::reassign;
use crate::cli::sa::sow::advance::Of;
use crate::cli::{Context, Exit, Failure, Output, find, prompt};
use crate::records::sow::KIND;
use crate::records::{Person, Sow, person};
use crate::reports::ta_team::{Candidate, ranked};

/// Give the review of a SOW to a Technical Architect; without one, show who fits
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  ta reassign SOW-5H8J ines --reason \"she knows their cloud\"\n  ta reassign SOW-5H8J --reason \"tariq is away\""
)]
pub(super) struct Reassign {
    #[command(flatten)]
    of: Of,

    /// Handle of the Technical Architect; asked for on a terminal, when left out
    #[arg(value_name = "TA", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    ta: Option<String>,

    /// Why it changes hands
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

impl Reassign {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let who = match &self.ta {
            Some(ta) => ta.trim_start_matches('@').to_owned(),
            None => self.choose(context)?,
        };
        self.of.by(
            context,
            |sow, planning| {
                let to = find::one::<Person>(&planning.scene.records, &person::KIND, &who)?;
                Ok(reassign(sow, to, &self.reason, planning.act)?)
            },
            |_, _, output| {
                output.next.clear();
                String::new()
            },
        )
    }

    /// Asks for one of those who fit, the best first; without a terminal they are named.
    fn choose(&self, context: &Context) -> Result<String, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[])?;
        let sow = find::one::<Sow>(&scene.records, &KIND, &self.of.id)?;
        let me = scene.person(&desk.identity()?)?;
        let zone = me.value().time_zone.as_ref();
        let today = zone
            .map_or(context.now, |zone| context.now.in_zone(zone))
            .date();
        let candidates = ranked(&scene.records, sow, today);
        let lines: Vec<String> = candidates.iter().map(Candidate::line).collect();
        if candidates.is_empty() {
            return Err(Failure::new(
                Exit::Refused,
                format!(
                    "there is no other Technical Architect who could review {}",
                    sow.id()
                ),
                "add one: `sa person new --role ta`; `ta team` shows all",
            ));
        }
        if context.may_ask() {
            let question = format!("Who reviews {}", sow.id());
            let chosen = prompt::choice(context, &question, &lines)?;
            if let Some(at) = chosen {
                return Ok(candidates[at].person.id().to_owned());
            }
        }
        Err(Failure {
            details: lines,
            ..Failure::new(
                Exit::Misuse,
                "no Technical Architect is named; these fit, the best first",
                format!("name one: `ta reassign {} TA --reason TEXT`", sow.id()),
            )
        })
    }
}
