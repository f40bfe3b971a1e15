//! `sa activity`: what SAs did for opportunities. One file a command; logging in one line is `sa log`.

mod from_notes;
mod list;
pub(super) mod logging;
mod notes_template;

use clap::{Args, Subcommand};

use super::log::{Log, after_help};
use super::record::{Edit, Show};
use crate::cli::{Context, Failure, Output};
use crate::records::activity::KIND;

/// What you did for opportunities: calls, demos, workshops
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  sa activity log OPP-4T9K \"showed merge trains; they want a trial\" --type Demo
  sa activity list --mine --since monday")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(after_help = after_help("sa activity log"))]
    Log(Box<Log>),
    List(list::List),
    #[command(after_help = "Example:\n  sa activity show ACT-4T9K")]
    Show(Show),
    #[command(
        after_help = "Example:\n  sa activity edit ACT-4T9K --set sentiment=Positive --set contact=\"Lars Holm\""
    )]
    Edit(Edit),
    FromNotes(from_notes::FromNotes),
    NotesTemplate(notes_template::NotesTemplate),
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::Log(log) => log.run(context),
            Command::List(list) => list.run(context),
            Command::Show(show) => show.run(context, &KIND),
            Command::Edit(edit) => edit.run(context, &KIND),
            Command::FromNotes(notes) => notes.run(context),
            Command::NotesTemplate(template) => template.run(),
        }
    }
}
