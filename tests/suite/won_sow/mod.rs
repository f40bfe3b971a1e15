//! A SOW from nothing to signed: by commands alone, and by files written by hand and committed past the hook's eyes.
//! Each step left out is refused, with its reason, by the first one that needs it.

mod by_hand;

use serde_json::Value;

use crate::outcome::{Outcome, finished};
use crate::reviews::answers;
use crate::sandbox::Sandbox;

/// One step: what is said when it was left out, who does it, when, and the command.
///
/// `SOW` stands for its id. A step without words may be left out unnoticed, and is not.
struct Step {
    missed: &'static str,
    who: &'static str,
    at: &'static str,
    command: &'static [&'static str],
}

macro_rules! steps {
    ($($missed:literal $who:literal $at:literal [$($word:expr),+];)+) => {
        &[$(Step { missed: $missed, who: $who, at: $at, command: &[$($word),+] }),+]
    };
}

const SCOPE: &str = "../scope.yaml";

const STEPS: &[Step] = steps! {
    "" "emma" "2026-11-16T09:00:00Z" ["sa", "sow", "new", "OPP-7H3J5K9M", "--name", "Northwind migration"];
    "the Engagement Manager is missing" "emma" "2026-11-16T09:01:00Z"
        ["sa", "sow", "edit", "SOW", "--set", "engagement_manager=emma"];
    "the PS opportunity is missing" "emma" "2026-11-16T09:02:00Z"
        ["sa", "sow", "edit", "SOW", "--set", "ps_opportunity=0064M00000XyZ12QAF"];
    "the SOW names no scoping issue" "emma" "2026-11-16T09:03:00Z"
        ["sa", "sow", "edit", "SOW", "--set", "scoping_issue=https://issues.example.com/812"];
    "the pain points of the customer are missing" "emma" "2026-11-16T09:04:00Z"
        ["sa", "sow", "edit", "SOW", "--set", "pain_points=Releases wait for a shared server."];
    "constraints are missing" "emma" "2026-11-16T09:05:00Z"
        ["sa", "sow", "edit", "SOW", "--set", "technical_constraints=No outbound network."];
    "question" "emma" "2026-11-16T09:06:00Z"
        ["ta", "ask", "SOW", "Does the history of the binaries matter?"];
    "the route is missing" "emma" "2026-11-16T10:00:00Z"
        ["sa", "sow", "edit", "SOW", "--set", "route=custom", "--set", "route_reason=No SKU holds it",
         "--set", "calculator=https://calculator.example.com/1", "--set", "draft_quote=https://quotes.example.com/1"];
    "is open, and does not become estimate-feedback from there" "emma" "2026-11-16T10:01:00Z" ["sa", "sow", "move", "SOW", "strawman-wip"];
    "the SOW has no deliverables" "emma" "2026-11-16T10:02:00Z" ["sa", "sow", "edit", "SOW", "--from", SCOPE];
    "the stage of the customer journey is missing" "emma" "2026-11-16T10:03:00Z"
        ["sa", "sow", "edit", "SOW", "--set", "journey_stage=source-code", "--set", "service=scm-migration",
         "--set", "engagement_size=medium", "--set", "price.terms=fixed-fee"];
    "is strawman-wip, and does not become sow-wip from there" "emma" "2026-11-16T11:00:00Z"
        ["sa", "sow", "move", "SOW", "estimate-feedback"];
    "the Regional Delivery Manager is missing" "emma" "2026-11-17T09:00:00Z"
        ["sa", "sow", "edit", "SOW", "--set", "regional_delivery_manager=rosa"];
    "is estimate-feedback, and does not become ready-for-approval from there" "emma" "2026-11-17T09:01:00Z"
        ["sa", "sow", "move", "SOW", "sow-wip"];
    "open-questions" "tariq" "2026-11-17T10:00:00Z" ["ta", "answer", "SOW", "1", "Only of the last two years."];
    "nobody asked for a review" "emma" "2026-11-17T11:00:00Z" ["sa", "sow", "submit", "SOW", "--ta", "tariq"];
    "no Technical Architect has approved it" "tariq" "2026-11-18T09:00:00Z" ["ta", "review", "SOW", "--approve"];
    "the Regional Delivery Manager has not approved it" "rosa" "2026-11-18T10:00:00Z"
        ["ta", "review", "SOW", "--approve"];
    "ready-for-approval" "emma" "2026-11-18T11:00:00Z" ["sa", "sow", "move", "SOW", "ready-for-approval"];
    "approved" "maria" "2026-11-18T12:00:00Z" ["sa", "sow", "move", "SOW", "approved"];
    "" "emma" "2026-11-19T09:00:00Z" ["sa", "sow", "move", "SOW", "closed-won"];
};

/// A desk on which the steps are gone through.
struct Story {
    desk: Sandbox,
    sow: String,
}

impl Story {
    fn new() -> Self {
        let desk = Sandbox::services();
        desk.put_at(&desk.beside("scope.yaml"), include_str!("scope.yaml"));
        let mut log = desk.command(
            &desk.root(),
            "sam",
            &[
                "sa",
                "log",
                "OPP-7H3J5K9M",
                "Showed services.",
                "--type",
                "Positioned PS",
            ],
        );
        log.env("DESK_NOW", "2026-11-16T08:00:00Z");
        finished(&["sa", "log"], log).ok();
        Self {
            desk,
            sow: String::new(),
        }
    }

    /// Goes through the steps but for one; returns the first that is refused.
    fn run(&mut self, left_out: Option<usize>) -> Option<Outcome> {
        for (place, step) in STEPS.iter().enumerate() {
            if left_out == Some(place) {
                continue;
            }
            let outcome = self.step(step);
            if outcome.code != Some(0) {
                return Some(outcome);
            }
            if self.sow.is_empty() {
                let id = &outcome.json()["data"]["id"];
                self.sow = id.as_str().expect("an id").to_owned();
            }
        }
        None
    }

    fn step(&self, step: &Step) -> Outcome {
        let mut words: Vec<String> = step
            .command
            .iter()
            .map(|word| word.replace("SOW", if *word == "SOW" { &self.sow } else { "SOW" }))
            .collect();
        if step.command[..2] == ["ta", "review"] && step.who == "tariq" {
            words.extend(answers());
        }
        words.extend(["--format", "json"].map(str::to_owned));
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut command = self.desk.command(&self.desk.root(), step.who, &words);
        command.env("DESK_NOW", step.at);
        finished(&words, command)
    }
}

/// Returns how a SOW stands in the desk.
fn state(desk: &Sandbox, sow: &str) -> Value {
    let shown = desk.run(&["sa", "sow", "show", sow, "--format", "json"]);
    shown.ok().json()["data"]["state"].clone()
}

#[test]
fn by_commands_alone_a_sow_is_signed_and_nothing_is_found() {
    let mut story = Story::new();
    if let Some(refused) = story.run(None) {
        panic!("{refused}");
    }
    assert_eq!(state(&story.desk, &story.sow), "closed-won");
    let desk = &story.desk;
    let found = desk.run(&["hygiene", "check", "--format", "json"]).json();
    let found = found["findings"].as_array().expect("findings").clone();
    let of_sow = |one: &&Value| {
        let path = one["path"].as_str().unwrap_or_default();
        path.starts_with("sows/") || path.starts_with("reviews/")
    };
    assert!(!found.iter().any(|one| of_sow(&one)), "{found:?}");
}

#[test]
fn each_step_left_out_is_refused_with_its_reason() {
    for (place, step) in STEPS.iter().enumerate() {
        if step.missed.is_empty() {
            continue;
        }
        let mut story = Story::new();
        let refused = story.run(Some(place));
        let refused = refused.unwrap_or_else(|| panic!("{:?} is not missed", step.command));
        assert_eq!(refused.code, Some(1), "{refused}");
        refused.says(step.missed);
        story.desk.git(&["status", "--porcelain"]).ok().prints("");
    }
}

#[test]
fn only_a_leader_approves_it_in_the_end() {
    let mut story = Story::new();
    let approval = STEPS.iter().position(|step| step.who == "maria");
    let refused = story.run(approval);
    refused.expect("it is not approved").says("closed-won");
    let words = ["sa", "sow", "move", &story.sow, "approved"];
    let tried = story.desk.run_as("emma", &words);
    tried.exits(1).says("sow-approved-without-manager");
}
