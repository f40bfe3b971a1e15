//! `sa sow comment`.

use clap::Args;

use super::advance::Of;
use crate::changes::sow::comment;
use crate::cli::{Context, Failure, Output};

/// Say something on a SOW; comments are never changed after
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa sow comment SOW-5H8J \"they freeze changes in December\"")]
pub(super) struct Comment {
    #[command(flatten)]
    of: Of,

    /// What to say; `-` reads standard input
    #[arg(value_name = "TEXT")]
    text: String,
}

impl Comment {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let text = match self.text.as_str() {
            "-" => context.standard_input()?,
            text => text.to_owned(),
        };
        self.of.by(
            context,
            |sow, planning| Ok(comment(sow, &text, planning.act)?),
            |_, _, output| {
                output.next.clear();
                "the comment is made".into()
            },
        )
    }
}
