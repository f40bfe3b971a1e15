//! `ta queue`.

use clap::Args;

use crate::cli::{Context, Failure, Output};
use crate::reports::ta_queue::{Wanted, ta_queue};

/// What Technical Architects owe: reviews and answers, the most urgent first
///
/// Time left is counted on weekdays, Monday to Friday, by the clock of who is assigned; `sows.review_weekdays` of the
/// policy says how much there is.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  ta queue --mine")]
pub(super) struct Queue {
    /// Only what you owe
    #[arg(long)]
    mine: bool,
}

impl Queue {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[])?;
        let whose = match self.mine {
            true => Some(scene.person(&desk.identity()?)?.id().to_owned()),
            false => None,
        };
        let wanted = Wanted {
            whose,
            now: context.now,
        };
        let mut output = Output::of(ta_queue(&scene.records, &scene.policy, &wanted));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
