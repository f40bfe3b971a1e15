//! `sa activity notes-template`.

use clap::Args;

use crate::changes::notes::template::TEMPLATE;
use crate::cli::{Failure, Output};

/// Print the form that notes of a meeting are written in
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa activity notes-template > notes.md\n  sa activity from-notes notes.md"
)]
pub(super) struct NotesTemplate {}

impl NotesTemplate {
    pub(super) fn run(self) -> Result<Output, Failure> {
        Ok(Output {
            text: Some(TEMPLATE.into()),
            ..Output::default()
        })
    }
}
