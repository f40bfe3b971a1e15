//! A desk of many records in a folder of its own, in two commits, the same for the same seed.
//! What its records say is written in `records`.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::records::{Records, Written, updated};

const SEED: u64 = 20_261_123;
pub(crate) const NOW: &str = "2026-11-23T09:00:00Z";
const GIT_SETTINGS: &str = "[user]\n\tname = Sam Otieno\n\temail = sam@example.com\n[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n";

/// A generated desk, gone at the end of the run.
pub(crate) struct Desk {
    folder: TempDir,
    root: PathBuf,
    /// Requests without a fault, still open.
    open: Vec<Written>,
    /// Opportunities with next steps.
    worked: Vec<Written>,
}

impl Desk {
    /// Makes a desk of so many records.
    pub(crate) fn generate(records: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("desk");
        std::fs::create_dir(&root).expect("a folder");
        std::fs::write(folder.path().join(".gitconfig"), GIT_SETTINGS).expect("written");
        let mut desk = Self {
            folder,
            root,
            open: Vec::new(),
            worked: Vec::new(),
        };
        desk.run(env!("CARGO_BIN_EXE_sa"), &["init"]);
        for record in Records::new(SEED, records) {
            let full = desk.root.join(&record.path);
            std::fs::create_dir_all(full.parent().expect("a folder")).expect("a folder");
            std::fs::write(full, &record.text).expect("written");
            if record.is_open_request {
                desk.open.push(record);
            } else if record.text.contains("\nnext_steps:\n") {
                desk.worked.push(record);
            }
        }
        desk.commit("2026-11-09T09:00:00Z", "desk: as it was taken over");
        desk.update();
        // An index younger than its files lets git trust what it noted of them.
        std::thread::sleep(std::time::Duration::from_millis(1100));
        desk.run("git", &["read-tree", "HEAD"]);
        desk.run("git", &["update-index", "-q", "--refresh"]);
        desk
    }

    /// Says new next steps on one opportunity in twenty, as a second commit within the week of the report.
    fn update(&mut self) {
        let worked = std::mem::take(&mut self.worked);
        for record in worked.iter().step_by(20) {
            let text = updated(&record.text).expect("it has next steps");
            std::fs::write(self.root.join(&record.path), text).expect("written");
        }
        self.worked = worked;
        self.commit(
            "2026-11-20T12:00:00Z",
            "opportunities: next steps of the week",
        );
    }

    fn commit(&self, at: &str, subject: &str) {
        self.run("git", &["add", "-A"]);
        let mut commit = self.command("git");
        commit.envs([("GIT_AUTHOR_DATE", at), ("GIT_COMMITTER_DATE", at)]);
        let status = commit.args(["commit", "-qm", subject]).status();
        assert!(status.is_ok_and(|status| status.success()), "{subject}");
    }

    /// Returns the folder it is in.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Changes one record and puts it in the index.
    pub(crate) fn stage_one(&self) {
        let record = self.open.last().expect("an open request");
        let text = record.text.replacen("region: EMEA", "region: AMER", 1);
        assert_ne!(text, record.text);
        std::fs::write(self.root.join(&record.path), text).expect("written");
        self.run("git", &["add", &record.path]);
    }

    /// Returns ids of open requests, all but the one that is staged.
    pub(crate) fn commented(&self) -> impl Iterator<Item = String> + '_ {
        let others = &self.open[..self.open.len() - 1];
        others.iter().map(|record| record.id.clone())
    }

    /// Returns ids of opportunities that are worked.
    pub(crate) fn worked(&self) -> impl Iterator<Item = String> + '_ {
        self.worked.iter().map(|record| record.id.clone())
    }

    /// Returns a command that runs in the desk, with nothing of the user's own environment.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env_clear();
        command.env("PATH", std::env::var_os("PATH").expect("a path"));
        command.env("HOME", self.folder.path());
        command.env("DESK_NOW", NOW);
        command
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let output = self
            .command(program)
            .args(arguments)
            .output()
            .expect("it starts");
        assert!(
            output.status.success(),
            "{program} {arguments:?}: {output:?}"
        );
    }
}
