//! Presales Desk: typed YAML records in git, lifecycles, and one gate before every commit.

pub mod calendar;
pub mod changes;
pub mod checks;
pub mod finding;
pub mod lifecycle;
pub mod policy;
pub mod records;
pub mod reports;
pub mod source;
pub mod store;
pub mod views;
