//! Business calendars in the policy of a desk, and the iCalendar files that it names.

use crate::sandbox::Sandbox;

const LIST: &[&str] = &["sa", "request", "list"];
const CHECK: &[&str] = &["hygiene", "check"];
const HOLIDAYS: &str = "\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261225
RRULE:FREQ=YEARLY
SUMMARY:Christmas Day
END:VEVENT
END:VCALENDAR
";

/// Returns a desk with a calendar in Berlin that has these lines too.
fn desk(lines: &str) -> Sandbox {
    let desk = Sandbox::desk();
    let table = format!("schema = 1\n[calendars.emea]\nzone = \"Europe/Berlin\"\n{lines}\n");
    desk.put("desk.toml", &table);
    desk.git(&["commit", "-qam", "policy"]).ok();
    desk
}

#[test]
fn a_desk_with_a_file_of_holidays_works() {
    let desk = desk("regions = [\"EMEA\"]\nfiles = [\"calendars/de.ics\"]");
    desk.put("calendars/de.ics", HOLIDAYS);
    desk.run(LIST).ok();
    desk.refuses(
        &["hygiene", "check", "--at", "HEAD"],
        5,
        &["desk.toml:5", "there is no file calendars/de.ics"],
    );
    desk.git(&["add", "."]).ok();
    desk.run(&["hygiene", "check", "--staged"]).ok();
    desk.git(&["commit", "-qm", "holidays"]).ok();
    desk.run(CHECK).ok();
    desk.run(&["hygiene", "check", "--at", "HEAD"]).ok();
    let read = desk
        .run(&["hygiene", "check", "--format", "json"])
        .ok()
        .json();
    let findings = read["findings"].as_array().expect("a list");
    let is_on_it = |finding: &&serde_json::Value| finding["path"] == "calendars/de.ics";
    assert_eq!(
        findings.iter().filter(is_on_it).count(),
        0,
        "it is no record"
    );
}

#[test]
fn a_broken_file_of_holidays_refuses_everything_at_its_line() {
    let desk = desk("files = [\"calendars/de.ics\"]");
    desk.put("calendars/de.ics", &HOLIDAYS.replace("YEARLY", "MONTHLY"));
    desk.git(&["add", "."]).ok();
    let all = [
        "calendars/de.ics has a mistake",
        "calendars/de.ics:5",
        "`FREQ=MONTHLY` is not read here",
        "mend calendars/de.ics",
    ];
    for words in [LIST, CHECK, &["hygiene", "check", "--staged"]] {
        desk.refuses(words, 5, &all);
    }
    desk.put("calendars/de.ics", &HOLIDAYS.replace("END:VEVENT\n", ""));
    desk.refuses(
        LIST,
        5,
        &[
            "calendars/de.ics:7",
            "END:VCALENDAR stands where VEVENT of line 3 is to end",
        ],
    );
    desk.put("calendars/de.ics", "");
    desk.refuses(LIST, 5, &["--> calendars/de.ics", "the file has no events"]);
    desk.remove("calendars/de.ics");
    desk.refuses(
        LIST,
        5,
        &["desk.toml:4", "there is no file calendars/de.ics"],
    );
}

#[test]
fn the_guard_refuses_a_commit_that_breaks_the_calendar() {
    let desk = Sandbox::guarded();
    desk.put(
        "desk.toml",
        "schema = 1\n[calendars.emea]\nzone = \"Europe/Berln\"\n",
    );
    desk.git(&["add", "."]).ok();
    desk.git(&["commit", "-qm", "policy"])
        .refused()
        .says("did you mean `Europe/Berlin`?");
}

#[test]
fn mistakes_in_a_calendar_are_named_all_at_once_each_at_its_line() {
    let lines = "regions = [\"EMEA\", \"LATAM\"]\nopen = { mon-fri = [\"09:00-12:30\", \"12:00-17:00\"], sun = [\"17:00-09:00\"], day = [] }\nholidays = [{ name = \"Easter\", on = \"eastern\" }]\nfiles = [\"de.ics\"]\n[calendars.amer]\nzone = \"America/NewYork\"\nregions = [\"EMEA\"]\nopen = {}";
    let desk = desk(lines);
    let all = [
        "9 mistakes",
        "`LATAM` is not a region of this desk",
        "the hours 09:00-12:30 and 12:00-17:00 overlap",
        "the hours `17:00-09:00` do not end after they begin",
        "`day` is not a day of the week",
        "`eastern` is not a rule for a holiday",
        "`de.ics` is not an iCalendar file in `calendars/`",
        "did you mean `America/New_York`?",
        "`EMEA` goes by `amer` already",
        "`calendars.amer.open` has no hours on any day",
    ];
    desk.refuses(LIST, 5, &all);
    let read = desk
        .run(&["sa", "request", "list", "--format", "json"])
        .json();
    let findings = read["findings"].as_array().expect("a list");
    let lines: Vec<_> = findings
        .iter()
        .filter_map(|finding| finding["line"].as_u64())
        .collect();
    assert_eq!(lines, [4, 4, 5, 5, 5, 6, 7, 9, 11]);
}
