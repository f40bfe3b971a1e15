//! Other tools that keep lists of such records, or check such files, each fed what the desk holds and timed beside it.
//! One that is not installed is named as such, and nothing else is said of it.

mod checkers;
mod facts;
mod lists;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generated::Desk;
use crate::timing::{Runs, Timed, Times, time};

/// Runs of each peer; most take seconds.
const RUNS: Runs = Runs {
    warming: 1,
    counted: 5,
};

/// Folders besides those of `PATH` in which peers are looked for, as `PATH` is written.
const FOLDERS: &str = "DESK_BENCH_PEERS";

/// Another tool, and what of it is timed.
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    /// The program that is looked for.
    program: &'static str,
    /// How it is asked for its version.
    version: &'static [&'static str],
    /// What is timed.
    pub(crate) what: &'static str,
    /// The command it is compared with.
    ours: (&'static str, &'static [&'static str]),
    /// Whether what the desk keeps to be faster is removed before each run of ours, as the peer keeps nothing.
    ours_is_cold: bool,
    /// At how many records it is tried first.
    most: usize,
    make: fn(&Desk, &Path),
    commands: fn(&Desk, &Place) -> Vec<Command>,
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
    /// Sizes at which it was stopped after two minutes.
    pub(crate) stopped: Vec<usize>,
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

/// Measures every peer in the largest desk that it can list in two minutes.
pub(crate) fn measure(desks: &BTreeMap<usize, Desk>) -> Vec<Measured> {
    let peers = lists::peers().into_iter().chain(checkers::peers());
    peers.map(|peer| measure_one(peer, desks)).collect()
}

fn measure_one(peer: Peer, desks: &BTreeMap<usize, Desk>) -> Measured {
    let path = search_path();
    let mut measured = Measured {
        version: version(&peer, &path),
        stopped: Vec::new(),
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
        (peer.make)(desk, &place.folder);
        let mut theirs = Timed::processes(|| (peer.commands)(desk, &place));
        if !theirs.ends_in_time() {
            measured.stopped.push(*size);
            continue;
        }
        let (program, arguments) = (program_of(peer.ours.0), peer.ours.1);
        let ours = Timed::process(|| crate::lines::with(desk.command(program), arguments));
        let ours = ours.after(|| {
            if peer.ours_is_cold {
                desk.forget();
            }
        });
        let mut times = time(&mut [theirs, ours], RUNS);
        let own = times.pop().expect("ours");
        measured.times = Some((*size, times.pop().expect("theirs"), own));
        break;
    }
    measured
}

fn program_of(command: &str) -> &'static str {
    match command.starts_with("sa ") {
        true => crate::lines::SA,
        false => crate::lines::HYGIENE,
    }
}

/// Returns the version of a peer, if it is installed.
fn version(peer: &Peer, path: &str) -> Option<String> {
    let mut command = Command::new(found(peer.program, path)?);
    let output = command.args(peer.version).env("PATH", path).output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let digits = |word: &&str| {
        word.trim_start_matches('v')
            .starts_with(|c: char| c.is_ascii_digit())
    };
    let word = said.split_whitespace().find(digits)?;
    Some(word.trim_start_matches('v').to_owned())
}

/// Writes a file of a peer, with the folders above it.
fn write(folder: &Path, path: &str, text: &str) {
    let full = folder.join(path);
    std::fs::create_dir_all(full.parent().expect("a folder")).expect("a folder");
    std::fs::write(full, text).expect("written");
}

/// Makes a repository of what lies in a folder.
fn commit_all(folder: &Path) {
    let settings = ["-c", "user.name=Sam", "-c", "user.email=sam@example.com"];
    let steps: [&[&str]; 3] = [
        &["init", "-q"],
        &["add", "-A"],
        &["commit", "-q", "-m", "records"],
    ];
    for step in steps {
        let mut git = Command::new("git");
        git.args(settings).args(step).current_dir(folder);
        assert!(git.status().expect("git starts").success(), "{step:?}");
    }
    for (key, value) in [("user.name", "Sam"), ("user.email", "sam@example.com")] {
        let mut git = Command::new("git");
        git.args(["config", key, value]).current_dir(folder);
        assert!(git.status().expect("git starts").success(), "{key}");
    }
}
