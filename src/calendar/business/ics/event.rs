//! An event of an iCalendar file as days.

use chrono::{Datelike, NaiveDate};

use super::lines::Property;
use super::repeat::Repeat;
use super::{Component, LineFault};
use crate::calendar::Date;

/// An event: its first days, and how they come again.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub name: String,
    pub first: Date,
    /// How many days it is on.
    length: i64,
    repeat: Option<Repeat>,
}

/// A date and seconds after its midnight, as written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    pub date: Date,
    seconds: i64,
}

const DAY: i64 = 86_400;

/// The most days that one holiday may last.
const MOST_DAYS: i64 = 366;

/// What would give an event other days than the ones that are read.
const OTHER_DAYS: [&str; 4] = ["RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"];

impl Event {
    /// Reads an event; `None` when it is cancelled.
    pub(super) fn read(component: &Component) -> Result<Option<Self>, LineFault> {
        let find = |name: &str| {
            let mut all = component.properties.iter();
            all.find(|property| property.name == name)
        };
        if find("STATUS")
            .is_some_and(|status| status.value.trim().eq_ignore_ascii_case("CANCELLED"))
        {
            return Ok(None);
        }
        let mut all = component.properties.iter();
        if let Some(other) = all.find(|property| OTHER_DAYS.contains(&property.name.as_str())) {
            return Err(LineFault::new(
                other.line,
                format!("{} is not read here, and would move a holiday", other.name),
                "write each of the days as an event of its own",
            ));
        }
        let Some(start) = find("DTSTART") else {
            let message = "the event that begins here has no DTSTART, so no day";
            return Err(LineFault::new(
                component.line,
                message,
                "add one, as DTSTART;VALUE=DATE:20261225",
            ));
        };
        let from = moment(start)?;
        let length = match (find("DTEND"), find("DURATION")) {
            (Some(end), _) => length(from, moment(end)?, end.line)?,
            (None, Some(duration)) => {
                let seconds = from.seconds + seconds(duration)?;
                let end = Moment {
                    date: from.date.plus_days(seconds.div_euclid(DAY)),
                    seconds: seconds.rem_euclid(DAY),
                };
                length(from, end, duration.line)?
            }
            (None, None) => 1,
        };
        let repeat = find("RRULE")
            .map(|rule| Repeat::read(rule, from.date))
            .transpose()?;
        let name = find("SUMMARY").map(|summary| {
            let words: Vec<_> = summary.value.split_whitespace().collect();
            words.join(" ")
        });
        Ok(Some(Self {
            name: name
                .filter(|name| !name.is_empty())
                .unwrap_or("holiday".into()),
            first: from.date,
            length,
            repeat,
        }))
    }

    /// Returns every day it is on, up to 2099.
    pub(super) fn days(&self) -> impl Iterator<Item = Date> + '_ {
        let firsts = match &self.repeat {
            Some(repeat) => repeat.days(self.first),
            None => vec![self.first],
        };
        let days = firsts.into_iter();
        days.flat_map(|first| (0..self.length).map(move |days| first.plus_days(days)))
    }

    /// Returns the year it is last in; `None` when it comes again without end.
    pub(super) fn last_year(&self) -> Option<i32> {
        if self.repeat.as_ref().is_some_and(Repeat::is_endless) {
            return None;
        }
        Some(self.days().last().unwrap_or(self.first).0.year())
    }
}

/// Returns how many days an event is on, at least one.
fn length(from: Moment, end: Moment, line: usize) -> Result<i64, LineFault> {
    if end < from {
        let message = format!(
            "the event ends on {}, before it begins on {}",
            end.date, from.date
        );
        return Err(LineFault::new(line, message, "mend DTSTART or the end"));
    }
    // The end is not of the event: at midnight it is the day before that is the last.
    let last = match end.seconds {
        0 => end.date.plus_days(-1),
        _ => end.date,
    };
    let days = last.days_since(from.date) + 1;
    if MOST_DAYS < days {
        let message =
            format!("the event lasts {days} days, and a holiday no more than {MOST_DAYS}");
        return Err(LineFault::new(line, message, "mend DTSTART or the end"));
    }
    Ok(days.max(1))
}

/// Reads a date or a date with a time.
fn moment(property: &Property) -> Result<Moment, LineFault> {
    let value = property.value.trim();
    let read = match property.parameter("VALUE") {
        None | Some("DATE" | "DATE-TIME") => read_moment(value),
        Some(_) => None,
    };
    read.ok_or_else(|| {
        let message = format!("{} is `{value}`, which is no date", property.name);
        let help = format!("write it as {};VALUE=DATE:20261225", property.name);
        LineFault::new(property.line, message, help)
    })
}

/// Reads `20261225`, `20261225T090000` or `20261225T090000Z`; the date is taken as written.
pub(super) fn read_moment(value: &str) -> Option<Moment> {
    let (date, time) = match value.split_once('T') {
        Some((date, time)) => (date, Some(time.strip_suffix('Z').unwrap_or(time))),
        None => (value, None),
    };
    let number = |digits: Option<&str>| {
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse::<u32>().ok()
    };
    let whole = |text: &str, length| text.len() == length && text.is_ascii();
    if !whole(date, 8) || !time.is_none_or(|time| whole(time, 6)) {
        return None;
    }
    let [year, month, day] = [0..4, 4..6, 6..8].map(|part| number(date.get(part)));
    let date = NaiveDate::from_ymd_opt(year?.try_into().ok()?, month?, day?)?;
    let seconds = match time {
        None => 0,
        Some(time) => {
            let [hour, minute, second] = [0..2, 2..4, 4..6].map(|part| number(time.get(part)));
            let (hour, minute, second) = (hour?, minute?, second?);
            // A minute may have a 61st second.
            if hour > 23 || minute > 59 || second > 60 {
                return None;
            }
            i64::from(hour * 3600 + minute * 60 + second.min(59))
        }
    };
    Some(Moment {
        date: Date(date),
        seconds,
    })
}

/// Reads a duration such as `P1D`, `P1W` or `PT8H30M` as seconds.
fn seconds(property: &Property) -> Result<i64, LineFault> {
    let value = property.value.trim();
    read_seconds(value).ok_or_else(|| {
        let message = format!("DURATION is `{value}`, which is no length of time");
        LineFault::new(property.line, message, "write it as DURATION:P1D")
    })
}

fn read_seconds(value: &str) -> Option<i64> {
    let mut rest = value.strip_prefix('+').unwrap_or(value).strip_prefix('P')?;
    let mut seconds = 0i64;
    let mut is_time = false;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T').filter(|_| !is_time) {
            (rest, is_time) = (after, true);
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let amount = rest[..end].parse::<i64>().ok()?;
        let unit = match (rest.as_bytes()[end], is_time) {
            (b'W', false) => 7 * DAY,
            (b'D', false) => DAY,
            (b'H', true) => 3600,
            (b'M', true) => 60,
            (b'S', true) => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(amount.checked_mul(unit)?)?;
        rest = &rest[end + 1..];
    }
    // More would not be a holiday, and must not count beyond the ends of numbers.
    Some(seconds.min(2 * MOST_DAYS * DAY))
}
