//! What earlier runs judged a desk to be, kept under the tree it was judged in: where it lies, and whether it is whole.
//! What a row says lives in `row`, whether it still holds is decided in `judged`.
//!
//! Nothing here is believed that a digest does not vouch for, and a row counts only while nothing it relies on differs.

use std::fmt::{self, Write};
use std::sync::Arc;

use elsa::sync::FrozenVec;
use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

use super::sealed::{DIGEST, opened, seal};
use super::{Changed, Row};
use crate::calendar::Instant;
use crate::checks::Review;
use crate::policy::Policy;
use crate::records::{Records, kept};
use crate::source::{Blobs, Folder, Snapshot, TreeId};

/// What decides what is found in a desk, as 16 hexadecimal digits: what another build judged is not to be taken.
pub(super) const FORMAT: &str = env!("DESK_JUDGING_FORMAT");

/// Desks that are kept, each judged at another time or in another tree.
const PLACES: u64 = 4;

/// Rows that must be new, and hold for longer than this instant, before a desk is kept again.
const MANY: usize = 64;

/// Bytes that a head has room in.
const HEAD: usize = 128;

/// What earlier runs judged a desk to be; rows of this run are added to it.
#[derive(Default)]
pub struct Kept {
    base: Option<Base>,
    fresh: FrozenVec<Vec<u8>>,
}

struct Base {
    /// The desk that was judged.
    before: Snapshot,
    bytes: Vec<u8>,
    /// Where the rows begin, and how many there are.
    start: usize,
    count: usize,
}

/// What stands before the rows, behind the digest of all that follows.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Head<'a> {
    format: &'a str,
    policy: u64,
    /// Minutes east of UTC that the time was written at: days are told by it.
    east: i32,
    tree: [u8; 20],
    /// When it was judged, in seconds since 1970-01-01T00:00:00Z.
    at: i64,
    /// How many were kept before it.
    turn: u64,
    /// How many rows it has.
    rows: usize,
}

impl Kept {
    /// Returns what is kept of the desk most like this one: of the same tree, or else judged nearest to this time.
    pub fn like(records: &Records, policy: &Policy, now: Instant) -> Self {
        let snapshot = records.snapshot();
        let blobs = snapshot.blobs();
        let own = Head::of(policy, now);
        let mut places: Vec<((bool, u64), u64)> = Vec::new();
        for place in 0..PLACES {
            let bytes = head_bytes(blobs, place);
            let head = bytes.as_deref().and_then(head);
            if let Some(head) = head.filter(|head| head.is_alike(&own)) {
                let is_same = snapshot.top().id() == Some(TreeId(head.tree));
                places.push(((!is_same, head.at.abs_diff(now.unix())), place));
            }
        }
        let base = places.iter().min().and_then(|(_, place)| {
            let bytes = blobs.kept(&name(*place))?.read_from(0)?;
            Base::of(bytes, blobs)
        });
        Self {
            base,
            fresh: FrozenVec::new(),
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

    /// Returns the rows of earlier runs.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let base = self.base.as_ref();
        rows(base.map_or(&[], |base| &base.bytes[base.start..]))
    }

    /// Returns how many rows of earlier runs there are.
    pub(super) fn count(&self) -> usize {
        self.base.as_ref().map_or(0, |base| base.count)
    }

    /// Adds rows of this run, and returns them.
    pub(super) fn add(&self, bytes: Vec<u8>) -> impl Iterator<Item = Row<'_>> {
        rows(self.fresh.push_get(bytes))
    }

    /// Keeps a desk for later runs, where enough of it is new.
    pub(super) fn keep(&self, rest: &Review<'_>, all: &[Row<'_>], now: Instant) {
        let fresh = self.fresh.iter().flat_map(rows);
        let lasting = fresh.filter(|row| now.unix() < row.valid.until).count();
        let snapshot = rest.after.snapshot();
        let Some(tree) = snapshot.top().id() else {
            return;
        };
        if lasting < MANY && self.base.is_some() {
            return;
        }
        let (place, turn) = next(snapshot.blobs(), tree);
        let head = Head {
            tree: tree.0,
            turn,
            rows: all.len(),
            ..Head::of(rest.policy, now)
        };
        let mut bytes = postcard::to_extend(&head, vec![0; DIGEST]).expect("a head is plain data");
        bytes.resize(DIGEST + HEAD, 0);
        for row in all {
            row.write(&mut bytes);
        }
        seal(&mut bytes);
        snapshot.blobs().keep(&name(place), &bytes);
    }
}

/// Returns where the next desk is kept, and the how manieth it is: in place of the same tree, or else of the one that was
/// kept longest ago.
fn next(blobs: &Arc<dyn Blobs>, tree: TreeId) -> (u64, u64) {
    let of_place = |place| {
        let bytes = head_bytes(blobs, place);
        let head = bytes.as_deref().and_then(head);
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
    blobs.kept(&name(place))?.read(DIGEST as u64, HEAD)
}

impl Head<'_> {
    fn of(policy: &Policy, now: Instant) -> Self {
        let mut digest = Digest(0);
        write!(digest, "{policy:?}").expect("a digest takes anything");
        Self {
            format: FORMAT,
            policy: digest.0,
            east: now.offset_minutes(),
            tree: [0; 20],
            at: now.unix(),
            turn: 0,
            rows: 0,
        }
    }

    /// Returns whether the same tree would be judged alike at the same time.
    fn is_alike(&self, other: &Head<'_>) -> bool {
        (self.format, self.policy, self.east) == (other.format, other.policy, other.east)
    }
}

impl Base {
    fn of(bytes: Vec<u8>, blobs: &Arc<dyn Blobs>) -> Option<Self> {
        let head = head(opened(&bytes)?)?;
        let (tree, count) = (TreeId(head.tree), head.rows);
        if !blobs.has_folder(tree) {
            return None;
        }
        Some(Self {
            before: Snapshot::new(Folder::stored(tree), Arc::clone(blobs)),
            count,
            start: bytes.len().min(DIGEST + HEAD),
            bytes,
        })
    }
}

/// Digests what is written.
struct Digest(u64);

impl Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = XxHash3_64::oneshot_with_seed(self.0, text.as_bytes());
        Ok(())
    }
}

fn name(place: u64) -> String {
    format!("{}/judged-{place}", kept::FORMAT)
}

fn head(bytes: &[u8]) -> Option<Head<'_>> {
    Some(postcard::take_from_bytes(bytes).ok()?.0)
}

fn rows(mut bytes: &[u8]) -> impl Iterator<Item = Row<'_>> {
    std::iter::from_fn(move || {
        let (row, rest) = Row::first(bytes)?;
        bytes = rest;
        Some(row)
    })
}

#[cfg(test)]
impl Kept {
    /// Returns a desk in memory as it was judged.
    pub(super) fn of_rows<'r>(before: Snapshot, all: impl Iterator<Item = Row<'r>>) -> Self {
        let mut bytes = Vec::new();
        for row in all {
            row.write(&mut bytes);
        }
        let base = Base {
            before,
            bytes,
            start: 0,
            count: 0,
        };
        Self {
            base: Some(base),
            fresh: FrozenVec::new(),
        }
    }
}
