//! Finds SOWs whose typed hours or total are not what their estimate comes to.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::records::sow::estimate::estimate;
use crate::records::{File, One, Sow};

pub(super) static CHECK: Check = Check {
    name: "totals-disagree",
    level: Level::Error,
    summary: "hours or a total of a SOW that its estimate does not come to",
    docs: r#"## What it finds
A SOW with `price.hours` or `price.total` that is not what its efforts and risks come to, as `ta loe ID` shows it. A
total in another currency is left to `rate-in-another-currency`. In a draft, before a review is asked for or it is
offered, this is a warning; a SOW that is lost or on hold is left alone.

## Why it matters
A Technical Architect approves the level of effort, and the customer pays the total. Where the two disagree, one of them
was approved by nobody.

## What to do
Take the typed number away, as it is computed: `sa sow edit ID --set price.total=`. If it was right, mend the efforts:
`sa sow edit ID --edit`.

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
      - {role: pse, low: 30, likely: 40, high: 62, basis: Two engagements like it}
price:
  total: 15000 USD
#        ^^^^^^^^^ error: the SOW says 15000 USD, and its estimate comes to 13860 USD
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
        draft::is_asked(&sow) && (sow.price.hours.is_some() || sow.price.total.is_some())
    })
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let rules = review.policy.estimates();
    for sow in review.asked::<Sow>(&CHECK) {
        let estimate = estimate(&sow, &rules);
        if let Some(hours) = sow.price.hours.filter(|hours| *hours != estimate.hours) {
            let (said, computed) = (format!("{hours} hours"), estimate.hours.to_string());
            findings.push(found(review, sow, "price.hours", &said, &computed));
        }
        let comparable = [&estimate.price.currency, &rules.rate.currency];
        let total = sow.price.total.as_ref().filter(|total| {
            **total != estimate.price && comparable.iter().all(|other| **other == total.currency)
        });
        if let Some(total) = total {
            let (said, computed) = (total.to_string(), estimate.price.to_string());
            findings.push(found(review, sow, "price.total", &said, &computed));
        }
    }
}

fn found(review: &Review<'_>, sow: One<'_, Sow>, key: &str, said: &str, computed: &str) -> Finding {
    draft::found(
        review,
        &CHECK,
        sow,
        key,
        format!("the SOW says {said}, and its estimate comes to {computed}"),
        format!(
            "take it away, as it is computed: `sa sow edit {} --set {key}=`",
            sow.id()
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, replaced, submitted, weighs};
    use crate::checks::fixture::{check, found};

    /// The sample, which comes to (30 + 4 * 40 + 62) / 6 + 10 % of 10 = 43 hours and 43 * 330 = 14190 USD.
    fn priced(lines: &str) -> String {
        let price = "price: {terms: fixed-fee}\n";
        replaced(DRAFT, price, &format!("price:\n{lines}"))
    }

    #[test]
    fn what_is_typed_is_what_the_estimate_comes_to() {
        for line in [
            "hours: 43",
            "total: 14190 USD",
            "total: 14190.00 USD",
            "rate: 100 USD\n  total: 4300 USD",
        ] {
            check(&CHECK, &submitted(&priced(&format!("  {line}\n"))));
        }
        for (line, says) in [
            ("hours: 42", "42 hours, and its estimate comes to 43"),
            ("hours: 43.01", "43.01 hours, and its estimate comes to 43"),
            (
                "total: 14189.99 USD",
                "14189.99 USD, and its estimate comes to 14190 USD",
            ),
            (
                "rate: 100 USD\n  total: 14190 USD",
                "14190 USD, and its estimate comes to 4300 USD",
            ),
        ] {
            weighs(
                &CHECK,
                &priced(&format!("  {line}\n# ^^ error: the SOW says {says}\n")),
            );
        }
    }

    #[test]
    fn the_help_takes_it_away() {
        let help = &found(&CHECK, &priced("  total: 1 USD\n"))[0].help;
        assert!(
            help.ends_with("`sa sow edit SOW-4T9K2M7X --set price.total=`"),
            "{help}"
        );
    }

    #[test]
    fn a_total_in_another_currency_is_left_to_another_check() {
        for lines in [
            "  total: 100 EUR\n",
            "  rate: 300 EUR\n  total: 100 EUR\n",
            "  rate: 300 EUR\n  total: 100 USD\n",
        ] {
            check(&CHECK, &submitted(&priced(lines)));
        }
    }

    #[test]
    fn the_price_of_the_policy_decides() {
        let policy = "#- policy:\nschema = 1\n[sows]\nrate = \"200 EUR\"\n";
        check(
            &CHECK,
            &submitted(&(policy.to_owned() + &priced("  total: 8600 EUR\n"))),
        );
        let expected = "# ^^ error: the SOW says 14190 EUR, and its estimate comes to 8600 EUR\n";
        weighs(
            &CHECK,
            &(policy.to_owned()
                + &priced("  total: 14190 EUR\n")
                    .replace("14190 EUR\n", &format!("14190 EUR\n{expected}"))),
        );
    }
}
