//! Finds history entries whose state may not follow the one before.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::lifecycle::one_of;

pub(super) static CHECK: Check = Check {
    name: "illegal-transition",
    level: Level::Error,
    summary: "a state that may not follow the one before it",
    docs: r#"## What it finds
A history that does not begin with the first state of its lifecycle, is empty, or has an entry whose state
is no exit of the one before. `waiting` goes back to the state it came from. `docs/lifecycles.md` draws
every lifecycle.

## Why it matters
The state is what the board, the queue and the clocks go by. A request that jumps from open to closed was
never anybody's.

## What to do
Append the entries that are missing, each with its own time, or use the command for the step:
`sa request claim`, `ready`, `start`, `wait`, `resume`, `follow-up`, `close`, `decline`, `reopen`.

## Example
```yaml
#- requests/2026-11/REQ-4T9K2M7X.yaml
template: follow-up
requester: dana
customer: Northwind Freight
sa_asks: Send the sizing sheet
history:
  - {at: 2026-11-20T09:00:00Z, by: sam, to: open}
  - {at: 2026-11-20T10:00:00Z, by: sam, to: doing}
#                                           ^^^^^ error: `open` cannot become `doing`
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for file in review.subjects() {
        let Some(course) = file.record().and_then(|record| record.course()) else {
            continue;
        };
        if course.state.is_empty() {
            findings.push(review.finding(
                &CHECK,
                file,
                "history",
                "the history is empty, so the record has no state",
                "give it its first entry: `- {at: TIME, by: HANDLE, to: STATE}`",
            ));
        }
        for step in course.illegal {
            let message = match step.from {
                None => format!(
                    "a history begins with `{}`, not with `{}`",
                    step.allowed.join("`"),
                    step.to
                ),
                Some(from) if from == step.to => format!("it is `{from}` already"),
                Some(from) => format!("`{from}` cannot become `{}`", step.to),
            };
            let allowed = one_of(&step.allowed);
            let help = match step.from {
                None => format!("begin the history with {allowed}, with the time it was taken in"),
                Some("waiting") => format!(
                    "a waiting request goes back to where it came from: here it can become {allowed}"
                ),
                Some(from) => format!("from {from} it can become {allowed}"),
            };
            findings.push(review.finding(
                &CHECK,
                file,
                &format!("history[{}].to", step.at),
                message,
                help,
            ));
        }
    }
}
