//! `sa sow edit`.

use clap::Args;

use crate::changes::Act;
use crate::changes::sow::{Voided, amended};
use crate::cli::change::Scenery;
use crate::cli::sa::record;
use crate::cli::{Context, Failure, Output};
use crate::lifecycle::all_of;
use crate::records::sow::KIND;
use crate::records::{File, Sow};
use crate::source::FileChange;

/// Change what a SOW says; where that was approved, a new review is asked for
#[derive(Debug, Args)]
#[group(skip)]
#[command(
    mut_arg("id", |id| id.add(clap_complete::ArgValueCompleter::new(crate::cli::completion::sows))),
    after_help = "Example:\n  sa sow edit SOW-5H8J --edit\n  sa sow edit SOW-5H8J --set scoping_issue=https://issues.example.com/42"
)]
pub(super) struct Edit {
    #[command(flatten)]
    edit: record::Edit,
}

impl Edit {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        self.edit.run_amended(context, &KIND, with_review)
    }
}

fn with_review(
    file: &File,
    edited: FileChange,
    scenery: &Scenery<'_>,
) -> Result<record::Amended, Failure> {
    let Some(sow) = file.as_one::<Sow>() else {
        return Ok((edited, None));
    };
    let (me, at) = scenery.actor()?;
    let act = Act { by: &me, at };
    let (edited, voided) = amended(sow, &scenery.scene.records, edited, act)?;
    Ok((edited, voided.as_ref().map(sentence)))
}

fn sentence(voided: &Voided) -> String {
    let Voided { by, parts } = voided;
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    format!(
        "the approval of {by} is void, as {} changed; a new review is asked for",
        all_of(&parts)
    )
}
