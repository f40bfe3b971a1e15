//! `sa request list`.

use clap::Args;

use crate::cli::{Context, Failure, Output, find};
use crate::lifecycle::State as _;
use crate::records;
use crate::records::account;
use crate::records::request::{Flag, State, Template};
use crate::reports::requests::{self, Endings, Wanted};

/// List requests, newest first
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa request list --open --region EMEA\n  sa request list --mine --format json"
)]
pub struct List {
    /// Only in this state (can be repeated)
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(State::ALL.iter().map(|state| state.name())))]
    state: Vec<String>,

    /// Only those of this SA
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    owner: Option<String>,

    /// Only yours
    #[arg(long, conflicts_with = "owner")]
    mine: bool,

    /// Only for this account
    #[arg(long, value_name = "SLUG")]
    account: Option<String>,

    /// Only on the board of this region
    #[arg(long)]
    region: Option<String>,

    /// Only with this template
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Template::ALL.iter().map(|(_, name, _)| *name)))]
    template: Option<String>,

    /// Leave out what is closed or declined
    #[arg(long)]
    open: bool,
}

impl List {
    /// Lists the requests that are wanted.
    ///
    /// # Errors
    /// A person, account or region that is not there.
    pub fn run(self, context: &Context) -> Result<Output, Failure> {
        self.flagged(context, None)
    }

    /// Lists the requests that are wanted and carry a flag.
    ///
    /// # Errors
    /// A person, account or region that is not there.
    pub fn flagged(self, context: &Context, flag: Option<Flag>) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[&records::request::KIND])?;
        let owner = match (self.mine, &self.owner) {
            (true, _) => Some(scene.person(&desk.identity()?)?.id().to_owned()),
            (false, Some(text)) => Some(find::handle(&scene.records, text)?),
            (false, None) => None,
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
            owner,
            account,
            region: self
                .region
                .map(|region| scene.region(&region))
                .transpose()?,
            template: self.template.as_deref().and_then(Template::named),
            flag,
            endings: if self.open {
                Endings::LeftOut
            } else {
                Endings::Included
            },
        };
        let mut output = Output::of(requests::requests(
            &scene.records,
            &scene.policy,
            context.now,
            &wanted,
        ));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
