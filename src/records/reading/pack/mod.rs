//! What earlier runs read of the files of one folder, in bytes: rows by blob id, whom each names, and the records.
//! Which file a row answers for is decided in `shelf`; where the bytes lie, by who keeps them.
//!
//! A row speaks of a blob and of a name, so it can never be stale. The head carries a digest of itself and of each block
//! of rows and mentions, and each row one of its record, so that damaged bytes are as good as none.

mod blocks;
mod written;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use twox_hash::XxHash3_64;

use crate::records::{Kind, ReadRecord, kept};
use crate::source::{BlobId, TreeId, snapshot::Kept};
use blocks::{Blocks, having, key};

use written::Text;
pub(super) use written::{Known, Written};

const MAGIC: &[u8] = b"desk-pk3";
/// Magic, digest of the head, number of rows, number of mentions, length of all records, tree id.
const FIXED: usize = 8 + 8 + 4 + 4 + 8 + 20;
/// Blob id, digest of the name, age; start, length and digest of the record, then of the text behind all records.
const ROW: usize = 20 + 4 + 4 + 2 * PIECE;
const PIECE: usize = 4 + 4 + 8;
/// Digest of a key, number of a row.
const MENTION: usize = 8 + 4;
/// Times a folder is written without a file before what is known of the file is dropped.
const OLDEST: u32 = 3;

/// The bytes kept of a folder.
pub(super) struct Pack {
    /// The folder as it was when it was written: its files are the rows that are not aged.
    pub(super) tree: Option<TreeId>,
    /// Ordered by blob id.
    rows: Blocks<ROW>,
    mentions: Blocks<MENTION>,
    /// Where the records begin, and how many bytes they are; behind them the texts begin.
    records: (u64, usize),
    source: Box<dyn Kept>,
    held: RwLock<Option<Arc<Held>>>,
    is_damaged: AtomicBool,
}

/// Rows and records, while many of them are read.
pub(super) struct Held {
    rows: Vec<u8>,
    records: Vec<u8>,
}

/// What is known of one file.
struct Row([u8; ROW]);

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

impl Row {
    fn number(&self, start: usize) -> u32 {
        number(&self.0, start).expect("a row has room for its numbers")
    }

    fn blob(&self) -> BlobId {
        BlobId(self.0[..20].try_into().expect("twenty bytes"))
    }

    fn is_of(&self, name: &str) -> bool {
        self.number(20) == digest_of_name(name)
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

impl Piece {
    /// Returns a piece that lies at the beginning.
    fn of(bytes: &[u8]) -> Self {
        Self {
            start: 0,
            length: bytes.len(),
            digest: XxHash3_64::oneshot(bytes),
        }
    }

    fn vouches_for(&self, bytes: &[u8]) -> bool {
        XxHash3_64::oneshot(bytes) == self.digest
    }
}

impl Held {
    /// Returns the name and the bytes of a record; `None` where they are damaged.
    fn record(&self, row: &Row) -> Option<&[u8]> {
        let piece = row.record();
        let end = piece.start.checked_add(piece.length)?;
        let bytes = self.records.get(piece.start..end)?;
        piece.vouches_for(bytes).then_some(bytes)
    }
}

impl Pack {
    /// Opens what was kept; `None` for bytes that are not whole.
    pub(super) fn open(source: Box<dyn Kept>) -> Option<Self> {
        let fixed = source.read(0, FIXED)?;
        let (rows, mentions) = (number(&fixed, 16)? as usize, number(&fixed, 20)? as usize);
        let records = u64::from_le_bytes(fixed.get(24..32)?.try_into().ok()?);
        let of_rows = Blocks::<ROW>::marked(rows)?;
        let marks = of_rows.checked_add(Blocks::<MENTION>::marked(mentions)?)?;
        let marks = source.read(FIXED as u64, marks)?;
        let digest = u64::from_le_bytes(fixed.get(8..16)?.try_into().ok()?);
        if &fixed[..8] != MAGIC || digest != digest_of_head(&fixed[16..], &marks) {
            return None;
        }
        let start = (FIXED + marks.len()) as u64;
        let rows = Blocks::at(start, rows, &marks[..of_rows]);
        let start = start + rows.length() as u64;
        let mentions = Blocks::at(start, mentions, &marks[of_rows..]);
        let start = start + mentions.length() as u64;
        let tree: [u8; 20] = fixed[32..].try_into().ok()?;
        Some(Self {
            tree: (tree != [0; 20]).then_some(TreeId(tree)),
            rows,
            mentions,
            records: (start, usize::try_from(records).ok()?),
            source,
            held: RwLock::default(),
            is_damaged: AtomicBool::new(false),
        })
    }

    /// Returns whether some of it was found to be damaged, so that it is to be written again.
    pub(super) fn is_damaged(&self) -> bool {
        self.is_damaged.load(Ordering::Relaxed)
    }

    /// Takes note where something is missing that should be there.
    fn whole<T>(&self, found: Option<T>) -> Option<T> {
        if found.is_none() {
            self.is_damaged.store(true, Ordering::Relaxed);
        }
        found
    }

    fn held(&self) -> Option<Arc<Held>> {
        let held = self.held.read();
        held.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns what is known of a blob, under whatever names; nothing where that is damaged.
    fn rows_of(&self, blob: &BlobId) -> impl Iterator<Item = Row> {
        let key = key(&blob.0);
        let rows = match self.held() {
            Some(held) => having(held.rows.as_chunks().0, key).to_vec(),
            None => {
                let rows = self.whole(self.rows.with_key(key, &*self.source));
                rows.unwrap_or_default()
            }
        };
        let blob = *blob;
        let rows = rows.into_iter().map(Row);
        rows.filter(move |row| row.blob() == blob)
    }

    /// Returns whether it is known whom a file names.
    pub(super) fn covers(&self, blob: &BlobId, name: &str) -> bool {
        self.rows_of(blob).any(|row| row.is_of(name))
    }

    /// Returns the files that a key leads to; `None` where some of that is damaged.
    pub(super) fn files(&self, key: &Key<'_>) -> Option<Vec<Led>> {
        let mentions = self.mentions.with_key(key.digest(), &*self.source);
        let led = |mention: &[u8; MENTION]| {
            let row = number(mention, 8)? as usize;
            let row = Row(self.rows.get(row, &*self.source)?);
            Some(Led {
                blob: row.blob(),
                name: self.with_bytes(&row, |name, _| name.to_owned())?,
                is_present: row.age() == 0,
            })
        };
        self.whole(mentions.and_then(|mentions| mentions.iter().map(led).collect()))
    }

    /// Returns what a blob was read as.
    pub(super) fn read(&self, kind: &Kind, blob: &BlobId) -> Option<ReadRecord> {
        let row = self.rows_of(blob).next()?;
        self.with_bytes(&row, |_, bytes| kept::of_bytes(kind, bytes))?
    }

    /// Returns the content of a blob.
    pub(super) fn text(&self, blob: &BlobId) -> Option<Vec<u8>> {
        self.text_at(&self.rows_of(blob).next()?.text())
    }

    fn text_at(&self, piece: &Piece) -> Option<Vec<u8>> {
        let texts = self.records.0 + self.records.1 as u64;
        self.whole(self.piece(texts, piece))
    }

    /// Returns the bytes of a piece of what begins at a place; `None` where they are damaged.
    fn piece(&self, begin: u64, piece: &Piece) -> Option<Vec<u8>> {
        let bytes = self.source.read(begin + piece.start as u64, piece.length)?;
        piece.vouches_for(&bytes).then_some(bytes)
    }

    /// Returns everything, with what is not among `used` a turn older; `None` where some of it is damaged.
    pub(super) fn older<'p>(
        &'p self,
        held: &'p Held,
        is_used: impl Fn(&BlobId, &str) -> bool,
    ) -> Option<Vec<Known<'p>>> {
        let known = |row: &[u8; ROW]| {
            let row = Row(*row);
            let record = held.record(&row)?;
            let age = match is_used(&row.blob(), named(record)?.0) {
                true => 0,
                false => row.age() + 1,
            };
            Some(Known {
                blob: row.blob(),
                age,
                record: record.into(),
                text: Text::OfPack(self, row.text()),
            })
        };
        let known: Option<Vec<Known<'_>>> = held.rows.as_chunks().0.iter().map(known).collect();
        let mut known = self.whole(known)?;
        known.retain(|known| known.age <= OLDEST);
        Some(known)
    }

    /// Takes all records into memory and looks whether it is whole, or lets go of them.
    pub(super) fn hold(&self, is_held: bool) {
        let held = is_held.then(|| self.taken()).flatten();
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = held;
    }

    /// Returns all records in memory, where it is whole.
    pub(super) fn taken(&self) -> Option<Arc<Held>> {
        let taken = || {
            self.mentions.all(&*self.source)?;
            Some(Arc::new(Held {
                rows: self.rows.all(&*self.source)?,
                records: self.source.read(self.records.0, self.records.1)?,
            }))
        };
        self.held().or_else(|| self.whole(taken()))
    }

    fn with_bytes<T>(&self, row: &Row, read: impl FnOnce(&str, &[u8]) -> T) -> Option<T> {
        self.whole(self.sound(row, read))
    }

    fn sound<T>(&self, row: &Row, read: impl FnOnce(&str, &[u8]) -> T) -> Option<T> {
        let held = self.held();
        let alone;
        let record = match &held {
            Some(held) => held.record(row)?,
            None => {
                alone = self.piece(self.records.0, &row.record())?;
                &alone
            }
        };
        let (name, bytes) = named(record)?;
        Some(read(name, bytes))
    }
}

/// Returns the name that a record begins with, and the rest of it.
fn named(record: &[u8]) -> Option<(&str, &[u8])> {
    let (count, rest) = record.split_first()?;
    let (name, bytes) = rest.split_at_checked(*count as usize)?;
    Some((str::from_utf8(name).ok()?, bytes))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// Returns a short digest of a name or an id; two may have the same.
pub(super) fn digest_of_name(name: &str) -> u32 {
    XxHash3_64::oneshot(name.as_bytes()) as u32
}

fn digest_of_head(counts: &[u8], head: &[u8]) -> u64 {
    let head = XxHash3_64::oneshot(head);
    XxHash3_64::oneshot(&[counts, &head.to_le_bytes()].concat())
}
