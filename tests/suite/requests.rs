//! The life of a request through every command, and what each refuses.
//! What an incomplete one lacks lives in `incomplete`; taking one in from a form, in a file of its own.

use serde_json::Value;

use crate::sandbox::{SCANT, Sandbox, WHOLE, path_of};

/// Runs a step of a request and expects the state after it.
#[track_caller]
fn step(desk: &Sandbox, words: &[&str], state: &str) -> Value {
    let words = [&["sa", "request"], words, &["--format", "json"]].concat();
    let outcome = desk.run(&words);
    let read = outcome.ok().json();
    assert_eq!(read["ok"], true, "{outcome}");
    assert_eq!(read["schema"], "desk.request/1", "{outcome}");
    assert_eq!(read["data"]["id"], WHOLE, "{outcome}");
    assert_eq!(read["data"]["kind"], "request", "{outcome}");
    assert_eq!(read["data"]["path"], path_of(WHOLE), "{outcome}");
    assert_eq!(read["data"]["state"], state, "{outcome}");
    assert_eq!(desk.state_of(WHOLE), state);
    desk.git(&["status", "--porcelain"]).ok().prints("");
    read["data"].clone()
}

fn last_entry(data: &Value) -> &Value {
    let history = data["history"].as_array().expect("a history");
    history.last().expect("an entry")
}

#[test]
fn the_whole_life_of_a_request() {
    let desk = Sandbox::guarded();
    let begin = desk.head();
    let data = step(&desk, &["claim", WHOLE], "triaged");
    assert_eq!(data["owner"], "sam");
    assert_eq!(last_entry(&data)["by"], "sam");
    let data = step(&desk, &["claim", WHOLE, "--owner", "kim"], "triaged");
    assert_eq!(data["owner"], "kim");
    let data = step(
        &desk,
        &["ready", WHOLE, "--note", "the demo runs"],
        "demo-ready",
    );
    assert_eq!(last_entry(&data)["note"], "the demo runs");
    let words = [
        "wait",
        WHOLE,
        "--for",
        "the licence: \"trial\"",
        "--from",
        "dana",
    ];
    let data = step(&desk, &words, "waiting");
    assert_eq!(last_entry(&data)["awaiting"], "the licence: \"trial\"");
    assert_eq!(last_entry(&data)["from"], "dana");
    step(&desk, &["resume", WHOLE], "demo-ready");
    step(&desk, &["start", WHOLE], "doing");
    step(&desk, &["follow-up", WHOLE], "followup");
    step(&desk, &["start", WHOLE], "doing");
    let text = "first line\nsecond: line # no comment";
    let data = step(&desk, &["comment", WHOLE, text], "doing");
    assert_eq!(data["comments"][0]["text"], text);
    assert_eq!(data["comments"][0]["by"], "sam");
    let acks = [
        "close", WHOLE, "--ack", "sa", "--ack", "customer", "--ack", "sales",
    ];
    let data = step(&desk, &acks, "closed");
    let expected = serde_json::json!(["sa", "customer", "sales"]);
    assert_eq!(last_entry(&data)["acknowledged"], expected);
    let data = step(
        &desk,
        &["reopen", WHOLE, "--note", "they came back"],
        "open",
    );
    assert_eq!(last_entry(&data)["note"], "they came back");
    assert_eq!(data["history"].as_array().map(Vec::len), Some(10));
    let range = format!("{begin}..HEAD");
    desk.run(&["hygiene", "check", "--range", &range]).ok();
    desk.run(&["hygiene", "check"]).ok();
    desk.git(&["log", "-1", "--format=%an %ae %ct"])
        .ok()
        .prints("Sam Otieno sam@example.com 1795428000\n");
}

#[test]
fn a_comment_comes_from_standard_input_too_and_is_never_empty() {
    let desk = Sandbox::desk();
    let text =
        "- {at: 2026, by: kim, to: closed}\n\n\ttabs, \"quotes\" and 'more': &anchor *alias\n";
    desk.run_with_input(&["sa", "request", "comment", WHOLE, "-"], text)
        .ok();
    let read = desk
        .run(&["sa", "request", "show", WHOLE, "--format", "json"])
        .json();
    assert_eq!(read["data"]["comments"][0]["text"], text);
    desk.run(&["hygiene", "check", "--range", "HEAD~1..HEAD"])
        .ok();
    desk.refuses(
        &["sa", "request", "comment", WHOLE, " \n"],
        1,
        &["the comment is empty"],
    );
}

#[test]
fn every_state_is_reached_by_its_name_too() {
    let desk = Sandbox::desk();
    step(
        &desk,
        &["move", WHOLE, "waiting", "--for", "it", "--from", "dana"],
        "waiting",
    );
    step(&desk, &["move", WHOLE, "open"], "open");
    let data = step(&desk, &["move", WHOLE, "triaged"], "triaged");
    assert_eq!(data["owner"], "sam");
    step(&desk, &["move", WHOLE, "demo-ready"], "demo-ready");
    step(&desk, &["move", WHOLE, "doing"], "doing");
    step(&desk, &["move", WHOLE, "followup"], "followup");
    let acks = ["--ack", "sa", "--ack", "customer", "--ack", "sales"];
    step(
        &desk,
        &[&["move", WHOLE, "closed"], &acks[..]].concat(),
        "closed",
    );
    step(&desk, &["move", WHOLE, "open", "--note", "again"], "open");
    step(
        &desk,
        &["move", WHOLE, "declined", "--reason", "wrong-personas"],
        "declined",
    );
}

#[test]
fn a_waiting_request_returns_to_where_it_came_from() {
    for (way, state) in [
        (&[][..], "open"),
        (&["claim"], "triaged"),
        (&["claim", "ready"], "demo-ready"),
        (&["claim", "start"], "doing"),
        (&["claim", "start", "follow-up"], "followup"),
    ] {
        let desk = Sandbox::desk();
        for word in way {
            desk.run(&["sa", "request", word, WHOLE]).ok();
        }
        step(
            &desk,
            &["wait", WHOLE, "--for", "it", "--from", "the customer"],
            "waiting",
        );
        let others = ["open", "triaged", "demo-ready", "doing", "followup"];
        for other in others.iter().filter(|other| **other != state) {
            let words = ["sa", "request", "move", WHOLE, other];
            desk.refuses(
                &words,
                1,
                &["is waiting", &format!("sa request resume {WHOLE}")],
            );
        }
        step(&desk, &["resume", WHOLE], state);
    }
}

#[test]
fn a_step_that_may_not_follow_names_those_that_may() {
    let desk = Sandbox::desk();
    let claim = format!("sa request claim {WHOLE}");
    for word in ["start", "ready", "follow-up", "close", "resume"] {
        desk.refuses(&["sa", "request", word, WHOLE], 1, &["is open", &claim]);
    }
    let reopen = ["sa", "request", "reopen", WHOLE, "--note", "again"];
    desk.refuses(&reopen, 1, &["is open already", &claim]);
    desk.run(&["sa", "request", "claim", WHOLE]).ok();
    desk.refuses(
        &["sa", "request", "claim", WHOLE],
        1,
        &["`sam` has", "already"],
    );
    desk.run(&["sa", "request", "start", WHOLE]).ok();
    desk.refuses(
        &[
            "sa",
            "request",
            "decline",
            WHOLE,
            "--reason",
            "wrong-personas",
        ],
        1,
        &["is doing"],
    );
    desk.refuses(&["sa", "request", "start", WHOLE], 1, &["is doing already"]);
}

#[test]
fn closing_needs_all_three() {
    let desk = Sandbox::desk();
    for word in ["claim", "start"] {
        desk.run(&["sa", "request", word, WHOLE]).ok();
    }
    let close = ["sa", "request", "close", WHOLE];
    let mend = format!("sa request close {WHOLE} --ack sa --ack customer --ack sales");
    for (acks, missing) in [
        (&[][..], "sa, customer and sales"),
        (&["--ack", "sa"], "customer and sales"),
        (&["--ack", "sales", "--ack", "customer"], "of sa is missing"),
        (
            &["--ack", "sa", "--ack", "sa", "--ack", "sales"],
            "of customer is missing",
        ),
    ] {
        desk.refuses(
            &[&close[..], acks].concat(),
            1,
            &["missing-field", missing, &mend],
        );
    }
    desk.run(&[&close[..], &["--ack", "everyone"]].concat())
        .exits(2);
}

#[test]
fn declining_needs_a_reason_and_another_reason_its_text() {
    let decline = ["sa", "request", "decline", WHOLE];
    for reason in ["information-missing", "wrong-personas"] {
        let desk = Sandbox::desk();
        let data = step(&desk, &["decline", WHOLE, "--reason", reason], "declined");
        assert_eq!(last_entry(&data)["reason"], reason);
        desk.run(&["hygiene", "check"]).ok();
    }
    let desk = Sandbox::desk();
    let mend = format!("sa request decline {WHOLE} --reason R --note TEXT");
    desk.refuses(&decline, 1, &["reason for declining is missing", &mend]);
    let other = [&decline[..], &["--reason", "other"]].concat();
    desk.refuses(&other, 1, &["note", "other reason", &mend]);
    desk.refuses(
        &[&other[..], &["--note", " "]].concat(),
        1,
        &["other reason"],
    );
    desk.run(&[&decline[..], &["--reason", "no-time"]].concat())
        .exits(2)
        .says("wrong-personas");
    let data = step(
        &desk,
        &[
            "decline",
            WHOLE,
            "--reason",
            "other",
            "--note",
            "they went elsewhere",
        ],
        "declined",
    );
    assert_eq!(last_entry(&data)["note"], "they went elsewhere");
    // A request that lacks much can be declined all the same.
    desk.run(&[
        "sa",
        "request",
        "decline",
        SCANT,
        "--reason",
        "information-missing",
    ])
    .ok();
}

#[test]
fn waiting_says_for_what_and_from_whom() {
    let desk = Sandbox::desk();
    let mend = format!("sa request wait {WHOLE} --for TEXT --from WHO");
    let wait = ["sa", "request", "wait", WHOLE];
    desk.refuses(
        &wait,
        1,
        &[
            "what is awaited is missing",
            "from whom it is awaited is missing",
            &mend,
        ],
    );
    desk.refuses(
        &[&wait[..], &["--for", "the plan"]].concat(),
        1,
        &["from whom", &mend],
    );
    desk.refuses(
        &[&wait[..], &["--from", "dana"]].concat(),
        1,
        &["what is awaited is missing", &mend],
    );
}

#[test]
fn every_command_that_writes_can_be_shown_or_staged_first() {
    let steps: [&[&str]; 10] = [
        &["sa", "request", "comment", WHOLE, "hello"],
        &["sa", "request", "claim", WHOLE],
        &["sa", "request", "ready", WHOLE],
        &[
            "sa", "request", "wait", WHOLE, "--for", "it", "--from", "dana",
        ],
        &["sa", "request", "resume", WHOLE],
        &["sa", "request", "start", WHOLE],
        &["sa", "request", "follow-up", WHOLE],
        &[
            "sa", "request", "close", WHOLE, "--ack", "sa", "--ack", "customer", "--ack", "sales",
        ],
        &["sa", "request", "reopen", WHOLE, "--note", "again"],
        &[
            "sa",
            "request",
            "decline",
            WHOLE,
            "--reason",
            "wrong-personas",
        ],
    ];
    let desk = Sandbox::desk();
    for words in steps {
        let before = desk.tree();
        let shown = [words, &["--dry-run"]].concat();
        desk.run(&shown)
            .ok()
            .says(&format!("+++ b/{}", path_of(WHOLE)))
            .says("nothing was written");
        desk.assert_unchanged(&before, &shown.join(" "));
        let head = desk.head();
        desk.run(&[words, &["--no-commit"]].concat())
            .ok()
            .says("staged, not committed");
        assert_eq!(desk.head(), head, "{words:?}");
        let status = format!("M  {}\n", path_of(WHOLE));
        desk.git(&["status", "--porcelain"]).ok().prints(&status);
        desk.git(&["commit", "-qm", "by hand"]).ok();
        desk.run(&[words, &["--dry-run", "--no-commit"]].concat())
            .exits(2);
    }
    desk.run(&["hygiene", "check", "--range", "HEAD~10..HEAD"])
        .ok();
}

#[test]
fn misuse_is_an_object_too_where_json_is_asked_for() {
    let desk = Sandbox::desk();
    let outcome = desk.run(&[
        "sa", "request", "close", WHOLE, "--ack", "nobody", "--format", "json",
    ]);
    let read = outcome.exits(2).json();
    assert_eq!(read["ok"], false);
    let message = read["error"]["message"].as_str().expect("a message");
    assert!(message.contains("nobody"), "{message}");
}
