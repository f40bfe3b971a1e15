//! The one integration binary: the programs as people run them, the rules of the house, and documents
//! made from code. The logic behind the programs is tested beside it.

mod activities;
mod bad_disk;
mod bad_input;
mod demo;
mod durability;
mod edits;
mod example_desk;
mod generated;
mod git_doors;
mod help;
mod hooks;
mod house;
mod ids;
mod incomplete;
mod init;
mod intake;
mod late;
mod malformed;
mod notes;
mod opportunities;
mod outcome;
mod outgoing;
mod own_paths;
mod povs;
mod render;
mod report;
mod requests;
mod reviews;
mod sandbox;
mod scoping;
mod sessions;
mod sows;
mod undo;
mod won_evaluation;
mod won_sow;
