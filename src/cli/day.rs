//! A day as a flag names it, and what it means today.

use super::{Exit, Failure};
use crate::calendar::{Date, spoken_date};

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
