//! Finds SOWs that do not say where a topic of every engagement is addressed, or why not.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::records::Sow;

pub(super) static CHECK: Check = Check {
    name: "topic-not-addressed",
    level: Level::Error,
    summary: "a SOW that neither addresses nor waives a topic of every engagement",
    docs: r#"## What it finds
A SOW that does not say of each of `change_management`, `security`, `compliance` and `observability` either where it
is addressed (`addressed_in`) or why the engagement does without (`waived_because`), or says both. `TBD` and the like
count as nothing. In a draft, before a review is asked for or it is offered, this is a warning; a SOW that is lost or
on hold is left alone.

## Why it matters
Source document 000, expert technical assistance: understand the customer's change management, and bring security,
compliance and observability into engagements. What is left out is left out on purpose, by somebody who says why.

## What to do
Say where it is addressed, `sa sow edit ID --set topics.security.addressed_in=TEXT`, or why not,
`sa sow edit ID --set topics.security.waived_because=TEXT`.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
topics:
  change_management: {addressed_in: Migration plan}
  security: {addressed_in: TBD}
#                          ^^^ error: `security` is neither addressed nor waived
  compliance: {waived_because: No rules bind them}
  observability: {waived_because: Nothing runs at the end}
review_requests: [{at: 2026-11-20T09:00:00Z, by: emma}]
history: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]
```
"#,
    sees: Sees::Result,
    applies: Some(draft::applies),
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for sow in review.asked::<Sow>(&CHECK) {
        let id = sow.id();
        for (name, topic) in sow.topics.each() {
            let is_addressed = topic.is_some_and(|topic| draft::says(&topic.addressed_in));
            let is_waived = topic.is_some_and(|topic| draft::says(&topic.waived_because));
            let (key, message, help) = match (is_addressed, is_waived) {
                (false, false) => (
                    format!("topics.{name}.addressed_in"),
                    format!("`{name}` is neither addressed nor waived"),
                    format!(
                        "say where it is addressed: `sa sow edit {id} --set topics.{name}.addressed_in=TEXT`; or why not: `sa sow edit {id} --set topics.{name}.waived_because=TEXT`"
                    ),
                ),
                (true, true) => (
                    format!("topics.{name}.waived_because"),
                    format!("`{name}` is both addressed and waived"),
                    format!(
                        "take one of the two away: `sa sow edit {id} --set topics.{name}.waived_because=`"
                    ),
                ),
                _ => continue,
            };
            findings.push(draft::found(review, &CHECK, sow, &key, message, help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, replaced, weighs, without};

    const SECURITY: &str = "  security: {addressed_in: Migration plan}\n";
    const COMPLIANCE: &str = "  compliance: {waived_because: No rules bind them}\n";

    #[test]
    fn each_topic_is_addressed_or_waived() {
        let neither = "# ^^ error: `security` is neither addressed nor waived\n";
        let topics = format!("topics:\n{neither}");
        weighs(
            &CHECK,
            &replaced(&without(DRAFT, SECURITY), "topics:\n", &topics),
        );
        for said in ["{}", "{waived_because: \" \"}", "{addressed_in: TBD}"] {
            let line = format!("  security: {said}\n{neither}");
            weighs(&CHECK, &replaced(DRAFT, SECURITY, &line));
        }
    }

    #[test]
    fn every_one_of_the_four_is_asked_for() {
        let (before, rest) = DRAFT.split_once("topics:\n").expect("it has topics");
        let (_, after) = rest.split_once("assigned_ta").expect("it has a TA");
        let names = [
            "change_management",
            "security",
            "compliance",
            "observability",
        ];
        let all =
            names.map(|name| format!("# ^^ error: `{name}` is neither addressed nor waived\n"));
        let text = format!("{before}assigned_ta{after}");
        weighs(
            &CHECK,
            &replaced(
                &text,
                "name: Northwind migration\n",
                &format!("name: N\n{}", all.concat()),
            ),
        );
    }

    #[test]
    fn not_both() {
        let line = "  compliance: {addressed_in: A, waived_because: B}\n# ^^ error: `compliance` is both addressed and waived\n";
        weighs(&CHECK, &replaced(DRAFT, COMPLIANCE, line));
    }
}
