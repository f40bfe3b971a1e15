//! A review of a SOW: one verdict by one person, of exactly the content whose digest it has; never edited after.
//! Whether it counts is judged in `checks`.

mod standing;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::sow::content::Part;
use super::values::{Digest, Handle, Id, word_of};
use super::{File, Kind, Naming, One, Record, Records, Reference, Shelving, Statement};
use super::{person, sow};
use crate::calendar::Instant;

pub use standing::Standing;

/// Reviews: `reviews/<SOW ID>/<REV id>.yaml`.
pub static KIND: Kind = Kind {
    name: "review",
    folder: "reviews",
    naming: Naming::Prefix("REV"),
    shelving: Shelving::BySow,
    keys: &[
        "sow",
        "at",
        "by",
        "role",
        "verdict",
        "digest",
        "blob",
        "parts",
        "checklist",
        "comments",
        "breach_reason",
    ],
    schema: super::reading::schema_of::<TaReview>,
    read: super::reading::read_as::<TaReview>,
    keep: super::kept::keep_as::<TaReview>,
    kept: super::kept::kept_as::<TaReview>,
};

/// A review. Its id is the name of the file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaReview {
    /// Id of the SOW.
    pub sow: Id,
    pub at: Instant,
    /// Handle of the reviewer, who commits it.
    pub by: Handle,
    /// As what they review.
    pub role: ReviewerRole,
    pub verdict: Verdict,
    /// Digest of the content they reviewed.
    pub digest: Digest,
    /// Git's id of the file they reviewed, to show what changed since.
    pub blob: Option<String>,
    /// The parts of the content, to name what changed since.
    #[serde(default)]
    pub parts: Box<[Part]>,
    #[serde(default)]
    pub checklist: Box<[Answered]>,
    #[serde(default)]
    pub comments: Box<[Remark]>,
    /// Why it comes although a clock was breached.
    pub breach_reason: Option<String>,
}

/// As what somebody reviews a SOW.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReviewerRole {
    /// As Technical Architect: actions, assumptions, deliverables, level of effort.
    Ta,
    /// As the Regional Delivery Manager of the SOW.
    Rdm,
}

impl ReviewerRole {
    /// Every role, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[(Self::Ta, "ta"), (Self::Rdm, "rdm")];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }

    /// Returns the role of a person that it takes.
    pub fn of_person(self) -> person::Role {
        match self {
            Self::Ta => person::Role::Ta,
            Self::Rdm => person::Role::Rdm,
        }
    }
}

/// What a reviewer decides.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Approved,
    ChangesRequested,
}

impl Verdict {
    /// Every verdict, with its word; the stricter last.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Approved, "approved"),
        (Self::ChangesRequested, "changes-requested"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

/// An item of the checklist with its answer.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    pub item: Item,
    pub answer: Answer,
    /// With `na`: why it does not apply.
    pub reason: Option<String>,
}

/// What a Technical Architect looks at (source document 000, approvals and expert technical assistance).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Item {
    Deliverables,
    LevelOfEffort,
    Actions,
    Assumptions,
    Risks,
    ChangeManagement,
    Security,
    Compliance,
    Observability,
    /// For senior and staff Technical Architects (source document 001, senior responsibilities).
    Staffing,
}

impl Item {
    /// Every item with its word and what it asks.
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (
            Self::Deliverables,
            "deliverables",
            "is each deliverable what the customer needs, with an acceptance that can be tested?",
        ),
        (
            Self::LevelOfEffort,
            "level-of-effort",
            "do the hours rest on something, and are they enough?",
        ),
        (
            Self::Actions,
            "actions",
            "is it clear who does what, task by task?",
        ),
        (
            Self::Assumptions,
            "assumptions",
            "would the customer sign every assumption?",
        ),
        (
            Self::Risks,
            "risks",
            "are the risks named, mitigated and paid for?",
        ),
        (
            Self::ChangeManagement,
            "change-management",
            "does it fit how the customer brings changes to its people?",
        ),
        (
            Self::Security,
            "security",
            "is security part of the work, or rightly not?",
        ),
        (
            Self::Compliance,
            "compliance",
            "is compliance part of the work, or rightly not?",
        ),
        (
            Self::Observability,
            "observability",
            "can the customer see how what we build is doing?",
        ),
        (
            Self::Staffing,
            "staffing",
            "can these roles be staffed with people who can do it? (senior and staff Technical Architects)",
        ),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        let row = Self::ALL.iter().find(|(item, ..)| *item == self);
        row.map_or("", |(_, word, _)| word)
    }
}

/// The answer to an item of the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    Yes,
    No,
    /// It does not apply, for a reason.
    Na,
}

impl Answer {
    /// Every answer, with its word.
    pub const ALL: &'static [(Self, &'static str)] =
        &[(Self::Yes, "yes"), (Self::No, "no"), (Self::Na, "na")];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

/// A remark on a part of the SOW.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// The key it is about, as `deliverables[0].effort`.
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub path: String,
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub text: String,
}

impl TaReview {
    /// Returns whether it is an approval.
    pub fn approves(&self) -> bool {
        self.verdict == Verdict::Approved
    }

    /// Returns the answer to an item of the checklist.
    pub fn answer(&self, item: Item) -> Option<&Answered> {
        self.checklist.iter().find(|answered| answered.item == item)
    }
}

/// Returns the readable reviews of a SOW, the earliest first, and of one second the stricter last.
pub fn of_sow<'a>(records: &'a Records, id: &str) -> Vec<One<'a, TaReview>> {
    let named = records.naming(&KIND, id).into_iter();
    let mut reviews: Vec<One<'a, TaReview>> = named.filter_map(File::as_one).collect();
    reviews.sort_by_key(|review| (review.at, review.verdict, review.id()));
    reviews
}

impl Record for TaReview {
    fn title(&self) -> String {
        format!("{} of {} by {}", self.verdict.name(), self.sow, self.by)
    }

    fn owner(&self) -> Option<&Handle> {
        Some(&self.by)
    }

    fn references(&self) -> Vec<Reference> {
        vec![
            Reference::new("sow", &sow::KIND, self.sow),
            Reference::new("by", &person::KIND, &self.by),
        ]
    }

    fn statements(&self) -> Vec<Statement> {
        vec![Statement {
            list: "",
            by_path: "by".into(),
            by: self.by.clone(),
            at: Some(self.at),
            words: format!("{self:?}"),
        }]
    }
}
