//! `sa week`: the weekly checklist of one SA.

use clap::Args;

use crate::checks::judged::Kept;
use crate::cli::{Context, Failure, Output, find};
use crate::records::{Person, person};
use crate::reports::hygiene::{Standing, Wanted};
use crate::reports::week::week;

/// Show the weekly checklist: what is done, and the command for what is not
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa week\n  sa week --sa kim")]
pub(super) struct Week {
    /// Whose; yours, when left out
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    sa: Option<String>,
}

impl Week {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now()?;
        let me = match &self.sa {
            Some(text) => find::one::<Person>(&scene.records, &person::KIND, text)?,
            None => scene.person(&desk.identity()?)?,
        };
        let wanted = Wanted {
            sa: Some(me.id().into()),
            ..Wanted::default()
        };
        let (records, policy, now) = (&scene.records, &scene.policy, context.now);
        let kept = Kept::like(records, policy, now);
        let standing =
            Standing::of(records, policy, now, &[], &kept, wanted.extent()).within(&wanted);
        let mut output = Output::of(week(&standing, me));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
