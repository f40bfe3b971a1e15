//! A moment as people type it: a day and a time of day, for what took place and for what is to come.
//! Days alone that are to come are read by `spoken`.

use chrono::{Datelike, Weekday};

use super::{Date, Instant, Zone, spoken_date};

/// How a moment is written, for the help of refusals.
pub const HOW: &str = "write it as \"2026-11-19 15:00\", \"friday 15:00\" or 15:00, with a zone behind it if it is not yours";

/// How a moment that is to come is written, for the help of refusals.
pub const HOW_TO_COME: &str = "write it as \"2026-12-01 15:00\", \"friday 15:00\" or 15:00, with a zone behind it if it is not yours";

/// A moment that was read, and what was read into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    pub at: Instant,
    /// The zone that was named.
    pub zone: Option<Zone>,
    /// How it was understood, where the text left something open.
    pub understood: Option<String>,
}

/// Whose clock is meant where a text names no zone.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    /// Now, as the clock of the writer shows it.
    pub now: Instant,
    /// The zone of the writer; without one, the offset of `now` holds.
    pub zone: Option<&'a Zone>,
}

/// Returns the moment that a text means to a writer.
///
/// A weekday is the last such day, today included; a time of day alone is of today, a day alone is taken at 12:00. A
/// time without zone is that of the writer's clock.
///
/// # Errors
/// The text is no moment, or one that no clock shows.
pub fn moment(text: &str, clock: Clock<'_>) -> Result<Moment, String> {
    read(text, clock, past_day)
}

/// Returns the moment to come that a text means to a writer.
///
/// It is read as `moment` reads it, but a weekday is the next such day.
///
/// # Errors
/// The text is no moment, or one that no clock shows.
pub fn moment_to_come(text: &str, clock: Clock<'_>) -> Result<Moment, String> {
    read(text, clock, spoken_date)
}

/// Reads a moment; `day` reads its day.
fn read(
    text: &str,
    clock: Clock<'_>,
    day: fn(&str, Date) -> Result<Date, String>,
) -> Result<Moment, String> {
    let text = text.trim();
    if let Ok(at) = text.parse() {
        return Ok(Moment {
            at,
            zone: None,
            understood: None,
        });
    }
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let named = words.last().copied().and_then(named_zone);
    if named.is_some() {
        words.pop();
    }
    let given = match words.last().and_then(|word| time_of_day(word)) {
        Some(time) => {
            words.pop();
            Some(time?)
        }
        None => None,
    };
    let today = match &named {
        Some(Named::Zone(zone)) => clock.now.in_zone(zone).date(),
        _ => clock.now.date(),
    };
    let day = match (words.as_slice(), given) {
        ([] | ["at"], Some(_)) => today,
        ([words @ .., "at"] | words, _) => {
            day(&words.join(" "), today).map_err(|why| format!("`{text}` is not a time: {why}"))?
        }
    };
    let (hour, minute) = given.unwrap_or((12, 0));
    let at = on_clock(day, hour, minute, named.as_ref(), clock).ok_or_else(|| {
        format!("`{text}` is a time that no clock shows: it was put forward then")
    })?;
    let is_open = named.is_none() || given.is_none();
    let is_exact = words.as_slice() == [day.to_string()];
    let understood =
        (is_open || !is_exact).then(|| understood(at, given.is_some(), named.as_ref(), clock));
    Ok(Moment {
        at,
        zone: match named {
            Some(Named::Zone(zone)) => Some(zone),
            _ => None,
        },
        understood,
    })
}

/// Returns the day that a text means when it speaks of what is past: `friday` is the last one, today included.
///
/// # Errors
/// The text is no day.
pub fn past_day(text: &str, today: Date) -> Result<Date, String> {
    let lower = text.trim().to_lowercase();
    let lower = lower.strip_prefix("on ").unwrap_or(&lower).trim();
    match lower {
        "today" => return Ok(today),
        "yesterday" => return Ok(today.plus_days(-1)),
        _ => {}
    }
    if let Some(day) = weekday(lower) {
        let back = today.0.weekday().days_since(day);
        return Ok(today.plus_days(-i64::from(back)));
    }
    if let Some(day) = lower.strip_prefix("last ").and_then(weekday) {
        let one = today.plus_days(-1 - i64::from((today.0.weekday().days_since(day) + 6) % 7));
        let other = one.plus_days(-7);
        return Err(format!(
            "`{text}` may be {one} or {other}; write the one that is meant"
        ));
    }
    // A day with its year is the same whether it is past or to come.
    let has_year = lower
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4);
    match has_year {
        true => spoken_date(lower, today),
        false => Err(format!(
            "`{text}` is not a day that is past; write it as 2026-11-19, `friday`, `yesterday` or `today`"
        )),
    }
}

/// What a text names behind the time.
enum Named {
    Zone(Zone),
    /// As `+01:00`.
    Offset(String),
}

fn named_zone(word: &str) -> Option<Named> {
    if word.eq_ignore_ascii_case("z") {
        return "UTC".parse().ok().map(Named::Zone);
    }
    let is_offset = word.len() == 6 && word.starts_with(['+', '-']) && word.as_bytes()[3] == b':';
    if is_offset {
        return Some(Named::Offset(word.into()));
    }
    let is_name = word.contains('/') || word == "UTC";
    is_name
        .then(|| word.parse().ok().map(Named::Zone))
        .flatten()
}

/// Returns hour and minute of a word that is written as a time of day.
fn time_of_day(word: &str) -> Option<Result<(u32, u32), String>> {
    let (hour, minute) = word.split_once(':')?;
    let is_number = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_number(hour, 2) || !is_number(minute, 2) {
        return None;
    }
    let read = hour.parse().ok().zip(minute.parse().ok());
    let is_shown = |(hour, of_hour): &(u32, u32)| *hour < 24 && *of_hour < 60 && minute.len() == 2;
    let read = read.filter(is_shown);
    Some(read.ok_or_else(|| format!("`{word}` is not a time of day; write it as 15:00")))
}

fn weekday(word: &str) -> Option<Weekday> {
    match word.trim_end_matches('.') {
        "tues" => Some(Weekday::Tue),
        "thur" | "thurs" => Some(Weekday::Thu),
        word => word.parse().ok(),
    }
}

fn on_clock(
    day: Date,
    hour: u32,
    minute: u32,
    named: Option<&Named>,
    clock: Clock<'_>,
) -> Option<Instant> {
    let zone = match named {
        Some(Named::Zone(zone)) => Some(zone),
        Some(Named::Offset(_)) => None,
        None => clock.zone,
    };
    if let Some(zone) = zone {
        return Instant::local(day, hour, minute, zone);
    }
    let offset = match named {
        Some(Named::Offset(offset)) => offset.clone(),
        _ => offset_of(clock.now),
    };
    format!("{day}T{hour:02}:{minute:02}:00{offset}")
        .parse()
        .ok()
}

fn offset_of(now: Instant) -> String {
    let minutes = now.offset_minutes();
    let sign = if minutes < 0 { '-' } else { '+' };
    match minutes.abs() {
        0 => "Z".into(),
        minutes => format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60),
    }
}

/// Returns how a moment was understood: `at Friday 2026-11-20 15:00 Europe/Berlin, your zone`.
fn understood(at: Instant, has_time: bool, named: Option<&Named>, clock: Clock<'_>) -> String {
    let spoken = at.spoken();
    let time = spoken.split(' ').nth(1).unwrap_or_default();
    let zone = match (named, clock.zone) {
        (Some(Named::Zone(zone)), _) => zone.to_string(),
        (Some(Named::Offset(offset)), _) => offset.clone(),
        (None, Some(zone)) => format!("{zone}, your zone"),
        (None, None) => format!(
            "{}, as you have no zone (`sa person edit HANDLE --set time_zone=Europe/Berlin`)",
            match offset_of(at).as_str() {
                "Z" => "UTC",
                offset => offset,
            }
        ),
    };
    let noon = if has_time {
        ""
    } else {
        "; no time of day was given"
    };
    format!("at {} {time} {zone}{noon}", at.date().spoken())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Moment, String> {
        let zone: Zone = "Europe/Berlin".parse().expect("a zone");
        let now: Instant = "2026-11-23T10:00:00Z".parse().expect("a time");
        let clock = Clock {
            now: now.in_zone(&zone),
            zone: Some(&zone),
        };
        moment(text, clock)
    }

    #[test]
    fn a_moment_is_the_last_one_that_is_meant() {
        for (text, at) in [
            ("2026-11-19T15:00:00Z", "2026-11-19T15:00:00Z"),
            ("2026-11-19 15:00", "2026-11-19T15:00:00+01:00"),
            ("2026-11-19 at 9:05", "2026-11-19T09:05:00+01:00"),
            ("2026-07-01 15:00", "2026-07-01T15:00:00+02:00"),
            ("2026-11-19 15:00 Europe/London", "2026-11-19T15:00:00Z"),
            ("2026-11-19 15:00 +05:30", "2026-11-19T15:00:00+05:30"),
            ("2026-11-19 15:00 UTC", "2026-11-19T15:00:00Z"),
            ("15:00", "2026-11-23T15:00:00+01:00"),
            ("today 15:00", "2026-11-23T15:00:00+01:00"),
            ("Yesterday 15:00", "2026-11-22T15:00:00+01:00"),
            ("friday 15:00", "2026-11-20T15:00:00+01:00"),
            ("on Fri 15:00", "2026-11-20T15:00:00+01:00"),
            ("monday 9:00", "2026-11-23T09:00:00+01:00"),
            ("tuesday 9:00", "2026-11-17T09:00:00+01:00"),
            ("2026-11-19", "2026-11-19T12:00:00+01:00"),
            (
                "Thursday, 19 November 2026 15:00",
                "2026-11-19T15:00:00+01:00",
            ),
        ] {
            assert_eq!(
                read(text).map(|read| read.at.to_string()),
                Ok(at.into()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_was_left_open_is_said_back() {
        let understood = |text: &str| read(text).expect("a moment").understood;
        let said = |text: &str| understood(text).expect("something was open");
        assert_eq!(understood("2026-11-19T15:00:00Z"), None);
        assert_eq!(understood("2026-11-19 15:00 Europe/London"), None);
        assert_eq!(
            said("2026-11-19 15:00"),
            "at Thursday 2026-11-19 15:00 Europe/Berlin, your zone"
        );
        assert_eq!(
            said("friday 15:00 Europe/London"),
            "at Friday 2026-11-20 15:00 Europe/London"
        );
        assert!(
            said("friday").ends_with("12:00 Europe/Berlin, your zone; no time of day was given")
        );
        let clock = Clock {
            now: "2026-11-23T10:00:00-08:00".parse().expect("a time"),
            zone: None,
        };
        let read = moment("15:00", clock).expect("a moment");
        assert_eq!(read.at.to_string(), "2026-11-23T15:00:00-08:00");
        assert!(
            read.understood
                .is_some_and(|said| said.contains("-08:00, as you have no zone"))
        );
    }

    #[test]
    fn a_day_in_another_zone_is_that_of_its_own_clock() {
        let read = read("15:00 Asia/Tokyo").expect("a moment");
        assert_eq!(read.at.to_string(), "2026-11-23T15:00:00+09:00");
        let zone: Zone = "America/Vancouver".parse().expect("a zone");
        let now: Instant = "2026-11-24T02:00:00Z".parse().expect("a time");
        let clock = Clock {
            now: now.in_zone(&zone),
            zone: Some(&zone),
        };
        let there = moment("today 15:00 Asia/Tokyo", clock).expect("a moment");
        assert_eq!(there.at.date().to_string(), "2026-11-24");
    }

    #[test]
    fn a_moment_to_come_is_the_next_one_that_is_meant() {
        let zone: Zone = "Europe/Berlin".parse().expect("a zone");
        let now: Instant = "2026-11-23T10:00:00Z".parse().expect("a time");
        let clock = Clock {
            now: now.in_zone(&zone),
            zone: Some(&zone),
        };
        for (text, at) in [
            ("2026-12-01 15:00", "2026-12-01T15:00:00+01:00"),
            ("2026-12-01 15:00 Europe/London", "2026-12-01T15:00:00Z"),
            ("friday 15:00", "2026-11-27T15:00:00+01:00"),
            ("tomorrow at 9:00", "2026-11-24T09:00:00+01:00"),
            ("15:00", "2026-11-23T15:00:00+01:00"),
        ] {
            let read = moment_to_come(text, clock).map(|read| read.at.to_string());
            assert_eq!(read, Ok(at.into()), "{text}");
        }
        assert!(moment_to_come("soon", clock).is_err());
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for (text, why) in [
            ("", "not a day"),
            ("soon", "not a day"),
            ("in 3 days 15:00", "not a day that is past"),
            ("last friday 15:00", "2026-11-20 or 2026-11-13"),
            ("19/11/2026 15:00", "day first by some"),
            ("2026-11-31 15:00", "its month has no such day"),
            ("Friday 2026-11-19 15:00", "does not agree"),
            ("2026-11-19 25:00", "not a time of day"),
            ("2026-11-19 15:0", "not a time of day"),
            ("2026-11-19 15:00 Europe/Atlantis", "not a time"),
            ("2026-03-29 02:30", "no clock shows"),
        ] {
            let refusal = read(text).expect_err(text);
            assert!(refusal.contains(why), "{text}: {refusal}");
        }
    }
}
