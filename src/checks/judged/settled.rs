//! Settled rows on disk: runs of rows, each behind its length, read one run at a time so that all of them need not be held.
//! Which rows are settled is decided in `row`.

use std::borrow::Cow;
use std::hash::Hasher;

use twox_hash::XxHash3_64;

use super::counted::Counted;
use super::sealed::DIGEST;
use super::written::rows;
use super::{Passing, Row};
use crate::source::snapshot::{Kept, Piece, at_hand};

/// Bytes of the length of a run.
const LENGTH: usize = 4;
/// The length that stands behind the last run.
const END: [u8; LENGTH] = [0; LENGTH];

/// What is told of settled rows in front of them.
pub(super) struct Summary {
    counted: Counted,
    from: Option<i64>,
    digest: XxHash3_64,
}

impl Summary {
    /// Returns the summary of no rows.
    pub(super) fn new() -> Self {
        Self {
            counted: Counted::default(),
            from: None,
            digest: XxHash3_64::new(),
        }
    }

    /// Adds a run of rows.
    pub(super) fn add(&mut self, run: &[u8]) {
        if run.is_empty() {
            return;
        }
        self.digest.write(&length_of(run));
        self.digest.write(run);
        for row in rows(run) {
            self.counted.add(&row);
            self.from = self.from.max(Some(row.valid.from));
        }
    }

    /// Returns how many records pass what, the first instant at which all rows hold, and the digest of all runs.
    pub(super) fn told(mut self) -> (Vec<Passing>, Option<i64>, [u8; DIGEST]) {
        self.digest.write(&END);
        let digest = self.digest.finish().to_le_bytes();
        (self.counted.passing(), self.from, digest)
    }
}

/// Returns runs as they are written, behind their digest.
pub(super) fn pieces<'r>(runs: impl Iterator<Item = Piece<'r>>) -> impl Iterator<Item = Piece<'r>> {
    let written = runs.filter(|run| run.as_ref().is_none_or(|run| !run.is_empty()));
    let written = written.flat_map(|run| {
        let length = run
            .as_deref()
            .map(|run| Cow::Owned(length_of(run).to_vec()));
        [length, run]
    });
    written.chain(at_hand([&END[..]]))
}

fn length_of(run: &[u8]) -> [u8; LENGTH] {
    (run.len() as u32).to_le_bytes()
}

/// The runs of settled rows that are kept in a file, and nothing at the end of those that are damaged.
pub(super) struct Runs<'f> {
    file: &'f dyn Kept,
    /// Where the next run lies, and how long it is; nothing behind the last.
    next: Option<(u64, usize)>,
    digest: u64,
    so_far: XxHash3_64,
}

impl<'f> Runs<'f> {
    /// Returns the runs that are kept behind so many bytes; `None` where there is no room for any.
    pub(super) fn behind(start: usize, file: &'f dyn Kept) -> Option<Self> {
        let first = file.read(start as u64, DIGEST + LENGTH)?;
        let (digest, length) = first.split_first_chunk()?;
        let mut so_far = XxHash3_64::new();
        so_far.write(length);
        Some(Self {
            file,
            next: Some(((start + first.len()) as u64, number(length)?)),
            digest: u64::from_le_bytes(*digest),
            so_far,
        })
    }

    fn read(&mut self, at: u64, length: usize) -> Option<Vec<u8>> {
        let mut run = self.file.read(at, length.checked_add(LENGTH)?)?;
        self.so_far.write(&run);
        let behind = run.split_off(length);
        self.next = Some((at + (length + LENGTH) as u64, number(&behind)?));
        Some(run)
    }
}

impl Iterator for Runs<'_> {
    type Item = Option<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.next.take()? {
            (_, 0) => (self.so_far.finish() != self.digest).then_some(None),
            (at, length) => Some(self.read(at, length)),
        }
    }
}

fn number(bytes: &[u8]) -> Option<usize> {
    Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
}

/// Returns the bytes of the rows that are wanted.
pub(super) fn only(run: &[u8], mut is_wanted: impl FnMut(&Row<'_>) -> bool) -> Vec<u8> {
    let (mut wanted, mut rest) = (Vec::with_capacity(run.len()), run);
    while let Some((row, behind)) = Row::first(rest) {
        if is_wanted(&row) {
            wanted.extend_from_slice(&rest[..rest.len() - behind.len()]);
        }
        rest = behind;
    }
    wanted
}
