//! `sa request edit`.

use clap::Args;

use super::typed::Typist;
use crate::cli::sa::record;
use crate::cli::{Context, Failure, Output};
use crate::records::request::KIND;

/// Change what a request says
#[derive(Debug, Args)]
#[group(skip)]
#[command(after_help = "\
Example:
  sa request edit REQ-4T9K --set hosting=Self-Managed --set meeting.goal=\"agree the criteria\"
  sa request edit REQ-4T9K --edit")]
pub(super) struct Edit {
    #[command(flatten)]
    edit: record::Edit,
}

impl Edit {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let mut edit = self.edit;
        let mut understood = Vec::new();
        if !edit.settings.is_empty() {
            let desk = context.open()?;
            let scene = desk.now_of(&[])?;
            let me = desk.identity().and_then(|identity| scene.person(&identity));
            // Who may change it is told by the gate.
            let typist = Typist {
                scene: &scene,
                me: me.as_ref().map_or("", |me| me.id()),
                now: context.now,
            };
            for setting in &mut edit.settings {
                understood.extend(typist.take(setting)?);
            }
        }
        let mut output = edit.run(context, &KIND)?;
        output.said.extend(understood);
        Ok(output)
    }
}
