//! A judged desk as bytes and back: a head, how many records pass what, and the rows that tell more than that; behind
//! them the settled rows, which are read only for whoever asks for them.
//!
//! Nothing here is believed that a digest does not vouch for.

use std::borrow::Cow;
use std::fmt::{self, Write};

use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

use super::sealed::{DIGEST, opened, seal};
use super::settled::{self, Runs, Summary};
use super::{Passing, Row};
use crate::calendar::Instant;
use crate::policy::Policy;
use crate::source::snapshot::{Kept, Piece, at_hand};
use crate::source::{Snapshot, TreeId};

/// What decides what is found in a desk, as 16 hexadecimal digits: what another build judged is not to be taken.
pub(super) const FORMAT: &str = env!("DESK_JUDGING_FORMAT");

/// Bytes that a head has room in.
const HEAD: usize = 128;

/// What stands before the rows, behind the digest of all that follows up to the settled ones.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct Head<'a> {
    format: &'a str,
    policy: u64,
    /// Minutes east of UTC that the time was written at: days are told by it.
    east: i32,
    pub(super) tree: [u8; 20],
    /// When it was judged, in seconds since 1970-01-01T00:00:00Z.
    pub(super) at: i64,
    /// How many were kept before it.
    pub(super) turn: u64,
    /// Bytes between the head and the settled rows.
    told: usize,
    /// The first instant at which all settled rows hold; there is no last one.
    settled_from: i64,
}

impl<'a> Head<'a> {
    /// Returns the head of a desk that is judged at a time; what it has is told when it is written.
    pub(super) fn of(policy: &Policy, now: Instant, tree: TreeId, turn: u64) -> Self {
        let mut digest = Digest(0);
        write!(digest, "{policy:?}").expect("a digest takes anything");
        Self {
            format: FORMAT,
            policy: digest.0,
            east: now.offset_minutes(),
            tree: tree.0,
            at: now.unix(),
            turn,
            told: 0,
            settled_from: i64::MIN,
        }
    }

    /// Returns the head that stands in some bytes behind the digest.
    pub(super) fn first(bytes: &'a [u8]) -> Option<Self> {
        Some(postcard::take_from_bytes(bytes).ok()?.0)
    }

    /// Returns the first bytes of what is kept, behind the digest.
    pub(super) fn bytes(file: &dyn Kept) -> Option<Vec<u8>> {
        file.read(DIGEST as u64, HEAD)
    }

    /// Returns whether the same tree would be judged alike at the same time.
    pub(super) fn is_alike(&self, other: &Head<'_>) -> bool {
        (self.format, self.policy, self.east) == (other.format, other.policy, other.east)
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

/// A judged desk as bytes.
pub(super) struct Written<'r> {
    told: Vec<u8>,
    digest: [u8; DIGEST],
    /// Settled rows that are not only counted.
    settled: Vec<u8>,
    counted: &'r [Vec<u8>],
    held: Option<Held<'r>>,
}

/// Settled rows of an earlier run that still hold.
pub(super) struct Held<'r> {
    pub(super) base: &'r Base,
    pub(super) holds: &'r dyn Fn(&Row<'_>) -> bool,
}

impl Held<'_> {
    fn runs(&self) -> impl Iterator<Item = Option<Vec<u8>>> {
        let runs = self.base.settled();
        runs.map(|run| Some(settled::only(&run?, self.holds)))
    }
}

impl<'r> Written<'r> {
    /// Writes a judged desk: rows, and settled ones that are only counted, of this run and of an earlier one; `None` where
    /// those of the earlier are damaged.
    pub(super) fn of(
        head: Head<'_>,
        rows: impl Iterator<Item = Row<'r>> + Clone,
        counted: &'r [Vec<u8>],
        held: Option<Held<'r>>,
    ) -> Option<Self> {
        let mut own = Vec::new();
        let is_own = rows.clone().filter(Row::is_settled);
        is_own.for_each(|row| row.write(&mut own));
        let mut summary = Summary::new();
        summary.add(&own);
        counted.iter().for_each(|run| summary.add(run));
        for run in held.iter().flat_map(Held::runs) {
            summary.add(&run?);
        }
        let (passing, from, digest) = summary.told();
        let mut told = vec![0; DIGEST + HEAD];
        told = postcard::to_extend(&passing, told).expect("they are plain data");
        let telling = rows.filter(|row| !row.is_settled());
        telling.for_each(|row| row.write(&mut told));
        let head = Head {
            told: told.len() - DIGEST - HEAD,
            settled_from: from.unwrap_or(i64::MIN),
            ..head
        };
        postcard::to_slice(&head, &mut told[DIGEST..][..HEAD]).expect("a head has room");
        seal(&mut told);
        Some(Self {
            told,
            digest,
            settled: own,
            counted,
            held,
        })
    }

    /// Returns its bytes, piece after piece.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let first = at_hand([&self.told[..], &self.digest]);
        let own = [&self.settled].into_iter().chain(self.counted);
        let held = self.held.iter().flat_map(Held::runs);
        let held = held.map(|run| run.map(Cow::Owned));
        first.chain(settled::pieces(at_hand(own.map(Vec::as_slice)).chain(held)))
    }
}

/// A judged desk that was kept.
pub(super) struct Base {
    /// The desk that was judged.
    pub(super) before: Snapshot,
    settled_from: i64,
    /// All but the settled rows.
    bytes: Vec<u8>,
    file: Box<dyn Kept>,
}

impl Base {
    /// Returns what is kept in a file, of the desk with a tree; `None` where it is damaged, or there is no such desk.
    pub(super) fn of(
        file: Box<dyn Kept>,
        desk: impl FnOnce(TreeId) -> Option<Snapshot>,
    ) -> Option<Self> {
        let told = Head::first(&Head::bytes(&*file)?)?.told;
        let bytes = file.read(0, told.checked_add(DIGEST + HEAD)?)?;
        let head = Head::first(opened(&bytes)?)?;
        Some(Self {
            before: desk(TreeId(head.tree))?,
            settled_from: head.settled_from,
            bytes,
            file,
        })
    }

    /// Returns whether a desk is the one that was judged, and its settled rows hold at a time.
    pub(super) fn is_settled(&self, desk: &Snapshot, now: Instant) -> bool {
        desk.top().is_same(self.before.top()) && self.settled_from <= now.unix()
    }

    /// Returns what is counted of the settled rows, and all others.
    pub(super) fn told(&self) -> (Vec<Passing>, impl Iterator<Item = Row<'_>> + Clone) {
        let told = &self.bytes[DIGEST + HEAD..];
        let (passing, rest) = postcard::take_from_bytes(told).unwrap_or_default();
        (passing, rows(rest))
    }

    /// Returns the settled rows as bytes, some at a time; where they are damaged, nothing at the end of them.
    pub(super) fn settled(&self) -> impl Iterator<Item = Option<Vec<u8>>> {
        let runs = Runs::behind(self.bytes.len(), &*self.file);
        let is_missing = runs.is_none();
        runs.into_iter().flatten().chain(is_missing.then_some(None))
    }
}

/// Returns the rows that some bytes are.
pub(super) fn rows(mut bytes: &[u8]) -> impl Iterator<Item = Row<'_>> + Clone {
    std::iter::from_fn(move || {
        let (row, rest) = Row::first(bytes)?;
        bytes = rest;
        Some(row)
    })
}

#[cfg(test)]
impl Base {
    /// Returns a desk in memory as it was judged.
    pub(super) fn of_rows<'r>(
        before: Snapshot,
        all: impl Iterator<Item = Row<'r>> + Clone,
    ) -> Option<Self> {
        let head = Head {
            format: FORMAT,
            policy: 0,
            east: 0,
            tree: [0; 20],
            at: 0,
            turn: 0,
            told: 0,
            settled_from: 0,
        };
        let written = Written::of(head, all, &[], None)?;
        let pieces: Option<Vec<Cow<'_, [u8]>>> = written.pieces().collect();
        let file = Box::new(InMemory(pieces?.concat()));
        Self::of(file, |_| Some(before))
    }
}

/// A file that was never written.
#[cfg(test)]
struct InMemory(Vec<u8>);

#[cfg(test)]
impl Kept for InMemory {
    fn read(&self, start: u64, count: usize) -> Option<Vec<u8>> {
        let start = usize::try_from(start).ok()?;
        let end = start.checked_add(count)?;
        Some(self.0.get(start..end)?.to_vec())
    }

    fn read_from(&self, start: u64) -> Option<Vec<u8>> {
        let start = usize::try_from(start).ok()?;
        Some(self.0.get(start..)?.to_vec())
    }
}
