//! A request for a Solutions Architect: what is asked, by whom, and how far it is.
//! Which of its items are missing is judged in `checks`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::values::{Handle, Id};
use super::{Course, Dated, Kind, Naming, Record, Reference, Shelving, Statement};
use super::{account, opportunity, person};
use crate::calendar::Instant;
use crate::lifecycle;

pub mod form;
pub mod state;

pub use form::{Item, Template};
pub use state::State;

/// Requests: `requests/<yyyy-mm>/<ID>.yaml`.
pub static KIND: Kind = Kind {
    name: "request",
    folder: "requests",
    naming: Naming::Prefix("REQ"),
    shelving: Shelving::ByMonth,
    keys: &[
        "template",
        "requester",
        "region",
        "account",
        "opportunity",
        "follows",
        "customer",
        "preferred_dates",
        "hosting",
        "pain_points",
        "required_capabilities",
        "current_tools",
        "sa_asks",
        "command_plan",
        "meeting",
        "flags",
        "remarks",
        "owner",
        "secondary_sas",
        "comments",
        "history",
    ],
    schema: super::reading::schema_of::<Request>,
    read: super::reading::read_as::<Request>,
};

/// A request. Its id is the name of the file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Request {
    pub template: Template,
    /// Handle of the person who asks, as an account executive.
    pub requester: Handle,
    /// Region whose triage board it stands on.
    pub region: Option<String>,
    /// Slug of the account.
    pub account: Option<Handle>,
    /// Id of the opportunity.
    pub opportunity: Option<Id>,
    /// Id of the request this one follows up.
    pub follows: Option<Id>,
    /// Customer information, word for word.
    pub customer: Option<String>,
    pub preferred_dates: Option<String>,
    /// Target hosting environment, word for word; must name one of Self-Managed, cloud, GitLab.com.
    pub hosting: Option<String>,
    pub pain_points: Option<String>,
    pub required_capabilities: Option<String>,
    pub current_tools: Option<String>,
    pub sa_asks: Option<String>,
    #[serde(default)]
    pub command_plan: CommandPlan,
    #[serde(default)]
    pub meeting: Meeting,
    #[serde(default)]
    pub flags: Vec<Flag>,
    /// What the form said outside its sections, word for word.
    pub remarks: Option<String>,
    /// Handle of the SA who claimed it.
    pub owner: Option<Handle>,
    /// Handles of SAs who help.
    #[serde(default)]
    pub secondary_sas: Vec<Handle>,
    /// Append-only.
    #[serde(default)]
    pub comments: Vec<Comment>,
    /// Append-only; the last entry's `to` is the state.
    pub history: Vec<Move>,
}

/// What an SA must know of the command plan before engaging (source document 003, engaging an SA).
#[derive(Debug, Default, Deserialize, JsonSchema)]
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
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    pub goal: Option<String>,
    /// Whether and how the objectives are clear.
    pub objectives: Option<String>,
    /// Whether and how expectations were discussed.
    pub expectations: Option<String>,
}

/// A mark that goes with any state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    Expedite,
    SecurityAudit,
    ServicesRequest,
    Pov,
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
    ];

    /// Returns the word for the flag.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(flag, ..)| *flag == self)
            .map_or("", |(_, name, _)| name)
    }
}

/// A comment; never edited after.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    pub at: Instant,
    pub by: Handle,
    #[serde(deserialize_with = "crate::records::values::said")]
    #[schemars(length(min = 1))]
    pub text: String,
}

/// A history entry: a state entered, by whom and when; never edited after.
#[derive(Debug, Deserialize, JsonSchema)]
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
    pub acknowledged: Vec<Party>,
    /// Why it moves on although a clock was breached.
    pub breach_reason: Option<String>,
}

/// Why a request was declined (source document 003, engaging an SA).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
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

impl Request {
    /// Returns the states it went through, oldest first.
    pub fn path(&self) -> Vec<State> {
        self.history.iter().map(|entry| entry.to).collect()
    }

    /// Returns the state it is in; a record without history has none.
    pub fn state(&self) -> Option<State> {
        self.history.last().map(|entry| entry.to)
    }

    /// Returns whether it was not taken on.
    pub fn is_declined(&self) -> bool {
        self.state() == Some(State::Declined)
    }

    /// Returns whether it is to be answered sooner than others.
    pub fn is_expedited(&self) -> bool {
        self.flags.contains(&Flag::Expedite)
    }

    /// Returns when it was taken in.
    pub fn created(&self) -> Option<Instant> {
        self.history.first().map(|entry| entry.at)
    }

    /// Returns what an item says, word for word.
    pub fn says(&self, item: Item) -> Option<&str> {
        let text = match item {
            Item::Customer => &self.customer,
            Item::Opportunity => return self.opportunity.as_ref().map(Id::as_str),
            Item::Follows => return self.follows.as_ref().map(Id::as_str),
            Item::PreferredDates => &self.preferred_dates,
            Item::Hosting => &self.hosting,
            Item::PainPoints => &self.pain_points,
            Item::RequiredCapabilities => &self.required_capabilities,
            Item::CurrentTools => &self.current_tools,
            Item::SaAsks => &self.sa_asks,
            Item::CommandPlanLink => &self.command_plan.link,
            Item::WhyNow => &self.command_plan.why_now,
            Item::IdentifiedPain => &self.command_plan.identified_pain,
            Item::Champion => &self.command_plan.champion,
            Item::MeetingGoal => &self.meeting.goal,
            Item::MeetingObjectives => &self.meeting.objectives,
            Item::MeetingExpectations => &self.meeting.expectations,
        };
        text.as_deref()
    }
}

impl Record for Request {
    fn title(&self) -> String {
        let asks = self.sa_asks.as_deref().unwrap_or_default();
        let first = asks.lines().map(str::trim).find(|line| !line.is_empty());
        first
            .unwrap_or(self.template.title())
            .trim_start_matches(['-', '*', ' '])
            .into()
    }

    fn owner(&self) -> Option<&Handle> {
        self.owner.as_ref()
    }

    fn references(&self) -> Vec<Reference> {
        let mut references = vec![Reference::new("requester", &person::KIND, &self.requester)];
        let mut refer = |path: &str, kind, id: Option<&dyn ToString>| {
            references.extend(id.map(|id| Reference::new(path, kind, id.to_string())));
        };
        refer(
            "account",
            &account::KIND,
            self.account.as_ref().map(|id| id as _),
        );
        refer(
            "opportunity",
            &opportunity::KIND,
            self.opportunity.as_ref().map(|id| id as _),
        );
        refer("follows", &KIND, self.follows.as_ref().map(|id| id as _));
        refer(
            "owner",
            &person::KIND,
            self.owner.as_ref().map(|id| id as _),
        );
        for (at, sa) in self.secondary_sas.iter().enumerate() {
            refer(&format!("secondary_sas[{at}]"), &person::KIND, Some(sa));
        }
        references
    }

    fn statements(&self) -> Vec<Statement> {
        [
            Statement::of("comments", &self.comments),
            Statement::of("history", &self.history),
        ]
        .concat()
    }

    fn course(&self) -> Option<Course> {
        Some(Course::of(&self.path()))
    }

    fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }
}
