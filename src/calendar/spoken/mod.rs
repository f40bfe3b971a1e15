//! Dates as people type them on a command line; understood or refused, never guessed.
//! How records write a date lives in `date`, sentences in `within`, the refusals in `refusal`.

mod refusal;
mod within;

use chrono::{Datelike, Month, NaiveDate, Weekday};

use super::Date;
use refusal::Refusal;
pub use within::date_within;

#[cfg(test)]
mod tests;

/// Returns the day that a text means when it is typed on `today`, in any case.
///
/// `friday` is the first one after today, and `1 December` the first one from today on. `on` or `by` may stand before
/// the date.
///
/// # Errors
///
/// The text is no date, a day that the calendar does not have, or can be read two ways; these are named.
pub fn spoken_date(text: &str, today: Date) -> Result<Date, String> {
    read(text, today).map_err(|refusal| refusal.message)
}

fn read(text: &str, today: Date) -> Result<Date, Refusal> {
    let said = text.trim();
    let lower = said.to_lowercase().replace(',', " ");
    let words: Vec<&str> = lower.split_whitespace().collect();
    let words = match words.as_slice() {
        ["on" | "by", rest @ ..] => rest,
        all => all,
    };
    relative(words, today)
        .map(Ok)
        .or_else(|| by_weekday(said, words, today))
        .or_else(|| of_calendar(said, words, today))
        .unwrap_or_else(|| Err(Refusal::no_date(said)))
}

/// Returns the day that is counted from today.
fn relative(words: &[&str], today: Date) -> Option<Date> {
    let days = match words {
        ["today"] => 0,
        ["tomorrow"] => 1,
        ["yesterday"] => -1,
        ["in", count, "day" | "days"] => i64::from(number(count, 4)?),
        ["in", count, "week" | "weeks"] => i64::from(number(count, 4)?) * 7,
        [word] => {
            let count = word.strip_prefix('+')?;
            match count.strip_suffix('d') {
                Some(days) => i64::from(number(days, 4)?),
                None => i64::from(number(count.strip_suffix('w')?, 4)?) * 7,
            }
        }
        _ => return None,
    };
    Some(today.plus_days(days))
}

fn by_weekday(said: &str, words: &[&str], today: Date) -> Option<Result<Date, Refusal>> {
    match words {
        [day] => Some(Ok(coming(weekday(day)?, today))),
        ["next", "week", day] | ["next" | "coming" | "following", day] => {
            Some(Err(this_or_later(said, coming(weekday(day)?, today))))
        }
        ["this", day] => {
            let monday = -i64::from(today.0.weekday().num_days_from_monday());
            let of_this_week =
                today.plus_days(monday + i64::from(weekday(day)?.num_days_from_monday()));
            Some(Err(this_or_later(said, of_this_week)))
        }
        ["last" | "past", day] => {
            let before = coming(weekday(day)?, today.plus_days(-8));
            Some(Err(Refusal::either(said, before, before.plus_days(-7))))
        }
        [day, rest @ ..] => weekday_and_more(said, weekday(day)?, rest, today),
        [] => None,
    }
}

/// Returns the date behind a weekday, when that is its weekday.
fn weekday_and_more(
    said: &str,
    day: Weekday,
    rest: &[&str],
    today: Date,
) -> Option<Result<Date, Refusal>> {
    let coming = coming(day, today);
    let vague = matches!(
        rest,
        ["week"] | ["next" | "this", "week"] | ["of", "next" | "this", "week"] | ["after", "next"]
    );
    if vague {
        return Some(Err(this_or_later(said, coming)));
    }
    if relative(rest, today).is_some() {
        return Some(Err(Refusal::contradiction(said, coming)));
    }
    if let Some(of_month) = day_of_month(said, rest) {
        return Some(match of_month == coming.0.day() {
            true => Ok(coming),
            false => Err(Refusal::contradiction(said, coming)),
        });
    }
    let found = of_calendar(said, rest, today)?;
    Some(found.and_then(|date| match date.0.weekday() == day {
        true => Ok(date),
        false => Err(Refusal::contradiction(said, date)),
    }))
}

/// Returns the 27 of `friday 27` and `friday, the 27th`; after a comma a mere number may count something else.
fn day_of_month(said: &str, rest: &[&str]) -> Option<u32> {
    match rest {
        ["the", day] => ordinal(day),
        [day] if number(day, 2).is_none() || !said.contains(',') => ordinal(day),
        _ => None,
    }
}

/// Returns the first such weekday after today.
fn coming(day: Weekday, today: Date) -> Date {
    today.plus_days(i64::from(day.days_since(today.0.weekday()) + 6) % 7 + 1)
}

fn this_or_later(said: &str, first: Date) -> Refusal {
    Refusal::either(said, first, first.plus_days(7))
}

/// Returns the day that is named by its month.
fn of_calendar(said: &str, words: &[&str], today: Date) -> Option<Result<Date, Refusal>> {
    match words {
        [word] => in_numbers(said, word, today),
        ["the", rest @ ..] => in_words(said, rest, today),
        _ => in_words(said, words, today),
    }
}

fn in_numbers(said: &str, word: &str, today: Date) -> Option<Result<Date, Refusal>> {
    let separator = word.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let parts: Vec<&str> = word.trim_end_matches('.').split(separator).collect();
    let small = |part: &str| number(part, 2);
    let on = |year, month, day| day_of(year, small(month)?, small(day)?, today);
    parts
        .iter()
        .try_for_each(|part| number(part, 4).map(drop))?;
    let (day_first, month_first) = match parts[..] {
        [year, month, day] if year.len() == 4 => {
            small(month).and(small(day))?;
            if separator == '-' && month.len() == 2 && day.len() == 2 {
                return Some(word.parse().map_err(Refusal::some_day));
            }
            (None, on(Some(year), month, day))
        }
        [first, second, year] if matches!(year.len(), 2 | 4) => {
            small(first).and(small(second))?;
            (on(Some(year), second, first), on(Some(year), first, second))
        }
        [first, second] if separator != '-' => (on(None, second, first), on(None, first, second)),
        _ => return None,
    };
    Some(Err(match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => Refusal::day_or_month_first(said, one, other),
        (Some(only), _) | (_, Some(only)) => Refusal::only(said, only),
        (None, None) if parts.len() == 3 => Refusal::impossible(said),
        (None, None) => Refusal::no_date(said),
    }))
}

/// Returns the day of `1st of december 2026` or `dec 1 2026`, with or without the year.
fn in_words(said: &str, words: &[&str], today: Date) -> Option<Result<Date, Refusal>> {
    let (day, month, rest) = match words {
        [day, "of", month, rest @ ..] => (ordinal(day)?, month_number(month)?, rest),
        [first, second, rest @ ..] => match month_number(second) {
            Some(month) => (ordinal(first)?, month, rest),
            None => (ordinal(second)?, month_number(first)?, rest),
        },
        _ => return None,
    };
    let year = match rest {
        [] => None,
        [year] if year.len() == 4 && number(year, 4).is_some() => Some(*year),
        [year] if year.len() == 2 && number(year, 2).is_some() => {
            let date = day_of(Some(year), month, day, today);
            return Some(Err(date.map_or_else(
                || Refusal::impossible(said),
                |date| Refusal::short_year(said, date),
            )));
        }
        _ => return None,
    };
    Some(day_of(year, month, day, today).ok_or_else(|| Refusal::impossible(said)))
}

/// Returns the day of a year, or the first one from today on; a year of two digits is of this century.
fn day_of(year: Option<&str>, month: u32, day: u32, today: Date) -> Option<Date> {
    /// A 29 February may be eight years away, around 2100.
    const YEARS: i32 = 8;
    let Some(year) = year else {
        let this_year = today.0.year();
        return (this_year..=this_year + YEARS)
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .map(Date)
            .find(|date| *date >= today);
    };
    let century = if year.len() == 2 { 2000 } else { 0 };
    let year = i32::try_from(number(year, 4)?).ok()?;
    NaiveDate::from_ymd_opt(century + year, month, day).map(Date)
}

fn weekday(word: &str) -> Option<Weekday> {
    match word.trim_end_matches('.') {
        "tues" => Some(Weekday::Tue),
        "thur" | "thurs" => Some(Weekday::Thu),
        word => word.parse().ok(),
    }
}

fn month_number(word: &str) -> Option<u32> {
    match word.trim_end_matches('.') {
        "sept" => Some(9),
        word => word
            .parse()
            .ok()
            .map(|month: Month| month.number_from_month()),
    }
}

/// Returns the day of a month, of `1`, `1.` or `1st`.
fn ordinal(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th", "."]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    number(digits, 2)
}

fn number(word: &str, most_digits: usize) -> Option<u32> {
    let is_number = word.len() <= most_digits && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| word.parse().ok()).flatten()
}
