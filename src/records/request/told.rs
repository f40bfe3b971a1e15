//! What a request tells beyond its texts, in groups by subject. Which template asks for what is said in `form`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::form::{ContentSort, PartnerRegion, RfxKind, SmeArea};
use crate::calendar::{Date, Instant};
use crate::records::opportunity::SecondMode;
use crate::records::values::section;
use crate::records::{Handle, Money};

section::optional!(
    CommandPlan,
    Meeting,
    Sme,
    Event,
    Product,
    Demo,
    Rfx,
    Security,
    Partner,
    Secondary,
    RideAlong,
    Strategic,
    Content,
);

/// What an SA must know of the command plan before engaging (source document 003, engaging an SA).
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommandPlan {
    pub link: Option<String>,
    /// In a sentence.
    pub why_now: Option<String>,
    /// In a sentence.
    pub identified_pain: Option<String>,
    pub champion: Option<String>,
}

/// What was agreed of the customer meeting beforehand (source document 003, engaging an SA).
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    pub goal: Option<String>,
    /// Whether and how the objectives are clear.
    pub objectives: Option<String>,
    /// Whether and how expectations were discussed.
    pub expectations: Option<String>,
    pub at: Option<Instant>,
    pub duration_minutes: Option<u32>,
}

/// The help of a subject matter expert (source document 003, and the handbook).
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sme {
    pub area: Option<SmeArea>,
    /// What the expert does.
    pub engagement: Option<String>,
}

/// An event, and the four criteria by which leaders assign an SA to it (source document 003, event support).
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub name: Option<String>,
    /// Where it takes place, which is a criterion too.
    pub location: Option<String>,
    pub starts: Option<Instant>,
    /// What the SA must know.
    pub competency: Option<String>,
    /// For how long the SA is needed.
    pub availability: Option<String>,
    /// What the organisers ask for, in their words; of nobody is anything inferred.
    pub diversity: Option<String>,
}

/// The four steps of product support, each after the one before it (source document 003, product support).
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Link to the Account Management issue.
    pub gathered: Option<String>,
    /// The work-arounds that were tried.
    pub explored: Option<String>,
    /// The channel that was asked, or the product manager; when they meet is `meeting.at`.
    pub engaged: Option<String>,
    /// What the customer was told.
    pub communicated: Option<String>,
}

/// What the demo architects are asked for (source document 003).
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Demo {
    /// When the workshop takes place.
    pub starts: Option<Instant>,
    /// What was found in the shared demo space, which is looked at first.
    pub searched: Option<String>,
}

/// The answer to an RFI, an RFP or the like (source document 002, and the handbook); who asks is in charge of it.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rfx {
    pub kind: Option<RfxKind>,
    /// When the customer must have it.
    pub deadline: Option<Instant>,
    /// The sections, each with who writes it and by when.
    pub outline: Option<String>,
    /// When all answers are in.
    pub internal_due: Option<Instant>,
}

/// What those who assure customers of security need (handbook).
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Security {
    /// ARR, or potential ARR.
    pub arr: Option<Money>,
    /// What the trust center answers, as it was looked at first.
    pub trust_center: Option<String>,
    pub topics: Option<String>,
    /// Link to the questionnaire, or to the contract with the flag `contract-review`.
    pub document: Option<String>,
}

/// A partner, and who looks after them (source document 003, ecosystem, channel and alliance SAs).
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// As in the label `Partner-Acct-NAME`.
    pub name: Option<String>,
    pub region: Option<PartnerRegion>,
    /// The Ecosystem Sales Manager, who is asked first.
    pub esm: Option<String>,
    /// The Partner Account Manager or Partner Territory Manager.
    pub business_owner: Option<String>,
}

/// Why a second SA is needed (source document 003, secondary SAs).
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Secondary {
    pub mode: Option<SecondMode>,
    /// What makes it too complex, valuable or risky for one.
    pub why: Option<String>,
}

/// Riding along with another SA (handbook).
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RideAlong {
    /// Handle of who rides along.
    pub passenger: Option<Handle>,
    /// Handle of whom they ride along with.
    pub driver: Option<Handle>,
    /// Three meetings, one a line or parted by `;`, of which the driver picks.
    pub meetings: Option<String>,
    pub goal: Option<String>,
}

impl RideAlong {
    /// The meetings a passenger proposes (handbook).
    pub const MEETINGS: usize = 3;

    /// Returns how many meetings a text proposes.
    pub fn proposed(meetings: &str) -> usize {
        let parts = meetings.split([';', '\n']);
        parts.filter(|part| !part.trim().is_empty()).count()
    }
}

/// Help for executives, or in the field where it is strategic.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Strategic {
    pub why: Option<String>,
    /// The executive sponsor, or the audience.
    pub sponsor: Option<String>,
}

/// Content that is asked for.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Content {
    pub sort: Option<ContentSort>,
    pub topic: Option<String>,
    pub audience: Option<String>,
    pub due: Option<Date>,
}
