//! The desk of `sa demo` on days that dates are easily wrong on: what is in order there, and what is not, is so on any.
//! That it is the same for the same seed and time is tried in `sessions`.
#![expect(
    clippy::disallowed_methods,
    reason = "a test from outside looks at files"
)]

use std::collections::BTreeSet;

use serde_json::Value;

use crate::outcome::{Outcome, finished};
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

/// What the rules on requests, SOWs, waivers, the rota, clocks and files find in it.
const ELSEWHERE: &[&str] = &[
    "expired-waiver",
    "missing-field",
    "not-a-sentence",
    "request-without-command-plan",
    OVERDUE,
    "rota-gap",
    DUE_SOON,
];

/// What is found of clocks of requests, whatever the day; of SOWs on some days, as a weekend lies between or does not.
const DUE_SOON: &str = "sla-due-soon";

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

/// What Technical Architects and Regional Delivery Managers owe in it, and whether that is late; nothing where no time is given.
const OWED: &[(&str, Option<bool>)] = &[
    ("approval", None),
    ("question", Some(false)),
    ("review", Some(false)),
    ("review", Some(true)),
];

/// The deals that are run as they should be, to their last activity.
const MODELS: &[&str] = &[
    "DevSecOps platform for three sites",
    "Renewal with upgrade to Ultimate",
    "Embedded toolchain",
];

/// A Saturday that ends a fiscal year, a Monday that begins one, a leap day, hours at which days differ most, and
/// a Thursday, with no weekend in the days before.
const TIMES: &[&str] = &[
    "2026-01-31T21:30:00-08:00",
    "2027-02-01T00:20:00+01:00",
    "2028-02-29T12:00:00Z",
    "2026-11-25T00:30:00+13:00",
    "2026-11-22T23:30:00-11:00",
    "2026-11-26T15:00:00Z",
];

/// A demo desk that was made at a time, and is looked at then.
struct Made<'a> {
    sandbox: &'a Sandbox,
    now: &'a str,
    folder: String,
}

impl<'a> Made<'a> {
    fn at(sandbox: &'a Sandbox, now: &'a str) -> Self {
        let folder = format!("demo-{}", now.replace(':', ""));
        let made = Self {
            sandbox,
            now,
            folder,
        };
        made.run_in("", &["sa", "demo", &made.folder]).ok();
        made
    }

    fn run_in(&self, folder: &str, words: &[&str]) -> Outcome {
        let folder = self.sandbox.beside(folder);
        let mut command = self.sandbox.command(&folder, "sam", words);
        command.env("DESK_NOW", self.now);
        finished(words, command)
    }

    /// Returns a list that a command shows, as it is under a key of its output.
    fn list(&self, words: &[&str], key: &str) -> Vec<Value> {
        let words = [words, &["--format", "json"]].concat();
        let whole = self.run_in(&self.folder, &words).json();
        whole[key].as_array().expect("a list").clone()
    }
}

fn text<'v>(row: &'v Value, key: &str) -> &'v str {
    row[key].as_str().expect("a text")
}

#[test]
fn what_is_owed_of_services_is_due_or_late_whatever_the_day() {
    let sandbox = Sandbox::empty();
    for now in TIMES {
        let desk = Made::at(&sandbox, now);

        let listed = desk.list(&["sa", "sow", "list"], "data");
        let mut sows: Vec<_> = listed
            .iter()
            .map(|row| (text(row, "state"), text(&row["review"], "state")))
            .collect();
        sows.sort_unstable();
        assert_eq!(sows, SOWS, "{now}");

        let queue = desk.list(&["ta", "queue"], "data");
        let left = |row: &Value| row["seconds_left"].as_i64();
        let owing = |row| (text(row, "what"), left(row).map(|left| left < 0));
        let mut owed: Vec<_> = queue.iter().map(owing).collect();
        // What is due first depends on the weekend.
        owed.sort_unstable();
        assert_eq!(owed, OWED, "{now}");

        let findings = desk.list(&["hygiene", "check"], "findings");
        let is_of_services = |finding: &&Value| {
            let folders = ["sows/", "reviews/", "escalations/"];
            let path = text(finding, "path");
            folders.iter().any(|folder| path.starts_with(folder))
        };
        let found = findings.iter().filter(is_of_services);
        let mut found: Vec<&str> = found.map(|finding| text(finding, "check")).collect();
        found.retain(|check| *check != DUE_SOON);
        assert_eq!(found, [OVERDUE], "{now}");
        let late = findings
            .iter()
            .filter(|finding| text(finding, "check") == "sla-breached-without-reason");
        assert_eq!(late.count(), 0, "{now}");

        // Each state that a clock may be in before it stops is there to look at.
        let clocks = desk.list(&["sa", "sla", "list"], "data");
        let states: BTreeSet<&str> = clocks.iter().map(|clock| text(clock, "state")).collect();
        assert_eq!(
            states,
            BTreeSet::from(["breached", "paused", "running"]),
            "{now}"
        );
    }
}

#[test]
fn every_rule_of_sales_finds_something_in_a_demo_desk_whatever_the_day() {
    let sandbox = Sandbox::empty();
    for now in &TIMES[..3] {
        let desk = Made::at(&sandbox, now);
        let findings = desk.list(&["hygiene", "check"], "findings");
        let found: BTreeSet<&str> = findings
            .iter()
            .filter_map(|finding| finding["check"].as_str())
            .collect();
        let expected: BTreeSet<&str> = FOUND.iter().chain(ELSEWHERE).copied().collect();
        assert_eq!(found, expected, "{now}");
        let listed = desk.list(&["sa", "opp", "list"], "data");
        for model in MODELS {
            let is_it = |row: &&Value| row["name"] == *model;
            let row = listed.iter().find(is_it).expect("it is sold");
            let id = row["id"].as_str().expect("an id");
            let about = |finding: &&Value| {
                let path = finding["path"].as_str().expect("a path");
                let file = sandbox.beside(&desk.folder).join(path);
                let text = std::fs::read_to_string(file).expect("a text");
                path.contains(id)
                    || (!path.starts_with("requests/") && text.contains(&format!(": {id}\n")))
            };
            let wrong: Vec<_> = findings.iter().filter(about).collect();
            assert!(wrong.is_empty(), "{now}: {wrong:?}");
        }
    }
}
