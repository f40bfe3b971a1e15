//! `sa request claim`.

use clap::Args;

use super::advance::Moving;
use crate::changes::request::{Step, claim};
use crate::cli::{Context, Failure, Output, find};
use crate::records::Handle;

/// Take a request on, or give it to another SA
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa request claim REQ-4T9K\n  sa request claim REQ-4T9K --owner kim"
)]
pub(super) struct Claim {
    #[command(flatten)]
    moving: Moving,

    /// Who takes it on; you, when left out
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    owner: Option<String>,

    /// What to remember about this step; for an event why they are the one
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Claim {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let wanted = match &self.owner {
            None => None,
            Some(text) => {
                let scene = context.open()?.now_of(&[])?;
                let handle = find::handle(&scene.records, text)?;
                Some(handle.parse::<Handle>().expect("a person's id is a handle"))
            }
        };
        let step = Step {
            note: self.note,
            ..Step::default()
        };
        self.moving.by(context, step, |request, step, act| {
            let owner = wanted.as_ref().unwrap_or(act.by);
            Ok(claim(request, owner, step, act)?)
        })
    }
}
