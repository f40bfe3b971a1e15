//! `sa request`: requests for a Solutions Architect, from taking one in to its end. One file a command.

mod advance;
mod claim;
mod close;
mod comment;
mod decline;
mod edit;
mod flag;
mod follow_up;
mod handoff;
mod list;
mod new;
mod ready;
mod reopen;
mod resume;
mod show;
mod start;
mod to_state;
mod typed;
mod wait;

use clap::{Args, Subcommand};

use crate::cli::{Context, Failure, Output};

pub use comment::Comment;
pub use list::List;
pub use show::Show;

/// Requests for a Solutions Architect
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  sa request new --from mail.md
  sa request claim REQ-4T9K
  sa request start REQ-4T9K
  sa request close REQ-4T9K --ack sa --ack customer --ack sales")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(Box<new::New>),
    List(List),
    Show(Show),
    Edit(edit::Edit),
    Claim(claim::Claim),
    Ready(ready::Ready),
    Start(start::Start),
    Wait(wait::Wait),
    Resume(resume::Resume),
    FollowUp(follow_up::FollowUp),
    Close(close::Close),
    Decline(decline::Decline),
    Reopen(reopen::Reopen),
    Comment(Comment),
    Flag(flag::Flag),
    Handoff(handoff::Handoff),
    Move(to_state::Move),
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::New(new) => new.run(context),
            Command::List(list) => list.run(context),
            Command::Show(show) => show.run(context),
            Command::Edit(edit) => edit.run(context),
            Command::Claim(claim) => claim.run(context),
            Command::Ready(ready) => ready.run(context),
            Command::Start(start) => start.run(context),
            Command::Wait(wait) => wait.run(context),
            Command::Resume(resume) => resume.run(context),
            Command::FollowUp(follow_up) => follow_up.run(context),
            Command::Close(close) => close.run(context),
            Command::Decline(decline) => decline.run(context),
            Command::Reopen(reopen) => reopen.run(context),
            Command::Comment(comment) => comment.run(context),
            Command::Handoff(handoff) => handoff.run(context),
            Command::Flag(flag) => flag.run(context),
            Command::Move(step) => step.run(context),
        }
    }
}
