//! Desks, repositories, people and ids that are not as they should be: a clear refusal, and nothing written.
//! Disks that cannot be written live in `bad_disk`; malformed records in a file of their own.

use crate::outcome::{Outcome, finished};
use crate::sandbox::{SCANT, SCANT_TEXT, Sandbox, WHOLE, path_of};

const CLAIM: &[&str] = &["sa", "request", "claim", WHOLE];
const LIST: &[&str] = &["sa", "request", "list"];
const CHECK: &[&str] = &["hygiene", "check"];

#[test]
fn a_policy_with_three_mistakes_names_all_of_them_at_once() {
    let desk = Sandbox::desk();
    let policy = "schema = 1\ncolour = \"red\"\n\n[requests]\nsentence_words = \"four\"\n\n[checks.no-such-check]\nlevel = \"error\"\n";
    desk.put("desk.toml", policy);
    desk.git(&["commit", "-qam", "policy"]).ok();
    let all = [
        "3 mistakes",
        "colour",
        "sentence_words",
        "no-such-check",
        "mend desk.toml",
    ];
    for words in [CLAIM, LIST, CHECK, &["hygiene", "check", "--at", "HEAD"]] {
        desk.refuses(words, 5, &all);
    }
    let read = desk
        .run(&["sa", "request", "list", "--format", "json"])
        .json();
    let findings = read["findings"].as_array().expect("a list");
    let lines: Vec<_> = findings
        .iter()
        .map(|finding| finding["line"].as_u64())
        .collect();
    assert_eq!(lines, [Some(2), Some(5), Some(7)]);
    assert!(
        findings
            .iter()
            .all(|finding| finding["path"] == "desk.toml")
    );
}

#[test]
fn a_policy_that_is_no_toml_names_the_line() {
    let desk = Sandbox::desk();
    desk.put("desk.toml", "schema = 1\nname = \n");
    desk.git(&["commit", "-qam", "policy"]).ok();
    desk.refuses(CLAIM, 5, &["desk.toml:2"]);
    desk.refuses(LIST, 5, &["desk.toml:2"]);
}

#[test]
fn a_policy_of_a_newer_schema_asks_for_newer_programs() {
    let desk = Sandbox::desk();
    desk.put("desk.toml", "schema = 2\nnew_key = true\n");
    desk.git(&["commit", "-qam", "policy"]).ok();
    for words in [CLAIM, LIST, CHECK] {
        desk.refuses(
            words,
            5,
            &["schema 2", "update the programs", "desk.toml:1"],
        );
    }
}

#[test]
fn a_broken_policy_cannot_be_committed_and_its_mending_can() {
    let desk = Sandbox::guarded();
    desk.put("desk.toml", "schema = 1\ncolour = \"red\"\n");
    let before = desk.head();
    desk.git(&["commit", "-am", "x"]).refused().says("colour");
    assert_eq!(desk.head(), before);
    desk.git(&["commit", "-qam", "x", "--no-verify"]).ok();
    desk.put("desk.toml", "schema = 1\nname = \"Ours\"\n");
    desk.git(&["commit", "-qam", "mended"]).ok();
}

#[test]
fn a_folder_without_policy_is_no_desk() {
    let desk = Sandbox::desk();
    desk.git(&["rm", "-q", "desk.toml"]).ok();
    desk.git(&["commit", "-qm", "gone"]).ok();
    for words in [CLAIM, LIST, CHECK, &["hygiene", "check", "--at", "HEAD"]] {
        desk.refuses(words, 5, &["there is no desk.toml here", "`sa init`"]);
    }
}

#[test]
fn a_folder_without_repository() {
    let desk = Sandbox::empty();
    for words in [
        CLAIM,
        LIST,
        CHECK,
        &["hygiene", "hook", "install"],
        &["sa", "undo", "--yes"],
    ] {
        desk.refuses(words, 4, &["not a git repository", "`sa init`"]);
    }
    let there = desk.beside("nowhere").display().to_string();
    desk.refuses(&["sa", "request", "list", "-C", &there], 4, &["nowhere"]);
}

#[test]
fn a_bare_repository_is_read_by_commit_and_never_written() {
    let desk = Sandbox::desk();
    desk.run(CLAIM).ok();
    let bare = desk.beside("bare.git");
    let from = desk.root().display().to_string();
    desk.git(&["clone", "-q", "--bare", &from, &bare.display().to_string()])
        .ok();
    for words in [
        CLAIM,
        LIST,
        CHECK,
        &["sa", "request", "claim", WHOLE, "--no-commit"],
    ] {
        desk.refuses_in(&bare, words, 4, &["bare repository", "git clone", "--at"]);
    }
    desk.run_in(&bare, "sam", &["hygiene", "check", "--at", "HEAD"])
        .ok();
    let range = ["hygiene", "check", "--range", "HEAD~1..HEAD"];
    desk.run_in(&bare, "sam", &range).ok();
    desk.append(
        &path_of(WHOLE),
        "  - {at: 2026-11-23T10:00:00Z, by: sam, to: closed}",
    );
    desk.git(&["commit", "-qam", "slipped"]).ok();
    let to = bare.display().to_string();
    desk.git(&["push", "-q", &to, "main"]).ok();
    desk.run_in(&bare, "sam", &range)
        .exits(1)
        .says("illegal-transition");
    desk.run_in(&bare, "sam", &["hygiene", "check", "--at", "HEAD"])
        .exits(1)
        .says("illegal-transition");
}

#[test]
fn a_repository_without_commit_is_read_and_asks_for_one() {
    let desk = Sandbox::desk();
    desk.git(&["switch", "-q", "--orphan", "fresh"]).ok();
    desk.git(&["checkout", "-q", "main", "--", "."]).ok();
    desk.git(&["rm", "-rq", "--cached", "."]).ok();
    desk.refuses(CLAIM, 4, &["no commit yet", "git commit -m"]);
    desk.refuses(&["sa", "undo", "--yes"], 3, &["nothing to undo"]);
    desk.refuses(&["hygiene", "check", "--at", "HEAD"], 4, &["HEAD"]);
    desk.run(LIST).ok().says(WHOLE);
    desk.run(CHECK).ok();
    desk.git(&["add", "."]).ok();
    desk.run(&["hygiene", "check", "--staged"]).ok();
    desk.git(&["commit", "-qm", "first"]).ok();
    desk.run(CLAIM).ok();
}

#[test]
fn a_detached_head_has_no_branch_to_commit_to() {
    let desk = Sandbox::desk();
    desk.git(&["switch", "-q", "--detach"]).ok();
    desk.refuses(CLAIM, 4, &["HEAD is detached", "git switch"]);
    desk.run(LIST).ok();
    desk.run(CHECK).ok();
    desk.run(&["sa", "request", "claim", WHOLE, "--no-commit"])
        .ok();
}

/// Leaves a merge or a rebase that stopped at a conflict in one request.
fn in_conflict(how: &str) -> Sandbox {
    let desk = Sandbox::desk();
    let say = |line: &str| {
        desk.append(&path_of(SCANT), line);
        desk.git(&["commit", "-qam", "said"]).ok();
    };
    desk.git(&["switch", "-qc", "side"]).ok();
    say("  - {at: 2026-11-23T08:00:00Z, by: sam, to: declined, reason: wrong-personas}");
    desk.git(&["switch", "-q", "main"]).ok();
    say("  - {at: 2026-11-23T08:00:00Z, by: sam, to: waiting, awaiting: plan, from: dana}");
    desk.git(&[how, "side"]).exits(1).says("CONFLICT");
    desk
}

#[test]
fn an_unresolved_conflict_is_named_and_hides_no_other_record() {
    for how in ["merge", "rebase"] {
        let desk = in_conflict(how);
        let phrases = [&path_of(SCANT), "conflict", "git add"];
        desk.refuses(CLAIM, 4, &phrases);
        desk.refuses(
            &["sa", "request", "claim", WHOLE, "--no-commit"],
            4,
            &phrases,
        );
        desk.run(LIST).ok().says(WHOLE).says(SCANT);
        desk.run(CHECK)
            .exits(1)
            .says("unreadable-record")
            .says(&path_of(SCANT));
        desk.refuses(&["sa", "request", "show", SCANT], 1, &["cannot be read"]);
        desk.run(&["sa", "request", "show", WHOLE]).ok();
    }
}

#[test]
fn a_merge_or_rebase_in_progress_is_to_be_ended_first() {
    for (how, end) in [
        ("merge", "git merge --abort"),
        ("rebase", "git rebase --abort"),
    ] {
        let desk = in_conflict(how);
        desk.git(&["checkout", "-q", "--ours", "."]).ok();
        desk.git(&["add", "."]).ok();
        let what = format!("a {how} is in progress");
        desk.refuses(CLAIM, 4, &[&what, end]);
        desk.refuses(&["sa", "undo"], 3, &["nothing to undo"]);
        desk.run(LIST).ok();
        desk.run(CHECK).ok();
        desk.git(&[how, "--abort"]).ok();
        desk.run(CLAIM).ok();
    }
}

fn without(desk: &Sandbox, config: &str, words: &[&str]) -> Outcome {
    let home = desk.beside("homes/nobody");
    desk.put_at(&home.join(".gitconfig"), config);
    let mut command = desk.command(&desk.root(), "sam", words);
    command.env("HOME", home);
    finished(words, command)
}

#[test]
fn who_acts_must_be_known_to_git_and_to_the_desk() {
    let desk = Sandbox::desk();
    let before = desk.tree();
    let outcome = without(&desk, "[user]\n\tname = Lee Park\n", CLAIM);
    outcome
        .exits(4)
        .says("user.email is not set")
        .says("git config --global user.email");
    let outcome = without(&desk, "", CLAIM);
    outcome.exits(4).says("neither user.name nor user.email");
    without(&desk, "", LIST).ok();
    let lee = "[user]\n\tname = Lee Park\n\temail = lee@example.com\n";
    let outcome = without(&desk, lee, CLAIM);
    outcome
        .exits(1)
        .says("nobody in people/ has the address lee@example.com");
    let mend =
        "sa person new --handle lee-park --name \"Lee Park\" --email lee@example.com --role sa";
    outcome.says(mend);
    desk.assert_unchanged(&before, "nobody");
    let words = [
        "sa", "person", "new", "--handle", "lee-park", "--name", "Lee Park",
    ];
    let flags = ["--email", "lee@example.com", "--role", "sa"];
    without(&desk, lee, &[&words[..], &flags[..]].concat()).ok();
    without(&desk, lee, CLAIM).ok().says("lee-park has it");
}

#[test]
fn people_that_are_named_must_be_there() {
    let desk = Sandbox::desk();
    desk.refuses(
        &["sa", "request", "claim", WHOLE, "--owner", "kmi"],
        3,
        &["no person `kmi`", "kim"],
    );
    desk.refuses(
        &["sa", "request", "edit", WHOLE, "--set", "owner=nobody"],
        1,
        &["unknown-person", "nobody"],
    );
}

#[test]
fn ids_are_read_in_any_spelling_and_doubts_are_named() {
    let desk = Sandbox::desk();
    desk.put(&path_of("REQ-4T9KAAAA"), SCANT_TEXT);
    desk.git(&["add", "."]).ok();
    desk.git(&["commit", "-qm", "one more"]).ok();
    for spelling in [WHOLE, "4t9k2", "req-4t9k2m7x", "REQ4T9K2", "8r2t"] {
        desk.run(&["sa", "request", "show", spelling]).ok();
    }
    let show = |id: &'static str| ["sa", "request", "show", id];
    desk.refuses(
        &show("4t9k"),
        3,
        &["can mean 2 requests", WHOLE, "REQ-4T9KAAAA"],
    );
    desk.refuses(&show("REQ-4T9K2M7Y"), 3, &["did you mean REQ-4T9K2M7X"]);
    desk.refuses(&show("REQ-T49K2M7X"), 3, &["did you mean REQ-4T9K2M7X"]);
    desk.refuses(
        &show("REQ-ZZZZZZZZ"),
        3,
        &["there is no request `REQ-ZZZZZZZZ`", "sa request list"],
    );
    desk.refuses(&show("4t9"), 3, &["first 4 characters"]);
    desk.refuses(&show("../../etc/passwd"), 3, &["there is no request"]);
    for word in [
        "claim", "start", "ready", "resume", "close", "decline", "edit", "comment",
    ] {
        let words = ["sa", "request", word, "4t9k"];
        let rest: &[&str] = match word {
            "edit" => &["--set", "hosting=cloud"],
            "comment" => &["hello"],
            _ => &[],
        };
        desk.refuses(&[&words[..], rest].concat(), 3, &["can mean 2 requests"]);
    }
    desk.refuses(
        &["hygiene", "check", "requests/2027-01"],
        3,
        &["requests/2027-01"],
    );
    desk.refuses(
        &["hygiene", "explain", "ilegal-transition"],
        3,
        &["illegal-transition"],
    );
    desk.refuses(&["hygiene", "check", "--at", "nowhere"], 4, &["nowhere"]);
    desk.refuses(
        &["hygiene", "check", "--range", "HEAD"],
        4,
        &["not a range"],
    );
}

#[test]
fn hand_edits_that_are_not_committed_are_not_touched() {
    let edit = "# by hand";
    let desk = Sandbox::desk();
    desk.append(&path_of(WHOLE), edit);
    let commit = format!("git add {}", path_of(WHOLE));
    for staged in [false, true] {
        if staged {
            desk.git(&["add", "."]).ok();
        }
        desk.refuses(
            CLAIM,
            4,
            &["has changes that are not committed", &commit, "git commit"],
        );
    }
    desk.run(&["sa", "request", "comment", SCANT, "another record"])
        .ok();
    desk.git(&["add", &path_of(WHOLE)]).ok();
    desk.git(&["commit", "-qm", "edit by hand"]).ok();
    desk.run(CLAIM).ok();
    assert!(desk.read(&path_of(WHOLE)).contains(edit));
}

#[test]
fn a_removal_that_is_not_committed_is_not_undone() {
    let desk = Sandbox::desk();
    desk.remove(&path_of(WHOLE));
    desk.refuses(CLAIM, 4, &["was removed", "git restore"]);
}

#[test]
fn a_file_in_the_way_of_a_new_record_is_kept() {
    let desk = Sandbox::desk();
    desk.put("people/lee.yaml", "name: mine, not committed\n");
    let words = [
        "sa", "person", "new", "--handle", "lee", "--name", "Lee", "--email",
    ];
    let words = [&words[..], &["lee@example.com", "--role", "sa"]].concat();
    desk.refuses(&words, 4, &["people/lee.yaml exists already", "git add"]);
}
