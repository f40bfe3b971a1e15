//! Finds staffing assessments by Technical Architects below senior.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::person::Level as Career;
use crate::records::review::{Answer, Item, ReviewerRole};
use crate::records::{Person, TaReview, person};

pub(super) static CHECK: Check = Check {
    name: "staffing-assessed-below-senior",
    level: Level::Error,
    summary: "the staffing of a SOW assessed by a Technical Architect below senior",
    docs: r#"## What it finds
A review as Technical Architect that answers the item `staffing` of the checklist with yes or no, by somebody whose `level` in `people/` is
neither `senior` nor `staff`.

## Why it matters
Source document 001: it is senior Technical Architects who help Regional Delivery Managers with the assessment of SOW
staffing. A promise of people takes somebody who has led them.

## What to do
Leave the item to somebody senior: answer it `na` with a reason, and let them review too (`ta reassign SOW TA --reason
TEXT`). If the level in `people/` is out of date: `sa person edit HANDLE --set level=senior`.

## Example
```yaml
#- people/ola.yaml
name: Ola Lind
emails: [ola@example.com]
roles: [ta]
level: intermediate
#- reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml
sow: SOW-4T9K2M7X
at: 2026-11-20T10:00:00Z
by: ola
role: ta
verdict: changes-requested
digest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
checklist:
  - {item: actions, answer: no}
  - {item: staffing, answer: yes}
#                            ^^^ error: `ola` answers for the staffing, and is neither senior nor staff
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let by_tas = review.each::<TaReview>();
    for given in by_tas.filter(|given| given.role == ReviewerRole::Ta) {
        let staffing = given
            .checklist
            .iter()
            .position(|one| one.item == Item::Staffing && one.answer != Answer::Na);
        let Some(at) = staffing else {
            continue;
        };
        let reviewer = review.after.get::<Person>(&person::KIND, given.by.as_str());
        let level = reviewer.and_then(|reviewer| reviewer.level);
        if level.is_some_and(|level| Career::Senior <= level) {
            continue;
        }
        findings.push(review.finding(
            &CHECK,
            given.file,
            &format!("checklist[{at}].answer"),
            format!(
                "`{}` answers for the staffing, and is neither senior nor staff",
                given.by
            ),
            format!(
                "answer it `na` with a reason, or mend the level: `sa person edit {} --set level=senior`",
                given.by
            ),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    fn answered(level: &str, answer: &str, says: &str) -> String {
        format!(
            "#- people/ola.yaml\nname: Ola\nemails: [ola@example.com]\nroles: [ta]\n{level}#- reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml\nsow: SOW-4T9K2M7X\nat: 2026-11-20T10:00:00Z\nby: ola\nrole: ta\nverdict: approved\ndigest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\nchecklist:\n  - {{item: staffing, answer: {answer}, reason: r}}\n{says}"
        )
    }

    #[test]
    fn only_senior_and_staff_answer_for_the_staffing() {
        let says = "# ^^ error: `ola` answers for the staffing, and is neither senior nor staff\n";
        for (level, says) in [
            ("", says),
            ("level: intermediate\n", says),
            ("level: senior\n", ""),
            ("level: staff\n", ""),
        ] {
            check(&CHECK, &answered(level, "yes", says));
            check(&CHECK, &answered(level, "no", says));
            check(&CHECK, &answered(level, "na", ""));
        }
    }
}
