//! Tests of dates as people type them, on Wednesday 2026-11-18.

use proptest::prelude::*;

use super::*;

fn today() -> Date {
    "2026-11-18".parse().expect("a date")
}

fn read_as(text: &str) -> Result<String, String> {
    spoken_date(text, today()).map(|date| date.to_string())
}

#[test]
fn what_is_plain_is_understood() {
    for (text, date) in [
        ("2026-12-01", "2026-12-01"),
        (" by 2026-12-01 ", "2026-12-01"),
        ("today", "2026-11-18"),
        ("Tomorrow", "2026-11-19"),
        ("yesterday", "2026-11-17"),
        ("friday", "2026-11-20"),
        ("FRI", "2026-11-20"),
        ("on Friday", "2026-11-20"),
        ("by mon", "2026-11-23"),
        ("wednesday", "2026-11-25"),
        ("thurs", "2026-11-19"),
        ("in 3 days", "2026-11-21"),
        ("in 1 day", "2026-11-19"),
        ("in 2 weeks", "2026-12-02"),
        ("+3d", "2026-11-21"),
        ("+2w", "2026-12-02"),
        ("1 December", "2026-12-01"),
        ("December 1", "2026-12-01"),
        ("1 Dec 2026", "2026-12-01"),
        ("Dec 1, 2026", "2026-12-01"),
        ("1. Dec. 2027", "2027-12-01"),
        ("1st of December", "2026-12-01"),
        ("the 2nd of January", "2027-01-02"),
        ("18 november", "2026-11-18"),
        ("17 november", "2027-11-17"),
        ("29 February", "2028-02-29"),
        ("Friday 27 November", "2026-11-27"),
        ("Tue, 2026-12-01", "2026-12-01"),
        ("friday the 20th", "2026-11-20"),
    ] {
        assert_eq!(read_as(text), Ok(date.into()), "{text}");
    }
}

#[test]
fn what_may_be_either_is_refused_with_both() {
    for (text, one, other) in [
        ("next friday", "2026-11-20", "2026-11-27"),
        ("next monday", "2026-11-23", "2026-11-30"),
        ("this friday", "2026-11-20", "2026-11-27"),
        ("this monday", "2026-11-16", "2026-11-23"),
        ("this wednesday", "2026-11-18", "2026-11-25"),
        ("by coming Friday", "2026-11-20", "2026-11-27"),
        ("last wednesday", "2026-11-11", "2026-11-04"),
        ("last tuesday", "2026-11-17", "2026-11-10"),
        ("friday next week", "2026-11-20", "2026-11-27"),
        ("friday week", "2026-11-20", "2026-11-27"),
        ("1/12", "2026-12-01, day first", "2027-01-12, month first"),
        ("01/12/2026", "2026-12-01", "2026-01-12"),
        ("12.1.2026", "2026-01-12", "2026-12-01"),
        ("12.1.", "2027-01-12", "2026-12-01"),
        ("1-12-26", "2026-12-01", "2026-01-12"),
    ] {
        let refusal = read_as(text).expect_err(text);
        let both =
            refusal.contains(&format!("may be {one}")) && refusal.contains(&format!("or {other}"));
        assert!(both, "{text}: {refusal}");
    }
    assert_eq!(
        read_as("1/12"),
        Err("`1/12` may be 2026-12-01, day first, or 2027-01-12, month first; write the one that is meant, as 2026-12-01".into())
    );
}

#[test]
fn what_has_one_reading_in_a_doubtful_spelling_is_refused_with_it() {
    for (text, date) in [
        ("25/12", "2026-12-25"),
        ("12/25/2026", "2026-12-25"),
        ("25.12.2026", "2026-12-25"),
        ("1/1", "2027-01-01"),
        ("2026/12/01", "2026-12-01"),
        ("2026-2-1", "2026-02-01"),
        ("1 Dec 27", "2027-12-01"),
        ("friday 28 november", "2026-11-28 is a Saturday"),
        ("friday the 28th", "2026-11-20 is a Friday"),
        ("friday in 2 weeks", "2026-11-20 is a Friday"),
    ] {
        let refusal = read_as(text).expect_err(text);
        assert!(refusal.contains(date), "{text}: {refusal}");
        assert!(!refusal.contains("is not a date"), "{text}: {refusal}");
    }
}

#[test]
fn days_that_no_year_has_are_refused_as_such() {
    for text in [
        "31 November",
        "February 30",
        "29 Feb 2027",
        "0 May",
        "2026-02-30",
        "2026-13-01",
        "31/11/2026",
    ] {
        let refusal = read_as(text).expect_err(text);
        assert!(
            refusal.contains("is not a day of the calendar"),
            "{refusal}"
        );
    }
}

#[test]
fn what_is_no_date_is_refused_with_how_one_is_written() {
    for text in [
        "next week",
        "end of month",
        "eow",
        "asap",
        "soon",
        "in 3 months",
        "in -3 days",
        "3d",
        "+d",
        "+3",
        "+99999d",
        "december",
        "december 2026",
        "2026",
        "1",
        "99.9",
        "1.2.3.4",
        "by",
        "friday 3 pm",
        "2026-12-01T10:00",
        "décembre 1",
        "1/",
        "/",
        "-",
        "1 of",
        "+3é",
        "２026-12-01",
    ] {
        let refusal = read_as(text).expect_err(text);
        assert_eq!(
            refusal,
            format!(
                "`{text}` is not a date; write it as 2026-12-01, `friday`, `tomorrow` or `in 3 days`"
            )
        );
    }
    assert!(
        read_as(" ")
            .expect_err("empty")
            .starts_with("an empty text is not a date")
    );
}

#[test]
fn a_weekday_is_one_to_seven_days_away() {
    const DAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let monday: Date = "2026-11-16".parse().expect("a date");
    for from in 0..7 {
        let today = monday.plus_days(from);
        for (at, day) in (0..).zip(DAYS) {
            for spelling in [day, &day[..3]] {
                let date = spoken_date(spelling, today).expect(day);
                assert!(
                    (1..=7).contains(&date.days_since(today)),
                    "{day} from {today}"
                );
                assert_eq!(date.days_since(monday) % 7, at, "{day} from {today}");
            }
        }
    }
}

#[test]
fn a_sentence_has_the_date_behind_its_last_preposition() {
    for (text, date) in [
        (
            "answer the three approval questions by 2026-11-24",
            "2026-11-24",
        ),
        ("command plan review with Sam on Friday", "2026-11-20"),
        (
            "name the two teams for a proof of value by 1 December",
            "2026-12-01",
        ),
        ("review on Friday with Sam", "2026-11-20"),
        ("review with Sam (on Friday).", "2026-11-20"),
        ("review on Friday. 27 people come", "2026-11-20"),
        ("review on Friday, 27 people come", "2026-11-20"),
        ("review on Friday 3 pm", "2026-11-20"),
        ("review on Friday 14:00 with Sam", "2026-11-20"),
        ("review by 3 pm on Friday", "2026-11-20"),
        ("By tomorrow: agree on scope", "2026-11-19"),
        ("send it before Dec. 1, 2027, by mail", "2027-12-01"),
        ("sign by Friday and start on 1 Dec", "2026-12-01"),
        (
            "hold the price until the 1st of December 2027",
            "2027-12-01",
        ),
        ("test on 16.2 until friday", "2026-11-20"),
    ] {
        let found = date_within(text, today()).map(|found| found.map(|date| date.to_string()));
        assert_eq!(found, Some(Ok(date.into())), "{text}");
    }
}

#[test]
fn a_sentence_with_a_doubtful_date_is_refused_and_one_without_has_none() {
    for (text, part) in [
        (
            "review on next Friday with Sam",
            "`next Friday` may be 2026-11-20 or 2026-11-27",
        ),
        ("send it by 1/12.", "`1/12` may be 2026-12-01, day first"),
        (
            "send it by 31 November",
            "`31 November` is not a day of the calendar",
        ),
        (
            "meet on Friday 28 November at noon",
            "`Friday 28 November` does not agree",
        ),
        ("meet on Friday next week", "`Friday next week` may be"),
    ] {
        let refusal = date_within(text, today()).expect(text).expect_err(text);
        assert!(refusal.contains(part), "{text}: {refusal}");
    }
    for text in [
        "",
        "by",
        "stand by",
        "answer by mail",
        "agree on 3-5 use cases",
        "test on 16.2",
        "friday",
        "an SLA on 99.9 % of calls",
        "baby friday",
        "work by end of month",
        "call by 17:00",
    ] {
        assert_eq!(date_within(text, today()), None, "{text}");
    }
}

proptest! {
    #[test]
    fn a_date_is_read_as_it_is_written(days in 0i64..3_652_000, now in 0i64..3_652_000) {
        let first: Date = "0000-01-01".parse().expect("a date");
        let (date, now) = (first.plus_days(days), first.plus_days(now));
        prop_assert_eq!(spoken_date(&date.to_string(), now), Ok(date));
        let sentence = format!("send the plan by {date}");
        prop_assert_eq!(date_within(&sentence, now), Some(Ok(date)));
    }

    #[test]
    fn any_text_is_answered(text in "(by |on |next )?(\\PC{0,12}|[0-9]{1,4}[./-][0-9]{1,4}[./-]?[0-9]{0,4}|[0-9]{1,4} (may|feb)( [0-9]{1,5})?)") {
        for now in ["0000-01-01", "2026-11-18", "9999-12-31"] {
            let now = now.parse().expect("a date");
            let _ = (spoken_date(&text, now), date_within(&text, now));
        }
    }
}
