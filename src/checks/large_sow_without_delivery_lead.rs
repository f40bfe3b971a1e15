//! Finds SOWs of large engagements whose delivery no Technical Architect leads.

use super::{Check, Review, Sees, counted, draft};
use crate::finding::{Finding, Level};
use crate::records::person::{self, Role, has_role};
use crate::records::sow::Size;
use crate::records::{File, Sow};

pub(super) static CHECK: Check = Check {
    name: "large-sow-without-delivery-lead",
    level: Level::Error,
    summary: "a SOW of a large engagement without a Technical Architect who leads its delivery",
    docs: r#"## What it finds
A SOW with `engagement_size: large`, or with as many `workstreams` as `sows.large_workstreams` in `desk.toml` (2),
that has no `delivery_lead`, or one without the role `ta`. In a draft, before a review is asked for or it is offered,
this is a warning; a SOW that is lost or on hold is left alone.

## Why it matters
Source document 000, project technical leadership: Technical Architects go from scoping to leading the delivery of larger
engagements, as transformations or projects of several workstreams. Who leads it is asked before it is sold.

## What to do
Name them: `sa sow edit ID --set delivery_lead=HANDLE`.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
workstreams: [Migration, Pipelines]
#            ^^^^^^^^^^^^^^^^^^^^^^ error: 2 workstreams make the engagement a large one, and nobody leads its delivery
review_requests: [{at: 2026-11-20T09:00:00Z, by: emma}]
history: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(review: &Review<'_>, file: &File) -> bool {
    file.as_one::<Sow>().is_some_and(|sow| {
        let is_large = sow.engagement_size == Some(Size::Large) || has_many(review, &sow);
        draft::is_asked(&sow) && is_large
    })
}

fn has_many(review: &Review<'_>, sow: &Sow) -> bool {
    review.policy.thresholds.sow_large_workstreams <= sow.workstreams.len() as i64
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for sow in review.asked::<Sow>(&CHECK) {
        let says_large = sow.engagement_size == Some(Size::Large);
        let (key, message) = match &sow.delivery_lead {
            None if says_large => (
                "engagement_size",
                "the engagement is large, and nobody leads its delivery".to_owned(),
            ),
            None => (
                "workstreams",
                format!(
                    "{} make the engagement a large one, and nobody leads its delivery",
                    counted(sow.workstreams.len() as i64, "workstream")
                ),
            ),
            // Who is not in people/ is named by another check.
            Some(lead)
                if review.after.has(&person::KIND, lead.as_str())
                    && !has_role(review.after, lead.as_str(), Role::Ta) =>
            {
                (
                    "delivery_lead",
                    format!("`{lead}` leads the delivery, and is no Technical Architect"),
                )
            }
            Some(_) => continue,
        };
        let mut finding = draft::found(
            review,
            &CHECK,
            sow,
            key,
            message,
            format!(
                "name a Technical Architect: `sa sow edit {} --set delivery_lead=HANDLE`",
                sow.id()
            ),
        );
        if !says_large {
            finding.notes.extend(review.policy_note(
                "sows.large_workstreams",
                "from how many workstreams on an engagement is large at this desk",
            ));
        }
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, replaced, submitted, weighs};
    use crate::checks::fixture::{check, found};

    const SIZE: &str = "engagement_size: medium\n";

    fn sized(lines: &str) -> String {
        replaced(DRAFT, SIZE, lines)
    }

    const LARGE: &str = "engagement_size: large\n";
    const NOBODY: &str = "# ^^ error: the engagement is large, and nobody leads its delivery\n";

    #[test]
    fn a_large_one_is_led_by_a_technical_architect() {
        weighs(&CHECK, &sized(&format!("{LARGE}{NOBODY}")));
        check(
            &CHECK,
            &submitted(&sized(&format!("{LARGE}delivery_lead: tariq\n"))),
        );
        let other = "delivery_lead: sam\n# ^^ error: `sam` leads the delivery, and is no Technical Architect\n";
        weighs(&CHECK, &sized(&format!("{LARGE}{other}")));
        check(
            &CHECK,
            &submitted(&sized(&format!("{LARGE}delivery_lead: nobody\n"))),
        );
    }

    #[test]
    fn so_is_one_of_several_workstreams() {
        let says = |count: i64| {
            format!(
                "# ^^ error: {count} workstreams make the engagement a large one, and nobody leads its delivery\n"
            )
        };
        weighs(&CHECK, &sized(&format!("workstreams: [A, B]\n{}", says(2))));
        check(
            &CHECK,
            &submitted(&sized("engagement_size: small\nworkstreams: [A]\n")),
        );
        let policy = "#- policy:\nschema = 1\n[sows]\nlarge_workstreams = 3\n";
        check(
            &CHECK,
            &(policy.to_owned() + &submitted(&sized("workstreams: [A, B]\n"))),
        );
        let text = policy.to_owned() + &sized(&format!("workstreams: [A, B, C]\n{}", says(3)));
        weighs(&CHECK, &text);
        assert_eq!(found(&CHECK, &text)[0].notes[0].at.position().line, 3);
    }

    #[test]
    fn where_it_is_said_to_be_large_no_number_decided() {
        let policy = "#- policy:\nschema = 1\n[sows]\nlarge_workstreams = 1\n";
        let text = policy.to_owned() + &sized(&format!("{LARGE}workstreams: [A]\n"));
        assert!(found(&CHECK, &text)[0].notes.is_empty());
    }
}
