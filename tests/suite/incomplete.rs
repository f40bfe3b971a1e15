//! Requests that lack something: what is named, what sets it, and what a manager can waive.
//! The steps of complete ones live in `requests`.

use serde_json::Value;

use crate::outcome::Outcome;
use crate::sandbox::{SCANT, Sandbox, WHOLE};

/// What the scant request lacks: the key, the title, and the command that sets it.
const LACKING: &[(&str, &str)] = &[
    ("opportunity=OPP-ID", "Opportunity"),
    ("preferred_dates=", "Preferred Date Options"),
    ("hosting=", "Target Hosting Environment"),
    ("pain_points=", "Challenges/Pain Points"),
    ("required_capabilities=", "Required Capabilities"),
    ("current_tools=", "Current Tools/Competitors"),
    ("command_plan.link=", "Command Plan link"),
    ("command_plan.why_now=", "Why Now"),
    ("command_plan.identified_pain=", "Identified Pain"),
    ("command_plan.champion=", "Champion"),
    ("meeting.goal=", "Meeting goal"),
    ("meeting.objectives=", "Meeting objectives"),
    ("meeting.expectations=", "Meeting expectations"),
];

/// What a finding tells, in this order.
const KEYS: [&str; 12] = [
    "check", "level", "message", "help", "path", "line", "column", "record", "owner", "blocking",
    "waived", "since",
];

#[test]
fn claiming_an_incomplete_request_names_each_missing_item_with_the_command_that_sets_it() {
    let desk = Sandbox::desk();
    let outcome = desk.run(&["sa", "request", "claim", SCANT, "--format", "json"]);
    let read = outcome.exits(1).json();
    let findings = read["findings"].as_array().expect("a list");
    let blocking: Vec<&Value> = findings
        .iter()
        .filter(|found| found["blocking"] == true)
        .collect();
    for (set, title) in LACKING {
        let is_named = |found: &&&Value| found["message"] == format!("{title} is missing");
        let found = blocking.iter().find(is_named);
        let found = found.unwrap_or_else(|| panic!("{title} is not named: {outcome}"));
        let help = found["help"].as_str().expect("help");
        let command = format!("sa request edit {SCANT} --set {set}");
        assert!(help.contains(&command), "{help}");
    }
    assert_eq!(blocking.len(), LACKING.len(), "{outcome}");
    for found in findings {
        let keys: Vec<&str> = found
            .as_object()
            .expect("an object")
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(keys, KEYS);
    }
    desk.refuses(
        &["sa", "request", "claim", SCANT],
        1,
        &["missing-field", "request-without-command-plan"],
    );
}

#[test]
fn an_incomplete_request_is_shown_with_what_it_lacks_until_it_is_set() {
    let desk = Sandbox::guarded();
    desk.run(&["sa", "request", "list"]).ok().says("13 missing");
    desk.run(&["hygiene", "check"])
        .ok()
        .says("Why Now is missing");
    let read = desk
        .run(&["sa", "request", "show", SCANT, "--format", "json"])
        .json();
    assert_eq!(read["data"]["missing"].as_array().map(Vec::len), Some(13));
    let whole = desk
        .run(&["sa", "request", "show", WHOLE, "--format", "json"])
        .json();
    let whole = &whole["data"];
    for (set, _) in LACKING {
        let key = set.split_once('=').expect("KEY=").0;
        let pointer = format!("/{}", key.replace('.', "/"));
        let value = whole
            .pointer(&pointer)
            .and_then(Value::as_str)
            .expect("a text");
        let setting = format!("{key}={value}");
        desk.run(&["sa", "request", "edit", SCANT, "--set", &setting])
            .ok();
    }
    let read = desk
        .run(&["sa", "request", "show", SCANT, "--format", "json"])
        .json();
    assert_eq!(read["data"]["missing"].as_array().map(Vec::len), Some(0));
    desk.run(&["sa", "request", "claim", SCANT]).ok();
    assert_eq!(desk.state_of(SCANT), "triaged");
}

fn waive(desk: &Sandbox, who: &str, check: &str, until: &str) -> Outcome {
    let words = [
        "hygiene",
        "waive",
        check,
        SCANT,
        "--reason",
        "the plan comes on Monday",
    ];
    desk.run_as(who, &[&words[..], &["--until", until]].concat())
}

#[test]
fn with_waivers_of_a_manager_an_incomplete_request_can_be_claimed() {
    let desk = Sandbox::guarded();
    let claim = ["sa", "request", "claim", SCANT];
    waive(&desk, "maria", "missing-field", "2026-12-04").ok();
    desk.refuses(&claim, 1, &["request-without-command-plan"]);
    waive(&desk, "maria", "request-without-command-plan", "2026-12-04").ok();
    desk.run(&claim).ok();
    desk.run(&["hygiene", "check", "--range", "HEAD~3..HEAD"])
        .ok();
    desk.git(&["log", "-3", "--format=%ae"])
        .ok()
        .prints("sam@example.com\nmaria@example.com\nmaria@example.com\n");
}

#[test]
fn a_waiver_by_someone_else_or_that_has_ended_is_refused() {
    let desk = Sandbox::guarded();
    let before = desk.tree();
    waive(&desk, "sam", "missing-field", "2026-12-04")
        .exits(1)
        .says("waiver-without-manager");
    waive(&desk, "maria", "missing-field", "2026-11-22")
        .exits(1)
        .says("has passed");
    waive(&desk, "maria", "mising-field", "2026-12-04")
        .exits(1)
        .says("did you mean `missing-field`");
    waive(&desk, "maria", "missing-field", "soon").exits(2);
    desk.assert_unchanged(&before, "waivers that were refused");
    // Signed with the manager's name and committed by another.
    let waiver = format!(
        "check: missing-field\nrecord: {SCANT}\nreason: none\nuntil: 2026-12-04\napproved_by: maria\n"
    );
    desk.put("waivers/WVR-7H3J5K9M.yaml", &waiver);
    desk.git(&["add", "."]).ok();
    desk.git(&["commit", "-m", "x"])
        .refused()
        .says("acted-as-another");
    desk.git_as("maria", &["commit", "-qm", "x"]).ok();
}
