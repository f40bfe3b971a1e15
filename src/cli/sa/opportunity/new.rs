//! `sa opportunity new`.

use clap::Args;

use crate::calendar::Date;
use crate::changes::Act;
use crate::changes::opportunity::create;
use crate::changes::record::Setting;
use crate::cli::sa::record_new::{self, Question, settings_of};
use crate::cli::{Context, Failure, Output, Writing, day};
use crate::records::opportunity::{KIND, Stage};

/// Make an opportunity
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa opportunity new --account northwind-freight --name \"Northwind platform\" --owner dana --stage 2-Scoping --amount \"120000 EUR\" --close-date 2027-01-29"
)]
pub(super) struct New {
    /// Name, as Salesforce has it
    #[arg(long)]
    name: Option<String>,
    /// Slug of the account
    #[arg(long, value_name = "SLUG", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::accounts))]
    account: Option<String>,
    /// Salesforce id, of 15 or 18 characters
    #[arg(long, value_name = "ID")]
    sfdc_id: Option<String>,
    /// Handle of the account executive
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    owner: Option<String>,
    /// Stage, by its name, its number or its words
    #[arg(long, value_name = "STAGE", value_parser = Stage::meant, add = clap_complete::ArgValueCompleter::new(crate::cli::completion::stages))]
    stage: Option<Stage>,
    /// Net ARR with its currency, as "120000 EUR"
    #[arg(long, value_name = "MONEY")]
    amount: Option<String>,
    /// When it is expected to close
    #[arg(long, value_name = "DATE")]
    close_date: Option<String>,
    /// Handle of the one SA who answers for it
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
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

impl New {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let settings = settings_of([
            ("name", self.name),
            ("account", self.account),
            ("sfdc_id", self.sfdc_id),
            ("owner", self.owner),
            ("stage", self.stage.map(|stage| stage.name().to_owned())),
            ("amount", self.amount),
            ("close_date", self.close_date),
            ("primary_sa", self.primary_sa),
            ("region", self.region),
        ]);
        let new = record_new::New {
            kind: &KIND,
            questions: QUESTIONS,
            handle: None,
            writing: self.writing,
            create: |id, settings, scenery| {
                let (me, at) = scenery.actor()?;
                let settings = with_day(settings, at.date())?;
                Ok(create(id, &settings, Act { by: &me, at })?)
            },
        };
        new.run(context, settings)
    }
}

/// Returns settings with the close date as records write it.
fn with_day(settings: &[Setting], today: Date) -> Result<Vec<Setting>, Failure> {
    let mut settings = settings.to_vec();
    for setting in settings.iter_mut().filter(|one| one.key == "close_date") {
        setting.text = day::day(&setting.text, today, "--close-date")?.to_string();
    }
    Ok(settings)
}
