//! `sa sla targets`.

use clap::Args;

use crate::cli::{Context, Exit, Failure, Output};
use crate::policy::Policy;
use crate::reports::sla_targets::sla_targets;

/// Show the targets of this desk: what by when, on what, and who says so
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa sla targets")]
pub(super) struct Targets {}

impl Targets {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[])?;
        let mut output = Output::of(sla_targets(&scene.policy));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}

/// Returns the name of a target, where the desk has it.
pub(super) fn known(policy: &Policy, name: &str) -> Result<String, Failure> {
    let mut targets = policy.targets.iter();
    if targets.any(|target| target.name == name) {
        return Ok(name.to_owned());
    }
    Err(Failure::new(
        Exit::NotFound,
        format!("`{name}` is not a target of this desk"),
        "`sa sla targets` shows them",
    ))
}
