//! The life of a POV through every command, and what each refuses.
//! Whether a POV may begin is the gate's business, and lives beside its checks.

use serde_json::Value;

use crate::opportunities::OPP;
use crate::sandbox::Sandbox;

/// Runs a step of a POV and returns what it is then.
#[track_caller]
fn step(desk: &Sandbox, who: &str, words: &[&str]) -> Value {
    let words = [&["sa", "pov"], words, &["--format", "json"]].concat();
    let outcome = desk.run_as(who, &words);
    let read = outcome.ok().json();
    assert_eq!(read["schema"], "desk.pov/1", "{outcome}");
    desk.git(&["status", "--porcelain"]).ok().prints("");
    read["data"].clone()
}

/// Makes a POV of the desk's opportunity and returns its id.
fn made(desk: &Sandbox) -> String {
    let data = step(desk, "sam", &["new", OPP, "--type", "guided"]);
    data["id"].as_str().expect("an id").to_owned()
}

/// Agrees on a POV and on what proves it, as far as it may begin: the opportunity is evaluated and qualified too.
fn agreed(desk: &Sandbox) -> String {
    desk.run_as("dana", &["sa", "opp", "stage", OPP, "3"]).ok();
    let who = ["champion=Lars Holm", "economic_buyer=Ada Brandt"];
    let qualify = [
        "sa", "opp", "meddpicc", OPP, "--set", who[0], "--set", who[1],
    ];
    desk.run(&qualify).ok();
    let id = made(desk);
    let add = [
        "criterion",
        "add",
        &id,
        "--capability",
        "Merge trains",
        "--acceptance",
        "no broken main",
        "--metric",
        "broken builds a week",
    ];
    step(desk, "sam", &add);
    step(
        desk,
        "maria",
        &["approve", &id, "--note", "agreed with Dana"],
    );
    id
}

/// Changes a criterion, and expects what came from the opportunity.
fn told(desk: &Sandbox, id: &str) {
    let data = step(
        desk,
        "kim",
        &["criterion", "set", id, "1", "--metric", "minutes"],
    );
    assert_eq!(data["name"], "Northwind platform");
    assert_eq!(data["account"], "northwind-freight");
    assert_eq!(data["owner"], "dana");
    assert_eq!(data["sa"], "sam");
    assert_eq!(data["criteria"][0]["metric"], "minutes");
    assert_eq!(data["approvals"][0]["by"], "maria");
}

/// Begins the POV, and with it the technical evaluation.
fn begun(desk: &Sandbox, id: &str) {
    let data = step(desk, "sam", &["start", id, "--close", "2026-12-18"]);
    assert_eq!(data["state"], "in-progress");
    assert_eq!(data["start"], "2026-11-23");
    assert_eq!(data["close"], "2026-12-18");
    let files = desk.git(&["show", "--name-only", "--format=", "HEAD"]);
    files.ok().says(&format!("opportunities/{OPP}.yaml"));
    files.says(id);
    let opportunity = desk
        .run(&["sa", "opp", "show", OPP, "--format", "json"])
        .json();
    assert_eq!(opportunity["data"]["tech_eval"]["start"], "2026-11-23");
}

#[test]
fn the_whole_life_of_a_pov() {
    let desk = Sandbox::guarded();
    let begin = desk.head();
    let id = agreed(&desk);
    told(&desk, &id);
    begun(&desk, &id);
    let words = [
        "extend",
        &id,
        "--until",
        "2027-01-08",
        "--reason",
        "holidays",
    ];
    let data = step(&desk, "sam", &words);
    assert_eq!(data["close"], "2027-01-08");
    assert_eq!(data["extensions"][0]["until"], "2027-01-08");
    step(
        &desk,
        "sam",
        &["criterion", "set", &id, "1", "--outcome", "met"],
    );
    let words = [
        "close",
        &id,
        "--result",
        "successful",
        "--note",
        "all of it: met",
        "--on",
        "today",
    ];
    let data = step(&desk, "sam", &words);
    assert_eq!(data["state"], "closed");
    assert_eq!(data["close"], "2026-11-23");
    assert_eq!(data["history"][2]["result"], "successful");
    assert_eq!(data["history"][2]["note"], "all of it: met");
    assert_eq!(data["met"], 1);
    let range = format!("{begin}..HEAD");
    desk.run(&["hygiene", "check", "--range", &range]).ok();
    let shown = desk.run(&["sa", "pov", "show", &id]);
    for phrase in [
        "closed, successful",
        "maria: agreed with Dana",
        "Merge trains",
        "holidays",
    ] {
        shown.ok().says(phrase);
    }
    let open = desk
        .run(&["sa", "pov", "list", "--open", "--mine", "--format", "json"])
        .json();
    assert_eq!(open["data"].as_array().map(Vec::len), Some(0));
    made(&desk);
}

#[test]
fn a_technical_evaluation_that_began_keeps_its_day() {
    let desk = Sandbox::desk();
    desk.run(&["sa", "opp", "tech-eval", "start", OPP, "--on", "2026-11-02"])
        .ok();
    let id = agreed(&desk);
    let start = desk.run(&["sa", "pov", "start", &id, "--close", "2026-12-04"]);
    start
        .ok()
        .says("is in-progress since Monday 2026-11-23 and runs to Friday 2026-12-04");
    assert!(!start.stdout.contains("technical evaluation"), "{start}");
    let opportunity = desk
        .run(&["sa", "opp", "show", OPP, "--format", "json"])
        .json();
    assert_eq!(opportunity["data"]["tech_eval"]["start"], "2026-11-02");
}

#[test]
fn what_povs_refuse() {
    let desk = Sandbox::desk();
    let id = made(&desk);
    let id = id.as_str();
    let pov = |words: &[&str], code: i32, phrases: &[&str]| {
        desk.refuses(&[&["sa", "pov"], words].concat(), code, phrases);
    };
    pov(
        &["new", OPP, "--type", "lite"],
        1,
        &[&format!("has the POV {id} already")],
    );
    pov(
        &["new", OPP, "--type", "long"],
        2,
        &["guided", "lite", "on-site", "paid"],
    );
    pov(
        &["approve", id],
        1,
        &["manager or asm, which `sam` lacks", "let maria run"],
    );
    pov(
        &["criterion", "set", id, "1", "--outcome", "met"],
        1,
        &["none is number 1"],
    );
    pov(
        &["criterion", "add", id, "--capability", " "],
        1,
        &["the capability is empty"],
    );
    let start = ["start", id, "--on", "2026-11-20", "--close", "2026-11-10"];
    pov(&start, 1, &["begin on 2026-11-20 and end on 2026-11-10"]);
    let close = ["close", id, "--result", "maybe", "--note", "x"];
    pov(&close, 2, &["successful", "unsuccessful"]);
    let close = ["close", id, "--result", "unsuccessful", "--note"];
    pov(&[&close[..], &[" "]].concat(), 1, &["the note is empty"]);
    let done = [&["sa", "pov"], &close[..], &["no budget"]].concat();
    desk.run(&done)
        .ok()
        .says("is closed, unsuccessful on Monday 2026-11-23");
    for words in [
        &["start", id][..],
        &["extend", id, "--until", "friday", "--reason", "r"],
    ] {
        pov(words, 1, &["is closed", &format!("sa pov new {OPP}")]);
    }
}
