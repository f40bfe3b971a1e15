//! A day as a flag names it, and what it means today.

use super::{Exit, Failure};
use crate::calendar::{Date, Week, spoken_date};

/// Returns the day that a text means on a day; `flag` is where it was typed, as `--by`.
///
/// # Errors
/// The text means no day, or more than one.
pub(super) fn day(text: &str, today: Date, flag: &str) -> Result<Date, Failure> {
    spoken_date(text, today).map_err(|why| {
        Failure::new(
            Exit::Misuse,
            format!("{flag}: {why}"),
            format!("write the day in full, as `{}2026-12-01`", before(flag)),
        )
    })
}

/// Returns what stands before the day where it is typed; an argument without a flag has nothing there.
fn before(flag: &str) -> String {
    match flag.starts_with('-') {
        true => format!("{flag} "),
        false => String::new(),
    }
}

/// Returns the day of a flag that may be left out, and else today.
///
/// # Errors
/// As `day`.
pub(super) fn day_or_today(text: Option<&str>, today: Date, flag: &str) -> Result<Date, Failure> {
    text.map_or(Ok(today), |text| day(text, today, flag))
}

/// Returns the week that a text names on a day: `2026-W48`, `this`, `next`, `last`, or a date in it; `None` for other words.
pub(super) fn week_named(text: &str, today: Date) -> Option<Week> {
    let this = Week::of(today);
    match text.trim().to_lowercase().as_str() {
        "this" | "this week" => Some(this),
        "next" | "next week" => Some(this.plus_weeks(1)),
        "last" | "last week" => Some(this.plus_weeks(-1)),
        text => text
            .parse()
            .ok()
            .or_else(|| text.parse().ok().map(Week::of)),
    }
}

/// Returns the week that a text means on a day: one that is named, or that of a day as people say it.
///
/// # Errors
/// The text means no week, or a day that can be read two ways.
pub(super) fn week(text: &str, today: Date, flag: &str) -> Result<Week, Failure> {
    if let Some(week) = week_named(text, today) {
        return Ok(week);
    }
    spoken_date(text, today).map(Week::of).map_err(|why| {
        let looks_like_one = text.to_lowercase().contains('w');
        let why = match text.parse::<Week>() {
            Err(own) if looks_like_one => own,
            _ => why,
        };
        Failure::new(
            Exit::Misuse,
            format!("{flag}: {why}"),
            "name a week as `2026-W48`, `this` or `next`, or by a day in it",
        )
    })
}
