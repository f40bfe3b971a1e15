//! What earlier runs judged a desk to be, kept under the tree it was judged in: where it lies, and which is most like.
//! How it is written lives in `written`, whether a row still holds is decided in `judged`.

use std::borrow::Cow;
use std::sync::Arc;

use elsa::sync::FrozenVec;

use super::counted::Counted;
use super::written::{Base, Head, Held, Written, rows};
use super::{Changed, Extent, Row, settled};
use crate::calendar::Instant;
use crate::checks::Review;
use crate::policy::Policy;
use crate::records::{Records, kept};
use crate::source::{Blobs, Folder, Snapshot, TreeId};

/// Desks that are kept, each judged at another time or in another tree.
const PLACES: u64 = 4;

/// Rows that must be new, and hold for longer than this instant, before a desk is kept again.
const MANY: usize = 64;

/// What earlier runs judged a desk to be; rows of this run are added to it.
#[derive(Default)]
pub struct Kept {
    base: Option<Base>,
    /// Settled rows of earlier runs that are held.
    earlier: FrozenVec<Vec<u8>>,
    fresh: FrozenVec<Vec<u8>>,
}

impl Kept {
    /// Returns what is kept of the desk most like this one: of the same tree, or else judged nearest to this time.
    pub fn like(records: &Records, policy: &Policy, now: Instant) -> Self {
        let snapshot = records.snapshot();
        let blobs = snapshot.blobs();
        let own = Head::of(policy, now, TreeId([0; 20]), 0);
        let mut places: Vec<((bool, u64), u64)> = Vec::new();
        for place in 0..PLACES {
            let bytes = head_bytes(blobs, place);
            let head = bytes.as_deref().and_then(Head::first);
            if let Some(head) = head.filter(|head| head.is_alike(&own)) {
                let is_same = snapshot.top().id() == Some(TreeId(head.tree));
                places.push(((!is_same, head.at.abs_diff(now.unix())), place));
            }
        }
        let base = places.iter().min().and_then(|(_, place)| {
            let file = blobs.kept(&name(*place))?;
            let desk = |tree| {
                let folder = blobs.has_folder(tree).then(|| Folder::stored(tree))?;
                Some(Snapshot::new(folder, Arc::clone(blobs)))
            };
            Base::of(file, desk)
        });
        Self {
            base,
            ..Self::default()
        }
    }

    /// Returns what differs between the desk that was judged and this one; `None` where none is kept.
    pub(super) fn changed(&self, rest: &Review<'_>) -> Option<Changed> {
        let before = self.base.as_ref()?.before.clone();
        let paths = rest.after.snapshot().changed_since(&before);
        Some(Changed {
            before: Records::beside(before, rest.after),
            paths: paths.into_iter().collect(),
        })
    }

    /// Shows the settled rows of earlier runs, of which only those that are wanted are held; `None` where none are kept, or
    /// some are damaged.
    pub(super) fn settled(
        &self,
        mut is_wanted: impl FnMut(&Row<'_>) -> bool,
    ) -> Option<Vec<Row<'_>>> {
        let mut wanted = Vec::new();
        for run in self.base.as_ref()?.settled() {
            let run = settled::only(&run?, &mut is_wanted);
            if !run.is_empty() {
                wanted.extend(rows(self.earlier.push_get(run)));
            }
        }
        Some(wanted)
    }

    /// Returns all other rows of earlier runs.
    pub(super) fn told(&self) -> impl Iterator<Item = Row<'_>> {
        self.base.iter().flat_map(|base| base.told().1)
    }

    /// Returns what is counted of the settled rows of earlier runs, and all others, where the settled ones hold of a desk.
    pub(super) fn folded(
        &self,
        rest: &Review<'_>,
    ) -> Option<(Counted, impl Iterator<Item = Row<'_>>)> {
        let base = self.base.as_ref();
        let base = base.filter(|base| base.is_settled(rest.after.snapshot(), rest.now.stamp()));
        let (passing, told) = base?.told();
        Some((passing.into(), told))
    }

    /// Adds rows of this run, and returns them.
    pub(super) fn add(&self, bytes: Vec<u8>) -> impl Iterator<Item = Row<'_>> {
        rows(self.fresh.push_get(bytes))
    }

    /// Returns the rows of this run.
    pub(super) fn fresh(&self) -> impl Iterator<Item = Row<'_>> {
        self.fresh.iter().flat_map(rows)
    }

    /// Keeps a desk for later runs, where enough of it is new: what stands at the `paths` that were judged anew, which are
    /// ordered, and what holds. `told` are the rows that were not only counted, `counted` those of this run that were.
    pub(super) fn keep(
        &self,
        rest: &Review<'_>,
        told: &[Row<'_>],
        counted: &[Vec<u8>],
        paths: &[Cow<'_, str>],
        extent: Extent,
    ) {
        let (snapshot, now) = (rest.after.snapshot(), rest.now.stamp());
        let fresh = counted.iter().flat_map(|bytes| rows(bytes));
        let fresh = self.fresh().chain(fresh);
        let lasting = fresh.filter(|row| now.unix() < row.valid.until).take(MANY);
        let Some(tree) = snapshot.top().id() else {
            return;
        };
        if lasting.count() < MANY && self.base.is_some() {
            return;
        }
        let holds = |row: &Row<'_>| {
            let anew = paths.binary_search_by(|path| (**path).cmp(row.path));
            anew.is_err()
        };
        let base = self.base.as_ref().filter(|_| extent == Extent::Telling);
        let held = base.map(|base| Held {
            base,
            holds: &holds,
        });
        let (place, turn) = next(snapshot.blobs(), tree);
        let head = Head::of(rest.policy, now, tree, turn);
        let told = told.iter().copied();
        let mut written = Written::of(head, told.clone(), counted, held);
        // Of what is damaged nothing was taken, unless it was not read.
        if written.is_none() && self.folded(rest).is_none() {
            written = Written::of(head, told, counted, None);
        }
        if let Some(written) = written {
            let blobs = snapshot.blobs();
            blobs.keep(&name(place), &mut written.pieces());
        }
    }
}

/// Returns where the next desk is kept, and the how manieth it is: in place of the same tree, or else of the one that was
/// kept longest ago.
fn next(blobs: &Arc<dyn Blobs>, tree: TreeId) -> (u64, u64) {
    let of_place = |place| {
        let bytes = head_bytes(blobs, place);
        let head = bytes.as_deref().and_then(Head::first);
        let is_other = head.is_none_or(|head| head.tree != tree.0);
        (is_other, head.map_or(0, |head| head.turn), place)
    };
    let places: Vec<(bool, u64, u64)> = (0..PLACES).map(of_place).collect();
    let (.., place) = places.iter().min().expect("there are places");
    let turns = places.iter().map(|(_, turn, _)| *turn);
    (*place, 1 + turns.max().unwrap_or_default())
}

/// Returns the first bytes of what is kept at a place, behind the digest.
fn head_bytes(blobs: &Arc<dyn Blobs>, place: u64) -> Option<Vec<u8>> {
    Head::bytes(&*blobs.kept(&name(place))?)
}

fn name(place: u64) -> String {
    format!("{}/judged-{place}", kept::FORMAT)
}

#[cfg(test)]
impl Kept {
    /// Returns a desk in memory as it was judged.
    pub(super) fn of_rows<'r>(
        before: Snapshot,
        all: impl Iterator<Item = Row<'r>> + Clone,
    ) -> Self {
        Self {
            base: Base::of_rows(before, all),
            ..Self::default()
        }
    }
}
