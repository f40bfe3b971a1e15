//! When a review is asked for, and what an edit makes of an approval.

use desk::records::sow::Content;

use super::{path_of, staffed, step, written};
use crate::outcome::finished;
use crate::sandbox::Sandbox;

/// Puts a verdict of tariq's on the SOW as it is.
fn decided(desk: &Sandbox, id: &str, review: &str, verdict: &str) {
    let content = Content::of(&desk.read(&path_of(id)));
    let parts: String = content
        .parts
        .iter()
        .map(|part| {
            format!(
                "  - {{path: \"{}\", digest: \"{}\"}}\n",
                part.path, part.digest
            )
        })
        .collect();
    let checklist: String = [
        "deliverables",
        "level-of-effort",
        "actions",
        "assumptions",
        "risks",
        "change-management",
        "security",
        "compliance",
        "observability",
        "staffing",
    ]
    .iter()
    .map(|item| format!("  - {{item: {item}, answer: \"yes\"}}\n"))
    .collect();
    let text = format!(
        "sow: {id}\nat: 2026-11-23T10:00:00Z\nby: tariq\nrole: ta\nverdict: {verdict}\ndigest: \"{}\"\nparts:\n{parts}checklist:\n{checklist}comments: [{{path: name, text: seen}}]\n",
        content.digest
    );
    desk.put(&format!("reviews/{id}/{review}.yaml"), &text);
    desk.git(&["add", "reviews"]).ok();
    desk.git_as("tariq", &["commit", "-qm", "review"]).ok();
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
        .says("tariq reviews it; its review is due on Wednesday 2026-11-25");
    let submit = &submit[..4];
    let refused = |phrases: &[&str]| desk.refuses(submit, 1, phrases);
    refused(&[
        "is asked for already by `emma` on 2026-11-23",
        "sa sow comment",
    ]);
    decided(desk, id, "REV-1A2B3C4D", "changes-requested");
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
    decided(desk, id, "REV-2A2B3C4D", "approved");
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
    changed.ok().says("the approval of tariq is void, as journey_stage and price changed; a new review is asked for");
    let text = desk.read(&path_of(&id));
    assert!(
        text.contains("note: \"changed after approval: journey_stage, price\""),
        "{text}"
    );
    let commits = desk.git(&["log", "-1", "--format=%s"]);
    commits
        .ok()
        .says(&format!("sows: set price.terms, journey_stage of {id}"));
    desk.refuses(&["sa", "sow", "submit", &id], 1, &["is asked for already"]);
}
