//! Finds risks of SOWs about which nothing is done.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::lifecycle::one_of;
use crate::records::sow::Risk;
use crate::records::values::Hours;
use crate::records::{File, Sow};

pub(super) static CHECK: Check = Check {
    name: "risk-without-mitigation",
    level: Level::Error,
    summary: "a risk of a SOW without mitigation, contingency or impact",
    docs: r#"## What it finds
A risk without `mitigation`; one with `contingency_hours` that does not say in `contingency` what they are for; one
that names nothing in `impact`. `TBD` and the like count as nothing. In a draft, before a review is asked for or it is
offered, this is a warning; a SOW that is lost or on hold is left alone.

## Why it matters
Source document 000, estimating level of effort: a Technical Architect accounts for potential risks. A risk that is only
named is a worry; hours that nobody can explain are the first to be struck.

## What to do
Say what is done so that it does not happen, what if it does, and what it would hurt: `sa sow edit ID --edit`.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
risks:
  - title: Late access
#          ^^^^^^^^^^^ error: the risk `Late access` has no mitigation or contingency
    likelihood: medium
    impact: [timeline]
    contingency_hours: 40
review_requests: [{at: 2026-11-20T09:00:00Z, by: emma}]
history: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    let sow = file.as_one::<Sow>();
    sow.is_some_and(|sow| draft::is_asked(&sow) && !sow.risks.is_empty())
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for sow in review.asked::<Sow>(&CHECK) {
        for (place, risk) in sow.risks.iter().enumerate() {
            let missing = missing(risk);
            if missing.is_empty() {
                continue;
            }
            findings.push(draft::found(
                review,
                &CHECK,
                sow,
                &format!("risks[{place}].title"),
                format!("the risk `{}` has no {}", risk.title, one_of(&missing)),
                format!(
                    "say what is done about it, and what it would hurt: `sa sow edit {} --edit`",
                    sow.id()
                ),
            ));
        }
    }
}

fn missing(risk: &Risk) -> Vec<&'static str> {
    let costs = risk.contingency_hours.unwrap_or_default() > Hours::default();
    let parts = [
        (!draft::says(&risk.mitigation), "mitigation"),
        (costs && !draft::says(&risk.contingency), "contingency"),
        (risk.impact.is_empty(), "impact"),
    ];
    let missing = parts.into_iter().filter(|(is_missing, _)| *is_missing);
    missing.map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, replaced, submitted, weighs};
    use crate::checks::fixture::check;

    fn risk(words: &str, lacks: &str) -> String {
        let (_, rest) = DRAFT.split_once("risks:\n").expect("it has risks");
        let line = rest.lines().next().expect("it has one");
        let expected = match lacks {
            "" => String::new(),
            what => format!("\n# ^^ error: the risk `A` has no {what}"),
        };
        let other = format!("  - {{title: A, likelihood: high, {words}}}{expected}");
        replaced(DRAFT, line, &other)
    }

    #[test]
    fn each_risk_says_what_is_done_and_what_it_would_hurt() {
        for (words, lacks) in [
            ("impact: [scope]", "mitigation"),
            ("impact: [scope], mitigation: TBD", "mitigation"),
            ("impact: [], mitigation: Ask", "impact"),
            (
                "impact: [scope], mitigation: Ask, contingency_hours: 0.5",
                "contingency",
            ),
            (
                "impact: [scope], mitigation: Ask, contingency: n/a, contingency_hours: 8",
                "contingency",
            ),
            (
                "impact: [], contingency_hours: 8",
                "mitigation, contingency or impact",
            ),
        ] {
            weighs(&CHECK, &risk(words, lacks));
        }
    }

    #[test]
    fn without_hours_no_contingency_is_needed() {
        for words in [
            "",
            ", contingency_hours: 0",
            ", contingency_hours: 8, contingency: Wait",
        ] {
            let text = risk(
                &format!("impact: [scope, budget], mitigation: Ask{words}"),
                "",
            );
            check(&CHECK, &submitted(&text));
        }
    }
}
