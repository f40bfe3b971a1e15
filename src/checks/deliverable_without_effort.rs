//! Finds deliverables of SOWs without an effort that can be counted, and submitted SOWs without deliverables.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::lifecycle::all_of;
use crate::records::sow::{Deliverable, Effort, Rules};
use crate::records::{File, One, Sow};

pub(super) static CHECK: Check = Check {
    name: "deliverable-without-effort",
    level: Level::Error,
    summary: "a deliverable of a SOW whose effort is missing or cannot be counted",
    docs: r#"## What it finds
- A deliverable without `effort`.
- An effort that gives neither the hours `low`, `likely` and `high` nor a `t_shirt` size, that gives both, or only some
  of the hours; a size that this desk gives no hours (`sows.t_shirts` in `desk.toml`); a `count` of 0, or of no size.
- An effort without `basis`, what its numbers rest on: this is a warning always.
- A SOW without deliverables of which a review was asked for.

In a draft, before a review is asked for or it is offered, the others are warnings too; a SOW that is lost or on hold
is left alone.

## Why it matters
Source document 000: Technical Architects approve SOWs including deliverables and level of effort, and estimate from
experience. What is not estimated is not priced.

## What to do
Give each effort three hours or a size, and say what they rest on: `sa sow edit ID --edit`.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
deliverables:
  - title: Migration plan
    effort:
      - {role: pse, low: 30, high: 62, basis: Two engagements like it}
#              ^^^ error: the effort of `pse` gives low and high hours, and needs low, likely and high
review_requests: [{at: 2026-11-20T09:00:00Z, by: emma}]
history: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    file.as_one::<Sow>().is_some_and(|sow| {
        draft::is_asked(&sow) && (sow.is_submitted() || !sow.deliverables.is_empty())
    })
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let rules = review.policy.estimates();
    for sow in review.asked::<Sow>(&CHECK) {
        if sow.deliverables.is_empty() {
            let message = "the SOW has no deliverables";
            findings.push(found(review, sow, "deliverables", message));
        }
        for (place, deliverable) in sow.deliverables.iter().enumerate() {
            findings.extend(of_deliverable(review, sow, place, deliverable, &rules));
        }
    }
}

fn of_deliverable(
    review: &Review<'_>,
    sow: One<'_, Sow>,
    place: usize,
    deliverable: &Deliverable,
    rules: &Rules,
) -> Vec<Finding> {
    if deliverable.effort.is_empty() {
        let key = format!("deliverables[{place}].title");
        let message = format!("`{}` has no effort", deliverable.title);
        return vec![found(review, sow, &key, &message)];
    }
    let mut findings = Vec::new();
    for (at, effort) in deliverable.effort.iter().enumerate() {
        let key = format!("deliverables[{place}].effort[{at}].role");
        let whose = format!("the effort of `{}`", effort.role.name());
        if let Some(fault) = fault(effort, rules) {
            let mut finding = found(review, sow, &key, &format!("{whose} {fault}"));
            let size = effort
                .t_shirt
                .filter(|size| !rules.t_shirts.contains_key(size));
            finding.notes.extend(size.and_then(|size| {
                let key = format!("sows.t_shirts.{}.high", size.name());
                review.policy_note(&key, "how many hours this desk gives it")
            }));
            findings.push(finding);
        }
        if !draft::says(&effort.basis) {
            let message = format!("{whose} does not say what it rests on");
            let mut finding = found(review, sow, &key, &message);
            finding.level = Level::Warning;
            findings.push(finding);
        }
    }
    findings
}

/// Returns why an effort cannot be counted, worded after whose it is.
fn fault(effort: &Effort, rules: &Rules) -> Option<String> {
    let hours = [
        ("low", effort.low),
        ("likely", effort.likely),
        ("high", effort.high),
    ];
    let given: Vec<&str> = hours
        .iter()
        .filter(|(_, hours)| hours.is_some())
        .map(|(name, _)| *name)
        .collect();
    match (given.len(), effort.t_shirt) {
        (0, None) => Some("gives neither hours nor a size".into()),
        (0, Some(size)) if !rules.t_shirts.contains_key(&size) => Some(format!(
            "is of the size `{}`, and this desk gives that no hours",
            size.name()
        )),
        (0, Some(_)) if effort.count == Some(0) => Some("counts no task".into()),
        (0, Some(_)) => None,
        (_, Some(size)) => Some(format!(
            "gives {} hours and the size `{}`, and needs one of the two",
            all_of(&given),
            size.name()
        )),
        (3, None) => effort
            .count
            .map(|count| format!("counts {count} of no size")),
        (_, None) => Some(format!(
            "gives {} hours, and needs low, likely and high",
            all_of(&given)
        )),
    }
}

fn found(review: &Review<'_>, sow: One<'_, Sow>, key: &str, message: &str) -> Finding {
    let help = format!(
        "give each deliverable effort with three hours or a size, and what they rest on: `sa sow edit {} --edit`",
        sow.id()
    );
    draft::found(review, &CHECK, sow, key, message, help)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, moved, replaced, submitted, weighs, with, without};
    use crate::checks::fixture::{check, found};

    const EFFORT: &str =
        "      - {role: pse, low: 30, likely: 40, high: 62, basis: Two engagements like it}\n";

    /// The sample with an effort of these words, and what is expected of it, as `error: ...`.
    fn effort(words: &str, expected: &str) -> String {
        let expected = match expected {
            "" => String::new(),
            says => format!("# ^^ {says}\n"),
        };
        let line = format!("      - {{role: pse, {words}}}\n{expected}");
        replaced(DRAFT, EFFORT, &line)
    }

    #[test]
    fn each_deliverable_has_an_effort() {
        let text = without(DRAFT, &format!("    effort:\n{EFFORT}"));
        let expected = "# ^^ error: `Migration plan` has no effort";
        weighs(&CHECK, &with(&text, "  - title: Migration plan", expected));
    }

    #[test]
    fn an_effort_gives_three_hours_or_a_size() {
        for (words, fault) in [
            ("", "gives neither hours nor a size"),
            ("low: 3,", "gives low hours, and needs low, likely and high"),
            (
                "low: 3, high: 4,",
                "gives low and high hours, and needs low, likely and high",
            ),
            (
                "low: 1, likely: 2, high: 3, t_shirt: small,",
                "gives low, likely and high hours and the size `small`, and needs one of the two",
            ),
            (
                "likely: 2, t_shirt: large,",
                "gives likely hours and the size `large`, and needs one of the two",
            ),
            ("t_shirt: small, count: 0,", "counts no task"),
            (
                "low: 1, likely: 2, high: 3, count: 4,",
                "counts 4 of no size",
            ),
        ] {
            let expected = format!("error: the effort of `pse` {fault}");
            weighs(
                &CHECK,
                &effort(&format!("{words} basis: A count"), &expected),
            );
        }
        for words in [
            "t_shirt: small",
            "t_shirt: large, count: 12",
            "low: 0, likely: 0, high: 0",
        ] {
            check(
                &CHECK,
                &submitted(&effort(&format!("{words}, basis: A count"), "")),
            );
        }
    }

    #[test]
    fn a_size_has_the_hours_that_policy_gives_it() {
        let policy =
            "#- policy:\nschema = 1\n[sows.t_shirts.large]\nlow = 0\nlikely = 0\nhigh = 0\n";
        let says =
            "error: the effort of `pse` is of the size `large`, and this desk gives that no hours";
        let text = policy.to_owned() + &effort("t_shirt: large, basis: A count", says);
        weighs(&CHECK, &text);
        let notes = &found(&CHECK, &text)[0].notes;
        assert_eq!(notes[0].at.position().line, 5);
    }

    #[test]
    fn what_an_effort_rests_on_is_a_warning_always() {
        let says = "warning: the effort of `pse` does not say what it rests on";
        for words in ["t_shirt: small", "t_shirt: small, basis: TBD"] {
            check(&CHECK, &submitted(&effort(words, says)));
            check(&CHECK, &effort(words, says));
        }
    }

    #[test]
    fn a_draft_may_be_without_deliverables_and_what_is_submitted_not() {
        let (_, rest) = DRAFT.split_once("deliverables:").expect("it has some");
        let (gone, _) = rest.split_once("risks:").expect("it has risks");
        let text = without(DRAFT, &format!("deliverables:{gone}"));
        check(&CHECK, &text);
        check(&CHECK, &moved(&submitted(&text), "on-hold"));
        let expected = "# ^^ error: the SOW has no deliverables";
        check(&CHECK, &submitted(&with(&text, "name:", expected)));
    }
}
