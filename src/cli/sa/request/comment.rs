//! `sa request comment`.

use clap::Args;

use super::advance::{self, Of};
use crate::changes::request::comment;
use crate::cli::{Context, Failure, Output};

/// Say something on a request; comments are never changed after
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa request comment REQ-4T9K \"sent the sizing sheet\"")]
pub struct Comment {
    #[command(flatten)]
    of: Of,

    /// What to say; `-` reads standard input
    #[arg(value_name = "TEXT")]
    text: String,
}

impl Comment {
    /// Adds the comment.
    ///
    /// # Errors
    /// The change was refused.
    pub fn run(self, context: &Context) -> Result<Output, Failure> {
        let text = match self.text.as_str() {
            "-" => context.standard_input()?,
            text => text.to_owned(),
        };
        let mut output = advance::by(context, &self.of, |request, act| {
            Ok(comment(request, &text, act)?)
        })?;
        output.next.clear();
        if !self.of.writing.dry_run {
            output.said.insert(0, "the comment is made".into());
        }
        Ok(output)
    }
}
