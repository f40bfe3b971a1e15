//! Finds waivers that nobody with the role of a manager approved.

use super::verdict::NEVER_WAIVED;
use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::{Records, Waiver, person};

pub(super) static CHECK: Check = Check {
    name: "waiver-without-manager",
    level: Level::Error,
    summary: "a waiver that no manager approved, or of a check that cannot be waived",
    docs: r#"## What it finds
A waiver whose `approved_by` is not a person with the role `manager`, and a waiver of a check that guards
waivers or readability. Neither sets anything aside.

## Why it matters
Who may set a rule aside is what makes it a rule.

## What to do
Ask a manager to write the waiver: `hygiene waive CHECK RECORD --reason TEXT --until DATE`.

## Example
```yaml
#- waivers/WVR-5A7C9E1G.yaml
check: missing-field
record: OPP-2M4N6P8Q
reason: The customer sends the text next week
until: 2026-12-30
approved_by: sam
#            ^^^ error: `sam` is no manager
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for waiver in review.each::<Waiver>() {
        let known = review.after.has(&person::KIND, waiver.approved_by.as_str());
        if known && !is_manager(review.after, waiver.value()) {
            findings.push(review.finding(
                &CHECK,
                waiver.file,
                "approved_by",
                format!("`{}` is no manager", waiver.approved_by),
                format!(
                    "ask a manager: `hygiene waive {} {} --reason TEXT --until DATE`",
                    waiver.check, waiver.record
                ),
            ));
        }
        if NEVER_WAIVED.contains(&waiver.check.as_str()) {
            findings.push(review.finding(
                &CHECK,
                waiver.file,
                "check",
                format!("{} cannot be waived", waiver.check),
                format!("mend the record and `git rm {}`", waiver.file.path()),
            ));
        }
    }
}

/// Returns whether the person who approved a waiver has the role `manager`.
pub(super) fn is_manager(records: &Records, waiver: &Waiver) -> bool {
    person::has_role(records, waiver.approved_by.as_str(), person::Role::Manager)
}
