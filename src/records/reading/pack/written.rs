//! The bytes of a pack, made of what the files of a folder were read as.
//! How they are read back is the matter of `pack`.

use std::collections::BTreeSet;

use twox_hash::XxHash3_64;

use super::blocks::Blocks;
use super::{Key, MAGIC, MENTION, ROW, digest_of_head, digest_of_name};
use crate::records::reading::{Placed, place};
use crate::records::{KINDS, Kind, Naming, kept};
use crate::source::{BlobId, TreeId};

/// Bytes of the largest text that is kept; no record is near it.
const LARGEST: usize = 64 << 10;

/// A file and what it was read as, to be kept.
pub(in crate::records::reading) struct Known {
    pub(in crate::records::reading) blob: BlobId,
    pub(in crate::records::reading) name: String,
    /// As `kept::to_bytes` writes it.
    pub(in crate::records::reading) bytes: Vec<u8>,
    /// The content of the blob.
    pub(in crate::records::reading) text: Vec<u8>,
    /// Times that the folder was written without it.
    pub(in crate::records::reading) age: u32,
}

/// Returns the bytes of a pack of some files, in pieces; `tree` is that of a folder which git has stored with so many files.
pub(in crate::records::reading) fn written(
    kind: &Kind,
    tree: Option<(TreeId, usize)>,
    known: &mut Vec<Known>,
) -> [Vec<u8>; 5] {
    // What is out of the common is left out, and read anew each time.
    known.retain(|known| known.name.len() <= u8::MAX as usize && known.text.len() <= LARGEST);
    known.sort_by(|one, other| (one.blob, &one.name).cmp(&(other.blob, &other.name)));
    known.dedup_by(|one, other| one.blob == other.blob && one.name == other.name);
    // A folder of which something is left out is not known as a whole.
    let present = known.iter().filter(|known| known.age == 0).count();
    let tree = tree.filter(|(_, files)| *files == present);
    let mut rows = Vec::with_capacity(known.len() * ROW);
    let (mut records, mut texts, mut mentions) = (Vec::new(), Vec::new(), Vec::new());
    for (at, known) in known.iter().enumerate() {
        rows.extend_from_slice(&known.blob.0);
        rows.extend_from_slice(&digest_of_name(&known.name).to_le_bytes());
        rows.extend_from_slice(&known.age.to_le_bytes());
        let name = known.name.as_bytes();
        let length = [name.len() as u8];
        put(&mut rows, &mut records, &[&length, name, &known.bytes]);
        put(&mut rows, &mut texts, &[&known.text]);
        let digests = digests(kind, known).into_iter();
        mentions.extend(digests.map(|digest| (digest, at as u32)));
    }
    let counts = [known.len() as u32, mentions.len() as u32];
    let mentions = in_order(mentions);
    let mut fixed: Vec<u8> = counts.into_iter().flat_map(u32::to_le_bytes).collect();
    fixed.extend_from_slice(&(records.len() as u64).to_le_bytes());
    fixed.extend_from_slice(&tree.map_or([0; 20], |(tree, _)| tree.0));
    let marks = [
        Blocks::<ROW>::marks(&rows),
        Blocks::<MENTION>::marks(&mentions),
    ];
    let marks = marks.concat();
    let digest = digest_of_head(&fixed, &marks).to_le_bytes();
    let head = [MAGIC, &digest[..], &fixed, &marks].concat();
    [head, rows, mentions, records, texts]
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

/// Adds bytes to a region, and to a row where they lie and what they must be.
fn put(row: &mut Vec<u8>, region: &mut Vec<u8>, pieces: &[&[u8]]) {
    let start = region.len();
    for piece in pieces {
        region.extend_from_slice(piece);
    }
    row.extend_from_slice(&(start as u32).to_le_bytes());
    row.extend_from_slice(&((region.len() - start) as u32).to_le_bytes());
    row.extend_from_slice(&XxHash3_64::oneshot(&region[start..]).to_le_bytes());
}

/// Returns what a file is to be found by.
fn digests(kind: &Kind, known: &Known) -> Vec<u64> {
    let mut digests = BTreeSet::new();
    let mut add = |key: Key<'_>| digests.extend([key.digest()]);
    if let Placed::Record { id, .. } = place(&format!("{}/{}", kind.folder, known.name)) {
        add(Key::Own(&id));
    }
    for id in kept::referred(&known.bytes).unwrap_or_default() {
        add(Key::Names(id));
        for kind in KINDS {
            if let Naming::Prefix(prefix) = kind.naming
                && id.starts_with(prefix)
            {
                add(Key::NamesKind(prefix));
            }
        }
    }
    if kept::is_unreadable(&known.bytes) {
        add(Key::Unreadable);
    }
    digests.into_iter().collect()
}
