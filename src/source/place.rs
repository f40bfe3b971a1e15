//! Where a value stands in a YAML text, by its path of keys.

/// A path to a value in a record: keys joined by `.`, items by `[n]` from 0, as `history[1].to`.
pub type KeyPath = String;
