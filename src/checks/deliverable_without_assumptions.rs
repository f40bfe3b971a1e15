//! Finds deliverables of SOWs without assumptions.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::records::Sow;

pub(super) static CHECK: Check = Check {
    name: "deliverable-without-assumptions",
    level: Level::Error,
    summary: "a deliverable of a SOW without assumptions",
    docs: r#"## What it finds
A deliverable without `assumptions`; `TBD` and the like count as nothing. In a draft, before a review is asked for or
it is offered, this is a warning; a SOW that is lost or on hold is left alone.

## Why it matters
Source document 000, approvals: a Technical Architect clarifies actions, assumptions and deliverables. The hours hold only
while what they assume is true, and what is not written down is work for free.

## What to do
Write down what must be true for the estimate to hold: `sa sow edit ID --edit`.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
deliverables:
  - title: Migration plan
#          ^^^^^^^^^^^^^^ error: `Migration plan` has no assumptions
    actions: [We write the plan]
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
            (!draft::any_says(&deliverable.assumptions)).then(|| "assumptions".to_owned())
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, replaced, submitted, weighs, with, without};
    use crate::checks::fixture::check;

    #[test]
    fn each_deliverable_says_what_it_assumes() {
        let line = "    assumptions: [Each project has an owner]\n";
        let expected = "# ^^ error: `Migration plan` has no assumptions";
        for nothing in ["", "    assumptions: []\n", "    assumptions: [TBD]\n"] {
            let text = replaced(DRAFT, line, nothing);
            weighs(&CHECK, &with(&text, "  - title: Migration plan", expected));
        }
        let second = "  - title: Runners\n# ^^ error: `Runners` has no assumptions\nrisks:\n";
        weighs(&CHECK, &replaced(DRAFT, "risks:\n", second));
    }

    #[test]
    fn one_is_enough_and_without_deliverables_there_is_nothing_to_ask() {
        let text = replaced(
            DRAFT,
            "[Each project has an owner]",
            "[TBD, Access in week 1]",
        );
        check(&CHECK, &submitted(&text));
        let (before, rest) = DRAFT.split_once("deliverables:").expect("it has some");
        let (gone, _) = rest.split_once("risks:").expect("it has risks");
        let text = without(DRAFT, &format!("deliverables:{gone}"));
        assert!(text.starts_with(before));
        check(&CHECK, &submitted(&text));
    }
}
