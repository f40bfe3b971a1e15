//! Finds opportunities that close this quarter and whose next steps are missing, overdue or overtaken.

use super::{Check, Review, Sees};
use crate::calendar::{Date, Quarter};
use crate::finding::{Finding, Level};
use crate::records::opportunity::NextStep;
use crate::records::{Activity, File, One, Opportunity, activity};

pub(super) static CHECK: Check = Check {
    name: "stale-next-steps",
    level: Level::Warning,
    summary: "next steps that are missing, past their day, or older than the last call with the customer",
    docs: r#"## What it finds
An open opportunity that is to close this fiscal quarter, or was to close before, and that has no next steps, or
none with a day they are due; whose day has passed; or that were last said before the last activity with the
customer. The fiscal year begins in `fiscal_year.first_month` of `desk.toml` (2).

## Why it matters
Source document 003, hygiene check 3: next steps are updated for the opportunities worked in the current quarter.
What comes next is said anew after each conversation; an opportunity without a next step is not being worked.

## What to do
Say what comes next, and by when: `sa opp next-steps ID TEXT --by DATE`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Halden caching
account: northwind-freight
owner: dana
close_date: [{at: 2026-10-01T09:00:00Z, by: dana, date: 2026-12-18}]
next_steps:
  - {at: 2026-11-10T09:00:00Z, by: sam, text: Agree on the criteria, due: 2026-11-20}
#                                                                         ^^^^^^^^^^ warning: the next steps were due 2026-11-20
history: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

/// What is wrong with next steps: where, what, and since when.
struct Stale {
    key: String,
    message: String,
    since: Option<Date>,
}

fn applies(review: &Review<'_>, file: &File) -> bool {
    let opportunity = file.as_one::<Opportunity>();
    opportunity.is_some_and(|opportunity| opportunity.is_open() && closes_soon(review, opportunity))
}

/// Returns whether it is to close within the quarter of today, or was to close before today.
fn closes_soon(review: &Review<'_>, opportunity: One<'_, Opportunity>) -> bool {
    let (today, first) = (review.today_of(opportunity.file), first_month(review));
    opportunity
        .closes()
        .is_some_and(|day| day < today || Quarter::of(day, first) == Quarter::of(today, first))
}

fn first_month(review: &Review<'_>) -> u32 {
    // Policy takes 1 to 12 only.
    u32::try_from(review.policy.thresholds.fiscal_year_first_month).unwrap_or(1)
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for opportunity in review.asked::<Opportunity>(&CHECK) {
        let Some(stale) = stale(review, opportunity) else {
            continue;
        };
        let mut finding = review.finding(
            &CHECK,
            opportunity.file,
            &stale.key,
            stale.message,
            format!(
                "say what comes next: `sa opp next-steps {} TEXT --by DATE`",
                opportunity.id()
            ),
        );
        finding.since = stale.since;
        let is_by_quarter = opportunity.closes() >= Some(review.today_of(opportunity.file));
        let note = review.policy_note("fiscal_year.first_month", "this desk's fiscal quarters");
        finding.notes.extend(note.filter(|_| is_by_quarter));
        findings.push(finding);
    }
}

fn stale(review: &Review<'_>, opportunity: One<'_, Opportunity>) -> Option<Stale> {
    let Some(step) = opportunity.next_step() else {
        let closes = opportunity.closes()?;
        let verb = if closes < review.today_of(opportunity.file) {
            "was to close"
        } else {
            "closes"
        };
        return Some(Stale {
            key: format!("close_date[{}].date", opportunity.close_date.len() - 1),
            message: format!("no next steps, and it {verb} on {closes}"),
            since: opportunity.stage_since().map(|at| at.date()),
        });
    };
    let entry = format!("next_steps[{}]", opportunity.next_steps.len() - 1);
    let said = step.at.date();
    match step.due {
        None => Some(Stale {
            key: entry,
            message: format!("the next steps of {said} have no day they are due"),
            since: Some(said),
        }),
        Some(due) if due < review.today_of(opportunity.file) => Some(Stale {
            key: format!("{entry}.due"),
            message: format!("the next steps were due {due}"),
            since: Some(due),
        }),
        Some(_) => overtaken(review, opportunity, step, entry),
    }
}

fn overtaken(
    review: &Review<'_>,
    opportunity: One<'_, Opportunity>,
    step: &NextStep,
    entry: String,
) -> Option<Stale> {
    // What was said within the last minute, nothing has overtaken: all activities need not be looked through.
    if !review.now.is_past(step.at.unix() + 61) {
        return None;
    }
    let is_met =
        |found: &One<'_, Activity>| found.is_client_facing() && review.now.has_come(found.at);
    let last = activity::of_opportunity(review.after, opportunity.id())
        .into_iter()
        .rfind(is_met)
        .filter(|last| step.at < last.at)?;
    let (said, day) = (step.at.date(), last.at.date());
    let when = match said == day {
        true => "later that day".to_owned(),
        false => format!("of {day}"),
    };
    let (what, id) = (last.activity_type, last.id());
    Some(Stale {
        key: format!("{entry}.at"),
        message: format!("the next steps of {said} are older than the {what} {when}, {id}"),
        since: Some(day),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::{check, found};

    /// Returns an opportunity that closes on a day, with lines for its next steps.
    fn desk(closes: &str, next_steps: &str) -> String {
        format!(
            "#- opportunities/OPP-2M4N6P8Q.yaml
name: A
account: northwind-freight
owner: dana
history: [{{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}}]
close_date: [{{at: 2026-10-01T09:00:00Z, by: dana, date: {closes}}}]
{next_steps}
"
        )
    }

    fn said(at: &str, rest: &str) -> String {
        format!("next_steps: [{{at: {at}, by: sam, text: Agree on criteria{rest}}}]")
    }

    fn met(id: &str, at: &str, activity_type: &str, rest: &str) -> String {
        format!(
            "#- activities/2026-11/{id}.yaml
opportunity: OPP-2M4N6P8Q
type: {activity_type}
at: {at}
sa: sam
summary: They agreed.
{rest}
logged_at: {at}
logged_by: sam
"
        )
    }

    fn since(text: &str) -> Option<String> {
        found(&CHECK, text)[0].since.map(|day| day.to_string())
    }

    #[test]
    fn none_at_all() {
        let none = desk(
            "2026-12-18",
            "# ^ warning: no next steps, and it closes on 2026-12-18",
        );
        check(&CHECK, &none);
        assert_eq!(since(&none).as_deref(), Some("2026-10-01"));
        let mended = said("2026-11-23T09:00:00Z", ", due: 2026-12-01");
        check(&CHECK, &desk("2026-12-18", &mended));
        let help = &found(&CHECK, &none)[0].help;
        assert!(help.contains("`sa opp next-steps OPP-2M4N6P8Q TEXT --by DATE`"));
    }

    #[test]
    fn only_this_quarter_and_what_should_be_closed_counts() {
        let fires = |closes: &str, verb: &str, policy: &str| {
            let line = format!("# ^ warning: no next steps, and it {verb} on {closes}");
            check(&CHECK, &format!("{}{policy}", desk(closes, &line)));
        };
        let passes =
            |closes: &str, policy: &str| check(&CHECK, &format!("{}{policy}", desk(closes, "")));
        fires("2026-10-31", "was to close", "");
        fires("2026-11-22", "was to close", "");
        fires("2026-11-23", "closes", "");
        fires("2027-01-31", "closes", "");
        passes("2027-02-01", "");
        let calendar_year = "#- policy:\nschema = 1\n[fiscal_year]\nfirst_month = 1\n";
        fires("2026-12-31", "closes", calendar_year);
        passes("2027-01-01", calendar_year);
        let lost = desk("2026-12-18", "").replace("2-Scoping", "8-Closed Lost");
        check(&CHECK, &lost);
        check(
            &CHECK,
            &desk("2026-12-18", "").replace("close_date: [", "# "),
        );
    }

    #[test]
    fn the_policy_that_makes_the_quarter_is_noted_where_the_quarter_decides() {
        let policy = "#- policy:\nschema = 1\n[fiscal_year]\nfirst_month = 1\n";
        let notes = |closes: &str| {
            found(&CHECK, &format!("{}{policy}", desk(closes, "")))[0]
                .notes
                .len()
        };
        assert_eq!([notes("2026-12-18"), notes("2026-11-22")], [1, 0]);
    }

    #[test]
    fn no_day_or_a_day_that_has_passed() {
        let at = "2026-11-20T09:00:00Z";
        let undated = said(at, "")
            + "\n#           ^ warning: the next steps of 2026-11-20 have no day they are due";
        let text = desk("2026-12-18", &undated);
        check(&CHECK, &text);
        assert_eq!(since(&text).as_deref(), Some("2026-11-20"));
        let due = |day: &str| said(at, &format!(", due: {day}"));
        let late = due("2026-11-22") + "\n# ^ warning: the next steps were due 2026-11-22";
        check(&CHECK, &desk("2026-12-18", &late));
        for day in ["2026-11-23", "2026-11-24"] {
            check(&CHECK, &desk("2026-12-18", &due(day)));
        }
    }

    #[test]
    fn the_last_talk_with_the_customer_overtakes_what_was_said_before() {
        let fires = said("2026-11-20T09:00:00Z", ", due: 2026-12-01")
            + "\n#                 ^^^^^^^^^^^^^^^^^^^^ warning: the next steps of 2026-11-20 are older than the Demo of 2026-11-21, ACT-1A2B3C4D";
        let demo = met("ACT-1A2B3C4D", "2026-11-21T09:00:00Z", "Demo", "");
        let text = format!("{}{demo}", desk("2026-12-18", &fires));
        check(&CHECK, &text);
        assert_eq!(since(&text).as_deref(), Some("2026-11-21"));
        for at in ["2026-11-21T09:00:00Z", "2026-11-21T09:00:01Z"] {
            let said = said(at, ", due: 2026-12-01");
            check(&CHECK, &format!("{}{demo}", desk("2026-12-18", &said)));
        }
        let same_day = said("2026-11-21T08:59:59Z", ", due: 2026-12-01")
            + "\n# ^ warning: the next steps of 2026-11-21 are older than the Demo later that day, ACT-1A2B3C4D";
        check(&CHECK, &format!("{}{demo}", desk("2026-12-18", &same_day)));
    }

    #[test]
    fn what_is_internal_or_still_to_come_overtakes_nothing() {
        let step = said("2026-11-20T09:00:00Z", ", due: 2026-12-01");
        for (at, activity_type, rest) in [
            ("2026-11-21T09:00:00Z", "SA Assistance - Manager", ""),
            ("2026-11-21T09:00:00Z", "Demo", "audience: internal"),
            ("2026-11-24T09:00:00Z", "Demo", ""),
        ] {
            let other = met("ACT-1A2B3C4D", at, activity_type, rest);
            check(&CHECK, &format!("{}{other}", desk("2026-12-18", &step)));
        }
        let now = said("2026-11-23T11:59:00Z", ", due: 2026-12-01");
        let demo = met("ACT-1A2B3C4D", "2026-11-23T11:59:30Z", "Demo", "");
        check(&CHECK, &format!("{}{demo}", desk("2026-12-18", &now)));
        let before = said("2026-11-23T11:58:59Z", ", due: 2026-12-01")
            + "\n# ^ warning: the next steps of 2026-11-23 are older than the Demo later that day, ACT-1A2B3C4D";
        check(&CHECK, &format!("{}{demo}", desk("2026-12-18", &before)));
    }
}
