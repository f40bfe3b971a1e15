//! Work on many things on all cores, with the answer that one core would give.
//! What is worked on lives in `verdict` and `known`.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What the main thread has on most systems, so that a check runs alike on any thread.
const STACK: usize = 8 << 20;

/// Returns what some work makes of each run of `size` items, one after another in the order of the items.
///
/// A thread takes a run at a time, so that none waits long for another at the end. A single run is done on this thread.
pub(super) fn spread<I: Sync, T: Send>(
    items: &[I],
    size: usize,
    work: impl Fn(&[I]) -> Vec<T> + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut made = Vec::new();
        loop {
            let start = next.fetch_add(size, Ordering::Relaxed).min(items.len());
            let taken = &items[start..items.len().min(start + size)];
            if taken.is_empty() {
                return made;
            }
            made.push((start, work(taken)));
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let helpers = cores.min(items.len().div_ceil(size)).saturating_sub(1);
    let mut made = thread::scope(|scope| {
        // A thread that cannot be had is no harm: this one does what no other takes.
        let start = |_| {
            let builder = thread::Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, take).ok()
        };
        let helpers: Vec<_> = (0..helpers).filter_map(start).collect();
        let mut made = take();
        for helper in helpers {
            match helper.join() {
                Ok(more) => made.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        made
    });
    made.sort_unstable_by_key(|(start, _)| *start);
    made.into_iter().flat_map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_worked_on_once_and_order_is_kept() {
        for (count, size) in [(0, 1), (1, 1), (7, 3), (9, 3), (1000, 7)] {
            let items: Vec<usize> = (0..count).collect();
            let odd = |run: &[usize]| run.iter().copied().filter(|item| item % 2 == 1).collect();
            let expected: Vec<usize> = (0..count).filter(|item| item % 2 == 1).collect();
            assert_eq!(spread(&items, size, odd), expected, "{count} by {size}");
        }
    }
}
