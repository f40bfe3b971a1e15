//! Finds approvals of content that is not the present one.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level, Note, Place, Waiving};
use crate::records::review::Standing;
use crate::records::sow::ReviewState;
use crate::records::{File, One, Sow, TaReview};

pub(super) static CHECK: Check = Check {
    name: "review-void",
    level: Level::Error,
    summary: "an approval of a SOW whose content is not what was approved",
    docs: r#"## What it finds
A SOW whose last approval by a Technical Architect, in the present round of review, has the digest of other content than
the SOW's; and one that is offered whose Regional Delivery Manager approved other content. The digest covers every key
but links, labels, comments, questions and answers, calls, assignments and history, whatever the spelling in YAML.

## Why it matters
An approval is of exactly what was looked at: deliverables, effort, price, assumptions. If a line changes after it,
nobody approved that line.

## What to do
Take the change back, or ask for a new review in the same change: `sa sow edit` does so by itself, and by hand it is one
more entry of `review_requests`. A SOW that is offered goes back first: `sa sow move SOW sow-wip`.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
# ^^ error: `tariq` approved other content on 2026-11-20
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
review_requests: [{at: 2026-11-20T09:00:00Z, by: emma}]
history: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]
#- reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml
sow: SOW-4T9K2M7X
at: 2026-11-20T10:00:00Z
by: tariq
role: ta
verdict: approved
digest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for sow in review.each::<Sow>() {
        let standing = Standing::of(sow, review.after);
        let by_ta = standing
            .deciding
            .filter(|_| standing.state == ReviewState::Void);
        let by_rdm = standing
            .outdated_by_rdm
            .filter(|given| given.approves() && sow.state().is_offered());
        for given in by_ta.into_iter().chain(by_rdm) {
            findings.push(void(review, sow, given, &standing));
        }
    }
}

fn void(
    review: &Review<'_>,
    sow: One<'_, Sow>,
    given: One<'_, TaReview>,
    standing: &Standing<'_>,
) -> Finding {
    let parts = &*given.value().parts;
    let changed = match parts.is_empty() {
        true => Vec::new(),
        false => standing.content.changed_since(parts),
    };
    let day = given.at.date();
    let message = match changed[..] {
        [] => format!("`{}` approved other content on {day}", given.by),
        _ => format!(
            "`{}` approved this on {day}, and since then changed: {}",
            given.by,
            changed.join(", ")
        ),
    };
    let id = sow.id();
    let help = match sow.state().is_offered() {
        true => format!(
            "take the change back, or `sa sow move {id} sow-wip` and then `sa sow submit {id}`"
        ),
        false => format!(
            "make the change with `sa sow edit {id}`, which asks for a new review too; by hand, add `- {{at: {}, by: HANDLE}}` to `review_requests` in the same change; once it is committed, `sa sow submit {id}`",
            review.now.exactly()
        ),
    };
    let mut finding = review.finding(&CHECK, sow.file, place(sow.file, &changed), message, help);
    finding.notes.push(Note {
        message: "what was approved has this digest".into(),
        at: Place::new(&given.file.source(), given.file.outline().nearest("digest")),
    });
    finding.waiving = Waiving::Impossible;
    finding
}

/// Returns the first changed part that is there; the top of the record where all of them are gone.
fn place<'a>(file: &File, changed: &[&'a str]) -> &'a str {
    let (outline, mut there) = (file.outline(), changed.iter());
    let found = there.find(|path| outline.key(path).is_some());
    found.copied().unwrap_or("name")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::check;
    use crate::records::sow::Content;

    const ASKED: &str = "review_requests: [{at: 2026-11-20T09:00:00Z, by: emma}]\n";
    const HEAD: &str = "name: N\nopportunity: OPP-7H3J5K9M\naccount: northwind-freight\nauthor: emma\nregional_delivery_manager: rosa\n";

    /// A verdict of one hour of the 20th on a text.
    fn verdict(id: &str, by: &str, role: &str, hour: u8, of: &str) -> String {
        let content = Content::of(of);
        let parts: String = content
            .parts
            .iter()
            .map(|part| format!("  - {part}\n"))
            .collect();
        format!(
            "#- reviews/SOW-4T9K2M7X/{id}.yaml\nsow: SOW-4T9K2M7X\nat: 2026-11-20T{hour:02}:00:00Z\nby: {by}\nrole: {role}\nverdict: approved\ndigest: {}\nparts:\n{parts}",
            content.digest
        )
    }

    fn sow(lines: &str, state: &str) -> String {
        format!(
            "#- sows/2026-11/SOW-4T9K2M7X.yaml\n{HEAD}{lines}history: [{{at: 2026-11-19T09:00:00Z, by: emma, to: {state}}}]\n"
        )
    }

    #[test]
    fn an_approval_holds_while_the_content_is_what_was_approved() {
        let approved = verdict(
            "REV-AAAAAAAA",
            "tariq",
            "ta",
            10,
            &format!("{HEAD}price: {{terms: fixed-fee}}\n"),
        );
        let same =
            format!("price: {{terms: fixed-fee}}\n{ASKED}scoping_issue: https://example.com\n");
        check(&CHECK, &(sow(&same, "open") + &approved));
        let says = "# ^^ error: `tariq` approved this on 2026-11-20, and since then changed: price.terms\n";
        let other = format!("price: {{terms: time-and-materials}}\n{says}{ASKED}");
        check(&CHECK, &(sow(&other, "open") + &approved));
    }

    #[test]
    fn a_new_round_leaves_the_old_approval_behind() {
        let approved = verdict("REV-AAAAAAAA", "tariq", "ta", 10, HEAD);
        let again = "journey_stage: ci\nreview_requests: [{at: 2026-11-20T09:00:00Z, by: emma}, {at: 2026-11-20T11:00:00Z, by: emma}]\n";
        check(&CHECK, &(sow(again, "open") + &approved));
    }

    #[test]
    fn what_the_regional_delivery_manager_approved_matters_once_it_is_offered() {
        let approved = verdict("REV-AAAAAAAA", "rosa", "rdm", 10, HEAD);
        check(&CHECK, &(sow("journey_stage: ci\n", "sow-wip") + &approved));
        let says = "# ^^ error: `rosa` approved this on 2026-11-20, and since then changed: journey_stage\n";
        let offered = sow(&format!("journey_stage: ci\n{says}"), "ready-for-approval");
        check(&CHECK, &(offered + &approved));
    }
}
