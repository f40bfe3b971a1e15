//! Finds reviews that were changed or removed after they were committed.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level, Waiving};
use crate::records::{File, TaReview, review as reviews};

pub(super) static CHECK: Check = Check {
    name: "review-file-edited",
    level: Level::Error,
    summary: "a review of a SOW that was changed after it was given, or removed by another",
    docs: r#"## What it finds
A file in `reviews/` that differs from what was committed first, or that somebody other than the reviewer removed. A
check of a whole desk asks the history of git, so that no commit past the gate goes unseen.

## Why it matters
A verdict is worth what its words are worth. One that can be touched up later approves whatever somebody wants it to
have approved.

## What to do
Put it back (`git checkout HEAD -- PATH`), and say what is different in a verdict of its own: `ta review SOW`. Of each
reviewer the last word counts. Who gave a verdict may take it back whole (`sa undo`, `git rm`).

## Example
```yaml
#- before: reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml
sow: SOW-4T9K2M7X
at: 2026-11-20T10:00:00Z
by: tariq
role: ta
verdict: changes-requested
digest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
comments: [{path: name, text: Say which systems}]
#- reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml
sow: SOW-4T9K2M7X
at: 2026-11-20T10:00:00Z
by: tariq
role: ta
verdict: approved
# ^^ error: the review of SOW-4T9K2M7X by `tariq` was given before, and is changed
digest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
comments: [{path: name, text: Say which systems}]
```
"#,
    sees: Sees::EachCommit,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for file in review.subjects() {
        if *file.kind == reviews::KIND && review.is_touched(file.path()) {
            findings.extend(changed(review, file));
        }
    }
    for file in review.removed() {
        findings.extend(removed(review, file));
    }
    for origin in review.origins.iter().filter(|one| review.judges(&one.path)) {
        let file = review.after.at(&origin.path);
        let by = origin.changed_by.as_ref().or(origin.removed_by.as_ref());
        let Some(by) = by.filter(|by| origin.changed_by.is_some() || **by != origin.brought_by)
        else {
            continue;
        };
        let what = match (&origin.changed_by, &origin.removed_by) {
            (_, Some(_)) => "removed",
            _ => "changed",
        };
        let message = format!(
            "the review came with a commit by {} and was {what} by {}",
            origin.brought_by.join(", "),
            by.join(", ")
        );
        let help = format!(
            "`git log --follow -- {}` shows the commits; put back what was first committed",
            origin.path
        );
        let finding = match file {
            Some(file) => review.finding(&CHECK, file, "verdict", message, help),
            None => review.finding_in(&CHECK, &origin.path, message, help),
        };
        findings.push(not_waivable(finding));
    }
}

fn changed(review: &Review<'_>, file: &File) -> Option<Finding> {
    let mut befores = review.befores.iter();
    let old = befores.find_map(|before| {
        let old = before.file(file.kind, &file.id)?;
        (old.source().text != file.source().text).then_some(old)
    })?;
    let message = match old.as_one::<TaReview>() {
        Some(old) => format!(
            "the review of {} by `{}` was given before, and is changed",
            old.sow, old.by
        ),
        None => "the review was there before, and is changed".into(),
    };
    let help = format!(
        "put it back (`git checkout HEAD -- {}`), and give a verdict of its own with `ta review`",
        file.path()
    );
    let differs = first_difference(&old.source().text, &file.source().text);
    let outline = file.outline();
    let key = file.kind.keys.iter().rev().find(|key| {
        let span = outline.key(key);
        span.is_some_and(|span| span.start <= differs)
    });
    let key = key.map_or("", |key| *key);
    Some(not_waivable(
        review.finding(&CHECK, file, key, message, help),
    ))
}

fn first_difference(old: &str, new: &str) -> usize {
    let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b);
    same.count()
}

/// A verdict is taken back by who gave it, and by nobody else.
fn removed(review: &Review<'_>, file: &File) -> Option<Finding> {
    let given = file.as_one::<TaReview>()?;
    if review.is_committed_by(given.by.as_str()) {
        return None;
    }
    let message = format!(
        "the review of {} by `{}` was given before, and is removed",
        given.sow, given.by
    );
    let help = format!(
        "put it back: `git checkout HEAD -- {}`; only `{}` can take it back",
        file.path(),
        given.by
    );
    let finding = review.finding(&CHECK, file, "verdict", message, help);
    Some(not_waivable(finding))
}

fn not_waivable(finding: Finding) -> Finding {
    Finding {
        waiving: Waiving::Impossible,
        ..finding
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    const REVIEW: &str = "sow: SOW-4T9K2M7X\nat: 2026-11-20T10:00:00Z\nby: tariq\nrole: ta\nverdict: changes-requested\ndigest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n";
    const PATH: &str = "reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml";

    #[test]
    fn a_new_review_and_one_that_is_as_it_was_are_fine() {
        check(
            &CHECK,
            &format!("#- by: tariq@example.com\n#- {PATH}\n{REVIEW}"),
        );
        check(
            &CHECK,
            &format!("#- by: sam@example.com\n#- before: {PATH}\n{REVIEW}#- {PATH}\n{REVIEW}"),
        );
    }

    #[test]
    fn not_even_its_reviewer_edits_it() {
        let edited = format!(
            "#- by: tariq@example.com\n#- before: {PATH}\n{REVIEW}#- {PATH}\n{REVIEW}blob: abc\n# ^^ error: the review of SOW-4T9K2M7X by `tariq` was given before, and is changed\n"
        );
        check(&CHECK, &edited);
    }

    #[test]
    fn only_its_reviewer_takes_it_back() {
        let removed = |by: &str, says: &str| {
            format!(
                "#- by: {by}@example.com\n#- before: {PATH}\n{}",
                REVIEW.replace(
                    "verdict: changes-requested\n",
                    &format!("verdict: changes-requested\n{says}")
                )
            )
        };
        check(&CHECK, &removed("tariq", ""));
        let says =
            "# ^^ error: the review of SOW-4T9K2M7X by `tariq` was given before, and is removed\n";
        check(&CHECK, &removed("sam", says));
    }
}
