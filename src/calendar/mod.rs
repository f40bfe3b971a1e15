//! Dates, weeks, fiscal quarters, instants and time zones; pure, and knows no records.
//! Time that counts for a team, with its hours and holidays, lives in `business`.
//! The clock is read elsewhere, once, and comes in as a value.

pub mod business;
mod date;
mod fiscal;
mod instant;
pub mod moment;
mod spoken;
mod week;
mod weekdays;
mod zone;

pub use date::{Date, weekdays_between};
pub use fiscal::Quarter;
pub use instant::Instant;
pub use spoken::{date_within, spoken_date};
pub use week::Week;
pub use weekdays::{TimeLeft, after_weekdays, time_left};
pub use zone::Zone;
