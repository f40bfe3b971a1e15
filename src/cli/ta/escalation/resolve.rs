//! `ta escalation resolve`.

use clap::Args;

use crate::changes::escalation::resolve;
use crate::cli::completion;
use crate::cli::sa::record::with_sheet;
use crate::cli::sa::record_step::{Which, only_for};
use crate::cli::{Context, Failure, Output, Writing};
use crate::records::Escalation;
use crate::records::escalation::KIND;
use crate::records::person::Role;

/// Say how an escalation was resolved, as the one who answers for it or as a manager
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  ta escalation resolve ESC-6K3M --note \"their proxy dropped long requests\""
)]
pub(super) struct Resolve {
    /// Its id, or the beginning of it
    #[arg(value_name = "ESC", add = clap_complete::ArgValueCompleter::new(completion::escalations))]
    id: String,

    /// How it was resolved
    #[arg(long, value_name = "TEXT")]
    note: String,

    #[command(flatten)]
    writing: Writing,
}

impl Resolve {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let which = Which {
            kind: &KIND,
            text: &self.id,
            writing: self.writing,
            late: None,
        };
        which.step::<Escalation>(
            context,
            |escalation, planning| {
                let me = planning.act.by;
                let owner = &escalation.owner;
                if owner != me {
                    let what = format!("resolving what `{owner}` answers for");
                    only_for(&planning.scene.records, me, &[Role::Manager], &what)?;
                }
                Ok(resolve(escalation, &self.note, planning.act)?)
            },
            |escalation, scene, output| {
                output.said.push(format!("{} is resolved", escalation.id()));
                with_sheet(&scene.records, &KIND, escalation.id(), output);
            },
        )
    }
}
