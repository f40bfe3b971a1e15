//! Bytes kept between runs beside git's own files: each file whole or absent, all of them of no loss when removed.
//! What the bytes mean, and whether they are undamaged, is judged by who asked for them to be kept.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use crate::source::snapshot::{Kept, Piece};

/// Bytes that all files may take together; those written longest ago go first.
const LIMIT: u64 = 2 << 30;

/// A folder of kept bytes.
pub(super) struct Cache {
    folder: PathBuf,
    limit: u64,
}

impl Cache {
    /// Returns the cache in the folder of git that all work trees share.
    pub(super) fn in_git_folder(common: &Path) -> Self {
        Self {
            folder: common.join("desk").join("cache"),
            limit: LIMIT,
        }
    }

    /// Returns the bytes kept under a name, such as `format/requests/2026-11`.
    pub(super) fn kept(&self, name: &str) -> Option<Box<dyn Kept>> {
        let file = File::open(self.path(name)?).ok()?;
        let length = file.metadata().ok()?.len();
        Some(Box::new(OnDisk {
            file: Mutex::new(file),
            length,
        }))
    }

    /// Keeps bytes under a name, piece after piece. A disk that is full or read-only keeps nothing, which is no trouble.
    pub(super) fn keep(&self, name: &str, pieces: &mut dyn Iterator<Item = Piece<'_>>) {
        if self.write(name, pieces).is_some() {
            self.shrink();
        }
    }

    fn write(&self, name: &str, pieces: &mut dyn Iterator<Item = Piece<'_>>) -> Option<()> {
        let path = self.path(name)?;
        let folder = path.parent()?;
        let format = self.folder.join(Path::new(name).components().next()?);
        if !format.exists() {
            self.forget_other_formats();
        }
        fs::create_dir_all(folder).ok()?;
        let mut file = tempfile::Builder::new()
            .prefix(".new-")
            .tempfile_in(folder)
            .ok()?;
        let mut written = BufWriter::new(&mut file);
        for piece in pieces {
            written.write_all(&piece?).ok()?;
        }
        written.flush().ok()?;
        drop(written);
        file.persist(path).ok().map(drop)
    }

    /// Removes what another version of the program kept: it cannot be read any more.
    fn forget_other_formats(&self) {
        let formats = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for format in formats {
            drop(fs::remove_dir_all(format.path()));
        }
    }

    fn shrink(&self) {
        let mut files = Vec::new();
        list(&self.folder, &mut files);
        let mut size: u64 = files.iter().map(|(_, size, _)| size).sum();
        files.sort();
        for (_, own, path) in files {
            if size <= self.limit {
                return;
            }
            drop(fs::remove_file(path));
            size -= own;
        }
    }

    /// Returns where a name is kept; `None` for one that leads elsewhere.
    fn path(&self, name: &str) -> Option<PathBuf> {
        let path = Path::new(name);
        let is_plain = |part: Component<'_>| matches!(part, Component::Normal(_));
        let file = format!("{}.pack", path.file_name()?.to_str()?);
        path.components()
            .all(is_plain)
            .then(|| self.folder.join(path).with_file_name(file))
    }
}

/// Adds the files below a folder, each with the time it was written and its size.
fn list(folder: &Path, files: &mut Vec<(SystemTime, u64, PathBuf)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(meta) = entry.metadata() else { continue };
        match meta.is_dir() {
            true => list(&entry.path(), files),
            false => {
                let written = meta.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                files.push((written, meta.len(), entry.path()));
            }
        }
    }
}

struct OnDisk {
    file: Mutex<File>,
    length: u64,
}

impl Kept for OnDisk {
    fn read(&self, start: u64, count: usize) -> Option<Vec<u8>> {
        // What a damaged number asks for is never more than there is.
        if self.length < start.checked_add(count as u64)? {
            return None;
        }
        let mut bytes = vec![0; count];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }

    fn read_from(&self, start: u64) -> Option<Vec<u8>> {
        let count = self.length.checked_sub(start)?;
        self.read(start, usize::try_from(count).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::snapshot::at_hand;

    fn cache(limit: u64) -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache {
            folder: folder.path().join("cache"),
            limit,
        };
        (folder, cache)
    }

    fn keep(cache: &Cache, name: &str, pieces: &[&[u8]]) {
        cache.keep(name, &mut at_hand(pieces.iter().copied()));
    }

    fn said(cache: &Cache, name: &str) -> Option<Vec<u8>> {
        cache.kept(name)?.read_from(0)
    }

    #[test]
    fn what_is_kept_is_found_and_pieces_past_the_end_are_not() {
        let (_folder, cache) = cache(1000);
        keep(&cache, "f1/requests", &[b"flat"]);
        keep(&cache, "f1/requests/2026-11", &[b"a ", b"", b"month"]);
        assert_eq!(said(&cache, "f1/requests"), Some(b"flat".to_vec()));
        let month = cache.kept("f1/requests/2026-11").expect("kept");
        assert_eq!(month.read(2, 5), Some(b"month".to_vec()));
        assert_eq!(month.read(2, 6), None);
        assert_eq!(month.read(u64::MAX, 6), None);
        assert_eq!(month.read_from(8), None);
        let cut_short = [Some(b"another".as_slice().into()), None];
        cache.keep("f1/requests/2026-11", &mut cut_short.into_iter());
        assert_eq!(
            said(&cache, "f1/requests/2026-11"),
            Some(b"a month".to_vec())
        );
        keep(&cache, "../outside", &[b"x"]);
        assert!(said(&cache, "../outside").is_none());
    }

    #[test]
    fn the_oldest_go_first_and_other_formats_go_at_once() {
        let (_folder, cache) = cache(10);
        keep(&cache, "f1/a", &[b"1234"]);
        keep(&cache, "f1/b", &[b"1234"]);
        let old = File::options()
            .write(true)
            .open(cache.path("f1/b").expect("a path"));
        old.and_then(|file| file.set_modified(SystemTime::UNIX_EPOCH))
            .expect("set");
        keep(&cache, "f1/c", &[b"1234"]);
        assert!(said(&cache, "f1/a").is_some() && said(&cache, "f1/c").is_some());
        assert_eq!(said(&cache, "f1/b"), None);
        keep(&cache, "f2/a", &[b"1"]);
        assert_eq!(said(&cache, "f1/a"), None);
        assert_eq!(said(&cache, "f2/a"), Some(b"1".to_vec()));
    }

    #[test]
    fn a_folder_that_cannot_be_written_keeps_nothing() {
        let (folder, cache) = cache(10);
        fs::write(folder.path().join("cache"), "a file in the way").expect("written");
        keep(&cache, "f1/a", &[b"1"]);
        assert_eq!(said(&cache, "f1/a"), None);
    }
}
