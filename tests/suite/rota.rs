//! The rota as people keep it: weeks that are taken, dealt out, swapped and shown, and the label for the board.

use serde_json::Value;

use crate::sandbox::Sandbox;

const EMEA: [&str; 2] = ["--region", "EMEA"];

fn run(desk: &Sandbox, words: &[&str]) -> Value {
    let words = [words, &EMEA, &["--format", "json"]].concat();
    desk.run(&words).ok().json()["data"].clone()
}

/// Returns who has the next weeks, in their order.
fn who(desk: &Sandbox, weeks: &str) -> Vec<String> {
    let data = run(desk, &["sa", "rota", "show", "--weeks", weeks]);
    let weeks = data.as_array().expect("weeks").iter();
    weeks
        .map(|week| week["who"].as_str().unwrap_or("nobody").to_owned())
        .collect()
}

fn away(desk: &Sandbox, who: &str, days: &str) {
    desk.append(
        &format!("people/{who}.yaml"),
        &format!("time_off: [{days}]"),
    );
    desk.git(&["commit", "-qam", "people: time off"]).ok();
}

#[test]
fn a_week_is_taken_once_and_swapped_with_a_reason() {
    let desk = Sandbox::guarded();
    let data = run(
        &desk,
        &["sa", "rota", "set", "this", "sam", "--note", "my first"],
    );
    assert_eq!(
        (&data["id"], &data["who"]),
        (&"2026-W48-emea".into(), &"sam".into())
    );
    assert_eq!(data["note"], "my first");
    let kim = ["sa", "rota", "set", "2026-11-27", "kim", EMEA[0], EMEA[1]];
    let taken = "sa rota swap 2026-W48 WHO --region EMEA --reason TEXT";
    desk.refuses(&kim, 1, &["`sam` has 2026-W48 in EMEA", taken]);
    let swap = ["sa", "rota", "swap", "this", "kim", EMEA[0], EMEA[1]];
    let blank = [&swap[..], &["--reason", " "]].concat();
    desk.refuses(&blank, 1, &["the reason is empty"]);
    let data = run(
        &desk,
        &["sa", "rota", "swap", "this", "kim", "--reason", "a demo"],
    );
    let swaps = data["swaps"].as_array().expect("a list");
    assert_eq!(
        (&swaps[0]["from"], &swaps[0]["to"]),
        (&"sam".into(), &"kim".into())
    );
    let again = [&swap[..], &["--reason", "x"]].concat();
    desk.refuses(&again, 1, &["`kim` has 2026-W48 in EMEA already"]);
    assert_eq!(who(&desk, "2"), ["kim", "nobody"]);
    desk.run(&["hygiene", "check", "rota"])
        .ok()
        .says("nobody is on triage in EMEA");
}

#[test]
fn two_weeks_are_exchanged_in_one_commit() {
    let desk = Sandbox::guarded();
    run(
        &desk,
        &[
            "sa", "rota", "fill", "--from", "this", "--people", "sam,kim", "--weeks", "2",
        ],
    );
    let before = desk
        .git(&["rev-list", "--count", "HEAD"])
        .ok()
        .stdout
        .clone();
    let exchange = [
        "sa", "rota", "swap", "this", "2026-W49", "--reason", "a demo",
    ];
    run(&desk, &exchange);
    assert_eq!(who(&desk, "3"), ["kim", "sam", "nobody"]);
    let after = desk
        .git(&["rev-list", "--count", "HEAD"])
        .ok()
        .stdout
        .clone();
    let count = |text: &str| text.trim().parse::<i64>().expect("a number");
    assert_eq!(count(&after) - count(&before), 1);
    let nobody = [
        "sa", "rota", "swap", "this", "2026-W50", "--reason", "x", EMEA[0], EMEA[1],
    ];
    desk.refuses(
        &nobody,
        1,
        &["nobody has 2026-W50 in EMEA", "sa rota set 2026-W50"],
    );
}

#[test]
fn weeks_are_dealt_out_in_turn_past_who_is_away() {
    let desk = Sandbox::guarded();
    away(&desk, "sam", "{from: 2026-11-30, to: 2026-12-02}");
    run(&desk, &["sa", "rota", "set", "2026-W50", "kim"]);
    let fill = [
        "sa", "rota", "fill", "--from", "next", "--people", "sam,kim",
    ];
    let outcome = desk.run(&[&fill[..], &["--weeks", "4"], &EMEA].concat());
    outcome
        .ok()
        .says("2026-W49: sam is away on 3 days of it, and was passed over");
    outcome.says("2026-W50: somebody has it, so it stays as it was");
    assert_eq!(who(&desk, "5"), ["nobody", "kim", "kim", "sam", "kim"]);
    let again = [&fill[..], &["--weeks", "4"], &EMEA].concat();
    desk.refuses(
        &again,
        1,
        &["no week in EMEA is both free and one that somebody could take"],
    );
    let twice = [
        "sa", "rota", "fill", "--from", "next", "--people", "sam,sam", EMEA[0], EMEA[1],
    ];
    desk.refuses(&twice, 2, &["`sam` stands in `--people` twice"]);
}

#[test]
fn the_label_is_that_of_the_board() {
    let desk = Sandbox::guarded();
    run(&desk, &["sa", "rota", "set", "this", "sam"]);
    let label = desk.run(&["sa", "rota", "label", "this", EMEA[0], EMEA[1]]);
    assert_eq!(label.ok().stdout, "SA Triaged - Nov 23-27 - @sam\n");
    run(&desk, &["sa", "rota", "set", "2026-W49", "kim"]);
    let label = desk.run(&["sa", "rota", "label", "next", EMEA[0], EMEA[1]]);
    assert_eq!(label.ok().stdout, "SA Triaged - Nov 30-Dec 4 - @kim\n");
    let nobody = ["sa", "rota", "label", "2026-W50", EMEA[0], EMEA[1]];
    desk.refuses(&nobody, 3, &["nobody is on triage 2026-W50 in EMEA"]);
}

#[test]
fn what_weeks_people_and_regions_are_refused() {
    let desk = Sandbox::guarded();
    let set = |week: &'static str, who: &'static str, region: &'static str| {
        ["sa", "rota", "set", week, who, "--region", region]
    };
    desk.refuses(
        &set("2027-W53", "sam", "EMEA"),
        2,
        &["its year has no week 53"],
    );
    desk.refuses(
        &set("soon", "sam", "EMEA"),
        2,
        &["WEEK:", "`2026-W48`, `this` or `next`"],
    );
    desk.refuses(
        &set("this", "dana", "EMEA"),
        1,
        &["role sa, which `dana` lacks"],
    );
    desk.refuses(
        &set("this", "nobody", "EMEA"),
        3,
        &["there is no person `nobody`"],
    );
    desk.refuses(&set("this", "sam", "MARS"), 3, &["`MARS` is not a region"]);
    let alone = ["sa", "rota", "set", "this", "sam"];
    desk.refuses(&alone, 2, &["no region was named", "AMER, APAC, EMEA"]);
}

#[test]
fn two_who_plan_at_once_do_not_conflict() {
    let desk = Sandbox::guarded();
    desk.git(&["branch", "amer"]).ok();
    run(&desk, &["sa", "rota", "set", "this", "sam"]);
    desk.git(&["checkout", "-q", "amer"]).ok();
    desk.run_as(
        "kim",
        &["sa", "rota", "set", "this", "kim", "--region", "AMER"],
    )
    .ok();
    desk.git(&["merge", "-q", "--no-edit", "main"]).ok();
    let show = desk.run(&["sa", "rota", "show", "--weeks", "1", "--format", "csv"]);
    let rows = "week,days,region,who,remarks\n2026-W48,Nov 23-27,AMER,kim,\n2026-W48,Nov 23-27,EMEA,sam,\n";
    assert_eq!(show.ok().stdout, rows);
}
