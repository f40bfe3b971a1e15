//! Other tools that keep lists of such records, or check such files, each fed what the desk holds and timed beside it.
//! One that is not installed is named as such, and nothing else is said of it.

mod checkers;
mod facts;
mod lists;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generated::Desk;
use crate::timing::{First, Runs, Timed, Times, time};

/// Runs of each peer, after the one that tells whether it ends at all.
const RUNS: Runs = Runs {
    warming: 0,
    counted: 11,
};

/// Folders besides those of `PATH` in which peers are looked for, as `PATH` is written.
const FOLDERS: &str = "DESK_BENCH_PEERS";

/// Another tool, and what of it is timed.
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    /// The programs that are looked for.
    programs: &'static [&'static str],
    /// What is timed.
    pub(crate) what: &'static str,
    /// The command it is compared with.
    ours: (&'static str, &'static [&'static str]),
    /// Whether what the desk keeps to be faster is removed before each run of ours, as the peer keeps nothing.
    ours_is_cold: bool,
    /// At how many records it is tried first.
    most: usize,
    make: fn(&Desk, &Place),
    commands: fn(&Desk, &Place) -> Vec<Command>,
    /// How many times ours it may take at the least.
    pub(crate) least: Option<f64>,
    /// What it looks at and we do not, and the other way round.
    pub(crate) differs: &'static str,
}

/// Where a peer has its data.
struct Place {
    folder: PathBuf,
    path: String,
}

/// What was measured of a peer.
pub(crate) struct Measured {
    pub(crate) peer: Peer,
    pub(crate) version: Option<String>,
    /// Sizes at which it was stopped after two minutes, with our times there.
    pub(crate) stopped: Vec<(usize, Times)>,
    /// Whether it ended with an error that is no finding.
    pub(crate) has_failed: bool,
    /// Records, its times and ours.
    pub(crate) times: Option<(usize, Times, Times)>,
    pub(crate) ours: String,
}

impl Place {
    /// Returns a command in its folder, with nothing of the user's own environment.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(found(program, &self.path).unwrap_or(program.into()));
        command.current_dir(&self.folder).env_clear();
        command.env("PATH", &self.path).env("HOME", &self.folder);
        command.env("LC_ALL", "C.UTF-8");
        command
    }
}

/// Returns the folders in which programs are looked for.
fn search_path() -> String {
    let own = std::env::var(FOLDERS).unwrap_or_default();
    let path = std::env::var("PATH").unwrap_or_default();
    format!("{own}:{path}").trim_matches(':').to_owned()
}

fn found(program: &str, path: &str) -> Option<PathBuf> {
    let mut folders = path
        .split(':')
        .map(|folder| Path::new(folder).join(program));
    folders.find(|file| file.is_file())
}

/// Measures every peer in the largest desk that it can list in two minutes, and prints each when it is measured.
pub(crate) fn measure(desks: &BTreeMap<usize, Desk>) -> Vec<Measured> {
    let peers = lists::peers().into_iter().chain(checkers::peers());
    let measured = peers.map(|peer| {
        println!("measuring {}", peer.what);
        let one = measure_one(peer, desks);
        println!("{}", crate::page::of_peer(&one));
        one
    });
    measured.collect()
}

fn measure_one(peer: Peer, desks: &BTreeMap<usize, Desk>) -> Measured {
    let path = search_path();
    let mut measured = Measured {
        version: peer.versions(&path),
        stopped: Vec::new(),
        has_failed: false,
        times: None,
        ours: peer.ours.0.to_owned(),
        peer,
    };
    if measured.version.is_none() {
        return measured;
    }
    let peer = &measured.peer;
    for (size, desk) in desks.range(..=peer.most).rev() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Place {
            folder: folder.path().to_owned(),
            path: path.clone(),
        };
        desk.reset();
        (peer.make)(desk, &place);
        let mut theirs = Timed::processes(|| (peer.commands)(desk, &place));
        let (program, arguments) = (program_of(peer.ours.0), peer.ours.1);
        let ours = Timed::process(|| crate::lines::with(desk.command(program), arguments));
        let ours = ours.after(|| {
            if peer.ours_is_cold {
                desk.forget();
            }
        });
        match theirs.first() {
            First::Done => {
                let mut times = time(&mut [theirs, ours], RUNS);
                let own = times.pop().expect("ours");
                measured.times = Some((*size, times.pop().expect("theirs"), own));
                break;
            }
            First::Stopped => {
                let own = time(&mut [ours], RUNS).remove(0);
                measured.stopped.push((*size, own));
            }
            First::Failed => {
                measured.has_failed = true;
                break;
            }
        }
    }
    measured
}

fn program_of(command: &str) -> &'static str {
    match command.starts_with("sa ") {
        true => crate::lines::SA,
        false => crate::lines::HYGIENE,
    }
}

impl Peer {
    /// Returns the versions of its programs, if all are installed.
    fn versions(&self, path: &str) -> Option<String> {
        let versions = self.programs.iter().map(|program| version(program, path));
        versions
            .collect::<Option<Vec<_>>>()
            .map(|all| all.join(" and "))
    }
}

fn version(program: &str, path: &str) -> Option<String> {
    let mut command = Command::new(found(program, path)?);
    let output = command.arg("--version").env("PATH", path).output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let bare = |word: &str| word.trim_start_matches('v').to_owned();
    let is_version = |word: &String| word.starts_with(|c: char| c.is_ascii_digit());
    said.split_whitespace().map(bare).find(is_version)
}

/// Writes a file of a peer, with the folders above it.
fn write(folder: &Path, path: &str, text: &str) {
    let full = folder.join(path);
    std::fs::create_dir_all(full.parent().expect("a folder")).expect("a folder");
    std::fs::write(full, text).expect("written");
}

/// Makes a repository of a folder.
fn begin_repository(place: &Place) {
    run(place, "git", &["init", "-q"]);
    run(place, "git", &["config", "user.name", "Sam"]);
    run(place, "git", &["config", "user.email", "sam@example.com"]);
}

/// Commits all that lies in the folder.
fn commit_all(place: &Place) {
    run(place, "git", &["add", "-A"]);
    run(place, "git", &["commit", "-q", "-m", "records"]);
}

/// Runs a command that has to succeed.
fn run(place: &Place, program: &str, arguments: &[&str]) {
    let mut command = crate::lines::with(place.command(program), arguments);
    let output = command.output().expect("it starts");
    assert!(output.status.success(), "{command:?}: {output:?}");
}
