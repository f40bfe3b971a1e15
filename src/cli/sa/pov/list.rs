//! `sa pov list`.

use clap::Args;

use crate::cli::{Context, Failure, Output};
use crate::reports::povs::{self, Wanted};

/// List POVs, by month
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa pov list --open --mine")]
pub(super) struct List {
    /// Leave out what is closed
    #[arg(long)]
    open: bool,

    /// Only yours: as SA, as account executive, or as Customer Success Manager
    #[arg(long)]
    mine: bool,
}

impl List {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[])?;
        let whose = match self.mine {
            true => Some(scene.person(&desk.identity()?)?.id().to_owned()),
            false => None,
        };
        let wanted = Wanted {
            whose,
            open: self.open,
        };
        let mut output = Output::of(povs::povs(&scene.records, &wanted));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
