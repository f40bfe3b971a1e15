//! The desk of `sa demo` on days that dates are easily wrong on: what is in order there, and what is not, is so on any.
//! That it is the same for the same seed and time is tried in `sessions`.
#![expect(
    clippy::disallowed_methods,
    reason = "a test from outside looks at files"
)]

use std::collections::BTreeSet;

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

/// What the rules on requests, waivers and files find in it.
const ELSEWHERE: &[&str] = &[
    "expired-waiver",
    "missing-field",
    "not-a-sentence",
    "request-without-command-plan",
];

/// The deals that are run as they should be, to their last activity.
const MODELS: &[&str] = &[
    "DevSecOps platform for three sites",
    "Renewal with upgrade to Ultimate",
    "Embedded toolchain",
];

#[test]
fn every_rule_of_sales_finds_something_in_a_demo_desk_whatever_the_day() {
    let sandbox = Sandbox::empty();
    // A Saturday that ends a fiscal year, a Monday that begins one, and a leap day.
    for now in [
        "2026-01-31T21:30:00-08:00",
        "2027-02-01T00:20:00+01:00",
        "2028-02-29T12:00:00Z",
    ] {
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
            let is_it = |row: &&serde_json::Value| row["name"] == *model;
            let row = listed.iter().find(is_it).expect("it is sold");
            let id = row["id"].as_str().expect("an id");
            let about = |finding: &&serde_json::Value| {
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
