//! Finds verdicts that their own checklist does not bear out.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::review::{Answer, Item, ReviewerRole};
use crate::records::{One, TaReview};

pub(super) static CHECK: Check = Check {
    name: "review-checklist-incomplete",
    level: Level::Error,
    summary: "an approval without a full checklist, or a verdict that says nothing of what to change",
    docs: r#"## What it finds
An approval as Technical Architect that leaves an item of the checklist without an answer, answers one with `no`, or
answers one with `na` and gives no reason; an item answered twice; and changes requested without a comment or a `no`.
`docs/lifecycles.md` lists the items.

## Why it matters
Source document 000: Technical Architects clarify actions, assumptions and deliverables, and bring security, compliance
and observability into engagements. The checklist is the proof that each was looked at.

## What to do
A review is not edited after it was committed: give another one, `ta review SOW --approve --answer ITEM=yes`, or
`ta review SOW --request-changes --comment PATH:TEXT`.

## Example
```yaml
#- reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml
sow: SOW-4T9K2M7X
at: 2026-11-20T10:00:00Z
by: tariq
role: ta
verdict: changes-requested
#        ^^^^^^^^^^^^^^^^^ error: changes are requested, and no comment or `no` says which
digest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
checklist:
  - {item: actions, answer: yes}
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for given in review.each::<TaReview>() {
        let again = format!("`ta review {}`", given.sow);
        for (key, message) in faults(given) {
            let help = format!("give a verdict that says it: {again} asks for each item");
            findings.push(review.finding(&CHECK, given.file, &key, message, help));
        }
    }
}

/// Returns what is wrong with a verdict, with its key.
fn faults(given: One<'_, TaReview>) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    for (at, answered) in given.checklist.iter().enumerate() {
        let item = answered.item.name();
        let key = format!("checklist[{at}]");
        if given.checklist[..at]
            .iter()
            .any(|one| one.item == answered.item)
        {
            faults.push((key, format!("`{item}` is answered twice")));
            continue;
        }
        let has_reason = answered
            .reason
            .as_ref()
            .is_some_and(|text| !text.trim().is_empty());
        match answered.answer {
            Answer::Na if !has_reason => {
                faults.push((
                    key,
                    format!("`{item}` does not apply, and no reason is given"),
                ));
            }
            Answer::No if given.approves() => {
                faults.push((
                    key,
                    format!("`{item}` is answered with no, and the SOW approved"),
                ));
            }
            _ => {}
        }
    }
    if given.approves() && given.role == ReviewerRole::Ta {
        let missing = |row: &&(Item, &'static str, &'static str)| given.answer(row.0).is_none();
        let missing: Vec<&str> = Item::ALL.iter().filter(missing).map(|row| row.1).collect();
        if !missing.is_empty() {
            let message = format!("approved, and not answered: {}", missing.join(", "));
            faults.push(("verdict".into(), message));
        }
    }
    let says_no = given.checklist.iter().any(|one| one.answer == Answer::No);
    if !given.approves() && given.comments.is_empty() && !says_no {
        let message = "changes are requested, and no comment or `no` says which";
        faults.push(("verdict".into(), message.into()));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::check;

    fn given(role: &str, verdict: &str, says: &str, rest: &str) -> String {
        format!(
            "#- reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml\nsow: SOW-4T9K2M7X\nat: 2026-11-20T10:00:00Z\nby: tariq\nrole: {role}\nverdict: {verdict}\n{says}digest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n{rest}"
        )
    }

    /// A checklist with every item but some.
    fn checklist(without: &[Item]) -> String {
        let items = Item::ALL.iter().filter(|row| !without.contains(&row.0));
        let lines: String = items
            .map(|row| format!("  - {{item: {}, answer: yes}}\n", row.1))
            .collect();
        format!("checklist:\n{lines}")
    }

    #[test]
    fn an_approval_answers_every_item() {
        check(&CHECK, &given("ta", "approved", "", &checklist(&[])));
        check(&CHECK, &given("rdm", "approved", "", ""));
        for (item, word, _) in Item::ALL {
            let says = format!("# ^^ error: approved, and not answered: {word}\n");
            check(
                &CHECK,
                &given("ta", "approved", &says, &checklist(&[*item])),
            );
        }
    }

    #[test]
    fn a_no_is_no_approval_and_what_does_not_apply_has_a_reason() {
        let with = |line: &str| checklist(&[Item::Security]) + line;
        let no = "  - {item: security, answer: no}\n# ^^ error: `security` is answered with no, and the SOW approved\n";
        check(&CHECK, &given("ta", "approved", "", &with(no)));
        let na = "  - {item: security, answer: na}\n# ^^ error: `security` does not apply, and no reason is given\n";
        check(&CHECK, &given("ta", "approved", "", &with(na)));
        let reason = "  - {item: security, answer: na, reason: Training only}\n";
        check(&CHECK, &given("ta", "approved", "", &with(reason)));
        let twice = "  - {item: actions, answer: yes}\n# ^^ error: `actions` is answered twice\n";
        check(
            &CHECK,
            &given("ta", "approved", "", &(checklist(&[]) + twice)),
        );
    }

    #[test]
    fn changes_requested_say_which() {
        let comment = "comments: [{path: name, text: Which?}]\n";
        check(&CHECK, &given("ta", "changes-requested", "", comment));
        let no = "checklist: [{item: risks, answer: no}]\n";
        check(&CHECK, &given("ta", "changes-requested", "", no));
        let says = "# ^^ error: changes are requested, and no comment or `no` says which\n";
        check(&CHECK, &given("rdm", "changes-requested", says, ""));
    }
}
