//! `sa request close`.

use clap::Args;

use super::advance::Moving;
use crate::changes::request::Step;
use crate::cli::{Context, Failure, Output};
use crate::records::request::{Party, State};

/// Close a request that SA, customer and sales agree is complete
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa request close REQ-4T9K --ack sa --ack customer --ack sales")]
pub(super) struct Close {
    #[command(flatten)]
    moving: Moving,

    /// Who agrees that it is complete; all three must (can be repeated)
    #[arg(long = "ack", value_name = "PARTY", value_parser = clap::builder::PossibleValuesParser::new(Party::ALL.iter().map(|(_, name)| *name)))]
    acknowledged: Vec<String>,

    /// What to remember about this step
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Close {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let parties = Party::ALL
            .iter()
            .filter(|(_, name)| self.acknowledged.iter().any(|ack| ack == name));
        let step = Step {
            acknowledged: parties.map(|(party, _)| *party).collect(),
            note: self.note,
            ..Step::default()
        };
        self.moving.to(context, State::Closed, step)
    }
}
