//! Wall time of whole processes from start to exit, and of parts of this one.
//! What is timed is said in `lines` and `peers`; how it is told, in `page`.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often something runs: to warm the disk's cache, and to be counted.
#[derive(Clone, Copy)]
pub(crate) struct Runs {
    pub(crate) warming: usize,
    pub(crate) counted: usize,
}

/// Longer than this nobody waits for a list.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// Something to be timed: what is done before each run and not timed, and the run itself.
pub(crate) struct Timed<'a> {
    prepare: Box<dyn FnMut() + 'a>,
    run: Run<'a>,
}

enum Run<'a> {
    /// One after the other.
    Processes(Box<dyn FnMut() -> Vec<Command> + 'a>),
    Inside(Box<dyn FnMut() + 'a>),
}

/// How the first run of something ended.
pub(crate) enum First {
    Done,
    /// After [`PATIENCE`].
    Stopped,
    Failed,
}

impl<'a> Timed<'a> {
    /// Returns processes that run one after the other.
    pub(crate) fn processes(commands: impl FnMut() -> Vec<Command> + 'a) -> Self {
        Self {
            prepare: Box::new(|| {}),
            run: Run::Processes(Box::new(commands)),
        }
    }

    /// Returns one process.
    pub(crate) fn process(mut command: impl FnMut() -> Command + 'a) -> Self {
        Self::processes(move || vec![command()])
    }

    /// Returns a part of this process.
    pub(crate) fn inside(part: impl FnMut() + 'a) -> Self {
        Self {
            prepare: Box::new(|| {}),
            run: Run::Inside(Box::new(part)),
        }
    }

    /// Returns it with something that is done before each run, and not timed.
    pub(crate) fn after(self, prepare: impl FnMut() + 'a) -> Self {
        Self {
            prepare: Box::new(prepare),
            ..self
        }
    }

    /// Runs it once and returns milliseconds.
    fn once(&mut self) -> f64 {
        (self.prepare)();
        match &mut self.run {
            Run::Inside(part) => {
                let start = Instant::now();
                part();
                milliseconds(start)
            }
            Run::Processes(commands) => {
                let commands = commands().into_iter().map(quiet);
                let commands: Vec<Command> = commands.collect();
                let start = Instant::now();
                for mut command in commands {
                    let status = command.status().expect("the program starts");
                    let code = status.code();
                    assert!(is_done(&command, code), "{command:?} ended with {code:?}");
                }
                milliseconds(start)
            }
        }
    }

    /// Runs processes for the first time, and stops them where anybody would lose patience.
    pub(crate) fn first(&mut self) -> First {
        (self.prepare)();
        let Run::Processes(commands) = &mut self.run else {
            return First::Done;
        };
        let start = Instant::now();
        for mut command in commands().into_iter().map(quiet) {
            let mut child = command.spawn().expect("the program starts");
            loop {
                if let Some(status) = child.try_wait().expect("its status") {
                    if !is_done(&command, status.code()) {
                        return First::Failed;
                    }
                    break;
                }
                if PATIENCE < start.elapsed() {
                    child.kill().expect("it can be stopped");
                    child.wait().expect("its status");
                    return First::Stopped;
                }
                std::thread::sleep(Duration::from_millis(5));
            }
        }
        First::Done
    }
}

fn quiet(mut command: Command) -> Command {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// A desk with bad records makes a check exit with 1; a write that is refused would too, and do nothing.
fn is_done(command: &Command, code: Option<i32>) -> bool {
    let checks = [
        "check",
        "--check",
        "--schemafile",
        "-F",
        "--format=parsable",
    ];
    let may_find = command
        .get_args()
        .any(|word| checks.iter().any(|check| word == *check));
    code == Some(0) || may_find && code == Some(1)
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

/// Times of one command in milliseconds, ordered.
#[derive(Clone)]
pub(crate) struct Times(Vec<f64>);

impl Times {
    /// Returns the time that a share of the runs did not exceed, as 0.5 for the median.
    pub(crate) fn at(&self, share: f64) -> f64 {
        self.0[((self.0.len() - 1) as f64 * share).round() as usize]
    }

    pub(crate) fn median(&self) -> f64 {
        self.at(0.5)
    }

    /// Returns times in milliseconds, as they were measured.
    pub(crate) fn of(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    pub(crate) fn runs(&self) -> usize {
        self.0.len()
    }
}

/// Times commands in turn, so that what else the machine does befalls all of them alike.
pub(crate) fn time(commands: &mut [Timed<'_>], runs: Runs) -> Vec<Times> {
    let mut times = vec![Vec::with_capacity(runs.counted); commands.len()];
    for round in 0..runs.warming + runs.counted {
        for (command, times) in commands.iter_mut().zip(&mut times) {
            let time = command.once();
            if runs.warming <= round {
                times.push(time);
            }
        }
    }
    times.into_iter().map(Times::of).collect()
}
