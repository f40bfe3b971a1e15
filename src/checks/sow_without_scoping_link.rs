//! Finds SOWs without a link to the scoping issue where they are discussed.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::records::Sow;
use crate::records::values::answer;

pub(super) static CHECK: Check = Check {
    name: "sow-without-scoping-link",
    level: Level::Error,
    summary: "a SOW without a link to its scoping issue",
    docs: r#"## What it finds
A SOW without `scoping_issue`, or with one that is no `http://` or `https://` link. In a draft, before a review is
asked for or it is offered, this is a warning; one that is lost or on hold is left alone.

## Why it matters
Source document 000, general inquiries and discussions: what is said of an ongoing SOW is said in the comments of its
scoping issue, to maintain context.

## What to do
Set it: `sa sow edit ID --set scoping_issue=https://...`.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
scoping_issue: issue 7
#              ^^^^^^^ error: `issue 7` is no link to a scoping issue
review_requests: [{at: 2026-11-20T09:00:00Z, by: emma}]
history: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]
```
"#,
    sees: Sees::Result,
    applies: Some(draft::applies),
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for sow in review.asked::<Sow>(&CHECK) {
        let link = sow.scoping_issue.as_deref().unwrap_or_default().trim();
        let message = match link {
            "" => "the SOW names no scoping issue".to_owned(),
            link if !is_link(link) => format!("`{link}` is no link to a scoping issue"),
            _ => continue,
        };
        findings.push(draft::found(
            review,
            &CHECK,
            sow,
            "scoping_issue",
            message,
            format!(
                "set it: `sa sow edit {} --set scoping_issue=https://...`",
                sow.id()
            ),
        ));
    }
}

fn is_link(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_address = lower.starts_with("http://") || lower.starts_with("https://");
    is_address && answer::holds_link(text)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, replaced, submitted, weighs, with, without};
    use crate::checks::fixture::check;

    const LINK: &str = "scoping_issue: https://gitlab.example.com/ps/scoping/-/issues/7\n";

    #[test]
    fn one_is_named() {
        let text = without(DRAFT, LINK);
        let expected = "# ^^ error: the SOW names no scoping issue";
        weighs(&CHECK, &with(&text, "name:", expected));
    }

    #[test]
    fn it_is_a_link() {
        for said in [
            "ps/scoping/-/issues/7",
            "ask https://example.com",
            "https://",
        ] {
            let expected = format!("# ^^ error: `{said}` is no link to a scoping issue\n");
            let line = format!("scoping_issue: \"{said}\"\n{expected}");
            weighs(&CHECK, &replaced(DRAFT, LINK, &line));
        }
        for said in [
            "http://gitlab.example.com/7",
            "HTTPS://gitlab.example.com/7",
        ] {
            let line = format!("scoping_issue: {said}\n");
            check(&CHECK, &submitted(&replaced(DRAFT, LINK, &line)));
        }
    }
}
