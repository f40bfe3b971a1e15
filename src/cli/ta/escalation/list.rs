//! `ta escalation list`.

use clap::Args;

use crate::cli::{Context, Failure, Output};
use crate::reports::escalations::{Wanted, escalations};

/// List open escalations, the worst and oldest first
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  ta escalation list --mine")]
pub(super) struct List {
    /// The resolved ones too
    #[arg(long)]
    all: bool,

    /// Only yours
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
            all: self.all,
        };
        let mut output = Output::of(escalations(&scene.records, &wanted));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
