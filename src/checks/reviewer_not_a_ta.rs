//! Finds reviews by people without the role that they review in.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level, Waiving};
use crate::records::review::ReviewerRole;
use crate::records::{TaReview, person};

pub(super) static CHECK: Check = Check {
    name: "reviewer-not-a-ta",
    level: Level::Error,
    summary: "a review of a SOW by somebody who lacks the role for it",
    docs: r#"## What it finds
A file in `reviews/` with `role: ta` by somebody without the role `ta`, or with `role: rdm` by somebody without the
role `rdm`, as `people/` has them.

## Why it matters
Source document 000: Technical Architects approve statements of work, including deliverables and level of effort.
Whose approval counts is said in `people/`, not in the approval.

## What to do
Remove the file (`git rm PATH`) and let somebody with the role review. Whoever moves on to other work keeps the role
in `people/`, so that what they approved stays approved.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: dana
review_requests: [{at: 2026-11-20T09:00:00Z, by: dana}]
history: [{at: 2026-11-19T09:00:00Z, by: dana, to: open}]
#- reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml
sow: SOW-4T9K2M7X
at: 2026-11-20T10:00:00Z
by: sam
#   ^^^ error: `sam` has not the role `ta`, in which they review SOW-4T9K2M7X
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
        if person::has_role(review.after, given.by.as_str(), given.role.of_person()) {
            continue;
        }
        let who = match given.role {
            ReviewerRole::Ta => "a Technical Architect",
            ReviewerRole::Rdm => "the Regional Delivery Manager",
        };
        let mut finding = review.finding(
            &CHECK,
            given.file,
            "by",
            format!(
                "`{}` has not the role `{}`, in which they review {}",
                given.by,
                given.role.name(),
                given.sow
            ),
            format!(
                "remove it (`git rm {}`), and let {who} review it: `ta review {}`",
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

    #[test]
    fn each_role_is_looked_up() {
        let people = |role: &str| {
            format!("#- people/ola.yaml\nname: Ola\nemails: [ola@example.com]\nroles: [{role}]\n")
        };
        let review = |role: &str, says: &str| {
            format!(
                "#- reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml\nsow: SOW-4T9K2M7X\nat: 2026-11-20T10:00:00Z\nby: ola\n{says}role: {role}\nverdict: approved\ndigest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"
            )
        };
        let says = |role: &str| {
            format!(
                "# ^^ error: `ola` has not the role `{role}`, in which they review SOW-4T9K2M7X\n"
            )
        };
        check(&CHECK, &(people("ta") + &review("ta", "")));
        check(&CHECK, &(people("rdm") + &review("rdm", "")));
        check(&CHECK, &(people("rdm") + &review("ta", &says("ta"))));
        check(&CHECK, &(people("ta") + &review("rdm", &says("rdm"))));
    }
}
