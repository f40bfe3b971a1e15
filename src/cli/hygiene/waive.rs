//! `hygiene waive`.

use clap::Args;

use crate::calendar::Date;
use crate::changes::waiver::{Wish, waive};
use crate::cli::change::change;
use crate::cli::sa::record::with_sheet;
use crate::cli::{Context, Exit, Failure, Output, Writing};
use crate::records::waiver;

/// Set a check aside for a record, as a manager, with a reason and an end
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  hygiene waive missing-field REQ-4T9K2M7X --reason \"the plan comes on Monday\" --until 2026-12-04"
)]
pub(super) struct Waive {
    /// Name of the check
    #[arg(value_name = "CHECK")]
    check: String,

    /// Id of the record
    #[arg(value_name = "RECORD")]
    record: String,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,

    /// The last day it holds
    #[arg(long, value_name = "DATE")]
    until: String,

    #[command(flatten)]
    writing: Writing,
}

impl Waive {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let until: Date = self
            .until
            .parse()
            .map_err(|why: String| Failure::new(Exit::Misuse, why, "write `--until 2026-12-04`"))?;
        let desk = context.open()?;
        let id = context.new_id("WVR", &desk.now_of(&[])?.records)?;
        let changed = change(context, &desk, self.writing, |scenery| {
            let (me, at) = scenery.actor()?;
            let records = &scenery.scene.records;
            let Some(record) = records
                .files_named(&self.record)
                .first()
                .map(|file| file.id.to_string())
            else {
                return Err(Failure::new(
                    Exit::NotFound,
                    format!("there is no record `{}`", self.record),
                    "write its whole id, as REQ-4T9K2M7X, or its short name",
                ));
            };
            let wish = Wish {
                check: &self.check,
                record: &record,
                reason: &self.reason,
                until,
                approved_by: &me,
            };
            Ok(waive(&id, at.date(), &wish)?)
        })?;
        let mut output = changed.output;
        if changed.written {
            output.said.insert(
                0,
                format!(
                    "{} is set aside for {} until {until} ({id})",
                    self.check, self.record
                ),
            );
        }
        with_sheet(
            &desk.now_of(&[])?.records,
            &waiver::KIND,
            id.as_str(),
            &mut output,
        );
        Ok(output)
    }
}
