//! Why a step of a SOW is made, as its entry says.

use crate::changes::record::text;
use crate::source::rewrite::Yaml;

/// Why a step of a SOW is made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Why<'a> {
    /// What changed, what to look at, or why it is so.
    pub note: Option<&'a str>,
    /// Why it comes although a clock was breached.
    pub breach_reason: Option<&'a str>,
}

impl<'a> Why<'a> {
    /// Returns the note, unless it says nothing.
    pub(super) fn note(self) -> Option<&'a str> {
        self.note.map(str::trim).filter(|note| !note.is_empty())
    }

    /// Returns what an entry says of it.
    pub(super) fn said(self) -> Vec<(String, Yaml)> {
        let note = self.note().map(|note| text("note", note));
        let late = self.breach_reason.map(|why| text("breach_reason", why));
        note.into_iter().chain(late).collect()
    }
}
