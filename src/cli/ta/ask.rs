//! `ta ask`.

use clap::Args;

use crate::changes::sow::ask;
use crate::cli::sa::sow::advance::Of;
use crate::cli::{Context, Failure, Output};

/// Ask the Technical Architects a question on a SOW
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  ta ask SOW-5H8J \"can 40 repositories above 5 GB be moved over a weekend?\""
)]
pub(super) struct Ask {
    #[command(flatten)]
    of: Of,

    /// The question; `-` reads standard input
    #[arg(value_name = "TEXT")]
    text: String,
}

impl Ask {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let text = match self.text.as_str() {
            "-" => context.standard_input()?,
            text => text.to_owned(),
        };
        self.of.by(
            context,
            |sow, planning| Ok(ask(sow, &text, planning.act)?),
            |sow, scene, output| {
                let number = sow.questions.len();
                output.next = vec![format!("ta answer {} {number} TEXT", sow.id())];
                let weekdays = scene.policy.thresholds.sow_review_weekdays;
                let asked = sow.questions.last().map(|last| last.at.date());
                let due = asked.map(|day| day.plus_weekdays(weekdays).spoken());
                format!(
                    "question {number} is asked, and due on {}",
                    due.unwrap_or_default()
                )
            },
        )
    }
}
