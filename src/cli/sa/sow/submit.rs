//! `sa sow submit`.

use clap::Args;

use super::advance::Of;
use crate::changes::sow::{Why, submit};
use crate::cli::late::Late;
use crate::cli::{Context, Failure, Output, find};
use crate::records::{Person, person};
use crate::reports::ta_queue::review_clock;
use crate::reports::ta_team::ranked;
use crate::sla::Clocks;

/// Ask for the review of a SOW by a Technical Architect
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa sow submit SOW-5H8J --ta tariq\n  sa sow submit SOW-5H8J --note \"the second deliverable is split\""
)]
pub(super) struct Submit {
    #[command(flatten)]
    of: Of,

    /// Handle of the Technical Architect who is to review it, where none is named yet
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    ta: Option<String>,

    /// What changed, or what to look at
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    #[command(flatten)]
    late: Late,
}

impl Submit {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.of.stepped(
            context,
            Some(&self.late),
            |sow, planning| {
                let records = &planning.scene.records;
                let ta = self.ta.as_deref();
                let ta = ta.map(|text| {
                    find::one::<Person>(records, &person::KIND, text.trim_start_matches('@'))
                });
                let why = Why {
                    note: self.note.as_deref(),
                    breach_reason: planning.breach_reason,
                };
                Ok(submit(sow, records, why, ta.transpose()?, planning.act)?)
            },
            |sow, scene, output| {
                let asked = sow.round_since();
                let clocks = Clocks::new(&scene.records, &scene.policy, context.now);
                let due = review_clock(sow, &clocks).and_then(|clock| clock.due);
                output.next.clear();
                if sow.ta().is_none()
                    && let Some(today) = asked.map(|asked| asked.date())
                {
                    let best = ranked(&scene.records, sow, today).into_iter();
                    let mut able = best.filter(|one| one.away_until.is_none());
                    output.next.extend(able.next().map(|one| {
                        format!("ta reassign {} {} --reason TEXT", sow.id(), one.person.id())
                    }));
                }
                match due {
                    Some(due) => format!("its review is due on {}", due.announced()),
                    None => "its review is asked for".into(),
                }
            },
        )
    }
}
