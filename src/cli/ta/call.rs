//! `ta call`.

use clap::Args;

use crate::calendar::moment::{Clock, HOW_TO_COME, moment_to_come};
use crate::changes::sow::{CallAsked, call};
use crate::cli::sa::sow::advance::Of;
use crate::cli::{Context, Exit, Failure, Output};
use crate::records::{Person, person};
use crate::sla::notice_of_call;

/// Ask for a scoping call with the Technical Architect of a SOW
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  ta call SOW-5H8J --at \"2026-12-01 15:00\" --context \"notes: https://docs.example.com/northwind; they ask for Geo\""
)]
pub(super) struct Call {
    #[command(flatten)]
    of: Of,

    /// When it takes place, as "2026-12-01 15:00" or "friday 15:00", with a zone behind it if it is not yours
    #[arg(long, value_name = "TIME")]
    at: String,

    /// What the Technical Architect must know before: notes, links, the questions
    #[arg(long, value_name = "TEXT")]
    context: String,

    /// Why it cannot wait, where it is at short notice
    #[arg(long, value_name = "TEXT")]
    because: Option<String>,
}

impl Call {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let mut understood = None;
        self.of
            .by(
                context,
                |sow, planning| {
                    let me = planning.act.by.as_str();
                    let own = planning.scene.records.get::<Person>(&person::KIND, me);
                    let clock = Clock {
                        now: planning.act.at,
                        zone: own.and_then(|own| own.value().time_zone.as_ref()),
                    };
                    let moment = moment_to_come(&self.at, clock).map_err(|why| {
                        Failure::new(Exit::Misuse, format!("--at: {why}"), HOW_TO_COME)
                    })?;
                    understood = moment.understood;
                    let asked = CallAsked {
                        call_at: moment.at,
                        context: &self.context,
                        because: self.because.as_deref(),
                        notice: notice_of_call(
                            &planning.scene.policy,
                            &planning.scene.records,
                            &sow,
                            planning.act.at,
                            moment.at,
                        ),
                    };
                    Ok(call(sow, asked, planning.act)?)
                },
                |sow, _, output| {
                    output.next.clear();
                    let last = sow.calls.last();
                    let when = last.map_or(String::new(), |last| last.call_at.spoken());
                    format!("a call on {when} is asked for")
                },
            )
            .map(|mut output| {
                output.said.extend(understood);
                output
            })
    }
}
