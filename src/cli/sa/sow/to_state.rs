//! `sa sow move`.

use clap::Args;

use super::advance::Of;
use crate::changes::sow::{Why, advance};
use crate::cli::late::Late;
use crate::cli::{Context, Failure, Output};
use crate::lifecycle::State as _;
use crate::records::sow::State;

/// Move a SOW to a state; what is offered needs its approvals
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa sow move SOW-5H8J strawman-wip\n  sa sow move SOW-5H8J on-hold --note \"their budget is decided in February\""
)]
pub(super) struct Move {
    #[command(flatten)]
    of: Of,

    /// The state
    #[arg(value_name = "STATE", value_parser = clap::builder::PossibleValuesParser::new(State::ALL.iter().map(|state| state.name())))]
    state: String,

    /// Why; on-hold and closed-lost need it
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    #[command(flatten)]
    late: Late,
}

impl Move {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let state = State::ALL.iter().find(|state| state.name() == self.state);
        let state = *state.expect("clap lets only the names of states pass");
        self.of.stepped(
            context,
            Some(&self.late),
            |sow, planning| {
                let why = Why {
                    note: self.note.as_deref(),
                    breach_reason: planning.breach_reason,
                };
                Ok(advance(sow, state, why, planning.act)?)
            },
            |_, _, _| String::new(),
        )
    }
}
