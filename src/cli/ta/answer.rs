//! `ta answer`.

use clap::Args;

use crate::changes::sow::answer;
use crate::cli::late::Late;
use crate::cli::sa::record_step::only_for;
use crate::cli::sa::sow::advance::Of;
use crate::cli::{Context, Failure, Output};
use crate::records::person::Role;

/// Answer a question on a SOW, as a Technical Architect
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  ta answer SOW-5H8J 1 \"yes, with two runners beside the old ones\""
)]
pub(super) struct Answer {
    #[command(flatten)]
    of: Of,

    /// Number of the question, from 1
    #[arg(value_name = "N")]
    number: usize,

    /// The answer; `-` reads standard input
    #[arg(value_name = "TEXT")]
    text: String,

    #[command(flatten)]
    late: Late,
}

impl Answer {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let text = match self.text.as_str() {
            "-" => context.standard_input()?,
            text => text.to_owned(),
        };
        self.of.stepped(
            context,
            Some(&self.late),
            |sow, planning| {
                let records = &planning.scene.records;
                only_for(
                    records,
                    planning.act.by,
                    &[Role::Ta],
                    "answering questions on a SOW",
                )?;
                let late = planning.breach_reason;
                Ok(answer(sow, self.number, &text, late, planning.act)?)
            },
            |sow, _, output| {
                let open: Vec<usize> = sow.open_questions().map(|(number, _)| number).collect();
                if let [first, ..] = open[..] {
                    output.next = vec![format!("ta answer {} {first} TEXT", sow.id())];
                }
                match open.len() {
                    0 => format!("question {} is answered, and none is open", self.number),
                    1 => format!("question {} is answered, and one is open", self.number),
                    count => format!("question {} is answered, and {count} are open", self.number),
                }
            },
        )
    }
}
