//! Reading all record files once, as the library reads each, on all cores and inside of this process.
//! What a check does beyond that is what it is compared for.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use desk::records::{KINDS, Kind};

/// Reads every record file of a desk and parses it into its type; returns how many there were.
pub(crate) fn read_all(root: &Path) -> usize {
    let mut files = Vec::new();
    for kind in KINDS {
        list(&root.join(kind.folder), kind, &mut files);
    }
    let next = AtomicUsize::new(0);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some((path, kind)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let text = std::fs::read_to_string(path).expect("it can be read");
                    let _ = std::hint::black_box((kind.read)(&text));
                }
            });
        }
    });
    files.len()
}

fn list(folder: &Path, kind: &'static Kind, files: &mut Vec<(PathBuf, &'static Kind)>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let entry = entry.expect("an entry");
        if entry.file_type().expect("its type").is_dir() {
            list(&entry.path(), kind, files);
        } else {
            files.push((entry.path(), kind));
        }
    }
}
