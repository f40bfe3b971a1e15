//! Finds opportunities that were merged, or are duplicates, and do not say of which.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::opportunity::Stage;
use crate::records::{File, Opportunity};

pub(super) static CHECK: Check = Check {
    name: "merged-without-target",
    level: Level::Error,
    summary: "a merged or duplicate opportunity that does not say into which",
    docs: r#"## What it finds
An opportunity at 10-Duplicate without `duplicate_of`; one at 8-Closed Lost, with a reason that says it was merged,
without `merged_into`; and one that names itself. A target that does not exist is found by unknown-reference.

## Why it matters
The hours and activities of the old opportunity belong to the new one. Without the target they are counted to a deal
that was lost.

## What to do
Name the opportunity it lives on in: `sa opp edit ID --set duplicate_of=OPP` or
`sa opp edit ID --set merged_into=OPP`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Halden caching
account: northwind-freight
owner: dana
history:
  - {at: 2026-11-02T09:00:00Z, by: dana, to: 0-Pending Acceptance}
  - {at: 2026-11-16T09:00:00Z, by: dana, to: 10-Duplicate, reason: Opened twice}
#                                            ^^^^^^^^^^^^ error: a duplicate since 2026-11-16, and nothing says of which
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    file.as_one::<Opportunity>().is_some_and(|opportunity| {
        opportunity.stage() == Stage::Duplicate
            || is_merged(&opportunity)
            || opportunity.duplicate_of.is_some()
            || opportunity.merged_into.is_some()
    })
}

/// Returns whether it was lost for the reason that it was merged.
fn is_merged(opportunity: &Opportunity) -> bool {
    let last = opportunity.history.last();
    let reason = last.and_then(|entry| entry.reason.as_deref());
    opportunity.stage() == Stage::ClosedLost && reason.is_some_and(speaks_of_merging)
}

/// Returns whether a reason says that opportunities were merged: deals are lost over merge requests too.
fn speaks_of_merging(reason: &str) -> bool {
    let lower = reason.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let goes_on = |at: usize| matches!(words.get(at + 1), None | Some(&("into" | "to" | "with")));
    (0..words.len()).any(|at| match words[at] {
        "merged" => true,
        "merge" => goes_on(at),
        _ => false,
    })
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for opportunity in review.asked::<Opportunity>(&CHECK) {
        let id = opportunity.id();
        let targets = [
            ("duplicate_of", &opportunity.duplicate_of),
            ("merged_into", &opportunity.merged_into),
        ];
        for (key, target) in targets {
            if target.as_ref().is_some_and(|target| target.as_str() == id) {
                let message = format!("`{key}` names {id} itself");
                findings.push(review.finding(
                    &CHECK,
                    opportunity.file,
                    key,
                    message,
                    name_it(id, key),
                ));
            }
        }
        let Some(last) = opportunity.history.last() else {
            continue;
        };
        let day = last.at.date();
        let (key, at, what) = match last.to {
            Stage::Duplicate if opportunity.duplicate_of.is_none() => (
                "duplicate_of",
                "to",
                format!("a duplicate since {day}, and nothing says of which"),
            ),
            _ if is_merged(&opportunity) && opportunity.merged_into.is_none() => (
                "merged_into",
                "reason",
                format!("merged on {day}, and nothing says into which"),
            ),
            _ => continue,
        };
        let place = format!("history[{}].{at}", opportunity.history.len() - 1);
        let mut finding = review.finding(&CHECK, opportunity.file, &place, what, name_it(id, key));
        finding.since = Some(day);
        findings.push(finding);
    }
}

fn name_it(id: &str, key: &str) -> String {
    format!("name the opportunity it lives on in: `sa opp edit {id} --set {key}=OPP`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::{check, found};

    fn desk(to: &str, reason: &str, rest: &str) -> String {
        format!(
            "#- opportunities/OPP-2M4N6P8Q.yaml
name: A
account: northwind-freight
owner: dana
{rest}history:
  - {{at: 2026-11-02T09:00:00Z, by: dana, to: 0-Pending Acceptance}}
  - {{at: 2026-11-16T09:00:00Z, by: dana, to: {to}, reason: {reason}}}
"
        )
    }

    const DUPLICATE: &str = "# ^ error: a duplicate since 2026-11-16, and nothing says of which\n";
    const MERGED: &str = "# ^ error: merged on 2026-11-16, and nothing says into which\n";

    #[test]
    fn a_duplicate_names_what_it_is_one_of() {
        let text = desk("10-Duplicate", "Twice", "") + DUPLICATE;
        check(&CHECK, &text);
        let [finding] = found(&CHECK, &text).try_into().expect("one finding");
        assert!(
            finding
                .help
                .ends_with("`sa opp edit OPP-2M4N6P8Q --set duplicate_of=OPP`")
        );
        let since = finding.since.map(|day| day.to_string());
        assert_eq!(since.as_deref(), Some("2026-11-16"));
        let other = "duplicate_of: OPP-7H3J5K9M\n";
        check(&CHECK, &desk("10-Duplicate", "Twice", other));
        let wrong = "merged_into: OPP-7H3J5K9M\n";
        check(&CHECK, &(desk("10-Duplicate", "Twice", wrong) + DUPLICATE));
    }

    #[test]
    fn one_that_was_merged_names_what_it_was_merged_into() {
        for reason in [
            "Merged into another opportunity",
            "customer asked us to merge",
        ] {
            let text = desk("8-Closed Lost", reason, "") + MERGED;
            check(&CHECK, &text);
            let help = &found(&CHECK, &text)[0].help;
            assert!(help.ends_with("`sa opp edit OPP-2M4N6P8Q --set merged_into=OPP`"));
            let other = "merged_into: OPP-7H3J5K9M\n";
            check(&CHECK, &desk("8-Closed Lost", reason, other));
        }
        for (stage, reason) in [
            ("8-Closed Lost", "No budget"),
            ("8-Closed Lost", "They have no merge trains"),
            ("8-Closed Lost", "A competitor emerged after the merger"),
            ("9-Unqualified", "merged"),
        ] {
            check(&CHECK, &desk(stage, reason, ""));
        }
    }

    #[test]
    fn none_lives_on_in_itself() {
        for key in ["merged_into", "duplicate_of"] {
            let own =
                format!("{key}: OPP-2M4N6P8Q\n# ^ error: `{key}` names OPP-2M4N6P8Q itself\n");
            check(&CHECK, &desk("1-Discovery", "Accepted", &own));
            let other = format!("{key}: OPP-7H3J5K9M\n");
            check(&CHECK, &desk("1-Discovery", "Accepted", &other));
        }
    }

    #[test]
    fn merging_is_told_from_words_like_it() {
        for reason in ["Merge into OPP-1", "MERGED", "we merge with OPP-1", "merge"] {
            assert!(speaks_of_merging(reason), "{reason}");
        }
        for reason in ["", "merge requests", "merger", "submerged", "unmerged"] {
            assert!(!speaks_of_merging(reason), "{reason}");
        }
    }
}
