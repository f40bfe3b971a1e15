//! `ta ask`.

use clap::Args;

use crate::changes::sow::ask;
use crate::cli::sa::sow::advance::Of;
use crate::cli::{Context, Failure, Output};
use crate::policy::sla::Subject;
use crate::sla::Clocks;

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
                let clocks = Clocks::new(&scene.records, &scene.policy, context.now).of(sow.file);
                let mut own = clocks.into_iter().filter(|clock| {
                    clock.subject == Subject::Question && clock.number == Some(number)
                });
                match own.next().and_then(|clock| clock.due) {
                    Some(due) => {
                        format!("question {number} is asked, and due on {}", due.announced())
                    }
                    None => format!("question {number} is asked"),
                }
            },
        )
    }
}
