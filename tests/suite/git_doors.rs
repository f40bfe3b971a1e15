//! The gate at every door of git: commit, amend, merge, linked worktree, push and range.
//! Putting the hooks in place lives in `hooks`.

use crate::sandbox::{Outcome, Sandbox, WHOLE, path_of};

/// A step that may not follow `open`, as typed by hand.
const ILLEGAL: &str = "  - {at: 2026-11-23T09:00:00Z, by: sam, to: doing}";
/// A step that may.
const LEGAL: &str = "  - {at: 2026-11-23T09:00:00Z, by: sam, to: waiting, awaiting: the plan, from: dana}";

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
    desk.append(&path_of(WHOLE), "  - {at: 2026-11-23T09:30:00Z, by: sam, to: doing}");
    refuses(&desk, &["commit", "-am", "x"], "illegal-transition");
    passes(&desk, &["commit", "-m", "the staged bytes are legal"]);

    let desk = Sandbox::guarded();
    write(&desk, ILLEGAL);
    desk.git(&["add", "."]).ok();
    let text = desk.read(&path_of(WHOLE)).replace(ILLEGAL, LEGAL);
    desk.put(&path_of(WHOLE), &text);
    passes(&desk, &["commit", "-am", "the new bytes are legal"]);
}
