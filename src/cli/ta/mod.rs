//! `ta`: what Technical Architects do. One file a command; those on requests are `sa`'s.

mod answer;
mod ask;
mod call;
mod escalation;
mod loe;
mod queue;
mod reassign;
mod review;
mod sow;
mod team;

use clap::{Args, Parser, Subcommand};

use super::sa::request::{Comment, List, Show};
use super::{Context, Failure, Global, Output, Program};
use crate::records::request::Flag;

/// Review SOWs, help to scope them, resolve what is escalated
///
/// A Technical Architect helps with SOWs, and with requests that carry the flag `services-request`.
#[derive(Debug, Parser)]
#[command(
    name = "ta",
    version,
    propagate_version = true,
    after_help = "\
Examples:
  ta queue --mine                                 see what waits for you
  ta review SOW-5H8J                              look at a SOW, and give a verdict
  ta answer SOW-5H8J 1 \"yes, with two runners\"   answer a question on it
  ta loe SOW-5H8J                                 weigh its hours and its price
  ta sow render SOW-5H8J --format html            write the document that a customer signs
  ta request list --open                          see requests that concern services"
)]
pub struct Ta {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

// Flags are made of the one command that is asked for; what is told of each here stands in the list of all.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum Command {
    /// What Technical Architects owe: reviews and answers, the most urgent first
    Queue(queue::Queue),
    /// Review a SOW: look at it, answer the checklist, and approve it or ask for changes
    Review(Box<review::Review>),
    /// Ask the Technical Architects a question on a SOW
    Ask(ask::Ask),
    /// Answer a question on a SOW, as a Technical Architect
    Answer(answer::Answer),
    /// Ask for a scoping call with the Technical Architect of a SOW
    Call(call::Call),
    /// Give the review of a SOW to a Technical Architect; without one, show who fits
    Reassign(reassign::Reassign),
    /// Show the level of effort of a SOW: every effort, its mean and spread, the risks, the price
    Loe(loe::Loe),
    /// SOWs: the document that a customer reads and signs
    Sow(sow::Arguments),
    /// List the Technical Architects, with what they know and what waits for them
    Team(team::Team),
    /// Critical issues that Technical Architects resolve
    Escalation(escalation::Arguments),
    /// Requests with the flag `services-request`
    Request(Arguments),
}

/// Requests with the flag `services-request`
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  ta request list --open")]
struct Arguments {
    #[command(subcommand)]
    command: RequestCommand,
}

#[derive(Debug, Subcommand)]
enum RequestCommand {
    #[command(after_help = "Example:\n  ta request list --open --region EMEA")]
    List(List),
    #[command(after_help = "Example:\n  ta request show REQ-4T9K")]
    Show(Show),
    #[command(
        after_help = "Example:\n  ta request comment REQ-4T9K \"two days, if the runners are there\""
    )]
    Comment(Comment),
}

impl Program for Ta {
    const NAME: &'static str = "ta";

    fn global(&self) -> &Global {
        &self.global
    }

    fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::Queue(queue) => queue.run(context),
            Command::Review(review) => review.run(context),
            Command::Ask(ask) => ask.run(context),
            Command::Answer(answer) => answer.run(context),
            Command::Call(call) => call.run(context),
            Command::Reassign(reassign) => reassign.run(context),
            Command::Loe(loe) => loe.run(context),
            Command::Sow(sow) => sow.run(context),
            Command::Team(team) => team.run(context),
            Command::Escalation(escalation) => escalation.run(context),
            Command::Request(request) => match request.command {
                RequestCommand::List(list) => list.flagged(context, Some(Flag::ServicesRequest)),
                RequestCommand::Show(show) => show.run(context),
                RequestCommand::Comment(comment) => comment.run(context),
            },
        }
    }
}
