//! What the shell may offer for ids and handles; silent about any trouble.

use std::ffi::OsStr;

use clap_complete::CompletionCandidate;

use crate::records::{Kind, Records, person, request};
use crate::store::{Store, Where};

/// Returns the ids of requests that begin with a text, each with what is asked.
pub fn requests(current: &OsStr) -> Vec<CompletionCandidate> {
    candidates(&request::KIND, current)
}

/// Returns the handles that begin with a text, each with the name.
pub fn people(current: &OsStr) -> Vec<CompletionCandidate> {
    candidates(&person::KIND, current)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the shell asks before any command line is parsed"
)]
fn candidates(kind: &'static Kind, current: &OsStr) -> Vec<CompletionCandidate> {
    let beginning = current.to_string_lossy().to_lowercase();
    let folder = std::env::var_os("DESK_DIR")
        .map(Into::into)
        .or_else(|| std::env::current_dir().ok());
    let snapshot =
        folder.and_then(|folder| Store::open(Where::Folder(folder)).ok()?.work_tree().ok());
    let records = snapshot.map(Records::of);
    records
        .iter()
        .flat_map(|records| records.files_of(kind))
        .filter(|file| file.id.to_lowercase().starts_with(&beginning))
        .take(200)
        .map(|file| {
            let title = file.record().map(|record| record.title());
            CompletionCandidate::new(&file.id).help(title.map(Into::into))
        })
        .collect()
}
