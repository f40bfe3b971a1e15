//! Rules that give the days of a holiday: a day of a month, a weekday of a month, a day around Easter, or dates.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::calendar::Date;

/// On which days a holiday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A day of a month, every year that has it: `12-25`.
    Yearly { month: u32, day: u32 },
    /// A weekday of a month, every year: `first monday of september`.
    Weekday {
        place: Place,
        weekday: Weekday,
        month: u32,
    },
    /// So many days after Easter Sunday of the western churches, every year: `easter - 2`.
    Easter { days: i64 },
    /// Dates, first and last included: `2026-12-28`.
    Dates { first: Date, last: Date },
}

/// Which of the days of a month that are the same weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// From 1 to 4.
    Nth(u8),
    Last,
}

/// The day on which a holiday is kept too when it is on a weekend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Observed {
    /// Friday for a Saturday, Monday for a Sunday.
    NearestWeekday,
    /// Monday for both; the first weekday after it that is no holiday, when Monday is one of another holiday.
    NextMonday,
}

const PLACES: [(Place, &str); 5] = [
    (Place::Nth(1), "first"),
    (Place::Nth(2), "second"),
    (Place::Nth(3), "third"),
    (Place::Nth(4), "fourth"),
    (Place::Last, "last"),
];

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "monday"),
    (Weekday::Tue, "tuesday"),
    (Weekday::Wed, "wednesday"),
    (Weekday::Thu, "thursday"),
    (Weekday::Fri, "friday"),
    (Weekday::Sat, "saturday"),
    (Weekday::Sun, "sunday"),
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// So many days around Easter are read; more would be in another year.
const MOST_FROM_EASTER: i64 = 80;

impl Observed {
    /// Every such day, with its words in the policy.
    pub const ALL: &[(Self, &str)] = &[
        (Self::NearestWeekday, "nearest weekday"),
        (Self::NextMonday, "next monday"),
    ];

    /// Returns the day on which a holiday is kept too, with the holidays of every year; `None` when it is on a weekday.
    pub fn of(self, day: Date, yearly: &BTreeSet<Date>) -> Option<Date> {
        let days = match (day.0.weekday(), self) {
            (Weekday::Sat, Self::NearestWeekday) => -1,
            (Weekday::Sat, Self::NextMonday) => 2,
            (Weekday::Sun, _) => 1,
            _ => return None,
        };
        let kept = day.plus_days(days);
        match self {
            Self::NearestWeekday => Some(kept),
            Self::NextMonday => (0..7)
                .map(|days| kept.plus_days(days))
                .find(|day| day.is_weekday() && !yearly.contains(day)),
        }
    }
}

impl Rule {
    /// Returns the days in some years, in order.
    pub fn days(self, years: RangeInclusive<i32>) -> Vec<Date> {
        match self {
            Self::Yearly { month, day } => years
                .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day).map(Date))
                .collect(),
            Self::Weekday {
                place,
                weekday,
                month,
            } => years
                .filter_map(|year| weekday_of(year, month, weekday, place))
                .collect(),
            Self::Easter { days } => years
                .filter_map(|year| Some(easter(year)?.plus_days(days)))
                .collect(),
            Self::Dates { first, last } => {
                let is_asked = |day: &Date| years.contains(&day.0.year());
                let all = (0..=last.days_since(first)).map(|days| first.plus_days(days));
                all.filter(is_asked).collect()
            }
        }
    }

    /// Returns dates up to another one, that included.
    ///
    /// # Errors
    /// The rule is not a date; the last day is before the first, or more than a year later.
    pub fn until(self, last: Date) -> Result<Self, String> {
        let Self::Dates { first, .. } = self else {
            return Err("only a date, as 2026-12-28, can have an end".into());
        };
        match last.days_since(first) {
            0..=366 => Ok(Self::Dates { first, last }),
            days if days < 0 => Err(format!("it ends on {last}, before it begins on {first}")),
            _ => Err(format!("from {first} to {last} is more than a year")),
        }
    }
}

/// Returns Easter Sunday of a year by the Gregorian computus (Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<Date> {
    let (century, in_century) = (year / 100, year % 100);
    let golden = year % 19;
    let moved = (century - (century + 8) / 25 + 1) / 3;
    let full_moon = (19 * golden + century - century / 4 - moved + 15) % 30;
    let to_sunday =
        (32 + 2 * (century % 4) + 2 * (in_century / 4) - full_moon - in_century % 4) % 7;
    let late = (golden + 11 * full_moon + 22 * to_sunday) / 451;
    let days = full_moon + to_sunday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, (days / 31) as u32, (days % 31 + 1) as u32).map(Date)
}

fn weekday_of(year: i32, month: u32, weekday: Weekday, place: Place) -> Option<Date> {
    match place {
        Place::Nth(nth) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth),
        Place::Last => (4..=5)
            .rev()
            .find_map(|nth| NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth)),
    }
    .map(Date)
}

impl FromStr for Rule {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let lower = text.trim().to_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        let read = match words.as_slice() {
            [] => Err("it is empty".into()),
            [first, ..] if first.starts_with("easter") => around_easter(&words.concat()),
            [place, weekday, "of" | "in", month] => of_month(place, weekday, month),
            [date] if date.len() == 10 && date.starts_with(|c: char| c.is_ascii_digit()) => {
                return date.parse().map(|day| Self::Dates {
                    first: day,
                    last: day,
                });
            }
            [day] if day.starts_with(|c: char| c.is_ascii_digit()) => day_of_month(day),
            _ => Err("it has none of these forms".into()),
        };
        read.map_err(|why| {
            format!(
                "`{text}` is not a rule for a holiday: {why}; write 12-25, \"first monday of september\", \"easter - 2\" or 2026-12-28"
            )
        })
    }
}

fn around_easter(text: &str) -> Result<Rule, String> {
    let rest = &text["easter".len()..];
    if rest.is_empty() {
        return Ok(Rule::Easter { days: 0 });
    }
    let digits = rest.strip_prefix(['+', '-']);
    let is_number = digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    match rest.parse::<i64>() {
        Ok(days) if is_number && days.abs() <= MOST_FROM_EASTER => Ok(Rule::Easter { days }),
        Ok(_) if is_number => Err(format!(
            "Easter is counted up to {MOST_FROM_EASTER} days before and after"
        )),
        _ => Err("`easter` is followed by + or - and days".into()),
    }
}

fn of_month(place: &str, weekday: &str, month: &str) -> Result<Rule, String> {
    let found = PLACES.iter().find(|(_, word)| *word == place);
    let (place, _) = found
        .ok_or_else(|| format!("`{place}` is none of first, second, third, fourth and last"))?;
    let found = WEEKDAYS.iter().find(|(_, word)| *word == weekday);
    let (weekday, _) = found.ok_or_else(|| format!("`{weekday}` is not a day of the week"))?;
    let found = MONTHS.iter().position(|word| *word == month);
    let month = found.ok_or_else(|| format!("`{month}` is not a month"))?;
    Ok(Rule::Weekday {
        place: *place,
        weekday: *weekday,
        month: month as u32 + 1,
    })
}

fn day_of_month(text: &str) -> Result<Rule, String> {
    let two = |digits: &str| {
        let is_number = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse::<u32>().ok()).flatten()
    };
    let parts = text.split_once('-');
    let parts = parts.and_then(|(month, day)| Some((two(month)?, two(day)?)));
    let (month, day) = parts.ok_or("a day of every year is its month and its day")?;
    if !(1..=12).contains(&month) {
        return Err(format!("there is no month {month:02}"));
    }
    // A leap year has every day that there is.
    match NaiveDate::from_ymd_opt(2028, month, day) {
        Some(_) => Ok(Rule::Yearly { month, day }),
        None => Err(format!("{} has no day {day}", MONTHS[month as usize - 1])),
    }
}
