//! `sa request resume`.

use clap::Args;

use super::advance::Moving;
use crate::changes::request::{Step, advance as step_to, resumed};
use crate::cli::{Context, Failure, Output};

/// Say that what was awaited has come; the request goes back to where it was
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa request resume REQ-4T9K")]
pub(super) struct Resume {
    #[command(flatten)]
    moving: Moving,

    /// What to remember about this step
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Resume {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let step = Step {
            note: self.note,
            ..Step::default()
        };
        self.moving.by(context, step, |request, step, act| {
            let to = resumed(request)?;
            Ok(step_to(request, to, step, &[], act)?)
        })
    }
}
