//! `hygiene checks`.

use clap::Args;

use crate::cli::{Context, Failure, Output};
use crate::policy::Policy;
use crate::reports::checks;

/// List the checks, each with its level
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  hygiene checks")]
pub(super) struct Checks {}

impl Checks {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        Ok(Output::of(checks::checks(&policy_here(context)?)))
    }
}

/// Returns the policy of the desk the user is in, or the default outside of one.
///
/// # Errors
/// The policy here is invalid.
pub(super) fn policy_here(context: &Context) -> Result<Policy, Failure> {
    match context.open() {
        Ok(desk) if desk.store.root().is_some() => Ok(desk.now_of(&[])?.policy),
        _ => Ok(Policy::default()),
    }
}
