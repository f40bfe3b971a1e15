//! Finds records that moved on after a clock of theirs was breached, without saying why.

use super::{Check, Review, Sees, draft};
use crate::calendar::Instant;
use crate::finding::{Finding, Level};
use crate::policy::sla::Subject;
use crate::records::review::of_sow;
use crate::records::{File, One, Records, Request, Sow};
use crate::sla::{Clock, ClockState, Clocks};

/// Name of the check.
pub const NAME: &str = "sla-breached-without-reason";

/// What a finding says after which clock was due when.
const UNSAID: &str = ", and no step since says why it comes late";

pub(super) static CHECK: Check = Check {
    name: NAME,
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
    /// Whether it may not be taken without a reason; a SOW is submitted without one.
    needs_one: bool,
}

/// Returns what to ask of whoever takes a step that is refused for want of a reason; `None` where anything else refuses
/// it.
pub fn question(findings: &[Finding]) -> Option<String> {
    let refusing = || findings.iter().filter(|finding| finding.blocks());
    let overdue = |finding: &Finding| finding.message.strip_suffix(UNSAID).map(str::to_owned);
    let overdue: Vec<String> = refusing()
        .map(|finding| overdue(finding).filter(|_| finding.check == NAME))
        .collect::<Option<_>>()?;
    match overdue.is_empty() {
        true => None,
        false => Some(format!("{}, why does it come late?", overdue.join(", "))),
    }
}

/// Returns the clocks of a record that are over their time, and no step since says why.
pub fn unexplained<'a>(clocks: &Clocks<'a>, file: &'a File, records: &Records) -> Vec<Clock<'a>> {
    clocks.late(file, |clock| {
        clock.state == ClockState::Breached
            && since(clock, records).is_some_and(|steps| !is_explained(&steps))
    })
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let silent = review.late().iter().flat_map(|late| &late.silent);
    findings.extend(silent.filter_map(|clock| found(review, clock)));
}

/// Returns the steps after a clock was due; `None` where it is not known when that was.
fn since<'a>(clock: &Clock<'a>, records: &'a Records) -> Option<Vec<Step<'a>>> {
    let due = clock.due?;
    let mut steps = steps(clock, records);
    steps.retain(|step| due < step.at);
    Some(steps)
}

/// Returns whether a step was taken after a breach, and none says why it comes late.
pub(super) fn is_silent<'a>(clock: &Clock<'a>, records: &'a Records) -> bool {
    let is_silent =
        |steps: Vec<Step<'_>>| steps.iter().any(|step| step.needs_one) && !is_explained(&steps);
    clock.state == ClockState::Breached && since(clock, records).is_some_and(is_silent)
}

fn is_explained(steps: &[Step<'_>]) -> bool {
    steps.iter().any(|step| draft::says(step.why))
}

fn found(review: &Review<'_>, clock: &Clock<'_>) -> Option<Finding> {
    let steps = since(clock, review.after)?;
    let first = steps.iter().find(|step| step.needs_one)?;
    let due = clock
        .due?
        .in_zone(clock.counting.calendar.zone())
        .announced();
    let mut finding = review.finding(
        &CHECK,
        clock.file,
        &first.key,
        format!("{} was due {due}{UNSAID}", clock.target.name),
        help(clock),
    );
    finding.since = Some(first.at.date());
    let key = clock.target.key();
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
                needs_one: true,
            })
            .collect();
    }
    let Some(sow) = clock.file.as_one::<Sow>() else {
        return Vec::new();
    };
    match clock.subject {
        Subject::Question => answer(sow, clock.number.unwrap_or(1)).into_iter().collect(),
        Subject::Review => verdicts(sow, clock, records),
        _ => course(sow.value()),
    }
}

/// Returns the moves of a SOW, and the times it was submitted.
fn course(sow: &Sow) -> Vec<Step<'_>> {
    let moves = sow.history.iter().enumerate();
    let moves = moves.map(|(place, entry)| Step {
        at: entry.at,
        key: format!("history[{place}].to"),
        why: &entry.breach_reason,
        needs_one: true,
    });
    let submitted = sow.review_requests.iter().enumerate();
    let submitted = submitted.map(|(place, asked)| Step {
        at: asked.at,
        key: format!("review_requests[{place}].at"),
        why: &asked.breach_reason,
        needs_one: false,
    });
    moves.chain(submitted).collect()
}

fn answer<'a>(sow: One<'a, Sow>, number: usize) -> Option<Step<'a>> {
    let answer = sow.value().questions.get(number - 1)?.answer.as_ref()?;
    Some(Step {
        at: answer.at,
        key: format!("questions[{}].answer.at", number - 1),
        why: &answer.breach_reason,
        needs_one: true,
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
            needs_one: true,
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
    fn a_sow_that_is_submitted_may_say_why_it_moves_on_late() {
        let sow = |why: &str, expected: &str| {
            format!(
                "#- sows/2026-11/SOW-4T9K2M7X.yaml\nname: N\nopportunity: OPP-7H3J5K9M\naccount: northwind-freight\nauthor: emma\nreview_requests:\n  - {{at: 2026-11-20T10:00:00Z, by: emma{why}}}\nhistory:\n  - {{at: 2026-11-16T08:00:00Z, by: emma, to: open}}\n  - {{at: 2026-11-18T08:30:00Z, by: emma, to: strawman-wip}}\n{expected}"
            )
        };
        let says = "#                                            ^^^^^^^^^^^^ error: em-contact was due Tuesday 2026-11-17 09:00 +01:00, and no step since says why it comes late\n";
        check(&CHECK, &sow("", says));
        check(&CHECK, &sow(", breach_reason: They moved house", ""));
    }

    #[test]
    fn whoever_lacks_a_reason_alone_is_asked_for_it() {
        let late = found(&CHECK, &begun(LATE, "", SAYS, ""));
        assert_eq!(
            super::question(&late).as_deref(),
            Some("first-activity was due Thursday 2026-11-19 10:00 +01:00, why does it come late?")
        );
        assert_eq!(super::question(&[]), None);
        let mut with_another = found(&CHECK, &begun(LATE, "", SAYS, ""));
        let mut another = with_another[0].clone();
        another.check = "missing-field";
        with_another.push(another);
        assert_eq!(super::question(&with_another), None);
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
