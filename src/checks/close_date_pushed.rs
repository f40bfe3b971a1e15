//! Finds open opportunities whose close date was pushed out time and again.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::{File, Opportunity};

pub(super) static CHECK: Check = Check {
    name: "close-date-pushed",
    level: Level::Warning,
    summary: "a close date that was pushed out too often",
    docs: r#"## What it finds
An open opportunity whose close date was moved to a later day more than `opportunities.close_date_pushes` (3) times.

## Why it matters
A date that moves each time it comes near is no date. The hours of the SA go to a deal that nobody decides on.

## What to do
Agree on a day with the customer, or give it up: `sa opp stage ID "8-Closed Lost" --reason TEXT`. Where the day now
stands, a manager lets it pass: `hygiene waive close-date-pushed ID --reason TEXT --until DATE`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Halden caching
account: northwind-freight
owner: dana
close_date:
  - {at: 2026-06-01T09:00:00Z, by: dana, date: 2026-08-14}
  - {at: 2026-08-12T09:00:00Z, by: dana, date: 2026-09-11}
  - {at: 2026-09-10T09:00:00Z, by: dana, date: 2026-10-16}
  - {at: 2026-10-15T09:00:00Z, by: dana, date: 2026-11-13}
  - {at: 2026-11-12T09:00:00Z, by: dana, date: 2026-12-18}
#                                              ^^^^^^^^^^ warning: pushed out 4 times, from 2026-08-14 to 2026-12-18
history: [{at: 2026-06-01T09:00:00Z, by: dana, to: 2-Scoping}]
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
    let most = review.policy.thresholds.close_date_pushes;
    let most = usize::try_from(most).unwrap_or_default();
    for opportunity in review.asked::<Opportunity>(&CHECK) {
        let pushes = opportunity.pushes();
        let (Some(too_many), Some(first), Some(last)) = (
            pushes.get(most),
            opportunity.close_date.first(),
            opportunity.close_date.last(),
        ) else {
            continue;
        };
        let id = opportunity.id();
        let times = match pushes.len() {
            1 => "once".into(),
            count => format!("{count} times"),
        };
        let mut finding = review.finding(
            &CHECK,
            opportunity.file,
            &format!("close_date[{}].date", opportunity.close_date.len() - 1),
            format!("pushed out {times}, from {} to {}", first.date, last.date),
            format!(
                "agree on a day with the customer, or give it up: `sa opp stage {id} \"8-Closed Lost\" --reason TEXT`; where the day stands, a manager lets it pass: `hygiene waive {} {id} --reason TEXT --until DATE`",
                CHECK.name
            ),
        );
        finding.since = opportunity
            .close_date
            .get(*too_many)
            .map(|entry| entry.at.date());
        finding.notes.extend(review.policy_note(
            "opportunities.close_date_pushes",
            "times a close date may be pushed out in this desk",
        ));
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::{check, found};

    fn desk(days: &[&str]) -> String {
        let entries: String = (1..)
            .zip(days)
            .map(|(month, day)| {
                format!("  - {{at: 2026-{month:02}-01T09:00:00Z, by: dana, date: {day}}}\n")
            })
            .collect();
        format!(
            "#- opportunities/OPP-2M4N6P8Q.yaml
name: A
account: northwind-freight
owner: dana
history: [{{at: 2026-01-01T09:00:00Z, by: dana, to: 2-Scoping}}]
close_date:
{entries}"
        )
    }

    const DAYS: [&str; 6] = [
        "2026-12-01",
        "2026-12-02",
        "2026-12-03",
        "2026-12-04",
        "2026-12-05",
        "2026-12-06",
    ];

    fn policy(pushes: u8) -> String {
        format!("#- policy:\nschema = 1\n[opportunities]\nclose_date_pushes = {pushes}\n")
    }

    #[test]
    fn three_pushes_pass_and_four_do_not() {
        check(&CHECK, &desk(&DAYS[..3]));
        check(&CHECK, &desk(&DAYS[..4]));
        let four = "# ^ warning: pushed out 4 times, from 2026-12-01 to 2026-12-05\n";
        check(&CHECK, &format!("{}{four}", desk(&DAYS[..5])));
        let five = "# ^ warning: pushed out 5 times, from 2026-12-01 to 2026-12-06\n";
        check(&CHECK, &format!("{}{five}", desk(&DAYS)));
        let since = found(&CHECK, &desk(&DAYS))[0]
            .since
            .map(|day| day.to_string());
        assert_eq!(since.as_deref(), Some("2026-05-01"));
        check(&CHECK, &desk(&DAYS[..5]).replace("2-Scoping", "Closed Won"));
    }

    #[test]
    fn a_day_that_comes_nearer_is_no_push() {
        let days = [DAYS[0], DAYS[1], DAYS[0], DAYS[1], DAYS[1], DAYS[2]];
        check(&CHECK, &desk(&days));
    }

    #[test]
    fn policy_moves_the_number() {
        check(&CHECK, &format!("{}{}", desk(&DAYS[..5]), policy(4)));
        let five = "# ^ warning: pushed out 5 times, from 2026-12-01 to 2026-12-06\n";
        let text = format!("{}{five}{}", desk(&DAYS), policy(4));
        check(&CHECK, &text);
        assert_eq!(found(&CHECK, &text)[0].notes.len(), 1);
        let once = "# ^ warning: pushed out once, from 2026-12-01 to 2026-12-02\n";
        check(&CHECK, &format!("{}{once}{}", desk(&DAYS[..2]), policy(0)));
        check(&CHECK, &format!("{}{}", desk(&DAYS[..1]), policy(0)));
    }
}
