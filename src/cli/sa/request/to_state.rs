//! `sa request move`.

use clap::Args;

use super::advance::Moving;
use crate::changes::request::Step;
use crate::cli::{Context, Failure, Output};
use crate::lifecycle::State as _;
use crate::records::request::{DeclineReason, Party, State};

/// Move a request to a state by its name
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa request move REQ-4T9K doing")]
pub(super) struct Move {
    #[command(flatten)]
    moving: Moving,

    /// The state
    #[arg(value_name = "STATE", value_parser = clap::builder::PossibleValuesParser::new(State::ALL.iter().map(|state| state.name())))]
    state: String,

    /// With `waiting`: what is awaited
    #[arg(long = "for", value_name = "TEXT")]
    awaiting: Option<String>,

    /// With `waiting`: from whom
    #[arg(long, value_name = "WHO")]
    from: Option<String>,

    /// With `declined`: why
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(DeclineReason::ALL.iter().map(|(_, name)| *name)))]
    reason: Option<String>,

    /// With `closed`: who agrees (can be repeated)
    #[arg(long = "ack", value_name = "PARTY", value_parser = clap::builder::PossibleValuesParser::new(Party::ALL.iter().map(|(_, name)| *name)))]
    acknowledged: Vec<String>,

    /// What to remember about this step
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Move {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let state = State::ALL.iter().find(|state| state.name() == self.state);
        let state = *state.expect("clap lets only the names of states pass");
        let reason = DeclineReason::ALL
            .iter()
            .find(|(_, name)| self.reason.as_deref() == Some(*name));
        let parties = Party::ALL
            .iter()
            .filter(|(_, name)| self.acknowledged.iter().any(|ack| ack == name));
        let step = Step {
            note: self.note,
            awaiting: self.awaiting,
            from: self.from,
            reason: reason.map(|(reason, _)| *reason),
            acknowledged: parties.map(|(party, _)| *party).collect(),
            ..Step::default()
        };
        if state == State::Triaged {
            return self.moving.by(context, step, |request, step, act| {
                Ok(crate::changes::request::triage(request, step, act)?)
            });
        }
        self.moving.to(context, state, step)
    }
}
