//! Commands cut short at any step or at any moment, and many at once.
//! What a whole command leaves alone lives in `own_paths`.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests copy desks and kill processes"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use desk::changes::Act;
use desk::changes::request::comment;
use desk::changes::{Checked, Gate};
use desk::checks::Committer;
use desk::policy::Policy;
use desk::records::{Records, Request, request};
use desk::store::{Purpose, Step, Store, When, Where};

use crate::outcome::Outcome;
use crate::sandbox::{NOW, SCANT, Sandbox, WHOLE, path_of};

const SAID: &str = "said before the fall";

/// A desk as it is after a moment of a write, to go on from as if the process had been killed there.
struct Image {
    step: Step,
    desk: Sandbox,
}

/// Writes a comment with the store itself and keeps an image of the desk at each step.
fn images(purpose: Purpose) -> Vec<Image> {
    let desk = Sandbox::desk();
    let store = Store::open(Where::Folder(desk.root())).expect("it opens");
    let mut store = store;
    store.act_as(desk::store::Identity {
        name: "Sam Otieno".into(),
        email: "sam@example.com".into(),
    });
    let transaction = store.begin(purpose).expect("it begins");
    let before = Records::of(transaction.before().clone());
    let checked = said(&before);
    let mut images = Vec::new();
    let when = When {
        seconds: 1_795_428_000,
        offset_minutes: 0,
    };
    let written = transaction.write(&checked, when, &mut |step| {
        images.push(Image {
            step,
            desk: desk.copy(),
        });
    });
    written.expect("it is written");
    images
}

fn said(before: &Records) -> Checked {
    let policy = Policy::default();
    let now = NOW.parse().expect("a time");
    let committer = Committer {
        emails: vec!["sam@example.com".into()],
    };
    let gate = Gate {
        before: Some(before),
        policy: &policy,
        now,
        committer: &committer,
        taken_back: None,
    };
    let request = before.get::<Request>(&request::KIND, WHOLE);
    let by = "sam".parse().expect("a handle");
    let act = Act { by: &by, at: now };
    let plan = comment(request.expect("it is there"), SAID, act).expect("a plan");
    gate.attempt(plan, "sa request comment")
        .expect("it passes")
        .checked
}

/// Expects a desk without trace of a command cut short, and returns whether the change is there.
#[track_caller]
fn is_there_and_whole(desk: &Sandbox, phrase: &str, purpose: Purpose) -> bool {
    let shown = desk.run(&["sa", "request", "show", WHOLE, "--format", "json"]);
    shown.ok();
    let on_disk = desk.read(&path_of(WHOLE)).contains(phrase);
    let git = |words: &[&str]| desk.git(words).ok().stdout.clone();
    let staged = git(&["show", &format!(":{}", path_of(WHOLE))]).contains(phrase);
    let committed = git(&["show", &format!("HEAD:{}", path_of(WHOLE))]).contains(phrase);
    assert_eq!(on_disk, staged, "{phrase}");
    assert_eq!(shown.stdout.contains(phrase), on_disk);
    match purpose {
        Purpose::Commit => {
            assert_eq!(on_disk, committed, "{phrase}");
            desk.git(&["status", "--porcelain"]).ok().prints("");
        }
        Purpose::Stage => assert!(!committed),
    }
    desk.git(&["fsck", "--strict", "--no-dangling", "--no-progress"])
        .ok()
        .prints("");
    desk.run(&["hygiene", "check"]).ok();
    assert_eq!(leftovers(&desk.root()), Vec::<PathBuf>::new());
    on_disk
}

/// Returns files that only a write under way may have.
fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(folder).expect("a folder") {
        let path = item.expect("an item").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            found.extend(leftovers(&path));
        } else if name.ends_with(".lock") || name.ends_with(".tmp") || name == "journal.json" {
            found.push(path);
        }
    }
    found
}

fn cut_at_every_step(purpose: Purpose) {
    let images = images(purpose);
    assert!(images.len() >= 8, "a step each: {}", images.len());
    let mut there = Vec::new();
    for Image { step, desk } in &images {
        let is_there = is_there_and_whole(desk, SAID, purpose);
        let begun = !matches!(step, Step::StoreObjects | Step::WriteJournal);
        assert_eq!(is_there, begun, "killed before {step:?}");
        there.push(is_there);
        let next = ["sa", "request", "comment", SCANT, "the next one"];
        desk.run(&next).ok();
        desk.git(&["log", "-1", "--format=%s"])
            .ok()
            .prints(&format!("requests: comment on {SCANT}\n"));
    }
    assert!(there.contains(&true) && there.contains(&false));
}

#[test]
fn a_commit_cut_at_any_step_is_whole_or_absent() {
    cut_at_every_step(Purpose::Commit);
}

#[test]
fn a_staged_change_cut_at_any_step_is_whole_or_absent() {
    cut_at_every_step(Purpose::Stage);
}

#[test]
fn who_comes_next_is_told_what_was_ended() {
    for Image { step, desk } in images(Purpose::Commit) {
        if step != Step::MoveBranch {
            continue;
        }
        let check = desk.copy();
        check
            .run(&["hygiene", "check"])
            .ok()
            .says("was interrupted; it is now finished");
        desk.run(&["sa", "request", "comment", WHOLE, "next"])
            .ok()
            .says("was interrupted; it is now finished");
    }
}

/// Numbers that look random and are the same in every run (splitmix64).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (bits ^ (bits >> 31)) % limit
    }
}

#[test]
fn commands_killed_at_any_moment_leave_a_whole_desk() {
    let desk = Sandbox::desk();
    let mut seeded = Seeded(20_261_123);
    let mut spoken = 0;
    let span = duration_of_a_comment(&desk);
    for round in 0..60 {
        let phrase = format!("round {round} of the crashes");
        let words = ["sa", "request", "comment", WHOLE, phrase.as_str()];
        let mut child = quiet(desk.command(&desk.root(), "sam", &words))
            .spawn()
            .expect("it starts");
        // The moment of the kill, not a wait for something to happen.
        std::thread::sleep(Duration::from_micros(seeded.below(span)));
        drop(child.kill());
        child.wait().expect("it ends");
        spoken += usize::from(is_there_and_whole(&desk, &phrase, Purpose::Commit));
        let count = desk.read(&path_of(WHOLE)).matches("of the crashes").count();
        assert_eq!(count, spoken, "nothing said before is lost");
    }
    println!("{spoken} of 60 comments got through");
    desk.run(&["sa", "request", "claim", WHOLE]).ok();
    desk.run(&["hygiene", "check", "--range", "HEAD~1..HEAD"])
        .ok();
}

/// Returns how many microseconds one comment takes here, a little more than that.
fn duration_of_a_comment(desk: &Sandbox) -> u64 {
    let begin = std::time::Instant::now();
    desk.run(&["sa", "request", "comment", SCANT, "measured"])
        .ok();
    let whole = begin.elapsed() + begin.elapsed() / 8;
    u64::try_from(whole.as_micros()).expect("a few milliseconds")
}

fn quiet(mut command: Command) -> Command {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Runs commands of different people all at once.
fn at_once(desk: &Sandbox, all: &[(&str, Vec<String>)]) -> Vec<Outcome> {
    std::thread::scope(|scope| {
        let running: Vec<_> = all
            .iter()
            .map(|(who, words)| {
                scope.spawn(move || {
                    let words: Vec<&str> = words.iter().map(String::as_str).collect();
                    desk.run_as(who, &words)
                })
            })
            .collect();
        running
            .into_iter()
            .map(|one| one.join().expect("it ran"))
            .collect()
    })
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

#[test]
fn twenty_comments_at_once_on_one_record_and_on_two() {
    let desk = Sandbox::desk();
    let begin = desk.head();
    let who = ["sam", "kim", "dana", "maria"];
    let all: Vec<_> = (0..20)
        .map(|number| {
            let request = if number % 3 == 0 { SCANT } else { WHOLE };
            let text = format!("comment <{number}>");
            (
                who[number % 4],
                words(&["sa", "request", "comment", request, &text]),
            )
        })
        .collect();
    for outcome in at_once(&desk, &all) {
        outcome.ok();
    }
    for number in 0..20 {
        let path = path_of(if number % 3 == 0 { SCANT } else { WHOLE });
        let count = desk
            .read(&path)
            .matches(&format!("comment <{number}>"))
            .count();
        assert_eq!(count, 1, "comment {number} of {path}");
    }
    after_twenty(&desk, &begin);
}

#[test]
fn twenty_new_records_at_once() {
    let desk = Sandbox::desk();
    let begin = desk.head();
    let all: Vec<_> = (0..20)
        .map(|number| {
            let asks = format!("A talk, number {number}.");
            let new = [
                "sa",
                "request",
                "new",
                "--template",
                "sa-activity",
                "--incomplete",
            ];
            let told = [
                "--requester",
                "dana",
                "--customer",
                "Northwind Freight",
                "--asks",
                &asks,
            ];
            ("sam", words(&[&new[..], &told[..]].concat()))
        })
        .collect();
    for outcome in at_once(&desk, &all) {
        outcome.ok();
    }
    let list = desk.run(&["sa", "request", "list", "--format", "json"]);
    let list = list.ok().json();
    let asks: std::collections::BTreeSet<&str> = list["data"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|request| request["sa_asks"].as_str())
        .collect();
    assert_eq!(asks.len(), 22, "{asks:?}");
    after_twenty(&desk, &begin);
}

/// Expects twenty commits, each legal by itself, and a desk at rest.
#[track_caller]
fn after_twenty(desk: &Sandbox, begin: &str) {
    let range = format!("{begin}..HEAD");
    desk.git(&["rev-list", "--count", &range])
        .ok()
        .prints("20\n");
    desk.run(&["hygiene", "check", "--range", &range]).ok();
    is_there_and_whole(desk, "comment <1>", Purpose::Commit);
}

#[test]
fn one_of_many_who_claim_at_once_gets_it() {
    let desk = Sandbox::desk();
    let all: Vec<_> = (0..8)
        .map(|number| {
            let who = ["sam", "kim"][number % 2];
            (who, words(&["sa", "request", "move", WHOLE, "triaged"]))
        })
        .collect();
    let won = at_once(&desk, &all)
        .iter()
        .filter(|outcome| outcome.code == Some(0))
        .count();
    assert_eq!(won, 1);
    assert_eq!(desk.state_of(WHOLE), "triaged");
    desk.run(&["hygiene", "check", "--range", "HEAD~1..HEAD"])
        .ok();
}
