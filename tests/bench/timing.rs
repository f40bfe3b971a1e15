//! Wall time of whole processes, from start to exit.
//! What is timed is said in `main`; how it is told, in `table`.

use std::process::{Command, Stdio};
use std::time::Instant;

use crate::generated::Desk;

/// Runs that count, after those that warm the disk's cache.
const RUNS: usize = 21;
const WARMING: usize = 2;

/// A command to be timed.
pub(crate) struct Timed<'a> {
    desk: &'a Desk,
    program: String,
    arguments: Box<dyn FnMut() -> Vec<String> + 'a>,
}

impl<'a> Timed<'a> {
    /// Returns a command that is the same in every run.
    pub(crate) fn new(desk: &'a Desk, program: &str, arguments: &[&str]) -> Self {
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        Self::each(desk, program, move || arguments.clone())
    }

    /// Returns a command whose arguments are another in each run.
    pub(crate) fn each(
        desk: &'a Desk,
        program: &str,
        arguments: impl FnMut() -> Vec<String> + 'a,
    ) -> Self {
        Self {
            desk,
            program: program.into(),
            arguments: Box::new(arguments),
        }
    }

    /// Runs it once and returns milliseconds.
    fn run(&mut self) -> f64 {
        let arguments = (self.arguments)();
        let mut command: Command = self.desk.command(&self.program);
        command
            .args(&arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let start = Instant::now();
        let status = command.status().expect("the program starts");
        let time = start.elapsed().as_secs_f64() * 1000.0;
        // A desk with bad records makes `hygiene check` exit with 1.
        let done = matches!(status.code(), Some(0 | 1));
        assert!(done, "{} {arguments:?} ended with {status}", self.program);
        time
    }
}

/// Times of one command in milliseconds, ordered.
pub(crate) struct Times(Vec<f64>);

impl Times {
    /// Returns the time that a share of the runs did not exceed, as 0.5 for the median.
    pub(crate) fn at(&self, share: f64) -> f64 {
        self.0[((self.0.len() - 1) as f64 * share).round() as usize]
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
pub(crate) fn time(mut commands: Vec<Timed<'_>>) -> Vec<Times> {
    let mut times = vec![Vec::with_capacity(RUNS); commands.len()];
    for round in 0..WARMING + RUNS {
        for (command, times) in commands.iter_mut().zip(&mut times) {
            let time = command.run();
            if WARMING <= round {
                times.push(time);
            }
        }
    }
    times.into_iter().map(Times::of).collect()
}
