//! A report of one region of the desk, or of all: what the commands that show one have in common.

use clap::Args;

use super::desk::Scene;
use super::{Context, Failure, Output};
use crate::reports::Report;

/// Which region is shown.
#[derive(Debug, Args)]
pub(super) struct OfRegion {
    /// Only this region
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
}

impl OfRegion {
    /// Shows a report of the region of the desk that is meant.
    ///
    /// # Errors
    /// The desk has no such region, or cannot be read.
    pub(super) fn shown(
        &self,
        context: &Context,
        report: impl FnOnce(&Scene, Option<&str>) -> Report,
    ) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now()?;
        let region = self.region.as_deref();
        let region = region.map(|region| scene.region(region)).transpose()?;
        let mut output = Output::of(report(&scene, region.as_deref()));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
