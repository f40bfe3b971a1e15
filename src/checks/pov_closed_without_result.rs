//! Finds POVs that were closed without saying how they came out, or why.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::lifecycle::one_of;
use crate::records::Pov;
use crate::records::pov::State;
use crate::records::values::answer;

pub(super) static CHECK: Check = Check {
    name: "pov-closed-without-result",
    level: Level::Error,
    summary: "a POV that was closed without a result or a note",
    docs: r#"## What it finds
A POV whose last entry of `history` is `closed` and says no `result` or no `note`. One that was closed before it
began came to no result, and needs the note alone. A note that says `TBD` or the like is none.

## Why it matters
How many POVs succeed, and what the others failed by, is all that can be learnt from them.

## What to do
Say both when it is closed: `sa pov close ID --result successful --note TEXT`. An entry that is not committed yet
can still be completed; after that a manager lets it pass: `hygiene waive pov-closed-without-result ID --reason TEXT
--until DATE`.

## Example
```yaml
#- povs/2026-10/POV-6B2D4F8H.yaml
name: Northwind platform
opportunity: OPP-7H3J5K9M
owner: dana
sa: sam
type: guided
history:
  - {at: 2026-09-28T09:00:00Z, by: sam, to: new}
  - {at: 2026-10-01T09:00:00Z, by: sam, to: in-progress}
  - {at: 2026-10-30T09:00:00Z, by: sam, to: closed, note: All three criteria are met}
#                                           ^^^^^^ error: the POV is closed without a result
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for pov in review.each::<Pov>() {
        let Some(last) = pov.history.last() else {
            continue;
        };
        let began = pov.path().contains(&State::InProgress);
        let note = last.note.as_deref();
        let has_note = note.is_some_and(|note| answer::is_answer("note", note));
        let missing: Vec<&str> = [
            (began && last.result.is_none()).then_some("a result"),
            (!has_note).then_some("a note"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if last.to != State::Closed || missing.is_empty() {
            continue;
        }
        let mut finding = review.finding(
            &CHECK,
            pov.file,
            &format!("history[{}].to", pov.history.len() - 1),
            format!("the POV is closed without {}", one_of(&missing)),
            format!(
                "once it is committed, a manager lets it pass: `hygiene waive {} {id} --reason TEXT --until DATE`; before, write `result` and `note` into the entry",
                CHECK.name,
                id = pov.id()
            ),
        );
        finding.since = Some(last.at.date());
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    const BEGUN: &str = "  - {at: 2026-10-01T09:00:00Z, by: sam, to: in-progress}\n";

    fn closed(begun: &str, said: &str, missing: &str) {
        let expected = match missing {
            "" => String::new(),
            missing => format!(
                "#                                           ^^^^^^ error: the POV is closed without {missing}\n"
            ),
        };
        check(
            &CHECK,
            &format!(
                "#- povs/2026-10/POV-6B2D4F8H.yaml\nname: N\nopportunity: OPP-7H3J5K9M\nowner: dana\nsa: sam\ntype: guided\nhistory:\n  - {{at: 2026-09-28T09:00:00Z, by: sam, to: new}}\n{begun}  - {{at: 2026-10-30T09:00:00Z, by: sam, to: closed{said}}}\n{expected}"
            ),
        );
    }

    #[test]
    fn what_began_ends_with_a_result_and_a_note() {
        closed(BEGUN, ", result: successful, note: All are met", "");
        closed(BEGUN, ", result: unsuccessful, note: Two failed", "");
        closed(BEGUN, ", note: All are met", "a result");
        closed(BEGUN, ", result: successful", "a note");
        closed(BEGUN, ", result: successful, note: TBD", "a note");
        closed(BEGUN, "", "a result or a note");
    }

    #[test]
    fn what_never_began_ends_with_a_note() {
        closed("", ", note: They chose to wait", "");
        closed("", "", "a note");
    }

    #[test]
    fn what_is_not_closed_has_no_result_yet() {
        check(
            &CHECK,
            &format!(
                "#- povs/2026-10/POV-6B2D4F8H.yaml\nname: N\nopportunity: OPP-7H3J5K9M\nowner: dana\nsa: sam\ntype: guided\nhistory:\n  - {{at: 2026-09-28T09:00:00Z, by: sam, to: new}}\n{BEGUN}"
            ),
        );
    }
}
