//! Commits written straight into a repository, without a file in the work tree: a million records take minutes.
//! What the records say is written in `records`.

use std::io::{BufWriter, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

use crate::records::{Time, Written, address, name};

/// A running import onto the branch `main`.
pub(crate) struct Import {
    child: Child,
    to: BufWriter<ChildStdin>,
}

impl Import {
    /// Begins an import; the command is git's, in the repository.
    pub(crate) fn begin(mut git: Command) -> Self {
        let mut child = git
            .args(["fast-import", "--quiet", "--force"])
            .stdin(Stdio::piped())
            .spawn()
            .expect("git starts");
        let to = BufWriter::new(child.stdin.take().expect("its input"));
        Self { child, to }
    }

    /// Begins a commit by a person, on the one before unless it is the first.
    pub(crate) fn commit(&mut self, by: usize, at: Time, subject: &str, is_first: bool) {
        let on = if is_first {
            "reset refs/heads/main\n"
        } else {
            ""
        };
        let who = format!("{} <{}> {} +0000", name(by), address(by), at.seconds());
        let length = subject.len();
        self.write(&format!(
            "{on}commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {length}\n{subject}\n"
        ));
    }

    /// Puts a file into the commit.
    pub(crate) fn put(&mut self, path: &str, text: &str) {
        let length = text.len();
        self.write(&format!("M 100644 inline {path}\ndata {length}\n"));
        self.write(text);
        self.write("\n");
    }

    pub(crate) fn put_record(&mut self, record: &Written) {
        self.put(&record.path, &record.text);
    }

    /// Ends the import and waits for git.
    pub(crate) fn end(mut self) {
        self.to.flush().expect("git reads");
        drop(self.to);
        let status = self.child.wait().expect("git ends");
        assert!(status.success(), "git fast-import: {status}");
    }

    fn write(&mut self, text: &str) {
        self.to.write_all(text.as_bytes()).expect("git reads");
    }
}
