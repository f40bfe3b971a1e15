//! Work on many files on all cores, with the answer that one core would give.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::File;

/// Files that a thread takes at a time: few, so that no core waits for another at the end.
pub(super) const CHUNK: usize = 32;

/// Fewer files than this are done before a thread has begun.
pub(super) const LEAST: usize = 200;

/// What the main thread has on most systems, so that a file is read alike on any thread.
const STACK: usize = 8 << 20;

/// Reads files that are not read yet, where they are many on all cores; few are left to whoever comes to them.
pub(super) fn read(files: &[&File]) {
    let unread: Vec<&File> = files
        .iter()
        .filter(|file| !file.is_read())
        .copied()
        .collect();
    if LEAST <= unread.len() {
        each(&unread, CHUNK, |file| {
            file.read();
        });
    }
}

/// Does something with every item, on all cores where there is more than one chunk of them.
pub(super) fn each<T: Sync>(items: &[T], chunk: usize, work: impl Fn(&T) + Sync) {
    wanted(items, chunk, |item| {
        work(item);
        false
    });
}

/// Returns the places of the items that are wanted, in order.
pub(super) fn wanted<T: Sync>(
    items: &[T],
    chunk: usize,
    is_wanted: impl Fn(&T) -> bool + Sync,
) -> Vec<usize> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        loop {
            let start = next.fetch_add(chunk, Ordering::Relaxed).min(items.len());
            let taken = start..items.len().min(start + chunk);
            if taken.is_empty() {
                return found;
            }
            found.extend(taken.filter(|at| is_wanted(&items[*at])));
        }
    };
    let mut found = thread::scope(|scope| {
        // A thread that cannot be had is no harm: this one does what no other takes.
        let start = |_| {
            let builder = thread::Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, work).ok()
        };
        let helpers: Vec<_> = (1..cores().min(items.len().div_ceil(chunk)))
            .filter_map(start)
            .collect();
        let mut found = work();
        for helper in helpers {
            match helper.join() {
                Ok(more) => found.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        found
    });
    found.sort_unstable();
    found
}

fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| thread::available_parallelism().map_or(1, usize::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_asked_about_once_and_order_is_kept() {
        for count in [0, 1, CHUNK, CHUNK + 1, LEAST, 5_000] {
            let items: Vec<usize> = (0..count).collect();
            let asked = AtomicUsize::new(0);
            let even = wanted(&items, CHUNK, |item| {
                asked.fetch_add(1, Ordering::Relaxed);
                item % 2 == 0
            });
            assert_eq!(asked.into_inner(), count);
            assert_eq!(even, (0..count).step_by(2).collect::<Vec<_>>());
        }
    }
}
