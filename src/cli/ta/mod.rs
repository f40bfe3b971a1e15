//! `ta`: what Technical Architects do.

mod loe;
mod queue;
mod review;
mod sow;

use clap::{Args, Parser, Subcommand};

use super::sa::request::{Comment, List, Show};
use super::{Context, Failure, Global, Output, Program};
use crate::records::request::Flag;

/// See the requests that concern services and answer them, and weigh what SOWs promise
///
/// A Technical Architect helps with requests that carry the flag `services-request`, and with SOWs.
#[derive(Debug, Parser)]
#[command(
    name = "ta",
    version,
    propagate_version = true,
    after_help = "\
Examples:
  ta request list --open
  ta request show REQ-4T9K
  ta request comment REQ-4T9K \"two days for the migration, if the runners are there\"
  ta loe SOW-4T9K
  ta sow render SOW-4T9K --format html"
)]
pub struct Ta {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Queue(queue::Queue),
    Review(Box<review::Review>),
    Request(Arguments),
    Sow(sow::Arguments),
    Loe(loe::Loe),
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
            Command::Request(request) => request.run(context),
            Command::Sow(sow) => sow.run(context),
            Command::Loe(loe) => loe.run(context),
        }
    }
}

impl Arguments {
    fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            RequestCommand::List(list) => list.flagged(context, Some(Flag::ServicesRequest)),
            RequestCommand::Show(show) => show.run(context),
            RequestCommand::Comment(comment) => comment.run(context),
        }
    }
}
