//! A POV, a proof of value: what a customer tries out, by which criteria, for how long, and how it ended.
//! Whether it may begin is judged in `checks`.

mod state;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::{Handle, Id, word_of};
use super::{
    Course, Dated, File, Kind, Naming, One, Record, Records, Reference, Shelving, Statement,
};
use super::{account, opportunity, person};
use crate::calendar::{Date, Instant};

pub use state::State;

/// POVs: `povs/<yyyy-mm>/<ID>.yaml`.
pub static KIND: Kind = Kind {
    name: "pov",
    folder: "povs",
    naming: Naming::Prefix("POV"),
    shelving: Shelving::ByMonth,
    keys: &[
        "name",
        "opportunity",
        "account",
        "owner",
        "sa",
        "csm",
        "type",
        "start",
        "close",
        "notes",
        "criteria",
        "approvals",
        "extensions",
        "history",
    ],
    schema: super::reading::schema_of::<Pov>,
    read: super::reading::read_as::<Pov>,
    keep: super::kept::keep_as::<Pov>,
    kept: super::kept::kept_as::<Pov>,
};

/// A POV. Its id is the name of the file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pov {
    /// Usually that of the opportunity.
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub name: String,
    /// Id of the opportunity.
    pub opportunity: Id,
    /// Slug of the account, that of the opportunity.
    pub account: Option<Handle>,
    /// Handle of the account executive.
    pub owner: Handle,
    /// Handle of the SA who owns the execution.
    pub sa: Handle,
    /// Handle of the Customer Success Manager.
    pub csm: Option<Handle>,
    #[serde(rename = "type")]
    pub pov_type: PovType,
    /// The day it began.
    pub start: Option<Date>,
    /// The day it is to end, or ended.
    pub close: Option<Date>,
    pub notes: Option<String>,
    /// What the customer buys for, five or fewer.
    #[serde(default)]
    pub criteria: Box<[Criterion]>,
    /// Append-only; by an area sales manager or a manager of the SAs.
    #[serde(default)]
    pub approvals: Box<[Approval]>,
    /// Append-only; the last entry's `until` is what it may run to.
    #[serde(default)]
    pub extensions: Box<[Extension]>,
    /// Append-only; the last entry's `to` is the state.
    pub history: Box<[PovMove]>,
}

/// What kind of POV it is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PovType {
    /// Led by an SA, weeks long.
    Guided,
    /// Commercial segments, smaller.
    Lite,
    /// About a week at the customer's.
    OnSite,
    /// Longer than two months, with a license bought for it.
    Paid,
}

impl PovType {
    /// Every type, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Guided, "guided"),
        (Self::Lite, "lite"),
        (Self::OnSite, "on-site"),
        (Self::Paid, "paid"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

/// A success criterion: a capability whose proof triggers the purchase.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub required_capability: String,
    /// What counts as proof.
    pub acceptance_criterion: Option<String>,
    /// What is measured.
    pub metric: Option<String>,
    pub outcome: Option<Outcome>,
}

/// How a success criterion came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Met,
    PartlyMet,
    NotMet,
}

impl Outcome {
    /// Every outcome, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Met, "met"),
        (Self::PartlyMet, "partly-met"),
        (Self::NotMet, "not-met"),
    ];
}

/// The word of a leader that it may begin; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    pub at: Instant,
    pub by: Handle,
    pub note: Option<String>,
}

/// More time for it, with a reason; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    pub at: Instant,
    pub by: Handle,
    /// The last day it may run to.
    pub until: Date,
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub reason: String,
}

/// A history entry: a state entered, by whom and when; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PovMove {
    pub at: Instant,
    pub by: Handle,
    pub to: State,
    /// With `closed`: how it came out.
    pub result: Option<PovResult>,
    /// With `closed`: why.
    pub note: Option<String>,
}

/// How a POV came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PovResult {
    Successful,
    Unsuccessful,
}

impl PovResult {
    /// Every result, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Successful, "successful"),
        (Self::Unsuccessful, "unsuccessful"),
    ];
}

impl Dated for Approval {
    fn said(&self) -> (Instant, &Handle, String) {
        (self.at, &self.by, format!("{:?}", self.note))
    }
}

impl Dated for Extension {
    fn said(&self) -> (Instant, &Handle, String) {
        (self.at, &self.by, format!("{} {}", self.until, self.reason))
    }
}

impl Dated for PovMove {
    fn said(&self) -> (Instant, &Handle, String) {
        let words = format!("{:?} {:?} {:?}", self.to, self.result, self.note);
        (self.at, &self.by, words)
    }
}

impl Pov {
    /// Returns the states it went through, oldest first.
    pub fn path(&self) -> Vec<State> {
        self.history.iter().map(|entry| entry.to).collect()
    }

    /// Returns the state it is in; a record without history has none.
    pub fn state(&self) -> Option<State> {
        self.history.last().map(|entry| entry.to)
    }
}

/// Returns the readable POVs of an opportunity, ordered by path.
pub fn of_opportunity<'a>(records: &'a Records, id: &str) -> Vec<One<'a, Pov>> {
    let named = records.naming(&KIND, id).into_iter();
    named.filter_map(File::as_one).collect()
}

impl Record for Pov {
    fn title(&self) -> String {
        self.name.clone()
    }

    fn owner(&self) -> Option<&Handle> {
        Some(&self.sa)
    }

    fn references(&self) -> Vec<Reference> {
        let mut references = vec![
            Reference::new("opportunity", &opportunity::KIND, self.opportunity),
            Reference::new("owner", &person::KIND, &self.owner),
            Reference::new("sa", &person::KIND, &self.sa),
        ];
        let account = self.account.iter();
        references.extend(account.map(|slug| Reference::new("account", &account::KIND, slug)));
        let csm = self.csm.iter();
        references.extend(csm.map(|who| Reference::new("csm", &person::KIND, who)));
        references
    }

    fn statements(&self) -> Vec<Statement> {
        [
            Statement::of("approvals", &self.approvals),
            Statement::of("extensions", &self.extensions),
            Statement::of("history", &self.history),
        ]
        .concat()
    }

    fn course(&self) -> Option<Course> {
        Some(Course::of(&self.path()))
    }
}
