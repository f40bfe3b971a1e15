//! `sa`: what Solutions Architects do. One file a command.

mod account;
mod activity;
mod alignment;
mod board;
mod demo;
mod init;
mod log;
mod mine;
mod opportunity;
mod person;
mod pov;
mod ps;
pub mod record;
pub mod record_new;
pub(super) mod record_step;
pub mod request;
mod rota;
mod sla;
pub(super) mod sow;
mod triage;
mod undo;
mod week;

use clap::{Parser, Subcommand};

use super::{Context, Failure, Global, Output, Program};

/// Take requests in, triage them, and see what is owed
///
/// A desk is a git repository of YAML records. `sa` changes them through commands that check every change
/// and commit it; the files can be edited by hand just as well.
#[derive(Debug, Parser)]
#[command(
    name = "sa",
    version,
    propagate_version = true,
    after_help = "\
Examples:
  sa demo                        make a desk to try things on
  sa init my-desk                make a desk of your own
  sa request new --from mail.md  take a request in as it was pasted
  sa log OPP TEXT --type Demo    log what you did
  sa mine                        see what you owe

Exit codes:
  0 fine, 1 findings or refused, 2 misuse, 3 no such record or ambiguous,
  4 git, lock or disk, 5 policy invalid, 130 interrupted"
)]
pub struct Sa {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

// Flags are made of the one command that is asked for; what is told of each here stands in the list of all.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum Command {
    /// Make a desk in a folder, or bring the schemas of one up to date
    Init(init::Init),
    /// Make a desk to try things on
    Demo(demo::Demo),
    /// The people who work at the desk
    Person(person::Arguments),
    /// The customer accounts
    Account(account::Arguments),
    /// The opportunities
    #[command(visible_alias = "opp")]
    Opportunity(opportunity::Arguments),
    /// Proofs of value: what a customer tries out, and how it ends
    Pov(pov::Arguments),
    /// Statements of work: what Professional Services will deliver, and who agrees
    Sow(sow::Arguments),
    /// Professional Services: how they are ordered for an opportunity
    Ps(ps::Arguments),
    /// What you did for opportunities: calls, demos, workshops
    Activity(activity::Arguments),
    /// Log what you did for an opportunity
    Log(Box<log::Log>),
    /// Requests for a Solutions Architect
    Request(request::Arguments),
    /// What is due when, and why
    Sla(sla::Arguments),
    /// What nobody has, where it belongs, and who could take it
    Triage(triage::Arguments),
    /// Who does triage in which week
    Rota(rota::Arguments),
    /// Show which SAs work with which account executives, and what that is worth
    Alignment(alignment::Alignment),
    /// Show the triage board
    Board(board::Board),
    /// Show what you owe, and what you could claim
    Mine(mine::Mine),
    /// Show the weekly checklist: what is done, and the command for what is not
    Week(week::Week),
    /// Take back the last change that a command committed, as a new commit
    Undo(undo::Undo),
}

impl Program for Sa {
    const NAME: &'static str = "sa";

    fn global(&self) -> &Global {
        &self.global
    }

    fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::Init(init) => init.run(context),
            Command::Demo(demo) => demo.run(context),
            Command::Person(person) => person.run(context),
            Command::Account(account) => account.run(context),
            Command::Opportunity(opportunity) => opportunity.run(context),
            Command::Pov(pov) => pov.run(context),
            Command::Sow(sow) => sow.run(context),
            Command::Ps(ps) => ps.run(context),
            Command::Activity(activity) => activity.run(context),
            Command::Log(log) => log.run(context),
            Command::Request(request) => request.run(context),
            Command::Sla(sla) => sla.run(context),
            Command::Triage(triage) => triage.run(context),
            Command::Alignment(alignment) => alignment.run(context),
            Command::Rota(rota) => rota.run(context),
            Command::Board(board) => board.run(context),
            Command::Mine(mine) => mine.run(context),
            Command::Week(week) => week.run(context),
            Command::Undo(undo) => undo.run(context),
        }
    }
}
