//! The programs as people run them, on throw-away desks with real git; one file a subject.
//! The logic behind them is tested beside the code.

mod durability;
mod git_doors;
mod outgoing;
mod own_paths;
mod sandbox;
