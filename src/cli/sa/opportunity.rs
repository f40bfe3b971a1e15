//! `sa opportunity`, or `sa opp`: what is being sold to whom.

use clap::{Args, Subcommand};

use super::record::{Edit, Show};
use super::record_new::{New, Question, settings_of};
use crate::changes::Act;
use crate::changes::opportunity::create;
use crate::cli::{Context, Failure, Output, Writing};
use crate::records::opportunity::{KIND, Stage};
use crate::reports::opportunities;

/// The opportunities
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa opportunity new --account northwind-freight --name \"Northwind platform\" --owner dana --stage 2-Scoping"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make an opportunity
    #[command(
        after_help = "Example:\n  sa opportunity new --account northwind-freight --name \"Northwind platform\" --owner dana --stage 2-Scoping --amount \"120000 EUR\" --close-date 2027-01-29"
    )]
    New(NewOpportunity),
    /// List the opportunities
    #[command(after_help = "Example:\n  sa opportunity list")]
    List,
    #[command(after_help = "Example:\n  sa opportunity show OPP-4T9K")]
    Show(Show),
    #[command(
        after_help = "Example:\n  sa opportunity edit OPP-4T9K --set amount=\"140000 EUR\" --set links.notes=https://docs.example.com/notes"
    )]
    Edit(Edit),
}

#[derive(Debug, Args)]
struct NewOpportunity {
    /// Name, as Salesforce has it
    #[arg(long)]
    name: Option<String>,
    /// Slug of the account
    #[arg(long, value_name = "SLUG")]
    account: Option<String>,
    /// Salesforce id, of 15 or 18 characters
    #[arg(long, value_name = "ID")]
    sfdc_id: Option<String>,
    /// Handle of the account executive
    #[arg(long, value_name = "HANDLE")]
    owner: Option<String>,
    /// Stage, as Salesforce shows it
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Stage::ALL.iter().map(|(_, name)| *name)))]
    stage: Option<String>,
    /// Net ARR with its currency, as "120000 EUR"
    #[arg(long, value_name = "MONEY")]
    amount: Option<String>,
    /// When it is expected to close
    #[arg(long, value_name = "DATE")]
    close_date: Option<String>,
    /// Handle of the one SA who answers for it
    #[arg(long, value_name = "HANDLE")]
    primary_sa: Option<String>,
    /// Region, one of the boards of desk.toml
    #[arg(long)]
    region: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

const QUESTIONS: &[Question] = &[
    Question::needed("account", "account", "Account"),
    Question::needed("name", "name", "Name of the opportunity"),
    Question::needed("owner", "owner", "Account executive"),
    Question::needed("stage", "stage", "Stage"),
    Question::optional("sfdc_id", "sfdc-id", "Salesforce id"),
    Question::optional("amount", "amount", "Net ARR, as 120000 EUR"),
    Question::optional("close_date", "close-date", "Close date, as 2027-01-29"),
    Question::optional("primary_sa", "primary-sa", "Primary SA"),
];

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::New(new) => new.run(context),
            Command::List => {
                let desk = context.open()?;
                Ok(Output::of(opportunities::opportunities(
                    &desk.now()?.records,
                )))
            }
            Command::Show(show) => show.run(context, &KIND),
            Command::Edit(edit) => edit.run(context, &KIND),
        }
    }
}

impl NewOpportunity {
    fn run(self, context: &Context) -> Result<Output, Failure> {
        let settings = settings_of([
            ("name", self.name),
            ("account", self.account),
            ("sfdc_id", self.sfdc_id),
            ("owner", self.owner),
            ("stage", self.stage),
            ("amount", self.amount),
            ("close_date", self.close_date),
            ("primary_sa", self.primary_sa),
            ("region", self.region),
        ]);
        let new = New {
            kind: &KIND,
            questions: QUESTIONS,
            handle: None,
            writing: self.writing,
            create: |id, settings, scenery| {
                let (me, at) = scenery.actor()?;
                Ok(create(id, settings, Act { by: &me, at })?)
            },
        };
        new.run(context, settings)
    }
}
