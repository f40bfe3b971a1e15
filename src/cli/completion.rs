//! What the shell may offer for ids and handles; silent about any trouble.

use std::ffi::OsStr;

use clap_complete::CompletionCandidate;

use crate::records::activity::ActivityType;
use crate::records::opportunity::Stage;
use crate::records::{Kind, Records, account, escalation, opportunity, person, pov, request, sow};
use crate::store::{Store, Where};

/// Returns the ids of requests that begin with a text, each with what is asked.
pub fn requests(current: &OsStr) -> Vec<CompletionCandidate> {
    candidates(&request::KIND, current)
}

/// Returns the ids of opportunities that begin with a text, each with its name.
pub fn opportunities(current: &OsStr) -> Vec<CompletionCandidate> {
    candidates(&opportunity::KIND, current)
}

/// Returns the ids of POVs that begin with a text, each with its name.
pub fn povs(current: &OsStr) -> Vec<CompletionCandidate> {
    candidates(&pov::KIND, current)
}

/// Returns the ids of SOWs that begin with a text, each with its name.
pub fn sows(current: &OsStr) -> Vec<CompletionCandidate> {
    candidates(&sow::KIND, current)
}

/// Returns the ids of escalations that begin with a text, each with its subject.
pub fn escalations(current: &OsStr) -> Vec<CompletionCandidate> {
    candidates(&escalation::KIND, current)
}

/// Returns the slugs of accounts that begin with a text, each with the name.
pub fn accounts(current: &OsStr) -> Vec<CompletionCandidate> {
    candidates(&account::KIND, current)
}

/// Returns the stages of opportunities that begin with a text.
pub fn stages(current: &OsStr) -> Vec<CompletionCandidate> {
    let beginning = current.to_string_lossy().to_lowercase();
    Stage::ALL
        .iter()
        .filter(|(_, name)| name.to_lowercase().starts_with(&beginning))
        .map(|(_, name)| CompletionCandidate::new(*name))
        .collect()
}

/// Returns the types of activity that begin with a text.
pub fn activity_types(current: &OsStr) -> Vec<CompletionCandidate> {
    let beginning = current.to_string_lossy().to_lowercase();
    ActivityType::ALL
        .iter()
        .filter(|(_, name)| name.to_lowercase().starts_with(&beginning))
        .map(|(_, name)| CompletionCandidate::new(*name))
        .collect()
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
            CompletionCandidate::new(file.id.as_str()).help(title.map(Into::into))
        })
        .collect()
}
