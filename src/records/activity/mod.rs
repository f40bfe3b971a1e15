//! An activity: a call, a demo, a workshop - what an SA did for an opportunity, with whom and how it went.
//! What follows from it for the opportunity is judged in `checks`.

mod activity_type;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::values::{Handle, Id};
use super::{File, Kind, Naming, One, Record, Records, Reference, Shelving, Statement};
use super::{account, opportunity, person, request};
use crate::calendar::{Date, Instant, Zone};

pub use activity_type::ActivityType;

/// Activities: `activities/<yyyy-mm>/<ID>.yaml`.
pub static KIND: Kind = Kind {
    name: "activity",
    folder: "activities",
    naming: Naming::Prefix("ACT"),
    shelving: Shelving::ByMonth,
    keys: &[
        "opportunity",
        "account",
        "request",
        "type",
        "at",
        "time_zone",
        "sa",
        "summary",
        "sentiment",
        "audience",
        "venue",
        "arranged_on",
        "contact",
        "persona_levels",
        "persona_functions",
        "products",
        "notes",
        "attendees",
        "next_steps",
        "logged_at",
        "logged_by",
    ],
    schema: super::reading::schema_of::<Activity>,
    read: super::reading::read_as::<Activity>,
    keep: super::kept::keep_as::<Activity>,
    kept: super::kept::kept_as::<Activity>,
};

/// An activity. Its id is the name of the file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Id of the opportunity; all but a `Ride Along` have one.
    pub opportunity: Option<Id>,
    /// Slug of the account, for a `Ride Along`.
    pub account: Option<Handle>,
    /// Id of the request that the work was for.
    pub request: Option<Id>,
    #[serde(rename = "type")]
    pub activity_type: ActivityType,
    /// When it took place.
    pub at: Instant,
    /// The zone it was arranged in, as `Europe/Berlin`.
    pub time_zone: Option<Zone>,
    /// Handle of the SA who did it.
    pub sa: Handle,
    /// Intent, outcome and what follows, in two or three sentences.
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub summary: String,
    /// How the customer took it.
    pub sentiment: Option<Sentiment>,
    /// Whether customers took part; the type says so, when left out.
    pub audience: Option<Audience>,
    pub venue: Option<Venue>,
    /// The day it was arranged, for visits on site.
    pub arranged_on: Option<Date>,
    /// The one contact at the customer's whom it is filed under.
    #[schemars(with = "Option<String>")]
    pub contact: Option<SmolStr>,
    #[serde(default)]
    pub persona_levels: Box<[PersonaLevel]>,
    /// As Development, Security, DevOps.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub persona_functions: Box<[SmolStr]>,
    /// Products that were positioned.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub products: Box<[SmolStr]>,
    /// Where the notes are.
    pub notes: Option<String>,
    #[serde(default)]
    pub attendees: Box<[Attendee]>,
    /// What was agreed to be done.
    #[serde(default)]
    pub next_steps: Box<[AgreedStep]>,
    /// When it was logged.
    pub logged_at: Instant,
    /// Handle of the person who logged it.
    pub logged_by: Handle,
}

/// Somebody who took part.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attendee {
    /// Their name, or the handle of somebody of the desk.
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(with = "String", length(min = 1))]
    pub name: SmolStr,
    /// As `VP Platform`, or `SA` for one of us.
    #[schemars(with = "Option<String>")]
    pub role: Option<SmolStr>,
}

/// What somebody is to do after an activity.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreedStep {
    /// Who does it, of ours or theirs.
    pub who: Option<String>,
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub text: String,
    pub due: Option<Date>,
}

/// How the customer took it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Sentiment {
    Positive,
    Neutral,
    Negative,
}

impl Sentiment {
    /// Every sentiment, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Positive, "Positive"),
        (Self::Neutral, "Neutral"),
        (Self::Negative, "Negative"),
    ];
}

/// Whether customers took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    Client,
    Internal,
}

impl Audience {
    /// Every audience, with its word.
    pub const ALL: &'static [(Self, &'static str)] =
        &[(Self::Client, "client"), (Self::Internal, "internal")];
}

/// Where it took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Venue {
    Online,
    /// At the customer's.
    OnSite,
}

impl Venue {
    /// Every venue, with its word.
    pub const ALL: &'static [(Self, &'static str)] =
        &[(Self::Online, "online"), (Self::OnSite, "on-site")];
}

/// How high up somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum PersonaLevel {
    #[serde(rename = "Individual Contributor")]
    IndividualContributor,
    #[serde(rename = "Manager/Director")]
    ManagerDirector,
    /// VP, C-level, economic buyer.
    Executive,
}

impl PersonaLevel {
    /// Every level, with its name.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::IndividualContributor, "Individual Contributor"),
        (Self::ManagerDirector, "Manager/Director"),
        (Self::Executive, "Executive"),
    ];
}

impl Activity {
    /// Returns whether customers took part.
    pub fn is_client_facing(&self) -> bool {
        match self.audience {
            Some(audience) => audience == Audience::Client,
            None => self.activity_type.is_client_facing(),
        }
    }
}

/// Returns the readable activities of an opportunity, the earliest first.
pub fn of_opportunity<'a>(records: &'a Records, id: &str) -> Vec<One<'a, Activity>> {
    let named = records.naming(&KIND, id).into_iter();
    let mut found: Vec<One<'a, Activity>> = named.filter_map(File::as_one).collect();
    found.sort_by_key(|activity| (activity.at, activity.id()));
    found
}

impl Record for Activity {
    fn title(&self) -> String {
        let first = self.summary.lines().next().unwrap_or_default();
        format!("{}: {first}", self.activity_type)
    }

    fn owner(&self) -> Option<&Handle> {
        Some(&self.sa)
    }

    fn references(&self) -> Vec<Reference> {
        let opportunity = self.opportunity.iter();
        let account = self.account.iter();
        let request = self.request.iter();
        opportunity
            .map(|id| Reference::new("opportunity", &opportunity::KIND, id))
            .chain(account.map(|slug| Reference::new("account", &account::KIND, slug)))
            .chain(request.map(|id| Reference::new("request", &request::KIND, id)))
            .chain([Reference::new("sa", &person::KIND, &self.sa)])
            .collect()
    }

    fn statements(&self) -> Vec<Statement> {
        vec![Statement {
            list: "",
            by_path: "logged_by".into(),
            by: self.logged_by.clone(),
            at: Some(self.logged_at),
            words: "logged".into(),
        }]
    }
}
