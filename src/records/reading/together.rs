//! Work on many files on all cores, with the answer that one core would give.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Files that a thread takes at a time: few, so that no core waits for another at the end.
const CHUNK: usize = 32;

/// Fewer files than this are done before a thread has begun.
const LEAST: usize = 200;

/// What the main thread has on most systems, so that a file is read alike on any thread.
const STACK: usize = 8 << 20;

/// Returns whether items are so many that other cores help with them.
pub(super) fn are_many(items: &[usize]) -> bool {
    items.len() >= LEAST
}

/// Does something with every item.
pub(super) fn each(items: &[usize], work: impl Fn(usize) + Sync) {
    wanted(items, |item| {
        work(item);
        false
    });
}

/// Returns the items that are wanted, in the order of the numbers that they are.
pub(super) fn wanted(items: &[usize], is_wanted: impl Fn(usize) -> bool + Sync) -> Vec<usize> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        loop {
            let start = next.fetch_add(CHUNK, Ordering::Relaxed).min(items.len());
            let taken = &items[start..items.len().min(start + CHUNK)];
            if taken.is_empty() {
                return found;
            }
            found.extend(taken.iter().copied().filter(|item| is_wanted(*item)));
        }
    };
    let mut found = thread::scope(|scope| {
        // A thread that cannot be had is no harm: this one does what no other takes.
        let start = |_| {
            let builder = thread::Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, work).ok()
        };
        let helpers: Vec<_> = (0..helpers(items)).filter_map(start).collect();
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

/// Returns how many threads help this one.
fn helpers(items: &[usize]) -> usize {
    if !are_many(items) {
        return 0;
    }
    let cores = thread::available_parallelism().map_or(1, usize::from);
    cores.min(items.len().div_ceil(CHUNK)) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_asked_about_once_and_order_is_kept() {
        for count in [0, 1, CHUNK, LEAST - 1, LEAST, 5_000] {
            let items: Vec<usize> = (0..count).collect();
            let asked = AtomicUsize::new(0);
            let even = wanted(&items, |item| {
                asked.fetch_add(1, Ordering::Relaxed);
                item % 2 == 0
            });
            assert_eq!(asked.into_inner(), count);
            assert_eq!(even, (0..count).step_by(2).collect::<Vec<_>>());
        }
    }
}
