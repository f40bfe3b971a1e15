//! `sa undo`: the last change of a command taken back, and what is not taken back.
//! That it leaves other work alone lives in `own_paths`.

use crate::sandbox::{SCANT, Sandbox, WHOLE, WHOLE_TEXT, path_of};

const UNDO: &[&str] = &["sa", "undo", "--yes"];

#[test]
fn the_last_change_is_shown_and_taken_back_by_a_new_commit() {
    let desk = Sandbox::guarded();
    let begin = desk.head();
    desk.run(&["sa", "request", "claim", WHOLE]).ok();
    let claimed = desk.head();
    desk.run(&["sa", "undo", "--dry-run"])
        .ok()
        .says("-owner: sam")
        .says("nothing was written");
    assert_eq!(desk.head(), claimed);
    desk.refuses(&["sa", "undo"], 2, &["--yes", "--dry-run"]);
    desk.run(UNDO).ok().says("-owner: sam").says("taken back");
    assert_eq!(desk.read(&path_of(WHOLE)), WHOLE_TEXT);
    assert_eq!(
        desk.git(&["rev-parse", "HEAD~1"]).ok().stdout.trim(),
        claimed
    );
    desk.git(&["status", "--porcelain"]).ok().prints("");
    desk.git(&["log", "-1", "--format=%B"])
        .ok()
        .says(&format!("This reverts commit {claimed}."));
    let range = format!("{begin}..HEAD");
    desk.run(&["hygiene", "check", "--range", &range]).ok();
    desk.run(&["hygiene", "check", "--range", "HEAD~1..HEAD"])
        .ok();
    desk.run(&["sa", "request", "claim", WHOLE]).ok();
}

#[test]
fn the_words_of_another_are_not_taken_back() {
    let desk = Sandbox::desk();
    desk.run_as("kim", &["sa", "request", "comment", WHOLE, "mine"])
        .ok();
    desk.refuses(UNDO, 1, &["history-rewritten", "`kim`"]);
    desk.run_as("kim", UNDO).ok();
    assert!(!desk.read(&path_of(WHOLE)).contains("mine"));
    desk.run(&["hygiene", "check", "--range", "HEAD~2..HEAD"])
        .ok();
}

#[test]
fn a_record_changed_again_since_is_not_taken_back() {
    let desk = Sandbox::desk();
    desk.run(&["sa", "request", "claim", WHOLE]).ok();
    desk.append(&path_of(WHOLE), "# by hand");
    desk.git(&["commit", "-qam", "by hand"]).ok();
    desk.refuses(UNDO, 4, &["was changed again after", "git log -p"]);
    // A hand edit of another record is in nobody's way.
    let desk = Sandbox::desk();
    desk.run(&["sa", "request", "claim", WHOLE]).ok();
    desk.append(&path_of(SCANT), "# by hand");
    desk.git(&["commit", "-qam", "by hand"]).ok();
    desk.run(UNDO).ok();
    assert_eq!(desk.read(&path_of(WHOLE)), WHOLE_TEXT);
    assert!(desk.read(&path_of(SCANT)).contains("# by hand"));
}

#[test]
fn a_record_with_hand_edits_under_way_is_not_taken_back() {
    let desk = Sandbox::desk();
    desk.run(&["sa", "request", "claim", WHOLE]).ok();
    desk.append(&path_of(WHOLE), "# by hand");
    desk.refuses(
        UNDO,
        4,
        &["has changes that are not committed", "git commit"],
    );
}

#[test]
fn nothing_of_a_command_means_nothing_to_undo() {
    let desk = Sandbox::desk();
    desk.refuses(UNDO, 3, &["nothing to undo", "git revert"]);
}

#[test]
fn an_undo_can_be_staged_and_an_undo_can_be_undone() {
    let desk = Sandbox::desk();
    desk.run(&["sa", "request", "claim", WHOLE]).ok();
    let head = desk.head();
    desk.run(&["sa", "undo", "--yes", "--no-commit"]).ok();
    assert_eq!(desk.head(), head);
    assert_eq!(desk.read(&path_of(WHOLE)), WHOLE_TEXT);
    desk.git(&["checkout", "-q", "HEAD", "--", "."]).ok();
    desk.run(UNDO).ok();
    desk.run(UNDO).ok();
    assert_eq!(desk.state_of(WHOLE), "triaged");
    desk.run(&["hygiene", "check", "--range", "HEAD~3..HEAD"])
        .ok();
}

#[test]
fn a_commit_that_only_says_it_reverts_takes_back_no_words() {
    let desk = Sandbox::guarded();
    desk.run(&["sa", "request", "comment", WHOLE, "an insult"])
        .ok();
    let said = desk.head();
    desk.run_as("kim", &["sa", "request", "comment", WHOLE, "an answer"])
        .ok();
    let text = desk
        .read(&path_of(WHOLE))
        .replace("an insult", "a greeting");
    desk.put(&path_of(WHOLE), &text);
    let message = format!("undo\n\nThis reverts commit {said}.");
    desk.git(&["commit", "-qam", &message, "--no-verify"]).ok();
    desk.run(&["hygiene", "check", "--range", "HEAD~1..HEAD"])
        .exits(1)
        .says("history-rewritten");
}

#[test]
fn what_git_reverts_is_judged_as_an_undo_where_it_goes_out() {
    for (who, code) in [("sam", 0), ("kim", 1)] {
        let desk = Sandbox::guarded();
        let line = "  - {at: 2026-11-23T09:00:00Z, by: sam, to: waiting, awaiting: it, from: dana}";
        desk.append(&path_of(WHOLE), line);
        desk.git(&["commit", "-qam", "by hand"]).ok();
        desk.git_as(who, &["revert", "--no-edit", "HEAD"]).ok();
        let range = ["hygiene", "check", "--range", "HEAD~1..HEAD"];
        desk.run(&range).exits(code);
    }
}
