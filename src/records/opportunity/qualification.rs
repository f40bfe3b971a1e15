//! What is known of why a customer would buy: the command plan, MEDDPICC, and where more is written.
//! How much of it is owed when is judged in `checks`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::records::values::section;

section::optional!(CommandPlan, Meddpicc, Links);

/// The overview of the command plan: six questions.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommandPlan {
    /// Why Now?
    pub why_now: Option<String>,
    pub primary_value_driver: Option<String>,
    pub solution: Option<String>,
    pub primary_capability: Option<String>,
    /// Why us?
    pub why_us: Option<String>,
    /// Why do anything at all?
    pub why_anything: Option<String>,
}

/// The questions of the command plan's overview, each with its key and its wording.
pub const COMMAND_PLAN: [(&str, &str); 6] = [
    ("why_now", "Why Now?"),
    ("primary_value_driver", "Primary Value Driver"),
    ("solution", "Solution"),
    ("primary_capability", "Primary Capability"),
    ("why_us", "Why us?"),
    ("why_anything", "Why do anything at all?"),
];

impl CommandPlan {
    /// Returns the answers, in the order of the questions.
    pub fn answers(&self) -> [Option<&str>; 6] {
        [
            &self.why_now,
            &self.primary_value_driver,
            &self.solution,
            &self.primary_capability,
            &self.why_us,
            &self.why_anything,
        ]
        .map(Option::as_deref)
    }
}

/// The qualification letters of source document 000, and the partner of the handbook beside them.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meddpicc {
    pub metrics: Option<String>,
    pub economic_buyer: Option<String>,
    pub decision_criteria: Option<String>,
    pub decision_process: Option<String>,
    pub paper_process: Option<String>,
    pub identify_pain: Option<String>,
    pub champion: Option<String>,
    pub competition: Option<String>,
    /// Optional: not one of the letters of the source documents.
    pub partner: Option<String>,
}

/// The letters, each with its key and its wording; the optional partner comes last.
pub const MEDDPICC: [(&str, &str); 9] = [
    ("metrics", "Metrics"),
    ("economic_buyer", "Economic Buyer"),
    ("decision_criteria", "Decision Criteria"),
    ("decision_process", "Decision Process"),
    ("paper_process", "Paper Process"),
    ("identify_pain", "Identify Pain"),
    ("champion", "Champion"),
    ("competition", "Competition"),
    ("partner", "Partner"),
];

impl Meddpicc {
    /// Returns the answers, in the order of the letters.
    pub fn answers(&self) -> [Option<&str>; 9] {
        [
            &self.metrics,
            &self.economic_buyer,
            &self.decision_criteria,
            &self.decision_process,
            &self.paper_process,
            &self.identify_pain,
            &self.champion,
            &self.competition,
            &self.partner,
        ]
        .map(Option::as_deref)
    }
}

/// Where more of an opportunity is written.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Links {
    /// The command plan or customer success plan.
    pub plan: Option<String>,
    pub notes: Option<String>,
    pub slack: Option<String>,
    pub drive: Option<String>,
    /// The collaboration project.
    pub project: Option<String>,
    pub recording: Option<String>,
}

/// Whether Professional Services were positioned (source document 003, positioning PS).
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PsPositioning {
    pub standing: Option<PsStatus>,
    /// Why, where they are not needed or were declined.
    pub note: Option<String>,
}

/// Where an opportunity stands with Professional Services.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PsStatus {
    Positioned,
    Declined,
    NotNeeded,
}

impl PsStatus {
    /// Every standing, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Positioned, "positioned"),
        (Self::Declined, "declined"),
        (Self::NotNeeded, "not-needed"),
    ];
}
