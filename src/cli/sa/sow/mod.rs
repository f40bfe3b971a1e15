//! `sa sow`: statements of work, from the first draft to the signature. One file a command.

pub(in crate::cli) mod advance;
mod comment;
mod edit;
mod list;
pub(in crate::cli::sa) mod new;
mod show;
mod submit;
mod to_state;

use clap::{Args, Subcommand};

use crate::cli::{Context, Failure, Output};

/// Statements of work: what Professional Services will deliver, and who agrees
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  sa sow new OPP-4T9K --em emma --rdm rosa --service scm-migration
  sa sow edit SOW-5H8J --edit
  sa sow move SOW-5H8J strawman-wip
  sa sow submit SOW-5H8J --ta tariq
  sa sow list --open --mine")]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(Box<new::New>),
    List(list::List),
    Show(show::Show),
    Edit(edit::Edit),
    Move(to_state::Move),
    Submit(submit::Submit),
    Comment(comment::Comment),
}

impl Arguments {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::New(new) => new.run(context),
            Command::List(list) => list.run(context),
            Command::Show(show) => show.run(context),
            Command::Edit(edit) => edit.run(context),
            Command::Move(to_state) => to_state.run(context),
            Command::Submit(submit) => submit.run(context),
            Command::Comment(comment) => comment.run(context),
        }
    }
}
