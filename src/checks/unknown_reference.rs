//! Finds keys that name a record, or a region, that is not there.

use std::collections::BTreeMap;

use super::known::Dangling;
use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::policy;
use crate::records::{File, Reference, person};

pub(super) static CHECK: Check = Check {
    name: "unknown-reference",
    level: Level::Error,
    summary: "a reference to a record or region that does not exist",
    docs: r#"## What it finds
A key that names an account, an opportunity or a request of which there is no file, and a region that is
not among the boards of `desk.toml`. Also what a change breaks: removing a record that others name.

## Why it matters
A request whose opportunity is not there reaches nobody's list of that opportunity.

## What to do
Correct the id, or make the record first: `sa account new`, `sa opportunity new`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Halden caching
account: halden
#        ^^^^^^ error: there is no account `halden`
owner: dana
history: [{at: 2026-10-01T09:00:00Z, by: dana, to: 1-Discovery}]
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let mut near = Near::default();
    for Dangling { file, reference } in review.dangling() {
        if *reference.kind == person::KIND {
            continue;
        }
        findings.push(review.finding(
            &CHECK,
            file,
            &reference.path,
            format!("there is no {} `{}`", reference.kind.name, reference.id),
            near.help(review, reference),
        ));
    }
    for file in review.subjects() {
        let region = file.record().and_then(|record| record.region());
        findings.extend(region.and_then(|region| unknown_region(review, file, region)));
    }
}

/// How many letters of an id may be mistyped for another to be offered.
const MISTYPED: usize = 3;

/// What was looked for so far among the ids of a desk.
#[derive(Default)]
struct Near<'a> {
    /// The id that comes next to one that nothing has, of the kind with this folder: many may name the same.
    nearest: BTreeMap<(&'static str, &'a str), Option<&'a str>>,
}

impl<'a> Near<'a> {
    /// Returns what to do about an id that nothing has.
    fn help(&mut self, review: &'a Review<'_>, reference: &'a Reference) -> String {
        let (name, folder) = (reference.kind.name, reference.kind.folder);
        let ids = review.ids(reference.kind);
        let known = self.nearest.entry((folder, &reference.id));
        match known.or_insert_with(|| nearest(ids, &reference.id)) {
            Some(id) => format!("did you mean `{id}`? `sa {name} list` shows all"),
            None => format!("make it with `sa {name} new`, or choose one from `sa {name} list`"),
        }
    }
}

/// Returns the id that differs least from one that nothing has, the first of several; `None` where all differ much.
fn nearest<'a>(ids: &[(Letters, &'a str)], sought: &str) -> Option<&'a str> {
    let letters = Letters::of(sought);
    let may_be_near = ids
        .iter()
        .filter(|(other, _)| letters.apart(other) <= MISTYPED);
    let nearest = may_be_near
        .map(|(_, id)| (strsim::damerau_levenshtein(id, sought), *id))
        .min();
    nearest
        .filter(|(distance, _)| *distance <= MISTYPED)
        .map(|(_, id)| id)
}

/// How often each letter stands in a word; letters that share a place only make words look more alike.
pub(super) struct Letters([u8; 64]);

impl Letters {
    pub(super) fn of(word: &str) -> Self {
        let mut counts = [0_u8; 64];
        for letter in word.chars() {
            let count = &mut counts[letter as usize % 64];
            *count = count.saturating_add(1);
        }
        Self(counts)
    }

    /// Returns how many letters must change at least to make one word of the other.
    fn apart(&self, other: &Self) -> usize {
        let more = |a: &Self, b: &Self| -> u16 {
            let pairs = a.0.iter().zip(&b.0);
            pairs.map(|(a, b)| u16::from(a.saturating_sub(*b))).sum()
        };
        usize::from(more(self, other).max(more(other, self)))
    }
}

fn unknown_region(review: &Review<'_>, file: &File, region: &str) -> Option<Finding> {
    let boards = &review.policy.boards;
    if boards.contains_key(region) {
        return None;
    }
    let all: Vec<&str> = boards.keys().map(String::as_str).collect();
    Some(review.finding(
        &CHECK,
        file,
        "region",
        format!("`{region}` is not a region of this desk"),
        format!(
            "use one of {}, or add it to [boards] in {}",
            all.join(", "),
            policy::FILE
        ),
    ))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Letters, nearest};

    fn ids<'a>(ids: &[&'a str]) -> Vec<(Letters, &'a str)> {
        ids.iter().map(|id| (Letters::of(id), *id)).collect()
    }

    #[test]
    fn the_id_that_differs_least_is_offered() {
        let there = ids(&["halden", "harden", "northwind", "OPP-2M4N6P8Q"]);
        for (sought, offered) in [
            ("hadlen", Some("halden")),
            ("halben", Some("halden")),
            ("hrden", Some("harden")),
            ("no-halden", Some("halden")),
            ("no-northwind-1", None),
            ("OPP-00000000", None),
        ] {
            assert_eq!(nearest(&there, sought), offered, "{sought}");
        }
    }

    proptest! {
        #[test]
        fn words_are_never_nearer_than_their_letters(a in "[ab1é-]{0,8}", b in "[ab1é-]{0,8}") {
            let apart = Letters::of(&a).apart(&Letters::of(&b));
            prop_assert!(apart <= strsim::damerau_levenshtein(&a, &b));
        }
    }
}
