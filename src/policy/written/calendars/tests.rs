//! Calendars as policies write them, and every mistake in them.

use crate::calendar::Instant;
use crate::policy::Policy;
use crate::source::Source;

fn read(lines: &str) -> Result<Policy, Vec<String>> {
    let source = Source::shared("desk.toml", format!("schema = 1\n{lines}\n"));
    Policy::read(&source, &Default::default()).map_err(|findings| {
        let told = findings.into_iter();
        told.map(|finding| {
            let line = finding.at.position().line;
            format!("{line}: {}; {}", finding.message, finding.help)
        })
        .collect()
    })
}

/// Returns what is said of a calendar in Berlin with these lines, the third on.
fn told(lines: &str) -> Vec<String> {
    read(&format!(
        "[calendars.emea]\nzone = \"Europe/Berlin\"\n{lines}"
    ))
    .err()
    .unwrap_or_default()
    .into_iter()
    .collect()
}

fn hours(policy: &Policy, region: &str, from: &str, to: &str) -> i64 {
    let at = |text: &str| text.parse::<Instant>().expect("a time");
    policy.calendar_of(Some(region)).between(at(from), at(to)) / 3600
}

#[test]
fn calendars_replace_those_of_the_sources() {
    let policy = read(
        r#"[calendars.emea]
zone = "Europe/Berlin"
regions = ["EMEA"]
open = { mon-thu = ["09:00-12:30", "13:30-17:00"], fri = ["20:00-24:00"], sat = ["10:00-12:00"] }
day = "450 minutes"
holidays = [
  { name = "Christmas Day", on = "12-25", observed = "next monday" },
  { name = "Good Friday", on = "easter - 2" },
  { name = "Shutdown", on = 2026-12-28, until = "2026-12-31" },
]
[calendars.gulf]
zone = "Asia/Dubai"
regions = ["APAC"]
default = true
open = { sun-thu = ["08:00-16:00"] }
[calendars.other]
zone = "America/New_York"
"#,
    )
    .expect("it is valid");
    let names: Vec<&String> = policy.calendars.all().keys().collect();
    assert_eq!(names, ["emea", "gulf", "other"]);
    assert_eq!(policy.calendar_of(Some("EMEA")).day_seconds(), 450 * 60);
    for region in [Some("APAC"), Some("AMER"), None] {
        assert_eq!(policy.calendar_of(region).name(), "gulf");
    }
    let week = ("2026-11-22T00:00:00Z", "2026-11-29T00:00:00Z");
    assert_eq!(hours(&policy, "EMEA", week.0, week.1), 4 * 7 + 4 + 2);
    assert_eq!(hours(&policy, "APAC", week.0, week.1), 5 * 8);
    // From Monday to Saturday, of which only Saturday is none of the shutdown.
    assert_eq!(
        hours(
            &policy,
            "EMEA",
            "2026-12-28T00:00:00Z",
            "2027-01-03T00:00:00Z"
        ),
        4 + 2
    );
    assert_eq!(
        hours(
            &policy,
            "EMEA",
            "2026-04-03T00:00:00Z",
            "2026-04-04T00:00:00Z"
        ),
        0
    );
}

#[test]
fn without_a_default_the_first_by_name_is_it() {
    let policy = read("[calendars.b]\nzone = \"UTC\"\n[calendars.a]\nzone = \"Asia/Tokyo\"");
    let policy = policy.expect("it is valid");
    assert_eq!(policy.calendar_of(Some("EMEA")).name(), "a");
    assert_eq!(policy.calendar_of(None).day_seconds(), 8 * 3600);
}

#[test]
fn hours_that_are_none_are_told_each_at_its_line() {
    assert_eq!(
        told(
            "[calendars.emea.open]\nmon = [\"09:00-12:30\", \"12:00-17:00\"]\ntue = [\"17:00-09:00\"]\nwed = [\"9-5\", \"20:00-24:30\"]\nmonday = []\nthu-fry = []\nfri = \"09:00-17:00\"\nfri-sun = [9]"
        ),
        [
            "5: the hours 09:00-12:30 and 12:00-17:00 overlap; end the one before the other begins",
            "6: the hours `17:00-09:00` do not end after they begin; write it as \"09:00-17:00\", up to 24:00",
            "7: `9-5` is not hours of a day; write it as \"09:00-17:00\", up to 24:00",
            "7: `20:00-24:30` is not hours of a day; write it as \"09:00-17:00\", up to 24:00",
            "8: `monday` is not a day of the week; use one of mon, tue, wed, thu, fri, sat, sun, or a range such as mon-fri",
            "9: `fry` is not a day of the week; use one of mon, tue, wed, thu, fri, sat, sun, or a range such as mon-fri",
            "11: `calendars.emea.open` says the hours of fri twice; write each day once, all its hours in one list",
            "11: `calendars.emea.open.fri-sun` is a text, or a list of texts; write it in quotes, as in [\"09:00-17:00\"]",
        ]
    );
    for open in ["open = {}", "open = { mon-fri = [] }"] {
        assert_eq!(
            told(open),
            [
                "4: `calendars.emea.open` has no hours on any day; write `open = { mon-fri = [\"09:00-17:00\"] }`"
            ]
        );
    }
}

#[test]
fn holidays_that_are_none_are_told_each() {
    assert_eq!(
        told(
            "holidays = [\n{ name = \"A\", on = \"12-32\" },\n{ name = \"B\" },\n{ on = \"easter\", observed = \"monday\" },\n{ name = \"C\", on = \"12-24\", until = \"2026-12-26\" },\n{ name = \"D\", on = \"2026-12-24\", till = \"2026-12-26\" },\n\"12-25\",\n]"
        ),
        [
            "5: `12-32` is not a rule for a holiday: december has no day 32; write 12-25, \"first monday of september\", \"easter - 2\" or 2026-12-28; mend `on`, in quotes",
            "6: this holiday has no `on`; write [{ name = \"Christmas Day\", on = \"12-25\" }]",
            "7: this holiday has no `name`; write [{ name = \"Christmas Day\", on = \"12-25\" }]",
            "7: `calendars.emea.holidays.observed` cannot be `monday`; use one of: nearest weekday, next monday",
            "8: `until` cannot be 2026-12-26: only a date, as 2026-12-28, can have an end; write `on = \"2026-12-28\", until = \"2026-12-31\"`",
            "9: unknown key `till`; use one of: name, on, until, observed",
            "10: a holiday has a name and a day; write [{ name = \"Christmas Day\", on = \"12-25\" }]",
        ]
    );
}

#[test]
fn zones_regions_days_and_files_are_those_there_are() {
    assert_eq!(
        told(
            "regions = [\"EMEA\", \"LATAM\"]\nday = \"2 days\"\ndefault = \"yes\"\nfiles = [\"de.ics\", \"calendars/../de.ics\", \"calendars/de.txt\"]\ncolour = 1"
        ),
        [
            "4: `LATAM` is not a region of this desk; use one of: AMER, APAC, EMEA, or add it to [boards]",
            "5: `2 days` is no length of a business day, which is hours or minutes, up to 24 hours; write `day = \"8 hours\"` or `day = \"450 minutes\"`",
            "6: `calendars.emea.default` is true or false; write it without quotes",
            "7: `de.ics` is not an iCalendar file in `calendars/`; put it there, and name it as calendars/de.ics",
            "7: `calendars/../de.ics` is not an iCalendar file in `calendars/`; put it there, and name it as calendars/de.ics",
            "7: `calendars/de.txt` is not an iCalendar file in `calendars/`; put it there, and name it as calendars/de.ics",
            "8: unknown key `colour`; use one of: zone, regions, open, day, default, holidays, files",
        ]
    );
    let zone = |name: &str| {
        read(&format!("[calendars.x]\nzone = \"{name}\""))
            .err()
            .unwrap_or_default()
    };
    for (name, help) in [
        ("Europe/Berln", "did you mean `Europe/Berlin`?"),
        ("Berlin", "did you mean `Europe/Berlin`?"),
        (
            "Mars/Olympus_Mons_North",
            "write it as `zone = \"Europe/Berlin\"`",
        ),
    ] {
        let told = zone(name).join("");
        assert!(
            told.starts_with(&format!("3: `{name}` is not a time zone")),
            "{told}"
        );
        assert!(told.ends_with(help), "{told}");
    }
    assert!(zone("Europe/Berlin").is_empty());
}

#[test]
fn calendars_do_not_contradict_each_other() {
    let two = "[calendars.a]\nzone = \"UTC\"\nregions = [\"EMEA\"]\ndefault = true\n[calendars.b]\nregions = [\"EMEA\"]\ndefault = true";
    assert_eq!(
        read(two).err().unwrap_or_default(),
        [
            "6: `calendars.b` has no zone; write `zone = \"Europe/Berlin\"`",
            "6: `a` and `b` are both the default calendar; write `default = true` in one of them only",
            "7: `EMEA` goes by `a` already; name each region once, in one calendar",
        ]
    );
    let empty = read("[calendars]").err().unwrap_or_default();
    assert_eq!(
        empty,
        ["2: `calendars` is empty; write at least one, as [calendars.emea], or remove the table"]
    );
}
