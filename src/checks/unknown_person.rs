//! Finds keys that name a person who is not in `people/`.

use super::known::Dangling;
use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::person;

pub(super) static CHECK: Check = Check {
    name: "unknown-person",
    level: Level::Error,
    summary: "an owner, requester or manager who is not in people/",
    docs: r#"## What it finds
An owner, requester, primary SA, secondary SA, manager or approver whose handle has no file in `people/`.

## Why it matters
Lists and duties go by person. Work that belongs to a misspelt handle belongs to nobody.

## What to do
Correct the handle, or add the person: `sa person new --handle kim --name "Kim Berg" --email kim@example.com --role sa`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Northwind platform
account: northwind-freight
owner: dnaa
#      ^^^^ error: there is no person `dnaa`
history: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let dangling = review.dangling().iter();
    for Dangling { file, reference } in
        dangling.filter(|found| *found.reference.kind == person::KIND)
    {
        findings.push(review.finding(
            &CHECK,
            file,
            &reference.path,
            format!("there is no person `{}`", reference.id),
            offer(review, &reference.id),
        ));
    }
}

/// Returns what to do about a handle that nobody has.
pub(super) fn offer(review: &Review<'_>, handle: &str) -> String {
    let nearest = review
        .after
        .ids(&person::KIND)
        .map(|id| (strsim::damerau_levenshtein(id, handle), id))
        .min()
        .filter(|(distance, id)| *distance <= 1 + id.len() / 4);
    match nearest {
        Some((_, id)) => format!("did you mean `{id}`? `sa person list` shows all"),
        None => format!(
            "add them with `sa person new --handle {handle}`, or choose one from `sa person list`"
        ),
    }
}
