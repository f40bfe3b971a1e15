//! A whole desk judged path by path, so that a later run judges only what may have come out otherwise since.
//! What is kept for it, and how, lives in `kept`; what a change upsets, in `records::reading::relied`.

mod commits;
mod kept;
#[cfg(test)]
pub(super) mod laws;
mod row;
mod sealed;
mod written;

use std::collections::BTreeSet;

pub use commits::Commits;
pub use kept::Kept;
pub use row::{Asked, Row};
pub use written::Passing;

use super::places::find_place;
use super::review::{Review, Scope};
use super::verdict::{Asking, asking, raised, rule};
use crate::calendar::{Instant, validity};
use crate::finding::Finding;
use crate::policy::Policy;
use crate::records::reading::relied::{Upset, relying};
use crate::records::reading::together::spread;
use crate::records::reading::{Placed, place};
use crate::records::{File, Records};
use crate::sla::Outcome;

use self::written::take_out;
use super::Origin;

/// Paths that one thread judges at a time.
const RUN: usize = 64;

/// Where more than one path in so many is to be judged, the whole desk is read first.
const PART: usize = 8;

/// Which rows of a desk are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Every one.
    All,
    /// Those that tell more than that a record passes; of some others it is told how many there are.
    Telling,
}

/// A whole desk judged at one time.
pub struct Judged<'a> {
    /// What is found, in no order; of what was found earlier, the texts it stands in are not at hand.
    pub findings: Vec<Finding>,
    /// Records, and what looks like one, with what the checks ask of each.
    pub rows: Vec<Row<'a>>,
    /// The records that have no row.
    pub passing: Vec<Passing<'a>>,
}

/// What is to be judged, and what holds from before.
struct Standing<'a> {
    holds: Vec<Row<'a>>,
    passing: Vec<Passing<'a>>,
    paths: Vec<String>,
}

impl<'a> Judged<'a> {
    /// Judges a whole desk at a time; `origins` are those of its reviews. What `kept` holds, and nothing since has upset,
    /// is taken as it is.
    pub fn of(
        records: &'a Records,
        policy: &'a Policy,
        now: Instant,
        origins: &'a [Origin],
        kept: &'a Kept,
        extent: Extent,
    ) -> Self {
        let mut rest = Review::new(&[], records, policy, now, Scope::Rest);
        rest.origins = origins;
        let standing = standing(&rest, kept, extent);
        let (mut rows, mut passing) = (standing.holds, standing.passing);
        let held = rows.len();
        let folded: usize = passing.iter().map(|passing| passing.count).sum();
        // Of a large part of a desk, each record is looked for less often than all are read.
        if held + folded < standing.paths.len() * PART {
            records.read_all();
        }
        rows.extend(judge_paths(&rest, &standing.paths, kept));
        let found = spread(&rows, RUN, |rows| {
            rows.iter().flat_map(Row::findings).collect()
        });
        let mut findings: Vec<Finding> = found;
        findings.extend(raised(&rest, None));
        rule(&rest, &mut findings, None);
        // What holds was looked at when it was kept.
        let new = &rows[held..];
        if are_of_what_is_there(new, records) {
            kept.keep(&rest, &rows, new, 0 < folded);
        }
        if 0 < folded {
            let apart: Vec<Row<'_>> =
                judge_paths(&rest, &without_row(&rows, &findings), kept).collect();
            take_out(&mut passing, &apart);
            rows.extend(apart);
        }
        Self {
            findings,
            rows,
            passing,
        }
    }
}

/// Returns where something is found, and no row is at hand.
fn without_row(rows: &[Row<'_>], findings: &[Finding]) -> Vec<String> {
    let paths = findings.iter().map(|finding| &*finding.at.source.path);
    let mut paths: BTreeSet<&str> = paths
        .filter(|path| place(path) != Placed::Elsewhere)
        .collect();
    for row in rows {
        paths.remove(row.path);
    }
    paths.into_iter().map(str::to_owned).collect()
}

/// Returns whether no record was taken for unreadable because its bytes could not be had.
fn are_of_what_is_there(rows: &[Row<'_>], records: &Records) -> bool {
    let unreadable = rows.iter().filter(|row| row.is_unreadable);
    let mut files = unreadable.filter_map(|row| records.at(row.path));
    files.all(File::is_at_hand)
}

/// Returns what holds of what is kept, and the paths of all else.
fn standing<'a>(rest: &Review<'a>, kept: &'a Kept, extent: Extent) -> Standing<'a> {
    let (after, now) = (rest.after, rest.now.stamp());
    if let Extent::Telling = extent
        && let Some((passing, told)) = kept.folded(rest)
    {
        let (holds, over): (Vec<_>, Vec<_>) = told.partition(|row| row.valid.holds(now));
        return Standing {
            holds,
            passing,
            paths: over.iter().map(|row| row.path.to_owned()).collect(),
        };
    }
    let rows = kept.rows();
    let changed = rows.and_then(|rows| Some((rows, kept.changed(rest)?)));
    let changed = changed.and_then(|(rows, changed)| Some((rows, upset(rest, &changed)?, changed)));
    let Some((rows, upset, changed)) = changed else {
        let paths = after.snapshot().entries().into_iter();
        let paths = paths.map(|entry| entry.path);
        return Standing {
            holds: Vec::new(),
            passing: Vec::new(),
            paths: paths
                .filter(|path| place(path) != Placed::Elsewhere)
                .collect(),
        };
    };
    let holding = |row: &Row<'_>| {
        row.valid.holds(now) && !changed.paths.contains(row.path) && !upset.upsets(row.relied())
    };
    let (mut holds, mut paths) = (Vec::with_capacity(kept.count()), BTreeSet::new());
    for row in rows {
        match holding(&row) {
            true => holds.push(row),
            false => drop(paths.insert(row.path.to_owned())),
        }
    }
    paths.extend(changed.paths);
    Standing {
        holds,
        passing: Vec::new(),
        paths: paths.into_iter().collect(),
    }
}

/// Judges paths, and returns their rows.
fn judge_paths<'a>(
    rest: &Review<'_>,
    paths: &[String],
    kept: &'a Kept,
) -> impl Iterator<Item = Row<'a>> {
    let asking = asking(rest.policy);
    let judged = spread(paths, RUN, |paths| {
        let mut bytes = Vec::new();
        for path in paths {
            judge_path(rest, path, &asking, &mut bytes);
        }
        vec![bytes]
    });
    judged.into_iter().flat_map(|bytes| kept.add(bytes))
}

/// What differs between the desk that was judged and this one.
struct Changed {
    before: Records,
    paths: BTreeSet<String>,
}

/// Returns what a change upsets; `None` where a file of it cannot be had, so that nobody knows.
fn upset(rest: &Review<'_>, changed: &Changed) -> Option<Upset> {
    let mut upset = Upset::default();
    for path in &changed.paths {
        upset.add_path(path);
        let sides = [changed.before.at(path), rest.after.at(path)];
        let is_other = sides.iter().flatten().count() == 1;
        for file in sides.into_iter().flatten() {
            if !file.is_at_hand() {
                return None;
            }
            upset.add(file, is_other);
        }
    }
    Some(upset)
}

/// Judges what stands at a path: adds its row, and what is found.
fn judge_path(rest: &Review<'_>, path: &str, asking: &[Asking], bytes: &mut Vec<u8>) {
    let part = rest.part(path);
    let judge = || {
        let mut found = raised(&part, None);
        for finding in &mut found {
            find_place(rest.after, finding);
        }
        let file = part.subjects().first().copied();
        let asks = |asking: &&Asking| file.is_some_and(|file| asking.asks(&part, file));
        let mut asked = Asked::default();
        for asking in asking.iter().filter(asks) {
            asked.add(asking.place);
        }
        let outcomes: Vec<Outcome<'_>> = part.clocks().iter().map(Outcome::of).collect();
        (found, asked, outcomes)
    };
    let (((found, asked, outcomes), relied), valid) = validity(|| relying(judge));
    let file = part.subjects().first();
    if file.is_none() && part.misplaced().is_empty() {
        return;
    }
    let owner = file.and_then(|file| file.record()?.owner());
    row::write(
        &row::Content {
            path,
            owner: owner.map(|owner| owner.as_str()),
            asked,
            valid,
            is_unreadable: file.is_some_and(|file| file.record().is_none()),
            relied: relied.digests(),
            findings: &found,
            outcomes: &outcomes,
        },
        bytes,
    );
}
