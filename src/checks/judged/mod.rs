//! A whole desk judged path by path, so that a later run judges only what may have come out otherwise since.
//! What is kept for it, and how, lives in `kept`; what a change upsets, in `records::reading::relied`.

mod commits;
mod counted;
mod kept;
#[cfg(test)]
pub(super) mod laws;
mod row;
mod sealed;
mod settled;
mod written;

use std::borrow::Cow;
use std::collections::BTreeSet;

pub use commits::Commits;
pub use counted::Passing;
pub use kept::Kept;
pub use row::{Asked, Row};

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

use self::counted::Counted;
use self::row::Rows;
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
    pub passing: Vec<Passing>,
}

/// What is to be judged, and what holds from before.
struct Standing<'a> {
    holds: Vec<Row<'a>>,
    counted: Counted,
    /// Ordered.
    paths: Vec<Cow<'a, str>>,
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
        let Standing {
            holds: mut rows,
            mut counted,
            paths,
        } = standing(&rest, kept, extent);
        // Of a large part of a desk, each record is looked for less often than all are read.
        if rows.len() + counted.sum() < paths.len() * PART {
            records.read_all();
        }
        let mut only_counted = Vec::new();
        for Rows { telling, settled } in judge_paths(&rest, &paths) {
            rows.extend(kept.add(telling));
            match extent {
                Extent::All => rows.extend(kept.add(settled)),
                Extent::Telling => {
                    written::rows(&settled).for_each(|row| counted.add(&row));
                    only_counted.push(settled);
                }
            }
        }
        rows.shrink_to_fit();
        let found = spread(&rows, RUN, |rows| {
            rows.iter().flat_map(Row::findings).collect()
        });
        let mut findings: Vec<Finding> = found;
        findings.extend(raised(&rest, None));
        rule(&rest, &mut findings, None);
        // What holds was looked at when it was kept.
        if are_of_what_is_there(kept.fresh(), records) {
            kept.keep(&rest, &rows, &only_counted, &paths, extent);
        }
        drop(only_counted);
        let apart = without_row(&rows, &findings);
        for Rows { telling, settled } in judge_paths(&rest, &apart) {
            let anew = kept.add(telling).chain(kept.add(settled));
            rows.extend(anew.inspect(|row| counted.give_back(row)));
        }
        Self {
            findings,
            rows,
            passing: counted.passing(),
        }
    }
}

/// Returns where something is found, and no row is at hand.
fn without_row(rows: &[Row<'_>], findings: &[Finding]) -> Vec<Cow<'static, str>> {
    let paths = findings.iter().map(|finding| &*finding.at.source.path);
    let mut paths: BTreeSet<&str> = paths
        .filter(|path| place(path) != Placed::Elsewhere)
        .collect();
    for row in rows {
        paths.remove(row.path);
    }
    let paths = paths.into_iter().map(str::to_owned);
    paths.map(Cow::Owned).collect()
}

/// Returns whether no record was taken for unreadable because its bytes could not be had.
fn are_of_what_is_there<'r>(rows: impl Iterator<Item = Row<'r>>, records: &Records) -> bool {
    let unreadable = rows.filter(|row| row.is_unreadable);
    let mut files = unreadable.filter_map(|row| records.at(row.path));
    files.all(File::is_at_hand)
}

/// Returns what holds of what is kept, and the paths of all else.
fn standing<'a>(rest: &Review<'a>, kept: &'a Kept, extent: Extent) -> Standing<'a> {
    let now = rest.now.stamp();
    if let Extent::Telling = extent
        && let Some((counted, told)) = kept.folded(rest)
    {
        let (holds, over): (Vec<_>, Vec<_>) = told.partition(|row| row.valid.holds(now));
        let mut paths: Vec<Cow<'_, str>> = over.iter().map(|row| Cow::Borrowed(row.path)).collect();
        paths.sort_unstable();
        return Standing {
            holds,
            counted,
            paths,
        };
    }
    of_earlier(rest, kept, extent).unwrap_or_else(|| {
        let all = rest.after.all_paths().into_iter();
        Standing {
            holds: Vec::new(),
            counted: Counted::default(),
            paths: all.map(Cow::Borrowed).collect(),
        }
    })
}

/// Returns what holds of the rows of an earlier run; `None` where some are damaged, or nobody knows what changed.
fn of_earlier<'a>(rest: &Review<'a>, kept: &'a Kept, extent: Extent) -> Option<Standing<'a>> {
    let now = rest.now.stamp();
    let changed = kept.changed(rest)?;
    let upset = upset(rest, &changed)?;
    let holding = |row: &Row<'_>| {
        row.valid.holds(now) && !changed.paths.contains(row.path) && !upset.upsets(row.relied())
    };
    let (mut counted, mut paths) = (Counted::default(), BTreeSet::new());
    let mut is_held = |row: &Row<'_>| {
        let holds = holding(row);
        if !holds {
            paths.insert(row.path.to_owned());
        }
        holds && !counted.takes(row, extent)
    };
    let mut holds = kept.settled(&mut is_held)?;
    holds.extend(kept.told().filter(is_held));
    paths.extend(changed.paths);
    Some(Standing {
        holds,
        counted,
        paths: paths.into_iter().map(Cow::Owned).collect(),
    })
}

/// Judges paths, and returns their rows.
fn judge_paths(rest: &Review<'_>, paths: &[Cow<'_, str>]) -> Vec<Rows> {
    let asking = asking(rest.policy);
    spread(paths, RUN, |paths| {
        let mut rows = Rows::default();
        for path in paths {
            judge_path(rest, path, &asking, &mut rows);
        }
        rows.telling.shrink_to_fit();
        rows.settled.shrink_to_fit();
        vec![rows]
    })
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
fn judge_path(rest: &Review<'_>, path: &str, asking: &[Asking], rows: &mut Rows) {
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
        rows,
    );
}
