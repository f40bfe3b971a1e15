//! Starting processes: git itself, for what libgit2 does not do or takes long over, and hooks.
//! Everything else goes through libgit2.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::process::{Command, Output, Stdio};

use super::lock::{FOR_GIT, pauses};
use super::{Store, Trouble, Where};

/// Variables that would lead git to another repository than the one opened.
const LEADING_ELSEWHERE: [&str; 9] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_CEILING_DIRECTORIES",
];

impl Store {
    /// Returns a command that runs at the top of the work tree, in this repository, without input.
    pub(super) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        let top = self.root().unwrap_or_else(|| self.repository.path());
        command
            .current_dir(top)
            .stdin(Stdio::null())
            .env_remove("LANGUAGE")
            .env_remove("LC_ALL")
            .env("LC_MESSAGES", "C");
        if self.at != Where::Environment {
            for name in LEADING_ELSEWHERE {
                command.env_remove(name);
            }
            if self.repository.is_worktree() {
                command.env("GIT_DIR", self.repository.path());
            }
        }
        command
    }
}

/// Runs a command; `purpose` says what for, as in `sign the commit`.
///
/// # Errors
/// The program is missing or cannot be started.
pub(super) fn run(mut command: Command, purpose: &str) -> Result<Output, Trouble> {
    let mut pauses = pauses(FOR_GIT);
    let output = loop {
        match (command.output(), pauses.next()) {
            // A program just written may still be open in a process about to start.
            (Err(error), Some(pause)) if error.kind() == ErrorKind::ExecutableFileBusy => {
                std::thread::sleep(pause);
            }
            (output, _) => break output,
        }
    };
    output.map_err(|error| {
        let program = command.get_program().to_string_lossy().into_owned();
        match error.kind() {
            ErrorKind::NotFound => Trouble::new(
                format!("cannot {purpose}: {program} was not found"),
                "install it, or put its folder into PATH",
            ),
            _ => Trouble::new(
                format!("cannot {purpose}: {program} does not start: {error}"),
                format!("run {program} by hand to see what is wrong with it"),
            ),
        }
    })
}

/// Returns what a process printed, errors first, without the last line end.
pub(super) fn printed(output: &Output) -> String {
    let mut text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stdout));
    text.trim_end().to_string()
}
