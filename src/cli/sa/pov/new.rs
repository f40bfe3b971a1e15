//! `sa pov new`.

use clap::Args;

use super::advance::{next, standing};
use crate::changes::record::Setting;
use crate::changes::{Act, pov};
use crate::cli::change::{Changed, change};
use crate::cli::sa::record_new::settings_of;
use crate::cli::{Context, Failure, Output, Writing, day, find};
use crate::records::pov::{KIND, PovType};
use crate::records::{One, Opportunity, Pov, Records, opportunity};
use crate::reports::{Report, pov_sheet};

/// Agree on a POV of an opportunity; the SA is its primary SA, or you
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa pov new OPP-4T9K --type guided\n  sa pov new northwind-freight --type lite --csm kim --close 2026-12-18"
)]
pub(super) struct New {
    /// The opportunity: its id or the beginning of it, its Salesforce id, or the account it is alone with
    #[arg(value_name = "OPP", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::opportunities))]
    opportunity: String,

    /// What kind of POV it is
    #[arg(long = "type", value_name = "TYPE", value_parser = clap::builder::PossibleValuesParser::new(PovType::ALL.iter().map(|(_, word)| *word)))]
    pov_type: String,

    /// Name; that of the opportunity, when left out
    #[arg(long)]
    name: Option<String>,

    /// Handle of the account executive; that of the opportunity, when left out
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    owner: Option<String>,

    /// Handle of the SA who owns the execution
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    sa: Option<String>,

    /// Handle of the Customer Success Manager
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    csm: Option<String>,

    /// The day it is to end
    #[arg(long, value_name = "DATE")]
    close: Option<String>,

    #[command(flatten)]
    writing: Writing,
}

impl New {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let id = context
            .new_id("POV", &desk.now_of(&[])?.records)?
            .to_string();
        let changed = change(context, &desk, self.writing, |scenery| {
            let records = &scenery.scene.records;
            let opportunity = find::opportunity(records, &self.opportunity)?;
            let (me, at) = scenery.actor()?;
            let act = Act { by: &me, at };
            let settings = self.settings(opportunity, records, act)?;
            Ok(pov::create(&id, opportunity, records, &settings, act)?)
        });
        let kind = &opportunity::KIND;
        let changed = changed
            .map_err(|failure| find::not_committed(&desk, kind, &self.opportunity, failure))?;
        let Changed {
            mut output,
            written,
            after: scene,
        } = changed;
        let Some(pov) = scene.records.get::<Pov>(&KIND, &id).filter(|_| written) else {
            return Ok(output);
        };
        let said = format!("{}: {}", standing(pov, ""), pov.file.path());
        output.said.insert(0, said);
        output.next = next(pov);
        output.report = Some(Report {
            name: "pov",
            data: pov_sheet::data(pov),
            parts: Vec::new(),
        });
        Ok(output)
    }

    /// Returns what the new record says; what no flag gave comes from the opportunity.
    fn settings(
        &self,
        opportunity: One<'_, Opportunity>,
        records: &Records,
        act: Act<'_>,
    ) -> Result<Vec<Setting>, Failure> {
        let person = |text: &Option<String>| {
            let found = text.as_deref().map(|text| find::handle(records, text));
            found.transpose()
        };
        let sa = opportunity.sa().unwrap_or(act.by).to_string();
        let close = self.close.as_deref();
        let close = close.map(|text| day::day(text, act.at.date(), "--close"));
        let name = self.name.as_ref().unwrap_or(&opportunity.name);
        Ok(settings_of([
            ("name", Some(name.clone())),
            ("opportunity", Some(opportunity.id().to_owned())),
            ("account", Some(opportunity.account.to_string())),
            (
                "owner",
                Some(person(&self.owner)?.unwrap_or(opportunity.owner.to_string())),
            ),
            ("sa", Some(person(&self.sa)?.unwrap_or(sa))),
            ("csm", person(&self.csm)?),
            ("type", Some(self.pov_type.clone())),
            ("close", close.transpose()?.map(|day| day.to_string())),
        ]))
    }
}
