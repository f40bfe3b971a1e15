//! Edits to records: pure functions from records and a wish to text edits.
//! Nothing here touches a disk; `store` writes what this layer has proved.

pub mod checked;

pub use checked::Checked;
