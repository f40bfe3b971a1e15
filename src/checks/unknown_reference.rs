//! Finds keys that name a record, or a region, that is not there.

use std::collections::HashMap;

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

/// The ids of the kinds asked for so far, by folder, each with the letters in it.
#[derive(Default)]
struct Near<'a>(HashMap<&'static str, Vec<(Letters, &'a str)>>);

impl<'a> Near<'a> {
    /// Returns what to do about an id that nothing has.
    fn help(&mut self, review: &Review<'a>, reference: &Reference) -> String {
        let name = reference.kind.name;
        let ids = self.0.entry(reference.kind.folder).or_insert_with(|| {
            let ids = review.after.ids(reference.kind);
            ids.map(|id| (Letters::of(id), id)).collect()
        });
        let letters = Letters::of(&reference.id);
        let may_be_near = |(other, _): &&(Letters, &str)| letters.apart(*other) <= MISTYPED;
        let nearest = ids
            .iter()
            .filter(may_be_near)
            .map(|(_, id)| (strsim::damerau_levenshtein(id, &reference.id), *id))
            .min()
            .filter(|(distance, _)| *distance <= MISTYPED);
        help(name, nearest.map(|(_, id)| id))
    }
}

/// The letters that a word has, a bit for each; letters that share a bit only make words look more alike.
#[derive(Clone, Copy)]
struct Letters(u64);

impl Letters {
    fn of(word: &str) -> Self {
        let bits = word.chars().map(|letter| 1 << (u32::from(letter) % 64));
        Self(bits.fold(0, |all, bit: u64| all | bit))
    }

    /// Returns how many letters must change at least to make one word of the other.
    fn apart(self, other: Self) -> usize {
        let (gone, new) = (self.0 & !other.0, other.0 & !self.0);
        gone.count_ones().max(new.count_ones()) as usize
    }
}

fn help(name: &str, nearest: Option<&str>) -> String {
    match nearest {
        Some(id) => format!("did you mean `{id}`? `sa {name} list` shows all"),
        None => format!("make it with `sa {name} new`, or choose one from `sa {name} list`"),
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
