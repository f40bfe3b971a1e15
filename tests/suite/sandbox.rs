//! A throw-away desk, the people who work on it, and the programs run as one of them.
//! What is tried on it lives in the other files of the suite.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests look at disk and git from outside of the program"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::outcome::{Outcome, finished};

/// The moment every command runs at, unless a test says another.
pub(crate) const NOW: &str = "2026-11-23T10:00:00Z";
/// An open request that lacks nothing.
pub(crate) const WHOLE: &str = "REQ-4T9K2M7X";
/// An open request with the least that one needs.
pub(crate) const SCANT: &str = "REQ-8R2T4V6W";

/// Returns the path of a request of the desk.
pub(crate) fn path_of(id: &str) -> String {
    format!("requests/2026-11/{id}.yaml")
}

const PEOPLE: &[(&str, &str, &str)] = &[
    ("sam", "Sam Otieno", "sa"),
    ("kim", "Kim Berg", "sa"),
    ("dana", "Dana Ruiz", "sae"),
    ("maria", "Maria Keller", "manager"),
];

/// Those who scope and review SOWs: handle, name, and further lines of their record.
const SERVICES: &[(&str, &str, &str)] = &[
    ("emma", "Emma Lindqvist", "roles: [em]\n"),
    (
        "tariq",
        "Tariq Aziz",
        "roles: [ta]\nlevel: senior\nskills: [scm-migration, ci-cd]\n",
    ),
    (
        "ines",
        "Ines Duarte",
        "roles: [ta]\nlevel: staff\nskills: [cloud-architecture]\n",
    ),
    ("rosa", "Rosa Marin", "roles: [rdm]\n"),
];

const POLICY: &str = "schema = 1\n";
const ACCOUNT: &str =
    "name: Northwind Freight\nowner: dana\nsolutions_architect: sam\nregion: EMEA\n";
const OPPORTUNITY: &str = "\
name: Northwind platform
account: northwind-freight
owner: dana
primary_sa: [{at: 2026-10-01T09:00:00Z, by: sam, who: sam}]
history: [{at: 2026-10-01T09:00:00Z, by: sam, to: 2-Scoping}]
";
pub(crate) const WHOLE_TEXT: &str = "\
# triage: agreed by phone
template: sa-activity
requester: dana
region: EMEA
account: northwind-freight
opportunity: OPP-7H3J5K9M
customer: \"Northwind Freight\"   # as in Salesforce
preferred_dates: 2026-12-01 15:00 Europe/Berlin
hosting: Self-Managed
pain_points: Releases are done by hand.
required_capabilities: Merge trains.
current_tools: Jenkins, which is to be replaced.
sa_asks: A demo of merge trains.
command_plan:
  link: https://plans.example.com/northwind
  why_now: Their licence of the old system ends in March.
  identified_pain: Every release takes two engineers a whole week.
  champion: Lee Park leads the platform team and pays for it.
meeting:
  goal: Agree on the criteria of the trial.
  objectives: Yes, in the plan.
  expectations: Yes, by mail.
history:
  - {at: 2026-11-22T12:00:00Z, by: sam, to: open}
";
pub(crate) const SCANT_TEXT: &str = "\
template: sa-activity
requester: dana
region: EMEA
customer: Northwind Freight
sa_asks: A talk about pipelines.
history:
  - {at: 2026-11-22T12:00:00Z, by: sam, to: open}
";

/// A desk in a folder of its own, gone at the end of the test.
pub(crate) struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    /// Returns people with their homes and an empty folder `desk`, without repository.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let sandbox = Self { folder };
        for (handle, name, _) in PEOPLE.iter().chain(SERVICES) {
            let config = format!(
                "[user]\n\tname = {name}\n\temail = {handle}@example.com\n\
                 [init]\n\tdefaultBranch = main\n[core]\n\teditor = true\n\
                 [advice]\n\tdetachedHead = false\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n"
            );
            let home = sandbox.home(handle);
            std::fs::create_dir_all(&home).expect("a home");
            std::fs::write(home.join(".gitconfig"), config).expect("written");
        }
        std::fs::create_dir_all(sandbox.root()).expect("a folder");
        sandbox
    }

    /// Returns a desk with four people, an account, an opportunity and two open requests, all committed by sam.
    pub(crate) fn desk() -> Self {
        let sandbox = Self::empty();
        sandbox.put("desk.toml", POLICY);
        for (handle, name, role) in PEOPLE {
            let text = format!("name: {name}\nemails: [{handle}@example.com]\nroles: [{role}]\n");
            sandbox.put(&format!("people/{handle}.yaml"), &text);
        }
        sandbox.put("accounts/northwind-freight.yaml", ACCOUNT);
        sandbox.put("opportunities/OPP-7H3J5K9M.yaml", OPPORTUNITY);
        sandbox.put(&path_of(WHOLE), WHOLE_TEXT);
        sandbox.put(&path_of(SCANT), SCANT_TEXT);
        sandbox.git(&["init", "-q", "."]).ok();
        sandbox.git(&["add", "."]).ok();
        sandbox.git(&["commit", "-qm", "begin"]).ok();
        sandbox
    }

    /// Returns a desk as `desk` does, with the hooks in place.
    pub(crate) fn guarded() -> Self {
        let sandbox = Self::desk();
        sandbox.run(&["hygiene", "hook", "install"]).ok();
        sandbox
    }

    /// Returns a guarded desk where an Engagement Manager, two Technical Architects and a Regional Delivery Manager work
    /// too.
    pub(crate) fn services() -> Self {
        let sandbox = Self::guarded();
        for (handle, name, lines) in SERVICES {
            let text = format!("name: {name}\nemails: [{handle}@example.com]\n{lines}");
            sandbox.put(&format!("people/{handle}.yaml"), &text);
        }
        sandbox.git(&["add", "."]).ok();
        sandbox.git(&["commit", "-qm", "people: services"]).ok();
        sandbox
    }

    /// Returns another throw-away desk that is as this one is at the moment.
    pub(crate) fn copy(&self) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut copy = Command::new("cp");
        copy.arg("-a").arg(self.folder.path().join("."));
        let copied = copy.arg(folder.path()).status();
        assert!(copied.expect("cp runs").success());
        Self { folder }
    }

    /// Returns the top folder of the desk.
    pub(crate) fn root(&self) -> PathBuf {
        self.beside("desk")
    }

    /// Returns a path beside the desk, in the same throw-away folder.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().canonicalize();
        folder.expect("the folder is there").join(name)
    }

    fn home(&self, who: &str) -> PathBuf {
        self.beside("homes").join(who)
    }

    /// Runs a program in the desk as sam: `["sa", "mine"]`.
    pub(crate) fn run(&self, words: &[&str]) -> Outcome {
        self.run_as("sam", words)
    }

    /// Runs a program in the desk as one of the people.
    pub(crate) fn run_as(&self, who: &str, words: &[&str]) -> Outcome {
        self.run_in(&self.root(), who, words)
    }

    /// Runs a program in a folder as one of the people.
    pub(crate) fn run_in(&self, dir: &Path, who: &str, words: &[&str]) -> Outcome {
        finished(words, self.command(dir, who, words))
    }

    /// Runs a program in the desk as sam, with text on standard input.
    pub(crate) fn run_with_input(&self, words: &[&str], input: &str) -> Outcome {
        let file = self.beside("input");
        std::fs::write(&file, input).expect("written");
        let mut command = self.command(&self.root(), "sam", words);
        command.stdin(std::fs::File::open(&file).expect("readable"));
        finished(words, command)
    }

    /// Runs git in the desk as sam.
    pub(crate) fn git(&self, words: &[&str]) -> Outcome {
        self.git_as("sam", words)
    }

    /// Runs git in the desk as one of the people.
    pub(crate) fn git_as(&self, who: &str, words: &[&str]) -> Outcome {
        self.run_as(who, &[&["git"], words].concat())
    }

    /// Returns a program that is to run in a folder as one of the people, in a clean environment.
    pub(crate) fn command(&self, dir: &Path, who: &str, words: &[&str]) -> Command {
        let mut command = Command::new(program(words[0]));
        command
            .args(&words[1..])
            .current_dir(dir)
            .stdin(Stdio::null())
            .env_clear()
            .env("PATH", search_path())
            .env("HOME", self.home(who))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("DESK_NOW", NOW)
            .env("NO_COLOR", "1")
            .env("LC_MESSAGES", "C");
        command
    }

    /// Writes a file of the desk.
    pub(crate) fn put(&self, path: &str, text: &str) {
        self.put_at(&self.root().join(path), text);
    }

    /// Writes a file at a full path.
    pub(crate) fn put_at(&self, path: &Path, text: &str) {
        let folder = path.parent().expect("it lies in a folder");
        std::fs::create_dir_all(folder).expect("a folder");
        std::fs::write(path, text).expect("written");
    }

    /// Returns the text of a file of the desk.
    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join(path)).expect("a text")
    }

    /// Adds a line at the end of a file of the desk.
    pub(crate) fn append(&self, path: &str, line: &str) {
        self.put(path, &format!("{}{line}\n", self.read(path)));
    }

    /// Removes a file of the desk.
    pub(crate) fn remove(&self, path: &str) {
        std::fs::remove_file(self.root().join(path)).expect("removed");
    }

    /// Returns the id of the commit that HEAD is at.
    pub(crate) fn head(&self) -> String {
        let outcome = self.git(&["rev-parse", "HEAD"]);
        outcome.ok().stdout.trim().to_owned()
    }

    /// Returns the state of a request, as the program sees it.
    pub(crate) fn state_of(&self, id: &str) -> String {
        let outcome = self.run(&["sa", "request", "show", id, "--format", "json"]);
        let data = outcome.ok().json();
        data["data"]["state"].as_str().expect("a state").to_owned()
    }

    /// Returns every file below the desk with its bytes, `.git` included; of the program's own folder in it only the journal.
    pub(crate) fn tree(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut tree = BTreeMap::new();
        collect(&self.root(), &mut tree);
        let private = self.root().join(".git/desk");
        tree.retain(|path, _| !path.starts_with(&private) || path.ends_with("journal.json"));
        tree
    }
}

impl Sandbox {
    /// Expects every file, `.git` included, to be as `tree` gave it before.
    #[track_caller]
    pub(crate) fn assert_unchanged(&self, before: &BTreeMap<PathBuf, Vec<u8>>, after_what: &str) {
        let after = self.tree();
        let differs = |path: &&PathBuf| before.get(*path) != after.get(*path);
        let changed: Vec<_> = before.keys().chain(after.keys()).filter(differs).collect();
        assert!(changed.is_empty(), "{after_what}: {changed:?}");
    }

    /// Expects a command of sam's to be refused with a code and these phrases, as text and as JSON, and no byte to change.
    #[track_caller]
    pub(crate) fn refuses(&self, words: &[&str], code: i32, phrases: &[&str]) {
        self.refuses_in(&self.root(), words, code, phrases);
    }

    /// Expects the same of a command run in another folder.
    #[track_caller]
    pub(crate) fn refuses_in(&self, dir: &Path, words: &[&str], code: i32, phrases: &[&str]) {
        let before = self.tree();
        let outcome = self.run_in(dir, "sam", words);
        outcome.exits(code);
        for phrase in phrases {
            outcome.says(phrase);
        }
        let words = [words, &["--format", "json"]].concat();
        let outcome = self.run_in(dir, "sam", &words);
        let read = outcome.exits(code).json();
        for key in ["schema", "now", "ok", "data", "findings"] {
            assert!(read.get(key).is_some(), "no `{key}`: {outcome}");
        }
        assert_eq!(read["ok"], false, "{outcome}");
        assert!(
            read["schema"]
                .as_str()
                .is_some_and(|name| name.ends_with("/1")),
            "{outcome}"
        );
        self.assert_unchanged(&before, &words.join(" "));
    }
}

fn program(name: &str) -> &str {
    match name {
        "sa" => env!("CARGO_BIN_EXE_sa"),
        "ta" => env!("CARGO_BIN_EXE_ta"),
        "hygiene" => env!("CARGO_BIN_EXE_hygiene"),
        other => other,
    }
}

/// Returns the PATH of the tests: the programs just built, then those of the machine.
fn search_path() -> std::ffi::OsString {
    let built = Path::new(env!("CARGO_BIN_EXE_hygiene")).parent();
    let machine = std::env::var_os("PATH").expect("git is on the PATH");
    let mut folders = vec![built.expect("programs lie in a folder").to_path_buf()];
    folders.extend(std::env::split_paths(&machine));
    std::env::join_paths(folders).expect("no folder has a colon")
}

fn collect(folder: &Path, tree: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for item in std::fs::read_dir(folder).expect("a folder") {
        let path = item.expect("an item").path();
        if path.is_dir() && !path.is_symlink() {
            collect(&path, tree);
        } else {
            let bytes = std::fs::read(&path).expect("readable");
            tree.insert(path, bytes);
        }
    }
}
