//! Dates, instants and time zones; pure, and knows no records.
//! The clock is read elsewhere, once, and comes in as a value.

mod date;
mod instant;
mod zone;

pub use date::Date;
pub use instant::Instant;
pub use zone::Zone;
