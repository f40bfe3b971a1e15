//! Finds waivers that set nothing aside. What they would have set aside is known only when all
//! other checks have run, so `verdict` asks this check last.

use std::collections::BTreeSet;

use super::review::Scope;
use super::verdict::is_whole;
use super::{Check, Review, Sees, named};
use crate::finding::{Finding, Level};
use crate::records::{One, Waiver, waiver};

pub(super) static CHECK: Check = Check {
    name: "unused-waiver",
    level: Level::Warning,
    summary: "a waiver that sets nothing aside",
    docs: r#"## What it finds
A waiver in force whose check finds nothing on its record, and one that names a check that does not exist.

## Why it matters
A waiver left lying covers the next mistake too, which nobody approved.

## What to do
Remove it: `git rm waivers/ID.yaml`. A misspelt check name is corrected by the manager who approved it.

## Example
```yaml
#- waivers/WVR-5A7C9E1G.yaml
check: unknown-reference
#      ^^^^^^^^^^^^^^^^^ warning: unknown-reference finds nothing on OPP-2M4N6P8Q
record: OPP-2M4N6P8Q
reason: The account record comes with the import
until: 2026-12-30
approved_by: maria
```
"#,
    sees: Sees::Result,
    applies: None,
    run: |_, _| {},
};

/// Returns a finding for every waiver in force among the subjects that `used` does not hold.
pub(super) fn unused(review: &Review<'_>, used: &BTreeSet<String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let waivers: Vec<One<'_, Waiver>> = match review.scope {
        Scope::Rest => review.after.all(&waiver::KIND).collect(),
        _ => review.each().collect(),
    };
    for waiver in waivers {
        if waiver.until < review.today() || used.contains(waiver.id()) {
            continue;
        }
        let seen = is_whole(review)
            || review
                .after
                .files_named(&waiver.record)
                .iter()
                .all(|about| {
                    review
                        .subjects()
                        .iter()
                        .any(|subject| subject.path() == about.path())
                });
        let message = match named(&waiver.check) {
            None => format!("there is no check `{}`", waiver.check),
            Some(_) if seen => format!("{} finds nothing on {}", waiver.check, waiver.record),
            Some(_) => continue,
        };
        let help = format!(
            "remove it: `git rm {}`; `hygiene checks` lists the checks",
            waiver.file.path()
        );
        findings.push(review.finding(&CHECK, waiver.file, "check", message, help));
    }
    findings
}
