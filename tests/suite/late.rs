//! Why a step comes late: kept with the step by every command that moves a record on.

use desk::records::sow::Content;
use serde_json::Value;

use crate::reviews::{PATH, SOW, SOW_TEXT, review, review_path, submitted};
use crate::sandbox::{Sandbox, WHOLE, WHOLE_TEXT, path_of};

const WHY: &str = "the only SA for it was ill: \"back on Monday\"";

/// A request that was to be worked on by Sunday.
const OVERDUE: &str = "REQ-5H8J3K2M";

/// Returns a desk with a request that nobody has looked at in time.
fn overdue() -> Sandbox {
    let desk = Sandbox::guarded();
    let earlier = WHOLE_TEXT.replace("2026-11-22T12:00", "2026-11-20T09:00");
    assert_ne!(earlier, WHOLE_TEXT);
    desk.put(&path_of(OVERDUE), &earlier);
    desk.git(&["add", "."]).ok();
    desk.git(&["commit", "-qm", "requests: one of Friday"]).ok();
    desk
}

/// Runs a step with the reason, and returns the last entry of a list of the record.
#[track_caller]
fn late(desk: &Sandbox, who: &str, words: &[&str], list: &str) -> Value {
    let words = [words, &["--breach-reason", WHY, "--format", "json"]].concat();
    let outcome = desk.run_as(who, &words);
    let read = outcome.ok().json();
    let entries = read["data"][list].as_array().expect("a list");
    entries.last().expect("an entry").clone()
}

#[test]
fn every_move_of_a_request_keeps_why_it_is_late() {
    let desk = overdue();
    let acks = [
        "close", OVERDUE, "--ack", "sa", "--ack", "customer", "--ack", "sales",
    ];
    let steps: [&[&str]; 10] = [
        &["claim", OVERDUE],
        &["wait", OVERDUE, "--for", "the plan", "--from", "dana"],
        &["resume", OVERDUE],
        &["ready", OVERDUE],
        &["start", OVERDUE],
        &["follow-up", OVERDUE],
        &["move", OVERDUE, "doing"],
        &acks,
        &["reopen", OVERDUE, "--note", "n"],
        &["decline", OVERDUE, "--reason", "wrong-personas"],
    ];
    for words in steps {
        let words = [&["sa", "request"], words].concat();
        let entry = late(&desk, "sam", &words, "history");
        assert_eq!(entry["breach_reason"], WHY, "{words:?}");
    }
    let shown = desk.run(&["sa", "request", "show", OVERDUE, "--format", "markdown"]);
    shown.ok().says("late: the only SA for it was ill");
    desk.run(&["hygiene", "check"]).ok();
}

#[test]
fn a_reason_that_says_nothing_or_has_no_step_is_refused() {
    let desk = overdue();
    let claim = ["sa", "request", "claim", OVERDUE, "--breach-reason"];
    desk.refuses(
        &[&claim[..], &[" "]].concat(),
        1,
        &["the reason is empty", "--breach-reason TEXT"],
    );
    desk.run(&[&claim[..], &[WHY]].concat()).ok();
    desk.refuses(
        &[&claim[..], &[WHY, "--owner", "kim"]].concat(),
        1,
        &["enters no state", "sa request handoff"],
    );
}

#[test]
fn a_late_step_without_a_reason_is_refused_with_the_command_that_gives_one() {
    let desk = overdue();
    let claim = ["sa", "request", "claim", OVERDUE];
    desk.refuses(
        &claim,
        1,
        &[
            "first-activity was due Sunday 2026-11-22 10:00 +01:00",
            "`sa request claim REQ-5H8J3K2M --breach-reason TEXT`",
            "`sa sla explain REQ-5H8J3K2M`",
        ],
    );
    let nothing = [&claim[..], &["--breach-reason", "TBD"]].concat();
    desk.refuses(&nothing, 1, &["first-activity was due Sunday"]);
    desk.run(&[&claim[..], &["--breach-reason", WHY]].concat())
        .ok();
    // It is said once; what follows needs it no more.
    desk.run(&["sa", "request", "start", OVERDUE]).ok();
}

#[test]
fn a_reason_of_what_is_in_time_is_not_kept() {
    let desk = Sandbox::guarded();
    desk.run(&["sa", "request", "claim", WHOLE, "--breach-reason", WHY])
        .ok()
        .says("no clock of REQ-4T9K2M7X is over its time: the reason is not kept");
    let kept = desk.read(&path_of(WHOLE));
    assert!(
        kept.contains("to: triaged") && !kept.contains("breach_reason"),
        "{kept}"
    );
}

#[test]
fn reviews_answers_and_moves_of_a_sow_keep_it_and_what_a_review_covers_stays() {
    let desk = submitted();
    desk.run_as("emma", &["ta", "ask", SOW, "Who has access?"])
        .ok();
    let words = ["ta", "answer", SOW, "1", "Lars"];
    let question = late(&desk, "tariq", &words, "questions");
    assert_eq!(question["answer"]["breach_reason"], WHY);
    let verdict = ["--request-changes", "--comment", "name:seen"];
    let verdict = [&verdict[..], &["--breach-reason", WHY]].concat();
    review(&desk, "tariq", &verdict).ok();
    let kept = desk.read(&review_path(&desk));
    assert!(kept.contains("breach_reason: 'the only SA"), "{kept}");
    let words = ["sa", "sow", "submit", SOW, "--note", "it is right as it is"];
    let asked = late(&desk, "emma", &words, "review_requests");
    assert_eq!(asked["breach_reason"], WHY);
    let words = ["sa", "sow", "move", SOW, "on-hold", "--note", "n"];
    let entry = late(&desk, "emma", &words, "history");
    assert_eq!(entry["breach_reason"], WHY);
    let after = Content::of(&desk.read(PATH));
    assert_eq!(after.digest, Content::of(SOW_TEXT).digest);
    let blank = ["sa", "sow", "move", SOW, "sow-wip", "--breach-reason", " "];
    desk.run_as("emma", &blank)
        .exits(1)
        .says("the reason is empty");
    desk.run(&["hygiene", "check"]).ok();
}
