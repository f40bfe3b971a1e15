//! Finds accounts that are sold to and have no solutions architect.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::{Account, File, One, Opportunity, opportunity};

pub(super) static CHECK: Check = Check {
    name: "account-without-sa",
    level: Level::Error,
    summary: "an account with an open opportunity and no solutions architect",
    docs: r#"## What it finds
An account with an open opportunity that has no `solutions_architect`. An account that nothing is sold to at
present needs none.

## Why it matters
Source document 003, hygiene check 1: the SA is set on the accounts that are worked. Requests, activities and
reports of an account without one reach nobody's list.

## What to do
Say who works it: `sa account edit SLUG --set solutions_architect=HANDLE`.

## Example
```yaml
#- accounts/halden.yaml
name: Halden Energi AS
# ^ error: no solutions architect, and 1 open opportunity: OPP-2M4N6P8Q
owner: dana
#- opportunities/OPP-2M4N6P8Q.yaml
name: Halden caching
account: halden
owner: dana
history: [{at: 2026-10-01T09:00:00Z, by: dana, to: 1-Discovery}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(review: &Review<'_>, file: &File) -> bool {
    let account = file.as_one::<Account>();
    account.is_some_and(|account| worked(review, account.id()).next().is_some())
}

/// Returns the open opportunities of an account.
fn worked<'r>(review: &'r Review<'_>, slug: &'r str) -> impl Iterator<Item = One<'r, Opportunity>> {
    let is_of = move |found: &One<'_, Opportunity>| found.account.as_str() == slug;
    let named = review.after.naming(&opportunity::KIND, slug).into_iter();
    let named = named.filter_map(File::as_one::<Opportunity>);
    named.filter(move |found| is_of(found) && found.is_open())
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    // Who has an SA passes in any case, and looking for its opportunities means reading all there are.
    let without = |account: &One<'_, Account>| account.solutions_architect.is_none();
    for account in review.each::<Account>().filter(without) {
        let worked: Vec<One<'_, Opportunity>> = worked(review, account.id()).collect();
        if worked.is_empty() {
            continue;
        }
        let slug = account.id();
        let mut finding = review.finding(
            &CHECK,
            account.file,
            "solutions_architect",
            format!("no solutions architect, and {}", named(&worked)),
            format!("say who works it: `sa account edit {slug} --set solutions_architect=HANDLE`"),
        );
        let begun = worked.iter().filter_map(|found| found.history.first());
        finding.since = begun.map(|entry| entry.at.date()).min();
        findings.push(finding);
    }
}

/// Returns "2 open opportunities: OPP-2M4N6P8Q and 1 more".
fn named(worked: &[One<'_, Opportunity>]) -> String {
    let first = worked.first().map_or("", One::id);
    match worked.len() {
        1 => format!("1 open opportunity: {first}"),
        count => format!("{count} open opportunities: {first} and {} more", count - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::{check, found};

    fn desk(account: &str, stage: &str) -> String {
        format!(
            "#- accounts/halden.yaml\n{account}#- opportunities/OPP-2M4N6P8Q.yaml\nname: A\naccount: halden\nowner: dana\nhistory: [{{at: 2026-10-01T09:00:00Z, by: dana, to: {stage}}}]\n"
        )
    }

    const WITHOUT: &str = "name: Halden\n# ^ error: no solutions architect, and 1 open opportunity: OPP-2M4N6P8Q\nowner: dana\n";

    #[test]
    fn one_line_mends_it() {
        let text = desk(WITHOUT, "2-Scoping");
        check(&CHECK, &text);
        check(
            &CHECK,
            &desk(
                "name: Halden\nowner: dana\nsolutions_architect: sam\n",
                "2-Scoping",
            ),
        );
        let [finding] = found(&CHECK, &text).try_into().expect("one finding");
        let since = finding.since.map(|day| day.to_string());
        assert_eq!(since.as_deref(), Some("2026-10-01"));
        assert!(
            finding
                .help
                .ends_with("`sa account edit halden --set solutions_architect=HANDLE`")
        );
    }

    #[test]
    fn an_account_that_nothing_is_sold_to_needs_none() {
        for stage in ["Closed Won", "8-Closed Lost"] {
            check(&CHECK, &desk("name: Halden\nowner: dana\n", stage));
        }
        check(&CHECK, "#- accounts/halden.yaml\nname: Halden\n");
        check(&CHECK, &desk(WITHOUT, "0-Pending Acceptance"));
    }

    #[test]
    fn several_opportunities_are_counted() {
        let other = "#- opportunities/OPP-3M4N6P8Q.yaml\nname: B\naccount: halden\nowner: dana\nhistory: [{at: 2026-09-01T09:00:00Z, by: dana, to: 2-Scoping}]\n";
        let account = "name: Halden\n# ^ error: no solutions architect, and 2 open opportunities: OPP-2M4N6P8Q and 1 more\n";
        let text = desk(account, "2-Scoping") + other;
        check(&CHECK, &text);
        let since = found(&CHECK, &text)[0].since.map(|day| day.to_string());
        assert_eq!(since.as_deref(), Some("2026-09-01"));
    }
}
