//! When a review is asked for, and what an edit makes of an approval.

use super::{path_of, staffed, step, written};
use crate::outcome::finished;
use crate::reviews::answers;
use crate::sandbox::Sandbox;

/// Has tariq give a verdict on the SOW as it is, at a time of the day.
fn decided(desk: &Sandbox, id: &str, time: &str, verdict: &[&str]) {
    let answers = answers();
    let mut words = vec!["ta", "review", id];
    words.extend(verdict);
    words.extend(answers.iter().map(String::as_str));
    let mut command = desk.command(&desk.root(), "tariq", &words);
    command.env("DESK_NOW", format!("2026-11-23T{time}:00Z"));
    finished(&words, command).ok();
}

/// Has tariq ask for changes of a SOW, and approve it when they are made.
fn reviewed(desk: &Sandbox, id: &str) {
    let submit = [
        "sa",
        "sow",
        "submit",
        id,
        "--ta",
        "tariq",
        "--note",
        "all of it",
    ];
    let asked = desk.run_as("emma", &submit);
    asked
        .ok()
        .says("tariq reviews it; its review is due on Wednesday 2026-11-25 11:00 +01:00");
    let submit = &submit[..4];
    let refused = |phrases: &[&str]| desk.refuses(submit, 1, phrases);
    refused(&[
        "is asked for already by `emma` on 2026-11-23",
        "sa sow comment",
    ]);
    decided(
        desk,
        id,
        "10:00",
        &["--request-changes", "--comment", "name:seen"],
    );
    refused(&[
        "`tariq` asked for changes",
        "nothing has changed since",
        "--note TEXT",
    ]);
    let price = [
        "sa",
        "sow",
        "edit",
        id,
        "--set",
        "price.terms=time-and-materials",
    ];
    let data = step(desk, "emma", &price);
    assert_eq!(data["review_requests"].as_array().map(Vec::len), Some(1));
    step(desk, "emma", submit);
    decided(desk, id, "10:01", &["--approve"]);
    refused(&["was approved by `tariq` on 2026-11-23", "sa sow show"]);
}

#[test]
fn a_review_is_asked_for_once_and_again_after_a_change() {
    let desk = staffed();
    let id = written(&desk);
    reviewed(&desk, &id);
    let label = ["sa", "sow", "edit", &id, "--set", "labels=EM_Status::ToDo"];
    let data = step(&desk, "emma", &label);
    assert_eq!(data["review_requests"].as_array().map(Vec::len), Some(2));
    let change = [
        "sa",
        "sow",
        "edit",
        &id,
        "--set",
        "price.terms=fixed-fee",
        "--set",
        "journey_stage=ci",
    ];
    let mut command = desk.command(&desk.root(), "emma", &change);
    command.env("DESK_NOW", "2026-11-23T11:00:00Z");
    let changed = finished(&change, command);
    changed.ok().says("the approval of tariq is void, as journey_stage and price.terms changed; a new review is asked for");
    let text = desk.read(&path_of(&id));
    assert!(
        text.contains("note: \"changed after approval: journey_stage, price.terms\""),
        "{text}"
    );
    let commits = desk.git(&["log", "-1", "--format=%s"]);
    commits
        .ok()
        .says(&format!("sows: set price.terms, journey_stage of {id}"));
    desk.refuses(&["sa", "sow", "submit", &id], 1, &["is asked for already"]);
}
