//! A judged desk as bytes and back: a head, how many records pass what, and the rows that tell more than that; behind
//! them the settled rows, which are read only for whoever asks for them.
//!
//! Nothing here is believed that a digest does not vouch for.

use std::fmt::{self, Write};
use std::sync::OnceLock;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

use super::sealed::{DIGEST, opened, seal};
use super::{Asked, Row};
use crate::calendar::Instant;
use crate::policy::Policy;
use crate::source::snapshot::Kept;
use crate::source::{Snapshot, TreeId};

/// What decides what is found in a desk, as 16 hexadecimal digits: what another build judged is not to be taken.
pub(super) const FORMAT: &str = env!("DESK_JUDGING_FORMAT");

/// Bytes that a head has room in.
const HEAD: usize = 128;

/// Records that pass all that the same checks ask of them, and of which nothing else is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passing<'a> {
    /// Handle of their owner.
    pub owner: Option<&'a str>,
    /// The checks that ask something of each.
    pub asked: Asked,
    pub count: usize,
}

impl<'a> Passing<'a> {
    /// Returns how many records there are of each owner of which the same is asked, in order of the first of them.
    pub fn of(rows: impl Iterator<Item = Row<'a>>) -> Vec<Self> {
        let mut counts: IndexMap<(Option<&str>, Asked), usize> = IndexMap::new();
        for row in rows {
            *counts.entry((row.owner, row.asked)).or_default() += 1;
        }
        let counts = counts.into_iter();
        let counts = counts.map(|((owner, asked), count)| Self {
            owner,
            asked,
            count,
        });
        counts.collect()
    }
}

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
    /// How many rows it has.
    rows: usize,
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
            rows: 0,
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

/// Returns a judged desk as bytes.
pub(super) fn write<'r>(head: Head<'_>, rows: impl Iterator<Item = Row<'r>>) -> Vec<u8> {
    let (settled, telling): (Vec<Row<'_>>, Vec<Row<'_>>) = rows.partition(Row::is_settled);
    let mut told = plain(&Passing::of(settled.iter().copied()));
    for row in &telling {
        row.write(&mut told);
    }
    let from = settled.iter().map(|row| row.valid.from);
    let head = Head {
        rows: telling.len() + settled.len(),
        told: told.len(),
        settled_from: from.max().unwrap_or(i64::MIN),
        ..head
    };
    let mut bytes = vec![0; DIGEST];
    bytes.append(&mut plain(&head));
    bytes.resize(DIGEST + HEAD, 0);
    bytes.append(&mut told);
    seal(&mut bytes);
    let mut behind = vec![0; DIGEST];
    for row in &settled {
        row.write(&mut behind);
    }
    seal(&mut behind);
    bytes.append(&mut behind);
    bytes
}

fn plain<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    postcard::to_extend(value, Vec::new()).expect("it is plain data")
}

/// A judged desk that was kept.
pub(super) struct Base {
    /// The desk that was judged.
    pub(super) before: Snapshot,
    settled_from: i64,
    /// How many rows there are.
    pub(super) count: usize,
    /// All but the settled rows.
    bytes: Vec<u8>,
    file: Box<dyn Kept>,
    settled: OnceLock<Option<Vec<u8>>>,
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
            count: head.rows,
            bytes,
            file,
            settled: OnceLock::new(),
        })
    }

    /// Returns whether a desk is the one that was judged, and its settled rows hold at a time.
    pub(super) fn is_settled(&self, desk: &Snapshot, now: Instant) -> bool {
        desk.top().is_same(self.before.top()) && self.settled_from <= now.unix()
    }

    /// Returns what is counted of the settled rows, and all others.
    pub(super) fn told(&self) -> (Vec<Passing<'_>>, impl Iterator<Item = Row<'_>>) {
        let told = &self.bytes[DIGEST + HEAD..];
        let (passing, rest) = postcard::take_from_bytes(told).unwrap_or_default();
        (passing, rows(rest))
    }

    /// Returns the settled rows; `None` where they are damaged.
    pub(super) fn settled(&self) -> Option<impl Iterator<Item = Row<'_>>> {
        let settled = self.settled.get_or_init(|| {
            let bytes = self.file.read_from(self.bytes.len() as u64)?;
            opened(&bytes).is_some().then_some(bytes)
        });
        Some(rows(&settled.as_ref()?[DIGEST..]))
    }
}

/// Returns the rows that some bytes are.
pub(super) fn rows(mut bytes: &[u8]) -> impl Iterator<Item = Row<'_>> {
    std::iter::from_fn(move || {
        let (row, rest) = Row::first(bytes)?;
        bytes = rest;
        Some(row)
    })
}

/// Takes records out of those that pass.
pub(super) fn take_out(passing: &mut [Passing<'_>], rows: &[Row<'_>]) {
    let gone = Passing::of(rows.iter().copied());
    for of in passing {
        let same = gone
            .iter()
            .find(|gone| (gone.owner, gone.asked) == (of.owner, of.asked));
        of.count -= same.map_or(0, |gone| gone.count.min(of.count));
    }
}

#[cfg(test)]
impl Base {
    /// Returns a desk in memory as it was judged.
    pub(super) fn of_rows<'r>(
        before: Snapshot,
        all: impl Iterator<Item = Row<'r>>,
    ) -> Option<Self> {
        let head = Head {
            format: FORMAT,
            policy: 0,
            east: 0,
            tree: [0; 20],
            at: 0,
            turn: 0,
            rows: 0,
            told: 0,
            settled_from: 0,
        };
        let file = Box::new(InMemory(write(head, all)));
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
