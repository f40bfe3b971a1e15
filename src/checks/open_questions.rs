//! Finds help with questions of a SOW that does not fit which of them are open.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::lifecycle::{State as _, all_of, illegal_steps};
use crate::records::sow::{Assistance, AssistanceMove, Question};
use crate::records::{File, One, Sow};

pub(super) static CHECK: Check = Check {
    name: "open-questions",
    level: Level::Error,
    summary: "help with questions of a SOW that does not fit which are open, or an offer with open ones",
    docs: r#"## What it finds
- An entry of `assistance` that is `needs-ta-assistance` at a time when no question was open, or `ta-assisted` while one was.
- Entries that do not take turns, beginning with `needs-ta-assistance`.
- A SOW in `ready-for-approval`, `approved` or `closed-won` with an open question.
- An open question for which no help is asked: this is a warning.

A SOW that is lost or on hold is left alone.

## Why it matters
Source document 000, scoping related questions: the label Scoping::Needs_TA_Assistance comes with a clear request, and
becomes Scoping::TA_Assisted when there are no outstanding questions. What is offered with an open question promises what
nobody knows.

## What to do
Answer them: `ta answer ID N TEXT`, which ends the help with the last one. Ask with `ta ask ID TEXT`, which asks for help.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
questions: [{at: 2026-11-19T10:00:00Z, by: emma, text: Do runners reach the registry?}]
# ^^ warning: question 1 is open, and no help is asked for
assistance:
  - {at: 2026-11-19T10:00:00Z, by: emma, state: needs-ta-assistance}
  - {at: 2026-11-20T10:00:00Z, by: tariq, state: ta-assisted}
#                                                ^^^^^^^^^^^ error: question 1 was open when help ended
history: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    file.as_one::<Sow>().is_some_and(|sow| {
        draft::is_asked(&sow) && !(sow.questions.is_empty() && sow.assistance.is_empty())
    })
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for sow in review.asked::<Sow>(&CHECK) {
        let states: Vec<Assistance> = sow.assistance.iter().map(|entry| entry.state).collect();
        for at in illegal_steps(&states) {
            let message = match at {
                0 => "help ended that nobody had asked for".to_owned(),
                _ => format!("it is `{}` already", states[at].name()),
            };
            findings.push(of_entry(review, sow, at, &message));
        }
        for (at, entry) in sow.assistance.iter().enumerate() {
            let message = unfitting(&sow, entry);
            findings.extend(message.map(|message| of_entry(review, sow, at, &message)));
        }
        let open: Vec<usize> = sow.open_questions().map(|(number, _)| number).collect();
        if let Some(first) = open.first() {
            findings.extend(offered(review, sow, &open));
            findings.extend(unasked(review, sow, *first, &open));
        }
    }
}

/// Returns why an entry does not fit the questions that were open at its time.
fn unfitting(sow: &Sow, entry: &AssistanceMove) -> Option<String> {
    let numbered = (1..).zip(&sow.questions);
    // Within one second a question may be asked, help asked for, and the answer given.
    let is_open = |question: &Question| match entry.state {
        Assistance::NeedsTaAssistance => question.was_open_at(entry.at),
        Assistance::TaAssisted => question.is_open_at(entry.at),
    };
    let open: Vec<usize> = numbered
        .filter(|(_, question)| is_open(question))
        .map(|(number, _)| number)
        .collect();
    match (entry.state, open.is_empty()) {
        (Assistance::NeedsTaAssistance, true) => {
            Some("help was asked for while no question was open".into())
        }
        (Assistance::TaAssisted, false) => Some(format!(
            "{} open when help ended",
            were(&open, "was", "were")
        )),
        _ => None,
    }
}

fn offered(review: &Review<'_>, sow: One<'_, Sow>, open: &[usize]) -> Option<Finding> {
    let last = sow.history.last().filter(|entry| entry.to.is_offered())?;
    let mut finding = review.finding(
        &CHECK,
        sow.file,
        &format!("history[{}].to", sow.history.len() - 1),
        format!(
            "the SOW is {}, and {} open",
            last.to.name(),
            were(open, "is", "are")
        ),
        answering(sow, open),
    );
    finding.since = Some(last.at.date());
    Some(finding)
}

fn unasked(
    review: &Review<'_>,
    sow: One<'_, Sow>,
    first: usize,
    open: &[usize],
) -> Option<Finding> {
    if sow.assistance() == Some(Assistance::NeedsTaAssistance) {
        return None;
    }
    let key = format!("questions[{}].text", first - 1);
    let mut finding = review.finding(
        &CHECK,
        sow.file,
        &key,
        format!("{} open, and no help is asked for", were(open, "is", "are")),
        answering(sow, open),
    );
    finding.level = Level::Warning;
    Some(finding)
}

fn of_entry(review: &Review<'_>, sow: One<'_, Sow>, at: usize, message: &str) -> Finding {
    let id = sow.id();
    let mut finding = review.finding(
        &CHECK,
        sow.file,
        &format!("assistance[{at}].state"),
        message,
        format!(
            "take the entry out before it is committed; `ta ask {id} TEXT` asks for help with a question, and `ta answer {id} N TEXT` ends it with the last one"
        ),
    );
    finding.since = Some(sow.assistance[at].at.date());
    finding
}

fn answering(sow: One<'_, Sow>, open: &[usize]) -> String {
    let first = open.first().copied().unwrap_or(1);
    format!("answer it: `ta answer {} {first} TEXT`", sow.id())
}

/// Returns "question 2 is", "questions 1 and 3 are".
fn were(open: &[usize], one: &str, many: &str) -> String {
    let numbers: Vec<String> = open.iter().map(ToString::to_string).collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    match numbers[..] {
        [only] => format!("question {only} {one}"),
        _ => format!("questions {} {many}", all_of(&numbers)),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, moved, replaced, submitted};
    use crate::checks::fixture::{check, found};

    const ASKED: &str = "{at: 2026-11-20T08:00:00Z, by: emma, state: needs-ta-assistance}";
    const HELPED: &str = "{at: 2026-11-20T09:00:00Z, by: tariq, state: ta-assisted}";

    /// Questions, each asked on the 20th at 8 and answered at a time, if at all.
    fn questions(answered: &[&str]) -> String {
        let question = |time: &&str| match *time {
            "" => "  - {at: 2026-11-20T08:00:00Z, by: emma, text: A}\n".to_owned(),
            time => format!(
                "  - {{at: 2026-11-20T08:00:00Z, by: emma, text: A, answer: {{at: 2026-11-20T{time}:00Z, by: tariq, text: B}}}}\n"
            ),
        };
        format!(
            "questions:\n{}",
            answered.iter().map(question).collect::<String>()
        )
    }

    /// Entries of assistance, each with what is expected of it.
    fn entries(entries: &[(&str, &str)]) -> String {
        let entry = |(entry, says): &(&str, &str)| match *says {
            "" => format!("  - {entry}\n"),
            says => format!("  - {entry}\n# ^^ {says}\n"),
        };
        format!(
            "assistance:\n{}",
            entries.iter().map(entry).collect::<String>()
        )
    }

    fn sow(lists: &[String]) -> String {
        replaced(
            DRAFT,
            "history:\n",
            &format!("{}history:\n", lists.concat()),
        )
    }

    /// Asserts the same of a draft and of what is submitted.
    fn both(text: &str) {
        check(&CHECK, text);
        check(&CHECK, &submitted(text));
    }

    #[test]
    fn help_is_asked_for_with_a_question_and_ends_with_the_last_answer() {
        let answered = questions(&["08:30", "09:00"]);
        both(&sow(&[answered, entries(&[(ASKED, ""), (HELPED, "")])]));
        both(&sow(&[questions(&["08:30", ""]), entries(&[(ASKED, "")])]));
    }

    #[test]
    fn nobody_asks_for_help_without_an_open_question() {
        let says = "error: help was asked for while no question was open";
        both(&sow(&[entries(&[(ASKED, says)])]));
        both(&sow(&[questions(&["08:00"]), entries(&[(ASKED, "")])]));
        both(&sow(&[questions(&["07:59"]), entries(&[(ASKED, says)])]));
        let early = ASKED.replace("08:00", "07:59");
        both(&sow(&[questions(&["", ""]), entries(&[(&early, says)])]));
    }

    #[test]
    fn help_does_not_end_while_a_question_is_open() {
        let says = "error: question 2 was open when help ended";
        both(&sow(&[
            questions(&["08:30", "09:01"]),
            entries(&[(ASKED, ""), (HELPED, says)]),
        ]));
        let says = "error: questions 1 and 2 were open when help ended";
        both(&sow(&[
            questions(&["10:00", "09:01"]),
            entries(&[(ASKED, ""), (HELPED, says)]),
        ]));
    }

    #[test]
    fn entries_take_turns_and_begin_with_a_call_for_help() {
        let answered = questions(&["08:30"]);
        let says = "error: help ended that nobody had asked for";
        both(&sow(&[answered.clone(), entries(&[(HELPED, says)])]));
        let again = ASKED.replace("08:00", "08:20");
        let says = "error: it is `needs-ta-assistance` already";
        both(&sow(&[
            answered,
            entries(&[(ASKED, ""), (&again, says), (HELPED, "")]),
        ]));
    }

    #[test]
    fn nothing_is_offered_with_an_open_question() {
        let text = sow(&[questions(&["", "09:00"]), entries(&[(ASKED, "")])]);
        for (state, says) in [
            ("sow-wip", ""),
            ("on-hold", ""),
            (
                "ready-for-approval",
                "# ^^ error: the SOW is ready-for-approval, and question 1 is open\n",
            ),
            (
                "approved",
                "# ^^ error: the SOW is approved, and question 1 is open\n",
            ),
            (
                "closed-won",
                "# ^^ error: the SOW is closed-won, and question 1 is open\n",
            ),
        ] {
            check(&CHECK, &format!("{}{says}", moved(&text, state)));
        }
        let help = &found(&CHECK, &moved(&text, "approved"))[0].help;
        assert_eq!(help, "answer it: `ta answer SOW-4T9K2M7X 1 TEXT`");
    }

    #[test]
    fn an_open_question_asks_for_help() {
        let says = "# ^^ warning: question 2 is open, and no help is asked for\n";
        both(&sow(&[questions(&["08:30", ""]), says.to_owned()]));
    }

    #[test]
    fn what_is_lost_or_held_is_left_alone() {
        let text = sow(&[questions(&[""]), entries(&[(HELPED, "")])]);
        check(&CHECK, &moved(&text, "closed-lost"));
        check(&CHECK, &moved(&text, "on-hold"));
    }
}
