//! `ta sow`: SOWs as their customers see them.

use clap::{Args, Subcommand};

use crate::cli::{Context, Failure, Output, find};
use crate::records::Sow;
use crate::records::sow::KIND;
use crate::reports::statement;

/// SOWs: the document that a customer reads and signs
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  ta sow render SOW-4T9K --format html > sow.html")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Render(Render),
}

/// Print the document of a SOW for its customer
///
/// Low, likely and high hours, how likely a risk is, questions, comments and links to our own tools stay out of it.
/// It says that it is a draft as long as an approval is missing.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  ta sow render SOW-4T9K --format html > sow.html\n  ta sow render SOW-4T9K --format markdown"
)]
struct Render {
    /// Id of the SOW, or the beginning of it
    #[arg(value_name = "SOW", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::sows))]
    id: String,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let Command::Render(render) = self.command;
        let desk = context.open()?;
        let scene = desk.now_of(&[])?;
        let sow = find::one::<Sow>(&scene.records, &KIND, &render.id)?;
        let report = statement::statement(sow, &scene.records, &scene.policy);
        let mut output = Output::of(report);
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
