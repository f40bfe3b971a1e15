//! What slipped past the hooks of a commit, and is held at a push or in a range of commits.
//! The doors that are passed before lives in `git_doors`.

use crate::sandbox::{Sandbox, WHOLE, path_of};

const ILLEGAL: &str = "  - {at: 2026-11-23T09:00:00Z, by: sam, to: doing}";
const LEGAL: &str =
    "  - {at: 2026-11-23T09:00:00Z, by: sam, to: waiting, awaiting: the plan, from: dana}";

/// Returns a guarded desk that has pushed its beginning to a bare repository `origin`.
fn shared() -> Sandbox {
    let desk = Sandbox::guarded();
    let origin = desk.beside("origin.git").display().to_string();
    desk.git(&["init", "-q", "--bare", &origin]).ok();
    desk.git(&["remote", "add", "origin", &origin]).ok();
    desk.git(&["push", "-q", "-u", "origin", "main"]).ok();
    desk
}

fn slip(desk: &Sandbox, line: &str) {
    desk.append(&path_of(WHOLE), line);
    desk.git(&["commit", "-qam", "slipped", "--no-verify"]).ok();
}

fn pushed(desk: &Sandbox) -> String {
    let outcome = desk.git(&["ls-remote", "origin"]);
    outcome.ok().stdout.clone()
}

#[track_caller]
fn push_is_refused(desk: &Sandbox, words: &[&str], check: &str) {
    let before = pushed(desk);
    desk.git(words).refused().says(check);
    assert_eq!(pushed(desk), before, "it went out");
}

#[test]
fn a_push_of_an_illegal_step_is_refused_and_of_a_legal_one_passes() {
    let desk = shared();
    slip(&desk, ILLEGAL);
    push_is_refused(&desk, &["push"], "illegal-transition");
    push_is_refused(
        &desk,
        &["push", "origin", "HEAD:refs/heads/new"],
        "illegal-transition",
    );
    push_is_refused(&desk, &["push", "--all"], "illegal-transition");
    desk.git(&["reset", "-q", "--hard", "HEAD~1"]).ok();
    slip(&desk, LEGAL);
    desk.git(&["push", "-q"]).ok();
    desk.git(&["push", "-q", "origin", "HEAD:refs/heads/new"])
        .ok();
    desk.git(&["push", "-q", "origin", ":refs/heads/new"]).ok();
}

#[test]
fn a_push_of_the_first_branch_is_judged_from_the_beginning() {
    let desk = Sandbox::guarded();
    let origin = desk.beside("origin.git").display().to_string();
    desk.git(&["init", "-q", "--bare", &origin]).ok();
    slip(&desk, ILLEGAL);
    push_is_refused_at(&desk, &origin);
}

#[track_caller]
fn push_is_refused_at(desk: &Sandbox, origin: &str) {
    desk.git(&["push", origin, "main"])
        .refused()
        .says("illegal-transition");
    desk.git(&["ls-remote", origin]).ok().prints("");
}

#[test]
fn a_range_names_the_check_and_the_place() {
    let desk = Sandbox::desk();
    slip(&desk, ILLEGAL);
    let words = [
        "hygiene",
        "check",
        "--range",
        "HEAD~1..HEAD",
        "--format",
        "json",
    ];
    let outcome = desk.run(&words);
    let read = outcome.exits(1).json();
    let findings = read["findings"].as_array().expect("a list");
    let finding = findings
        .iter()
        .find(|found| found["check"] == "illegal-transition");
    let finding = finding.expect("it is found");
    assert_eq!(finding["path"], path_of(WHOLE));
    assert_eq!(finding["line"], 25);
    assert_eq!(finding["blocking"], true);
    desk.git(&["reset", "-q", "--hard", "HEAD~1"]).ok();
    slip(&desk, LEGAL);
    desk.run(&words).ok();
}

#[test]
fn a_range_that_ends_well_still_holds_what_a_commit_in_it_did() {
    let desk = Sandbox::desk();
    slip(&desk, &LEGAL.replace("by: sam", "by: kim"));
    desk.git(&["commit", "-q", "--allow-empty", "-m", "nothing"])
        .ok();
    let range = ["hygiene", "check", "--range", "HEAD~2..HEAD"];
    desk.run(&range)
        .exits(1)
        .says("acted-as-another")
        .says("'slipped'");

    let desk = Sandbox::desk();
    desk.append(&path_of(WHOLE), LEGAL);
    desk.git(&["commit", "-qam", "legal"]).ok();
    let text = desk.read(&path_of(WHOLE));
    desk.put(&path_of(WHOLE), &text.replace("the plan", "the budget"));
    desk.git(&["commit", "-qam", "rewritten"]).ok();
    desk.put(&path_of(WHOLE), &text);
    desk.git(&["commit", "-qam", "and back"]).ok();
    let range = ["hygiene", "check", "--range", "HEAD~2..HEAD"];
    desk.run(&range)
        .exits(1)
        .says("history-rewritten")
        .says("'rewritten'");
}

#[test]
fn words_of_another_are_refused_at_a_push() {
    let desk = shared();
    slip(&desk, &LEGAL.replace("by: sam", "by: kim"));
    push_is_refused(&desk, &["push"], "acted-as-another");
}

#[test]
fn history_amended_after_a_push_is_refused_at_the_next() {
    let desk = shared();
    slip(&desk, LEGAL);
    desk.git(&["push", "-q"]).ok();
    let text = desk.read(&path_of(WHOLE)).replace("the plan", "the budget");
    desk.put(&path_of(WHOLE), &text);
    desk.git(&["commit", "-qa", "--amend", "--no-edit", "--no-verify"])
        .ok();
    push_is_refused(&desk, &["push", "--force"], "history-rewritten");
}

#[test]
fn history_dropped_by_a_rebase_after_a_push_is_refused() {
    let desk = shared();
    slip(&desk, LEGAL);
    desk.append("accounts/northwind-freight.yaml", "segment: smb");
    desk.git(&["commit", "-qam", "segment"]).ok();
    desk.git(&["push", "-q"]).ok();
    desk.git(&["rebase", "-q", "--onto", "HEAD~2", "HEAD~1", "main"])
        .ok();
    push_is_refused(&desk, &["push", "--force"], "history-rewritten");
}

#[test]
fn a_rebase_that_loses_nothing_may_replace_what_was_pushed() {
    let desk = shared();
    desk.git(&["switch", "-qc", "side"]).ok();
    slip(&desk, LEGAL);
    desk.git(&["push", "-q", "origin", "side"]).ok();
    desk.git(&["switch", "-q", "main"]).ok();
    desk.run(&["sa", "request", "comment", WHOLE, "they moved"])
        .ok();
    desk.git(&["rebase", "-q", "main", "side"]).ok();
    desk.git(&["push", "-q", "--force", "origin", "side"]).ok();
}

#[test]
fn an_illegal_step_that_a_rebase_carries_along_is_refused() {
    let desk = shared();
    desk.git(&["switch", "-qc", "side"]).ok();
    slip(&desk, ILLEGAL);
    desk.git(&["switch", "-q", "main"]).ok();
    desk.append("accounts/northwind-freight.yaml", "segment: smb");
    desk.git(&["commit", "-qam", "segment"]).ok();
    desk.git(&["rebase", "-q", "main", "side"]).ok();
    push_is_refused(&desk, &["push", "origin", "side"], "illegal-transition");
    desk.git(&["switch", "-q", "main"]).ok();
    desk.git(&["cherry-pick", "side"]).ok();
    push_is_refused(&desk, &["push", "origin", "main"], "illegal-transition");
}

#[test]
fn a_branch_that_is_no_desk_is_pushed_freely() {
    let desk = shared();
    desk.git(&["switch", "-q", "--orphan", "pages"]).ok();
    desk.put("index.html", "<p>pages</p>\n");
    desk.git(&["add", "index.html"]).ok();
    desk.git(&["commit", "-qm", "pages", "--no-verify"]).ok();
    desk.git(&["push", "-q", "origin", "pages"]).ok();
}
