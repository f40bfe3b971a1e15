//! The desk of `sa demo` on days that dates are easily wrong on: what is in order there, and what is not, is so on any.
//! That it is the same for the same seed and time is tried in `sessions`.
#![expect(
    clippy::disallowed_methods,
    reason = "a test from outside looks at files"
)]

use std::collections::BTreeSet;

use serde_json::Value;

use crate::sandbox::Sandbox;

/// What the rules on opportunities, POVs and activities find in it: all of them that a desk can come to.
pub(crate) const FOUND: &[&str] = &[
    "account-without-sa",
    "activity-logged-late",
    "activity-on-closed-opportunity",
    "activity-without-opportunity",
    "change-without-reason",
    "close-date-passed",
    "close-date-pushed",
    "demo-before-discovery",
    "feasibility-not-rated",
    "feasibility-raised-by-manager",
    "impossible-dates",
    "long-term-without-manager",
    "merged-without-target",
    "on-site-notice-too-short",
    "opportunity-without-primary-sa",
    "pov-activity-without-pov",
    "pov-closed-without-result",
    "pov-criteria-missing-or-too-many",
    "pov-on-another-account",
    "pov-started-unqualified",
    "pov-too-long",
    "primary-sa-changed-mid-evaluation",
    "ps-not-positioned",
    "stale-next-steps",
    "tech-eval-not-closed",
    "tech-eval-not-started",
    "tech-eval-stalled",
    "too-many-sas-on-call",
];

/// What the rules on requests, SOWs, waivers and files find in it.
const ELSEWHERE: &[&str] = &[
    "expired-waiver",
    "missing-field",
    "not-a-sentence",
    "request-without-command-plan",
    OVERDUE,
];

/// All that is found of Professional Services.
const OVERDUE: &str = "review-overdue";

/// How far its SOWs are, each with how its review stands.
const SOWS: &[(&str, &str)] = &[
    ("closed-lost", "not-asked"),
    ("closed-won", "approved"),
    ("sow-wip", "approved"),
    ("sow-wip", "needs-review"),
    ("sow-wip", "needs-review"),
    ("strawman-wip", "not-asked"),
];

/// What Technical Architects and Regional Delivery Managers owe in it, and whether that is due, late or neither.
const OWED: &[(&str, Option<bool>)] = &[
    ("review", Some(true)),
    ("question", Some(false)),
    ("review", Some(false)),
    ("approval", None),
];

/// The deals that are run as they should be, to their last activity.
const MODELS: &[&str] = &[
    "DevSecOps platform for three sites",
    "Renewal with upgrade to Ultimate",
    "Embedded toolchain",
];

/// A Saturday that ends a fiscal year, a Monday that begins one, a leap day, and hours at which days differ most.
const TIMES: &[&str] = &[
    "2026-01-31T21:30:00-08:00",
    "2027-02-01T00:20:00+01:00",
    "2028-02-29T12:00:00Z",
    "2026-11-25T00:30:00+13:00",
    "2026-11-22T23:30:00-11:00",
];

#[test]
fn what_is_owed_of_services_is_due_or_late_whatever_the_day() {
    let sandbox = Sandbox::empty();
    for (number, now) in TIMES.iter().enumerate() {
        let run = |folder: &str, words: &[&str]| {
            let mut command = sandbox.command(&sandbox.beside(folder), "sam", words);
            command.env("DESK_NOW", now);
            crate::outcome::finished(words, command)
        };
        let desk = format!("services-{number}");
        run("", &["sa", "demo", &desk]).ok();
        let rows = |words: &[&str]| {
            let whole = run(&desk, &[words, &["--format", "json"]].concat()).json();
            whole["data"].as_array().expect("a list").clone()
        };
        let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();

        let mut sows: Vec<(String, String)> = rows(&["sa", "sow", "list"])
            .iter()
            .map(|row| (text(row, "state"), text(row, "review")))
            .collect();
        sows.sort();
        let expected = SOWS
            .iter()
            .map(|(state, review)| ((*state).into(), (*review).into()));
        assert_eq!(sows, expected.collect::<Vec<_>>(), "{now}");

        let mut owed: Vec<(String, Option<bool>)> = rows(&["ta", "queue"])
            .iter()
            .map(|row| {
                (
                    text(row, "what"),
                    row["seconds_left"].as_i64().map(|left| left < 0),
                )
            })
            .collect();
        // What is due first depends on the weekend.
        owed.sort();
        let mut expected: Vec<(String, Option<bool>)> = OWED
            .iter()
            .map(|(what, is_late)| ((*what).into(), *is_late))
            .collect();
        expected.sort();
        assert_eq!(owed, expected, "{now}");

        let checked = run(&desk, &["hygiene", "check", "--format", "json"]).json();
        let findings = checked["findings"].as_array().expect("a list").iter();
        let is_of_services = |finding: &&Value| {
            let path = text(finding, "path");
            let folders = ["sows/", "reviews/", "escalations/"];
            folders.iter().any(|folder| path.starts_with(folder))
        };
        let found: Vec<String> = findings
            .filter(is_of_services)
            .map(|finding| text(finding, "check"))
            .collect();
        assert_eq!(found, [OVERDUE], "{now}");
    }
}

#[test]
fn every_rule_of_sales_finds_something_in_a_demo_desk_whatever_the_day() {
    let sandbox = Sandbox::empty();
    for now in &TIMES[..3] {
        let run = |folder: &str, words: &[&str]| {
            let mut command = sandbox.command(&sandbox.beside(folder), "sam", words);
            command.env("DESK_NOW", now);
            crate::outcome::finished(words, command)
        };
        let desk = format!("demo-{}", &now[..10]);
        run("", &["sa", "demo", &desk]).ok();
        let checked = run(&desk, &["hygiene", "check", "--format", "json"]).json();
        let findings = checked["findings"].as_array().expect("a list");
        let found: BTreeSet<&str> = findings
            .iter()
            .filter_map(|finding| finding["check"].as_str())
            .collect();
        let expected: BTreeSet<&str> = FOUND.iter().chain(ELSEWHERE).copied().collect();
        assert_eq!(found, expected, "{now}");
        let listed = run(&desk, &["sa", "opp", "list", "--format", "json"]).json();
        let listed = listed["data"].as_array().expect("a list");
        for model in MODELS {
            let is_it = |row: &&Value| row["name"] == *model;
            let row = listed.iter().find(is_it).expect("it is sold");
            let id = row["id"].as_str().expect("an id");
            let about = |finding: &&Value| {
                let path = finding["path"].as_str().expect("a path");
                let file = sandbox.beside(&desk).join(path);
                let text = std::fs::read_to_string(file).expect("a text");
                path.contains(id)
                    || (!path.starts_with("requests/") && text.contains(&format!(": {id}\n")))
            };
            let wrong: Vec<_> = findings.iter().filter(about).collect();
            assert!(wrong.is_empty(), "{now}: {wrong:?}");
        }
    }
}
