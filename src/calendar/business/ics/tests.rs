//! iCalendar files as calendars export them, broken ones, and any text at all.

use proptest::prelude::*;

use super::*;

/// Returns a file with these lines in events of their own.
fn file(events: &[&str]) -> String {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    for event in events {
        let lines = event.replace('\n', "\r\n");
        text += &format!("BEGIN:VEVENT\r\nUID:1@example.com\r\n{lines}\r\nEND:VEVENT\r\n");
    }
    text + "END:VCALENDAR\r\n"
}

fn read(events: &[&str]) -> HolidayFile {
    HolidayFile::read(&file(events)).expect("it is a file")
}

fn days(events: &[&str]) -> Vec<String> {
    let days = read(events).days;
    days.iter()
        .map(|(day, name)| format!("{day} {name}"))
        .collect()
}

fn known(events: &[&str]) -> String {
    let (first, last) = read(events).known();
    format!("{first} to {last}")
}

#[track_caller]
fn refused(text: &str, line: usize, why: &str) {
    let faults = HolidayFile::read(text).expect_err(why);
    let told = format!("{}; {}", faults[0].message, faults[0].help);
    assert!(told.contains(why), "{told}");
    assert_eq!(faults[0].line, line, "{told}");
}

#[test]
fn events_are_the_days_they_are_on() {
    for (event, expected) in [
        (
            "DTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas\\, first day",
            vec!["2026-12-25 Christmas, first day"],
        ),
        (
            "DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227\nSUMMARY:C",
            vec!["2026-12-25 C", "2026-12-26 C"],
        ),
        (
            "DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261225\nSUMMARY:C",
            vec!["2026-12-25 C"],
        ),
        (
            "DTSTART;VALUE=DATE:20261225\nDURATION:P2D\nSUMMARY:C",
            vec!["2026-12-25 C", "2026-12-26 C"],
        ),
        (
            "DTSTART:20261224T120000Z\nDTEND:20261224T230000Z\nSUMMARY:Eve",
            vec!["2026-12-24 Eve"],
        ),
        (
            "DTSTART:20261224T220000Z\nDURATION:PT4H\nSUMMARY:Eve",
            vec!["2026-12-24 Eve", "2026-12-25 Eve"],
        ),
        (
            "DTSTART;TZID=\"Europe/Berlin\":20261224T000000\nDTEND;TZID=Europe/Berlin:20261225T000000\nSUMMARY:Eve",
            vec!["2026-12-24 Eve"],
        ),
        ("dtstart;value=DATE:20261225", vec!["2026-12-25 holiday"]),
        (
            "DTSTART;VALUE=DATE:20261225\nBEGIN:VALARM\nSUMMARY:Not this\nEND:VALARM\nSUMMARY:C",
            vec!["2026-12-25 C"],
        ),
    ] {
        assert_eq!(days(&[event]), expected, "{event}");
    }
    let cancelled = "DTSTART;VALUE=DATE:20261226\nSTATUS:CANCELLED";
    assert_eq!(
        days(&["DTSTART;VALUE=DATE:20261225\nSUMMARY:C", cancelled]),
        ["2026-12-25 C"]
    );
}

#[test]
fn yearly_events_come_again() {
    let yearly = |rule: &str| {
        let event = format!("DTSTART;VALUE=DATE:20241225\nRRULE:FREQ=YEARLY{rule}");
        let days = read(&[&event]).days;
        let (first, last) = (days.keys().next(), days.keys().last());
        let day = |day: Option<&Date>| day.map(Date::to_string).unwrap_or_default();
        (days.len(), day(first), day(last))
    };
    let from = "2024-12-25".to_owned();
    assert_eq!(yearly(""), (76, from.clone(), "2099-12-25".into()));
    assert_eq!(yearly(";COUNT=3"), (3, from.clone(), "2026-12-25".into()));
    assert_eq!(
        yearly(";INTERVAL=2;COUNT=3"),
        (3, from.clone(), "2028-12-25".into())
    );
    assert_eq!(
        yearly(";UNTIL=20270101T000000Z"),
        (3, from.clone(), "2026-12-25".into())
    );
    assert_eq!(
        yearly(";BYMONTH=12;BYMONTHDAY=25;WKST=MO;COUNT=2"),
        (2, from, "2025-12-25".into())
    );
    let leap = "DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY;COUNT=3";
    assert_eq!(
        days(&[leap]),
        [
            "2024-02-29 holiday",
            "2028-02-29 holiday",
            "2032-02-29 holiday"
        ]
    );
}

#[test]
fn holidays_are_known_in_the_years_of_the_file() {
    let once = "DTSTART;VALUE=DATE:20260403";
    let over = "DTSTART;VALUE=DATE:20271231\nDTEND;VALUE=DATE:20280102";
    let endless = "DTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY";
    assert_eq!(known(&[once]), "2026-01-01 to 2026-12-31");
    assert_eq!(known(&[once, over]), "2026-01-01 to 2028-12-31");
    assert_eq!(known(&[endless]), "2020-01-01 to 2099-12-31");
    assert_eq!(known(&[endless, once]), "2020-01-01 to 2026-12-31");
}

#[test]
fn lines_end_and_fold_as_any_program_writes_them() {
    let folded = "DTSTART;VALUE=DATE\n :20261225\nSUMMARY:Christ\n mas Day\n\t of the year";
    assert_eq!(days(&[folded]), ["2026-12-25 Christmas Day of the year"]);
    let unix = file(&[folded]).replace("\r\n", "\n");
    assert_eq!(
        HolidayFile::read(&unix),
        HolidayFile::read(&file(&[folded]))
    );
    let marked = format!("\u{feff}{}\n\n", file(&[folded]));
    assert_eq!(HolidayFile::read(&marked), HolidayFile::read(&unix));
}

#[test]
fn faults_are_told_on_the_lines_of_the_file_as_it_is() {
    let before = "\u{feff}BEGIN:VCALENDAR\n\nX-WR-CALNAME:Holi\n days\n\t of\n \n us\nBEGIN:VEVENT\nDTSTART;VALUE\n =DATE\n";
    for (lines, line, why) in [
        (" :2026\n 1325\n", 9, "DTSTART is `20261325`"),
        (
            " :20261225\nSUMMARY:C\n hristmas\nRRULE:FREQ\n =MONTHLY\n",
            14,
            "`FREQ=MONTHLY` is not read here",
        ),
        (" :20261225\n\n\nMerry\n Christmas\n", 14, "it has no colon"),
        (" :20261225\nEND:V\n TODO\n", 12, "END:VTODO stands where"),
    ] {
        let text = format!("{before}{lines}END:VEVENT\nEND:VCALENDAR\n");
        refused(&text, line, why);
        refused(&text.replace('\n', "\r\n"), line, why);
        // Lines that end in both ways, as after an edit by hand.
        refused(&text.replacen('\n', "\r\n", 8), line, why);
    }
}

#[test]
fn lines_are_taken_apart_as_exports_write_them() {
    for line in [
        "ATTENDEE;CN=;CUTYPE=INDIVIDUAL:mailto:sam@example.com",
        "ATTENDEE;CN=\"\";X-NUM=0:mailto:sam@example.com",
        "ATTENDEE;MEMBER=\"mailto:a@example.com\",\"mailto:b@example.com\":mailto:sam@example.com",
        "X-ALT-DESC;FMTTYPE=text/html:<p class=\"a\">C: 1; 2 = 2</p>",
        "DESCRIPTION:",
        "COMMENT;ALTREP=\"https://example.com/;a:b\":\u{e9}\\\\",
        "BEGINNING:1",
    ] {
        let event = format!("{line}\nDTSTART;VALUE=DATE:20261225\nsummary:C\\, D\\; E\\nF \\\\ G");
        assert_eq!(days(&[&event]), ["2026-12-25 C, D; E F \\ G"], "{line}");
    }
    let two = format!(
        "{}{}",
        file(&["DTSTART:20261225"]),
        file(&["DTSTART:20261226"])
    );
    let read = HolidayFile::read(&two).expect("it is two calendars");
    assert_eq!(read.days.len(), 2);
}

/// Returns a file with an event that has one more line, the sixth.
fn with_line(line: &str) -> String {
    file(&[&format!("DTSTART;VALUE=DATE:20261225\n{line}")])
}

#[test]
fn an_event_that_cannot_be_read_is_refused_with_its_line() {
    for (event, line, why) in [
        (
            "DTSTART;VALUE=DATE:20261325",
            5,
            "DTSTART is `20261325`, which is no date",
        ),
        ("DTSTART;VALUE=PERIOD:20261225", 5, "which is no date"),
        (
            "DTSTART:2026-12-25",
            5,
            "write it as DTSTART;VALUE=DATE:20261225",
        ),
        ("DTSTART:20261225T2500", 5, "which is no date"),
        ("SUMMARY:C", 3, "has no DTSTART"),
        (
            "DTSTART:20261225\nSTATUS:cancelled",
            1,
            "the file has no events",
        ),
    ] {
        refused(&file(&[event]), line, why);
    }
    for (line, why) in [
        (
            "DTEND;VALUE=DATE:20261224",
            "ends on 2026-12-24, before it begins on 2026-12-25",
        ),
        ("DTEND;VALUE=DATE:20281225", "lasts 731 days"),
        ("DURATION:1D", "DURATION is `1D`"),
        ("DURATION:P99999999999999999W", "DURATION is `P9"),
        ("RRULE:FREQ=MONTHLY", "`FREQ=MONTHLY` is not read here"),
        (
            "RRULE:FREQ=YEARLY;BYDAY=1MO",
            "`BYDAY=1MO` is not read here",
        ),
        ("RRULE:FREQ=YEARLY;COUNT=0", "`COUNT=0` is not read here"),
        ("RRULE:COUNT=2", "`COUNT=2`, which does not say how often"),
        (
            "EXDATE:20271225",
            "EXDATE is not read here, and would move a holiday",
        ),
    ] {
        refused(&with_line(line), 6, why);
    }
}

#[test]
fn a_text_that_is_no_calendar_is_refused_with_its_line() {
    for (line, why) in [
        ("Merry Christmas", "it has no colon"),
        ("X-A;B:C", "a parameter has no value"),
        ("X-A;B=\"C:D", "it has no colon outside of quotes"),
        ("X-A;B=\"C\"D:E", "its parameters cannot be told apart"),
        ("X-A;=B:C", "a parameter has no name"),
        ("X-A", "it has no colon"),
        (":A", "it does not begin with a name"),
        ("X A:B", "it does not begin with a name"),
        ("END;A=B:VEVENT", "BEGIN and END have no parameters"),
        (
            "END:VTODO",
            "END:VTODO stands where VEVENT of line 3 is to end",
        ),
    ] {
        refused(&with_line(line), 6, why);
    }
    for (text, line, why) in [
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
            2,
            "the VEVENT that begins here does not end",
        ),
        (
            "BEGIN:VCARD\nEND:VCARD\n",
            1,
            "this is not an iCalendar file",
        ),
        ("Date,Holiday\n2026-12-25,Christmas\n", 1, "it has no colon"),
        ("VERSION:2.0\n", 1, "this is not an iCalendar file"),
        ("", 1, "the file has no events"),
        (
            "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
            1,
            "the file has no events",
        ),
    ] {
        refused(text, line, why);
    }
}

#[test]
fn every_broken_event_is_told_up_to_twenty() {
    let faults = HolidayFile::read(&file(&["SUMMARY:C"; 30])).expect_err("no days");
    assert_eq!(faults.len(), 20);
    assert_eq!(faults[1].line, 7);
}

#[test]
fn a_megabyte_of_anything_is_read_at_once() {
    for junk in [
        "BEGIN:VEVENT\n",
        " ",
        "\n",
        "A",
        "A;B=C;",
        "\"",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR\n",
    ] {
        let text = junk.repeat((1 << 20) / junk.len());
        let read = HolidayFile::read(&text);
        assert_eq!(read.is_ok(), junk.contains("RRULE"), "{junk}");
    }
    let deep = |end: &str| "BEGIN:VEVENT\n".repeat(100_000) + &end.repeat(100_000);
    refused(&deep("END:VEVENT\n"), 1, "this is not an iCalendar file");
    let deep = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", deep("END:VEVENT\n"));
    refused(&deep, 2, "has no DTSTART");
}

#[test]
fn a_line_of_a_megabyte_is_read_at_once() {
    for (junk, why) in [
        (";B=C", ""),
        (";B=", ""),
        (";B==", ""),
        (";B=\"C\"", ""),
        ("\n ;B=C", ""),
        (";B=\"", ""),
        (";B", "a parameter has no value"),
        (";", "a parameter has no name"),
        (";=", "a parameter has no name"),
        ("\n  ", "it does not begin with a name"),
    ] {
        let text = with_line(&format!("X-A{}:D", junk.repeat((1 << 20) / junk.len())));
        match why {
            "" => assert!(HolidayFile::read(&text).is_ok(), "{junk}"),
            _ => refused(&text, 6, why),
        }
    }
    let escapes = with_line(&format!("SUMMARY:{}", "\\n".repeat(1 << 19)));
    assert!(HolidayFile::read(&escapes).is_ok());
    // Far behind spaces, no column of a fault may be beyond what can be told.
    refused(
        &format!("{}BEGIN:X", " ".repeat(70_000)),
        1,
        "it does not begin with a name",
    );
    refused(&with_line(&"END;".repeat(1 << 18)), 6, "it has no colon");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*") {
        let _ = HolidayFile::read(&text);
    }

    #[test]
    fn any_marks_of_the_format_are_read_or_refused_with_a_line_of_the_text(text in "[BEGIND;:=\",\\\\ \t\r\n]{0,60}") {
        let text = with_line(&text);
        if let Err(faults) = HolidayFile::read(&text) {
            prop_assert!(faults.iter().all(|fault| (1..=text.lines().count()).contains(&fault.line)));
        }
    }

    #[test]
    fn any_lines_of_the_format_are_read_or_refused_with_a_line_of_the_text(
        lines in prop::collection::vec(prop::sample::select(vec![
            "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "DTSTART:20260101", "DTSTART;VALUE=DATE:99991231",
            "DTEND:20260102T000000Z", "DTEND:00000101", "DURATION:P9D", "DURATION:PT", "RRULE:FREQ=YEARLY;COUNT=60000",
            "RRULE:FREQ=YEARLY;INTERVAL=65535", "STATUS:CANCELLED", "SUMMARY:\\", " \u{e9}", ";", "DTSTART:00000101",
        ]), 0..30)
    ) {
        let text = format!("BEGIN:VCALENDAR\n{}", lines.join("\n"));
        if let Err(faults) = HolidayFile::read(&text) {
            prop_assert!(faults.iter().all(|fault| (1..=lines.len() + 1).contains(&fault.line)));
        }
    }
}
