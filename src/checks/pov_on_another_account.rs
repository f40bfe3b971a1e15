//! Finds POVs that name another account than their opportunity does.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::Pov;
use crate::records::opportunity::{self, Opportunity};

pub(super) static CHECK: Check = Check {
    name: "pov-on-another-account",
    level: Level::Error,
    summary: "a POV whose account is not that of its opportunity",
    docs: r#"## What it finds
A POV with an `account` that is not the account of its opportunity. One that names no account is that of its
opportunity.

## Why it matters
What is proven to one customer sells nothing to another, and lists of an account would show it in the wrong
place.

## What to do
Set the account of the opportunity: `sa pov edit ID --set account=SLUG`. If the account was right, set the
opportunity: `sa pov edit ID --set opportunity=OPP-ID`.

## Example
```yaml
#- accounts/halden.yaml
name: Halden Energi AS
#- povs/2026-11/POV-6B2D4F8H.yaml
name: Northwind platform
opportunity: OPP-7H3J5K9M
account: halden
#        ^^^^^^ error: OPP-7H3J5K9M is of `northwind-freight`, and this POV of it is of `halden`
owner: dana
sa: sam
type: guided
history: [{at: 2026-11-19T09:00:00Z, by: sam, to: new}]
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for pov in review.each::<Pov>() {
        let Some(account) = pov.account.as_ref() else {
            continue;
        };
        let opportunity = review
            .after
            .get::<Opportunity>(&opportunity::KIND, pov.opportunity.as_str());
        let Some(right) = opportunity
            .map(|found| &found.value().account)
            .filter(|right| *right != account)
        else {
            continue;
        };
        findings.push(review.finding(
            &CHECK,
            pov.file,
            "account",
            format!(
                "{} is of `{right}`, and this POV of it is of `{account}`",
                pov.opportunity
            ),
            format!(
                "set the account: `sa pov edit {id} --set account={right}`; or the opportunity: `sa pov edit {id} --set opportunity=OPP-ID`",
                id = pov.id()
            ),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::{check, example};

    #[test]
    fn the_account_of_the_opportunity_or_none_mends_it() {
        let (before, _) = example(&CHECK)
            .split_once("account: halden")
            .expect("it is there");
        let (_, after) = example(&CHECK)
            .split_once("of `halden`\n")
            .expect("it is there");
        check(&CHECK, &format!("{before}{after}"));
        check(
            &CHECK,
            &format!("{before}account: northwind-freight\n{after}"),
        );
    }

    #[test]
    fn an_opportunity_that_is_not_there_is_left_to_another_check() {
        let text = example(&CHECK).replace("OPP-7H3J5K9M", "OPP-2M4N6P8Q");
        let silent: Vec<&str> = text.lines().filter(|line| !line.contains("^^")).collect();
        check(&CHECK, &(silent.join("\n") + "\n"));
    }
}
