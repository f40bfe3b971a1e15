//! Dates, weeks, fiscal quarters, instants and time zones; pure, and knows no records.
//! Time that counts for a team, with its hours and holidays, lives in `business`.
//! The clock is read elsewhere, once, and comes in as a value.

pub mod business;
mod date;
mod fiscal;
mod instant;
pub mod moment;
mod now;
mod spoken;
mod time_left;
mod week;
mod zone;

pub use business::{BusinessCalendar, Lasting, Unit, Why};
pub use date::{Date, weekdays_between};
pub use fiscal::Quarter;
pub use instant::Instant;
pub use now::{Now, Validity, validity};
pub use spoken::{date_within, spoken_date};
pub use time_left::TimeLeft;
pub use week::Week;
pub use zone::Zone;
