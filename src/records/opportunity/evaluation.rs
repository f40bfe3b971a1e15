//! The technical evaluation of an opportunity and its feasibility: what was found, and by whom.
//! When they are owed is judged in `checks`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::calendar::{Date, Instant};
use crate::records::values::word_of;
use crate::records::{Dated, Handle};

/// The SA Validated Tech Evaluation (source document 003, hygiene checks 4 and 6).
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TechEvaluation {
    /// The day an SA engaged on an explicit evaluation of value; not a discovery, a first demo or education.
    pub start: Option<Date>,
    /// The day it ended; never a forecast.
    pub end: Option<Date>,
    /// How it ended; never a forecast.
    pub status: Option<CloseStatus>,
    /// Why it ended so, in one or two lines.
    pub details: Option<String>,
    /// Why there is no evaluation yet although the stage says so.
    pub not_yet: Option<String>,
}

impl TechEvaluation {
    /// Returns whether it has begun and not ended.
    pub fn is_open(&self) -> bool {
        self.start.is_some() && self.end.is_none()
    }
}

/// How a technical evaluation ended, whatever became of the deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum CloseStatus {
    Win,
    /// The customer chose otherwise because of what the solution lacks.
    Loss,
    /// Nobody evaluates any more.
    Stalled,
}

impl CloseStatus {
    /// Every status, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Win, "Win"),
        (Self::Loss, "Loss"),
        (Self::Stalled, "Stalled"),
    ];
}

/// A rating of Technical Health and Feasibility (source document 003, hygiene check 7); never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Feasibility {
    /// When it was reviewed.
    pub at: Instant,
    pub by: Handle,
    pub rating: Rating,
    /// Why: signs, not a log of activities.
    #[serde(deserialize_with = "crate::records::values::said")]
    #[schemars(length(min = 1))]
    pub details: String,
}

impl Dated for Feasibility {
    fn said(&self) -> (Instant, &Handle, String) {
        let words = format!("{} {}", self.rating.name(), self.details);
        (self.at, &self.by, words)
    }
}

/// How likely the technical win is, worst first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub enum Rating {
    Red,
    Yellow,
    Green,
}

impl Rating {
    /// Every rating, with its word, worst first.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Red, "Red"),
        (Self::Yellow, "Yellow"),
        (Self::Green, "Green"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}
