//! The flags of a request: marks that go with any state, and may come and go.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::records::{Dated, Handle};

/// A mark that goes with any state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    Expedite,
    SecurityAudit,
    ServicesRequest,
    Pov,
    /// The customer's contract is to be reviewed, and no questionnaire answered.
    ContractReview,
}

impl Flag {
    /// Every flag, with its word and its board label (source document 003, board labels).
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Expedite, "expedite", "Expedite"),
        (Self::SecurityAudit, "security-audit", "Security Audit"),
        (
            Self::ServicesRequest,
            "services-request",
            "Services Request",
        ),
        (Self::Pov, "pov", "SA POV"),
        (Self::ContractReview, "contract-review", "Contract Review"),
    ];

    /// Returns the word for the flag.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(flag, ..)| *flag == self)
            .map_or("", |(_, name, _)| name)
    }

    /// Returns the flag with this word.
    pub fn named(name: &str) -> Option<Self> {
        let row = Self::ALL.iter().find(|(_, word, _)| *word == name);
        row.map(|(flag, ..)| *flag)
    }
}

/// A flag put on or taken off, from a time on; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Flagged {
    pub at: Instant,
    pub by: Handle,
    pub flag: Flag,
    /// Whether it is put on; else it is taken off.
    pub on: bool,
    /// Why.
    pub note: Option<String>,
}

impl Dated for Flagged {
    fn said(&self) -> (Instant, &Handle, String) {
        let words = format!("{} {} {:?}", self.flag.name(), self.on, self.note);
        (self.at, &self.by, words)
    }
}

/// Returns the flags after some of their changes, in order.
pub(super) fn replayed<'a>(
    first: &[Flag],
    changes: impl Iterator<Item = &'a Flagged>,
) -> Vec<Flag> {
    let mut flags: Vec<Flag> = Vec::new();
    let mut put = |flag: Flag, on: bool| {
        flags.retain(|own| *own != flag || on);
        if on && !flags.contains(&flag) {
            flags.push(flag);
        }
    };
    first.iter().for_each(|flag| put(*flag, true));
    changes.for_each(|change| put(change.flag, change.on));
    flags
}
