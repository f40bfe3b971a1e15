//! `sa sow list`.

use clap::Args;

use crate::cli::{Context, Failure, Output, find};
use crate::lifecycle::State as _;
use crate::records::account;
use crate::records::sow::State;
use crate::reports::sows::{self, Wanted};

/// List SOWs, newest first
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa sow list --open --mine\n  sa sow list --state sow-wip --account northwind-freight"
)]
pub(super) struct List {
    /// Only in this state (can be repeated)
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(State::ALL.iter().map(|state| state.name())))]
    state: Vec<String>,

    /// Only yours: as author, EM, assigned TA, RDM or delivery lead
    #[arg(long)]
    mine: bool,

    /// Only for this account
    #[arg(long, value_name = "SLUG", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::accounts))]
    account: Option<String>,

    /// Leave out what is won or lost
    #[arg(long)]
    open: bool,
}

impl List {
    /// Lists the SOWs that are wanted.
    ///
    /// # Errors
    /// A person or account that is not there.
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[])?;
        let whose = match self.mine {
            true => Some(scene.person(&desk.identity()?)?.id().to_owned()),
            false => None,
        };
        let account = match &self.account {
            Some(text) => Some(
                find::file(&scene.records, &account::KIND, text)?
                    .id
                    .to_string(),
            ),
            None => None,
        };
        let wanted = Wanted {
            states: State::ALL
                .iter()
                .copied()
                .filter(|state| self.state.iter().any(|name| name == state.name()))
                .collect(),
            whose,
            open: self.open,
            account,
        };
        let report = sows::sows(&scene.records, &scene.policy, context.now, &wanted);
        let mut output = Output::of(report);
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
