//! Clocks as people see them: lists, explanations interval by interval, targets, and the weekly figures.
//! Five explanations are kept word for word beside this file.

mod figures;

use crate::generated::compare_with;
use crate::outcome::finished;
use crate::sandbox::Sandbox;

/// Hours, a lunch break and holidays of Berlin.
const POLICY: &str = r#"schema = 1
[calendars.emea]
zone = "Europe/Berlin"
regions = ["EMEA"]
open = { mon-fri = ["09:00-12:30", "13:30-17:30"] }
day = "450 minutes"
holidays = [{ name = "Buss- und Bettag", on = "2026-11-18" }]

[sla.triage-commercial]
segment = ["mid-market", "smb", "enterprise"]
within = "2 business days"
"#;

/// Lines that all requests here have.
const HEAD: &str = "template: sa-activity\nrequester: dana\nregion: EMEA\naccount: northwind-freight\nowner: sam\nsa_asks: A demo of merge trains\n";

/// Returns a desk with this policy, and one request or SOW at a path.
fn desk(policy: &str, path: &str, text: &str) -> Sandbox {
    let desk = Sandbox::desk();
    desk.put("desk.toml", policy);
    let account = "name: Northwind Freight\nowner: dana\nsolutions_architect: sam\nregion: EMEA\nsegment: enterprise\n";
    desk.put("accounts/northwind-freight.yaml", account);
    desk.put(path, text);
    desk
}

/// Returns a desk with one request that has these lines after those of all.
fn requested(policy: &str, lines: &str) -> Sandbox {
    let text = format!("{HEAD}{lines}");
    desk(policy, "requests/2026-11/REQ-4T9K2M7X.yaml", &text)
}

/// Asserts that an explanation is word for word as it is kept.
fn kept(desk: &Sandbox, name: &str, words: &[&str]) {
    let command = [&["sa", "sla", "explain"], words].concat();
    let mut run = desk.command(&desk.root(), "sam", &command);
    run.env("DESK_FORCE_TTY", "1")
        .env("COLUMNS", "96")
        .env("NO_COLOR", "1");
    let said = finished(&command, run);
    let path = format!("tests/suite/sla/{name}.txt");
    compare_with(&path, &said.ok().stdout);
}

#[test]
fn business_time_with_a_lunch_break_a_weekend_and_a_holiday() {
    let history = "history:\n  - {at: 2026-11-17T16:00:00+01:00, by: dana, to: open}\n";
    let desk = requested(POLICY, history);
    kept(
        &desk,
        "holiday",
        &["REQ-4T9K", "--target", "triage-commercial"],
    );
}

#[test]
fn a_pause_names_what_is_waited_for_and_the_entry_that_says_so() {
    let history = "history:
  - {at: 2026-11-20T09:00:00+01:00, by: dana, to: open}
  - {at: 2026-11-20T11:20:00+01:00, by: sam, to: waiting, awaiting: the network plan, from: dana}
";
    kept(&requested(POLICY, history), "paused", &["REQ-4T9K"]);
}

#[test]
fn what_is_expedited_half_way_says_by_which_rule_it_is_due() {
    let lines = "flagged:
  - {at: 2026-11-22T08:00:00+01:00, by: dana, flag: expedite, on: true}
history:
  - {at: 2026-11-21T22:30:00+01:00, by: dana, to: open}
";
    kept(
        &requested("schema = 1\n", lines),
        "expedited",
        &["REQ-4T9K", "--target", "first-activity-expedited"],
    );
}

#[test]
fn a_review_that_came_late_tells_all_that_came_after() {
    let sow = "name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: sam
review_requests:
  - {at: 2026-11-12T15:00:00+01:00, by: sam}
history: [{at: 2026-11-10T09:00:00+01:00, by: sam, to: open}, {at: 2026-11-10T12:00:00+01:00, by: sam, to: strawman-wip}]
";
    let desk = desk("schema = 1\n", "sows/2026-11/SOW-4T9K2M7X.yaml", sow);
    kept(&desk, "review", &["SOW-4T9K", "--target", "ta-review"]);
}

#[test]
fn what_is_not_known_of_holidays_is_said_and_not_guessed() {
    let policy = "schema = 1\n[calendars.emea]\nzone = \"Europe/Berlin\"\nregions = [\"EMEA\"]\nfiles = [\"calendars/de.ics\"]\n[sla.triage-commercial]\nsegment = [\"mid-market\", \"enterprise\"]\n";
    let history = "history:\n  - {at: 2026-11-20T16:00:00+01:00, by: dana, to: open}\n";
    let desk = requested(policy, history);
    let holidays = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20251225\r\nSUMMARY:Christmas Day\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    desk.put("calendars/de.ics", holidays);
    kept(
        &desk,
        "holidays-unknown",
        &["REQ-4T9K", "--target", "triage-commercial"],
    );
}

/// Returns the clocks that sam answers for, as record, target and state.
fn listed(desk: &Sandbox, words: &[&str]) -> Vec<String> {
    let command = ["sa", "sla", "list", "--format", "json", "--owner", "sam"];
    let data = desk.run(&[&command, words].concat()).ok().json()["data"].clone();
    let told = |clock: &serde_json::Value| {
        let words = ["record", "target", "state"].map(|key| clock[key].as_str().unwrap_or("?"));
        words.join(" ")
    };
    data.as_array().expect("a list").iter().map(told).collect()
}

#[test]
fn a_list_is_narrowed_to_what_is_breached_paused_or_due_soon() {
    let open = |at: &str| format!("{HEAD}history:\n  - {{at: {at}, by: dana, to: open}}\n");
    let desk = requested(
        "schema = 1\n",
        "history:\n  - {at: 2026-11-22T18:00:00Z, by: dana, to: open}\n  - {at: 2026-11-22T19:00:00Z, by: sam, to: waiting, awaiting: A date, from: dana}\n",
    );
    desk.put(
        "requests/2026-11/REQ-5V9K2M7X.yaml",
        &open("2026-11-19T10:00:00Z"),
    );
    desk.put(
        "requests/2026-11/REQ-6W9K2M7X.yaml",
        &open("2026-11-22T16:00:00Z"),
    );
    let listed = |words| listed(&desk, words);
    assert_eq!(
        listed(&["--breached"]),
        [
            "REQ-5V9K2M7X allocation breached",
            "REQ-5V9K2M7X first-activity breached",
        ]
    );
    assert_eq!(
        listed(&["--paused"]),
        [
            "REQ-4T9K2M7X allocation paused",
            "REQ-4T9K2M7X first-activity paused",
        ]
    );
    assert_eq!(
        listed(&["--due-within", "6h"]),
        ["REQ-6W9K2M7X allocation running"]
    );
    assert!(listed(&["--due-within", "5h"]).is_empty());
    assert_eq!(listed(&["--target", "first-activity"]).len(), 3);
    desk.refuses(
        &["sa", "sla", "list", "--due-within", "soon"],
        2,
        &["--due-within", "8h"],
    );
    desk.refuses(
        &["sa", "sla", "list", "--target", "firstactivity"],
        3,
        &["sa sla targets"],
    );
}

#[test]
fn each_list_of_requests_shows_the_clock_that_presses_most() {
    let desk = requested(
        "schema = 1\n",
        "history:\n  - {at: 2026-11-22T16:00:00Z, by: dana, to: open}\n",
    );
    for command in [
        &["sa", "request", "list"][..],
        &["sa", "board"],
        &["sa", "mine"],
        &["sa", "request", "show", "REQ-4T9K"],
    ] {
        let said = desk.run_as("sam", command);
        said.ok().says("6 h").says("allocation");
    }
}

#[test]
fn who_is_told_sees_in_their_own_list_what_runs_out_at_others() {
    let history = "history:\n  - {at: 2026-11-21T14:00:00Z, by: dana, to: open}\n";
    let unclaimed = HEAD.replace("owner: sam\n", "") + history;
    let desk = desk(
        "schema = 1\n",
        "requests/2026-11/REQ-4T9K2M7X.yaml",
        &unclaimed,
    );
    let told = |who: &str| {
        let said = desk.run_as(who, &["sa", "mine", "--format", "json"]);
        said.ok().json()["data"]["told"]
            .as_array()
            .expect("a list")
            .len()
    };
    assert_eq!(told("sam"), 0, "nobody is on triage");
    desk.put("rota/2026-W48-emea.yaml", "who: sam\n");
    assert_eq!(
        told("sam"),
        2,
        "allocation is over, and the first activity due in four hours"
    );
    let said = desk.run_as("sam", &["sa", "mine"]);
    said.ok().says("Running out at others (2)").says("nobody");
    assert_eq!(told("maria"), 0);
}

#[test]
fn the_targets_of_a_desk_name_their_source_or_the_line_that_changed_them() {
    let desk = requested(
        POLICY,
        "history:\n  - {at: 2026-11-22T16:00:00Z, by: dana, to: open}\n",
    );
    let data = desk
        .run(&["sa", "sla", "targets", "--format", "json"])
        .ok()
        .json()["data"]
        .clone();
    let written = |name: &str| {
        let mut targets = data.as_array().expect("a list").iter();
        let found = targets.find(|target| target["name"] == name);
        found.expect(name)["written"].clone()
    };
    assert_eq!(written("triage-commercial"), "desk.toml:9");
    assert_eq!(
        written("ta-review"),
        "source document 000: review within two business days"
    );
}

#[test]
fn no_clock_runs_on_what_is_neither_request_nor_sow() {
    let desk = requested(
        "schema = 1\n",
        "history:\n  - {at: 2026-11-22T16:00:00Z, by: dana, to: open}\n",
    );
    desk.refuses(&["sa", "sla", "explain", "REQ-9999"], 3, &["REQ-9999"]);
    desk.refuses(&["sa", "sla", "explain", "SOW-9999"], 3, &["SOW-9999"]);
}
