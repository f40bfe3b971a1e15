//! What every step of a POV has in common: find it, change it, say where it stands now.

use clap::Args;

use crate::changes::Plan;
use crate::cli::sa::record_step::{Planning, Which};
use crate::cli::{Context, Failure, Output, Writing};
use crate::records::pov::{KIND, State};
use crate::records::{One, Pov};
use crate::reports::{Report, pov_sheet, povs};

/// Which POV, and how it is written.
#[derive(Debug, Args)]
pub(super) struct Of {
    /// Its id, or the beginning of it
    #[arg(value_name = "ID", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::povs))]
    pub id: String,

    #[command(flatten)]
    pub writing: Writing,
}

impl Of {
    /// Changes the POV by a plan, and says where it stands then; `news` is said after it.
    pub(super) fn by(
        &self,
        context: &Context,
        plan: impl FnMut(One<'_, Pov>, Planning<'_>) -> Result<Plan, Failure>,
        news: impl FnOnce(One<'_, Pov>) -> String,
    ) -> Result<Output, Failure> {
        let which = Which {
            kind: &KIND,
            text: &self.id,
            writing: self.writing,
            late: None,
        };
        which.step(context, plan, |pov, _, output| {
            let news = news(pov);
            output.said.push(standing(pov, &news));
            output.next = next(pov);
            output.report = Some(Report {
                name: "pov",
                data: pov_sheet::data(pov),
                parts: Vec::new(),
            });
        })
    }
}

/// Returns where a POV stands, as a sentence; what is new of it comes last.
pub(super) fn standing(pov: One<'_, Pov>, news: &str) -> String {
    let runs = match (pov.state(), pov.start, pov.close) {
        (Some(State::InProgress), Some(start), None) => format!(" since {}", start.spoken()),
        (Some(State::InProgress), Some(start), Some(close)) => {
            format!(" since {} and runs to {}", start.spoken(), close.spoken())
        }
        (Some(State::Closed), _, Some(close)) => format!(" on {}", close.spoken()),
        _ => String::new(),
    };
    let place = format!("{} is {}{runs}", pov.id(), povs::state(&pov));
    match news.is_empty() {
        true => place,
        false => format!("{place}; {news}"),
    }
}

/// Returns the commands that lead on.
pub(super) fn next(pov: One<'_, Pov>) -> Vec<String> {
    let id = pov.id();
    let approve = pov
        .approvals
        .is_empty()
        .then(|| format!("sa pov approve {id}"));
    let criterion = format!("sa pov criterion add {id} --capability TEXT");
    let criterion = pov.criteria.is_empty().then_some(criterion);
    match pov.state() {
        Some(State::New) => {
            let start = format!("sa pov start {id} --close DATE");
            criterion
                .into_iter()
                .chain(approve)
                .chain([start])
                .collect()
        }
        Some(State::InProgress) => {
            vec![format!("sa pov close {id} --result RESULT --note TEXT")]
        }
        _ => Vec::new(),
    }
}
