//! Finds reviews of a SOW by somebody who wrote it.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level, Waiving};
use crate::records::{Sow, TaReview, sow};

pub(super) static CHECK: Check = Check {
    name: "review-by-author",
    level: Level::Error,
    summary: "a review of a SOW by its author, or by who made its record",
    docs: r#"## What it finds
A file in `reviews/` whose reviewer is the `author` of the SOW, or made the first entry of its history.

## Why it matters
An approval says that somebody else looked. Source document 000 has Technical Architects approve the SOWs that
Engagement Managers write.

## What to do
Remove the file (`git rm PATH`), and let another Technical Architect review: `ta reassign SOW --reason TEXT` names
who could.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: tariq
review_requests: [{at: 2026-11-20T09:00:00Z, by: tariq}]
history: [{at: 2026-11-19T09:00:00Z, by: tariq, to: open}]
#- reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml
sow: SOW-4T9K2M7X
at: 2026-11-20T10:00:00Z
by: tariq
#   ^^^^^ error: `tariq` wrote SOW-4T9K2M7X, and reviews it
role: ta
verdict: changes-requested
digest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
comments: [{path: name, text: Say which systems}]
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for given in review.each::<TaReview>() {
        let sow = review.after.get::<Sow>(&sow::KIND, given.sow.as_str());
        if !sow.is_some_and(|sow| sow.is_written_by(&given.by)) {
            continue;
        }
        let mut finding = review.finding(
            &CHECK,
            given.file,
            "by",
            format!("`{}` wrote {}, and reviews it", given.by, given.sow),
            format!(
                "remove it (`git rm {}`), and let another review it: `ta reassign {} --reason TEXT`",
                given.file.path(),
                given.sow
            ),
        );
        finding.waiving = Waiving::Impossible;
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    fn reviewed(author: &str, maker: &str, by: &str, says: &str) -> String {
        format!(
            "#- sows/2026-11/SOW-4T9K2M7X.yaml\nname: N\nopportunity: OPP-7H3J5K9M\naccount: northwind-freight\nauthor: {author}\nhistory: [{{at: 2026-11-19T09:00:00Z, by: {maker}, to: open}}]\n#- reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml\nsow: SOW-4T9K2M7X\nat: 2026-11-20T10:00:00Z\nby: {by}\n{says}role: ta\nverdict: approved\ndigest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"
        )
    }

    #[test]
    fn neither_the_author_nor_who_made_the_record_reviews_it() {
        let says = |who: &str| format!("# ^^ error: `{who}` wrote SOW-4T9K2M7X, and reviews it\n");
        check(&CHECK, &reviewed("emma", "emma", "tariq", ""));
        check(&CHECK, &reviewed("tariq", "emma", "tariq", &says("tariq")));
        check(&CHECK, &reviewed("emma", "tariq", "tariq", &says("tariq")));
    }
}
