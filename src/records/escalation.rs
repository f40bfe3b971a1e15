//! An escalation: a critical issue that a Technical Architect was asked to resolve (source document 000, project
//! technical leadership).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::{Handle, Id, word_of};
use super::{Course, Dated, Kind, Naming, Record, Reference, Shelving, Statement};
use super::{account, person, sow};
use crate::calendar::Instant;
use crate::lifecycle;

/// Escalations: `escalations/<yyyy-mm>/<ID>.yaml`.
pub static KIND: Kind = Kind {
    name: "escalation",
    folder: "escalations",
    naming: Naming::Prefix("ESC"),
    shelving: Shelving::ByMonth,
    keys: &[
        "subject", "account", "sow", "severity", "owner", "link", "history",
    ],
    schema: super::reading::schema_of::<Escalation>,
    read: super::reading::read_as::<Escalation>,
    keep: super::kept::keep_as::<Escalation>,
    kept: super::kept::kept_as::<Escalation>,
};

/// An escalation. Its id is the name of the file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub subject: String,
    /// Slug of the account that suffers.
    pub account: Handle,
    /// Id of the SOW, where it is about one.
    pub sow: Option<Id>,
    pub severity: Severity,
    /// Handle of the Technical Architect who answers for it.
    pub owner: Handle,
    pub link: Option<String>,
    /// Append-only; the last entry's `to` is the state.
    pub history: Vec<EscalationMove>,
}

/// How bad it is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The customer's business stands still.
    Critical,
    High,
    Medium,
    Low,
}

impl Severity {
    /// Every severity, with its word; the worst first.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Critical, "critical"),
        (Self::High, "high"),
        (Self::Medium, "medium"),
        (Self::Low, "low"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

/// How far an escalation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    Open,
    Resolved,
}

impl lifecycle::State for State {
    const ALL: &'static [Self] = &[Self::Open, Self::Resolved];

    fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Resolved => "resolved",
        }
    }

    fn next(self) -> &'static [Self] {
        match self {
            Self::Open => &[Self::Resolved],
            Self::Resolved => &[Self::Open],
        }
    }
}

/// A history entry: a state entered, by whom and when; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EscalationMove {
    pub at: Instant,
    pub by: Handle,
    pub to: State,
    /// With `resolved`: how.
    pub note: Option<String>,
}

impl Dated for EscalationMove {
    fn said(&self) -> (Instant, &Handle, String) {
        let words = format!("{:?} {:?}", self.to, self.note);
        (self.at, &self.by, words)
    }
}

impl Escalation {
    /// Returns the state it is in; a record without history counts as open.
    pub fn state(&self) -> State {
        self.history.last().map_or(State::Open, |entry| entry.to)
    }

    /// Returns the states it went through, oldest first.
    pub fn path(&self) -> Vec<State> {
        self.history.iter().map(|entry| entry.to).collect()
    }
}

impl Record for Escalation {
    fn title(&self) -> String {
        self.subject.clone()
    }

    fn owner(&self) -> Option<&Handle> {
        Some(&self.owner)
    }

    fn references(&self) -> Vec<Reference> {
        let mut references = vec![
            Reference::new("account", &account::KIND, &self.account),
            Reference::new("owner", &person::KIND, &self.owner),
        ];
        let sow = self.sow.iter();
        references.extend(sow.map(|id| Reference::new("sow", &sow::KIND, id)));
        references
    }

    fn statements(&self) -> Vec<Statement> {
        Statement::of("history", &self.history)
    }

    fn course(&self) -> Option<Course> {
        Some(Course::of(&self.path()))
    }
}
