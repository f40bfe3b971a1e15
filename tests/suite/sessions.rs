//! The console sessions in documents, run as they are printed, and the desk of `sa demo`.
//!
//! Every `console` block is one session in a fresh home, where the project lies in `presales-desk/`. A line
//! `$ COMMAND` is run by `sh`; lines `> ...` after it go on with it; what follows is what it must print. A command
//! that fails prints `# exit CODE` last. A minute passes between commands. `SNAPSHOTS=overwrite cargo test`
//! rewrites the blocks.
#![expect(
    clippy::disallowed_methods,
    reason = "a test from outside starts processes and reads their files"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use snapbox::{Assert, Data};

/// The home that documents show.
const HOME: &str = "~";

/// Git's configuration of whoever is at the keyboard.
const GITCONFIG: &str = "\
[user]
\tname = Nora Lind
\temail = nora.lind@example.com
[init]
\tdefaultBranch = main
[advice]
\tdetachedHead = false
";

/// The end of what one command prints, with its exit code after it.
const MARK: &str = "\u{1e}end ";

/// A home of its own, with the programs on the PATH.
struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Self { folder };
        std::fs::write(home.path(".gitconfig"), GITCONFIG).expect("written");
        copy(
            &project().join("examples"),
            &home.path("presales-desk/examples"),
        );
        home
    }

    fn path(&self, inside: &str) -> PathBuf {
        // A link on the way would give the folder a second name.
        let root = self.folder.path().canonicalize().expect("it is there");
        root.join(inside)
    }

    /// Returns a command that is run at home, and sees nothing of the world around the test.
    fn command(&self, program: &str) -> Command {
        let bin = Path::new(env!("CARGO_BIN_EXE_sa"))
            .parent()
            .expect("a program lies in a folder");
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new(program);
        command
            .current_dir(self.path(""))
            .env_clear()
            .env("PATH", format!("{}:{path}", bin.display()))
            .env("HOME", self.path(""))
            .env("LANG", "C.UTF-8")
            .env("COLUMNS", "100")
            .env("NO_COLOR", "1")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("DESK_NOW", now(0))
            .stdin(Stdio::null());
        command
    }

    /// Runs a command in a folder at home, and returns its exit code and what it prints on standard output.
    fn run(&self, folder: &str, words: &[&str]) -> (Option<i32>, String) {
        let mut command = self.command(words[0]);
        command.args(&words[1..]).current_dir(self.path(folder));
        let output = command.output().expect("it is on the PATH");
        let printed = String::from_utf8(output.stdout).expect("text");
        (output.status.code(), printed)
    }
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("readable");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// Returns the time of a session so many minutes after its begin.
fn now(minutes: usize) -> String {
    let from_nine = 9 * 60 + minutes;
    format!(
        "2026-11-23T{:02}:{:02}:00+01:00",
        from_nine / 60,
        from_nine % 60
    )
}

/// A command of a session with what the document says it prints.
struct Step {
    /// As printed, with `$ ` and `> `.
    shown: String,
    printed: String,
}

impl Step {
    fn command(&self) -> String {
        let lines = self
            .shown
            .lines()
            .map(|line| line.get(2..).unwrap_or_default());
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn steps(block: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in block.lines() {
        let begins = line.starts_with("$ ");
        match steps.last_mut() {
            Some(step) if !begins && step.printed.is_empty() && line.starts_with('>') => {
                step.shown += &format!("\n{line}");
            }
            Some(step) if !begins => step.printed += &format!("{line}\n"),
            _ => {
                assert!(begins, "a session begins with a command, not with: {line}");
                steps.push(Step {
                    shown: line.into(),
                    printed: String::new(),
                });
            }
        }
    }
    steps
}

/// Runs a session and returns its block with what was printed; where only random ids and commits differ,
/// the document's own.
fn run(block: &str) -> String {
    let home = Home::new();
    let steps = steps(block);
    let mut script = String::from("exec 2>&1\nexport DESK_NOW\n");
    for (at, step) in steps.iter().enumerate() {
        script += &format!("DESK_NOW={}\n{}\n", now(at), step.command());
        script += &format!("printf '{MARK}%s\\n' $?\n");
    }
    std::fs::write(home.path(".session"), script).expect("written");
    let mut shell = home.command("sh");
    let shell = shell.arg(home.path(".session")).env("DESK_FORCE_TTY", "1");
    let output = shell.output().expect("there is a shell");
    let text = String::from_utf8(output.stdout).expect("text");
    let root = home.path("");
    let root = root.to_string_lossy();
    let text = text.replace(root.trim_end_matches('/'), HOME);
    let mut actual = String::new();
    let mut rest = text.as_str();
    for step in &steps {
        let (printed, after) = rest.split_once(MARK).expect("every command ends");
        let (code, after) = after.split_once('\n').expect("an exit code");
        actual += &format!("{}\n{printed}", step.shown);
        if code != "0" {
            actual += &format!("# exit {code}\n");
        }
        rest = after;
    }
    let printed_before: String = steps
        .iter()
        .map(|step| format!("{}\n{}", step.shown, step.printed))
        .collect();
    match renamed(&actual) == renamed(&printed_before) {
        true => block.into(),
        false => actual,
    }
}

/// Returns a text with its random ids numbered as they come, commits unnamed, and no spaces at the ends of lines.
fn renamed(text: &str) -> String {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut renamed = String::new();
    let mut rest = text;
    while let Some(at) = [
        "REQ-", "OPP-", "POV-", "ACT-", "SOW-", "REV-", "ESC-", "WVR-",
    ]
    .iter()
    .filter_map(|prefix| rest.find(prefix))
    .min()
    {
        let id: String = rest[at..].chars().take(12).collect();
        renamed += &rest[..at];
        if id.len() == 12
            && id[4..]
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        {
            let next = names.len();
            let number = *names.entry(id.clone()).or_insert(next);
            renamed += &format!("{}{number}", &id[..4]);
        } else {
            renamed += &id;
        }
        rest = &rest[at + id.len()..];
    }
    renamed += rest;
    let lines = renamed.lines().map(|line| without_commits(line.trim_end()));
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns a line with a word in place of the names of commits, short or long.
fn without_commits(line: &str) -> String {
    let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let is_commit = |word: &str| [8, 12].contains(&word.len()) && word.bytes().all(is_hex);
    let words = line.split(' ').map(|word| match is_commit(word) {
        true => "COMMIT",
        false => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Runs every session of a document and compares it with what came of them.
fn check(document: &str) {
    let path = project().join(document);
    let text = std::fs::read_to_string(&path).expect("the document is there");
    let mut actual = String::new();
    let mut rest = text.as_str();
    let mut sessions = 0;
    while let Some((before, after)) = rest.split_once("```console\n") {
        let (block, later) = after.split_once("```\n").expect("a block ends");
        actual += &format!("{before}```console\n{}```\n", run(block));
        rest = later;
        sessions += 1;
    }
    actual += rest;
    assert!(0 < sessions, "{document} has no session");
    Assert::new()
        .action_env("SNAPSHOTS")
        .eq(actual, Data::read_from(&path, None).raw());
}

#[test]
fn the_sessions_of_the_readme_are_true() {
    check("README.md");
}

#[test]
fn the_walk_through_of_the_example_desk_is_true() {
    check("examples/desk/README.md");
}

#[test]
fn ids_are_told_apart_and_not_by_their_letters() {
    let told = |text: &str| renamed(text);
    assert_eq!(
        told("REQ-4T9K2M7X REQ-8R2T4V6W"),
        told("REQ-AAAAAAAA REQ-BBBBBBBB")
    );
    assert_ne!(
        told("REQ-4T9K2M7X REQ-4T9K2M7X"),
        told("REQ-AAAAAAAA REQ-BBBBBBBB")
    );
    assert_ne!(told("REQ-4T9K2M7X is open"), told("REQ-4T9K2M7X is closed"));
    assert_eq!(told("REQ-ID and REQ-4t"), "REQ-ID and REQ-4t");
    assert_eq!(
        told("ACT-4T9K2M7X at 200dea42  10:00"),
        "ACT-0 at COMMIT  10:00"
    );
    assert_eq!(
        told("reviews/SOW-6M2RXH9D/REV-Z1H73GN2.yaml, ESC-N4W8J2TQ"),
        "reviews/SOW-0/REV-1.yaml, ESC-2"
    );
}

#[test]
fn a_demo_desk_is_the_same_for_the_same_seed_and_time_and_in_order() {
    let head = |home: &Home| home.run("demo-desk", &["git", "rev-parse", "HEAD"]).1;
    let [one, two] = [(); 2].map(|()| {
        let home = Home::new();
        let (code, printed) = home.run("", &["sa", "demo"]);
        assert_eq!(code, Some(0));
        assert!(
            printed.contains("SA Waiting (3)") && printed.contains("sa mine"),
            "{printed}"
        );
        home
    });
    assert_eq!(head(&one), head(&two));
    assert_eq!(
        one.run("demo-desk", &["git", "status", "--porcelain"]),
        (Some(0), String::new())
    );
    // Whatever is wrong in it, nobody spoke for another, and nothing that was said was rewritten.
    let whole = format!("{}..HEAD", "0".repeat(40));
    let (_, printed) = one.run("demo-desk", &["hygiene", "check", "--range", &whole]);
    let forged = [
        "acted-as-another",
        "history-rewritten",
        "illegal-transition",
    ];
    assert!(
        printed.contains("not-a-sentence") && !forged.iter().any(|check| printed.contains(check)),
        "{printed}"
    );
    let (code, printed) = one.run("demo-desk", &["sa", "mine", "--format", "json"]);
    assert_eq!(code, Some(0));
    assert!(
        printed.contains("\"person\": \"nora\"") && printed.contains("\"to_do\": [\n"),
        "{printed}"
    );
    // A desk that is there is never touched.
    assert_eq!(one.run("", &["sa", "demo"]).0, Some(4));
    assert_eq!(head(&one), head(&two));
}

#[test]
fn a_demo_desk_knows_whoever_is_at_the_keyboard_even_if_git_does_not() {
    let home = Home::new();
    std::fs::remove_file(home.path(".gitconfig")).expect("it was there");
    assert_eq!(home.run("", &["sa", "demo", "desk"]).0, Some(0));
    let (code, printed) = home.run("desk", &["sa", "mine"]);
    assert_eq!(code, Some(0));
    assert!(printed.starts_with("Sam Otieno"), "{printed}");
    let (_, config) = home.run("desk", &["git", "config", "--local", "user.email"]);
    assert_eq!(config, "sam.otieno@example.com\n");
}
