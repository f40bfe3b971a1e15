//! `sa pov approve`.

use clap::Args;

use super::advance::Of;
use crate::changes::pov::approve;
use crate::cli::sa::record_step::only_for;
use crate::cli::{Context, Failure, Output};
use crate::records::person::Role;

/// Give your word that a POV may begin, as an area sales manager or a manager of the SAs
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  sa pov approve POV-2M7X --note \"agreed with Dana, criteria are clear\""
)]
pub(super) struct Approve {
    #[command(flatten)]
    of: Of,

    /// What to remember about it
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Approve {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.of.by(
            context,
            |pov, planning| {
                let roles = [Role::Manager, Role::Asm];
                let records = &planning.scene.records;
                only_for(records, planning.act.by, &roles, "approving a POV")?;
                Ok(approve(pov, self.note.as_deref(), planning.act)?)
            },
            |pov| {
                let last = pov.approvals.last();
                last.map_or(String::new(), |last| format!("{} approves it", last.by))
            },
        )
    }
}
