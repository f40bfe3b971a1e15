//! Reviews of SOWs by the real programs over real git: verdicts, rounds, and forgeries.

mod forged;
mod laws;
mod rounds;

use desk::records::review::Item;

use crate::outcome::Outcome;
use crate::sandbox::Sandbox;

/// A SOW of emma's that tariq is asked to review, in which nothing is found.
pub(crate) const SOW_TEXT: &str = include_str!("sow.yaml");
pub(crate) const SOW: &str = "SOW-4T9K2M7X";
pub(crate) const PATH: &str = "sows/2026-11/SOW-4T9K2M7X.yaml";

/// Returns a guarded desk with a SOW that waits for its review, committed by its author.
pub(crate) fn submitted() -> Sandbox {
    let desk = Sandbox::services();
    desk.put(PATH, SOW_TEXT);
    commit(&desk, "emma", "sows: a SOW").ok();
    desk
}

/// Commits everything by hand, past no hook.
pub(crate) fn commit(desk: &Sandbox, who: &str, subject: &str) -> Outcome {
    desk.git_as(who, &["add", "-A"]).ok();
    desk.git_as(who, &["commit", "-qm", subject])
}

/// Returns the flags that answer every item of the checklist with yes.
pub(crate) fn answers() -> Vec<String> {
    let items = Item::ALL.iter();
    items
        .flat_map(|(_, word, _)| ["--answer".to_owned(), format!("{word}=yes")])
        .collect()
}

/// Runs a review with every item answered, as one of the people.
pub(crate) fn review(desk: &Sandbox, who: &str, words: &[&str]) -> Outcome {
    let answers = answers();
    let answers = answers.iter().map(String::as_str);
    let words: Vec<&str> = ["ta", "review", SOW]
        .into_iter()
        .chain(answers)
        .chain(words.iter().copied())
        .collect();
    desk.run_as(who, &words)
}

/// Returns how the review stands, as the program sees it.
#[track_caller]
pub(crate) fn state(desk: &Sandbox) -> String {
    let shown = desk.run(&["ta", "review", SOW, "--format", "json"]);
    let data = shown.ok().json();
    let state = &data["data"]["review"]["state"];
    state.as_str().expect("a state").to_owned()
}

/// Returns the path of the one review there is.
pub(crate) fn review_path(desk: &Sandbox) -> String {
    let listed = desk.git(&["ls-files", "reviews"]);
    let paths: Vec<&str> = listed.ok().stdout.lines().collect();
    assert_eq!(paths.len(), 1, "{paths:?}");
    paths[0].to_owned()
}

#[test]
fn a_technical_architect_approves_what_they_saw() {
    let desk = submitted();
    assert_eq!(state(&desk), "needs-review");
    let shown = desk.run_as("tariq", &["ta", "review", SOW]);
    for phrase in [
        "first round",
        "Repositories on the new platform",
        "sha256:",
        "3 tasks",
    ] {
        shown.ok().says(phrase);
    }
    let given = review(&desk, "tariq", &["--approve"]);
    given.ok().says("approved by tariq as ta");
    assert_eq!(state(&desk), "approved");
    desk.git(&["status", "--porcelain"]).ok().prints("");
    desk.run(&["hygiene", "check"]).ok();
    desk.run(&["hygiene", "check", "--range", "HEAD~2..HEAD"])
        .ok();
    review(&desk, "rosa", &["--approve"]).ok().says("as rdm");
    desk.run(&["hygiene", "check", "--at", "HEAD"]).ok();
}

#[test]
fn a_review_is_refused_with_its_reason_and_nothing_is_written() {
    let desk = submitted();
    let refused = |who: &str, words: &[&str], phrases: &[&str]| {
        let before = desk.head();
        let outcome = review(&desk, who, words);
        for phrase in phrases {
            outcome.exits(1).says(phrase);
        }
        assert_eq!(desk.head(), before, "{words:?}");
        desk.git(&["status", "--porcelain"]).ok().prints("");
    };
    refused(
        "emma",
        &["--approve"],
        &["you wrote SOW-4T9K2M7X", "ta reassign"],
    );
    refused(
        "sam",
        &["--approve"],
        &["role ta, which `sam` lacks", "ines or tariq"],
    );
    refused("rosa", &["--approve", "--as", "ta"], &["role ta"]);
    refused(
        "tariq",
        &["--approve", "--as", "rdm"],
        &["the Regional Delivery Manager of SOW-4T9K2M7X is `rosa`"],
    );
    refused(
        "tariq",
        &["--request-changes", "--comment", "deliverables[4]:which?"],
        &["has no `deliverables[4]`"],
    );
    let other = format!("sha256:{}", "0".repeat(64));
    refused(
        "tariq",
        &["--approve", "--seen", &other],
        &["changed since it was shown"],
    );
    refused(
        "tariq",
        &["--approve", "--answer", "risks=no"],
        &["answered with no"],
    );
    let bare = ["ta", "review", SOW, "--approve"];
    desk.run_as("tariq", &bare)
        .exits(1)
        .says("not answered: deliverables");
    let bare = ["ta", "review", SOW, "--request-changes"];
    desk.run_as("tariq", &bare)
        .exits(1)
        .says("no comment or `no` says which");
    review(&desk, "tariq", &["--approve"]).ok();
    refused("ines", &["--approve"], &["approved already, by `tariq`"]);
}

#[test]
fn a_sow_in_which_something_is_found_is_not_approved_unless_it_is_waived() {
    let desk = submitted();
    desk.put(
        PATH,
        &SOW_TEXT.replace(", basis: \"design and two reviews\"", ""),
    );
    commit(&desk, "emma", "sows: less to go by").ok();
    let refused = review(&desk, "tariq", &["--approve"]);
    refused.exits(1).says("SOW-4T9K2M7X has 1 finding");
    refused.says("deliverable-without-effort");
    let waive = [
        "hygiene",
        "waive",
        "deliverable-without-effort",
        SOW,
        "--reason",
        "small",
        "--until",
        "2026-12-31",
    ];
    desk.run_as("maria", &waive).ok();
    review(&desk, "tariq", &["--approve"]).ok();
}

#[test]
fn a_file_is_reviewed_where_it_stands_in_the_desk_and_nowhere_else() {
    let desk = submitted();
    desk.run_as("tariq", &["ta", "review", PATH])
        .ok()
        .says("needs-review");
    let draft = SOW_TEXT.replace(
        "    acceptance: Every head of the last release is byte for byte the same.\n",
        "",
    );
    desk.put("drafts/northwind.yaml", &draft);
    let shown = desk.run_as("tariq", &["ta", "review", "drafts/northwind.yaml"]);
    shown.ok().says("sa sow new --from drafts/northwind.yaml");
    let approve = ["ta", "review", "drafts/northwind.yaml", "--approve"];
    desk.run_as("tariq", &approve)
        .exits(1)
        .says("is no record yet");
    desk.put_at(&desk.beside("elsewhere.yaml"), SOW_TEXT);
    let outside = ["ta", "review", "../elsewhere.yaml"];
    desk.run_as("tariq", &outside)
        .exits(1)
        .says("is outside the desk");
    let missing = ["ta", "review", "sows/none.yaml"];
    desk.run_as("tariq", &missing)
        .exits(3)
        .says("there is no file");
    let new = "sows/2026-11/SOW-5W6X7Y8Z.yaml";
    desk.put(new, SOW_TEXT);
    desk.run_as("tariq", &["ta", "review", new])
        .ok()
        .says("needs-review");
    let approve = ["ta", "review", new, "--approve"];
    desk.run_as("tariq", &approve)
        .exits(1)
        .says("is not committed yet");
}

#[test]
fn whoever_only_looks_need_not_be_known() {
    let desk = submitted();
    desk.remove("people/ines.yaml");
    commit(&desk, "maria", "people: ines left").ok();
    desk.run_as("ines", &["ta", "review", SOW])
        .ok()
        .says("needs-review");
    let refused = review(&desk, "ines", &["--approve"]);
    refused
        .exits(1)
        .says("nobody in people/ has the address ines@example.com");
}

#[test]
fn a_verdict_is_of_what_is_committed_and_not_of_what_lies_about() {
    let desk = submitted();
    desk.put(PATH, &SOW_TEXT.replace("high: 130", "high: 90"));
    let given = review(&desk, "tariq", &["--approve"]);
    given.exits(1).says("has changes that are not committed");
}

#[test]
fn what_was_answered_is_kept_until_the_verdict() {
    let desk = submitted();
    let words = [
        "ta",
        "review",
        SOW,
        "--request-changes",
        "--answer",
        "risks=no",
    ];
    let dry = [&words[..], &["--dry-run"]].concat();
    desk.run_as("tariq", &dry)
        .ok()
        .says("verdict: changes-requested");
    desk.git(&["ls-files", "reviews"]).ok().prints("");
    desk.run_as("tariq", &words).ok().says("asked to change");
    assert_eq!(state(&desk), "changes-requested");
}

#[test]
fn whoever_gave_a_verdict_may_take_it_back() {
    let desk = submitted();
    review(&desk, "tariq", &["--approve"]).ok();
    desk.run_as("tariq", &["sa", "undo", "--yes"]).ok();
    assert_eq!(state(&desk), "needs-review");
    desk.run(&["hygiene", "check"]).ok();
}
