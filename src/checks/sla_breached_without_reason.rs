//! Finds records that moved on after a clock of theirs was breached, without saying why.

use super::{Check, Review, Sees, draft, sla_due_soon::files};
use crate::calendar::Instant;
use crate::finding::{Finding, Level};
use crate::policy::sla::Subject;
use crate::records::review::of_sow;
use crate::records::{One, Records, Request, Sow};
use crate::sla::{Clock, ClockState, Clocks};

pub(super) static CHECK: Check = Check {
    name: "sla-breached-without-reason",
    level: Level::Error,
    summary: "a step after a breached clock that does not say why it comes late",
    docs: r#"## What it finds
A request or a SOW that went on to another state after one of its clocks was over its time, an answer or a verdict given
late, where neither that step nor one after it says why in `breach_reason`. One reason is enough for a clock. A breach alone
is no finding: `sa sla list --breached` shows them, and the weekly report counts them.

## Why it matters
A breach that nobody explains is repeated. The reason is asked for once, of the person who takes the work on, when they know
it; afterwards the report can tell an absent customer from a missing SA.

## What to do
Say it with the step: `sa request start ID --breach-reason TEXT`. Of a step that was made without one, the next step can say
it. `sa sla explain ID` shows how the clock was counted.

## Example
```yaml
#- requests/2026-11/REQ-4T9K2M7X.yaml
template: sa-activity
requester: dana
region: EMEA
owner: sam
sa_asks: A demo of the agent platform
history:
  - {at: 2026-11-17T09:00:00Z, by: dana, to: open}
  - {at: 2026-11-17T10:00:00Z, by: sam, to: triaged}
  - {at: 2026-11-20T09:00:00Z, by: sam, to: doing}
#                                           ^^^^^ error: first-activity was due Thursday 2026-11-19 10:00 +01:00, and no step since says why it comes late
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

/// A step of a record: when, the key to point at, and why it comes late.
struct Step<'a> {
    at: Instant,
    key: String,
    why: &'a Option<String>,
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let clocks = Clocks::new(review.after, review.policy, review.now);
    for file in files(review) {
        let late = clocks.of(file).into_iter();
        let late = late.filter(|clock| clock.state == ClockState::Breached);
        findings.extend(late.filter_map(|clock| unexplained(review, &clock)));
    }
}

fn unexplained(review: &Review<'_>, clock: &Clock<'_>) -> Option<Finding> {
    let due = clock.due?;
    let mut steps = steps(clock, review.after);
    steps.retain(|step| due < step.at);
    let first = steps.first()?;
    if steps.iter().any(|step| draft::says(step.why)) {
        return None;
    }
    let due = due.in_zone(clock.counting.calendar.zone()).announced();
    let mut finding = review.finding(
        &CHECK,
        clock.file,
        &first.key,
        format!(
            "{} was due {due}, and no step since says why it comes late",
            clock.target.name
        ),
        help(clock),
    );
    finding.since = Some(first.at.date());
    let key = format!("sla.{}.within", clock.target.name);
    finding
        .notes
        .extend(review.policy_note(&key, "how long this desk gives"));
    Some(finding)
}

/// Returns the steps that take on what a clock is about: moves of the record, the answer, the verdicts.
fn steps<'a>(clock: &Clock<'a>, records: &'a Records) -> Vec<Step<'a>> {
    if let Some(request) = clock.file.as_one::<Request>() {
        let moves = request.value().history.iter().enumerate();
        return moves
            .map(|(place, entry)| Step {
                at: entry.at,
                key: format!("history[{place}].to"),
                why: &entry.breach_reason,
            })
            .collect();
    }
    let Some(sow) = clock.file.as_one::<Sow>() else {
        return Vec::new();
    };
    match clock.subject {
        Subject::Question => answer(sow, clock.number.unwrap_or(1)).into_iter().collect(),
        Subject::Review => verdicts(sow, clock, records),
        _ => {
            let moves = sow.value().history.iter().enumerate();
            moves
                .map(|(place, entry)| Step {
                    at: entry.at,
                    key: format!("history[{place}].to"),
                    why: &entry.breach_reason,
                })
                .collect()
        }
    }
}

fn answer<'a>(sow: One<'a, Sow>, number: usize) -> Option<Step<'a>> {
    let answer = sow.value().questions.get(number - 1)?.answer.as_ref()?;
    Some(Step {
        at: answer.at,
        key: format!("questions[{}].answer.at", number - 1),
        why: &answer.breach_reason,
    })
}

/// Returns the verdicts of the round of a clock.
fn verdicts<'a>(sow: One<'a, Sow>, clock: &Clock<'_>, records: &'a Records) -> Vec<Step<'a>> {
    let round = clock.number.unwrap_or(1);
    let next = sow.review_requests.get(round).map(|next| next.at);
    let given = of_sow(records, sow.id()).into_iter();
    given
        .filter(|one| clock.started <= one.at && next.is_none_or(|next| one.at < next))
        .map(|one| Step {
            at: one.at,
            key: format!("review_requests[{}].at", round - 1),
            why: &one.value().breach_reason,
        })
        .collect()
}

fn help(clock: &Clock<'_>) -> String {
    let id = &clock.file.id;
    let how = match clock.subject {
        Subject::Request => {
            format!("say it with the next step: `sa request move {id} STATE --breach-reason TEXT`")
        }
        Subject::Question => format!(
            "say it with the answer: `ta answer {id} {} TEXT --breach-reason TEXT`",
            clock.number.unwrap_or(1)
        ),
        Subject::Review => {
            format!("say it with the verdict: `ta review {id} --breach-reason TEXT`")
        }
        _ => format!("say it with the next step: `sa sow move {id} STATE --breach-reason TEXT`"),
    };
    format!("{how}; `sa sla explain {id}` shows how it is counted")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::{check, found};

    /// A request that was claimed in time and begun on a day, with more words of that step and steps after it.
    fn begun(at: &str, words: &str, expected: &str, after: &str) -> String {
        let expected = match expected {
            "" => String::new(),
            says => format!("#                                           ^^^^^ error: {says}\n"),
        };
        format!(
            "#- requests/2026-11/REQ-4T9K2M7X.yaml\ntemplate: sa-activity\nrequester: dana\nregion: EMEA\nowner: sam\nsa_asks: A demo\nhistory:\n  - {{at: 2026-11-17T09:00:00Z, by: dana, to: open}}\n  - {{at: 2026-11-17T10:00:00Z, by: sam, to: triaged}}\n  - {{at: {at}, by: sam, to: doing{words}}}\n{expected}{after}"
        )
    }

    const LATE: &str = "2026-11-19T09:00:01Z";
    const SAYS: &str = "first-activity was due Thursday 2026-11-19 10:00 +01:00, and no step since says why it comes late";

    #[test]
    fn a_step_in_time_needs_no_reason_and_one_a_second_late_does() {
        check(&CHECK, &begun("2026-11-19T09:00:00Z", "", "", ""));
        check(&CHECK, &begun(LATE, "", SAYS, ""));
        check(&CHECK, &begun(LATE, ", breach_reason: I was ill", "", ""));
        check(&CHECK, &begun(LATE, ", breach_reason: TBD", SAYS, ""));
    }

    #[test]
    fn one_reason_is_enough_and_may_come_later() {
        let followup = |words: &str| {
            format!("  - {{at: 2026-11-20T09:00:00Z, by: sam, to: followup{words}}}\n")
        };
        let said = begun(LATE, ", breach_reason: I was ill", "", &followup(""));
        check(&CHECK, &said);
        let later = followup(", breach_reason: I was ill");
        check(&CHECK, &begun(LATE, "", "", &later));
        check(&CHECK, &begun(LATE, "", SAYS, &followup("")));
    }

    #[test]
    fn a_breach_alone_is_no_finding() {
        let waits = "#- requests/2026-11/REQ-4T9K2M7X.yaml\ntemplate: sa-activity\nrequester: dana\nregion: EMEA\nowner: sam\nsa_asks: A demo\nhistory:\n  - {at: 2026-11-12T09:00:00Z, by: dana, to: open}\n  - {at: 2026-11-12T10:00:00Z, by: sam, to: triaged}\n";
        check(&CHECK, waits);
        check(
            &CHECK,
            &(waits.to_owned()
                + "comments:\n  - {at: 2026-11-20T09:00:00Z, by: sam, text: On it}\n"),
        );
    }

    /// A SOW whose question and review of Monday, a week ago, were answered on Thursday, with more words of both.
    fn sow(answer: &str, verdict: &str, expected: &str) -> String {
        format!(
            "#- sows/2026-11/SOW-4T9K2M7X.yaml\nname: N\nopportunity: OPP-7H3J5K9M\naccount: northwind-freight\nauthor: emma\nquestions:\n  - at: 2026-11-16T09:00:00Z\n    by: emma\n    text: How many?\n    answer: {{at: 2026-11-19T09:00:00Z, by: tariq, text: Ten{answer}}}\nreview_requests:\n  - {{at: 2026-11-16T09:00:00Z, by: emma}}\n{expected}history: [{{at: 2026-11-16T08:00:00Z, by: emma, to: open}}, {{at: 2026-11-16T08:30:00Z, by: emma, to: strawman-wip}}]\n#- reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml\nsow: SOW-4T9K2M7X\nat: 2026-11-19T09:00:00Z\nby: tariq\nrole: ta\nverdict: changes-requested\ndigest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n{verdict}"
        )
    }

    #[test]
    fn late_answers_and_verdicts_say_why_themselves() {
        let answered = ", breach_reason: He was at a customer's";
        let given = "breach_reason: The content came late\n";
        check(&CHECK, &sow(answered, given, ""));
        let says = "# ^^ error: ta-review was due Wednesday 2026-11-18 10:00 +01:00, and no step since says why it comes late\n";
        check(&CHECK, &sow(answered, "", says));
        let findings = found(&CHECK, &sow("", given, ""));
        assert_eq!(
            findings[0].message,
            "scoping-answer was due Wednesday 2026-11-18 10:00 +01:00, and no step since says why it comes late"
        );
        assert!(findings[0].help.starts_with(
            "say it with the answer: `ta answer SOW-4T9K2M7X 1 TEXT --breach-reason TEXT`"
        ));
    }
}
