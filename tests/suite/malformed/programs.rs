//! Several malformed files in one desk, as people meet them: the gate names all, and lists show what is sound.

use super::{cases, folder};
use crate::sandbox::{SCANT, Sandbox, WHOLE, path_of};

const BROKEN: [(&str, &str); 4] = [
    ("unknown-key-near.yaml", "people/lee.yaml"),
    ("conflict-marker.yaml", "people/toni.yaml"),
    ("date-impossible.yaml", "opportunities/OPP-2M4N6P8Q.yaml"),
    ("state-misspelt.yaml", "requests/2026-11/REQ-2M4N6P8Q.yaml"),
];

/// Returns a desk with malformed records among sound ones, none of them committed.
fn desk() -> Sandbox {
    let desk = Sandbox::desk();
    for (file, path) in BROKEN {
        let text = std::fs::read_to_string(folder().join(file)).expect("a text");
        desk.put(path, &text);
    }
    let link = desk.root().join("accounts/linked.yaml");
    std::os::unix::fs::symlink("../desk.toml", link).expect("linked");
    desk
}

#[test]
fn the_gate_names_every_malformed_record_at_its_place() {
    let desk = desk();
    let outcome = desk.run(&["hygiene", "check", "--format", "json"]);
    let read = outcome.exits(1).json();
    let mut found: Vec<String> = read["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|found| found["check"] == "unreadable-record")
        .map(|found| {
            assert_eq!(
                (&found["level"], &found["blocking"]),
                (&"error".into(), &true.into())
            );
            let text = |key: &str| found[key].as_str().expect("a text").to_owned();
            format!(
                "{}:{}:{} {}",
                text("path"),
                found["line"],
                found["column"],
                text("message")
            )
        })
        .collect();
    found.sort();
    let mut expected = vec![
        "accounts/linked.yaml:1:1 is a symbolic link, and a record is a plain file".to_owned(),
    ];
    for (file, path) in BROKEN {
        let (case, _) = cases()
            .into_iter()
            .find(|(case, _)| case.file == file)
            .expect("it is a case");
        for said in case.said {
            expected.push(format!(
                "{path}:{}:{} {}",
                said.line, said.column, said.message
            ));
        }
    }
    expected.sort();
    assert_eq!(found, expected);
    let outcome = desk.run(&["hygiene", "check"]);
    for (_, path) in BROKEN {
        outcome.exits(1).says(path);
    }
}

#[test]
fn lists_show_the_sound_records_and_count_the_others() {
    let desk = desk();
    let outcome = desk.run(&["sa", "request", "list"]);
    outcome
        .ok()
        .says(WHOLE)
        .says(SCANT)
        .says("REQ-2M4N6P8Q unreadable");
    let read = desk
        .run(&["sa", "request", "list", "--format", "json"])
        .ok()
        .json();
    let listed = read["data"].as_array().expect("a list");
    let unreadable: Vec<&str> = listed
        .iter()
        .filter(|record| record["readable"] == false)
        .filter_map(|record| record["id"].as_str())
        .collect();
    assert_eq!(unreadable, ["REQ-2M4N6P8Q"]);
    assert_eq!(listed.len(), 3);
    let board = desk.run(&["sa", "board"]);
    board.ok().says(WHOLE).says("1 record cannot be read");
    let read = desk.run(&["sa", "board", "--format", "json"]).ok().json();
    assert_eq!(read["data"]["unreadable"], 1);
}

#[test]
fn malformed_records_elsewhere_are_not_in_the_way_of_a_change() {
    let desk = desk();
    desk.run(&["sa", "request", "claim", WHOLE]).ok();
    assert_eq!(desk.state_of(WHOLE), "triaged");
    let committed = desk
        .git(&["show", "--name-only", "--format=", "HEAD"])
        .ok()
        .stdout
        .clone();
    assert_eq!(committed.trim(), path_of(WHOLE));
}

#[test]
fn a_command_on_a_malformed_record_says_what_is_wrong_with_it() {
    let desk = desk();
    let id = "REQ-2M4N6P8Q";
    let path = path_of(id);
    for words in [
        vec!["sa", "request", "claim", id],
        vec!["sa", "request", "edit", id, "--set", "hosting=cloud"],
    ] {
        let message = format!("{path} is not committed yet");
        let help = format!("git add {path} && git commit {path}");
        desk.refuses(&words, 1, &[&message, &help]);
    }
    desk.git(&["add", &path]).ok();
    desk.git(&["commit", "-qm", "by hand", &path]).ok();
    desk.refuses(
        &["sa", "request", "claim", id],
        1,
        &["`history[0].to` cannot be `opne`", "did you mean `open`"],
    );
}
