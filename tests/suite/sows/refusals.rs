//! What making and moving SOWs refuse, with the command that mends it.

use super::{staffed, step, written};
use crate::opportunities::OPP;

#[test]
fn what_making_a_sow_refuses() {
    let desk = staffed();
    let new = |more: &[&str], code: i32, phrases: &[&str]| {
        desk.refuses(&[&["sa", "sow", "new"], more].concat(), code, phrases);
    };
    new(&["OPP-2M4N"], 3, &["there is no opportunity"]);
    new(
        &[OPP, "--ta", "dana"],
        1,
        &["`dana` is no Technical Architect", "ta team"],
    );
    let own = [OPP, "--author", "tariq", "--ta", "tariq"];
    new(
        &own,
        1,
        &["`tariq` writes a SOW", "nobody reviews their own"],
    );
    new(&[OPP, "--why", "curiosity"], 2, &["credibility"]);
    new(&["--from", "draft.yaml", "--name", "A"], 2, &["--from"]);
    let away = "name: Tariq Aziz\nemails: [tariq@example.com]\nroles: [ta]\ntime_off: [{from: 2026-11-20, to: 2026-11-24}]\n";
    desk.put("people/tariq.yaml", away);
    desk.git(&["commit", "-qam", "away"]).ok();
    new(
        &[OPP, "--ta", "tariq"],
        1,
        &["`tariq` is away until Tuesday 2026-11-24"],
    );
    let lost = [
        "sa",
        "opp",
        "stage",
        OPP,
        "8-Closed Lost",
        "--reason",
        "no budget",
    ];
    desk.run_as("dana", &lost).ok();
    new(
        &[OPP],
        1,
        &[
            "is at 8-Closed Lost",
            "no services are sold there",
            "sa opp stage",
        ],
    );
}

#[test]
fn what_moving_and_submitting_refuse() {
    let desk = staffed();
    let id = written(&desk);
    let id = id.as_str();
    let sow = |words: &[&str], code: i32, phrases: &[&str]| {
        desk.refuses(&[&["sa", "sow"], words].concat(), code, phrases);
    };
    let exits = [
        "is open, and does not become approved from there",
        &format!("`sa sow move {id} strawman-wip`"),
        &format!("`sa sow move {id} on-hold --note TEXT`"),
    ];
    sow(&["move", id, "approved"], 1, &exits);
    sow(&["move", id, "open"], 1, &["is open already"]);
    sow(
        &["move", id, "on-hold"],
        1,
        &["becomes on-hold with a note", "--note TEXT"],
    );
    sow(&["move", id, "signed"], 2, &["closed-won"]);
    sow(&["comment", id, " "], 1, &["the comment is empty"]);
    sow(
        &["submit", id, "--ta", "emma"],
        1,
        &["`emma` is no Technical Architect"],
    );
    step(&desk, "emma", &["sa", "sow", "submit", id, "--ta", "tariq"]);
    sow(
        &["submit", id, "--ta", "ines"],
        1,
        &["is asked for already"],
    );
    let lost = [
        "sa",
        "sow",
        "move",
        id,
        "closed-lost",
        "--note",
        "they do it themselves",
    ];
    step(&desk, "emma", &lost);
    sow(
        &["submit", id],
        1,
        &["is closed-lost", &format!("sa sow move {id} strawman-wip")],
    );
}

#[test]
fn what_grows_is_not_set_by_name() {
    let desk = staffed();
    let id = written(&desk);
    for (key, command) in [
        ("questions", "ta ask ID TEXT"),
        ("history", "sa sow move ID STATE"),
        ("review_requests", "sa sow submit ID"),
        ("assigned_ta", "ta reassign ID TA"),
        ("calls", "ta call ID"),
        ("deliverables", "--edit"),
    ] {
        let edit = ["sa", "sow", "edit", &id, "--set", &format!("{key}=x")];
        desk.refuses(&edit, 1, &["is not set by name", command]);
    }
}
