//! Finds secondary SAs who were assigned long-term by somebody who is no manager.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::Opportunity;
use crate::records::opportunity::{SecondMode, SecondarySa};
use crate::records::person::{Role, has_role};

pub(super) static CHECK: Check = Check {
    name: "long-term-without-manager",
    level: Level::Error,
    summary: "a long-term secondary SA whom no manager assigned",
    docs: r#"## What it finds
An entry of `secondary_sas` with the mode `long-term` whose `by` is not a person with the role `manager`.

## Why it matters
Source document 003: SA leaders may assign a secondary SA to pair long-term on an opportunity. It takes weeks of
somebody's time, which only a leader can give.

## What to do
Ask a manager to assign them, or ask them for ad-hoc help: `sa opp second OPP-ID SA --mode ad-hoc`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Northwind archive
account: northwind-freight
owner: dana
secondary_sas:
  - {at: 2026-11-19T09:00:00Z, by: dana, who: sam, mode: long-term}
#                                  ^^^^ error: `dana` is no manager, and assigned `sam` long-term
history: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for opportunity in review.each::<Opportunity>() {
        for (at, entry) in opportunity.secondary_sas.iter().enumerate() {
            let by = entry.by.as_str();
            let is_confirmed =
                |later: &SecondarySa| later.who == entry.who && is_assigned(review, later);
            let stands = entry.mode == SecondMode::LongTerm && !is_assigned(review, entry);
            if !stands || opportunity.secondary_sas[at..].iter().any(is_confirmed) {
                continue;
            }
            let second = format!("sa opp second {} {}", opportunity.id(), entry.who);
            let mut finding = review.finding(
                &CHECK,
                opportunity.file,
                &format!("secondary_sas[{at}].by"),
                format!("`{by}` is no manager, and assigned `{}` long-term", entry.who),
                format!(
                    "let a manager assign them: `{second} --mode long-term`; or ask for help as it is needed: `{second} --mode ad-hoc`"
                ),
            );
            finding.since = Some(entry.at.date());
            findings.push(finding);
        }
    }
}

/// Returns whether a manager assigned somebody for long.
fn is_assigned(review: &Review<'_>, entry: &SecondarySa) -> bool {
    entry.mode == SecondMode::LongTerm && has_role(review.after, entry.by.as_str(), Role::Manager)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    fn second(by: &str, mode: &str, expected: &str) {
        check(
            &CHECK,
            &format!(
                "#- opportunities/OPP-2M4N6P8Q.yaml\nname: N\naccount: northwind-freight\nowner: dana\nsecondary_sas:\n  - {{at: 2026-11-18T09:00:00Z, by: maria, who: sam, mode: long-term}}\n  - {{at: 2026-11-19T09:00:00Z, by: {by}, who: sam, mode: {mode}}}\n{expected}history: [{{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}}]\n"
            ),
        );
    }

    #[test]
    fn a_manager_or_the_mode_ad_hoc_mends_it() {
        second(
            "sam",
            "long-term",
            "#                                  ^^^ error: `sam` is no manager, and assigned `sam` long-term\n",
        );
        second("sam", "ad-hoc", "");
        second("maria", "long-term", "");
    }

    #[test]
    fn a_manager_confirms_it_after() {
        let entry = |at: &str, by: &str| {
            format!("  - {{at: 2026-11-{at}T09:00:00Z, by: {by}, who: sam, mode: long-term}}\n")
        };
        let said = |entries: &[String]| {
            let entries = entries.concat();
            format!(
                "#- opportunities/OPP-2M4N6P8Q.yaml\nname: N\naccount: northwind-freight\nowner: dana\nsecondary_sas:\n{entries}history: [{{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}}]\n"
            )
        };
        let expected = "#                                  ^^^^ error: `dana` is no manager, and assigned `sam` long-term\n";
        let alone = [entry("18", "dana"), expected.to_owned()];
        check(&CHECK, &said(&alone));
        check(&CHECK, &said(&[entry("18", "dana"), entry("19", "maria")]));
    }

    #[test]
    fn somebody_unknown_is_no_manager() {
        second(
            "eve",
            "long-term",
            "#                                  ^^^ error: `eve` is no manager, and assigned `sam` long-term\n",
        );
    }
}
