//! Presales Desk: typed YAML records in git, lifecycles, and one gate before every commit.

pub mod changes;
pub mod finding;
pub mod source;
pub mod store;
