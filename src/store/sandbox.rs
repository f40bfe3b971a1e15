//! Throw-away repositories for the store's tests, driven by real git in a clean environment.
//! Sandboxes for whole commands live in `tests/suite`.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::{Store, Where};

/// A repository in a folder of its own, gone at the end of the test.
pub(crate) struct Sandbox {
    folder: TempDir,
    root: PathBuf,
}

impl Sandbox {
    /// Makes an empty repository with an identity.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("a path").join("desk");
        std::fs::create_dir_all(&root).expect("a folder");
        run_git(&root, &["init", "-q", "-b", "main", "."]);
        let sandbox = Self { folder, root };
        sandbox.git(&["config", "user.name", "Ada"]);
        sandbox.git(&["config", "user.email", "ada@example.com"]);
        // The store reads the machine's settings too; these would change what the tests see.
        sandbox.git(&["config", "commit.gpgsign", "false"]);
        sandbox.git(&["config", "core.autocrlf", "false"]);
        sandbox
    }

    /// Makes a repository with one commit of three files.
    pub(crate) fn with_history() -> Self {
        let sandbox = Self::new();
        sandbox.put("desk.toml", "schema = 1\n");
        sandbox.put("people/a.yaml", "name: A\n");
        sandbox.put("requests/2026-11/R1.yaml", "title: One # kept\n");
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "-qm", "start"]);
        sandbox
    }

    /// Makes a repository in the middle of a merge that left `people/a.yaml` undecided.
    pub(crate) fn with_conflict() -> Self {
        let sandbox = Self::with_history();
        sandbox.git(&["switch", "-qc", "side"]);
        sandbox.put("people/a.yaml", "name: Side\n");
        sandbox.git(&["commit", "-qam", "side"]);
        sandbox.git(&["switch", "-q", "main"]);
        sandbox.put("people/a.yaml", "name: Main\n");
        sandbox.git(&["commit", "-qam", "main"]);
        let merge = git_command(&sandbox.root)
            .args(["merge", "-q", "side"])
            .output();
        assert!(!merge.expect("git runs").status.success(), "must conflict");
        sandbox
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub(crate) fn store(&self) -> Store {
        Store::open(Where::Folder(self.root.clone())).expect("the sandbox opens")
    }

    /// Runs git and returns what it printed.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        run_git(&self.root, arguments)
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let full = self.path(path);
        let folder = full.parent().expect("a folder");
        std::fs::create_dir_all(folder).expect("a folder");
        std::fs::write(full, text).expect("written");
    }

    /// Writes a shell script that can be run.
    pub(crate) fn put_script(&self, path: &str, body: &str) {
        use std::os::unix::fs::PermissionsExt;
        self.put(path, &format!("#!/bin/sh\n{body}\n"));
        let mode = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(self.path(path), mode).expect("set");
    }

    /// Adds a linked worktree on a new branch and returns its folder.
    pub(crate) fn linked_worktree(&self, branch: &str) -> PathBuf {
        let folder = self.folder.path().join(branch);
        let name = folder.display().to_string();
        self.git(&["worktree", "add", "-q", "-b", branch, &name]);
        folder
    }

    /// Returns all files below a folder with their bytes, ordered.
    pub(crate) fn listing(&self, folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        list(&self.path(folder), &mut found);
        found.sort();
        found
    }
}

/// Runs git in a folder and returns what it printed.
pub(crate) fn run_git(folder: &Path, arguments: &[&str]) -> String {
    let output = git_command(folder)
        .args(arguments)
        .output()
        .expect("git runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "git {arguments:?}: {complaint}{text}"
    );
    text
}

/// Returns a git command that sees nothing of the machine's settings.
pub(crate) fn git_command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder).env_clear();
    for name in ["PATH", "TMPDIR"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
        .env("HOME", folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env("GIT_AUTHOR_DATE", "2026-11-23T09:00:00Z")
        .env("GIT_COMMITTER_DATE", "2026-11-23T09:00:00Z");
    command
}

fn list(folder: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) {
    for item in std::fs::read_dir(folder).expect("a folder") {
        let path = item.expect("an item").path();
        if path.is_dir() {
            list(&path, found);
        } else {
            let bytes = std::fs::read(&path).unwrap_or_default();
            found.push((path, bytes));
        }
    }
}
