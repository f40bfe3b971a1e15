//! How far a long command has come, told on standard error to whoever waits at a terminal.
//! What is counted is told by `records::reading::together`.

use std::io::IsTerminal;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::records::reading::together::advance;

const TICK: Duration = Duration::from_millis(100);

/// What takes no longer than so many ticks is not worth a word.
const PATIENCE: u32 = 5;

/// What is drawn at present.
static DRAWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// Tells how far a command has come, until it is dropped.
pub(super) struct Progress {
    over: Arc<(Mutex<bool>, Condvar)>,
    teller: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins to watch a command; nothing is told where nobody waits at a terminal.
    pub(super) fn begin() -> Self {
        let over: Arc<(Mutex<bool>, Condvar)> = Arc::default();
        let is_watched = std::io::stderr().is_terminal();
        let teller = is_watched.then(|| {
            let over = Arc::clone(&over);
            // Where a thread cannot be had, nothing is told.
            let teller = std::thread::Builder::new();
            teller.spawn(move || tell(&over)).ok()
        });
        Self {
            over,
            teller: teller.flatten(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let (over, changed) = &*self.over;
        *lock(over) = true;
        changed.notify_one();
        if let Some(teller) = self.teller.take() {
            drop(teller.join());
        }
    }
}

/// Wipes off what is drawn, for whoever has something to ask or to show.
pub(super) fn wipe() {
    if let Some(bar) = lock(&DRAWN).take() {
        bar.finish_and_clear();
    }
}

/// Draws how far the work has come while there is some, and wipes it off when there is none.
fn tell((over, changed): &(Mutex<bool>, Condvar)) {
    let mut ticks = 0;
    let mut is_over = lock(over);
    while !*is_over {
        let waited = changed.wait_timeout(is_over, TICK);
        is_over = waited.unwrap_or_else(PoisonError::into_inner).0;
        ticks += 1;
        let is_long = PATIENCE <= ticks && !*is_over;
        match advance().filter(|_| is_long) {
            Some(advance) => {
                let mut bar = lock(&DRAWN);
                let bar = bar.get_or_insert_with(drawn);
                bar.set_length(advance.all as u64);
                bar.set_position(advance.done as u64);
                bar.tick();
            }
            None => wipe(),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn drawn() -> ProgressBar {
    let target = ProgressDrawTarget::stderr_with_hz(20);
    let style =
        ProgressStyle::with_template("{spinner} going through the desk {wide_bar} {percent} %");
    let bar = ProgressBar::with_draw_target(None, target);
    bar.with_style(style.expect("the template is well formed"))
}
