//! `expected.txt`: for each malformed file the path it is placed at, and what is found there.
//!
//! A line `FILE at PATH` begins a case. Below it, indented, `LINE:COLUMN MESSAGE` and `help: TEXT` for each finding.
//! Lines that begin with `#` are for people.

use std::fmt;

/// A malformed file and what is to be found in it.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) file: String,
    pub(super) path: String,
    pub(super) said: Vec<Said>,
}

/// One finding: line and column from 1, the column in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) message: String,
    pub(super) help: String,
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            line,
            column,
            message,
            help,
        } = self;
        write!(f, "{line}:{column} {message}\n      help: {help}")
    }
}

pub(super) fn read(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let bad = || panic!("not a line of expected.txt: {line}");
        if !line.starts_with(' ') {
            let (file, path) = line.split_once(" at ").unwrap_or_else(bad);
            cases.push(Case {
                file: file.into(),
                path: path.into(),
                said: Vec::new(),
            });
            continue;
        }
        let said = &mut cases
            .last_mut()
            .unwrap_or_else(|| panic!("no case before: {line}"))
            .said;
        if let Some(help) = line.trim_start().strip_prefix("help: ") {
            said.last_mut()
                .unwrap_or_else(|| panic!("no finding before: {line}"))
                .help = help.into();
            continue;
        }
        let (place, message) = line.trim_start().split_once(' ').unwrap_or_else(bad);
        let (line, column) = place.split_once(':').unwrap_or_else(bad);
        said.push(Said {
            line: line.parse().expect("a line number"),
            column: column.parse().expect("a column number"),
            message: message.into(),
            help: String::new(),
        });
    }
    cases
}
