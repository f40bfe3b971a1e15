//! A program run to its end: its streams, its exit code, and what is expected of them.
//! Running it lives in `sandbox`.

use std::process::Command;

use serde_json::Value;

/// A program run to its end.
#[must_use = "say what is expected of it: `.ok()` or `.exits(CODE)`"]
#[derive(Debug)]
pub(crate) struct Outcome {
    words: String,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// The exit code; `None` when a signal ended it.
    pub(crate) code: Option<i32>,
}

impl Outcome {
    /// Expects that all went well.
    #[track_caller]
    pub(crate) fn ok(&self) -> &Self {
        self.exits(0)
    }

    /// Expects an exit code, and that nothing panicked.
    #[track_caller]
    pub(crate) fn exits(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "{self}");
        assert!(!self.stderr.contains("panicked at"), "{self}");
        self
    }

    /// Expects that it was refused, with any exit code but 0.
    #[track_caller]
    pub(crate) fn refused(&self) -> &Self {
        assert!(self.code.is_some_and(|code| code != 0), "{self}");
        assert!(!self.stderr.contains("panicked at"), "{self}");
        self
    }

    /// Expects a phrase on one stream or the other.
    #[track_caller]
    pub(crate) fn says(&self, phrase: &str) -> &Self {
        // Lines are folded to the width of the terminal.
        let said = format!("{} {}", self.stdout, self.stderr);
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(phrase), "`{phrase}` is not said:\n{self}");
        self
    }

    /// Expects exactly this on standard output.
    #[track_caller]
    pub(crate) fn prints(&self, text: &str) -> &Self {
        assert_eq!(self.stdout, text, "{self}");
        self
    }

    /// Returns the one JSON object on standard output.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        let read = serde_json::from_str(&self.stdout);
        read.unwrap_or_else(|error| panic!("no single JSON object ({error}):\n{self}"))
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            words,
            stdout,
            stderr,
            code,
        } = self;
        write!(
            f,
            "{words}: {code:?}\n-- stdout\n{stdout}\n-- stderr\n{stderr}"
        )
    }
}

/// Runs a command to its end.
pub(crate) fn finished(words: &[&str], mut command: Command) -> Outcome {
    let output = command.output().expect("it starts");
    Outcome {
        words: words.join(" "),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        code: output.status.code(),
    }
}
