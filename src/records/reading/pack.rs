//! What earlier runs read of the files of one folder, in bytes: rows by blob id, whom each names, and the records.
//! Which file a row answers for is decided in `shelf`; where the bytes lie, by who keeps them.
//!
//! A row speaks of a blob and of a name, so it can never be stale. The head carries a digest of itself and each row one
//! of its record, so that damaged bytes are as good as none.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};

use twox_hash::XxHash3_64;

use crate::records::{Kind, Naming, ReadRecord, kept};
use crate::source::{BlobId, TreeId, snapshot::Kept};

const MAGIC: &[u8; 8] = b"desk-pk2";
/// Magic, digest of the head, number of rows, number of mentions, length of all records, tree id.
const FIXED: usize = 8 + 8 + 4 + 4 + 8 + 20;
/// Blob id, digest of the name, age; start, length and digest of the record, then of the text behind all records.
const ROW: usize = 20 + 4 + 4 + 2 * PIECE;
const PIECE: usize = 4 + 4 + 8;
/// Digest of a key, number of a row.
const MENTION: usize = 8 + 4;
/// Times a folder is written without a file before what is known of the file is dropped.
const OLDEST: u32 = 3;
/// Bytes of the largest text that is kept; no record is near it.
const LARGEST: usize = 64 << 10;

/// The bytes kept of a folder.
pub(super) struct Pack {
    /// The folder as it was when it was written: its files are the rows that are not aged.
    pub(super) tree: Option<TreeId>,
    head: Vec<u8>,
    rows: usize,
    /// Bytes of all records, behind which the texts begin.
    records: usize,
    source: Box<dyn Kept>,
    /// The records, while many records are taken from it.
    body: RwLock<Option<Arc<Vec<u8>>>>,
}

/// What is known of one file.
#[derive(Clone, Copy)]
pub(super) struct Row<'a>(&'a [u8; ROW]);

/// A file that a key leads to.
pub(super) struct Led {
    pub(super) blob: BlobId,
    pub(super) name: String,
    /// Whether it was in the folder when that was written.
    pub(super) is_present: bool,
}

/// Where bytes lie, and what they must be.
struct Piece {
    start: usize,
    length: usize,
    digest: u64,
}

/// A file and what it was read as, to be kept.
pub(super) struct Known {
    pub(super) blob: BlobId,
    pub(super) name: String,
    /// As `kept::to_bytes` writes it.
    pub(super) bytes: Vec<u8>,
    /// The content of the blob.
    pub(super) text: Vec<u8>,
    pub(super) age: u32,
}

/// What a file is looked for by, without reading it.
pub(super) enum Key<'a> {
    /// Its own id.
    Own(&'a str),
    /// An id that it refers to.
    Names(&'a str),
    /// A kind of record that it refers to.
    NamesKind(&'a str),
    /// That it cannot be read.
    Unreadable,
}

impl Key<'_> {
    fn digest(&self) -> u64 {
        let (sort, text) = match self {
            Self::Own(id) => ("=", *id),
            Self::Names(id) => (">", *id),
            Self::NamesKind(prefix) => ("*", *prefix),
            Self::Unreadable => ("!", ""),
        };
        XxHash3_64::oneshot(format!("{sort}{text}").as_bytes())
    }
}

impl Row<'_> {
    fn number(&self, start: usize) -> u32 {
        let bytes = self.0[start..start + 4].try_into();
        u32::from_le_bytes(bytes.expect("four bytes"))
    }

    pub(super) fn blob(&self) -> BlobId {
        BlobId(self.0[..20].try_into().expect("twenty bytes"))
    }

    fn is_of(&self, blob: &BlobId, name: &str) -> bool {
        self.0[..20] == blob.0 && self.number(20) == digest_of_name(name)
    }

    fn age(&self) -> u32 {
        self.number(24)
    }

    fn record(&self) -> Piece {
        self.piece(28)
    }

    fn text(&self) -> Piece {
        self.piece(28 + PIECE)
    }

    fn piece(&self, at: usize) -> Piece {
        let digest = self.0[at + 8..at + PIECE].try_into();
        Piece {
            start: self.number(at) as usize,
            length: self.number(at + 4) as usize,
            digest: u64::from_le_bytes(digest.expect("eight bytes")),
        }
    }
}

impl Pack {
    /// Opens what was kept; `None` for bytes that are not whole.
    pub(super) fn open(source: Box<dyn Kept>) -> Option<Self> {
        let fixed = source.read(0, FIXED)?;
        let number = |at: usize| Some(u32::from_le_bytes(fixed.get(at..at + 4)?.try_into().ok()?));
        let (rows, mentions) = (number(16)? as usize, number(20)? as usize);
        let records = u64::from_le_bytes(fixed.get(24..32)?.try_into().ok()?);
        let length = rows
            .checked_mul(ROW)?
            .checked_add(mentions.checked_mul(MENTION)?)?;
        let head = source.read(FIXED as u64, length)?;
        let digest = u64::from_le_bytes(fixed.get(8..16)?.try_into().ok()?);
        if fixed.get(..8)? != MAGIC || digest != digest_of_head(&fixed[16..], &head) {
            return None;
        }
        let tree: [u8; 20] = fixed[32..].try_into().ok()?;
        Some(Self {
            tree: (tree != [0; 20]).then_some(TreeId(tree)),
            head,
            rows,
            records: usize::try_from(records).ok()?,
            source,
            body: RwLock::default(),
        })
    }

    fn rows(&self) -> &[[u8; ROW]] {
        self.head[..self.rows * ROW].as_chunks().0
    }

    fn mentions(&self) -> &[[u8; MENTION]] {
        self.head[self.rows * ROW..].as_chunks().0
    }

    /// Returns what is known of a blob, under whatever name.
    pub(super) fn row(&self, blob: &BlobId) -> Option<Row<'_>> {
        let rows = self.rows();
        let at = rows.binary_search_by(|row| row[..20].cmp(&blob.0)).ok()?;
        Some(Row(&rows[at]))
    }

    /// Returns whether it is known whom a file names.
    pub(super) fn covers(&self, blob: &BlobId, name: &str) -> bool {
        let rows = self.rows();
        let start = rows.partition_point(|row| row[..20] < blob.0[..]);
        let same = rows[start..]
            .iter()
            .take_while(|row| row[..20] == blob.0[..]);
        same.map(Row).any(|row| row.is_of(blob, name))
    }

    /// Returns the files that a key leads to.
    pub(super) fn files(&self, key: &Key<'_>) -> Vec<Led> {
        let digest = key.digest();
        let mentions = self.mentions();
        let parts = |mention: &[u8; MENTION]| {
            let (digest, row) = mention.split_at(8);
            let digest = u64::from_le_bytes(digest.try_into().expect("eight bytes"));
            (
                digest,
                u32::from_le_bytes(row.try_into().expect("four bytes")),
            )
        };
        let start = mentions.partition_point(|mention| parts(mention).0 < digest);
        let found = mentions[start..].iter().map(parts);
        let found = found.take_while(|(own, _)| *own == digest);
        let row = |(_, row): (u64, u32)| {
            let row = Row(self.rows().get(row as usize)?);
            let (name, _) = self.bytes(row)?;
            Some(Led {
                blob: row.blob(),
                name,
                is_present: row.age() == 0,
            })
        };
        found.filter_map(row).collect()
    }

    /// Returns what a blob was read as.
    pub(super) fn read(&self, kind: &Kind, blob: &BlobId) -> Option<ReadRecord> {
        let row = self.row(blob)?;
        self.with_bytes(row, |_, bytes| kept::of_bytes(kind, bytes))?
    }

    /// Returns the content of a blob.
    pub(super) fn text(&self, blob: &BlobId) -> Option<Vec<u8>> {
        self.text_of(self.row(blob)?)
    }

    fn text_of(&self, row: Row<'_>) -> Option<Vec<u8>> {
        let piece = row.text();
        let start = FIXED + self.head.len() + self.records + piece.start;
        let text = self.source.read(start as u64, piece.length)?;
        (XxHash3_64::oneshot(&text) == piece.digest).then_some(text)
    }

    /// Returns everything, with what is not among `used` a turn older.
    pub(super) fn older(&self, is_used: impl Fn(&BlobId, &str) -> bool) -> Vec<Known> {
        let rows = self.rows().iter().map(Row);
        let known = |row: Row<'_>| {
            let (name, bytes) = self.bytes(row)?;
            let age = match is_used(&row.blob(), &name) {
                true => 0,
                false => row.age() + 1,
            };
            Some(Known {
                blob: row.blob(),
                name,
                bytes,
                text: self.text_of(row)?,
                age,
            })
        };
        rows.filter_map(known)
            .filter(|known| known.age <= OLDEST)
            .collect()
    }

    /// Takes all records into memory, or lets go of them.
    pub(super) fn hold(&self, is_held: bool) {
        let body = is_held.then(|| {
            let start = (FIXED + self.head.len()) as u64;
            self.source.read(start, self.records).map(Arc::new)
        });
        *self.body.write().unwrap_or_else(PoisonError::into_inner) = body.flatten();
    }

    fn bytes(&self, row: Row<'_>) -> Option<(String, Vec<u8>)> {
        self.with_bytes(row, |name, bytes| (name.to_owned(), bytes.to_vec()))
    }

    fn with_bytes<T>(&self, row: Row<'_>, read: impl FnOnce(&str, &[u8]) -> T) -> Option<T> {
        let Piece {
            start,
            length,
            digest,
        } = row.record();
        let body = self.body.read().unwrap_or_else(PoisonError::into_inner);
        let body = body.clone();
        let alone;
        let bytes = match &body {
            Some(body) => body.get(start..start.checked_add(length)?)?,
            None => {
                let start = FIXED + self.head.len() + start;
                alone = self.source.read(start as u64, length)?;
                &alone[..]
            }
        };
        if XxHash3_64::oneshot(bytes) != digest {
            return None;
        }
        let (count, rest) = bytes.split_first()?;
        let (name, bytes) = rest.split_at_checked(*count as usize)?;
        Some(read(str::from_utf8(name).ok()?, bytes))
    }
}

/// Returns the bytes of a pack of some files; `tree` is that of a folder which git has stored with so many files.
pub(super) fn written(
    kind: &Kind,
    tree: Option<(TreeId, usize)>,
    known: &mut Vec<Known>,
) -> Vec<u8> {
    // What is out of the common is left out, and read anew each time.
    known.retain(|known| known.name.len() <= u8::MAX as usize && known.text.len() <= LARGEST);
    known.sort_by(|one, other| (one.blob, &one.name).cmp(&(other.blob, &other.name)));
    known.dedup_by(|one, other| one.blob == other.blob && one.name == other.name);
    // A folder of which something is left out is not known as a whole.
    let present = known.iter().filter(|known| known.age == 0).count();
    let tree = tree.filter(|(_, files)| *files == present);
    let (mut head, mut mentions) = (Vec::new(), Vec::new());
    let (mut records, mut texts) = (Vec::new(), Vec::new());
    for (at, known) in known.iter().enumerate() {
        head.extend_from_slice(&known.blob.0);
        head.extend_from_slice(&digest_of_name(&known.name).to_le_bytes());
        head.extend_from_slice(&known.age.to_le_bytes());
        let name = known.name.as_bytes();
        put(
            &mut head,
            &mut records,
            &[&[name.len() as u8], name, &known.bytes],
        );
        put(&mut head, &mut texts, &[&known.text]);
        mentions.extend(
            digests(kind, known)
                .into_iter()
                .map(|digest| (digest, at as u32)),
        );
    }
    mentions.sort_unstable();
    for (digest, row) in &mentions {
        head.extend_from_slice(&digest.to_le_bytes());
        head.extend_from_slice(&row.to_le_bytes());
    }
    let mut bytes = [
        &(known.len() as u32).to_le_bytes()[..],
        &(mentions.len() as u32).to_le_bytes(),
    ]
    .concat();
    bytes.extend_from_slice(&(records.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&tree.map_or([0; 20], |(tree, _)| tree.0));
    let digest = digest_of_head(&bytes, &head);
    let digest = digest.to_le_bytes();
    [&MAGIC[..], &digest, &bytes, &head, &records, &texts].concat()
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
    if let super::Placed::Record { id, .. } =
        super::place(&format!("{}/{}", kind.folder, known.name))
    {
        add(Key::Own(&id));
    }
    for id in kept::referred(&known.bytes).unwrap_or_default() {
        add(Key::Names(id));
        let kinds = crate::records::KINDS.iter();
        for kind in kinds {
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

fn digest_of_name(name: &str) -> u32 {
    XxHash3_64::oneshot(name.as_bytes()) as u32
}

fn digest_of_head(counts: &[u8], head: &[u8]) -> u64 {
    let head = XxHash3_64::oneshot(head);
    XxHash3_64::oneshot(&[counts, &head.to_le_bytes()].concat())
}
