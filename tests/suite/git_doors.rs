//! The gate at every door of git: commit, amend, merge, linked worktree, push and range.
//! Putting the hooks in place lives in `hooks`.

use crate::outcome::Outcome;
use crate::sandbox::{Sandbox, WHOLE, path_of};

/// A step that may not follow `open`, as typed by hand.
const ILLEGAL: &str = "  - {at: 2026-11-23T09:00:00Z, by: sam, to: doing}";
/// A step that may.
const LEGAL: &str =
    "  - {at: 2026-11-23T09:00:00Z, by: sam, to: waiting, awaiting: the plan, from: dana}";

impl Outcome {
    #[track_caller]
    fn refused_by(&self, check: &str) -> &Self {
        self.refused().says(check)
    }
}

/// Expects a command of git to be refused by a check, with HEAD where it was.
#[track_caller]
fn refuses(desk: &Sandbox, words: &[&str], check: &str) {
    let before = desk.head();
    desk.git(words).refused_by(check);
    assert_eq!(desk.head(), before, "HEAD moved");
}

/// Expects a command of git to pass and to move HEAD.
#[track_caller]
fn passes(desk: &Sandbox, words: &[&str]) {
    let before = desk.head();
    desk.git(words).ok();
    assert_ne!(desk.head(), before, "nothing was committed");
}

fn write(desk: &Sandbox, line: &str) {
    desk.git(&["checkout", "-q", "HEAD", "--", "."]).ok();
    desk.append(&path_of(WHOLE), line);
}

#[test]
fn commit_of_what_is_staged() {
    let desk = Sandbox::guarded();
    write(&desk, ILLEGAL);
    desk.git(&["add", "."]).ok();
    refuses(&desk, &["commit", "-m", "x"], "illegal-transition");
    write(&desk, LEGAL);
    desk.git(&["add", "."]).ok();
    passes(&desk, &["commit", "-m", "x"]);
}

#[test]
fn commit_all_judges_the_new_bytes_and_not_the_staged_ones() {
    let desk = Sandbox::guarded();
    write(&desk, LEGAL);
    desk.git(&["add", "."]).ok();
    desk.append(
        &path_of(WHOLE),
        "  - {at: 2026-11-23T09:30:00Z, by: sam, to: doing}",
    );
    refuses(&desk, &["commit", "-am", "x"], "illegal-transition");
    passes(&desk, &["commit", "-m", "the staged bytes are legal"]);

    let desk = Sandbox::guarded();
    write(&desk, ILLEGAL);
    desk.git(&["add", "."]).ok();
    let text = desk.read(&path_of(WHOLE)).replace(ILLEGAL, LEGAL);
    desk.put(&path_of(WHOLE), &text);
    passes(&desk, &["commit", "-am", "the new bytes are legal"]);
}

#[test]
fn commit_of_a_path() {
    let desk = Sandbox::guarded();
    let path = path_of(WHOLE);
    desk.put(
        "people/sam.yaml",
        &format!("# me\n{}", desk.read("people/sam.yaml")),
    );
    desk.git(&["add", "people"]).ok();
    desk.append(&path, ILLEGAL);
    refuses(&desk, &["commit", "-m", "x", &path], "illegal-transition");
    write(&desk, LEGAL);
    passes(&desk, &["commit", "-m", "x", &path]);
}

#[test]
fn a_path_that_is_legal_passes_beside_staged_work_that_is_not() {
    let desk = Sandbox::guarded();
    desk.append(&path_of(WHOLE), ILLEGAL);
    desk.git(&["add", "."]).ok();
    desk.append("accounts/northwind-freight.yaml", "segment: smb");
    passes(
        &desk,
        &["commit", "-m", "x", "accounts/northwind-freight.yaml"],
    );
    refuses(&desk, &["commit", "-m", "x"], "illegal-transition");
}

#[test]
fn amend() {
    let desk = Sandbox::guarded();
    write(&desk, LEGAL);
    passes(&desk, &["commit", "-am", "x"]);
    write(&desk, "  - {at: 2026-11-23T09:30:00Z, by: sam, to: closed}");
    refuses(
        &desk,
        &["commit", "-a", "--amend", "-m", "x"],
        "illegal-transition",
    );
    write(&desk, "  - {at: 2026-11-23T09:30:00Z, by: sam, to: open}");
    passes(&desk, &["commit", "-a", "--amend", "-m", "x"]);
}

#[test]
fn amend_of_what_was_said_rewrites_history() {
    let desk = Sandbox::guarded();
    write(&desk, LEGAL);
    passes(&desk, &["commit", "-am", "x"]);
    let text = desk.read(&path_of(WHOLE)).replace("the plan", "the budget");
    desk.put(&path_of(WHOLE), &text);
    refuses(
        &desk,
        &["commit", "-a", "--amend", "-m", "x"],
        "history-rewritten",
    );
}

#[test]
fn words_of_another() {
    let desk = Sandbox::guarded();
    let line = LEGAL.replace("by: sam", "by: kim");
    write(&desk, &line);
    refuses(&desk, &["commit", "-am", "x"], "acted-as-another");
    refuses(
        &desk,
        &["commit", "-am", "x", "--author", "Dana <dana@example.com>"],
        "acted-as-another",
    );
    desk.git_as("kim", &["commit", "-qam", "x"]).ok();
}

/// Puts a line into a request on a branch `side`, past the hooks, and another file on `main`.
fn diverged(who: &str, line: &str) -> Sandbox {
    let desk = Sandbox::guarded();
    desk.git(&["switch", "-qc", "side"]).ok();
    desk.append(&path_of(WHOLE), line);
    desk.git_as(who, &["commit", "-qam", "side", "--no-verify"])
        .ok();
    desk.git(&["switch", "-q", "main"]).ok();
    desk.append("accounts/northwind-freight.yaml", "segment: smb");
    desk.git(&["commit", "-qam", "main"]).ok();
    desk
}

#[test]
fn merge_that_git_commits_by_itself() {
    let desk = diverged("sam", ILLEGAL);
    refuses(&desk, &["merge", "--no-edit", "side"], "illegal-transition");
    let desk = diverged("sam", LEGAL);
    passes(&desk, &["merge", "--no-edit", "side"]);
}

#[test]
fn merge_of_what_another_said_is_not_said_by_who_merges() {
    let line = LEGAL.replace("by: sam", "by: kim");
    let desk = diverged("kim", &line);
    passes(&desk, &["merge", "--no-edit", "side"]);
    desk.run(&["hygiene", "check", "--range", "HEAD~1..HEAD"])
        .ok();
    // What kim said must come from a commit of kim's, whoever merges it.
    let desk = diverged("sam", &line);
    desk.run(&["hygiene", "check", "--range", "main..side"])
        .refused_by("acted-as-another");
}

#[test]
fn merge_with_a_conflict_ended_by_hand() {
    for (line, passes) in [(ILLEGAL, false), (LEGAL, true)] {
        let desk = diverged("sam", line);
        desk.append(
            &path_of(WHOLE),
            "  - {at: 2026-11-23T08:00:00Z, by: sam, to: declined, reason: wrong-personas}",
        );
        desk.git(&["commit", "-qam", "declined"]).ok();
        let head = desk.head();
        desk.git(&["merge", "--no-edit", "side"])
            .exits(1)
            .says("CONFLICT");
        let both = desk.read(&path_of(WHOLE));
        desk.git(&["add", "."]).ok();
        desk.git(&["commit", "-m", "undecided"])
            .refused_by("unreadable-record");
        let mut kept: Vec<&str> = both
            .lines()
            .filter(|line| !line.starts_with(['<', '=', '>']))
            .collect();
        if passes {
            kept.insert(
                kept.len() - 1,
                "  - {at: 2026-11-23T08:30:00Z, by: sam, to: open}",
            );
        }
        desk.put(&path_of(WHOLE), &format!("{}\n", kept.join("\n")));
        desk.git(&["add", "."]).ok();
        let outcome = desk.git(&["commit", "--no-edit"]);
        if passes {
            outcome.ok();
            assert_ne!(desk.head(), head);
        } else {
            outcome.refused_by("illegal-transition");
            assert_eq!(desk.head(), head);
        }
    }
}

#[test]
fn merge_of_an_illegal_whole_made_of_legal_halves() {
    let desk = diverged("sam", LEGAL);
    desk.git(&["switch", "-q", "side"]).ok();
    let text = desk.read(&path_of(WHOLE));
    desk.put(&path_of(WHOLE), &format!("secondary_sas: [kim]\n{text}"));
    passes(&desk, &["commit", "-qam", "kim helps"]);
    desk.git(&["switch", "-q", "main"]).ok();
    desk.remove("people/kim.yaml");
    passes(&desk, &["commit", "-qam", "kim has left"]);
    refuses(&desk, &["merge", "--no-edit", "side"], "unknown-person");
}

#[test]
fn linked_worktree() {
    let desk = Sandbox::guarded();
    let side = desk.beside("side");
    let place = side.display().to_string();
    desk.git(&["worktree", "add", "-q", "-b", "side", &place])
        .ok();
    let request = side.join(path_of(WHOLE));
    let whole = desk.read(&path_of(WHOLE));
    let commit = ["git", "commit", "-am", "x"];
    let head = |desk: &Sandbox| desk.git(&["rev-parse", "side"]).ok().stdout.clone();
    let before = head(&desk);

    desk.put_at(&request, &format!("{whole}{ILLEGAL}\n"));
    desk.run_in(&side, "sam", &commit)
        .refused_by("illegal-transition");
    assert_eq!(head(&desk), before);
    desk.put_at(&request, &format!("{whole}{LEGAL}\n"));
    desk.run_in(&side, "sam", &commit).ok();
    assert_ne!(head(&desk), before);
    desk.run_in(&side, "sam", &["sa", "request", "resume", WHOLE])
        .ok();
    desk.run_in(&side, "sam", &["git", "status", "--porcelain"])
        .ok()
        .prints("");
    desk.git(&["status", "--porcelain"]).ok().prints("");
}

#[test]
fn commit_from_a_folder_below_the_top() {
    let desk = Sandbox::guarded();
    desk.append(&path_of(WHOLE), ILLEGAL);
    let below = desk.root().join("requests");
    desk.run_in(&below, "sam", &["git", "commit", "-am", "x"])
        .refused_by("illegal-transition");
}

#[test]
fn first_commit_of_a_desk() {
    let desk = Sandbox::desk();
    desk.git(&["switch", "-q", "--orphan", "fresh"]).ok();
    desk.git(&["checkout", "-q", "main", "--", "."]).ok();
    desk.run(&["hygiene", "hook", "install"]).ok();
    desk.append(&path_of(WHOLE), ILLEGAL);
    desk.git(&["add", "."]).ok();
    desk.git(&["commit", "-m", "x"])
        .refused_by("illegal-transition");
    desk.git(&["rev-parse", "--verify", "-q", "HEAD"]).refused();
}
