//! Approvals that are none: in another's name, without the role, of other content, touched up or taken away. The hook
//! refuses each, and what went past the hook is found by a check of the whole desk, by one of the range, and in the
//! report.

use desk::records::review::Item;
use desk::records::sow::Content;

use super::{PATH, SOW, SOW_TEXT, commit, review, review_path, state, submitted};
use crate::outcome::finished;
use crate::sandbox::Sandbox;

const REVIEW: &str = "reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml";

/// Returns an approval of a content, as a person would write it by hand.
fn approval(by: &str, content: &str) -> String {
    let items: String = Item::ALL
        .iter()
        .map(|(_, word, _)| format!("  - {{item: {word}, answer: yes}}\n"))
        .collect();
    format!(
        "sow: {SOW}\nat: 2026-11-23T08:00:00Z\nby: {by}\nrole: ta\nverdict: approved\ndigest: {}\nchecklist:\n{items}",
        Content::of(content).digest
    )
}

/// Expects the hook to refuse what lies in the desk, and a commit past it to be found everywhere.
#[track_caller]
fn never_passes(desk: &Sandbox, who: &str, check: &str) {
    let before = desk.head();
    commit(desk, who, "forged").exits(1).says(check);
    assert_eq!(desk.head(), before);
    desk.git_as(who, &["commit", "-qnm", "forged"]).ok();
    for words in [
        vec!["hygiene", "check"],
        vec!["hygiene", "check", "--at", "HEAD"],
        vec!["hygiene", "check", "--range", "HEAD~1..HEAD"],
    ] {
        desk.run(&words).exits(1).says(check);
    }
    let words = ["hygiene", "report", "--format", "json"];
    let mut report = desk.command(&desk.root(), "maria", &words);
    report.env("DESK_NOW", "2100-01-01T00:00:00Z");
    let report = finished(&words, report);
    let findings = report.ok().json()["findings"].clone();
    let findings = findings.as_array().expect("findings");
    assert!(findings.iter().any(|one| one["check"] == check), "{report}");
}

#[test]
fn by_hand_and_by_who_gave_it_it_passes() {
    let desk = submitted();
    desk.put(REVIEW, &approval("tariq", SOW_TEXT));
    commit(&desk, "tariq", "reviews: approved").ok();
    assert_eq!(state(&desk), "approved");
    desk.run(&["hygiene", "check"]).ok();
}

#[test]
fn in_the_name_of_another() {
    let desk = submitted();
    desk.put(REVIEW, &approval("tariq", SOW_TEXT));
    never_passes(&desk, "sam", "acted-as-another");
    let told = desk.run(&["hygiene", "check"]);
    told.says("let `tariq` review SOW-4T9K2M7X themselves: `ta review SOW-4T9K2M7X`");
}

#[test]
fn with_another_as_the_author_of_the_commit() {
    let desk = submitted();
    desk.put(REVIEW, &approval("tariq", SOW_TEXT));
    desk.git_as("sam", &["add", "-A"]).ok();
    let author = "--author=Tariq Aziz <tariq@example.com>";
    let words = ["commit", "-qm", "forged", author];
    desk.git_as("sam", &words).exits(1).says("acted-as-another");
    desk.git_as("sam", &["commit", "-qnm", "forged", author])
        .ok();
    for range in [&["--at", "HEAD"][..], &["--range", "HEAD~1..HEAD"], &[]] {
        let words = [&["hygiene", "check"], range].concat();
        desk.run(&words).exits(1).says("acted-as-another");
    }
}

#[test]
fn by_the_author_in_the_name_of_another() {
    let desk = submitted();
    desk.put(REVIEW, &approval("tariq", SOW_TEXT));
    never_passes(&desk, "emma", "acted-as-another");
}

#[test]
fn by_the_author() {
    let desk = submitted();
    desk.put(
        "people/emma.yaml",
        "name: Emma Lindqvist\nemails: [emma@example.com]\nroles: [em, ta]\n",
    );
    commit(&desk, "emma", "people: emma").ok();
    desk.put(REVIEW, &approval("emma", SOW_TEXT));
    never_passes(&desk, "emma", "review-by-author");
}

#[test]
fn without_the_role() {
    let desk = submitted();
    desk.put(REVIEW, &approval("sam", SOW_TEXT));
    never_passes(&desk, "sam", "reviewer-not-a-ta");
}

#[test]
fn of_other_content() {
    let desk = submitted();
    desk.put(
        REVIEW,
        &approval("tariq", &SOW_TEXT.replace("high: 130", "high: 90")),
    );
    never_passes(&desk, "tariq", "review-void");
}

#[test]
fn content_slipped_under_an_approval() {
    let desk = submitted();
    review(&desk, "tariq", &["--approve"]).ok();
    desk.put(PATH, &SOW_TEXT.replace("high: 130", "high: 90"));
    never_passes(&desk, "emma", "review-void");
    desk.run(&["hygiene", "check"])
        .says("changed: deliverables[0]");
}

#[test]
fn touched_up_after_it_was_given() {
    let desk = submitted();
    let words = ["--request-changes", "--comment", "price:which rate?"];
    review(&desk, "tariq", &words).ok();
    let path = review_path(&desk);
    let touched = desk
        .read(&path)
        .replace("verdict: changes-requested", "verdict: approved");
    desk.put(&path, &touched);
    never_passes(&desk, "emma", "review-file-edited");
}

#[test]
fn a_verdict_taken_away_by_another() {
    let desk = submitted();
    review(&desk, "tariq", &["--approve"]).ok();
    let words = ["--request-changes", "--comment", "price:which rate?"];
    review(&desk, "ines", &words).ok();
    assert_eq!(state(&desk), "changes-requested");
    let listed = desk.git(&["ls-files", "reviews"]);
    let strict = listed
        .ok()
        .stdout
        .lines()
        .find(|path| desk.read(path).contains("by: ines"));
    desk.remove(strict.expect("the verdict of ines"));
    never_passes(&desk, "emma", "review-file-edited");
    let of_reviews = desk.run(&["hygiene", "check", "reviews"]);
    of_reviews.exits(1).says("review-file-edited");
}
