//! `sa account`: the customer accounts of the desk.

use clap::{Args, Subcommand};

use super::record::{Edit, Show};
use super::record_new::{New, Question, settings_of};
use crate::changes::record::create;
use crate::cli::{Context, Failure, Output, Writing};
use crate::records::account::{KIND, Segment};
use crate::reports::accounts;

/// The customer accounts
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa account new --name \"Northwind Freight\" --owner dana --region EMEA"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make an account
    #[command(
        after_help = "Example:\n  sa account new --name \"Northwind Freight\" --owner dana --sa sam --region EMEA"
    )]
    New(NewAccount),
    /// List the accounts
    #[command(after_help = "Example:\n  sa account list")]
    List,
    #[command(after_help = "Example:\n  sa account show northwind-freight")]
    Show(Show),
    #[command(
        after_help = "Example:\n  sa account edit northwind-freight --set solutions_architect=sam"
    )]
    Edit(Edit),
}

#[derive(Debug, Args)]
struct NewAccount {
    /// Short name, as `northwind-freight`; made from the name when left out
    #[arg(long, value_name = "SLUG")]
    handle: Option<String>,
    /// Name of the customer
    #[arg(long)]
    name: Option<String>,
    /// Another name people write for it (can be repeated)
    #[arg(long)]
    alias: Vec<String>,
    /// Salesforce id of the account
    #[arg(long, value_name = "ID")]
    sfdc_id: Option<String>,
    /// Handle of the account executive
    #[arg(long, value_name = "HANDLE")]
    owner: Option<String>,
    /// Handle of the SA who works it
    #[arg(long, value_name = "HANDLE")]
    sa: Option<String>,
    /// Region, one of the boards of desk.toml
    #[arg(long)]
    region: Option<String>,
    /// Sales segment
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Segment::ALL.iter().map(|(_, name)| *name)))]
    segment: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

const QUESTIONS: &[Question] = &[
    Question::needed("name", "name", "Name of the customer"),
    Question::optional("owner", "owner", "Account executive"),
    Question::optional("solutions_architect", "sa", "Solutions Architect"),
    Question::optional("region", "region", "Region"),
    Question::optional("sfdc_id", "sfdc-id", "Salesforce id"),
];

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::New(new) => new.run(context),
            Command::List => {
                let desk = context.open()?;
                Ok(Output::of(accounts::accounts(&desk.now_of(&[])?.records)))
            }
            Command::Show(show) => show.run(context, &KIND),
            Command::Edit(edit) => edit.run(context, &KIND),
        }
    }
}

impl NewAccount {
    fn run(self, context: &Context) -> Result<Output, Failure> {
        let settings = settings_of([
            ("name", self.name),
            ("aliases", Some(self.alias.join(","))),
            ("sfdc_id", self.sfdc_id),
            ("owner", self.owner),
            ("solutions_architect", self.sa),
            ("region", self.region),
            ("segment", self.segment),
        ]);
        let new = New {
            kind: &KIND,
            questions: QUESTIONS,
            handle: self.handle,
            writing: self.writing,
            create: |id, settings, scenery| {
                Ok(create(&KIND, id, scenery.now.date(), settings, Vec::new())?)
            },
        };
        new.run(context, settings)
    }
}
