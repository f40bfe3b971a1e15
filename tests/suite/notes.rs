//! Activities from notes of a meeting: the standard form, what is read out of it, and what is refused.

use crate::sandbox::Sandbox;

const NOTES: &str = include_str!("../intake/notes-2026-11-19-northwind.md");
const OPPORTUNITY: &str = "opportunities/OPP-7H3J5K9M.yaml";
const FROM_NOTES: [&str; 4] = ["sa", "activity", "from-notes", "-"];

/// The record of the notes, written down by hand.
const EXPECTED: &str = "\
# yaml-language-server: $schema=../../schemas/activity.json
opportunity: OPP-7H3J5K9M
type: Discovery Session
at: 2026-11-19T15:00:00+01:00
time_zone: Europe/Berlin
sa: sam
summary: |-
  Northwind Freight - technical discovery
  Date: 2026-11-19 15:00-16:05 Europe/Berlin

  ## Intent
  Understand how a change reaches production and where evidence for auditors is made.

  ## Outcome
  They walked us through the release train. Evidence is a spreadsheet that Mirela fills by hand, about nine hours a release. Jan wants approvals enforced, not reported. Positioned the migration service; Lars asked for a quote.

  ## Infrastructure
  - OpenShift 4.16 in two sites, no internet from the build network
  - Jenkins 2.4xx, 310 jobs, shared library written by someone who left
sentiment: Positive
attendees:
  - name: Lars Holm
    role: VP Platform
  - name: Mirela Popescu
    role: Lead SRE
  - name: Jan de Wit
    role: Security architect
  - name: Dana Ruiz
    role: SAE
  - name: Sam Otieno
    role: SA
next_steps:
  - who: Sam
    text: answer the three approval questions by 2026-11-24
    due: 2026-11-24
  - who: Dana
    text: command plan review with Sam on Friday
    due: 2026-11-20
  - who: Northwind
    text: name the two teams for a proof of value by 1 December
    due: 2026-12-01
logged_at: 2026-11-23T10:00:00Z
logged_by: kim
";

const NEXT_STEPS: &str = "\
next_steps:
  - at: 2026-11-23T10:00:00Z
    by: kim
    text: |-
      Sam: answer the three approval questions by 2026-11-24
      Dana: command plan review with Sam on Friday (2026-11-20)
      Northwind: name the two teams for a proof of value by 1 December (2026-12-01)
    due: 2026-11-20
";

fn desk() -> Sandbox {
    let desk = Sandbox::desk();
    let text = desk.read(OPPORTUNITY);
    let with_id = text.replace("owner: dana", "sfdc_id: 0064M00000XyZ12QAF\nowner: dana");
    desk.put(OPPORTUNITY, &with_id);
    desk.git(&["commit", "-qam", "the id of Salesforce"]).ok();
    desk
}

/// Expects notes to be refused with these phrases.
#[track_caller]
fn refused(desk: &Sandbox, notes: &str, flags: &[&str], phrases: &[&str]) {
    let before = desk.tree();
    let outcome = desk.run_with_input(&[&FROM_NOTES[..], flags].concat(), notes);
    outcome.exits(1);
    for phrase in phrases {
        outcome.says(phrase);
    }
    desk.assert_unchanged(&before, "notes that are refused");
}

#[test]
fn the_standard_notes_become_exactly_this_record() {
    let desk = desk();
    desk.put_at(&desk.beside("notes.md"), NOTES);
    let outcome = desk.run_as("kim", &["sa", "activity", "from-notes", "../notes.md"]);
    outcome
        .ok()
        .says("logged: Discovery Session for OPP-7H3J5K9M Northwind platform")
        .says("next, Dana, by Friday 2026-11-20: command plan review with Sam on Friday");
    let paths = desk.git(&["diff-tree", "--no-commit-id", "--name-only", "-r", "HEAD"]);
    let paths: Vec<&str> = paths.ok().stdout.lines().collect();
    let [activity, opportunity] = paths[..] else {
        panic!("two files: {paths:?}");
    };
    assert!(
        activity.starts_with("activities/2026-11/ACT-"),
        "{activity}"
    );
    assert_eq!(desk.read(activity), EXPECTED);
    assert!(
        desk.read(opportunity).contains(NEXT_STEPS),
        "{}",
        desk.read(opportunity)
    );
    desk.run(&["hygiene", "check", "--range", "HEAD~1..HEAD"])
        .ok();
    let id = activity.rsplit(['/', '.']).nth(1).expect("an id");
    refused(
        &desk,
        NOTES,
        &[],
        &["is logged already", &format!("sa activity show {id}")],
    );
    let words = [
        &FROM_NOTES[..],
        &["--at", "2026-11-19 17:00", "--type", "demo", "--sa", "kim"],
    ]
    .concat();
    desk.run_with_input(&words, NOTES).ok().says("logged: Demo");
}

#[test]
fn what_notes_lack_is_named_all_at_once_and_flags_give_it() {
    let desk = desk();
    let notes = "## Outcome\nThey liked it.\n";
    refused(
        &desk,
        notes,
        &[],
        &[
            "`Date: 2026-11-19 15:00",
            "`Opportunity: OPP-4T9K`",
            "`Activity type: Demo`",
            "--opp OPP",
        ],
    );
    let flags = [
        "--opp",
        "northwind-freight",
        "--type",
        "demo",
        "--at",
        "today 9:00",
    ];
    desk.run_with_input(&[&FROM_NOTES[..], &flags].concat(), notes)
        .ok()
        .says("logged: Demo for OPP-7H3J5K9M");
    let named = "Date: 2026-11-19 15:00\nOpportunity: northwind PLATFORM\nActivity type: demo\n\n## Outcome\nGood.\n";
    desk.run_with_input(&FROM_NOTES, named)
        .ok()
        .says("at Thursday 2026-11-19 15:00 UTC, as you have no zone");
}

#[test]
fn lines_that_cannot_be_understood_are_named_with_their_number() {
    let desk = desk();
    let notes = NOTES
        .replace("by 1 December", "by 03/04/2027")
        .replace("Discovery Session", "Lunch")
        .replace("15:00-16:05", "three o'clock");
    refused(
        &desk,
        &notes,
        &[],
        &[
            "line 3: ",
            "line 6: `Lunch` is not a type",
            "line 22: ",
            "2027-04-03",
            "2027-03-04",
        ],
    );
    let code = desk.run_with_input(
        &FROM_NOTES,
        &NOTES.replace("0064M00000XyZ12QAF", "Southwind"),
    );
    code.exits(3).says("there is no opportunity `Southwind`");
}

#[test]
fn the_form_is_printed_and_says_nothing_by_itself() {
    let desk = desk();
    let printed = desk.run(&["sa", "activity", "notes-template"]);
    let form = printed.ok().stdout.clone();
    refused(
        &desk,
        &form,
        &[],
        &[
            "the date is missing",
            "the opportunity is missing",
            "what happened is missing",
        ],
    );
    let filled = form
        .replace(
            "<2026-11-19 15:00-16:05 Europe/Berlin>",
            "2026-11-19 15:00 Europe/Berlin",
        )
        .replace("<Salesforce id, OPP id or name>", "OPP-7H3J")
        .replace("<Discovery Session>", "Demo")
        .replace("<what came of it>", "They liked it.");
    desk.run_with_input(&FROM_NOTES, &filled).ok();
    let half = filled
        .replace("<Company>: ", "")
        .replace("Attendees: <Name (role), Name (role)>", "Attendees: Lars");
    refused(
        &desk,
        &half,
        &["--at", "2026-11-18 9:00"],
        &["line 5: ", "is still that of the form"],
    );
}
