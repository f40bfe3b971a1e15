//! Writes cut short: the repository as it is before each step, and what the next command makes of it.
//! Whole writes are in `write_tests`.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::journal::Found;
use super::sandbox::{Sandbox, run_git};
use super::write_tests::{NOW, change, other_work, three_changes, write};
use super::{Outcome, Purpose, Step, Store, Where};

/// A copy of the repository as a kill before a step leaves it.
struct Image {
    step: Step,
    folder: TempDir,
}

impl Image {
    fn of(root: &Path, step: Step) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let copied = Command::new("cp")
            .arg("-a")
            .arg(root)
            .arg(folder.path().join("desk"))
            .status();
        assert!(copied.expect("cp runs").success());
        Self { step, folder }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("desk")
    }

    fn store(&self) -> Store {
        Store::open(Where::Folder(self.root())).expect("the image opens")
    }

    fn git(&self, arguments: &[&str]) -> String {
        run_git(&self.root(), arguments)
    }
}

fn images_of(sandbox: &Sandbox, purpose: Purpose) -> Vec<Image> {
    let mut images = Vec::new();
    let store = sandbox.store();
    let transaction = store.begin(purpose).expect("begins");
    transaction
        .write_files(&three_changes(), "Log a call", NOW, &mut |step| {
            images.push(Image::of(sandbox.root(), step));
        })
        .expect("written");
    images
}

/// What git says of the desk: head, index, status and contents on disk.
fn state(root: &Path) -> String {
    let mut state = run_git(root, &["ls-files", "-s"]);
    state += &run_git(root, &["status", "--porcelain"]);
    let has_commit = !run_git(root, &["rev-list", "--all", "-1"]).is_empty();
    if has_commit {
        state += &run_git(root, &["log", "--format=%H %s"]);
    }
    state + &run_git(root, &["grep", "--no-index", "-h", "", "--", "."])
}

fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(folder).expect("a folder") {
        let path = item.expect("an item").path();
        let name = path
            .file_name()
            .unwrap_or_default()
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

fn assert_whole_or_absent(image: &Image, before: &str, after: &str) {
    let recovery = image.store().recover().expect("recovers");
    let journal_was_written = !matches!(image.step, Step::StoreObjects | Step::WriteJournal);
    let expected = if journal_was_written { after } else { before };
    assert_eq!(
        state(&image.root()),
        expected,
        "killed before {:?}",
        image.step
    );
    assert_eq!(
        leftovers(&image.root()),
        Vec::<PathBuf>::new(),
        "{:?}",
        image.step
    );
    let outcome = recovery.map(|recovery| recovery.outcome);
    assert_eq!(outcome, journal_was_written.then_some(Outcome::Finished));
    let fsck = image.git(&["fsck", "--strict", "--no-dangling"]);
    assert_eq!(fsck, "", "killed before {:?}", image.step);
    assert_eq!(image.store().recover(), Ok(None));
    write(
        &image.store(),
        Purpose::Commit,
        &[change("rota/2026-W48.yaml", "ta: a\n")],
    )
    .expect("the next command writes");
}

fn check_every_step(sandbox: &Sandbox, purpose: Purpose) {
    let before = state(sandbox.root());
    let images = images_of(sandbox, purpose);
    let after = state(sandbox.root());
    assert_ne!(before, after);
    assert!(images.len() >= 9, "one image a step");
    for image in &images {
        assert_whole_or_absent(image, &before, &after);
    }
}

#[test]
fn a_commit_killed_before_any_step_is_whole_or_absent() {
    let sandbox = Sandbox::with_history();
    other_work(&sandbox);
    check_every_step(&sandbox, Purpose::Commit);
}

#[test]
fn a_staging_killed_before_any_step_is_whole_or_absent() {
    let sandbox = Sandbox::with_history();
    other_work(&sandbox);
    check_every_step(&sandbox, Purpose::Stage);
}

#[test]
fn the_next_write_goes_on_from_a_crash_too() {
    let sandbox = Sandbox::with_history();
    for image in images_of(&sandbox, Purpose::Commit) {
        let store = image.store();
        let transaction = store.begin(Purpose::Commit).expect("begins");
        let expected = !matches!(image.step, Step::StoreObjects | Step::WriteJournal);
        assert_eq!(transaction.recovered().is_some(), expected);
        drop(transaction);
        let count = if expected { "2\n" } else { "1\n" };
        assert_eq!(image.git(&["rev-list", "--count", "HEAD"]), count);
    }
}

#[test]
fn a_recovery_killed_before_any_step_is_finished_by_the_next() {
    let sandbox = Sandbox::with_history();
    let before = state(sandbox.root());
    let images = images_of(&sandbox, Purpose::Commit);
    let after = state(sandbox.root());
    for image in images {
        let store = image.store();
        let Ok(Found::Journal(journal)) = store.read_journal() else {
            continue;
        };
        if matches!(image.step, Step::RemoveJournal) {
            continue;
        }
        store.remove_own_index_lock().expect("removed");
        let paths = journal.paths.iter().map(|change| change.path.as_str());
        let touched = store.touched(paths).expect("known");
        let mut second = Vec::new();
        let redone = store.perform(&journal, &touched, &mut |step| {
            second.push(Image::of(&image.root(), step));
        });
        redone.expect("done again");
        for image in &second {
            assert_whole_or_absent(image, &before, &after);
        }
    }
}

#[test]
fn edits_made_after_the_crash_are_kept_and_the_rest_is_undone() {
    let sandbox = Sandbox::with_history();
    let images = images_of(&sandbox, Purpose::Commit);
    let image = images.iter().find(|image| image.step == Step::LockIndex);
    let image = image.expect("an image");
    std::fs::write(
        image.root().join("requests/2026-11/R1.yaml"),
        "title: Mine\n",
    )
    .expect("edited");
    let recovery = image
        .store()
        .recover()
        .expect("recovers")
        .expect("something");
    let left = vec!["requests/2026-11/R1.yaml".to_string()];
    assert_eq!(recovery.outcome, Outcome::Undone { left });
    assert!(
        recovery
            .sentence()
            .ends_with("edited since: requests/2026-11/R1.yaml")
    );
    assert_eq!(
        image.git(&["status", "--porcelain"]),
        " M requests/2026-11/R1.yaml\n"
    );
    assert_eq!(leftovers(&image.root()), Vec::<PathBuf>::new());
}

#[test]
fn a_write_cut_short_is_undone_when_the_branch_or_the_place_has_changed() {
    let sandbox = Sandbox::with_history();
    sandbox.git(&["branch", "other"]);
    for image in images_of(&sandbox, Purpose::Commit) {
        let is_cut = matches!(image.step, Step::PlaceText(_) | Step::MoveBranch);
        if !is_cut {
            continue;
        }
        image.git(&["commit", "-q", "--allow-empty", "-m", "meanwhile", "--only"]);
        let recovery = image
            .store()
            .recover()
            .expect("recovers")
            .expect("something");
        assert_eq!(recovery.outcome, Outcome::Undone { left: Vec::new() });
        assert_eq!(
            image.git(&["status", "--porcelain"]),
            "",
            "{:?}",
            image.step
        );
        assert_eq!(image.git(&["log", "-1", "--format=%s"]), "meanwhile\n");
    }
    for image in images_of(&Sandbox::with_history(), Purpose::Commit) {
        if !matches!(image.step, Step::PlaceText(_) | Step::MoveBranch) {
            continue;
        }
        image.git(&["switch", "-qc", "elsewhere"]);
        image
            .store()
            .recover()
            .expect("recovers")
            .expect("something");
        assert_eq!(
            image.git(&["status", "--porcelain"]),
            "",
            "{:?}",
            image.step
        );
        assert_eq!(image.git(&["rev-list", "--count", "--all"]), "1\n");
    }
}

#[test]
fn what_the_user_committed_of_a_cut_write_stays() {
    let sandbox = Sandbox::with_history();
    let images = images_of(&sandbox, Purpose::Commit);
    let image = images.iter().find(|image| image.step == Step::MoveBranch);
    let image = image.expect("an image");
    image.git(&["commit", "-qam", "by hand"]);
    image
        .store()
        .recover()
        .expect("recovers")
        .expect("something");
    assert_eq!(image.git(&["status", "--porcelain"]), "");
    assert_eq!(image.git(&["log", "-1", "--format=%s"]), "by hand\n");
    assert_eq!(
        image.git(&["show", "HEAD:activities/2026-11/ACT-1.yaml"]),
        "kind: call\n"
    );
}

#[test]
fn a_branch_lock_that_is_ours_is_removed_and_one_of_others_is_not() {
    let sandbox = Sandbox::with_history();
    let images = images_of(&sandbox, Purpose::Commit);
    let at_move = || {
        let found = images.iter().find(|image| image.step == Step::MoveBranch);
        found.expect("an image")
    };
    let new = sandbox.git(&["rev-parse", "HEAD"]);
    let other = format!("{}\n", "1".repeat(40));
    for (text, is_ours) in [(other.as_str(), false), ("", true), (new.as_str(), true)] {
        let image = Image::of(&at_move().root(), Step::MoveBranch);
        let lock = image.root().join(".git/refs/heads/main.lock");
        std::fs::write(&lock, text).expect("written");
        let recovery = image
            .store()
            .recover()
            .expect("recovers")
            .expect("something");
        assert_eq!(lock.exists(), !is_ours, "{text:?}");
        let expected = match is_ours {
            true => Outcome::Finished,
            false => Outcome::Undone { left: Vec::new() },
        };
        assert_eq!(recovery.outcome, expected);
    }
}

#[test]
fn a_damaged_journal_is_dropped_with_a_word() {
    let sandbox = Sandbox::with_history();
    sandbox.put(".git/desk/journal.json", "{ torn");
    sandbox.put("people/.desk-a.yaml.tmp", "name: half");
    let recovery = sandbox
        .store()
        .recover()
        .expect("recovers")
        .expect("something");
    assert_eq!(recovery.outcome, Outcome::Forgotten);
    assert!(recovery.sentence().contains("journal is damaged"));
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert_eq!(sandbox.store().recover(), Ok(None));
}
