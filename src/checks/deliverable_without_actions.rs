//! Finds deliverables of SOWs without actions or tasks.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::lifecycle::one_of;
use crate::records::Sow;

pub(super) static CHECK: Check = Check {
    name: "deliverable-without-actions",
    level: Level::Error,
    summary: "a deliverable of a SOW without actions or tasks",
    docs: r#"## What it finds
A deliverable without `actions`, what we do, or without `tasks`, what it takes; `TBD` and the like count as nothing.
In a draft, before a review is asked for or it is offered, this is a warning; a SOW that is lost or on hold is left
alone.

## Why it matters
Source document 000, approvals: a Technical Architect clarifies actions, assumptions and deliverables. Source document 001
asks for articulation at the level of tasks: who cannot name the tasks cannot estimate them.

## What to do
Write down what we do, and the tasks one by one: `sa sow edit ID --edit`.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
deliverables:
  - title: Migration plan
#          ^^^^^^^^^^^^^^ error: `Migration plan` has no actions
    tasks: [List the projects]
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
            let parts = [
                (&deliverable.actions, "actions"),
                (&deliverable.tasks, "tasks"),
            ];
            let missing = parts.iter().filter(|(texts, _)| !draft::any_says(texts));
            let missing: Vec<&str> = missing.map(|(_, name)| *name).collect();
            (!missing.is_empty()).then(|| one_of(&missing))
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, replaced, submitted, weighs, with, without};
    use crate::checks::fixture::check;

    const ACTIONS: &str = "    actions: [We write the plan]\n";
    const TASKS: &str = "    tasks: [List the projects, Plan the waves]\n";

    fn lacks(text: &str, what: &str) {
        let expected = format!("# ^^ error: `Migration plan` has no {what}");
        weighs(&CHECK, &with(text, "  - title: Migration plan", &expected));
    }

    #[test]
    fn each_deliverable_says_what_we_do_task_by_task() {
        let without_actions = without(DRAFT, ACTIONS);
        lacks(&without_actions, "actions");
        lacks(&without(DRAFT, TASKS), "tasks");
        lacks(&without(&without_actions, TASKS), "actions or tasks");
        lacks(&replaced(DRAFT, ACTIONS, "    actions: [n/a]\n"), "actions");
    }

    #[test]
    fn one_of_each_is_enough() {
        let text = replaced(DRAFT, TASKS, "    tasks: [Plan the waves]\n");
        check(&CHECK, &submitted(&text));
    }
}
