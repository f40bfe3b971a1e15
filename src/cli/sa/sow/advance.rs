//! What every step of a SOW has in common: find it, change it, say where it stands now.

use clap::Args;

use crate::changes::Plan;
use crate::changes::sow::command;
use crate::cli::desk::Scene;
use crate::cli::late::Late;
use crate::cli::sa::record::with_sheet;
use crate::cli::sa::record_step::{Planning, Which};
use crate::cli::{Context, Failure, Output, Writing};
use crate::lifecycle::State as _;
use crate::records::review::Standing;
use crate::records::sow::{KIND, ReviewState, State};
use crate::records::{One, Records, Sow};

/// Which SOW, and how it is written.
#[derive(Debug, Args)]
pub(in crate::cli) struct Of {
    /// The SOW: its id, or the beginning of it
    #[arg(value_name = "SOW", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::sows))]
    pub id: String,

    #[command(flatten)]
    pub writing: Writing,
}

impl Of {
    /// Changes the SOW by a plan; `news` is what is new of it, said after where it stands.
    pub(in crate::cli) fn by(
        &self,
        context: &Context,
        plan: impl FnMut(One<'_, Sow>, Planning<'_>) -> Result<Plan, Failure>,
        news: impl FnOnce(One<'_, Sow>, &Scene, &mut Output) -> String,
    ) -> Result<Output, Failure> {
        self.stepped(context, None, plan, news)
    }

    /// Changes the SOW by a plan that may come late.
    pub(in crate::cli) fn stepped(
        &self,
        context: &Context,
        late: Option<&Late>,
        plan: impl FnMut(One<'_, Sow>, Planning<'_>) -> Result<Plan, Failure>,
        news: impl FnOnce(One<'_, Sow>, &Scene, &mut Output) -> String,
    ) -> Result<Output, Failure> {
        let which = Which {
            kind: &KIND,
            text: &self.id,
            writing: self.writing,
            late,
        };
        which.step(context, plan, |sow, scene, output| {
            output.next = next(sow, &scene.records);
            let news = news(sow, scene, output);
            output.said.insert(0, standing(sow, &news));
            with_sheet(&scene.records, &KIND, sow.id(), output);
        })
    }
}

/// Returns where a SOW stands, as a sentence; what is new of it comes last.
pub(in crate::cli) fn standing(sow: One<'_, Sow>, news: &str) -> String {
    let state = sow.state();
    let reviewer = match sow.ta() {
        _ if state.is_offered() || state.is_end() => String::new(),
        Some(ta) => format!(", and {ta} reviews it"),
        None => ", and no Technical Architect is named".to_owned(),
    };
    let place = format!("{} is {}{reviewer}", sow.id(), state.name());
    match news.is_empty() {
        true => place,
        false => format!("{place}; {news}"),
    }
}

/// Returns the commands that lead on.
pub(in crate::cli) fn next(sow: One<'_, Sow>, records: &Records) -> Vec<String> {
    let id = sow.id();
    let onwards = match sow.state() {
        State::Open | State::AwaitingDiscovery => Some(State::StrawmanWip),
        State::StrawmanWip => Some(State::EstimateFeedback),
        State::EstimateFeedback => Some(State::SowWip),
        State::SowWip => Some(State::ReadyForApproval),
        State::ReadyForApproval => Some(State::Approved),
        State::Approved => Some(State::ClosedWon),
        State::OnHold => State::held_from(&sow.path()),
        State::ClosedWon | State::ClosedLost => None,
    };
    let Some(onwards) = onwards else {
        return Vec::new();
    };
    let mut commands = Vec::new();
    if sow.deliverables.is_empty() {
        commands.push(format!("sa sow edit {id} --edit"));
    }
    let review = Standing::of(sow, records).state;
    let is_due = sow.state() == State::SowWip
        && !matches!(review, ReviewState::Approved | ReviewState::NeedsReview);
    match is_due {
        true => commands.push(format!("sa sow submit {id}")),
        false => commands.push(command(id, onwards)),
    }
    commands
}
