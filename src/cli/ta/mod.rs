//! `ta`: what Technical Architects do.

mod queue;
mod review;

use clap::{Args, Parser, Subcommand};

use super::sa::request::{Comment, List, Show};
use super::{Context, Failure, Global, Output, Program};
use crate::records::request::Flag;

/// See the requests that concern services, and answer them
///
/// A Technical Architect helps with requests that carry the flag `services-request`.
#[derive(Debug, Parser)]
#[command(
    name = "ta",
    version,
    propagate_version = true,
    after_help = "\
Examples:
  ta request list --open
  ta request show REQ-4T9K
  ta request comment REQ-4T9K \"two days for the migration, if the runners are there\""
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
        let request = match self.command {
            Command::Queue(queue) => return queue.run(context),
            Command::Review(review) => return review.run(context),
            Command::Request(request) => request,
        };
        match request.command {
            RequestCommand::List(list) => list.flagged(context, Some(Flag::ServicesRequest)),
            RequestCommand::Show(show) => show.run(context),
            RequestCommand::Comment(comment) => comment.run(context),
        }
    }
}
