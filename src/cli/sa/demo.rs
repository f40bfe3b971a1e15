//! stub
use crate::cli::{Context, Failure, Output};
use clap::Args;
/// x
#[derive(Debug, Args)]
pub(super) struct Demo {}
impl Demo {
    pub(super) fn run(self, _: &Context) -> Result<Output, Failure> {
        Ok(Output::default())
    }
}
