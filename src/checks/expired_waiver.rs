//! Finds waivers past their last day.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::Waiver;

pub(super) static CHECK: Check = Check {
    name: "expired-waiver",
    level: Level::Warning,
    summary: "a waiver past its last day",
    docs: r#"## What it finds
A waiver whose `until` is before today. It sets nothing aside any more.

## Why it matters
A waiver is a debt with a date. When the date has passed, either the record is in order or the manager
has to decide again.

## What to do
Bring the record in order and remove the waiver (`git rm`), or have a manager write a new one:
`hygiene waive CHECK RECORD --reason TEXT --until DATE`.

## Example
```yaml
#- waivers/WVR-5A7C9E1G.yaml
check: not-a-sentence
record: OPP-2M4N6P8Q
reason: The customer sends the text next week
until: 2026-10-30
#      ^^^^^^^^^^ warning: ended 2026-10-30
approved_by: maria
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for waiver in review.each::<Waiver>() {
        if waiver.until < review.today() {
            findings.push(review.finding(
                &CHECK,
                waiver.file,
                "until",
                format!("ended {}", waiver.until),
                format!(
                    "bring {} in order and `git rm {}`, or have a manager decide again: `hygiene waive {} {} --reason TEXT --until DATE`",
                    waiver.record,
                    waiver.file.path(),
                    waiver.check,
                    waiver.record
                ),
            ));
        }
    }
}
