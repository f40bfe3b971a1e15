//! Clones that work apart and meet again share no id.
//! How an id is spelled and drawn is tested beside it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use desk::records::Id;
use serde_json::Value;

use crate::intake::desk::{desk_of_customers, in_text};
use crate::sandbox::Sandbox;

/// Ids that each of two clones makes.
const MADE: usize = 10_000;

/// Draws ids as a clone does: each is new to the clone that draws it, which knows nothing of the other.
fn ids_of_a_clone() -> BTreeSet<String> {
    let mut made = BTreeSet::new();
    while made.len() < MADE {
        let id = Id::draw("REQ", |id| !made.contains(id.as_str()), getrandom::u64);
        made.insert(id.expect("random bits").to_string());
    }
    made
}

/// Of 2^40 ids, two sets of 10,000 share one with a chance of 10,000 * 10,000 / 2^40, which is 9.1e-5: this test
/// fails once in eleven thousand runs with nothing wrong. (Were a clone to give an id twice, the chance over all
/// 20,000 would be 1.8e-4.) A second draw for luck would hide a source that repeats itself, so there is none.
#[test]
fn two_clones_making_ten_thousand_records_each_share_no_id() {
    let (one, other) = (ids_of_a_clone(), ids_of_a_clone());
    let shared: Vec<&String> = one.intersection(&other).collect();
    assert!(shared.is_empty(), "{shared:?}");
    // A source of fewer bits than it has letters would show in letters that are never drawn.
    for at in "REQ-".len().."REQ-".len() + 8 {
        let letters: BTreeSet<u8> = one.iter().map(|id| id.as_bytes()[at]).collect();
        assert_eq!(letters.len(), 32, "letters at {at}");
    }
}

#[test]
fn two_clones_that_made_records_apart_merge_without_conflict() {
    let sandbox = desk_of_customers();
    let clones = [clone_to(&sandbox, "office"), clone_to(&sandbox, "train")];
    let mut ids = BTreeSet::new();
    for clone in &clones {
        for ask in 0..4 {
            ids.insert(make(&sandbox, clone, &format!("Answer question {ask}")));
        }
    }
    assert_eq!(ids.len(), 8);
    let [office, train] = &clones;
    let from = train.to_str().expect("a path in UTF-8");
    let pull = [
        "git",
        "pull",
        "-q",
        "--no-rebase",
        "--no-edit",
        from,
        "main",
    ];
    sandbox.run_in(office, "sam", &pull).ok();
    let list = ["sa", "request", "list", "--format", "json"];
    let list = in_text(sandbox.run_in(office, "sam", &list));
    let listed: BTreeSet<String> = list.ok().json()["data"]
        .as_array()
        .expect("a list")
        .iter()
        .map(id_of)
        .collect();
    assert_eq!(listed, ids);
    let check = ["hygiene", "check", "--format", "json"];
    let checked = in_text(sandbox.run_in(office, "sam", &check));
    let findings = checked.ok().json()["findings"].clone();
    assert_eq!(findings, Value::Array(Vec::new()));
}

/// Returns another clone of the desk, beside it.
fn clone_to(sandbox: &Sandbox, name: &str) -> PathBuf {
    let (from, to) = (sandbox.root(), sandbox.beside(name));
    let [from, to] = [&from, &to].map(|path| path.to_str().expect("a path in UTF-8"));
    sandbox.git(&["clone", "-q", from, to]).ok();
    sandbox.beside(name)
}

/// Takes in a complete request, so that no check has anything to say of it.
fn make(sandbox: &Sandbox, clone: &Path, asks: &str) -> String {
    let form = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/intake/01-complete.md");
    let words = [
        "sa", "request", "new", "--from", form, "--asks", asks, "--format", "json",
    ];
    let answer = in_text(sandbox.run_in(clone, "sam", &words)).ok().json();
    id_of(&answer["data"])
}

fn id_of(data: &Value) -> String {
    data["id"].as_str().expect("an id").to_owned()
}
