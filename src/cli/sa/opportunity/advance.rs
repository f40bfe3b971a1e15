//! What every step of an opportunity has in common: find it, change it, say where it stands now.

use clap::Args;

use crate::changes::Plan;
use crate::cli::sa::record_step::{Planning, Which};
use crate::cli::{Context, Failure, Output, Writing};
use crate::records::opportunity::KIND;
use crate::records::{One, Opportunity};
use crate::reports::{Report, opportunity_sheet};

/// Which opportunity, and how it is written.
#[derive(Debug, Args)]
pub(super) struct Of {
    /// Its id or the beginning of it, its Salesforce id, or the account it is alone with
    #[arg(value_name = "ID", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::opportunities))]
    pub id: String,

    #[command(flatten)]
    pub writing: Writing,
}

impl Of {
    /// Changes the opportunity by a plan; `said` is what is new of it, and `next` the commands that lead on.
    pub(super) fn by(
        &self,
        context: &Context,
        plan: impl FnMut(One<'_, Opportunity>, Planning<'_>) -> Result<Plan, Failure>,
        said: impl FnOnce(One<'_, Opportunity>) -> (String, Vec<String>),
    ) -> Result<Output, Failure> {
        let which = Which {
            kind: &KIND,
            text: &self.id,
            writing: self.writing,
            late: None,
        };
        which.step(context, plan, |opportunity, scene, output| {
            let (news, next) = said(opportunity);
            output.said.push(standing(opportunity, &news));
            output.next = next;
            output.report = Some(Report {
                name: "opportunity",
                data: opportunity_sheet::data(opportunity, &scene.records, &scene.policy),
                parts: Vec::new(),
            });
        })
    }
}

/// Returns where an opportunity stands, as a sentence; what is new of it comes last.
fn standing(opportunity: One<'_, Opportunity>, news: &str) -> String {
    let holder = opportunity
        .sa()
        .map_or("no SA has it".to_owned(), |sa| format!("{sa} has it"));
    let place = format!(
        "{} is at {}, and {holder}",
        opportunity.id(),
        opportunity.stage().name()
    );
    match news.is_empty() {
        true => place,
        false => format!("{place}; {news}"),
    }
}
