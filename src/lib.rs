//! Presales Desk: typed YAML records in git, lifecycles, and one gate before every commit.
//!
//! The modules, in reading order; each may import only those its line in `docs/architecture.md` names:
//! `source`, `finding`, `lifecycle`, `calendar`, `records`, `policy`, `checks`, `changes`, `reports`, `views`,
//! `store`, `cli`. From `source` to `views` is the core: no disk, no clock, no printing; it cannot fail, only report.
//!
//! Which module reads and writes what of a desk:
//! `desk.toml` is read by `policy`; `people/`, `accounts/`, `opportunities/`, `requests/`,
//! `povs/`, `activities/`, `rota/`, `waivers/` by `records`;
//! `schemas/` is made from `records`; the index, the commits and `.git/desk/` belong to `store`.

pub mod calendar;
pub mod changes;
pub mod checks;
pub mod cli;
pub mod finding;
pub mod lifecycle;
pub mod policy;
pub mod records;
pub mod reports;
pub mod sla;
pub mod source;
pub mod store;
pub mod views;
