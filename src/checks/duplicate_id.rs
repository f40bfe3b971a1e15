//! Finds ids that two files share.

use std::collections::BTreeSet;

use super::review::Scope;
use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};

pub(super) static CHECK: Check = Check {
    name: "duplicate-id",
    level: Level::Error,
    summary: "two files with one id",
    docs: r#"## What it finds
Two files of one kind with the same id: in two folders, or in spellings that differ in case or in `O` and `0`,
`I`, `L` and `1`.

## Why it matters
Every reference to the id would mean both records. A merge brings this about without a conflict when a file
was moved on one side and copied on the other.

## What to do
Keep the file that is right and remove the other, or give one a new id: `sa request new` makes one.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Northwind platform
account: northwind-freight
owner: dana
history: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]
#- opportunities/old/OPP-2M4N6P8Q.yaml
name: Northwind platform
# ^^ error: the id `OPP-2M4N6P8Q` is also that of opportunities/OPP-2M4N6P8Q.yaml
account: northwind-freight
owner: dana
history: [{at: 2026-10-01T09:00:00Z, by: dana, to: 1-Discovery}]
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let mut told = BTreeSet::new();
    for file in review.subjects() {
        let paths = review.after.paths(file.kind, &file.id);
        let Some((first, others)) = paths.split_first().filter(|(_, others)| !others.is_empty())
        else {
            continue;
        };
        for path in others {
            // Told once, at the later path, whichever of the two the change touches.
            let is_elsewhere = matches!(review.scope, Scope::Part(_)) && *path != file.path();
            if let Some(other) = review
                .after
                .at(path)
                .filter(|_| !is_elsewhere && told.insert(path.to_string()))
            {
                findings.push(review.finding(
                    &CHECK,
                    other,
                    "",
                    format!("the id `{}` is also that of {first}", file.id),
                    format!("keep one and remove the other: `git rm {path}` or `git rm {first}`"),
                ));
            }
        }
    }
}
