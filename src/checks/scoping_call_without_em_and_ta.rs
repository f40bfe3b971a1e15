//! Finds scoping calls of SOWs that name no Engagement Manager or no Technical Architect.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::lifecycle::one_of;
use crate::records::{File, Sow};

pub(super) static CHECK: Check = Check {
    name: "scoping-call-without-em-and-ta",
    level: Level::Error,
    summary: "a scoping call of a SOW without an Engagement Manager or an assigned Technical Architect",
    docs: r#"## What it finds
A SOW with `calls` that has no `engagement_manager` or nobody in `assigned_ta`. It is an error in a draft too, as calls are
held while it is written; a SOW that is lost or on hold is left alone.

## Why it matters
Source document 000, help with discovery calls: the Engagement Manager facilitates with higher-level questions, and the
Technical Architect takes over for the technical ones. With one of them alone half of it is not asked.

## What to do
Name them: `sa sow edit ID --set engagement_manager=HANDLE`, `ta reassign ID HANDLE`.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
engagement_manager: emma
calls:
  - {at: 2026-11-18T16:00:00Z, by: emma, call_at: 2026-11-23T15:00:00Z, context: Forty projects on two servers}
#                                                 ^^^^^^^^^^^^^^^^^^^^ error: a scoping call, and the SOW names no Technical Architect
history: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    let sow = file.as_one::<Sow>();
    sow.is_some_and(|sow| draft::is_asked(&sow) && !sow.calls.is_empty())
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for sow in review.asked::<Sow>(&CHECK) {
        let id = sow.id();
        let em = format!("`sa sow edit {id} --set engagement_manager=HANDLE`");
        let ta = format!("`ta reassign {id} HANDLE`");
        let parts = [
            (sow.engagement_manager.is_none(), "Engagement Manager", em),
            (sow.ta().is_none(), "Technical Architect", ta),
        ];
        let missing = parts.iter().filter(|(is_missing, ..)| *is_missing);
        let (names, mends): (Vec<&str>, Vec<&str>) = missing
            .map(|(_, name, mend)| (*name, mend.as_str()))
            .unzip();
        // The last call is the one that somebody can still join.
        let Some(last) = sow.calls.len().checked_sub(1).filter(|_| !names.is_empty()) else {
            continue;
        };
        findings.push(review.finding(
            &CHECK,
            sow.file,
            &format!("calls[{last}].call_at"),
            format!("a scoping call, and the SOW names no {}", one_of(&names)),
            format!("name who holds it: {}", mends.join(", ")),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, moved, replaced, submitted, without};
    use crate::checks::fixture::{check, found};

    const EM: &str = "engagement_manager: emma\n";
    const TA: &str = "assigned_ta: [{at: 2026-11-19T10:00:00Z, by: emma, who: tariq}]\n";

    /// A SOW with two calls, and what is expected of the last.
    fn called(text: &str, lacks: &str) -> String {
        let call =
            "  - {at: 2026-11-19T10:00:00Z, by: emma, call_at: 2026-11-25T10:00:00Z, context: A}\n";
        let expected = match lacks {
            "" => String::new(),
            lacks => format!("# ^^ error: a scoping call, and the SOW names no {lacks}\n"),
        };
        replaced(
            text,
            "history:\n",
            &format!("calls:\n{call}{call}{expected}history:\n"),
        )
    }

    #[test]
    fn both_are_named_in_a_draft_too() {
        let neither = without(&without(DRAFT, EM), TA);
        for (text, lacks) in [
            (DRAFT.to_owned(), ""),
            (without(DRAFT, EM), "Engagement Manager"),
            (without(DRAFT, TA), "Technical Architect"),
            (neither, "Engagement Manager or Technical Architect"),
        ] {
            let text = called(&text, lacks);
            check(&CHECK, &text);
            check(&CHECK, &submitted(&text));
        }
    }

    #[test]
    fn the_help_names_what_is_missing_alone() {
        let help = &found(&CHECK, &called(&without(DRAFT, TA), ""))[0].help;
        assert_eq!(help, "name who holds it: `ta reassign SOW-4T9K2M7X HANDLE`");
    }

    #[test]
    fn without_a_call_or_once_it_is_lost_nobody_is_asked_for() {
        let text = without(DRAFT, TA);
        check(&CHECK, &submitted(&text));
        check(&CHECK, &moved(&called(&text, ""), "closed-lost"));
        check(&CHECK, &moved(&called(&text, ""), "on-hold"));
    }
}
