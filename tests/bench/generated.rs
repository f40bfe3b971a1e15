//! A desk of many records in a folder, the same for the same number of them, kept for the next run where one is named.
//! What its records say is written in `records`, how they come into git in `import`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::import::{First, Later};
use crate::records::{Plan, VERSION, Written, time_of_taking_over};

pub(crate) const NOW: &str = "2026-11-23T09:00:00Z";

/// Where desks are kept from run to run, each under its size and the version of the generator.
const FOLDER: &str = "DESK_BENCH_FOLDER";

const SETTINGS: [(&str, &str); 4] = [
    ("user.name", "Sam Otieno"),
    ("user.email", "sam@example.com"),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
];

/// A generated desk.
pub(crate) struct Desk {
    root: PathBuf,
    /// What is gone at the end of the run, with the desk in it.
    _folder: Option<TempDir>,
    records: usize,
    plan: Plan,
}

impl Desk {
    /// Returns a desk of so many records: one that was kept, as it was made, or a new one.
    pub(crate) fn of(records: usize) -> Self {
        let Some(kept) = std::env::var_os(FOLDER) else {
            let folder = tempfile::tempdir().expect("a folder");
            let root = folder.path().join("desk");
            return Self::generate(records, root, Some(folder));
        };
        let root = Path::new(&kept).join(format!("{records}-v{VERSION}"));
        if root.join(".git/bench-faults").exists() {
            return Self::kept(records, root);
        }
        Self::generate(records, root, None)
    }

    /// Makes a desk in a folder that is not there yet.
    pub(crate) fn generate(records: usize, root: PathBuf, folder: Option<TempDir>) -> Self {
        let plan = Plan::new(records);
        let desk = Self {
            root,
            _folder: folder,
            records,
            plan,
        };
        std::fs::create_dir_all(&desk.root).expect("a folder");
        desk.run("git", &["init", "-q", "-b", "main"]);
        for (key, value) in SETTINGS {
            desk.run("git", &["config", key, value]);
        }
        desk.run(env!("CARGO_BIN_EXE_sa"), &["init"]);
        desk.run(env!("CARGO_BIN_EXE_hygiene"), &["hook", "install"]);
        let faults = desk.import();
        desk.run("git", &["reset", "-q", "--hard"]);
        // An index younger than its files lets git trust what it noted of them.
        std::thread::sleep(std::time::Duration::from_millis(1100));
        desk.run("git", &["read-tree", "HEAD"]);
        desk.run("git", &["update-index", "-q", "--refresh"]);
        desk.run("git", &["update-ref", "refs/bench/made", "HEAD"]);
        let lines: String = faults
            .iter()
            .map(|(check, count)| format!("{check} {count}\n"))
            .collect();
        std::fs::write(desk.root.join(".git/bench-faults"), lines).expect("written");
        desk
    }

    /// Takes back what a run before did to a desk.
    fn kept(records: usize, root: PathBuf) -> Self {
        let desk = Self {
            root,
            _folder: None,
            records,
            plan: Plan::new(records),
        };
        desk.reset();
        desk
    }

    /// Takes back whatever was done to it since it was made.
    pub(crate) fn reset(&self) {
        self.run("git", &["reset", "-q", "--hard", "refs/bench/made"]);
        self.run("git", &["clean", "-qfd"]);
    }

    /// Removes the files of a kind, until the desk is reset.
    pub(crate) fn leave_out(&self, folder: &str) {
        std::fs::remove_dir_all(self.root.join(folder)).expect("removed");
    }

    /// Returns the paths of the records in a folder.
    pub(crate) fn files_of(&self, folder: &str) -> Vec<String> {
        let mut command = self.command("git");
        let output = command.args(["ls-files", folder]).output();
        let listed = output.expect("git lists").stdout;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        listed.lines().map(String::from).collect()
    }

    /// Writes all commits, and returns how many records have which fault.
    fn import(&self) -> BTreeMap<&'static str, usize> {
        let mut first = First::begin(self.command("git"));
        first.put("desk.toml", &self.read("desk.toml"));
        let schemas = std::fs::read_dir(self.root.join("schemas")).expect("schemas");
        let mut names: Vec<String> = schemas
            .map(|entry| entry.expect("a schema").file_name())
            .map(|name| format!("schemas/{}", name.to_string_lossy()))
            .collect();
        names.sort();
        for name in names {
            first.put(&name, &self.read(&name));
        }
        let made = self
            .plan
            .write(|record| first.put(&record.path, &record.text));
        let subject = "desk: as it was taken over";
        first.commit(|| self.command("git"), time_of_taking_over(), subject);
        let mut later = Later::begin(self.command("git"));
        for commit in &made.commits {
            later.commit(commit.by, commit.at, &commit.subject, &commit.records);
        }
        later.end();
        made.faults
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root.join(path)).expect("it can be read")
    }

    /// Returns how many records have a fault, by the check that finds it.
    pub(crate) fn faults(&self) -> BTreeMap<String, usize> {
        let lines = self.read(".git/bench-faults");
        let fault = |line: &str| {
            let (check, count) = line.split_once(' ').expect("a check and a number");
            (check.to_owned(), count.parse().expect("a number"))
        };
        lines.lines().map(fault).collect()
    }

    /// Returns the folder it is in.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Returns how many records it was made of.
    pub(crate) fn records(&self) -> usize {
        self.records
    }

    /// Changes one record and puts it in the index.
    pub(crate) fn stage_one(&self) {
        let path = self
            .plan
            .open_requests()
            .next()
            .expect("an open request")
            .path();
        let text = self.read(&path);
        let changed = text.replacen("hosting: Self-Managed", "hosting: GitLab.com", 1);
        assert_ne!(text, changed);
        std::fs::write(self.root.join(&path), changed).expect("written");
        self.run("git", &["add", &path]);
    }

    /// Writes what a call with a next step leaves: a new activity, and a changed opportunity; returns their paths.
    pub(crate) fn write_a_call(&self, number: usize) -> Vec<String> {
        let deals: Vec<String> = self.worked().collect();
        let deal = &deals[deals.len() - 1 - number % deals.len()];
        let opportunity = format!("opportunities/{deal}.yaml");
        let text = self.read(&opportunity);
        let history = text.find("history:\n").expect("a history");
        let (before, after) = text.split_at(history);
        let changed = format!("{before}# Call {number}\n{after}");
        let call = self.plan.call(self.records * 2 + number);
        for (path, text) in [(&opportunity, &changed), (&call.path, &call.text)] {
            std::fs::write(self.root.join(path), text).expect("written");
        }
        vec![opportunity, call.path]
    }

    /// Writes a form of a request as it is taken in.
    pub(crate) fn write_a_form(&self, to: &Path, number: usize) {
        std::fs::write(to, self.plan.form(number)).expect("written");
    }

    /// Removes what commands keep beside the desk to be faster, but for the lock.
    pub(crate) fn forget(&self) {
        let Ok(kept) = std::fs::read_dir(self.root.join(".git/desk")) else {
            return;
        };
        for entry in kept.map(|entry| entry.expect("an entry")) {
            let is_folder = entry.file_type().expect("its type").is_dir();
            let path = entry.path();
            match (entry.file_name() == "lock", is_folder) {
                (true, _) => Ok(()),
                (false, true) => std::fs::remove_dir_all(path),
                (false, false) => std::fs::remove_file(path),
            }
            .expect("removed");
        }
    }

    /// Gives all records to `take` as they were committed, the last text of each last.
    pub(crate) fn each_record(&self, mut take: impl FnMut(&Written)) {
        let made = self.plan.write(&mut take);
        for commit in &made.commits {
            commit.records.iter().for_each(&mut take);
        }
    }

    /// Returns ids of open requests, all but the one that is staged.
    pub(crate) fn commented(&self) -> impl Iterator<Item = String> + Clone + '_ {
        self.plan.open_requests().skip(1).map(|ask| ask.id())
    }

    /// Returns ids of opportunities that are worked.
    pub(crate) fn worked(&self) -> impl Iterator<Item = String> + Clone + '_ {
        self.plan.worked().map(|deal| deal.id())
    }

    /// Returns a command that runs in the desk, with nothing of the user's own environment.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env_clear();
        command.env("PATH", std::env::var_os("PATH").expect("a path"));
        command.env("HOME", self.root.join(".git"));
        command.env("DESK_NOW", NOW);
        command
    }

    /// Runs a command that has to succeed.
    pub(crate) fn run(&self, program: &str, arguments: &[&str]) {
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
