//! Commits written straight into a repository, without a file in the work tree: a million records take minutes.
//! What the records say is written in `records`.

use std::io::{BufWriter, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

use git2::{ObjectType, Oid};

use crate::records::{Time, Written, address, name};

/// A running import of git's.
struct Import {
    child: Child,
    to: BufWriter<ChildStdin>,
}

/// The first commit of all, as it grows. Its trees are made by git's index: a running import looks through a folder for
/// each file that it puts there.
pub(crate) struct First {
    import: Import,
    /// Lines of the index, by `git update-index --index-info`.
    index: String,
}

/// Commits that follow, on the branch `main`.
pub(crate) struct Later {
    import: Import,
    is_first: bool,
}

impl Import {
    fn begin(mut git: Command) -> Self {
        let (child, to) = fed(git.args(["fast-import", "--quiet"]));
        Self { child, to }
    }

    fn write(&mut self, text: &str) {
        self.to.write_all(text.as_bytes()).expect("git reads");
    }

    fn data(&mut self, text: &str) {
        let length = text.len();
        self.write(&format!("data {length}\n"));
        self.write(text);
        self.write("\n");
    }

    fn end(self) {
        ended(self.child, self.to);
    }
}

impl First {
    /// Begins it; the command is git's, in the repository.
    pub(crate) fn begin(git: Command) -> Self {
        Self {
            import: Import::begin(git),
            index: String::new(),
        }
    }

    /// Puts a file into it.
    pub(crate) fn put(&mut self, path: &str, text: &str) {
        self.import.write("blob\n");
        self.import.data(text);
        let id = Oid::hash_object(ObjectType::Blob, text.as_bytes()).expect("an id");
        self.index += &format!("100644 {id}\t{path}\n");
    }

    /// Commits it as the first person; `git` gives commands in the repository.
    pub(crate) fn commit(self, git: impl Fn() -> Command, at: Time, subject: &str) {
        self.import.end();
        told(git().args(["read-tree", "--empty"]));
        let (child, mut to) = fed(git().args(["update-index", "--index-info"]));
        to.write_all(self.index.as_bytes()).expect("git reads");
        ended(child, to);
        let tree = told(git().arg("write-tree"));
        let mut commit = git();
        for word in ["AUTHOR", "COMMITTER"] {
            commit.env(format!("GIT_{word}_NAME"), name(0));
            commit.env(format!("GIT_{word}_EMAIL"), address(0));
            commit.env(
                format!("GIT_{word}_DATE"),
                format!("{} +0000", at.seconds()),
            );
        }
        let id = told(commit.args(["commit-tree", &tree, "-m", subject]));
        told(git().args(["update-ref", "refs/heads/main", &id]));
    }
}

impl Later {
    /// Begins them; the command is git's, in the repository.
    pub(crate) fn begin(git: Command) -> Self {
        Self {
            import: Import::begin(git),
            is_first: true,
        }
    }

    /// Writes a commit by a person.
    pub(crate) fn commit(&mut self, by: usize, at: Time, subject: &str, records: &[Written]) {
        let who = format!("{} <{}> {} +0000", name(by), address(by), at.seconds());
        self.import.write(&format!(
            "commit refs/heads/main\nauthor {who}\ncommitter {who}\n"
        ));
        self.import.data(subject);
        if std::mem::take(&mut self.is_first) {
            self.import.write("from refs/heads/main^0\n");
        }
        for record in records {
            self.import
                .write(&format!("M 100644 inline {}\n", record.path));
            self.import.data(&record.text);
        }
    }

    pub(crate) fn end(self) {
        self.import.end();
    }
}

/// Starts a command that is told what to do on its standard input.
fn fed(command: &mut Command) -> (Child, BufWriter<ChildStdin>) {
    let mut child = command.stdin(Stdio::piped()).spawn().expect("git starts");
    let to = BufWriter::new(child.stdin.take().expect("its input"));
    (child, to)
}

fn ended(mut child: Child, mut to: BufWriter<ChildStdin>) {
    to.flush().expect("git reads");
    drop(to);
    let status = child.wait().expect("git ends");
    assert!(status.success(), "git: {status}");
}

/// Runs a command and returns what it says.
fn told(command: &mut Command) -> String {
    let output = command.output().expect("git starts");
    assert!(output.status.success(), "{command:?}: {output:?}");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
