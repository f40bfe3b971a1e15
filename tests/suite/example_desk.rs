//! The example desk: every check of opportunities, POVs, activities, SOWs, reviews, triage and clocks fires on it, on records
//! in folders `faults` and on no others. What its walk prints lives in `sessions`.
#![expect(
    clippy::disallowed_methods,
    reason = "a test from outside copies the desk and reads its files"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use desk::checks::CHECKS;
use serde_json::Value;

use crate::demo::FOUND;
use crate::outcome::finished;
use crate::sandbox::Sandbox;

/// Requests that show what one looks like that lacks something: the walk goes on from them.
const SHOWN: [&str; 2] = ["REQ-8R2T4V6W", "REQ-9D3F5G7J"];

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/desk");

/// What nobody comes to through the gate, and a file can say all the same.
const BY_HAND: &str = "activity-in-future";

/// The checks of SOWs and their reviews, but for `review-file-edited`, which sees changes and no files.
const SERVICES: &[&str] = &[
    "conflicting-labels",
    "custom-sow-for-standard-service",
    "deliverable-without-acceptance",
    "deliverable-without-actions",
    "deliverable-without-assumptions",
    "deliverable-without-effort",
    "effort-out-of-order",
    "large-sow-without-delivery-lead",
    "missing-field",
    "open-questions",
    "rate-in-another-currency",
    "review-by-author",
    "review-checklist-incomplete",
    "review-missing",
    "review-overdue",
    "review-void",
    "reviewer-not-a-ta",
    "risk-without-mitigation",
    "scoping-call-without-em-and-ta",
    "scoping-notice-too-short",
    "sow-approved-without-manager",
    "sow-on-another-account",
    "sow-without-scoping-link",
    "staffing-assessed-below-senior",
    "topic-not-addressed",
    "totals-disagree",
];

/// The checks of clocks.
const CLOCKS: &[&str] = &["sla-breached-without-reason", "sla-due-soon"];

/// The checks of triage.
const TRIAGE: &[&str] = &["double-booked", "overloaded-sa", "rota-gap"];

/// The checks of what single templates of requests ask for.
const TEMPLATES: &[&str] = &[
    "event-without-assignment",
    "lead-time-too-short",
    "product-engaged-before-explored",
    "rfx-internal-due",
    "sme-not-by-primary-sa",
];

/// A finding: the check, and the file it is about.
type Found = (String, String);

/// Returns the checks of opportunities, POVs and activities, of the accounts that they are of, of SOWs, requests, triage and
/// clocks.
fn shown() -> BTreeSet<String> {
    let of_requests = TRIAGE.iter().chain(TEMPLATES).chain(CLOCKS);
    let of_requests = of_requests.chain([&BY_HAND]);
    let all = FOUND.iter().chain(SERVICES).chain(of_requests);
    all.map(ToString::to_string).collect()
}

/// Returns the example desk as a repository of its own, begun the day before the tests take place.
fn example(with_faults: bool) -> Sandbox {
    let desk = Sandbox::empty();
    let mut copy = Command::new("cp");
    copy.arg("-R").arg(Path::new(EXAMPLE).join("."));
    let copied = copy.arg(desk.root()).status();
    assert!(copied.expect("cp runs").success());
    for kind in [
        "people",
        "accounts",
        "opportunities",
        "povs",
        "activities",
        "sows",
        "reviews",
        "rota",
        "requests",
    ] {
        if !with_faults {
            let faults = desk.root().join(kind).join("faults");
            std::fs::remove_dir_all(faults).expect("every kind has faults");
        }
    }
    desk.git_as("maria", &["init", "-q", "."]).ok();
    desk.git_as("maria", &["add", "."]).ok();
    let words = ["git", "commit", "-qm", "desk: begin"];
    let mut commit = desk.command(&desk.root(), "maria", &words);
    commit.env("GIT_COMMITTER_DATE", "2026-11-22T18:00:00+01:00");
    finished(&words, commit).ok();
    desk
}

/// Returns what is found beside what two of the requests show.
fn found(desk: &Sandbox) -> BTreeSet<Found> {
    let outcome = desk.run(&["hygiene", "check", "--format", "json"]);
    let text = |finding: &Value, key: &str| finding[key].as_str().expect("a text").to_owned();
    let answer = outcome.json();
    let findings = answer["findings"].as_array().expect("findings").iter();
    let all = findings.map(|finding| (text(finding, "check"), text(finding, "path")));
    all.filter(|(_, path)| !SHOWN.iter().any(|id| path.contains(id)))
        .collect()
}

#[test]
fn every_check_fires_and_on_records_in_folders_of_faults_alone() {
    let desk = example(true);
    let found = found(&desk);
    let checks: BTreeSet<String> = found.iter().map(|(check, _)| check.clone()).collect();
    assert_eq!(checks, shown());
    let elsewhere: Vec<&Found> = found
        .iter()
        .filter(|(_, path)| path.split('/').nth(1) != Some("faults"))
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
}

#[test]
fn each_fault_says_in_its_file_and_in_the_readme_what_finds_it() {
    let desk = example(true);
    let found = found(&desk);
    let unsaid: Vec<&Found> = found
        .iter()
        .filter(|(check, path)| !desk.read(path).contains(&format!("Checked by {check}: ")))
        .collect();
    assert!(unsaid.is_empty(), "{unsaid:?}");
    let readme = desk.read("README.md");
    let rows = readme.lines().filter_map(|line| {
        let mut cells = line.split('`').skip(1).step_by(2);
        let (check, path) = (cells.next()?, cells.next()?);
        let is_row = line.starts_with("| `") && path.contains("/faults/");
        is_row.then(|| (check.to_owned(), path.to_owned()))
    });
    assert_eq!(rows.collect::<BTreeSet<Found>>(), found);
}

#[test]
fn without_the_faults_every_rule_is_asked_and_nothing_is_found() {
    let desk = example(false);
    assert_eq!(found(&desk), BTreeSet::new());
    let outcome = desk.run(&["hygiene", "report", "--format", "json"]);
    let answer = outcome.ok().json();
    let by_check = answer["data"]["by_check"].as_array().expect("checks");
    for check in CHECKS.iter().filter(|check| check.applies.is_some()) {
        let row = by_check.iter().find(|row| row["check"] == check.name);
        let row = row.unwrap_or_else(|| panic!("{} is asked of nothing", check.name));
        assert!(row["passed"].as_i64() > Some(0), "{row}");
        assert_eq!(row["passed"], row["asked"], "{row}");
    }
}
