//! Finds efforts whose hours are not in the order low, likely, high.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::records::Sow;
use crate::records::sow::Effort;
use crate::records::values::Hours;

pub(super) static CHECK: Check = Check {
    name: "effort-out-of-order",
    level: Level::Error,
    summary: "an effort whose low, likely and high hours are not in order",
    docs: r#"## What it finds
An effort of a deliverable whose `low` is above its `likely`, or `likely` above `high`. Equal ones are in order. In a
draft, before a review is asked for or it is offered, this is a warning; a SOW that is lost or on hold is left alone.

## Why it matters
Mean and spread of the estimate are computed from the three. Out of order they are a slip of the pen, and the price is
wrong by as much.

## What to do
Put the hours in order: `sa sow edit ID --edit`.

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
      - {role: pse, low: 30, likely: 400, high: 62, basis: Two engagements like it}
#                                    ^^^ error: likely, 400 hours, is above high, 62
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
        for (place, deliverable) in sow.deliverables.iter().enumerate() {
            for (at, effort) in deliverable.effort.iter().enumerate() {
                let Some(((lower, less), (higher, more))) = out_of_order(effort) else {
                    continue;
                };
                findings.push(draft::found(
                    review,
                    &CHECK,
                    sow,
                    &format!("deliverables[{place}].effort[{at}].{lower}"),
                    format!("{lower}, {less} hours, is above {higher}, {more}"),
                    format!("put them in order: `sa sow edit {} --edit`", sow.id()),
                ));
            }
        }
    }
}

type Named = (&'static str, Hours);

/// Returns the first two of the hours said that are not in order.
fn out_of_order(effort: &Effort) -> Option<(Named, Named)> {
    let all = [
        ("low", effort.low),
        ("likely", effort.likely),
        ("high", effort.high),
    ];
    let said = all
        .iter()
        .filter_map(|(name, hours)| Some((*name, (*hours)?)));
    let said: Vec<Named> = said.collect();
    let mut pairs = said.windows(2).map(|pair| (pair[0], pair[1]));
    pairs.find(|((_, less), (_, more))| more < less)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, replaced, submitted, weighs};
    use crate::checks::fixture::check;

    fn hours(hours: &str, expected: &str) -> String {
        let line =
            "      - {role: pse, low: 30, likely: 40, high: 62, basis: Two engagements like it}\n";
        let expected = match expected {
            "" => String::new(),
            says => format!("# ^^ error: {says}\n"),
        };
        let other = format!("      - {{role: pse, {hours}, basis: A count}}\n{expected}");
        replaced(DRAFT, line, &other)
    }

    #[test]
    fn the_first_pair_out_of_order_is_named() {
        for (said, expected) in [
            (
                "low: 41, likely: 40, high: 62",
                "low, 41 hours, is above likely, 40",
            ),
            (
                "low: 30, likely: 62.5, high: 62",
                "likely, 62.5 hours, is above high, 62",
            ),
            (
                "low: 9, likely: 8, high: 7",
                "low, 9 hours, is above likely, 8",
            ),
            ("low: 9, high: 8", "low, 9 hours, is above high, 8"),
        ] {
            weighs(&CHECK, &hours(said, expected));
        }
    }

    #[test]
    fn equal_hours_are_in_order() {
        for said in [
            "low: 8, likely: 8, high: 8",
            "low: 0, likely: 0.5, high: 1",
            "t_shirt: small",
        ] {
            check(&CHECK, &submitted(&hours(said, "")));
        }
    }
}
