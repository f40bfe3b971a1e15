//! Finds files that are meant as records and cannot be read as such.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};

pub(super) static CHECK: Check = Check {
    name: "unreadable-record",
    level: Level::Error,
    summary: "a record file that cannot be read",
    docs: r#"## What it finds
A file in a folder of records that is not strict YAML of its kind: an unknown, missing or repeated key,
a wrong type, an impossible date, an anchor, alias, tag or second document, a conflict marker, a tab,
mixed line endings, a NUL, too large a file, a symbolic link.

## Why it matters
A record that cannot be read is judged by no other check and counted in no list. A misspelt key would
silently switch off the rule that reads it.

## What to do
Mend the file at the place shown. `sa request edit ID --edit` opens it with the findings on top.

## Example
```yaml
#- people/kim.yaml
name: Kim Berg
emails: [kim@example.com]
rolls: [sa]
# ^^ error: unknown key `rolls`
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for file in review.subjects() {
        for fault in file.faults() {
            findings.push(review.finding_at(&CHECK, file, fault.span, &fault.message, &fault.help));
        }
    }
}
