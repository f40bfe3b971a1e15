//! How a command fails, and the exit code that says so.

use crate::changes::Refusal;
use crate::finding::Finding;
use crate::store::Trouble;

/// Exit codes; the same in all three programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Fine = 0,
    /// There are findings, or the change was refused.
    Refused = 1,
    /// The command was misused.
    Misuse = 2,
    /// No such record, or more than one.
    NotFound = 3,
    /// Git, a lock or the disk.
    Store = 4,
    /// The policy or the configuration is invalid.
    Policy = 5,
    /// Interrupted from the keyboard.
    Interrupted = 130,
}

/// Why a command did not do what was asked.
#[derive(Debug)]
pub struct Failure {
    pub exit: Exit,
    /// A lower-case phrase without full stop; empty where the findings say it all.
    pub message: String,
    /// The facts one by one, where there are several.
    pub details: Vec<String>,
    pub help: String,
    pub findings: Vec<Finding>,
}

impl Failure {
    /// Returns a failure without findings.
    pub fn new(exit: Exit, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            exit,
            message: message.into(),
            details: Vec::new(),
            help: help.into(),
            findings: Vec::new(),
        }
    }

    /// Returns a failure that consists of findings.
    pub fn found(
        exit: Exit,
        message: impl Into<String>,
        help: impl Into<String>,
        findings: Vec<Finding>,
    ) -> Self {
        Self {
            findings,
            ..Self::new(exit, message, help)
        }
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Self::new(Exit::Store, trouble.message, trouble.help)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::new(Exit::Refused, refusal.message, refusal.help)
    }
}
