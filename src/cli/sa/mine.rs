//! `sa mine`: what the person at the keyboard has to do next.

use clap::Args;

use crate::checks::judged::Kept;
use crate::cli::{Context, Failure, Output};
use crate::records;
use crate::reports::hygiene::{Standing, Wanted};
use crate::reports::mine;

/// Show what you owe, and what you could claim
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa mine")]
pub(super) struct Mine {}

impl Mine {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[&records::request::KIND, &records::opportunity::KIND])?;
        let me = scene.person(&desk.identity()?)?;
        let wanted = Wanted {
            sa: Some(me.id().into()),
            ..Wanted::default()
        };
        let (records, policy, now) = (&scene.records, &scene.policy, context.now);
        let kept = Kept::like(records, policy, now);
        let standing =
            Standing::of(records, policy, now, &[], &kept, wanted.extent()).within(&wanted);
        let mut output = Output::of(mine::mine(&standing, me));
        output.said.extend(desk.recovered);
        Ok(output)
    }
}
