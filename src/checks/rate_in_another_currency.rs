//! Finds SOWs that are priced in another currency than the desk sells in.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::records::{File, Sow};

pub(super) static CHECK: Check = Check {
    name: "rate-in-another-currency",
    level: Level::Error,
    summary: "a price of a SOW in another currency than that of this desk",
    docs: r#"## What it finds
A SOW with `price.rate` or `price.total` in another currency than `sows.rate` in `desk.toml` (USD). In a draft, before
a review is asked for or it is offered, this is a warning; a SOW that is lost or on hold is left alone.

## Why it matters
Hours are priced in one currency, and whether a SOW needs a review is judged by its price. Two currencies in one estimate
make numbers that look right and are not.

## What to do
Take it away: `sa sow edit ID --set price.rate=`; or give it in the currency of the desk.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
price:
  rate: 300 EUR
#       ^^^^^^^ error: `price.rate` is in EUR, and this desk sells in USD
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
        draft::is_asked(&sow) && (sow.price.rate.is_some() || sow.price.total.is_some())
    })
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let right = &review.policy.rate.currency;
    for sow in review.asked::<Sow>(&CHECK) {
        let price = &sow.value().price;
        let amounts = [("price.rate", &price.rate), ("price.total", &price.total)];
        for (key, amount) in amounts {
            let Some(amount) = amount.as_ref().filter(|amount| amount.currency != *right) else {
                continue;
            };
            let mut finding = draft::found(
                review,
                &CHECK,
                sow,
                key,
                format!(
                    "`{key}` is in {}, and this desk sells in {right}",
                    amount.currency
                ),
                format!(
                    "take it away: `sa sow edit {id} --set {key}=`; or give it in {right}: `sa sow edit {id} --set {key}=\"... {right}\"`",
                    id = sow.id()
                ),
            );
            let note = review.policy_note("sows.rate", "the price of an hour of this desk");
            finding.notes.extend(note);
            findings.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, replaced, submitted, weighs};
    use crate::checks::fixture::{check, found};

    fn priced(lines: &str) -> String {
        let price = "price: {terms: fixed-fee}\n";
        replaced(DRAFT, price, &format!("price:\n{lines}"))
    }

    const BOTH: &str = "  rate: 300 EUR
# ^^ error: `price.rate` is in EUR, and this desk sells in USD
  total: 12900 EUR
# ^^ error: `price.total` is in EUR, and this desk sells in USD
";

    #[test]
    fn rate_and_total_are_in_the_currency_of_the_desk() {
        weighs(&CHECK, &priced(BOTH));
        check(
            &CHECK,
            &submitted(&priced("  rate: 300 USD\n  total: 1 USD\n")),
        );
    }

    #[test]
    fn policy_says_which_that_is() {
        let policy = |rate: &str| format!("#- policy:\nschema = 1\n[sows]\nrate = \"{rate}\"\n");
        let silent: String = BOTH
            .lines()
            .filter(|line| !line.contains('^'))
            .map(|line| format!("{line}\n"))
            .collect();
        check(&CHECK, &submitted(&(policy("1 EUR") + &priced(&silent))));
        let text = policy("1 CHF") + &priced(&BOTH.replace("USD", "CHF"));
        weighs(&CHECK, &text);
        assert_eq!(found(&CHECK, &text)[0].notes[0].at.position().line, 3);
    }
}
