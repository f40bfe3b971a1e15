//! Finds SOWs that name another account than their opportunity does.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::Sow;
use crate::records::opportunity::{self, Opportunity};

pub(super) static CHECK: Check = Check {
    name: "sow-on-another-account",
    level: Level::Error,
    summary: "a SOW whose account is not that of its opportunity",
    docs: r#"## What it finds
A SOW with an `account` that is not the account of its opportunity.

## Why it matters
What is promised to one customer is signed by no other, and lists of an account would show it in the wrong place.

## What to do
Set the account of the opportunity: `sa sow edit ID --set account=SLUG`. If the account was right, set the opportunity:
`sa sow edit ID --set opportunity=OPP-ID`.

## Example
```yaml
#- accounts/halden.yaml
name: Halden Energi AS
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: halden
#        ^^^^^^ error: OPP-7H3J5K9M is of `northwind-freight`, and this SOW of it is of `halden`
author: emma
history: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for sow in review.each::<Sow>() {
        let (id, account) = (sow.opportunity.as_str(), &sow.account);
        let opportunity = review.after.get::<Opportunity>(&opportunity::KIND, id);
        let Some(right) = opportunity
            .map(|found| &found.value().account)
            .filter(|right| *right != account)
        else {
            continue;
        };
        findings.push(review.finding(
            &CHECK,
            sow.file,
            "account",
            format!("{id} is of `{right}`, and this SOW of it is of `{account}`"),
            format!(
                "set the account: `sa sow edit {sow} --set account={right}`; or the opportunity: `sa sow edit {sow} --set opportunity=OPP-ID`",
                sow = sow.id()
            ),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, moved, replaced};
    use crate::checks::fixture::check;

    const HALDEN: &str = "#- accounts/halden.yaml\nname: Halden Energi AS\n";

    #[test]
    fn the_account_of_the_opportunity_mends_it_in_any_state() {
        check(&CHECK, DRAFT);
        let other = "account: halden\n# ^^ error: OPP-7H3J5K9M is of `northwind-freight`, and this SOW of it is of `halden`\n";
        let text = replaced(DRAFT, "account: northwind-freight\n", other);
        check(&CHECK, &(HALDEN.to_owned() + &text));
        check(&CHECK, &(HALDEN.to_owned() + &moved(&text, "on-hold")));
    }

    #[test]
    fn an_opportunity_that_is_not_there_is_left_to_another_check() {
        let text = replaced(DRAFT, "OPP-7H3J5K9M", "OPP-2M4N6P8Q");
        check(&CHECK, &replaced(&text, "northwind-freight", "halden"));
    }
}
