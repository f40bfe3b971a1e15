//! The life of an opportunity through every command, and what each refuses.
//! POVs live in a file of their own.

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

/// The opportunity of the desk, at `2-Scoping` and sam's.
pub(crate) const OPP: &str = "OPP-7H3J5K9M";

/// Runs a step of the opportunity and returns what it is then.
#[track_caller]
fn step(desk: &Sandbox, who: &str, words: &[&str]) -> Value {
    let words = [&["sa", "opp"], words, &["--format", "json"]].concat();
    let outcome = desk.run_as(who, &words);
    let read = outcome.ok().json();
    assert_eq!(read["ok"], true, "{outcome}");
    assert_eq!(read["schema"], "desk.opportunity/1", "{outcome}");
    assert_eq!(read["data"]["id"], OPP, "{outcome}");
    desk.git(&["status", "--porcelain"]).ok().prints("");
    read["data"].clone()
}

fn last<'a>(data: &'a Value, list: &str) -> &'a Value {
    let entries = data[list].as_array().expect("a list");
    entries.last().expect("an entry")
}

/// Gives the opportunity an SA, next steps and a close date.
fn staffed_and_planned(desk: &Sandbox) {
    let words = ["assign", OPP, "Kim Berg", "--reason", "sam is away"];
    let data = step(desk, "sam", &words);
    assert_eq!(data["current"]["sa"], "kim");
    assert_eq!(last(&data, "primary_sa")["reason"], "sam is away");
    let words = ["next-steps", OPP, "Agree: the criteria", "--by", "friday"];
    let data = step(desk, "sam", &words);
    assert_eq!(last(&data, "next_steps")["text"], "Agree: the criteria");
    assert_eq!(data["current"]["next_steps_due"], "2026-11-27");
    step(desk, "dana", &["close-date", OPP, "2026-12-18"]);
    let data = step(
        desk,
        "dana",
        &["close-date", OPP, "2027-01-29", "--reason", "budget"],
    );
    assert_eq!(data["current"]["pushes"], 1);
}

/// Begins the technical evaluation, with SAs who help.
fn evaluated(desk: &Sandbox) {
    let data = step(desk, "sam", &["stage", OPP, "technical evaluation"]);
    assert_eq!(data["stage"], "3-Technical Evaluation");
    let data = step(desk, "sam", &["tech-eval", "start", OPP]);
    assert_eq!(data["tech_eval"]["start"], "2026-11-23");
    step(desk, "sam", &["second", OPP, "sam", "--mode", "ad-hoc"]);
    let words = ["second", OPP, "sam", "--mode", "long-term"];
    let data = step(desk, "maria", &words);
    let helper = json!([{"who": "sam", "mode": "long-term", "activities": 0}]);
    assert_eq!(data["current"]["secondary_sas"], helper);
}

/// Rates the opportunity and answers some of its questions.
fn qualified(desk: &Sandbox) {
    let data = step(
        desk,
        "kim",
        &["rate", OPP, "green", "--details", "they test it daily"],
    );
    assert_eq!(data["current"]["rating"], "Green");
    let words = [
        "plan",
        OPP,
        "--set",
        "why_now=licence: ends",
        "--set",
        "command_plan.why_us=trains",
    ];
    let data = step(desk, "kim", &words);
    assert_eq!(data["command_plan"]["why_now"], "licence: ends");
    assert_eq!(data["current"]["plan_answered"], "2 of 6");
    let data = step(
        desk,
        "kim",
        &["meddpicc", OPP, "--set", "Champion=Lee Park"],
    );
    assert_eq!(data["current"]["meddpicc_answered"], "1 of 8");
}

#[test]
fn the_whole_life_of_an_opportunity() {
    let desk = Sandbox::guarded();
    let begin = desk.head();
    staffed_and_planned(&desk);
    evaluated(&desk);
    qualified(&desk);
    let words = [
        "tech-eval",
        "end",
        OPP,
        "--status",
        "win",
        "--details",
        "fast",
    ];
    let data = step(&desk, "kim", &words);
    assert_eq!(data["tech_eval"]["status"], "Win");
    let data = step(&desk, "dana", &["stage", OPP, "closed won"]);
    assert_eq!(data["state"], "Closed Won");
    let range = format!("{begin}..HEAD");
    desk.run(&["hygiene", "check", "--range", &range]).ok();
    let shown = desk.run(&["sa", "opp", "show", OPP]);
    for phrase in [
        "Closed Won",
        "kim since 2026-11-23",
        "pushed once",
        "sam (long-term)",
        "2 of 6",
    ] {
        shown.ok().says(phrase);
    }
}

#[test]
fn a_day_in_words_is_said_back() {
    let desk = Sandbox::desk();
    let words = [
        "sa",
        "opp",
        "next-steps",
        OPP,
        "Send the sheet",
        "--by",
        "in 3 days",
    ];
    desk.run(&words)
        .ok()
        .says("its next steps are due by Thursday 2026-11-26");
    desk.run(&["sa", "opp", "close-date", OPP, "tomorrow"])
        .ok()
        .says("it closes on Tuesday 2026-11-24");
}

#[test]
fn an_opportunity_is_named_by_salesforce_id_and_by_its_account() {
    let desk = Sandbox::desk();
    let edit = [
        "sa",
        "opp",
        "edit",
        OPP,
        "--set",
        "sfdc_id=0064M00000XyZ12QAF",
    ];
    desk.run(&edit).ok();
    for text in [
        "0064M00000XyZ12QAF",
        "0064M00000XyZ12",
        "northwind-freight",
        "Northwind Freight",
    ] {
        let outcome = desk.run(&["sa", "opp", "show", text, "--format", "json"]);
        assert_eq!(outcome.ok().json()["data"]["id"], OPP, "{text}");
    }
    let new = [
        "sa",
        "opp",
        "new",
        "--account",
        "northwind-freight",
        "--name",
        "More seats",
        "--owner",
        "dana",
        "--stage",
        "discovery",
        "--close-date",
        "in 9 days",
    ];
    desk.run(&new).ok();
    let stage = ["sa", "opp", "stage", "northwind-freight", "3"];
    desk.refuses(&stage, 3, &["has 2 open opportunities", OPP, "More seats"]);
    let list = desk
        .run(&["sa", "opp", "list", "--open", "--format", "json"])
        .json();
    for one in list["data"].as_array().expect("a list") {
        let id = one["id"].as_str().expect("an id");
        desk.run(&["sa", "opp", "stage", id, "8", "--reason", "no budget"])
            .ok();
    }
    desk.refuses(
        &stage,
        3,
        &[
            "has no open opportunity",
            "sa opp list --account northwind-freight",
        ],
    );
}

#[test]
fn lists_are_narrowed() {
    let desk = Sandbox::desk();
    let ids = |words: &[&str]| {
        let words = [&["sa", "opp", "list", "--format", "json"], words].concat();
        let list = desk.run(&words).ok().json();
        list["data"].as_array().map_or(0, Vec::len)
    };
    for words in [
        &["--mine"][..],
        &["--sa", "sam"],
        &["--open"],
        &["--stage", "2"],
        &["--account", "northwind-freight"],
        &["--region", "emea"],
    ] {
        assert_eq!(ids(words), 1, "{words:?}");
    }
    for words in [
        &["--sa", "kim"][..],
        &["--stage", "closed won"],
        &["--region", "amer"],
    ] {
        assert_eq!(ids(words), 0, "{words:?}");
    }
    desk.refuses(
        &["sa", "opp", "list", "--region", "moon"],
        3,
        &["is not a region"],
    );
}

#[test]
fn moves_that_opportunities_refuse() {
    let desk = Sandbox::desk();
    let opp = |words: &[&str], code: i32, phrases: &[&str]| {
        desk.refuses(&[&["sa", "opp"], words].concat(), code, phrases);
    };
    opp(&["stage", OPP, "tecnical"], 2, &["is not a stage"]);
    opp(
        &["stage", OPP, "3-Tecnical Evaluation"],
        2,
        &["did you mean `3-Technical Evaluation`"],
    );
    opp(
        &["stage", OPP, "1"],
        1,
        &["needs a reason", "--reason TEXT"],
    );
    opp(&["stage", OPP, "8"], 1, &["needs a reason"]);
    opp(&["stage", OPP, "2"], 1, &["is at 2-Scoping already"]);
    opp(
        &["stage", OPP, "duplicate"],
        1,
        &["cannot go to 10-Duplicate"],
    );
    opp(
        &["edit", OPP, "--set", "amount=1,200 EUR"],
        1,
        &["is not an amount"],
    );
    opp(&["edit", OPP, "--set", "stage=3"], 1, &["sa opp stage"]);
    let by = ["next-steps", OPP, "Call", "--by", "next friday"];
    opp(&by, 2, &["--by", "2026-11-27", "2026-12-04"]);
    opp(&["next-steps", OPP, " "], 1, &["the next steps are empty"]);
    let second = ["second", OPP, "kim", "--mode", "long-term"];
    opp(
        &second,
        1,
        &["manager, which `sam` lacks", "let maria run this command"],
    );
    opp(
        &["assign", OPP, "nobody"],
        3,
        &["there is no person `nobody`"],
    );
}

#[test]
fn what_is_found_of_an_opportunity_is_never_a_forecast_or_a_guess() {
    let desk = Sandbox::desk();
    let opp = |words: &[&str], code: i32, phrases: &[&str]| {
        desk.refuses(&[&["sa", "opp"], words].concat(), code, phrases);
    };
    let end = ["tech-eval", "end", OPP, "--details", "x", "--status"];
    for word in ["In Progress", "Likely Win"] {
        opp(&[&end[..], &[word]].concat(), 2, &["never a forecast"]);
    }
    opp(
        &[&end[..], &["win"]].concat(),
        1,
        &["no technical evaluation to end"],
    );
    opp(
        &["rate", OPP, "orange", "--details", "x"],
        2,
        &["Red", "Yellow", "Green"],
    );
    opp(
        &["plan", OPP, "--set", "why_nw=x"],
        2,
        &["did you mean `why_now`"],
    );
    opp(
        &["meddpicc", OPP, "--set", "why_now=x"],
        2,
        &["MEDDPICC has no question"],
    );
}

#[test]
fn questions_are_shown_with_the_command_that_answers_them() {
    let desk = Sandbox::desk();
    let before = desk.tree();
    let outcome = desk.run(&["sa", "opp", "plan", OPP]);
    outcome.ok().says("Why Now? open");
    outcome.says(&format!("sa opp plan {OPP} --set why_now="));
    desk.assert_unchanged(&before, "questions are only shown");
    let read = desk
        .run(&["sa", "opp", "meddpicc", OPP, "--format", "json"])
        .json();
    assert_eq!(read["data"]["answered"], "0 of 8");
    assert_eq!(read["data"]["questions"].as_array().map(Vec::len), Some(9));
}
