//! Finds open opportunities that were to be closed before today.

use super::review::days;
use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::{File, Opportunity};

pub(super) static CHECK: Check = Check {
    name: "close-date-passed",
    level: Level::Warning,
    summary: "an open opportunity whose close date has passed",
    docs: r#"## What it finds
An open opportunity whose last close date is before today.

## Why it matters
Forecasts, and which opportunities are looked at this quarter, go by the close date. One in the past says that nobody
asked the customer.

## What to do
Say the new day and why it moved: `sa opp close-date ID DATE --reason TEXT`; or that it is won:
`sa opp stage ID "Closed Won"`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Halden caching
account: northwind-freight
owner: dana
close_date:
  - {at: 2026-10-01T09:00:00Z, by: dana, date: 2026-11-20}
#                                              ^^^^^^^^^^ warning: was to close on 2026-11-20, 3 days ago
history: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    let opportunity = file.as_one::<Opportunity>();
    opportunity.is_some_and(|opportunity| opportunity.is_open() && opportunity.closes().is_some())
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for opportunity in review.asked::<Opportunity>(&CHECK) {
        let today = review.today_of(opportunity.file);
        let Some(closes) = opportunity.closes().filter(|day| *day < today) else {
            continue;
        };
        let id = opportunity.id();
        let mut finding = review.finding(
            &CHECK,
            opportunity.file,
            &format!("close_date[{}].date", opportunity.close_date.len() - 1),
            format!(
                "was to close on {closes}, {} ago",
                days(today.days_since(closes))
            ),
            format!(
                "say when it closes: `sa opp close-date {id} DATE --reason TEXT`; or that it is won: `sa opp stage {id} \"Closed Won\"`"
            ),
        );
        finding.since = Some(closes);
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::{check, found};

    fn desk(closes: &str, stage: &str) -> String {
        format!(
            "#- opportunities/OPP-2M4N6P8Q.yaml
name: A
account: northwind-freight
owner: dana
history: [{{at: 2026-10-01T09:00:00Z, by: dana, to: {stage}}}]
close_date:
  - {{at: 2026-10-01T09:00:00Z, by: dana, date: 2026-10-30}}
  - {{at: 2026-10-30T09:00:00Z, by: dana, date: {closes}}}
"
        )
    }

    #[test]
    fn today_is_that_of_the_sa() {
        let sam = "#- people/sam.yaml\nname: Sam Otieno\nemails: [sam@example.com]\nroles: [sa]\ntime_zone: America/Los_Angeles\n";
        let evening = "#- now: 2026-11-24T02:00:00Z\n";
        let text = format!(
            "{evening}{sam}#- opportunities/OPP-2M4N6P8Q.yaml\nname: A\naccount: northwind-freight\nowner: dana\nprimary_sa: [{{at: 2026-10-01T09:00:00Z, by: dana, who: sam}}]\nclose_date: [{{at: 2026-10-01T09:00:00Z, by: dana, date: 2026-11-23}}]\nhistory: [{{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}}]\n"
        );
        check(&CHECK, &text);
    }

    #[test]
    fn a_day_before_today_and_today_and_after() {
        let late = desk("2026-11-22", "7-Closing");
        let expected = "# ^ warning: was to close on 2026-11-22, 1 day ago\n";
        check(&CHECK, &format!("{late}{expected}"));
        let since = found(&CHECK, &late)[0].since.map(|day| day.to_string());
        assert_eq!(since.as_deref(), Some("2026-11-22"));
        for closes in ["2026-11-23", "2026-11-24"] {
            check(&CHECK, &desk(closes, "7-Closing"));
        }
    }

    #[test]
    fn closing_it_mends_it_too() {
        for stage in ["Closed Won", "8-Closed Lost", "9-Unqualified"] {
            check(&CHECK, &desk("2026-11-22", stage));
        }
    }

    #[test]
    fn none_is_none_that_passed() {
        let none = desk("2026-11-22", "2-Scoping");
        let (none, _) = none.split_once("close_date").expect("a close date");
        check(&CHECK, none);
    }
}
