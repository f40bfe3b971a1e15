//! `sa opportunity`, or `sa opp`: what is being sold to whom. One file a command.

mod advance;
mod answers;
mod assign;
mod close_date;
mod edit;
mod list;
mod meddpicc;
mod new;
mod next_steps;
mod plan;
mod rate;
mod second;
mod show;
mod stage;
mod tech_eval;

use clap::{Args, Subcommand};

use crate::cli::{Context, Failure, Output};

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
    New(new::New),
    List(list::List),
    Show(show::Show),
    Edit(edit::Edit),
    NextSteps(next_steps::NextSteps),
    Stage(stage::Stage),
    Assign(assign::Assign),
    Second(second::Second),
    CloseDate(close_date::CloseDate),
    TechEval(tech_eval::TechEval),
    Rate(rate::Rate),
    Plan(plan::Plan),
    Meddpicc(meddpicc::Meddpicc),
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::New(new) => new.run(context),
            Command::List(list) => list.run(context),
            Command::Show(show) => show.run(context),
            Command::Edit(edit) => edit.run(context),
            Command::NextSteps(steps) => steps.run(context),
            Command::Stage(stage) => stage.run(context),
            Command::Assign(assign) => assign.run(context),
            Command::Second(second) => second.run(context),
            Command::CloseDate(date) => date.run(context),
            Command::TechEval(evaluation) => evaluation.run(context),
            Command::Rate(rate) => rate.run(context),
            Command::Plan(plan) => plan.run(context),
            Command::Meddpicc(letters) => letters.run(context),
        }
    }
}
