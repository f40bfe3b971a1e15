//! Finds files that look like records and stand where no record stands.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::{File, Naming};

pub(super) static CHECK: Check = Check {
    name: "misplaced-record",
    level: Level::Error,
    summary: "a record in the wrong folder or under the wrong name",
    docs: r#"## What it finds
A file with the name of a record outside the folder of its kind, a file among records whose name is no id,
one that ends in `.yml`, and an id that is not in its canonical spelling.

## Why it matters
The folder says what kind a record is and the file name is its id. A file elsewhere is a record for nobody:
no list shows it and no rule judges it.

## What to do
Move or rename the file with `git mv`, as the finding says.

## Example
```yaml
#- requets/REQ-4T9K2M7X.yaml
# ^^ error: `REQ-4T9K2M7X` is a request outside the folder `requests`
template: follow-up
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

/// Returns whether a file has its id as its name, as nearly all do.
fn is_well_named(file: &File) -> bool {
    let stem = file.path().strip_suffix(".yaml");
    let folder = stem.and_then(|stem| stem.strip_suffix(file.id.as_str()));
    folder.is_some_and(|folder| folder.ends_with('/'))
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for misplaced in review.misplaced() {
        findings.push(review.finding_in(
            &CHECK,
            &misplaced.path,
            &misplaced.message,
            &misplaced.help,
        ));
    }
    for file in review.subjects().iter().filter(|file| !is_well_named(file)) {
        let stem = file
            .path()
            .rsplit('/')
            .next()
            .and_then(|name| name.strip_suffix(".yaml"));
        let Some(stem) =
            stem.filter(|stem| matches!(file.kind.naming, Naming::Prefix(_)) && *stem != file.id)
        else {
            continue;
        };
        let folder = &file.path()[..file.path().len() - stem.len() - ".yaml".len()];
        findings.push(review.finding(
            &CHECK,
            file,
            "",
            format!(
                "the file is named `{stem}`, and its id is spelt `{}`",
                file.id
            ),
            format!(
                "rename it: `git mv {} {folder}{}.yaml`",
                file.path(),
                file.id
            ),
        ));
    }
}
