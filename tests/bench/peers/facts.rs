//! What records say, in the few words that every peer has a place for.
//! How a peer writes it down is in the file of the peer.

use crate::generated::Desk;
use crate::records::Written;

/// A record as a peer is told of it.
pub(super) struct Fact {
    /// The folder of its kind, as `requests`.
    pub(super) kind: String,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) owner: String,
    pub(super) state: String,
    pub(super) account: String,
    pub(super) opportunity: String,
    /// The day of its first entry, or on which it took place.
    pub(super) day: String,
}

/// Returns all records of a desk, each once.
pub(super) fn all(desk: &Desk) -> Vec<Fact> {
    let mut facts = std::collections::BTreeMap::new();
    desk.each_record(|record| {
        facts.insert(record.path.clone(), fact(record));
    });
    facts.into_values().collect()
}

fn fact(record: &Written) -> Fact {
    let (kind, _) = record.path.split_once('/').expect("a folder");
    let one_of = |keys: &[&str]| {
        let found = keys.iter().find_map(|key| said(&record.text, key));
        found.unwrap_or("none").to_owned()
    };
    let title = match kind {
        "activities" => line_after(&record.text, "summary: |-\n").unwrap_or("no summary"),
        _ => said(&record.text, "name")
            .or(said(&record.text, "sa_asks"))
            .unwrap_or("no name"),
    };
    let states = record.text.rmatch_indices("\n    to: ").next();
    let state = states.and_then(|(at, word)| record.text[at + word.len()..].lines().next());
    let at = record
        .text
        .find("at: 20")
        .map(|at| &record.text[at + 4..at + 14]);
    Fact {
        kind: kind.to_owned(),
        id: record.id.clone(),
        title: title.replace(['"', '[', ']'], ""),
        owner: one_of(&["sa", "owner", "author", "by"]),
        state: state.unwrap_or("done").to_owned(),
        account: one_of(&["account"]),
        opportunity: one_of(&["opportunity"]),
        day: at.unwrap_or("2025-01-02").to_owned(),
    }
}

fn said<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let lines = text.lines().filter_map(|line| line.split_once(": "));
    let mut found = lines.filter(|(own, _)| *own == key);
    found.next().map(|(_, said)| said)
}

fn line_after<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let at = text.find(words)? + words.len();
    text[at..].lines().next().map(str::trim)
}
