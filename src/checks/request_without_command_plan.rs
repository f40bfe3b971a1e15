//! Finds requests whose command plan is not there or not complete.

use super::missing_field::{found, missing_of};
use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::Request;
use crate::records::request::Item;

pub(super) static CHECK: Check = Check {
    name: "request-without-command-plan",
    level: Level::Error,
    summary: "a request without a complete command plan",
    docs: r#"## What it finds
A request that lacks the link to its command plan, the Why Now, the Identified Pain or the Champion, or has
them as `TBD`. A follow-up has them in the request that it follows. While a request is open, or waits before it
was claimed, this is a warning; to be claimed it needs them.

## Why it matters
Source document 003: engaging an SA takes an active opportunity and a completed command plan with these three.
An SA engaged at the wrong time or without context stalls the deal and burns out the SA.

## What to do
Set what is missing with the command the finding names. A manager can let a request pass without:
`hygiene waive request-without-command-plan ID --reason TEXT --until DATE`.

## Example
```yaml
#- requests/2026-11/REQ-4T9K2M7X.yaml
template: sa-activity
requester: dana
customer: Halden Energi AS
sa_asks: Technical deep dive on caching
command_plan:
  link: https://docs.example.com/cp/halden
  why_now: TBD
#          ^^^ warning: Why Now says `TBD`, which is no answer
  identified_pain: Halden's builds wait two hours for a cache that is always cold.
  champion: Ida Moe
history:
  - {at: 2026-11-20T09:00:00Z, by: sam, to: open}
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for request in review.each::<Request>() {
        let wants = Item::is_of_command_plan;
        for missing in missing_of(request, review.after, review.policy, wants) {
            if missing.item.is_some_and(Item::is_of_command_plan) {
                findings.push(found(review, &CHECK, request, missing));
            }
        }
    }
}
