//! What a SOW promises: deliverables with their effort, risks, milestones, price, and the topics it covers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::records::person::Role;
use crate::records::values::{Hours, Money, word_of};

/// Something the customer gets (source document 000, estimating level of effort).
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deliverable {
    #[serde(deserialize_with = "crate::records::values::said")]
    #[schemars(length(min = 1))]
    pub title: String,
    pub description: Option<String>,
    /// What it takes, task by task.
    #[serde(default)]
    pub tasks: Box<[String]>,
    /// When it counts as delivered.
    pub acceptance: Option<String>,
    /// What we do.
    #[serde(default)]
    pub actions: Box<[String]>,
    /// What must be true for the estimate to hold.
    #[serde(default)]
    pub assumptions: Box<[String]>,
    /// What the customer does.
    #[serde(default)]
    pub customer_responsibilities: Box<[String]>,
    #[serde(default)]
    pub effort: Box<[Effort]>,
}

/// The work of one role on a deliverable: three hours, or a T-shirt size.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Effort {
    pub role: Role,
    /// Hours if all goes well.
    pub low: Option<Hours>,
    /// Hours that are most likely.
    pub likely: Option<Hours>,
    /// Hours if little goes well.
    pub high: Option<Hours>,
    /// Instead of hours: a size whose hours the policy gives.
    pub t_shirt: Option<TShirt>,
    /// How many tasks of that size; one, when left out.
    #[schemars(range(min = 1, max = 1000))]
    pub count: Option<u16>,
    /// What the numbers rest on: an engagement like it, a count, a try.
    pub basis: Option<String>,
}

/// A size whose hours the policy gives; what is larger than large is split.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum TShirt {
    Small,
    Medium,
    Large,
}

impl TShirt {
    /// Every size, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Small, "small"),
        (Self::Medium, "medium"),
        (Self::Large, "large"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

/// What may go wrong.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    #[serde(deserialize_with = "crate::records::values::said")]
    #[schemars(length(min = 1))]
    pub title: String,
    pub likelihood: Likelihood,
    /// What it would hurt.
    pub impact: Box<[Impact]>,
    /// What is done so that it does not happen.
    pub mitigation: Option<String>,
    /// What is done if it does.
    pub contingency: Option<String>,
    /// Hours it would cost; the estimate takes the share of its likelihood.
    pub contingency_hours: Option<Hours>,
}

/// How likely a risk is; policy gives the percentage.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Likelihood {
    Low,
    Medium,
    High,
}

impl Likelihood {
    /// Every likelihood, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Low, "low"),
        (Self::Medium, "medium"),
        (Self::High, "high"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

/// What a risk would hurt.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Impact {
    Timeline,
    Scope,
    Quality,
    Budget,
}

impl Impact {
    /// Everything a risk may hurt, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Timeline, "timeline"),
        (Self::Scope, "scope"),
        (Self::Quality, "quality"),
        (Self::Budget, "budget"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

/// A step of the schedule.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    #[serde(deserialize_with = "crate::records::values::said")]
    #[schemars(length(min = 1))]
    pub milestone: String,
    /// As "week 3"; no start date is promised before the signature.
    #[serde(deserialize_with = "crate::records::values::said")]
    #[schemars(length(min = 1))]
    pub when: String,
}

/// What it costs: computed from the estimate; what is typed all the same must agree with it.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Price {
    pub terms: Option<Terms>,
    /// Price of an hour, where it is not that of the policy; in the policy's currency.
    pub rate: Option<Money>,
    /// Hours as somebody typed them, contingency included.
    pub hours: Option<Hours>,
    /// Total as somebody typed it.
    pub total: Option<Money>,
}

/// How a customer pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Terms {
    FixedFee,
    TimeAndMaterials,
}

impl Terms {
    /// Every way to pay, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::FixedFee, "fixed-fee"),
        (Self::TimeAndMaterials, "time-and-materials"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

/// The topics that every engagement covers, or does not for a reason (source document 000, expert technical assistance).
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Topics {
    pub change_management: Option<Topic>,
    pub security: Option<Topic>,
    pub compliance: Option<Topic>,
    pub observability: Option<Topic>,
}

impl Topics {
    /// Returns each topic with its key, and what is said of it.
    pub fn each(&self) -> [(&'static str, Option<&Topic>); 4] {
        [
            ("change_management", self.change_management.as_ref()),
            ("security", self.security.as_ref()),
            ("compliance", self.compliance.as_ref()),
            ("observability", self.observability.as_ref()),
        ]
    }
}

/// Where a topic is addressed, or why it is not; one of the two.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The deliverable or section that covers it.
    pub addressed_in: Option<String>,
    /// Why the engagement does without.
    pub waived_because: Option<String>,
}
