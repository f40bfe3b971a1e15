//! The entries of git's index, read one after the other from any place between two of them.
//! What the index is as a whole is known in `index_file`.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use super::index_file::{Noted, Stat, Trust};

/// Bytes before the name of an entry.
const FIXED: usize = 62;
/// Bytes that are read at a time: fewer than all, for which memory would have to be found first.
const WINDOW: usize = 128 << 10;
/// Bytes of an entry, at the most; one with a longer name is left to git.
const LONGEST: usize = 8 << 10;
/// In the flags of an entry: the user said that nobody edits the file.
const ASSUMED: u16 = 0x8000;
/// In the flags of an entry: there are more flags.
const EXTENDED: u16 = 0x4000;
const STAGE: u16 = 0x3000;
/// The length of a name, which says nothing where all its bits are set.
const LENGTH: u16 = 0x0fff;
/// In the further flags: a sparse checkout leaves the file out.
const LEFT_OUT: u16 = 0x4000;
/// In the further flags: the file is promised with `git add -N`, and nothing of it is staged.
const PROMISED: u16 = 0x2000;

/// The part of a file that is at hand, moved along as it is read.
pub(super) struct Window<'f> {
    file: &'f File,
    bytes: Vec<u8>,
    /// Where in `bytes` that begins and ends which is not yet read.
    start: usize,
    end: usize,
    /// Where in the file that begins which is not yet read.
    pub(super) at: u64,
    /// Whether the file has nothing behind what is at hand.
    is_last: bool,
}

impl<'f> Window<'f> {
    /// Returns a window at a place in the file.
    pub(super) fn at(file: &'f File, at: u64) -> Option<Self> {
        let mut place = file;
        place.seek(SeekFrom::Start(at)).ok()?;
        Some(Self {
            file,
            bytes: vec![0; WINDOW],
            start: 0,
            end: 0,
            at,
            is_last: false,
        })
    }

    /// Returns what comes next: as much as any entry takes, or all that is left.
    pub(super) fn ahead(&mut self) -> Option<&[u8]> {
        if self.end - self.start < LONGEST && !self.is_last {
            self.bytes.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
            while self.end < self.bytes.len() && !self.is_last {
                let count = self.file.read(&mut self.bytes[self.end..]).ok()?;
                self.end += count;
                self.is_last = count == 0;
            }
        }
        Some(&self.bytes[self.start..self.end])
    }

    /// Goes on behind some bytes.
    pub(super) fn pass(&mut self, count: usize) -> Option<()> {
        self.start += count;
        self.at += count as u64;
        (self.start <= self.end).then_some(())
    }

    /// Returns all that is left.
    pub(super) fn rest(mut self) -> Option<Vec<u8>> {
        let mut rest = self.ahead()?.to_vec();
        self.file.read_to_end(&mut rest).ok()?;
        Some(rest)
    }
}

/// One entry as it stands in the file.
pub(super) struct Entry<'b> {
    bytes: &'b [u8],
    pub(super) path: &'b [u8],
    flags: u16,
    /// The further flags.
    more: u16,
}

/// Takes so many entries one by one; `before` is the path of the entry before them, and then of the last of them.
pub(super) fn stretch(
    window: &mut Window<'_>,
    version: u32,
    count: u32,
    before: &mut Vec<u8>,
    mut take: impl FnMut(&Entry<'_>) -> Option<()>,
) -> Option<()> {
    for at in 1..=count {
        let bytes = window.ahead()?;
        let flags = short(bytes, 60)?;
        let (more, begin) = match flags & EXTENDED {
            0 => (0, FIXED),
            _ => (short(bytes, FIXED)?, FIXED + 2),
        };
        let end = match version {
            4 => joined(bytes, begin, before)?,
            _ => whole(bytes, begin, flags)?,
        };
        let path = match version {
            4 => before.as_slice(),
            _ => &bytes[begin..end],
        };
        take(&Entry {
            bytes,
            path,
            flags,
            more,
        })?;
        let length = match version {
            4 => end + 1,
            // At least one byte of zero ends a name, and as many as make the entry a multiple of eight.
            _ => (end + 8) / 8 * 8,
        };
        if version != 4 && at == count {
            *before = bytes[begin..end].to_vec();
        }
        window.pass(length)?;
    }
    Some(())
}

/// Returns the end of a name that is written as it is.
fn whole(entry: &[u8], begin: usize, flags: u16) -> Option<usize> {
    let length = flags & LENGTH;
    let end = match length {
        LENGTH => begin + entry.get(begin..)?.iter().position(|byte| *byte == 0)?,
        _ => begin + usize::from(length),
    };
    (*entry.get(end)? == 0).then_some(end)
}

/// Reads a name that goes on from the one before, less some bytes at its end, and returns where it ends.
fn joined(entry: &[u8], begin: usize, name: &mut Vec<u8>) -> Option<usize> {
    let mut at = begin;
    let mut byte = *entry.get(at)?;
    let mut less = usize::from(byte & 0x7f);
    while byte & 0x80 != 0 {
        at += 1;
        byte = *entry.get(at)?;
        less = (less.checked_add(1)?.checked_mul(128)?) | usize::from(byte & 0x7f);
    }
    let rest = entry.get(at + 1..)?;
    let length = rest.iter().position(|byte| *byte == 0)?;
    name.truncate(name.len().checked_sub(less)?);
    name.extend_from_slice(&rest[..length]);
    Some(at + 1 + length)
}

impl Entry<'_> {
    /// Returns whether a merge left more than one version of it.
    pub(super) fn is_undecided(&self) -> bool {
        self.flags & STAGE != 0
    }

    pub(super) fn noted(&self) -> Option<Noted> {
        let of = |place: usize| number(self.bytes, place * 4);
        let trust = match (self.flags & STAGE, self.flags & ASSUMED, self.more) {
            (0, _, more) if more & PROMISED != 0 => Trust::None,
            (0, _, more) if more & LEFT_OUT != 0 => Trust::WhereAbsent,
            (0, ASSUMED, _) => Trust::Blindly,
            (0, ..) => Trust::ByStat,
            _ => Trust::None,
        };
        Some(Noted {
            path: String::from_utf8(self.path.to_vec()).ok()?,
            stat: Stat {
                changed: (of(0)?, of(1)?),
                modified: (of(2)?, of(3)?),
                inode: of(5)?,
                owner: (of(7)?, of(8)?),
                size: of(9)?,
            },
            mode: of(6)?,
            id: self.bytes.get(40..60)?.try_into().ok()?,
            trust,
        })
    }
}

pub(super) fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at + 2)?;
    Some(u16::from_be_bytes(two.try_into().ok()?))
}
