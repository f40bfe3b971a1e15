//! Finds steps of product support that were taken before the one before them.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::File;
use crate::records::request::{Item, Request, Template};
use crate::records::values::answer;

pub(super) static CHECK: Check = Check {
    name: "product-engaged-before-explored",
    level: Level::Error,
    summary: "a step of product support that was taken before the one before it",
    docs: r#"## What it finds
A request with the template `product-support` that says one of `product.gathered`, `product.explored`, `product.engaged`
and `product.communicated` without the one before it, and one that engages product management and does not say when
they meet (`meeting.at`). `TBD` and the like say nothing.

## Why it matters
Source document 003: a product manager is asked when what is known stands in an issue of the account and work-arounds
were tried, and the customer is told at the end. Most questions are answered before.

## What to do
Say the step that is missing with the command the finding names, or take back the one that came too early:
`sa request edit ID --set product.engaged=`.

## Example
```yaml
#- requests/2026-11/REQ-4T9K2M7X.yaml
template: product-support
requester: sam
customer: Northwind Freight
sa_asks: When do merge trains work across projects?
product:
  gathered: https://issues.example.com/northwind/12
  engaged: "the channel of verify"
#          ^^^^^^^^^^^^^^^^^^^^^^^ error: Engaged is said, and Explored is not
meeting: {at: 2026-12-01T15:00:00+01:00}
history: [{at: 2026-11-20T09:00:00Z, by: sam, to: open}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

/// The steps, in their order.
const STEPS: [Item; 4] = [
    Item::ProductGathered,
    Item::ProductExplored,
    Item::ProductEngaged,
    Item::ProductCommunicated,
];

fn applies(_: &Review<'_>, file: &File) -> bool {
    let request = file.as_one::<Request>();
    request.is_some_and(|request| {
        request.template == Template::ProductSupport && !request.is_declined()
    })
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for request in review.asked::<Request>(&CHECK) {
        let says = |item: Item| {
            let text = request.says(item);
            text.is_some_and(|text| answer::is_answer(item.key(), &text))
        };
        let in_order = STEPS.windows(2).map(|two| (two[0], two[1]));
        let meets = (Item::MeetingAt, Item::ProductEngaged);
        for (before, step) in in_order.chain([meets]) {
            if says(before) || !says(step) {
                continue;
            }
            let message = format!("{} is said, and {} is not", step.title(), before.title());
            let help = format!(
                "say it first: `sa request edit {} --set {}=\"...\"`",
                request.id(),
                before.key()
            );
            findings.push(review.finding(&CHECK, request.file, step.key(), message, help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    fn asked(product: &str) {
        check(
            &CHECK,
            &format!(
                "#- requests/2026-11/REQ-4T9K2M7X.yaml\ntemplate: product-support\nrequester: sam\n{product}history: [{{at: 2026-11-20T09:00:00Z, by: sam, to: open}}]\n"
            ),
        );
    }

    #[test]
    fn steps_are_taken_one_after_the_other() {
        asked("");
        asked("product: {gathered: g}\n");
        asked("product: {gathered: g, explored: e}\n");
        asked(
            "product: {gathered: g, explored: e, engaged: c}\nmeeting: {at: 2026-12-01T15:00:00Z}\n",
        );
        asked(
            "product: {gathered: g, explored: e, engaged: c, communicated: d}\nmeeting: {at: 2026-12-01T15:00:00Z}\n",
        );
    }

    #[test]
    fn each_gap_is_named_and_a_placeholder_is_a_gap() {
        asked("product:\n  explored: e\n# ^^ error: Explored is said, and Gathered is not\n");
        asked(
            "product:\n  gathered: g\n  explored: TBD\n  communicated: d\n# ^^ error: Communicated is said, and Engaged is not\n",
        );
        asked(
            "product:\n  gathered: g\n  explored: e\n  engaged: c\n# ^^ error: Engaged is said, and Meeting time is not\n",
        );
    }
}
