//! `sa request flag`.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::advance::{self, Of};
use crate::changes::request::flag;
use crate::cli::{Context, Failure, Output};
use crate::records::request;

/// Put a flag on a request, or take it off
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa request flag REQ-4T9K expedite --note \"the board meets on Thursday\"\n  sa request flag REQ-4T9K expedite --off"
)]
pub(super) struct Flag {
    #[command(flatten)]
    of: Of,

    /// The flag
    #[arg(value_name = "FLAG", value_parser = PossibleValuesParser::new(request::Flag::ALL.iter().map(|(_, name, _)| *name)))]
    flag: String,

    /// Take it off
    #[arg(long)]
    off: bool,

    /// Why
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Flag {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let wanted = request::Flag::named(&self.flag);
        let wanted = wanted.expect("clap lets only the words of flags pass");
        let note = self.note.as_deref();
        let mut output = advance::by(context, &self.of, |request, act| {
            Ok(flag(request, wanted, !self.off, note, act)?)
        })?;
        output.next.clear();
        if !self.of.writing.dry_run {
            let on = if self.off { "taken off" } else { "put on" };
            output
                .said
                .insert(0, format!("the flag {} is {on}", self.flag));
        }
        Ok(output)
    }
}
