//! `sa opportunity list`.

use clap::Args;

use crate::cli::{Context, Failure, Output, find};
use crate::records;
use crate::records::account;
use crate::records::opportunity::Stage;
use crate::reports::opportunities::{self, Wanted};

/// List opportunities, by id
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa opportunity list --mine --open\n  sa opportunity list --stage 3 --region EMEA --format json"
)]
pub(super) struct List {
    /// Only yours: as primary SA, as secondary SA, or as account executive
    #[arg(long)]
    mine: bool,

    /// Only those of this primary SA
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    sa: Option<String>,

    /// Leave out what is closed
    #[arg(long)]
    open: bool,

    /// Only at this stage, by its name, its number or its words
    #[arg(long, value_name = "STAGE", value_parser = Stage::meant, add = clap_complete::ArgValueCompleter::new(crate::cli::completion::stages))]
    stage: Option<Stage>,

    /// Only for this account
    #[arg(long, value_name = "SLUG", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::accounts))]
    account: Option<String>,

    /// Only in this region, of their own or of the account
    #[arg(long)]
    region: Option<String>,
}

impl List {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[&records::opportunity::KIND])?;
        let records = &scene.records;
        let whose = match self.mine {
            true => Some(scene.person(&desk.identity()?)?.id().to_owned()),
            false => None,
        };
        let sa = self
            .sa
            .map(|text| find::handle(records, &text))
            .transpose()?;
        let account = self
            .account
            .map(|text| find::file(records, &account::KIND, &text));
        let region = self
            .region
            .map(|region| scene.region(&region))
            .transpose()?;
        let wanted = Wanted {
            whose,
            sa,
            open: self.open,
            stage: self.stage,
            account: account.transpose()?.map(|file| file.id.to_string()),
            region,
        };
        let mut output = Output::of(opportunities::opportunities(
            records,
            &scene.policy,
            &wanted,
        ));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
