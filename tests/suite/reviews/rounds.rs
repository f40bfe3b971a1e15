//! Rounds of review: changes asked for and made, an approval that is void, and two verdicts from two clones.

use super::{PATH, SOW, SOW_TEXT, commit, review, state, submitted};

const ASKED: &str = "review_requests: [{at: 2026-11-20T09:00:00Z, by: emma, note: first round}";

#[test]
fn a_second_round_shows_what_changed_since_the_first() {
    let desk = submitted();
    let words = [
        "--request-changes",
        "--comment",
        "deliverables[0].effort:too little for broken revisions",
    ];
    review(&desk, "tariq", &words).ok();
    let again = SOW_TEXT.replace("high: 130", "high: 170").replace(
        ASKED,
        &format!("{ASKED}, {{at: 2026-11-23T10:00:30Z, by: emma, note: more hours}}"),
    );
    desk.put(PATH, &again);
    commit(&desk, "emma", "sows: more hours").ok();
    assert_eq!(state(&desk), "needs-review");
    let shown = desk.run_as("tariq", &["ta", "review", SOW]);
    for phrase in [
        "changes-requested by tariq",
        "deliverables[0]",
        "too little for broken revisions",
        "- {role: pse, low: 60, likely: 80, high: 130",
        "- {role: pse, low: 60, likely: 80, high: 170",
        "more hours",
    ] {
        shown.ok().says(phrase);
    }
    // Whose clock is half a minute behind answers what was asked all the same.
    review(&desk, "tariq", &["--approve"]).ok();
    assert_eq!(state(&desk), "approved");
}

#[test]
fn a_change_after_the_approval_passes_with_a_new_round() {
    let desk = submitted();
    review(&desk, "tariq", &["--approve"]).ok();
    let changed = SOW_TEXT.replace("high: 130", "high: 90");
    desk.put(PATH, &changed);
    let refused = commit(&desk, "emma", "sows: fewer hours");
    refused
        .exits(1)
        .says("approved this on 2026-11-23, and since then changed: deliverables[0]");
    let again = format!("{ASKED}, {{at: 2026-11-23T10:00:30Z, by: emma}}");
    desk.put(PATH, &changed.replace(ASKED, &again));
    commit(&desk, "emma", "sows: fewer hours").ok();
    assert_eq!(state(&desk), "needs-review");
}

#[test]
fn links_comments_and_history_leave_an_approval_as_it_is() {
    let desk = submitted();
    review(&desk, "tariq", &["--approve"]).ok();
    let talked = SOW_TEXT
        .replace("quotes.example.com/4711", "quotes.example.com/4712")
        .replace("assigned_ta:", "# a note\ncomments: [{at: 2026-11-23T10:00:30Z, by: emma, text: Thanks}]\nassigned_ta:");
    desk.put(PATH, &talked);
    commit(&desk, "emma", "sows: a new quote").ok();
    assert_eq!(state(&desk), "approved");
}

#[test]
fn of_two_verdicts_from_two_clones_both_are_kept_and_the_stricter_counts() {
    let desk = submitted();
    let other = desk.copy();
    review(&desk, "tariq", &["--approve"]).ok();
    let words = ["--request-changes", "--comment", "risks[0]:who pays?"];
    review(&other, "ines", &words).ok();
    let path = other.root().display().to_string();
    desk.git_as(
        "tariq",
        &["pull", "-q", "--no-rebase", "--no-edit", &path, "main"],
    )
    .ok();
    let listed = desk.git(&["ls-files", "reviews"]);
    assert_eq!(listed.ok().stdout.lines().count(), 2);
    assert_eq!(state(&desk), "changes-requested");
    desk.run(&["hygiene", "check"]).ok();
    let offered =
        format!("{SOW_TEXT}  - {{at: 2026-11-23T10:00:30Z, by: emma, to: ready-for-approval}}\n");
    desk.put(PATH, &offered);
    let refused = commit(&desk, "emma", "sows: offered");
    refused
        .exits(1)
        .says("a Technical Architect asks for changes");
}
