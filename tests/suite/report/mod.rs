//! `hygiene report`, `sa week` and `sa mine` over a desk with weeks behind it: the same numbers whenever they are asked
//! for, what went past the gate, what is waived, and what cannot be read.

mod laws;

use serde_json::Value;

use crate::outcome::{Outcome, finished};
use crate::sandbox::Sandbox;

const OPP: &str = "OPP-7H3J5K9M";
/// Friday afternoons.
const LAST_WEEK: &str = "2026-11-13T16:00:00Z";
const THIS_WEEK: &str = "2026-11-20T16:00:00Z";

/// Runs a program at a time, for it and for git.
fn at(desk: &Sandbox, time: &str, who: &str, words: &[&str]) -> Outcome {
    let mut command = desk.command(&desk.root(), who, words);
    command.env("DESK_NOW", time);
    command.envs([("GIT_AUTHOR_DATE", time), ("GIT_COMMITTER_DATE", time)]);
    finished(words, command)
}

fn report(desk: &Sandbox, time: &str, flags: &[&str]) -> Value {
    let words = [&["hygiene", "report", "--format", "json"], flags].concat();
    at(desk, time, "sam", &words).ok().json()
}

/// A desk in which sam rates in the first week, and something is done by hand in the second.
fn desk() -> Sandbox {
    let desk = Sandbox::desk();
    desk.git(&["checkout", "-q", "--orphan", "then"]).ok();
    let begin = "2026-11-02T09:00:00Z";
    let account = "accounts/northwind-freight.yaml";
    let opportunity = format!("opportunities/{OPP}.yaml");
    let text = desk.read(&opportunity).replace(
        "owner: dana\n",
        "owner: dana\namount: 240000 EUR\nclose_date: [{at: 2026-10-01T09:00:00Z, by: sam, date: 2026-12-18}]\n",
    );
    desk.put(&opportunity, &text);
    desk.git(&["add", "."]).ok();
    at(&desk, begin, "sam", &["git", "commit", "-qm", "begin"]).ok();
    assert!(desk.read(account).contains("solutions_architect: sam"));
    let monday = "2026-11-09T09:00:00Z";
    at(&desk, monday, "dana", &["sa", "opp", "stage", OPP, "3"]).ok();
    let rate = ["sa", "opp", "rate", OPP, "green", "--details", "All agree."];
    at(&desk, "2026-11-10T09:00:00Z", "sam", &rate).ok();
    desk
}

/// What the second week brings: a next step, and a status by hand that the gate would have refused.
fn second_week(desk: &Sandbox) {
    let next = [
        "sa",
        "opp",
        "next-steps",
        OPP,
        "Send the sizing.",
        "--by",
        "2026-11-27",
    ];
    at(desk, "2026-11-16T09:00:00Z", "sam", &next).ok();
    desk.append(
        &format!("opportunities/{OPP}.yaml"),
        "tech_eval: {status: Win}",
    );
    let by_hand = ["git", "commit", "-qam", "we won, I hear", "--no-verify"];
    at(desk, "2026-11-17T09:00:00Z", "dana", &by_hand).ok();
}

#[test]
fn last_weeks_numbers_are_what_was_printed_last_week() {
    let desk = desk();
    let then = report(&desk, LAST_WEEK, &[]);
    second_week(&desk);
    let now = report(&desk, THIS_WEEK, &[]);
    for key in ["asked", "passed", "score", "errors", "warnings", "waived"] {
        assert_eq!(
            now["data"]["total"]["week_earlier"][key], then["data"]["total"][key],
            "{key}"
        );
    }
    assert_ne!(
        now["data"]["total"]["score"],
        then["data"]["total"]["score"]
    );
    for cut in ["by_sa", "by_check"] {
        for row in now["data"][cut].as_array().expect("rows") {
            let name = |row: &Value| (row["sa"].clone(), row["check"].clone());
            let rows = then["data"][cut].as_array().expect("rows");
            let old = rows.iter().find(|old| name(old) == name(row));
            let old = old.map_or(Value::Null, |old| old["score"].clone());
            assert_eq!(row["week_earlier"]["score"], old, "{row}");
        }
    }
    // The same is said of that day from here, at its end instead of in the afternoon.
    let again = report(&desk, THIS_WEEK, &["--as-of", "2026-11-13"]);
    assert_eq!(
        again["data"]["total"]["score"],
        then["data"]["total"]["score"]
    );
    assert_eq!(again["data"]["commit"], then["data"]["commit"]);
    let week = report(&desk, THIS_WEEK, &["--week", "2026-W46"]);
    let sunday = report(&desk, THIS_WEEK, &["--as-of", "2026-11-15"]);
    assert_eq!(week, sunday);
    assert_eq!(week["data"]["week"], "2026-W46");
}

#[test]
fn the_same_commit_policy_and_day_give_the_same_bytes() {
    let desk = desk();
    second_week(&desk);
    for format in ["table", "json", "csv", "markdown"] {
        let words = [
            "hygiene",
            "report",
            "--as-of",
            "2026-11-19",
            "--format",
            format,
        ];
        let first = at(&desk, THIS_WEEK, "sam", &words).ok().stdout.clone();
        at(&desk, "2026-12-24T09:00:00Z", "dana", &words)
            .ok()
            .prints(&first);
    }
}

#[test]
fn what_went_past_the_gate_is_named_and_its_findings_say_what_mends_them() {
    let desk = desk();
    second_week(&desk);
    let now = report(&desk, THIS_WEEK, &[]);
    let past = now["data"]["past_the_gate"].as_array().expect("commits");
    assert_eq!(past.len(), 1, "{past:?}");
    assert_eq!(past[0]["author"], "dana@example.com");
    assert_eq!(past[0]["subject"], "we won, I hear");
    let checks = past[0]["checks"].as_array().expect("checks");
    assert!(
        checks.contains(&"tech-eval-not-closed".into()),
        "{checks:?}"
    );
    let shown = at(&desk, THIS_WEEK, "sam", &["hygiene", "report"]);
    shown
        .ok()
        .says("Went past the gate this week (1)")
        .says(&format!("sa opp edit {OPP} --set tech_eval.end=DATE"));
    let policy = desk.read("desk.toml");
    desk.put(
        "desk.toml",
        "schema = 1\n[requests]\nsentence_words = \"x\"\n",
    );
    let broken = ["git", "commit", "-qam", "no policy", "--no-verify"];
    at(&desk, "2026-11-18T09:00:00Z", "dana", &broken).ok();
    desk.put("desk.toml", &policy);
    let mended = ["git", "commit", "-qam", "mended", "--no-verify"];
    at(&desk, "2026-11-18T10:00:00Z", "dana", &mended).ok();
    let now = report(&desk, THIS_WEEK, &[]);
    let second = &now["data"]["past_the_gate"][1];
    assert_eq!(second["subject"], "no policy");
    assert_eq!(second["checks"][0], "invalid-policy");
    let next_week = report(&desk, "2026-11-27T16:00:00Z", &[]);
    assert_eq!(next_week["data"]["past_the_gate"], Value::Array(Vec::new()));
}

#[test]
fn what_cannot_be_read_is_counted_and_what_is_waived_is_apart() {
    let desk = desk();
    second_week(&desk);
    desk.put("opportunities/OPP-2M4N6P8Q.yaml", "name: [\n");
    desk.git(&["add", "."]).ok();
    let broken = ["git", "commit", "-qm", "broken", "--no-verify"];
    at(&desk, "2026-11-18T09:00:00Z", "sam", &broken).ok();
    let waive = [
        "hygiene",
        "waive",
        "ps-not-positioned",
        OPP,
        "--reason",
        "they have a partner",
        "--until",
        "2026-12-31",
    ];
    at(&desk, "2026-11-19T09:00:00Z", "maria", &waive).ok();
    let now = report(&desk, THIS_WEEK, &[]);
    let unreadable = now["data"]["unreadable"].as_array().expect("paths");
    assert_eq!(unreadable[..], ["opportunities/OPP-2M4N6P8Q.yaml"]);
    let waived = now["data"]["waived"].as_array().expect("rows");
    assert_eq!(waived.len(), 1, "{waived:?}");
    assert_eq!(waived[0]["reason"], "they have a partner");
    assert_eq!(waived[0]["until"], "2026-12-31");
    let shown = at(&desk, THIS_WEEK, "sam", &["hygiene", "report"]);
    shown
        .ok()
        .says("1 record cannot be read")
        .says("Waived (1)");
    assert!(shown.stderr.is_empty(), "{shown}");
    desk.append("accounts/northwind-freight.yaml", "aliases: [NWF]");
    at(&desk, THIS_WEEK, "sam", &["hygiene", "report"])
        .ok()
        .says("1 file differs from the last commit, and the report is of that");
}

#[test]
fn a_report_is_narrowed_and_one_sa_has_a_sheet() {
    let desk = desk();
    second_week(&desk);
    let of = |flags: &[&str]| report(&desk, THIS_WEEK, flags);
    let sheet = of(&["--sa", "sam"]);
    assert_eq!(sheet["data"]["sheet"][0]["id"], OPP);
    assert_eq!(sheet["data"]["sheet"][0]["next_steps"]["due"], "2026-11-27");
    assert_eq!(sheet["data"]["sheet"][0]["feasibility"]["rating"], "Green");
    let other = of(&["--sa", "kim"]);
    assert_eq!(other["data"]["total"]["asked"], 0);
    let quarter = of(&["--quarter", "FY27-Q4"]);
    assert_eq!(quarter["data"]["wanted"]["quarter"], "FY27-Q4");
    assert_ne!(quarter["data"]["total"]["asked"], 0);
    assert_eq!(of(&["--quarter", "FY28-Q1"])["data"]["total"]["asked"], 0);
    let check = of(&["--check", "tech-eval-not-closed"]);
    let findings = check["findings"].as_array().expect("findings");
    let all = |finding: &Value| finding["check"] == "tech-eval-not-closed";
    assert!(!findings.is_empty() && findings.iter().all(all));
    let csv = ["hygiene", "report", "--format", "csv"];
    let csv = at(&desk, THIS_WEEK, "sam", &csv);
    let rows = csv.ok().stdout.lines().count() - 1;
    let findings = of(&[])["findings"].as_array().expect("findings").len();
    assert_eq!(rows, findings);
}

#[test]
fn a_report_of_no_such_day_week_quarter_or_person_is_refused() {
    let desk = desk();
    let refused = |flags: &[&str], code: i32, phrase: &str| {
        let words = [&["hygiene", "report"], flags].concat();
        at(&desk, THIS_WEEK, "sam", &words).exits(code).says(phrase);
    };
    refused(&["--as-of", "2026-12-24"], 2, "2026-12-24 is yet to come");
    refused(&["--as-of", "2026-10-01"], 3, "has no commit of 2026-10-01");
    refused(&["--as-of", "friday"], 2, "a date is written 2026-11-23");
    refused(&["--week", "47"], 2, "2026-W");
    refused(&["--quarter", "Q4"], 2, "FY27-Q");
    refused(&["--sa", "nobody"], 3, "nobody");
    refused(&["--check", "stale-next-step"], 2, "stale-next-steps");
}

#[test]
fn a_week_says_what_is_done_and_the_command_for_what_is_open() {
    let desk = desk();
    second_week(&desk);
    let week = at(&desk, THIS_WEEK, "sam", &["sa", "week", "--format", "json"]);
    let week = week.ok().json();
    let items = week["data"]["items"].as_array().expect("items");
    let item = |words: &str| {
        let found = items.iter().find(|item| {
            let own = item["item"].as_str().expect("words");
            own.starts_with(words)
        });
        found.unwrap_or_else(|| panic!("{words}: {items:?}"))
    };
    assert_eq!(item("every opportunity worked has")["done"], true);
    assert_eq!(item("next steps look ahead")["done"], true);
    let services = item("Professional Services");
    assert_eq!(services["done"], false);
    assert_eq!(services["open"][0]["record"], OPP);
    let command = services["open"][0]["command"].as_str().expect("a command");
    assert!(command.starts_with(&format!("sa log {OPP}")), "{command}");
    let shown = at(&desk, THIS_WEEK, "sam", &["sa", "week"]);
    shown.ok().says("no activity of this week is logged");
    let mine = at(&desk, THIS_WEEK, "sam", &["sa", "mine"]);
    mine.ok()
        .says("Owed (")
        .says("Next steps within a week (1)")
        .says("Send the sizing.");
}
