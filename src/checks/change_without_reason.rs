//! Finds moves and changes of hands of opportunities that say no reason where one is owed.

use super::{Check, Review, Sees};
use crate::calendar::Instant;
use crate::finding::{Finding, Level};
use crate::records::opportunity::Stage;
use crate::records::{One, Opportunity};

pub(super) static CHECK: Check = Check {
    name: "change-without-reason",
    level: Level::Error,
    summary: "a move back, a loss or a change of the primary SA without a reason",
    docs: r#"## What it finds
An entry of an opportunity's `history` that goes back to an earlier stage, opens it again, or ends it other than won,
and an entry of `primary_sa` that names another SA than the one before, without a `reason`. First entries need none.

## Why it matters
A stage goes back, a deal is lost and an SA leaves for a reason, and the next who works with the customer needs it. It
is known on the day and forgotten in a month.

## What to do
Say it with the change: `sa opp stage ID STAGE --reason TEXT`, `sa opp assign ID HANDLE --reason TEXT`. An entry that is
committed is not edited any more; a manager lets it pass:
`hygiene waive change-without-reason ID --reason TEXT --until DATE`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Halden caching
account: northwind-freight
owner: dana
history:
  - {at: 2026-11-02T09:00:00Z, by: dana, to: 4-Proposal}
  - {at: 2026-11-16T09:00:00Z, by: dana, to: 2-Scoping}
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: goes back from 4-Proposal to 2-Scoping without a reason
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

/// A change that owes a reason: where it stands, when it was made, what it did, and the command that says why.
struct Change {
    key: String,
    at: Instant,
    what: String,
    command: String,
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for opportunity in review.each::<Opportunity>() {
        let id = opportunity.id();
        for change in moves(opportunity).chain(hands(opportunity)) {
            let mut finding = review.finding(
                &CHECK,
                opportunity.file,
                &change.key,
                format!("{} without a reason", change.what),
                format!(
                    "once it is committed, a manager lets it pass: `hygiene waive {} {id} --reason TEXT --until DATE`; before, write `reason: TEXT` into the entry, or take it out and say it anew: `{}`",
                    CHECK.name, change.command
                ),
            );
            finding.since = Some(change.at.date());
            findings.push(finding);
        }
    }
}

/// Returns the moves back and the ends other than won that say no reason.
fn moves<'a>(opportunity: One<'a, Opportunity>) -> impl Iterator<Item = Change> + use<'a> {
    let (id, history) = (opportunity.id(), &opportunity.value().history);
    (1..history.len()).filter_map(move |at| {
        let (from, entry) = (history[at - 1].to, &history[at]);
        let what = owing(from, entry.to)?;
        is_missing(&entry.reason).then(|| Change {
            key: format!("history[{at}]"),
            at: entry.at,
            what,
            command: format!("sa opp stage {id} \"{}\" --reason TEXT", entry.to.name()),
        })
    })
}

fn owing(from: Stage, to: Stage) -> Option<String> {
    let (from_name, to_name) = (from.name(), to.name());
    if from.goes_back_to(to) {
        return Some(format!("goes back from {from_name} to {to_name}"));
    }
    let is_lost = !to.is_open() && to != Stage::ClosedWon;
    is_lost.then(|| format!("goes from {from_name} to {to_name}"))
}

/// Returns the changes of the primary SA that say no reason.
fn hands<'a>(opportunity: One<'a, Opportunity>) -> impl Iterator<Item = Change> + use<'a> {
    let (id, sas) = (opportunity.id(), &opportunity.value().primary_sa);
    (1..sas.len()).filter_map(move |at| {
        let (from, entry) = (&sas[at - 1].who, &sas[at]);
        let is_owed = *from != entry.who && is_missing(&entry.reason);
        is_owed.then(|| Change {
            key: format!("primary_sa[{at}]"),
            at: entry.at,
            what: format!("goes from `{from}` to `{}`", entry.who),
            command: format!("sa opp assign {id} {} --reason TEXT", entry.who),
        })
    })
}

fn is_missing(reason: &Option<String>) -> bool {
    reason.as_deref().is_none_or(|text| text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::{check, found};

    fn desk(list: &str, first: &str, second: &str) -> String {
        format!(
            "#- opportunities/OPP-2M4N6P8Q.yaml
name: A
account: northwind-freight
owner: dana
{list}:
  - {{at: 2026-11-02T09:00:00Z, by: dana, {first}}}
  - {{at: 2026-11-16T09:00:00Z, by: dana, {second}}}
"
        )
    }

    fn moved(from: &str, to: &str, rest: &str) -> String {
        desk(
            "history",
            &format!("to: {from}"),
            &format!("to: {to}{rest}"),
        )
    }

    fn given(from: &str, to: &str, rest: &str) -> String {
        let history = "history: [{at: 2026-11-02T09:00:00Z, by: dana, to: 2-Scoping}]\n";
        desk(
            "primary_sa",
            &format!("who: {from}"),
            &format!("who: {to}{rest}"),
        )
        .replace("primary_sa", &format!("{history}primary_sa"))
    }

    #[test]
    fn a_reason_mends_it() {
        for (from, to, verb) in [
            ("4-Proposal", "2-Scoping", "goes back"),
            ("8-Closed Lost", "1-Discovery", "goes back"),
            ("Closed Won", "7-Closing", "goes back"),
            ("4-Proposal", "8-Closed Lost", "goes"),
            ("0-Pending Acceptance", "9-Unqualified", "goes"),
            ("0-Pending Acceptance", "10-Duplicate", "goes"),
        ] {
            let expected = format!("# ^ error: {verb} from {from} to {to} without a reason\n");
            let text = moved(from, to, "") + &expected;
            check(&CHECK, &text);
            check(&CHECK, &(moved(from, to, ", reason: \" \"") + &expected));
            check(&CHECK, &moved(from, to, ", reason: No budget"));
            let [finding] = found(&CHECK, &text).try_into().expect("one finding");
            let since = finding.since.map(|day| day.to_string());
            assert_eq!(since.as_deref(), Some("2026-11-16"));
            let command = format!("`sa opp stage OPP-2M4N6P8Q \"{to}\" --reason TEXT`");
            assert!(finding.help.contains(&command), "{}", finding.help);
        }
    }

    #[test]
    fn going_on_and_winning_need_none() {
        for (from, to) in [
            ("2-Scoping", "4-Proposal"),
            ("7-Closing", "Closed Won"),
            ("0-Pending Acceptance", "1-Discovery"),
        ] {
            check(&CHECK, &moved(from, to, ""));
        }
        let mirrored = "#- opportunities/OPP-2M4N6P8Q.yaml\nname: A\naccount: northwind-freight\nowner: dana\nhistory: [{at: 2026-11-02T09:00:00Z, by: dana, to: 8-Closed Lost}]\n";
        check(&CHECK, mirrored);
    }

    #[test]
    fn another_sa_needs_one() {
        let expected = "# ^ error: goes from `sam` to `kim` without a reason\n";
        let text = given("sam", "kim", "") + expected;
        check(&CHECK, &text);
        let help = &found(&CHECK, &text)[0].help;
        assert!(help.contains("`sa opp assign OPP-2M4N6P8Q kim --reason TEXT`"));
        check(&CHECK, &given("sam", "kim", ", reason: Leave"));
        check(&CHECK, &given("sam", "sam", ""));
    }
}
