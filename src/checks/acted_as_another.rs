//! Finds words put into the mouth of someone who does not commit them.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level, Waiving};
use crate::records::{File, One, Person, Statement, TaReview, person, review as reviews};

pub(super) static CHECK: Check = Check {
    name: "acted-as-another",
    level: Level::Error,
    summary: "a new history entry, comment, review or waiver by someone other than who commits it",
    docs: r#"## What it finds
A history entry, comment, review or waiver that a commit adds, whose `by` (or `approved_by`) is a person none of
whose e-mail addresses is that of the commit. A review of a SOW is committed by its reviewer, as author and as
committer, and a check of a whole desk asks the history of git for that. What a desk began with, in its first commit, is
taken as it is.

## Why it matters
Who claimed, closed or waived something is worth only as much as the proof that it was them. The commit is
the proof.

## What to do
Let the person make the entry themselves, or write it in your own name and say in the note for whom.

## Example
```yaml
#- by: sam@example.com
#- requests/2026-11/REQ-4T9K2M7X.yaml
template: follow-up
requester: dana
customer: Northwind Freight
sa_asks: Send the sizing sheet
history:
  - {at: 2026-11-20T09:00:00Z, by: dana, to: open}
#                                  ^^^^ error: `dana` is named, and sam@example.com commits it
```
"#,
    sees: Sees::EachCommit,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let Some(committer) = review.committer else {
        findings.extend(brought_by_another(review));
        return;
    };
    let own = review.committer_handles();
    for file in review.subjects() {
        for statement in added(review, file) {
            let by = statement.by.as_str();
            // A verdict is not given by who carries the commit of another.
            let is_theirs = match *file.kind == reviews::KIND {
                true => review.is_committed_by(by),
                false => own.contains(&by),
            };
            if is_theirs {
                continue;
            }
            let help = match (own.first(), file.as_one::<TaReview>()) {
                // Nobody gives the verdict of another in their own name.
                (Some(_), Some(given)) => by_themselves(given),
                (Some(handle), None) => format!(
                    "write it as `{handle}`, or let `{}` commit it",
                    statement.by
                ),
                (None, _) => format!(
                    "no person in people/ has {}: add it to your record, or `git config user.email` to the address that is there",
                    committer.emails.join(" or ")
                ),
            };
            findings.push(review.finding(
                &CHECK,
                file,
                &statement.by_path,
                format!(
                    "`{}` is named, and {} commits it",
                    statement.by,
                    committer.emails.join(", ")
                ),
                help,
            ));
        }
    }
}

/// Finds reviews that came with a commit of somebody else than their reviewer.
fn brought_by_another(review: &Review<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for origin in review.origins.iter().filter(|one| review.judges(&one.path)) {
        let given = review
            .after
            .at(&origin.path)
            .and_then(File::as_one::<TaReview>);
        let Some(given) = given else {
            continue;
        };
        let reviewer = review.after.get::<Person>(&person::KIND, given.by.as_str());
        let mut brought = origin.brought_by.iter();
        if reviewer.is_some_and(|reviewer| brought.all(|email| reviewer.answers_to(email))) {
            continue;
        }
        let by = origin.brought_by.join(", ");
        let mut finding = review.finding(
            &CHECK,
            given.file,
            "by",
            format!("`{}` is named, and {by} committed it", given.by),
            format!(
                "{}; if the address was theirs, add it to people/{}.yaml",
                by_themselves(given),
                given.by
            ),
        );
        finding.waiving = Waiving::Impossible;
        findings.push(finding);
    }
    findings
}

/// Returns how a verdict comes about that is somebody's own.
fn by_themselves(given: One<'_, TaReview>) -> String {
    format!(
        "let `{0}` review {1} themselves: `ta review {1}`",
        given.by, given.sow
    )
}

/// Returns the statements of a record that no version before it has.
fn added(review: &Review<'_>, file: &File) -> Vec<Statement> {
    let mut statements = file
        .record()
        .map(|record| record.statements())
        .unwrap_or_default();
    for before in review.befores {
        let old = before
            .file(file.kind, &file.id)
            .and_then(|file| file.record())
            .map(|record| record.statements())
            .unwrap_or_default();
        statements.retain(|new| !old.iter().any(|old| old.is_same(new)));
    }
    statements
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    const REQUEST: &str = "template: follow-up
requester: dana
customer: Northwind Freight
sa_asks: Send the sizing sheet
history:
  - {at: 2026-11-20T09:00:00Z, by: dana, to: open}
";

    #[test]
    fn what_another_said_before_may_stand() {
        let text = format!(
            "#- by: SAM@example.com\n#- before: requests/2026-11/REQ-4T9K2M7X.yaml\n{REQUEST}#- requests/2026-11/REQ-4T9K2M7X.yaml\n{REQUEST}  - {{at: 2026-11-20T10:00:00Z, by: sam, to: triaged}}\n"
        );
        check(&CHECK, &text);
    }

    #[test]
    fn a_waiver_is_written_by_the_manager_who_approves_it() {
        let waiver = "check: not-a-sentence\nrecord: REQ-8R2T4V6W\nreason: Comes next week\nuntil: 2026-12-30\napproved_by: maria\n";
        let by = |email: &str, expected: &str| {
            format!("#- by: {email}\n#- waivers/WVR-5A7C9E1G.yaml\n{waiver}{expected}")
        };
        check(&CHECK, &by("maria@example.com", ""));
        check(
            &CHECK,
            &by(
                "sam@example.com",
                "#            ^^^^^ error: `maria` is named, and sam@example.com commits it\n",
            ),
        );
    }

    #[test]
    fn nobody_becomes_another_by_the_same_change() {
        let taken_over = "#- people/dana.yaml\nname: Dana Ruiz\nemails: [dana@example.com, sam@example.com]\nroles: [sae]\n";
        let expected = "#                                  ^^^^ error: `dana` is named, and sam@example.com commits it\n";
        check(
            &CHECK,
            &format!(
                "#- by: sam@example.com\n{taken_over}#- requests/2026-11/REQ-4T9K2M7X.yaml\n{REQUEST}{expected}"
            ),
        );
    }

    #[test]
    fn somebody_unknown_speaks_for_nobody() {
        let expected = "#                                  ^^^^ error: `dana` is named, and eve@example.com commits it\n";
        check(
            &CHECK,
            &format!(
                "#- by: eve@example.com\n#- requests/2026-11/REQ-4T9K2M7X.yaml\n{REQUEST}{expected}"
            ),
        );
    }
}
