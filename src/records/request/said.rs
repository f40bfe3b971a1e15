//! What people say of a request in time: comments, and the steps of its course. All of it only grows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::state::State;
use crate::calendar::Instant;
use crate::lifecycle;
use crate::records::{Dated, Handle};

/// A comment; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    pub at: Instant,
    pub by: Handle,
    #[serde(deserialize_with = "crate::records::values::said")]
    #[schemars(length(min = 1))]
    pub text: String,
}

/// A history entry: a state entered, by whom and when; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Move {
    pub at: Instant,
    pub by: Handle,
    pub to: State,
    pub note: Option<String>,
    /// With `waiting`: what is awaited.
    pub awaiting: Option<String>,
    /// With `waiting`: from whom.
    pub from: Option<String>,
    /// With `declined`: why.
    pub reason: Option<DeclineReason>,
    /// With `closed`: who agrees that it is complete.
    #[serde(default)]
    pub acknowledged: Box<[Party]>,
    /// Why it moves on although a clock was breached.
    pub breach_reason: Option<String>,
}

/// Why a request was declined (source document 003, engaging an SA).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DeclineReason {
    /// Information was still missing after it was asked for.
    InformationMissing,
    WrongPersonas,
    /// Something else; the note says what.
    Other,
}

impl DeclineReason {
    /// Every reason, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::InformationMissing, "information-missing"),
        (Self::WrongPersonas, "wrong-personas"),
        (Self::Other, "other"),
    ];
}

/// One of the three who agree that a request is complete (source document 003, SA Doing).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Party {
    Sa,
    Customer,
    Sales,
}

impl Party {
    /// Every party, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Sa, "sa"),
        (Self::Customer, "customer"),
        (Self::Sales, "sales"),
    ];
}

/// Who has a request from a time on; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Handoff {
    pub at: Instant,
    /// Who handed it on.
    pub by: Handle,
    /// Who had it before.
    pub from: Option<Handle>,
    pub to: Handle,
    /// Why, and what the next one must know.
    pub note: Option<String>,
}

impl Dated for Handoff {
    fn said(&self) -> (Instant, &Handle, String) {
        let words = format!("{:?} {} {:?}", self.from, self.to, self.note);
        (self.at, &self.by, words)
    }
}

impl Dated for Comment {
    fn said(&self) -> (Instant, &Handle, String) {
        (self.at, &self.by, self.text.clone())
    }
}

impl Dated for Move {
    fn said(&self) -> (Instant, &Handle, String) {
        let words = format!(
            "{} {:?} {:?} {:?} {:?} {:?} {:?}",
            lifecycle::State::name(self.to),
            self.note,
            self.awaiting,
            self.from,
            self.reason,
            self.acknowledged,
            self.breach_reason
        );
        (self.at, &self.by, words)
    }
}
