//! Finds clocks that run out soon.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::{request, sow};
use crate::sla::Clock;

pub(super) static CHECK: Check = Check {
    name: "sla-due-soon",
    level: Level::Warning,
    summary: "a clock that runs out soon",
    docs: r#"## What it finds
A request, or a question, review or step of a SOW, whose clock is past the warning point of its target and not over its time.
`sa sla targets` shows when each warns, `warn` in `[sla.TARGET]` of `desk.toml` moves it. A clock that stands still warns of
nothing.

## Why it matters
Source document 003: the SA team owes activity on a request within 48 hours. What is seen while there is time can still be
done in time.

## What to do
Do what the target waits for; `sa sla explain ID` says what that is, and how the time is counted.

## Example
```yaml
#- requests/2026-11/REQ-4T9K2M7X.yaml
template: sa-activity
requester: dana
region: EMEA
sa_asks: A demo of the agent platform
history:
  - {at: 2026-11-21T14:00:00Z, by: dana, to: open}
#        ^^^^^^^^^^^^^^^^^^^^ warning: first-activity is due Monday 2026-11-23 15:00 +01:00, in 2 h
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let soon = review.late().iter().flat_map(|late| &late.soon);
    findings.extend(soon.filter_map(|clock| found(review, clock)));
}

fn found(review: &Review<'_>, clock: &Clock<'_>) -> Option<Finding> {
    let due = clock.due?.in_zone(clock.counting.calendar.zone());
    let mut finding = review.finding(
        &CHECK,
        clock.file,
        &format!("{}.at", clock.start.source),
        format!(
            "{} is due {}, in {}",
            clock.target.name,
            due.announced(),
            clock.left().length()
        ),
        help(clock),
    );
    let told = clock.told(review.after).into_iter().next();
    finding.owner = told.or(finding.owner);
    finding.since = clock.warns.map(|warns| warns.date());
    let key = clock.target.key();
    finding
        .notes
        .extend(review.policy_note(&key, "how long this desk gives"));
    Some(finding)
}

/// Returns what stops a clock, as a command where there is one.
fn help(clock: &Clock<'_>) -> String {
    let id = &clock.file.id;
    let number = clock.number.unwrap_or(1);
    let stop = match (clock.file.kind, clock.subject) {
        (kind, _) if *kind == request::KIND => match clock.owner {
            None => format!("take it: `sa request claim {id}`"),
            Some(_) => format!("say what you do: `sa request comment {id} TEXT`, or move it on"),
        },
        (kind, crate::policy::sla::Subject::Question) if *kind == sow::KIND => {
            format!("answer it: `ta answer {id} {number} TEXT`")
        }
        (_, crate::policy::sla::Subject::Review) => format!("give it: `ta review {id}`"),
        _ => format!("move it on: `sa sow move {id} STATE`"),
    };
    format!("{stop}; `sa sla explain {id}` shows how it is counted")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::{check, found as found_by};

    /// A request of one day and hour, with more lines, and what is expected; now is Monday 2026-11-23 12:00 UTC.
    fn request(at: &str, expected: &str, lines: &str) -> String {
        let expected = match expected {
            "" => String::new(),
            says => format!("#        ^^^^^^^^^^^^^^^^^^^^ warning: {says}\n"),
        };
        format!(
            "#- requests/2026-11/REQ-4T9K2M7X.yaml\ntemplate: sa-activity\nrequester: dana\nregion: EMEA\nsa_asks: A demo\nhistory:\n  - {{at: {at}, by: dana, to: open}}\n{expected}{lines}"
        )
    }

    #[test]
    fn it_warns_from_the_warning_point_until_it_is_due() {
        let eight = "first-activity is due Monday 2026-11-23 21:00 +01:00, in 8 h";
        check(&CHECK, &request("2026-11-21T20:00:00Z", eight, ""));
        check(&CHECK, &request("2026-11-21T20:00:01Z", "", ""));
        let now = "first-activity is due Monday 2026-11-23 13:00 +01:00, in 0 min";
        check(&CHECK, &request("2026-11-21T12:00:00Z", now, ""));
        check(&CHECK, &request("2026-11-21T11:59:59Z", "", ""));
    }

    #[test]
    fn what_stands_still_or_has_stopped_warns_of_nothing() {
        let waiting =
            "  - {at: 2026-11-22T14:00:00Z, by: sam, to: waiting, awaiting: Dates, from: dana}\n";
        check(&CHECK, &request("2026-11-21T14:00:00Z", "", waiting));
        let doing = "  - {at: 2026-11-22T14:00:00Z, by: sam, to: triaged}\n  - {at: 2026-11-22T15:00:00Z, by: sam, to: doing}\n";
        check(&CHECK, &request("2026-11-21T14:00:00Z", "", doing));
    }

    #[test]
    fn policy_moves_the_warning_and_the_help_says_what_stops_it() {
        let policy = "#- policy:\nschema = 1\n[sla.first-activity]\nwarn = \"1 hour\"\n";
        let text = policy.to_owned() + &request("2026-11-21T14:00:00Z", "", "");
        check(&CHECK, &text);
        let findings = found_by(&CHECK, &request("2026-11-21T14:00:00Z", "", ""));
        assert_eq!(
            findings[0].help,
            "take it: `sa request claim REQ-4T9K2M7X`; `sa sla explain REQ-4T9K2M7X` shows how it is counted"
        );
    }
}
