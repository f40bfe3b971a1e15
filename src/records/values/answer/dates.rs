//! Dates written with numbers alone, and whether they can be read two ways.
//! When a call takes place is not worked out here.

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

use super::Doubt;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of a month of any year; both count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthDay {
    pub month: u32,
    pub day: u32,
}

impl MonthDay {
    /// Returns the day when some year has it.
    fn new(month: u32, day: u32) -> Option<Self> {
        const LEAP_YEAR: i32 = 2000;
        NaiveDate::from_ymd_opt(LEAP_YEAR, month, day).map(|_| Self { month, day })
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = MONTHS.get(self.month as usize - 1).unwrap_or(&"?");
        write!(f, "{} {name}", self.day)
    }
}

/// Numbers with one separator between them, and where they stand in the text.
struct Written<'t> {
    said: &'t str,
    before: &'t str,
    after: &'t str,
    parts: Vec<&'t str>,
    separator: char,
}

/// Returns a doubt for each date that can be read day first and month first, each wording once.
///
/// Dotted dates are day first wherever they are in use; a weekday beside the date settles it when
/// exactly one reading falls on it.
pub fn ambiguous(text: &str) -> Vec<Doubt> {
    let mut found: Vec<Doubt> = Vec::new();
    for doubt in written(text).iter().filter_map(judge) {
        if !found.contains(&doubt) {
            found.push(doubt);
        }
    }
    found
}

fn judge(date: &Written) -> Option<Doubt> {
    let [first, second] = [number(date.parts.first()?)?, number(date.parts.get(1)?)?];
    if date.separator == '.' || first == second {
        return None;
    }
    let said = date.said.to_owned();
    match date.parts.get(2) {
        Some(year) => {
            let year = full_year(year, date.separator)?;
            let day_first = NaiveDate::from_ymd_opt(year, second, first)?;
            let month_first = NaiveDate::from_ymd_opt(year, first, second)?;
            let could_be = [day_first, month_first];
            (!beside_month(date) && !settled(date, could_be))
                .then_some(Doubt::AmbiguousDate { said, could_be })
        }
        None if date.separator == '/' && !beside_month(date) && !is_share(date) => {
            let could_be = [MonthDay::new(second, first)?, MonthDay::new(first, second)?];
            Some(Doubt::AmbiguousDay { said, could_be })
        }
        None => None,
    }
}

/// Finds runs such as `11/12/2026` outside of links.
fn written(text: &str) -> Vec<Written<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        let end = run_end(text, start);
        let said = &text[start..end];
        let separator = said.chars().find(|c| !c.is_ascii_digit());
        let joined = text[..start].ends_with(|c: char| c.is_alphabetic() || "/.:".contains(c));
        if let Some(separator) = separator.filter(|_| !joined && !in_link(text, start)) {
            found.push(Written {
                said,
                before: &text[..start],
                after: &text[end..],
                parts: said.split(separator).collect(),
                separator,
            });
        }
        at = end;
    }
    found
}

/// Returns the end of at most three numbers joined by one and the same separator.
fn run_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        let rest = bytes[from..].iter();
        from + rest.take_while(|byte| byte.is_ascii_digit()).count()
    };
    let mut end = digits(start);
    let separator = bytes.get(end).copied().filter(|byte| b"/-.".contains(byte));
    for _ in 0..2 {
        if separator.is_none() || bytes.get(end).copied() != separator || digits(end + 1) == end + 1
        {
            break;
        }
        end = digits(end + 1);
    }
    end
}

fn in_link(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit(char::is_whitespace).next();
    word.is_some_and(|word| word.contains("://"))
}

fn number(part: &str) -> Option<u32> {
    (part.len() <= 2).then(|| part.parse().ok()).flatten()
}

/// A year of two digits is of this century; after hyphens it is more often a range of hours.
fn full_year(part: &str, separator: char) -> Option<i32> {
    match part.len() {
        4 => part.parse().ok(),
        2 if separator == '/' => part.parse::<i32>().ok().map(|year| 2000 + year),
        _ => None,
    }
}

fn settled(date: &Written, could_be: [NaiveDate; 2]) -> bool {
    let Some(weekday) = weekday_beside(date) else {
        return false;
    };
    let fitting = could_be.iter().filter(|day| day.weekday() == weekday);
    fitting.count() == 1
}

/// A weekday before the date is meant first; one after it may belong to the next date.
fn weekday_beside(date: &Written) -> Option<Weekday> {
    let before = last_word(date.before).and_then(weekday);
    before.or_else(|| {
        let (word, rest) = first_word(date.after)?;
        let next = rest.trim_start_matches(|c: char| c.is_whitespace() || ",.".contains(c));
        let opens_next = next.starts_with(|c: char| c.is_ascii_digit());
        weekday(word).filter(|_| !opens_next)
    })
}

/// `10/11/12 December` lists days.
fn beside_month(date: &Written) -> bool {
    let is_month = |word: &str| {
        let lower = word.to_lowercase();
        lower.len() >= 3
            && MONTHS
                .iter()
                .any(|month| month.to_lowercase().starts_with(&lower) || lower == "sept")
    };
    last_word(date.before).is_some_and(is_month)
        || first_word(date.after).is_some_and(|(word, _)| is_month(word))
}

/// `1/2 day` and `1/2 hour` are lengths of time.
fn is_share(date: &Written) -> bool {
    first_word(date.after).is_some_and(|(word, _)| {
        let lower = word.to_lowercase();
        ["h", "hr", "hrs", "hour", "hours", "day", "days", "of"].contains(&lower.as_str())
    })
}

/// The word right before, across blanks and light punctuation on the same line.
fn last_word(before: &str) -> Option<&str> {
    let near = before.trim_end_matches(|c: char| is_blank(c) || ",.(".contains(c));
    let word = near.rsplit(|c: char| !c.is_alphabetic()).next()?;
    (!word.is_empty()).then_some(word)
}

fn first_word(after: &str) -> Option<(&str, &str)> {
    let near = after.trim_start_matches(|c: char| is_blank(c) || ",(".contains(c));
    let end = near
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(near.len());
    (end > 0).then(|| near.split_at(end))
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() && c != '\n'
}

fn weekday(word: &str) -> Option<Weekday> {
    let lower = word.to_lowercase();
    let short = lower.trim_end_matches('s');
    match short {
        "tue" | "weds" | "wed" | "thur" | "thu" | "mon" | "fri" | "sat" | "sun" | "wednesday"
        | "monday" | "tuesday" | "thursday" | "friday" | "saturday" | "sunday" => {
            short.get(..3)?.parse().ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn both_readings_are_given_day_first() {
        let expected = vec![
            Doubt::AmbiguousDate {
                said: "11/12/2026".to_owned(),
                could_be: [ymd(2026, 12, 11), ymd(2026, 11, 12)],
            },
            Doubt::AmbiguousDate {
                said: "12/11/2026".to_owned(),
                could_be: [ymd(2026, 11, 12), ymd(2026, 12, 11)],
            },
        ];
        let text = "11/12/2026 2pm, or 12/11/2026 2pm PT, 11/12/2026 at the latest";
        assert_eq!(ambiguous(text), expected);
    }

    #[test]
    fn every_wording_of_an_ambiguous_date_is_seen() {
        for (text, said) in [
            ("1/2/2027", "1/2/2027"),
            ("01-02-2027 10:00", "01-02-2027"),
            ("11/12/26", "11/12/26"),
            ("on 11/12 at 2pm", "11/12"),
            ("(11/12/2026)", "11/12/2026"),
            ("11/12/2026-13/12/2026", "11/12/2026"),
            ("Wed 11/12/2026", "11/12/2026"),
            ("Mon 30/11/2026\n11/12/2026", "11/12/2026"),
            ("11/12/2026, Fri 18/12/2026", "11/12/2026"),
        ] {
            let found = ambiguous(text);
            let [Doubt::AmbiguousDate { said: was, .. } | Doubt::AmbiguousDay { said: was, .. }] =
                found.as_slice()
            else {
                panic!("{text}: {found:?}");
            };
            assert_eq!(was, said, "{text}");
        }
    }

    #[test]
    fn one_reading_is_no_doubt() {
        for text in [
            "25/12/2026",
            "12/25/2026",
            "11/11/2026",
            "2026-12-11",
            "2026/11/12 10:00",
            "2026-12-03T09:00+01:00",
            "Tue 1 Dec 2026 15:00 CET",
            "19 Nov",
            "11.12.2026",
            "Fri 11/12/2026",
            "Friday, 11/12/2026",
            "11/12/2026 (Fri)",
            "Thurs 11/12/2026",
            "9-11 or 14:00-15:00",
            "10-12-14 h",
            "10/11/12 December",
            "Dec 1/2",
            "1/2 day, 24/7",
            "32/33/2026",
            "https://x.example/11/12/2026",
            "v1/2/3 and 1/2/3/4",
        ] {
            assert_eq!(ambiguous(text), [], "{text}");
        }
    }
}
