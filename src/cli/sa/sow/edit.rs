//! `sa sow edit`.

use clap::Args;

use super::new::taking_in::given;
use crate::changes::sow::{Voided, amended, replaced};
use crate::changes::{Act, Plan};
use crate::cli::change::Scenery;
use crate::cli::sa::record;
use crate::cli::sa::record_step::Which;
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
    after_help = "Example:\n  sa sow edit SOW-5H8J --edit\n  sa sow edit SOW-5H8J --set scoping_issue=https://issues.example.com/42\n  sa sow edit SOW-5H8J --from deliverables.yaml"
)]
pub(super) struct Edit {
    #[command(flatten)]
    edit: record::Edit,

    /// Take the keys of a YAML file in place of those that are there; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["settings", "edit"])]
    from: Option<String>,
}

impl Edit {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let Some(file) = self.from else {
            return self.edit.run_amended(context, &KIND, with_review);
        };
        let text = given(context, &file)?;
        let which = Which {
            kind: &KIND,
            text: &self.edit.id,
            writing: self.edit.writing,
            late: None,
        };
        let mut voided = None;
        let mut output = which.step::<Sow>(
            context,
            |sow, planning| {
                let edited = replaced(sow, &text)?;
                let (edited, news) = amended(sow, &planning.scene.records, edited, planning.act)?;
                voided = news.as_ref().map(sentence);
                Ok(Plan {
                    files: vec![edited],
                    subject: format!("sows: edit {}", sow.id()),
                })
            },
            |sow, _, output| {
                output.said.push(format!("sow {} is changed", sow.id()));
                let mut sheet = crate::reports::record::sheet(sow.file);
                sheet.parts.clear();
                output.report = Some(sheet);
            },
        )?;
        output.said.extend(voided);
        Ok(output)
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
