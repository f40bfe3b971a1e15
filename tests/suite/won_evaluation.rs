//! An opportunity from discovery to a won evaluation in plain commands, with no finding on the way; and the same with
//! one step left out, which gives that step's finding and no other.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::outcome::{Outcome, finished};
use crate::sandbox::Sandbox;

/// One step: what it keeps from being found, who does it, when, and the command.
///
/// `OPP` and `POV` stand for the ids. A step without a check is what sales and time bring about, and is never left out.
struct Step {
    check: &'static str,
    who: &'static str,
    at: &'static str,
    command: &'static [&'static str],
}

macro_rules! steps {
    ($($check:literal $who:literal $at:literal [$($word:literal),+];)+) => {
        &[$(Step { check: $check, who: $who, at: $at, command: &[$($word),+] }),+]
    };
}

/// Looks at the whole desk: time has passed.
const LOOK: &str = "look";

const STEPS: &[Step] = steps! {
    "account-without-sa" "dana" "2026-10-19T08:00:00Z"
        ["sa", "account", "edit", "northwind-freight", "--set", "solutions_architect=sam"];
    "" "dana" "2026-10-19T09:00:00Z"
        ["sa", "opp", "new", "--account", "northwind-freight", "--name", "Northwind platform", "--owner", "dana",
         "--stage", "1-Discovery", "--amount", "240000 EUR", "--close-date", "2027-01-29"];
    "opportunity-without-primary-sa" "dana" "2026-10-19T10:00:00Z" ["sa", "opp", "assign", "OPP", "sam"];
    "" "sam" "2026-10-19T18:00:00Z" ["look"];
    "" "dana" "2026-11-02T09:00:00Z" ["sa", "opp", "stage", "OPP", "3"];
    "ps-not-positioned" "sam" "2026-11-02T10:00:00Z"
        ["sa", "log", "OPP", "Showed the migration service; they ask for a quote.", "--type", "Positioned PS"];
    "stale-next-steps" "sam" "2026-11-02T11:00:00Z"
        ["sa", "opp", "next-steps", "OPP", "Agree on the criteria.", "--by", "2026-11-12"];
    "feasibility-not-rated" "sam" "2026-11-02T12:00:00Z"
        ["sa", "opp", "rate", "OPP", "yellow", "--details", "Security has not been met."];
    "" "sam" "2026-11-02T18:00:00Z" ["look"];
    "tech-eval-not-started" "sam" "2026-11-03T09:00:00Z"
        ["sa", "opp", "tech-eval", "start", "OPP", "--on", "2026-11-03"];
    "" "sam" "2026-11-09T09:00:00Z" ["look"];
    "feasibility-not-rated" "sam" "2026-11-09T10:00:00Z"
        ["sa", "opp", "rate", "OPP", "green", "--details", "Security agrees with the criteria."];
    "pov-activity-without-pov" "sam" "2026-11-09T11:00:00Z" ["sa", "pov", "new", "OPP", "--type", "guided"];
    "pov-criteria-missing-or-too-many" "sam" "2026-11-09T12:00:00Z"
        ["sa", "pov", "criterion", "add", "POV", "--capability", "Approvals that cannot be bypassed",
         "--acceptance", "A merge without two approvals is refused", "--metric", "merges refused of merges tried"];
    "" "sam" "2026-11-09T12:30:00Z" ["look"];
    "pov-started-unqualified" "maria" "2026-11-09T13:00:00Z" ["sa", "pov", "approve", "POV"];
    "pov-started-unqualified" "sam" "2026-11-09T14:00:00Z"
        ["sa", "opp", "meddpicc", "OPP", "--set", "champion=Lars Holm", "--set", "economic_buyer=Ada Brandt"];
    "" "sam" "2026-11-10T09:00:00Z" ["sa", "pov", "start", "POV", "--close", "2026-12-04"];
    "" "sam" "2026-11-10T18:00:00Z" ["look"];
    "" "sam" "2026-11-12T15:00:00Z"
        ["sa", "log", "OPP", "Second week: approvals hold on their own project.", "--type", "PoV related activity",
         "--next", "Close the POV with their CIO.", "--by", "2026-11-20"];
    "feasibility-not-rated" "sam" "2026-11-16T10:00:00Z"
        ["sa", "opp", "rate", "OPP", "green", "--details", "All criteria but one are met."];
    "" "sam" "2026-11-17T18:00:00Z" ["look"];
    "pov-criteria-missing-or-too-many" "sam" "2026-11-20T09:00:00Z"
        ["sa", "pov", "criterion", "set", "POV", "1", "--outcome", "met"];
    "" "sam" "2026-11-20T10:00:00Z"
        ["sa", "pov", "close", "POV", "--result", "successful", "--note", "Their CIO signed the criteria."];
    "tech-eval-not-closed" "sam" "2026-11-20T11:00:00Z"
        ["sa", "opp", "tech-eval", "end", "OPP", "--status", "Win", "--details", "Approvals hold; no gap is left."];
    "stale-next-steps" "sam" "2026-11-20T12:00:00Z"
        ["sa", "opp", "next-steps", "OPP", "Go through the proposal with their CIO.", "--by", "2026-12-01"];
    "" "dana" "2026-11-20T13:00:00Z" ["sa", "opp", "stage", "OPP", "4"];
    "" "sam" "2026-11-21T09:00:00Z" ["look"];
};

/// Names of the checks that findings are of.
type Checks = BTreeSet<String>;

struct Story {
    desk: Sandbox,
    opportunity: String,
    pov: String,
}

impl Story {
    fn new() -> Self {
        let desk = Sandbox::empty();
        desk.put("desk.toml", "schema = 1\n");
        for (handle, role) in [("sam", "sa"), ("dana", "sae"), ("maria", "manager")] {
            let text = format!("name: {handle}\nemails: [{handle}@example.com]\nroles: [{role}]\n");
            desk.put(&format!("people/{handle}.yaml"), &text);
        }
        let account = "name: Northwind Freight\nowner: dana\nregion: EMEA\n";
        desk.put("accounts/northwind-freight.yaml", account);
        desk.git(&["init", "-q", "."]).ok();
        desk.git(&["add", "."]).ok();
        desk.git(&["commit", "-qm", "begin"]).ok();
        Self {
            desk,
            opportunity: String::new(),
            pov: String::new(),
        }
    }

    /// Runs the steps but for one, and returns what is found first: by a refusal, or by a look at the desk.
    fn run(&mut self, left_out: Option<usize>) -> Checks {
        for (place, step) in STEPS.iter().enumerate() {
            let needs_pov = step.command.contains(&"POV") && self.pov.is_empty();
            if left_out == Some(place) || needs_pov {
                continue;
            }
            if step.command == [LOOK] {
                let found = checks(&self.step(step, &["hygiene", "check"]), |_| true);
                if !found.is_empty() {
                    return found;
                }
                continue;
            }
            let outcome = self.step(step, step.command);
            if outcome.code != Some(0) {
                return checks(&outcome, |finding| finding["blocking"] == true);
            }
            self.remember(step, &outcome.json());
        }
        Checks::new()
    }

    fn step(&self, step: &Step, words: &[&str]) -> Outcome {
        let words: Vec<&str> = words
            .iter()
            .map(|word| match *word {
                "OPP" => self.opportunity.as_str(),
                "POV" => self.pov.as_str(),
                other => other,
            })
            .chain(["--format", "json"])
            .collect();
        let mut command = self.desk.command(&self.desk.root(), step.who, &words);
        command.env("DESK_NOW", step.at);
        finished(&words, command)
    }

    fn remember(&mut self, step: &Step, answer: &Value) {
        let id = || answer["data"]["id"].as_str().expect("an id").to_owned();
        match step.command {
            ["sa", "opp", "new", ..] => self.opportunity = id(),
            ["sa", "pov", "new", ..] => self.pov = id(),
            _ => {}
        }
    }
}

fn checks(outcome: &Outcome, wanted: impl Fn(&Value) -> bool) -> Checks {
    let answer = outcome.json();
    let findings = answer["findings"].as_array().expect("findings");
    let names = findings
        .iter()
        .filter(|finding| wanted(finding))
        .map(|finding| finding["check"].as_str().expect("a check").to_owned());
    names.collect()
}

#[test]
fn from_discovery_to_a_won_evaluation_nothing_is_found() {
    let mut story = Story::new();
    assert_eq!(story.run(None), Checks::new());
    let shown = story
        .desk
        .run(&["sa", "opp", "show", &story.opportunity, "--format", "json"]);
    let shown = shown.ok().json();
    assert_eq!(shown["data"]["tech_eval"]["status"], "Win");
    assert_eq!(shown["data"]["stage"], "4-Proposal");
}

#[test]
fn leaving_out_any_one_step_gives_its_finding_and_no_other() {
    let mut seen = Checks::new();
    for (place, step) in STEPS.iter().enumerate() {
        if step.check.is_empty() {
            continue;
        }
        let found = Story::new().run(Some(place));
        let expected = Checks::from([step.check.to_owned()]);
        assert_eq!(found, expected, "without {:?}", step.command);
        seen.extend(expected);
    }
    let of_the_source_documents = [
        "account-without-sa",
        "opportunity-without-primary-sa",
        "stale-next-steps",
        "tech-eval-not-started",
        "pov-activity-without-pov",
        "tech-eval-not-closed",
        "feasibility-not-rated",
    ];
    for check in of_the_source_documents {
        assert!(seen.contains(check), "{check}");
    }
}
