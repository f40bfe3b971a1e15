//! The bytes of a pack, made of what the files of a folder were read as.
//! How they are read back is the matter of `pack`.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::blocks::Blocks;
use super::{Key, MAGIC, MENTION, Pack, Piece, ROW, digest_of_head, digest_of_name, named};
use crate::records::reading::{Placed, place};
use crate::records::{KINDS, Kind, Naming, kept};
use crate::source::snapshot::{self, at_hand};
use crate::source::{BlobId, TreeId};

/// Bytes of the largest text that is kept; no record is near it.
const LARGEST: usize = 64 << 10;

/// A file and what it was read as, to be kept.
pub(in crate::records::reading) struct Known<'p> {
    pub(super) blob: BlobId,
    /// Times that the folder was written without it.
    pub(super) age: u32,
    /// A name behind its length, then what `kept::to_bytes` writes.
    pub(super) record: Cow<'p, [u8]>,
    pub(super) text: Text<'p>,
}

/// The content of a blob.
pub(super) enum Text<'p> {
    Own(Vec<u8>),
    /// It is read when it is written anew, one at a time.
    OfPack(&'p Pack, Piece),
}

impl Known<'static> {
    /// Returns a file that was read in this run; nothing for one out of the common, which is read anew each time.
    pub(in crate::records::reading) fn new(
        blob: BlobId,
        name: &str,
        bytes: &[u8],
        text: Vec<u8>,
    ) -> Option<Self> {
        let length = u8::try_from(name.len()).ok()?;
        let record = [&[length], name.as_bytes(), bytes].concat();
        (text.len() <= LARGEST).then_some(Self {
            blob,
            age: 0,
            record: record.into(),
            text: Text::Own(text),
        })
    }
}

impl Known<'_> {
    fn named(&self) -> (&str, &[u8]) {
        named(&self.record).expect("it begins with a name")
    }

    fn row(&self) -> (BlobId, &str) {
        (self.blob, self.named().0)
    }
}

impl Text<'_> {
    fn bytes(&self) -> snapshot::Piece<'_> {
        match self {
            Self::Own(text) => Some(text.into()),
            Self::OfPack(pack, piece) => pack.text_at(piece).map(Cow::Owned),
        }
    }
}

/// The bytes of a pack.
pub(in crate::records::reading) struct Written<'p> {
    /// Head, rows and mentions.
    first: [Vec<u8>; 3],
    known: Vec<Known<'p>>,
}

impl<'p> Written<'p> {
    /// Writes a pack of some files; `tree` is that of a folder which git has stored with so many files.
    pub(in crate::records::reading) fn of(
        kind: &Kind,
        tree: Option<(TreeId, usize)>,
        mut known: Vec<Known<'p>>,
    ) -> Self {
        known.sort_by(|one, other| one.row().cmp(&other.row()));
        known.dedup_by(|one, other| one.row() == other.row());
        // A folder of which something is left out is not known as a whole.
        let present = known.iter().filter(|known| known.age == 0).count();
        let tree = tree.filter(|(_, files)| *files == present);
        let mut rows = Vec::with_capacity(known.len() * ROW);
        let (mut records, mut texts, mut mentions) = (0, 0, Vec::new());
        for (at, known) in known.iter().enumerate() {
            rows.extend_from_slice(&known.blob.0);
            rows.extend_from_slice(&digest_of_name(known.named().0).to_le_bytes());
            rows.extend_from_slice(&known.age.to_le_bytes());
            records += put(&mut rows, records, &Piece::of(&known.record));
            texts += match &known.text {
                Text::Own(text) => put(&mut rows, texts, &Piece::of(text)),
                Text::OfPack(_, piece) => put(&mut rows, texts, piece),
            };
            let digests = digests(kind, known).into_iter();
            mentions.extend(digests.map(|digest| (digest, at as u32)));
        }
        let counts = [known.len() as u32, mentions.len() as u32];
        let mentions = in_order(mentions);
        let mut fixed: Vec<u8> = counts.into_iter().flat_map(u32::to_le_bytes).collect();
        fixed.extend_from_slice(&(records as u64).to_le_bytes());
        fixed.extend_from_slice(&tree.map_or([0; 20], |(tree, _)| tree.0));
        let marks = [
            Blocks::<ROW>::marks(&rows),
            Blocks::<MENTION>::marks(&mentions),
        ];
        let marks = marks.concat();
        let digest = digest_of_head(&fixed, &marks).to_le_bytes();
        let head = [MAGIC, &digest[..], &fixed, &marks].concat();
        Self {
            first: [head, rows, mentions],
            known,
        }
    }

    /// Returns its bytes, piece after piece.
    pub(in crate::records::reading) fn pieces(&self) -> impl Iterator<Item = snapshot::Piece<'_>> {
        let first = self.first.iter().map(Vec::as_slice);
        let records = self.known.iter().map(|known| &*known.record);
        let texts = self.known.iter().map(|known| known.text.bytes());
        at_hand(first.chain(records)).chain(texts)
    }
}

/// Returns digests of keys with the rows that they lead to, ordered by the digest.
fn in_order(mut mentions: Vec<(u64, u32)>) -> Vec<u8> {
    mentions.sort_unstable();
    let mut bytes = Vec::with_capacity(mentions.len() * MENTION);
    for (digest, row) in mentions {
        bytes.extend_from_slice(&digest.to_be_bytes());
        bytes.extend_from_slice(&row.to_le_bytes());
    }
    bytes
}

/// Adds to a row that a piece lies at a place, and returns its length.
fn put(row: &mut Vec<u8>, start: usize, piece: &Piece) -> usize {
    row.extend_from_slice(&(start as u32).to_le_bytes());
    row.extend_from_slice(&(piece.length as u32).to_le_bytes());
    row.extend_from_slice(&piece.digest.to_le_bytes());
    piece.length
}

/// Returns what a file is to be found by.
fn digests(kind: &Kind, known: &Known<'_>) -> Vec<u64> {
    let (name, bytes) = known.named();
    let mut digests = BTreeSet::new();
    let mut add = |key: Key<'_>| digests.extend([key.digest()]);
    if let Placed::Record { id, .. } = place(&format!("{}/{name}", kind.folder)) {
        add(Key::Own(&id));
    }
    for id in kept::referred(bytes).unwrap_or_default() {
        add(Key::Names(id));
        for kind in KINDS {
            if let Naming::Prefix(prefix) = kind.naming
                && id.starts_with(prefix)
            {
                add(Key::NamesKind(prefix));
            }
        }
    }
    if kept::is_unreadable(bytes) {
        add(Key::Unreadable);
    }
    digests.into_iter().collect()
}
