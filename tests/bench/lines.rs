//! What is timed in a desk: each command beside what it is compared with, in turn and in the same state.
//! How it is timed is known in `timing`, how it is told in `page`.

use std::cell::RefCell;
use std::path::Path;
use std::process::Command;
use std::rc::Rc;

use crate::generated::Desk;
use crate::reading::read_all;
use crate::timing::{Runs, Timed, Times, time};

pub(crate) const SA: &str = env!("CARGO_BIN_EXE_sa");
const TA: &str = env!("CARGO_BIN_EXE_ta");
pub(crate) const HYGIENE: &str = env!("CARGO_BIN_EXE_hygiene");

/// What a measured number may be at most.
#[derive(Clone, Copy)]
pub(crate) enum Limit {
    Milliseconds(f64),
    /// So many times what it is compared with.
    Ratio(f64),
    Megabytes(f64),
}

/// What was measured of a command, in milliseconds, or in megabytes where its limit is of those.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) times: Times,
    /// What it is compared with.
    pub(crate) other: Option<(String, Times)>,
    pub(crate) limit: Option<Limit>,
    pub(crate) is_memory: bool,
}

/// From this size on a write and a report have limits of their own.
const MILLION: usize = 1_000_000;

/// Runs at a size: a median of eleven, or of three where each run takes seconds.
fn runs(records: usize) -> Runs {
    match records < MILLION {
        true => Runs {
            warming: 2,
            counted: 11,
        },
        false => Runs {
            warming: 1,
            counted: 3,
        },
    }
}

/// Measures everything in a desk.
pub(crate) fn rows(desk: &Desk) -> Vec<Row> {
    let bench = Bench {
        desk,
        runs: runs(desk.records()),
    };
    let mut rows = vec![bench.starting(), bench.staged()];
    rows.extend(bench.lists());
    rows.extend(bench.reports());
    rows.push(bench.cold_check());
    rows.push(bench.logging());
    rows.extend(bench.writes());
    rows.push(bench.memory());
    rows
}

struct Bench<'a> {
    desk: &'a Desk,
    runs: Runs,
}

impl<'a> Bench<'a> {
    fn git(&self, arguments: &'static [&'static str]) -> Timed<'a> {
        self.plain("git", arguments)
    }

    fn plain(&self, program: &'static str, arguments: &'static [&'static str]) -> Timed<'a> {
        let desk = self.desk;
        Timed::process(move || with(desk.command(program), arguments))
    }

    /// Times two in turn.
    fn pair(
        &self,
        name: &str,
        ours: Timed<'a>,
        other: (&str, Timed<'a>),
        limit: Option<Limit>,
    ) -> Row {
        let times = time(&mut [ours, other.1], self.runs);
        let [ours, theirs] = <[Times; 2]>::try_from(times).ok().expect("two");
        Row {
            name: name.to_owned(),
            times: ours,
            other: Some((other.0.to_owned(), theirs)),
            limit,
            is_memory: false,
        }
    }

    fn alone(&self, name: &str, ours: Timed<'a>, limit: Option<Limit>) -> Row {
        let times = time(&mut [ours], self.runs).remove(0);
        Row {
            name: name.to_owned(),
            times,
            other: None,
            limit,
            is_memory: false,
        }
    }

    fn of_a_write(&self) -> Option<Limit> {
        (MILLION <= self.desk.records()).then_some(Limit::Milliseconds(2000.0))
    }

    fn starting(&self) -> Row {
        let ours = self.plain(SA, &["--version"]);
        let git = ("git --version", self.git(&["--version"]));
        self.pair("sa --version", ours, git, Some(Limit::Milliseconds(5.0)))
    }

    fn staged(&self) -> Row {
        self.desk.stage_one();
        let ours = self.plain(HYGIENE, &["check", "--staged"]);
        let arguments = &["diff", "--cached", "--name-only"];
        let git = ("git diff --cached --name-only", self.git(arguments));
        let limit = Some(Limit::Ratio(3.0));
        let row = self.pair("hygiene check --staged", ours, git, limit);
        self.desk.run("git", &["reset", "-q", "--hard"]);
        row
    }

    fn lists(&self) -> Vec<Row> {
        let desk = self.desk;
        let id = desk.commented().next().expect("an open request");
        let show = Timed::process(move || with(desk.command(SA), &["request", "show", &id]));
        let status = || ("git status", self.git(&["status"]));
        let mine = self.plain(SA, &["request", "list", "--mine"]);
        let others: [(&str, &'static str, &'static [&'static str]); 5] = [
            ("sa mine", SA, &["mine"]),
            ("sa triage queue", SA, &["triage", "queue"]),
            ("sa sla list", SA, &["sla", "list"]),
            ("ta queue", TA, &["queue"]),
            ("hygiene check", HYGIENE, &["check"]),
        ];
        let compared = [
            self.pair(
                "sa request show ID",
                show,
                status(),
                Some(Limit::Ratio(0.3)),
            ),
            self.pair(
                "sa request list --mine",
                mine,
                status(),
                Some(Limit::Ratio(0.5)),
            ),
        ];
        let others = others.map(|(name, program, arguments)| {
            self.alone(name, self.plain(program, arguments), None)
        });
        compared.into_iter().chain(others).collect()
    }

    fn reports(&self) -> [Row; 2] {
        let report = || self.plain(HYGIENE, &["report"]);
        let past = self.plain(HYGIENE, &["report", "--as-of", "2026-11-16"]);
        let status = ("git status", self.git(&["status"]));
        let limit = self.of_a_write().unwrap_or(Limit::Ratio(1.5));
        [
            self.pair("hygiene report", report(), status, Some(limit)),
            self.pair(
                "hygiene report --as-of 2026-11-16",
                past,
                ("hygiene report", report()),
                Some(Limit::Ratio(1.5)),
            ),
        ]
    }

    fn cold_check(&self) -> Row {
        let desk = self.desk;
        let check = self.plain(HYGIENE, &["check"]);
        let check = check.after(|| desk.forget());
        let reading = Timed::inside(|| assert!(0 < read_all(desk.root())));
        let reading = ("reading all records once", reading);
        let limit = Some(Limit::Ratio(1.3));
        self.pair("hygiene check, nothing kept", check, reading, limit)
    }

    /// Times the logging of a call with a next step, each time on another opportunity, beside git with the same two files.
    fn logging(&self) -> Row {
        let desk = self.desk;
        let mut worked = desk.worked().cycle();
        let log = Timed::process(move || {
            let id = worked.next().expect("an opportunity");
            let words = [
                "log",
                &id,
                "Went through approval rules with Lars.",
                "--type",
                "Technical Deep Dive",
                "--with",
                "Lars Holm:VP",
                "--next",
                "Send the sizing sheet.",
                "--by",
                "2026-12-04",
            ];
            with(desk.command(SA), &words)
        });
        let files = Rc::new(RefCell::new(Vec::new()));
        let written = Rc::clone(&files);
        let git = Timed::processes(move || {
            let mut add = with(desk.command("git"), &["add", "--"]);
            add.args(files.borrow().iter());
            let words = ["-c", "core.hooksPath=/dev/null", "commit", "-qm", "logged"];
            vec![add, with(desk.command("git"), &words)]
        });
        let mut number = 0;
        let git = git.after(move || {
            number += 1;
            *written.borrow_mut() = desk.write_a_call(number);
        });
        let limit = self.of_a_write().unwrap_or(Limit::Ratio(0.6));
        let git = ("git add, git commit", git);
        self.pair("sa log OPP TEXT --next TEXT", log, git, Some(limit))
    }

    fn writes(&self) -> [Row; 2] {
        let desk = self.desk;
        let mut commented = desk.commented().cycle();
        let comment = Timed::process(move || {
            let id = commented.next().expect("an open request");
            with(
                desk.command(SA),
                &["request", "comment", &id, "Called Lars."],
            )
        });
        let form = desk.root().join(".git/bench-form.yaml");
        let words = ["request", "new", "--no-input", "--from"];
        let mut number = 0;
        let written = form.clone();
        let new = Timed::process(move || {
            let mut command = with(desk.command(SA), &words);
            command.arg(&form);
            command
        });
        let new = new.after(move || {
            number += 1;
            desk.write_a_form(&written, number);
        });
        [
            self.alone("sa request comment ID TEXT", comment, self.of_a_write()),
            self.alone("sa request new --from FILE", new, self.of_a_write()),
        ]
    }

    /// Measures the memory of a report that everything is ready for, in megabytes at its peak.
    fn memory(&self) -> Row {
        let limit = match self.desk.records() < MILLION {
            true => 250.0,
            false => 2000.0,
        };
        let peak = || {
            peak_megabytes(with(
                self.desk.command(TIME),
                &["-f", "%M", HYGIENE, "report"],
            ))
        };
        let peaks = match Path::new(TIME).exists() {
            true => (0..3).map(|_| peak()).collect(),
            false => vec![f64::NAN],
        };
        Row {
            name: "hygiene report".to_owned(),
            times: Times::of(peaks),
            other: None,
            limit: Some(Limit::Megabytes(limit)),
            is_memory: true,
        }
    }
}

/// GNU time, which tells the peak of a process.
const TIME: &str = "/usr/bin/time";

/// Returns the peak that is told at the end of what is said to standard error.
fn peak_megabytes(mut command: Command) -> f64 {
    let output = command.output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().last().expect("a number");
    last.parse::<f64>().expect("kilobytes") / 1000.0
}

/// Returns a command with arguments.
pub(crate) fn with(mut command: Command, arguments: &[&str]) -> Command {
    command.args(arguments);
    command
}
