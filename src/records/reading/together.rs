//! Work on many things on all cores, with the answer that one core would give.
//! What is worked on is told by the caller: files here, findings and records in `checks`.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
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

/// How far work on many items has come: how many are done, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advance {
    pub done: usize,
    pub all: usize,
}

/// The work that is told of; what it does within itself is not.
struct Told {
    is_taken: AtomicBool,
    done: AtomicUsize,
    all: AtomicUsize,
}

static TOLD: Told = Told {
    is_taken: AtomicBool::new(false),
    done: AtomicUsize::new(0),
    all: AtomicUsize::new(0),
};

/// Returns how far this process has come with what it does on all cores; `None` while it does nothing of the kind.
pub fn advance() -> Option<Advance> {
    let load = |number: &AtomicUsize| number.load(Ordering::Relaxed);
    let advance = Advance {
        done: load(&TOLD.done),
        all: load(&TOLD.all),
    };
    (0 < advance.all).then_some(advance)
}

/// Takes the word for work on so many items, where nobody has it and they are enough to tell of.
pub(super) fn tell_of(all: usize) -> Option<Speaker> {
    if all < LEAST || TOLD.is_taken.swap(true, Ordering::Relaxed) {
        return None;
    }
    TOLD.done.store(0, Ordering::Relaxed);
    TOLD.all.store(all, Ordering::Relaxed);
    Some(Speaker)
}

/// Whoever has the word; it is free again when this is dropped.
pub(super) struct Speaker;

impl Speaker {
    /// Says that more items are done.
    pub(super) fn add(&self, done: usize) {
        TOLD.done.fetch_add(done, Ordering::Relaxed);
    }
}

impl Drop for Speaker {
    fn drop(&mut self) {
        TOLD.all.store(0, Ordering::Relaxed);
        TOLD.is_taken.store(false, Ordering::Relaxed);
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
    by_runs(items, chunk, |start, run| {
        let wanted = run.iter().enumerate().filter(|(_, item)| is_wanted(item));
        wanted.map(|(at, _)| start + at).collect()
    })
}

/// Returns what some work makes of each run of `size` items, one after another in the order of the items.
///
/// A thread takes a run at a time, so that none waits long for another at the end. A single run is done on this thread.
pub fn spread<I: Sync, T: Send>(
    items: &[I],
    size: usize,
    work: impl Fn(&[I]) -> Vec<T> + Sync,
) -> Vec<T> {
    by_runs(items, size, |_, run| work(run))
}

/// Does what [`spread`] does with work that is told where in the items its run begins.
fn by_runs<I: Sync, T: Send>(
    items: &[I],
    size: usize,
    work: impl Fn(usize, &[I]) -> Vec<T> + Sync,
) -> Vec<T> {
    let told = tell_of(items.len());
    let next = AtomicUsize::new(0);
    let take = || {
        let mut made = Vec::new();
        loop {
            let start = next.fetch_add(size, Ordering::Relaxed).min(items.len());
            let taken = &items[start..items.len().min(start + size)];
            if taken.is_empty() {
                return made;
            }
            made.push((start, work(start, taken)));
            if let Some(told) = &told {
                told.add(taken.len());
            }
        }
    };
    let mut made = thread::scope(|scope| {
        // A thread that cannot be had is no harm: this one does what no other takes.
        let start = |_| {
            let builder = thread::Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, take).ok()
        };
        let helpers: Vec<_> = (1..cores().min(items.len().div_ceil(size)))
            .filter_map(start)
            .collect();
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
