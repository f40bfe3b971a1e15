//! Entries of one size, ordered by the key that each begins with, in blocks that are read and vouched for one by one.
//! What the entries say is not known here.

use std::sync::OnceLock;

use twox_hash::XxHash3_64;

use crate::source::snapshot::Kept;

/// Bytes of a block, at the most: about what a disk gives at once.
const BLOCK: usize = 4096;
/// Key of the first entry of a block, and the digest of the block.
const MARK: usize = KEY + 8;
const KEY: usize = 8;

/// A list of entries of `SIZE` bytes each.
pub(super) struct Blocks<const SIZE: usize> {
    /// Where in the file the first entry lies.
    start: u64,
    count: usize,
    marks: Vec<Mark>,
    read: Vec<OnceLock<Option<Vec<u8>>>>,
}

struct Mark {
    first: u64,
    digest: u64,
}

impl<const SIZE: usize> Blocks<SIZE> {
    const ENTRIES: usize = BLOCK / SIZE;

    /// Returns how many bytes the marks of so many entries take.
    pub(super) fn marked(count: usize) -> Option<usize> {
        count.div_ceil(Self::ENTRIES).checked_mul(MARK)
    }

    /// Returns the marks of entries, which find and vouch for their blocks.
    pub(super) fn marks(entries: &[u8]) -> Vec<u8> {
        let blocks = entries.chunks(Self::ENTRIES * SIZE);
        let mark = |block: &[u8]| {
            let digest = XxHash3_64::oneshot(block).to_be_bytes();
            [&block[..KEY], &digest].concat()
        };
        blocks.flat_map(mark).collect()
    }

    /// Returns so many entries from a place on, with their marks.
    pub(super) fn at(start: u64, count: usize, marks: &[u8]) -> Self {
        let (marks, _) = marks.as_chunks::<MARK>();
        let mark = |mark: &[u8; MARK]| Mark {
            first: key(mark),
            digest: key(&mark[KEY..]),
        };
        Self {
            start,
            count,
            marks: marks.iter().map(mark).collect(),
            read: marks.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// Returns how many bytes the entries take.
    pub(super) fn length(&self) -> usize {
        self.count * SIZE
    }

    /// Returns the entries with a key; `None` where they are damaged.
    pub(super) fn with_key(&self, wanted: u64, source: &dyn Kept) -> Option<Vec<[u8; SIZE]>> {
        let first = self.marks.partition_point(|mark| mark.first < wanted);
        let end = self.marks.partition_point(|mark| mark.first <= wanted);
        let mut found = Vec::new();
        for block in first.saturating_sub(1)..end {
            found.extend_from_slice(having(self.block(block, source)?, wanted));
        }
        Some(found)
    }

    /// Returns the entry at a place; `None` where it is damaged, or there is none.
    pub(super) fn get(&self, place: usize, source: &dyn Kept) -> Option<[u8; SIZE]> {
        let entries = self.block(place / Self::ENTRIES, source)?;
        entries.get(place % Self::ENTRIES).copied()
    }

    /// Returns all entries, read at once; `None` where one is damaged.
    pub(super) fn all(&self, source: &dyn Kept) -> Option<Vec<u8>> {
        let bytes = source.read(self.start, self.length())?;
        let blocks = bytes.chunks(Self::ENTRIES * SIZE);
        let mut marked = blocks.zip(&self.marks);
        marked
            .all(|(block, mark)| mark.vouches_for(block))
            .then_some(bytes)
    }

    fn block(&self, at: usize, source: &dyn Kept) -> Option<&[[u8; SIZE]]> {
        let bytes = self.read.get(at)?.get_or_init(|| {
            let place = at * Self::ENTRIES;
            let count = Self::ENTRIES.min(self.count - place);
            let start = self.start + (place * SIZE) as u64;
            let bytes = source.read(start, count * SIZE)?;
            self.marks[at].vouches_for(&bytes).then_some(bytes)
        });
        Some(bytes.as_ref()?.as_chunks().0)
    }
}

impl Mark {
    fn vouches_for(&self, block: &[u8]) -> bool {
        XxHash3_64::oneshot(block) == self.digest
    }
}

/// Returns those of some entries that have a key.
pub(super) fn having<const SIZE: usize>(entries: &[[u8; SIZE]], wanted: u64) -> &[[u8; SIZE]] {
    let start = entries.partition_point(|entry| key(entry) < wanted);
    let count = entries[start..].partition_point(|entry| key(entry) == wanted);
    &entries[start..start + count]
}

/// Returns the key that bytes begin with.
pub(super) fn key(bytes: &[u8]) -> u64 {
    let key = bytes.first_chunk();
    u64::from_be_bytes(*key.expect("an entry is longer than its key"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key and the place of the entry.
    const SIZE: usize = KEY + 4;

    struct Bytes(Vec<u8>);

    impl Kept for Bytes {
        fn read(&self, start: u64, count: usize) -> Option<Vec<u8>> {
            let start = usize::try_from(start).expect("a place");
            Some(self.0.get(start..start + count)?.to_vec())
        }

        fn read_from(&self, start: u64) -> Option<Vec<u8>> {
            Some(self.0[usize::try_from(start).expect("a place")..].to_vec())
        }
    }

    /// Returns entries of even keys, of which some come more than once, behind a few bytes of something else.
    fn entries(count: usize) -> (Blocks<SIZE>, Bytes) {
        let entry = |at: usize| {
            let key = (at / 5 * 2) as u64;
            [&key.to_be_bytes()[..], &(at as u32).to_be_bytes()].concat()
        };
        let bytes: Vec<u8> = (0..count).flat_map(entry).collect();
        let marks = Blocks::<SIZE>::marks(&bytes);
        assert_eq!(Some(marks.len()), Blocks::<SIZE>::marked(count));
        let file = [b"abc", &bytes[..]].concat();
        (Blocks::at(3, count, &marks), Bytes(file))
    }

    fn places(found: &[[u8; SIZE]]) -> Vec<u32> {
        let place = |entry: &[u8; SIZE]| u32::from_be_bytes(entry[KEY..].try_into().expect("four"));
        found.iter().map(place).collect()
    }

    #[test]
    fn entries_are_found_by_key_and_by_place_across_blocks() {
        for count in [0, 1, 4, 341, 342, 2000] {
            let (blocks, file) = entries(count);
            for key in 0..2 * count as u64 / 5 + 4 {
                let first = (key / 2 * 5) as u32;
                let expected = first..(first + 5).min(count as u32).max(first);
                let expected = expected.filter(|_| key % 2 == 0).collect::<Vec<_>>();
                let found = blocks.with_key(key, &file).expect("whole");
                assert_eq!(places(&found), expected, "{key} of {count}");
            }
            for place in 0..count {
                let found = blocks.get(place, &file).expect("there");
                assert_eq!(places(&[found]), [place as u32]);
            }
            assert_eq!(blocks.get(count, &file), None);
            assert_eq!(blocks.all(&file).as_deref(), Some(&file.0[3..]));
        }
    }

    #[test]
    fn a_damaged_block_is_told_apart_from_one_that_lacks_a_key() {
        let (_, file) = entries(2000);
        for at in (3..file.0.len()).step_by(97) {
            let (blocks, mut file) = entries(2000);
            file.0[at] ^= 1;
            let place = (at - 3) / SIZE;
            let key = (place / 5 * 2) as u64;
            assert_eq!(blocks.with_key(key, &file), None, "{at}");
            assert_eq!(blocks.get(place, &file), None);
            assert_eq!(blocks.all(&file), None);
            let far = (place + 1000) % 2000;
            assert!(blocks.get(far, &file).is_some());
        }
    }
}
