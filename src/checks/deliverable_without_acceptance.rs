//! Finds deliverables of SOWs without acceptance.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::records::Sow;

pub(super) static CHECK: Check = Check {
    name: "deliverable-without-acceptance",
    level: Level::Error,
    summary: "a deliverable of a SOW without acceptance",
    docs: r#"## What it finds
A deliverable that does not say in `acceptance` when it counts as delivered; `TBD` and the like count as nothing. In a
draft, before a review is asked for or it is offered, this is a warning; a SOW that is lost or on hold is left alone.

## Why it matters
Source document 000: Technical Architects approve SOWs including deliverables. What has no test is never done, and never
paid.

## What to do
Say when it counts as delivered, so that both sides can test it: `sa sow edit ID --edit`.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
deliverables:
  - title: Migration plan
#          ^^^^^^^^^^^^^^ error: `Migration plan` has no acceptance
    acceptance: TBD
review_requests: [{at: 2026-11-20T09:00:00Z, by: emma}]
history: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]
```
"#,
    sees: Sees::Result,
    applies: Some(draft::has_deliverables),
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for sow in review.asked::<Sow>(&CHECK) {
        findings.extend(draft::lacking(review, &CHECK, sow, |deliverable| {
            (!draft::says(&deliverable.acceptance)).then(|| "acceptance".to_owned())
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, replaced, submitted, weighs, with, without};
    use crate::checks::fixture::check;

    const ACCEPTANCE: &str = "    acceptance: The customer signs the plan\n";

    #[test]
    fn each_deliverable_says_when_it_is_delivered() {
        let expected = "# ^^ error: `Migration plan` has no acceptance";
        for text in [
            without(DRAFT, ACCEPTANCE),
            replaced(DRAFT, ACCEPTANCE, "    acceptance: \" \"\n"),
            replaced(DRAFT, ACCEPTANCE, "    acceptance: to be defined\n"),
        ] {
            weighs(&CHECK, &with(&text, "  - title: Migration plan", expected));
        }
    }

    #[test]
    fn any_words_are_an_acceptance() {
        let text = replaced(DRAFT, ACCEPTANCE, "    acceptance: All 40 projects build\n");
        check(&CHECK, &submitted(&text));
    }
}
