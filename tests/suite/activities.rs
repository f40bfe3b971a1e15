//! Logging activities: in one line, and from notes of a meeting; what is said back, and what is refused.

use crate::sandbox::{SCANT, Sandbox, WHOLE};

const OPPORTUNITY: &str = "OPP-7H3J5K9M";
/// A call in one line.
const LINE: [&str; 16] = [
    "sa",
    "log",
    "OPP-7H3J",
    "showed merge trains; they want a trial",
    "--type",
    "demo",
    "--at",
    "friday 15:00",
    "--with",
    "Lars Holm:VP Platform",
    "--sentiment",
    "positive",
    "--next",
    "send the sizing sheet",
    "--by",
    "friday",
];
const NOTES: &str = include_str!("../intake/notes-2026-11-19-northwind.md");

/// Returns a desk whose sam works in Berlin, and whose opportunity has the Salesforce id of the notes.
fn desk() -> Sandbox {
    let desk = Sandbox::desk();
    desk.append("people/sam.yaml", "time_zone: Europe/Berlin");
    let path = format!("opportunities/{OPPORTUNITY}.yaml");
    let text = desk.read(&path);
    let with_id = text.replace("owner: dana", "sfdc_id: 0064M00000XyZ12QAF\nowner: dana");
    desk.put(&path, &with_id);
    desk.git(&["commit", "-qam", "zone and id"]).ok();
    desk
}

/// Returns the paths that the last commit touches, and its subject.
fn last_commit(desk: &Sandbox) -> (Vec<String>, String) {
    let paths = desk.git(&["diff-tree", "--no-commit-id", "--name-only", "-r", "HEAD"]);
    let subject = desk.git(&["log", "-1", "--format=%s"]);
    let paths = paths.ok().stdout.lines().map(str::to_owned).collect();
    (paths, subject.ok().stdout.trim().to_owned())
}

/// Returns the text of the activity that the last commit adds.
fn activity_of(desk: &Sandbox) -> String {
    let (paths, _) = last_commit(desk);
    let path = paths.iter().find(|path| path.starts_with("activities/"));
    desk.read(path.expect("an activity"))
}

#[test]
fn one_line_logs_a_call_with_its_next_step_in_one_commit() {
    let desk = desk();
    let before = desk.head();
    let outcome = desk.run(&LINE);
    outcome
        .ok()
        .says("logged: Demo for OPP-7H3J5K9M Northwind platform")
        .says("at Friday 2026-11-20 15:00 Europe/Berlin, your zone")
        .says("next, by Friday 2026-11-27: send the sizing sheet")
        .says("owed on OPP-7H3J5K9M");
    desk.git(&["rev-list", "--count", &format!("{before}..HEAD")])
        .ok()
        .prints("1\n");
    let (paths, subject) = last_commit(&desk);
    assert_eq!(subject, "activities: Demo for OPP-7H3J5K9M");
    assert_eq!(paths.len(), 2, "{paths:?}");
    let expected = "\
# yaml-language-server: $schema=../../schemas/activity.json
opportunity: OPP-7H3J5K9M
type: Demo
at: 2026-11-20T15:00:00+01:00
time_zone: Europe/Berlin
sa: sam
summary: showed merge trains; they want a trial
sentiment: Positive
attendees:
  - name: Lars Holm
    role: VP Platform
next_steps:
  - text: send the sizing sheet
    due: 2026-11-27
logged_at: 2026-11-23T11:00:00+01:00
logged_by: sam
";
    assert_eq!(activity_of(&desk), expected);
    let opportunity = desk.read(&format!("opportunities/{OPPORTUNITY}.yaml"));
    let step = "  - at: 2026-11-23T11:00:00+01:00\n    by: sam\n    text: send the sizing sheet\n    due: 2026-11-27\n";
    assert!(opportunity.contains(step), "{opportunity}");
    desk.git(&["status", "--porcelain"]).ok().prints("");
    desk.run(&["hygiene", "check", "--range", "HEAD~1..HEAD"])
        .ok();
}

#[test]
fn what_is_owed_is_data_too_and_a_missing_type_is_told_once() {
    let desk = desk();
    let words = [
        "sa",
        "activity",
        "log",
        OPPORTUNITY,
        "-",
        "--format",
        "json",
    ];
    let outcome = desk.run_with_input(&words, "a call\nof two lines\n");
    let read = outcome.ok().json();
    assert_eq!(read["schema"], "desk.activity/1", "{outcome}");
    assert_eq!(read["data"]["type"], "Other", "{outcome}");
    assert_eq!(read["data"]["summary"], "a call\nof two lines", "{outcome}");
    assert!(read["data"]["owed"].is_array(), "{outcome}");
    let outcome = desk.run(&["sa", "log", OPPORTUNITY, "another call"]);
    let told = "logged as Other; say `--type Demo` and the like, so that hygiene can count it";
    outcome.ok().says(told);
    assert_eq!(outcome.stderr.matches("--type").count(), 1, "{outcome}");
}

#[test]
fn what_is_owed_is_said_with_the_command_that_mends_it() {
    let desk = desk();
    let path = format!("opportunities/{OPPORTUNITY}.yaml");
    desk.put(
        &path,
        &desk.read(&path).replace("owner: dana", "owner: ghost"),
    );
    desk.git(&["commit", "-qam", "somebody unknown"]).ok();
    let log = ["sa", "log", OPPORTUNITY, "a call", "--type", "demo"];
    desk.run(&log)
        .ok()
        .says("owed on OPP-7H3J5K9M: ")
        .says("ghost");
    let outcome = desk.run(&[&log[..], &["--format", "json"]].concat());
    let read = outcome.ok().json();
    let checks: Vec<_> = read["data"]["owed"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|owed| owed["check"].clone())
        .collect();
    assert!(checks.contains(&"unknown-person".into()), "{outcome}");
}

#[test]
fn a_time_without_zone_says_whose_it_is() {
    let desk = Sandbox::desk();
    let words = [
        "sa",
        "log",
        OPPORTUNITY,
        "a call",
        "--at",
        "2026-11-19 15:00",
    ];
    desk.run(&words)
        .ok()
        .says("at Thursday 2026-11-19 15:00 UTC, as you have no zone")
        .says("sa person edit HANDLE --set time_zone=Europe/Berlin");
    let zoned = [&words[..5], &["2026-11-19 15:00 America/New_York"]].concat();
    desk.run(&zoned).ok();
    let text = activity_of(&desk);
    assert!(text.contains("at: 2026-11-19T15:00:00-05:00\ntime_zone: America/New_York\n"));
}

#[test]
fn days_that_can_be_read_two_ways_and_unknown_words_are_misuse() {
    let desk = desk();
    let log = ["sa", "log", OPPORTUNITY, "a call"];
    for (flags, phrases) in [
        (
            &["--type", "Discovry Session"][..],
            &["did you mean `Discovery Session`?"][..],
        ),
        (
            &["--type", "lunch"],
            &["`lunch` is not a type", "sa log --help"],
        ),
        (
            &["--at", "next week"],
            &["--at: ", "not a day", "friday 15:00"],
        ),
        (
            &["--next", "send it", "--by", "03/04/2027"],
            &["2027-04-03", "2027-03-04"],
        ),
        (
            &["--next", "send it by 03/04/2027"],
            &["2027-04-03", "--by 2026-12-01"],
        ),
        (&["--by", "friday"], &["--next"]),
        (&["--sentiment", "mixed"], &["positive"]),
        (&["--level", "boss"], &["Manager/Director"]),
        (&["--arranged", "soon"], &["--arranged: ", "not a day"]),
    ] {
        desk.refuses(&[&log[..], flags].concat(), 2, phrases);
    }
    desk.refuses(
        &["sa", "log", OPPORTUNITY, " "],
        1,
        &["the summary is empty"],
    );
    desk.refuses(
        &["sa", "log", "OPP-0000", "a call"],
        3,
        &["there is no opportunity"],
    );
}

#[test]
fn a_ride_along_needs_no_more_than_an_account() {
    let desk = desk();
    let log = ["sa", "log", "northwind-freight", "rode along", "--type"];
    desk.run(&[&log[..], &["ride along"]].concat())
        .ok()
        .says("logged: Ride Along for northwind-freight Northwind Freight");
    assert!(activity_of(&desk).contains("\naccount: northwind-freight\ntype: Ride Along\n"));
    desk.run(&[&log[..], &["Demo"]].concat()).ok();
    assert!(activity_of(&desk).contains("\nopportunity: OPP-7H3J5K9M\ntype: Demo\n"));
}

#[test]
fn work_for_a_request_is_logged_under_its_opportunity_and_names_the_request() {
    let desk = desk();
    let log = ["sa", "log", &WHOLE[..8], "answered what they asked"];
    let logged = desk.run(&[&log[..], &["--type", "technical support"]].concat());
    logged
        .ok()
        .says("logged: Technical Support for OPP-7H3J5K9M Northwind platform");
    let text = activity_of(&desk);
    assert!(
        text.contains(&format!(
            "\nopportunity: OPP-7H3J5K9M\nrequest: {WHOLE}\ntype: Technical Support\n"
        )),
        "{text}"
    );
    let bare = ["sa", "log", SCANT, "a talk"];
    desk.refuses(
        &bare,
        1,
        &[
            "names no opportunity",
            &format!("sa request edit {SCANT} --set opportunity=OPP-ID"),
        ],
    );
    desk.refuses(
        &["sa", "log", "REQ-0000", "a talk"],
        3,
        &["there is no request"],
    );
    desk.run(&["hygiene", "check"]).ok();
}

#[test]
fn a_dry_run_writes_nothing() {
    let desk = desk();
    desk.put_at(&desk.beside("notes.md"), NOTES);
    let notes = desk.beside("notes.md").display().to_string();
    let before = desk.tree();
    desk.run(&["sa", "log", OPPORTUNITY, "a call", "--next", "think", "-n"])
        .ok()
        .says("summary: a call")
        .says("nothing was written");
    desk.run(&["sa", "activity", "from-notes", &notes, "-n"])
        .ok()
        .says("type: Discovery Session");
    desk.assert_unchanged(&before, "dry runs");
}

#[test]
fn activities_are_listed_newest_first_shown_and_edited() {
    let desk = desk();
    for (at, kind) in [("2026-11-18 9:00", "Demo"), ("friday 9:00", "Other")] {
        let words = ["sa", "log", OPPORTUNITY, kind, "--at", at, "--type", kind];
        desk.run(&words).ok();
    }
    let listed = |flags: &[&str]| {
        let words = ["sa", "activity", "list", "--format", "json"];
        let outcome = desk.run(&[&words[..], flags].concat());
        let read = outcome.ok().json();
        let rows = read["data"].as_array().expect("a list");
        let kinds: Vec<String> = rows
            .iter()
            .map(|row| row["type"].as_str().expect("a type").to_owned())
            .collect();
        (
            kinds.join(" "),
            rows[..].first().map(|row| row["id"].clone()),
        )
    };
    let (kinds, newest) = listed(&["--mine"]);
    assert_eq!(kinds, "Other Demo");
    for (flags, kinds) in [
        (&["--type", "demo"][..], "Demo"),
        (&["--sa", "kim"], ""),
        (&["--opp", "northwind-freight"], "Other Demo"),
        (&["--since", "thursday"], "Other"),
        (&["--until", "2026-11-18"], "Demo"),
    ] {
        assert_eq!(listed(flags).0, kinds, "{flags:?}");
    }
    desk.run(&["sa", "activity", "list"])
        .ok()
        .says("2026-11-20");
    let id = newest.as_ref().and_then(|id| id.as_str()).expect("an id");
    desk.run(&["sa", "activity", "edit", id, "--set", "sentiment=Neutral"])
        .ok();
    desk.run(&["sa", "activity", "show", id])
        .ok()
        .says("Neutral");
}
