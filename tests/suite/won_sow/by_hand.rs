//! The same by files written by hand and `git commit`, with the hook as the only judge.

use desk::records::review::Item;
use desk::records::sow::Content;

use super::state;
use crate::reviews::{PATH, SOW, SOW_TEXT, commit};
use crate::sandbox::Sandbox;

/// Lines of a SOW that waits for its review, and what is found without them.
const NEEDED: &[(&str, &str)] = &[
    (
        "scoping_issue: https://issues.example.com/ps/scoping/812\n",
        "sow-without-scoping-link",
    ),
    ("engagement_manager: emma\n", "missing-field"),
    (
        "    acceptance: Every head of the last release is byte for byte the same.\n",
        "deliverable-without-acceptance",
    ),
    (
        "    actions: [We convert and verify each repository]\n",
        "deliverable-without-actions",
    ),
    (
        "    tasks: [Map authors, Convert with git-svn, Compare the heads]\n",
        "deliverable-without-actions",
    ),
    (
        "    assumptions: [Authors are mapped by the customer before the first week]\n",
        "deliverable-without-assumptions",
    ),
    (
        "    mitigation: A dry run over all repositories in the first week.\n",
        "risk-without-mitigation",
    ),
    (
        "  compliance: {waived_because: \"no regulated data is moved\"}\n",
        "topic-not-addressed",
    ),
    ("low: 60, ", "deliverable-without-effort"),
];

fn approval(by: &str, role: &str, text: &str) -> String {
    let items = Item::ALL.iter().filter(|_| role == "ta");
    let items: String = items
        .map(|(_, word, _)| format!("  - {{item: {word}, answer: yes}}\n"))
        .collect();
    let checklist = if items.is_empty() {
        String::new()
    } else {
        format!("checklist:\n{items}")
    };
    format!(
        "sow: {SOW}\nat: 2026-11-23T08:00:00Z\nby: {by}\nrole: {role}\nverdict: approved\ndigest: {}\n{checklist}",
        Content::of(text).digest
    )
}

/// A SOW whose history goes on.
fn moved(to: &[(&str, &str)]) -> String {
    let lines: String = to
        .iter()
        .enumerate()
        .map(|(at, (by, state))| {
            let why = match *state {
                "ready-for-approval" => ", breach_reason: Its review was over the weekend",
                _ => "",
            };
            format!("  - {{at: 2026-11-23T09:{at:02}:00Z, by: {by}, to: {state}{why}}}\n")
        })
        .collect();
    format!("{SOW_TEXT}{lines}")
}

const TA: &str = "reviews/SOW-4T9K2M7X/REV-2B4D6F8H.yaml";
const RDM: &str = "reviews/SOW-4T9K2M7X/REV-3C5E7G9J.yaml";

#[test]
fn by_hand_a_sow_is_signed_step_by_step() {
    let desk = Sandbox::services();
    desk.put(PATH, SOW_TEXT);
    commit(&desk, "emma", "sows: ask for a review").ok();
    desk.put(TA, &approval("tariq", "ta", SOW_TEXT));
    commit(&desk, "tariq", "reviews: approved").ok();
    desk.put(RDM, &approval("rosa", "rdm", SOW_TEXT));
    commit(&desk, "rosa", "reviews: approved").ok();
    desk.put(PATH, &moved(&[("emma", "ready-for-approval")]));
    commit(&desk, "emma", "sows: ready").ok();
    desk.put(
        PATH,
        &moved(&[("emma", "ready-for-approval"), ("maria", "approved")]),
    );
    commit(&desk, "maria", "sows: approved").ok();
    let won = [
        ("emma", "ready-for-approval"),
        ("maria", "approved"),
        ("emma", "closed-won"),
    ];
    desk.put(PATH, &moved(&won));
    commit(&desk, "emma", "sows: won").ok();
    assert_eq!(state(&desk, SOW), "closed-won");
}

#[test]
fn what_a_submitted_sow_needs_is_asked_for_by_the_hook() {
    let desk = Sandbox::services();
    for (line, check) in NEEDED {
        assert!(SOW_TEXT.contains(line), "{line}");
        desk.put(PATH, &SOW_TEXT.replace(line, ""));
        commit(&desk, "emma", "sows: too early")
            .exits(1)
            .says(check);
    }
    let unordered = SOW_TEXT.replace("low: 60", "low: 90");
    desk.put(PATH, &unordered);
    commit(&desk, "emma", "sows: wrong")
        .exits(1)
        .says("effort-out-of-order");
    desk.put(PATH, &SOW_TEXT.replace("low: 60", "low: -60"));
    commit(&desk, "emma", "sows: wrong")
        .exits(1)
        .says("-60 hours are less than none");
    desk.put(
        PATH,
        &SOW_TEXT.replace("price: {", "price: {rate: 300 EUR, "),
    );
    commit(&desk, "emma", "sows: wrong")
        .exits(1)
        .says("rate-in-another-currency");
    desk.put(
        PATH,
        &SOW_TEXT.replace("price: {", "price: {total: 1 USD, "),
    );
    commit(&desk, "emma", "sows: wrong")
        .exits(1)
        .says("totals-disagree");
}

#[test]
fn a_step_by_hand_that_was_left_out_is_refused_by_the_hook() {
    let desk = Sandbox::services();
    desk.put(PATH, SOW_TEXT);
    commit(&desk, "emma", "sows: ask for a review").ok();
    let ready = moved(&[("emma", "ready-for-approval")]);
    desk.put(PATH, &ready);
    let refused = commit(&desk, "emma", "sows: too early");
    refused
        .exits(1)
        .says("no Technical Architect has approved it");
    refused.says("the Regional Delivery Manager has not approved it");
    desk.put(PATH, SOW_TEXT);
    desk.put(TA, &approval("tariq", "ta", SOW_TEXT));
    commit(&desk, "tariq", "reviews: approved").ok();
    desk.put(PATH, &ready);
    let refused = commit(&desk, "emma", "sows: too early");
    refused
        .exits(1)
        .says("the Regional Delivery Manager has not approved it");
    desk.put(PATH, SOW_TEXT);
    desk.put(RDM, &approval("rosa", "rdm", SOW_TEXT));
    commit(&desk, "rosa", "reviews: approved").ok();
    desk.put(PATH, &moved(&[("emma", "closed-won")]));
    commit(&desk, "emma", "sows: too early")
        .exits(1)
        .says("illegal-transition");
    desk.put(
        PATH,
        &moved(&[("emma", "ready-for-approval"), ("emma", "approved")]),
    );
    commit(&desk, "emma", "sows: too early")
        .exits(1)
        .says("sow-approved-without-manager");
}
