//! What Technical Architects do beside reviewing: answers, calls, who takes what over, escalations; and how services
//! are ordered.

use crate::opportunities::OPP;
use crate::sandbox::Sandbox;
use crate::sows::{staffed, step, written};

#[test]
fn a_question_needs_help_until_the_last_is_answered() {
    let desk = staffed();
    let id = written(&desk);
    let id = id.as_str();
    let data = step(&desk, "emma", &["ta", "ask", id, "How large are: they?"]);
    assert_eq!(data["assistance"][0]["state"], "needs-ta-assistance");
    let data = step(&desk, "sam", &["ta", "ask", id, "Who has access?"]);
    assert_eq!(data["assistance"].as_array().map(Vec::len), Some(1));
    let data = step(
        &desk,
        "tariq",
        &["ta", "answer", id, "1", "Below 5 GB.\nAll of them."],
    );
    assert_eq!(data["questions"][0]["answer"]["by"], "tariq");
    assert_eq!(
        data["questions"][0]["answer"]["text"],
        "Below 5 GB.\nAll of them."
    );
    assert_eq!(data["assistance"].as_array().map(Vec::len), Some(1));
    let last = ["ta", "answer", id, "2", "Lars"];
    let data = step(&desk, "ines", &last);
    assert_eq!(data["assistance"][1]["state"], "ta-assisted");
    assert_eq!(data["assistance"][1]["by"], "ines");
    let again = desk.run_as("tariq", &last);
    again.exits(1).says("question 2 of");
    again.says("was answered by `ines` on 2026-11-23");
    desk.run(&["hygiene", "check"]).ok();
}

#[test]
fn what_questions_and_answers_refuse() {
    let desk = staffed();
    let id = written(&desk);
    let id = id.as_str();
    step(&desk, "tariq", &["ta", "ask", id, "Why?"]);
    desk.refuses(&["ta", "ask", id, " "], 1, &["the question is empty"]);
    let sam = ["ta", "answer", id, "1", "Because"];
    desk.refuses(
        &sam,
        1,
        &["role ta, which `sam` lacks", "let ines or tariq run"],
    );
    desk.run_as("tariq", &sam)
        .exits(1)
        .says("`tariq` asked question 1");
    let ines = |number: &str, text: &str| desk.run_as("ines", &["ta", "answer", id, number, text]);
    for number in ["0", "2"] {
        let outcome = ines(number, "x");
        outcome
            .exits(1)
            .says(&format!("has one question, and none is number {number}"));
    }
    ines("1", " ").exits(1).says("the answer is empty");
    ines("1", "Because").ok();
}

fn call<'a>(id: &'a str, at: &'a str) -> Vec<&'a str> {
    vec!["ta", "call", id, "--at", at, "--context", "Notes: n"]
}

/// A moment on the next day, as somebody in Berlin names it.
const TOMORROW: &str = "2026-11-24 15:00 Europe/Berlin";

#[test]
fn a_call_at_short_notice_says_why() {
    let desk = staffed();
    let id = written(&desk);
    let assign = ["ta", "reassign", &id, "tariq", "--reason", "the first"];
    step(&desk, "emma", &assign);
    let short = [
        "is 1 day 4 h ahead, and this desk asks for it 2 business days ahead",
        "the earliest is Wednesday 2026-11-25 11:00 +01:00",
        "--because",
    ];
    desk.refuses(&call(&id, TOMORROW), 1, &short);
    let because = [&call(&id, TOMORROW)[..], &["--because", "they leave"]].concat();
    let data = step(&desk, "sam", &because);
    assert_eq!(data["calls"][0]["short_notice_because"], "they leave");
    assert_eq!(data["calls"][0]["call_at"], "2026-11-24T15:00:00+01:00");
    let early = call(&id, "2026-11-25 15:00");
    let early = [&early[..], &["--because", "not needed"]].concat();
    let data = step(&desk, "sam", &early);
    assert_eq!(data["calls"][1].get("short_notice_because"), None);
}

#[test]
fn what_calls_refuse() {
    let desk = staffed();
    let id = written(&desk);
    let refused = |at: &str, code: i32, phrases: &[&str]| {
        desk.refuses(&call(&id, at), code, phrases);
    };
    let december = "2026-12-01 15:00";
    let no_ta = ["names no Technical Architect", "ta reassign"];
    refused(december, 1, &no_ta);
    let assign = ["ta", "reassign", &id, "tariq", "--reason", "the first"];
    step(&desk, "emma", &assign);
    refused("2026-11-20 15:00", 1, &["is past", "sa log"]);
    refused("soon", 2, &["--at", december]);
    let nobody = ["sa", "sow", "edit", &id, "--set", "engagement_manager="];
    step(&desk, "emma", &nobody);
    let no_em = ["names no Engagement Manager", "--set engagement_manager="];
    refused(december, 1, &no_em);
}

#[test]
fn a_sow_goes_to_who_fits_and_can() {
    let desk = staffed();
    let id = written(&desk);
    let id = id.as_str();
    let reassign = |more: &[&str], code: i32, phrases: &[&str]| {
        desk.refuses(&[&["ta", "reassign", id], more].concat(), code, phrases);
    };
    let why = ["--reason", "she knows it"];
    let ranking = [
        "tariq: knows scm-migration; nothing waits for them; in EMEA; senior",
        "ines: does not list scm-migration",
        &format!("ta reassign {id} TA --reason TEXT"),
    ];
    reassign(&why, 2, &ranking);
    reassign(
        &["kim", why[0], why[1]],
        1,
        &["`kim` is no Technical Architect"],
    );
    reassign(&["tariq", "--reason", " "], 1, &["the reason is empty"]);
    let submit = desk.run_as("emma", &["sa", "sow", "submit", id, "--format", "json"]);
    submit.ok();
    let data = step(
        &desk,
        "emma",
        &["ta", "reassign", id, "@tariq", "--reason", "the first"],
    );
    assert_eq!(data["assigned_ta"][0]["who"], "tariq");
    reassign(&["tariq", why[0], why[1]], 1, &["`tariq` has", "already"]);
    let data = step(
        &desk,
        "tariq",
        &["ta", "reassign", id, "ines", why[0], why[1]],
    );
    assert_eq!(data["assigned_ta"][1]["reason"], "she knows it");
    let team = desk.run(&["ta", "team", "--format", "json"]).ok().json();
    let loads: Vec<String> = team["data"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            format!(
                "{} {}",
                one["id"].as_str().unwrap_or_default(),
                one["load"]["reviews"]
            )
        })
        .collect();
    assert_eq!(loads, ["ines 1", "tariq 0"]);
}

fn opened(desk: &Sandbox, more: &[&str]) -> String {
    let account = ["ta", "escalation", "open", "--account", "northwind-freight"];
    let words = [&account[..], more, &["--format", "json"]].concat();
    let data = desk.run_as("tariq", &words).ok().json();
    assert_eq!(data["schema"], "desk.escalation/1");
    data["data"]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn an_escalation_is_opened_listed_and_resolved() {
    let desk = staffed();
    let low = opened(&desk, &["--severity", "low", "slow: at times"]);
    let bad = opened(
        &desk,
        &["--severity", "critical", "--owner", "ines", "no restore"],
    );
    let ids = |more: &[&str]| -> Vec<String> {
        let words = [&["ta", "escalation", "list", "--format", "json"], more].concat();
        let data = desk.run_as("tariq", &words).ok().json();
        let list = data["data"].as_array().expect("a list").iter();
        list.map(|one| one["id"].as_str().expect("an id").to_owned())
            .collect()
    };
    assert_eq!(ids(&[]), [bad.clone(), low.clone()]);
    assert_eq!(ids(&["--mine"]), std::slice::from_ref(&low));
    let resolve = ["ta", "escalation", "resolve", &bad, "--note"];
    let words = [&resolve[..], &["a bad disk"]].concat();
    desk.refuses(
        &words,
        1,
        &["resolving what `ines` answers for", "`sam` lacks", "maria"],
    );
    desk.run_as("ines", &[&resolve[..], &[" "]].concat())
        .exits(1)
        .says("the note is empty");
    desk.run_as("maria", &words).ok().says("is resolved");
    desk.run_as("ines", &words)
        .exits(1)
        .says("was resolved by `maria` on 2026-11-23");
    assert_eq!(ids(&[]), std::slice::from_ref(&low));
    assert_eq!(ids(&["--all"]), [low, bad]);
    let open = [
        "ta",
        "escalation",
        "open",
        "--account",
        "northwind-freight",
        "--severity",
    ];
    let by_sam = [&open[..], &["high", "it burns"]].concat();
    desk.refuses(&by_sam, 1, &["role ta, which `sam` lacks", "--owner TA"]);
    desk.refuses(&[&open[..], &["dire", "x"]].concat(), 2, &["critical"]);
    desk.run(&["hygiene", "check"]).ok();
}

#[test]
fn a_service_is_ordered_by_its_sku_or_scoped() {
    let desk = staffed();
    let route = |more: &[&str]| desk.run(&[&["sa", "ps", "route", OPP], more].concat());
    let sku = route(&["--service", "scm-migration"]);
    sku.ok().says("migration-plus");
    sku.says("no SOW is needed");
    sku.says("Positioned PS");
    let custom = route(&["--service", "ci-cd", "--hours", "120"]);
    custom
        .ok()
        .says("no SKU of the catalogue holds 120 hours of ci-cd");
    custom.says("makes the PS opportunity in Salesforce");
    desk.git(&["status", "--porcelain"]).ok().prints("");
    let start = [
        "sa",
        "ps",
        "route",
        OPP,
        "--service",
        "ci-cd",
        "--hours",
        "120",
        "--start",
    ];
    let data = step(&desk, "sam", &start);
    assert_eq!(data["route"], "custom");
    assert_eq!(
        data["route_reason"],
        "no SKU of the catalogue holds 120 hours of ci-cd"
    );
    assert_eq!(data["service"], "ci-cd");
    let small = [
        "sa",
        "account",
        "edit",
        "northwind-freight",
        "--set",
        "segment=smb",
    ];
    desk.run(&small).ok();
    let partner = route(&["--service", "ci-cd"]);
    partner.ok().says("hand the custom work to a partner");
    desk.refuses(
        &start,
        1,
        &["no SOW begins here", "hand the custom work to a partner"],
    );
}
