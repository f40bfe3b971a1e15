//! A throw-away desk of known people and customers, and the programs run in it.
//! What they should do there is said by the tests.
#![expect(
    clippy::disallowed_methods,
    reason = "tests make folders and start programs"
)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The moment at which every command runs.
const NOW: &str = "2026-11-20T09:00:00Z";

const GIT_SETTINGS: &str =
    "[user]\n\tname = Sam Otieno\n\temail = sam@example.com\n[init]\n\tdefaultBranch = main\n";

/// Who works here and for whom: path and text of each record.
const RECORDS: &[(&str, &str)] = &[
    (
        "people/dana.yaml",
        "name: Dana Ruiz\nemails: [dana@example.com]\nroles: [sae]\nregion: EMEA\n",
    ),
    (
        "accounts/northwind-freight.yaml",
        "name: Northwind Freight\naliases: [Northwind]\nowner: dana\nregion: EMEA\n",
    ),
    (
        "accounts/halden-energi.yaml",
        "name: Halden Energi AS\naliases: [Halden]\nowner: dana\nregion: EMEA\n",
    ),
    (
        "accounts/leman.yaml",
        "name: Caisse Régionale du Léman\nowner: dana\nregion: EMEA\n",
    ),
    (
        "accounts/kestrel-robotics.yaml",
        "name: Kestrel Robotics\nowner: dana\nregion: AMER\n",
    ),
    (
        "accounts/kestrel-holding.yaml",
        "name: Kestrel Holding\nowner: dana\nregion: AMER\n",
    ),
    (
        "opportunities/OPP-7H3J5K9M.yaml",
        "name: Platform\naccount: northwind-freight\nsfdc_id: 0064M00000XyZ12QAF\nowner: dana\nstage: 2-Scoping\nregion: EMEA\n",
    ),
    (
        "opportunities/OPP-1A1A1A1A.yaml",
        "name: Caching\naccount: halden-energi\nsfdc_id: 0064M00000AbC34QAH\nowner: dana\nstage: 1-Discovery\nregion: EMEA\n",
    ),
    (
        "opportunities/OPP-2B2B2B2B.yaml",
        "name: Security\naccount: leman\nsfdc_id: 0064M00000DeF56QAI\nowner: dana\nstage: 2-Scoping\nregion: EMEA\n",
    ),
    (
        "opportunities/OPP-3C3C3C3C.yaml",
        "name: Firmware\naccount: kestrel-robotics\nsfdc_id: 0064M00000GhI78QAK\nowner: dana\nstage: 2-Scoping\nregion: AMER\n",
    ),
    (
        "opportunities/OPP-4D4D4D4D.yaml",
        "name: Group\naccount: kestrel-holding\nsfdc_id: 0064M00000GhI79QAK\nowner: dana\nstage: 2-Scoping\nregion: AMER\n",
    ),
];

/// A desk in a folder of its own, gone at the end of the test.
pub(crate) struct Workplace {
    folder: TempDir,
    root: PathBuf,
}

impl Workplace {
    /// Makes a desk whose first person is Sam, with Dana's customers and their opportunities.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("desk");
        std::fs::create_dir(&root).expect("a folder");
        std::fs::write(folder.path().join(".gitconfig"), GIT_SETTINGS).expect("written");
        let workplace = Self { folder, root };
        workplace.sa(&["init"]).fine();
        for (path, text) in RECORDS {
            workplace.put(path, text);
        }
        workplace.commit("desk: people and customers");
        workplace
    }

    /// Returns another clone of the desk, beside it.
    pub(crate) fn clone_to(&self, name: &str) -> PathBuf {
        let to = self.folder.path().join(name);
        let from = self.root.to_str().expect("a path in UTF-8");
        self.git(&["clone", "-q", from, to.to_str().expect("a path in UTF-8")]);
        to
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let full = self.root.join(path);
        std::fs::create_dir_all(full.parent().expect("a folder")).expect("a folder");
        std::fs::write(full, text).expect("written");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root.join(path)).expect("a file")
    }

    /// Commits all there is.
    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-qm", message]);
    }

    /// Runs git in the desk and returns what it printed.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        self.git_in(&self.root, arguments)
    }

    pub(crate) fn git_in(&self, folder: &Path, arguments: &[&str]) -> String {
        let ran = Ran::of(self.command("git", folder).args(arguments), "");
        assert_eq!(ran.code, 0, "git {arguments:?}: {}", ran.err);
        ran.out
    }

    pub(crate) fn sa(&self, arguments: &[&str]) -> Ran {
        self.sa_given(arguments, "")
    }

    /// Runs `sa` with a text as its standard input.
    pub(crate) fn sa_given(&self, arguments: &[&str], input: &str) -> Ran {
        let mut command = self.command(env!("CARGO_BIN_EXE_sa"), &self.root);
        Ran::of(command.args(arguments), input)
    }

    pub(crate) fn sa_in(&self, folder: &Path, arguments: &[&str]) -> Ran {
        let mut command = self.command(env!("CARGO_BIN_EXE_sa"), folder);
        Ran::of(command.args(arguments), "")
    }

    pub(crate) fn hygiene_in(&self, folder: &Path, arguments: &[&str]) -> Ran {
        let mut command = self.command(env!("CARGO_BIN_EXE_hygiene"), folder);
        Ran::of(command.args(arguments), "")
    }

    fn command(&self, program: &str, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder).env_clear();
        command.env("PATH", std::env::var_os("PATH").expect("a path"));
        command.env("HOME", self.folder.path());
        command.env("DESK_NOW", NOW);
        command
    }
}

/// What came of running a program.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    fn of(command: &mut Command, input: &str) -> Self {
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        // A program that does not read its input may be gone before it is written.
        drop(stdin.write_all(input.as_bytes()));
        drop(stdin);
        let Output {
            status,
            stdout,
            stderr,
        } = child.wait_with_output().expect("the program ends");
        Self {
            code: status.code().expect("no signal"),
            out: String::from_utf8(stdout).expect("text"),
            err: String::from_utf8(stderr).expect("text"),
        }
    }

    /// Holds that it went well.
    pub(crate) fn fine(self) -> Self {
        assert_eq!(self.code, 0, "{self:?}");
        self
    }

    /// Returns the one JSON object it printed.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}
