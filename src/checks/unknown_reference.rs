//! Finds keys that name a record, or a region, that is not there.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::policy;
use crate::records::{File, Reference, person};

pub(super) static CHECK: Check = Check {
    name: "unknown-reference",
    level: Level::Error,
    summary: "a reference to a record or region that does not exist",
    docs: r#"## What it finds
A key that names an account, an opportunity or a request of which there is no file, and a region that is
not among the boards of `desk.toml`. Also what a change breaks: removing a record that others name.

## Why it matters
A request whose opportunity is not there reaches nobody's list of that opportunity.

## What to do
Correct the id, or make the record first: `sa account new`, `sa opportunity new`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Halden caching
account: halden
#        ^^^^^^ error: there is no account `halden`
owner: dana
history: [{at: 2026-10-01T09:00:00Z, by: dana, to: 1-Discovery}]
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for file in review.subjects() {
        let Some(record) = file.record() else {
            continue;
        };
        let unknown = |reference: &Reference| {
            *reference.kind != person::KIND && !review.after.has(reference.kind, &reference.id)
        };
        for reference in record.references().into_iter().filter(unknown) {
            findings.push(review.finding(
                &CHECK,
                file,
                &reference.path,
                format!("there is no {} `{}`", reference.kind.name, reference.id),
                near(review, &reference),
            ));
        }
        findings.extend(
            record
                .region()
                .and_then(|region| unknown_region(review, file, region)),
        );
    }
}

fn near(review: &Review<'_>, reference: &Reference) -> String {
    let name = reference.kind.name;
    let nearest = review
        .after
        .ids(reference.kind)
        .map(|id| (strsim::damerau_levenshtein(id, &reference.id), id))
        .min()
        .filter(|(distance, _)| *distance <= 3);
    match nearest {
        Some((_, id)) => format!("did you mean `{id}`? `sa {name} list` shows all"),
        None => format!("make it with `sa {name} new`, or choose one from `sa {name} list`"),
    }
}

fn unknown_region(review: &Review<'_>, file: &File, region: &str) -> Option<Finding> {
    let boards = &review.policy.boards;
    if boards.contains_key(region) {
        return None;
    }
    let all: Vec<&str> = boards.keys().map(String::as_str).collect();
    Some(review.finding(
        &CHECK,
        file,
        "region",
        format!("`{region}` is not a region of this desk"),
        format!(
            "use one of {}, or add it to [boards] in {}",
            all.join(", "),
            policy::FILE
        ),
    ))
}
