//! Finds histories and comments that were changed instead of continued, and entries with impossible times.

use super::unknown_person::offer;
use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::{File, Records, Statement, person};

pub(super) static CHECK: Check = Check {
    name: "history-rewritten",
    level: Level::Error,
    summary: "a history entry or comment that was changed, removed, misdated or made by nobody known",
    docs: r#"## What it finds
A history entry or comment that was in the record before and is changed, removed or has something inserted
before it; a record with a history that was deleted; an entry later than now, or earlier than the one before it;
an entry by someone who is not in `people/`. Taking back one's own last entries by an exact undo (`sa undo`,
`git revert`) is not rewriting.

## Why it matters
States, clocks and reports are computed from these entries. They are worth as much as the certainty that nobody
touched them up.

## What to do
Put the entries back (`git checkout -- PATH`) and append a new one that says what is different. A request is
declined or closed, not deleted.

## Example
```yaml
#- before: requests/2026-11/REQ-4T9K2M7X.yaml
template: follow-up
requester: dana
customer: Northwind Freight
sa_asks: Send the sizing sheet
history:
  - {at: 2026-11-20T09:00:00Z, by: sam, to: open}
  - {at: 2026-11-20T10:00:00Z, by: sam, to: declined, reason: wrong-personas}
#- requests/2026-11/REQ-4T9K2M7X.yaml
template: follow-up
requester: dana
customer: Northwind Freight
sa_asks: Send the sizing sheet
history:
# ^^ error: the entry of 2026-11-20 10:00 +00:00 by `sam` was there before, and is changed or gone
  - {at: 2026-11-20T09:00:00Z, by: sam, to: open}
```
"#,
    sees: Sees::EachCommit,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for file in review.subjects() {
        let statements = file
            .record()
            .map(|record| record.statements())
            .unwrap_or_default();
        // What is as it was needs no look at what it was: in a whole desk that would be every record once more.
        if review.is_touched(file.path()) {
            let befores = review.befores.iter();
            findings
                .extend(befores.filter_map(|before| rewritten(review, before, file, &statements)));
        }
        findings.extend(misdated(review, file, &statements));
        findings.extend(by_nobody(review, file, &statements));
    }
    for file in review.removed() {
        let keeps = file
            .record()
            .is_some_and(|record| record.course().is_some());
        if keeps && !is_taken_back(review, file.path(), None, &file_statements(file)) {
            let list = file.outline().key("history").unwrap_or_default();
            findings.push(review.finding_at(
                &CHECK,
                file,
                list,
                format!(
                    "{} {} has a history, and its file was removed",
                    file.kind.name, file.id
                ),
                format!(
                    "put it back: `git checkout HEAD -- {}`, and decline or close it instead",
                    file.path()
                ),
            ));
        }
    }
}

fn file_statements(file: &File) -> Vec<Statement> {
    file.record()
        .map(|record| record.statements())
        .unwrap_or_default()
}

/// Finds the first statement of each list that was there before and is not in its place.
fn rewritten(
    review: &Review<'_>,
    before: &Records,
    file: &File,
    statements: &[Statement],
) -> Option<Finding> {
    let old_file = before.file(file.kind, &file.id)?;
    // What an unreadable record said cannot be compared; unreadable-record speaks of the present one.
    file.record()?;
    let old = file_statements(old_file);
    let mut lists: Vec<&str> = old.iter().map(|statement| statement.list).collect();
    lists.dedup();
    let is_kept = |list: &&str| !list.is_empty();
    let lost = lists.into_iter().filter(is_kept).find_map(|list| {
        let in_list = |all: &[Statement]| -> Vec<Statement> {
            all.iter()
                .filter(|statement| statement.list == list)
                .cloned()
                .collect()
        };
        lost(&in_list(&old), &in_list(statements), review.befores.len())
    })?;
    let gone: Vec<Statement> = old
        .into_iter()
        .filter(|old| !statements.iter().any(|new| old.is_same(new)))
        .collect();
    if is_taken_back(review, old_file.path(), Some(file), &gone) {
        return None;
    }
    let when = lost
        .at
        .map_or(String::new(), |at| format!(" of {}", at.spoken()));
    let what = match lost.list {
        "comments" => "comment".to_owned(),
        "history" => "entry".to_owned(),
        list => format!("entry of {list}"),
    };
    let list = file.outline().key(lost.list).unwrap_or_default();
    Some(review.finding_at(
        &CHECK,
        file,
        list,
        format!(
            "the {what}{when} by `{}` was there before, and is changed or gone",
            lost.by
        ),
        format!(
            "put it back (`git checkout HEAD -- {}`) and append what is new below it",
            file.path()
        ),
    ))
}

/// Returns the first old statement that the new list does not continue.
///
/// After one desk the new list begins with the old; a merge of several may weave their lists together.
fn lost(old: &[Statement], new: &[Statement], parents: usize) -> Option<Statement> {
    let mut rest = new.iter();
    old.iter()
        .find(|old| match parents {
            1 => !rest.next().is_some_and(|new| old.is_same(new)),
            _ => !rest.any(|new| old.is_same(new)),
        })
        .cloned()
}

/// An undo restores a record byte for byte, and takes back only what those who commit it had said.
fn is_taken_back(
    review: &Review<'_>,
    path: &str,
    after: Option<&File>,
    gone: &[Statement],
) -> bool {
    let Some(earlier) = review.taken_back else {
        return false;
    };
    let restored = match (earlier.at(path), after) {
        (Some(earlier), Some(after)) => earlier.source().text == after.source().text,
        (None, None) => true,
        _ => false,
    };
    let own = review.committer_handles();
    restored
        && gone
            .iter()
            .all(|statement| own.contains(&statement.by.as_str()))
}

fn misdated(review: &Review<'_>, file: &File, statements: &[Statement]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        let Some(time) = statement.at else {
            continue;
        };
        let key = || statement.by_path.replace(".by", ".at");
        let earlier = statements[..at]
            .iter()
            .rev()
            .find(|earlier| earlier.list == statement.list)
            .and_then(|earlier| earlier.at);
        // A minute of grace, since the clocks of two machines differ.
        if !review.now.is_past(time.unix() - 60) {
            let message = format!(
                "{} is later than now, {}",
                time.spoken(),
                review.now.exactly().spoken()
            );
            findings.push(review.finding(
                &CHECK,
                file,
                &key(),
                message,
                "write the time it happened, with its offset",
            ));
        } else if let Some(earlier) = earlier.filter(|earlier| time < *earlier) {
            let message = format!(
                "{} is earlier than the entry before, {}",
                time.spoken(),
                earlier.spoken()
            );
            findings.push(review.finding(
                &CHECK,
                file,
                &key(),
                message,
                "entries stand in the order in which they happened; append at the end",
            ));
        }
    }
    findings
}

fn by_nobody(review: &Review<'_>, file: &File, statements: &[Statement]) -> Vec<Finding> {
    let unknown = |statement: &&Statement| {
        !statement.list.is_empty() && !review.after.has(&person::KIND, statement.by.as_str())
    };
    statements
        .iter()
        .filter(unknown)
        .map(|statement| {
            let message = format!("there is no person `{}`", statement.by);
            review.finding(
                &CHECK,
                file,
                &statement.by_path,
                message,
                offer(review, statement.by.as_str()),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    const HEAD: &str = "template: follow-up
requester: dana
customer: Northwind Freight
sa_asks: Send the sizing sheet
";
    const FIRST: &str = "  - {at: 2026-11-20T09:00:00Z, by: sam, to: open}\n";
    const SECOND: &str =
        "  - {at: 2026-11-20T10:00:00Z, by: sam, to: declined, reason: wrong-personas}\n";

    fn changed(before: &[&str], after: &[&str]) -> String {
        format!(
            "#- before: requests/2026-11/REQ-4T9K2M7X.yaml\n{HEAD}history:\n{}#- requests/2026-11/REQ-4T9K2M7X.yaml\n{HEAD}history:\n{}",
            before.concat(),
            after.concat()
        )
    }

    #[test]
    fn appending_is_no_rewriting_wherever_the_file_moves() {
        check(&CHECK, &changed(&[FIRST], &[FIRST, SECOND]));
        check(&CHECK, &changed(&[FIRST], &[FIRST]));
        let moved = changed(&[FIRST], &[FIRST, SECOND])
            .replace("#- requests/2026-11/", "#- requests/archive/");
        check(&CHECK, &moved);
    }

    #[test]
    fn a_changed_entry_and_one_put_in_between_are_rewriting() {
        let says = "# ^^ error: the entry of 2026-11-20 10:00 +00:00 by `sam` was there before, and is changed or gone\n";
        let reworded = SECOND.replace("wrong-personas", "information-missing");
        check(
            &CHECK,
            &changed(&[FIRST, SECOND], &[says, FIRST, &reworded]),
        );
        let between = "  - {at: 2026-11-20T09:30:00Z, by: sam, to: triaged}\n";
        check(
            &CHECK,
            &changed(&[FIRST, SECOND], &[says, FIRST, between, SECOND]),
        );
    }

    #[test]
    fn a_record_with_a_history_is_not_deleted() {
        let text = format!(
            "#- before: requests/2026-11/REQ-4T9K2M7X.yaml\n{HEAD}history:\n# ^^ error: request REQ-4T9K2M7X has a history, and its file was removed\n{FIRST}"
        );
        check(&CHECK, &text);
    }

    #[test]
    fn comments_are_kept_as_well() {
        let comment = "comments:\n  - {at: 2026-11-20T09:10:00Z, by: dana, text: sent}\n";
        let gone = "comments: []\n# ^^ error: the comment of 2026-11-20 09:10 +00:00 by `dana` was there before, and is changed or gone\n";
        check(&CHECK, &changed(&[FIRST, comment], &[FIRST, gone]));
        check(&CHECK, &changed(&[FIRST], &[FIRST, comment]));
    }

    #[test]
    fn times_are_in_order_and_not_in_the_future() {
        let early = "  - {at: 2026-11-20T08:00:00Z, by: sam, to: triaged}\n#        ^^^^^^^^^^^^^^^^^^^^ error: 2026-11-20 08:00 +00:00 is earlier than the entry before, 2026-11-20 09:00 +00:00\n";
        check(&CHECK, &changed(&[FIRST], &[FIRST, early]));
        let late = "  - {at: 2026-11-23T12:02:00Z, by: sam, to: triaged}\n#        ^^^^^^^^^^^^^^^^^^^^ error: 2026-11-23 12:02 +00:00 is later than now, 2026-11-23 12:00 +00:00\n";
        check(&CHECK, &changed(&[FIRST], &[FIRST, late]));
        let minute_of_grace = "  - {at: 2026-11-23T12:01:00Z, by: sam, to: triaged}\n";
        check(&CHECK, &changed(&[FIRST], &[FIRST, minute_of_grace]));
    }

    #[test]
    fn an_entry_is_made_by_somebody_known() {
        let unknown = "  - {at: 2026-11-20T10:00:00Z, by: samm, to: triaged}\n#                                  ^^^^ error: there is no person `samm`\n";
        check(&CHECK, &changed(&[FIRST], &[FIRST, unknown]));
    }
}
