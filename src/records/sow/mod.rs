//! A SOW, a statement of work: what Professional Services will deliver, with which effort, risks and price.
//! What it lacks and whether it is approved is judged in `checks`; its reviews are records of their own.

use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::{Handle, Id, SfdcId, word_of};
use super::{Course, Kind, Naming, One, Record, Reference, Shelving, Statement};
use super::{account, opportunity, person};
use crate::calendar::Instant;

pub mod content;
pub mod estimate;
pub mod scope;
pub mod scoping;
pub mod state;

pub use content::Content;
pub use estimate::{Estimate, Rules};
pub use scope::{Deliverable, Effort, Impact, Likelihood, Milestone, Price, Risk, TShirt, Terms};
pub use scope::{Topic, Topics};
pub use scoping::SowMove;
pub use scoping::{Answer, Assignment, AssistanceMove, Call, Comment, Question, ReviewRequest};
pub use state::{Assistance, ReviewState, State};

/// SOWs: `sows/<yyyy-mm>/<ID>.yaml`.
pub static KIND: Kind = Kind {
    name: "sow",
    folder: "sows",
    naming: Naming::Prefix("SOW"),
    shelving: Shelving::ByMonth,
    keys: &[
        "name",
        "opportunity",
        "ps_opportunity",
        "ps_opportunity_link",
        "account",
        "author",
        "engagement_manager",
        "regional_delivery_manager",
        "route",
        "route_reason",
        "sku",
        "calculator",
        "draft_quote",
        "scoping_issue",
        "why_a_ta",
        "troubled_account",
        "pain_points",
        "technical_constraints",
        "organizational_constraints",
        "journey_stage",
        "service",
        "workstreams",
        "engagement_size",
        "delivery_lead",
        "deliverables",
        "risks",
        "out_of_scope",
        "schedule",
        "price",
        "topics",
        "labels",
        "comments",
        "assigned_ta",
        "questions",
        "assistance",
        "calls",
        "review_requests",
        "history",
    ],
    schema: super::reading::schema_of::<Sow>,
    read: super::reading::read_as::<Sow>,
    keep: super::kept::keep_as::<Sow>,
    kept: super::kept::kept_as::<Sow>,
};

/// A SOW. Its id is the name of the file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sow {
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub name: String,
    /// Id of the opportunity whose customer it is for.
    pub opportunity: Id,
    /// Salesforce id of the PS opportunity, the child of that opportunity.
    pub ps_opportunity: Option<SfdcId>,
    pub ps_opportunity_link: Option<String>,
    /// Slug of the account, that of the opportunity.
    pub account: Handle,
    /// Handle of who writes it; they cannot approve it.
    pub author: Handle,
    /// Handle of the Engagement Manager.
    pub engagement_manager: Option<Handle>,
    /// Handle of the Regional Delivery Manager.
    pub regional_delivery_manager: Option<Handle>,
    /// How it is ordered.
    pub route: Option<Route>,
    /// Why this route.
    pub route_reason: Option<String>,
    /// With `standard`: the SKU, of the catalogue in the policy.
    pub sku: Option<String>,
    /// With `custom`: link to the services calculator.
    pub calculator: Option<String>,
    /// With `custom`: link to the draft quote.
    pub draft_quote: Option<String>,
    /// Link to the scoping issue, where it is discussed.
    pub scoping_issue: Option<String>,
    /// Why a Technical Architect is asked for.
    #[serde(default)]
    pub why_a_ta: Box<[WhyATa]>,
    /// Whether the account has had trouble with us.
    pub troubled_account: Option<bool>,
    pub pain_points: Option<String>,
    pub technical_constraints: Option<String>,
    pub organizational_constraints: Option<String>,
    pub journey_stage: Option<JourneyStage>,
    pub service: Option<Service>,
    #[serde(default)]
    pub workstreams: Box<[String]>,
    pub engagement_size: Option<Size>,
    /// Handle of the Technical Architect who leads the delivery of a large engagement.
    pub delivery_lead: Option<Handle>,
    #[serde(default)]
    pub deliverables: Box<[Deliverable]>,
    #[serde(default)]
    pub risks: Box<[Risk]>,
    #[serde(default)]
    pub out_of_scope: Box<[String]>,
    #[serde(default)]
    pub schedule: Box<[Milestone]>,
    #[serde(default)]
    pub price: Price,
    #[serde(default)]
    pub topics: Topics,
    /// Labels of the scoping issue besides those that its states give, as `Segment::Ent_EMEA`.
    #[serde(default)]
    pub labels: Box<[String]>,
    #[serde(default)]
    pub comments: Box<[Comment]>,
    /// Append-only; the last entry names the Technical Architect who answers for it.
    #[serde(default)]
    pub assigned_ta: Box<[Assignment]>,
    /// Append-only.
    #[serde(default)]
    pub questions: Box<[Question]>,
    /// Append-only; the last entry holds.
    #[serde(default)]
    pub assistance: Box<[AssistanceMove]>,
    /// Append-only.
    #[serde(default)]
    pub calls: Box<[Call]>,
    /// Append-only; each begins a round of review.
    #[serde(default)]
    pub review_requests: Box<[ReviewRequest]>,
    /// Append-only; the last entry's `to` is the state.
    pub history: Box<[SowMove]>,
    /// What an approval covers, worked out when first asked for.
    #[serde(skip)]
    content: OnceLock<Content>,
}

/// How a service is ordered (source document 003, engaging Professional Services).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Route {
    /// A SKU of the catalogue, on an order form.
    Standard,
    /// Scoped, estimated and quoted.
    Custom,
}

impl Route {
    /// Every route, with its word.
    pub const ALL: &'static [(Self, &'static str)] =
        &[(Self::Standard, "standard"), (Self::Custom, "custom")];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

/// Why a Technical Architect is engaged (source document 000, engage with an architect).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhyATa {
    Credibility,
    DiscoveryCall,
    Loe,
    Proposal,
    ScopingQuestion,
    Review,
}

impl WhyATa {
    /// Every reason, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Credibility, "credibility"),
        (Self::DiscoveryCall, "discovery_call"),
        (Self::Loe, "loe"),
        (Self::Proposal, "proposal"),
        (Self::ScopingQuestion, "scoping_question"),
        (Self::Review, "review"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

/// How far a customer is on the way to the full platform (source document 000, customer journey).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum JourneyStage {
    SourceCode,
    Ci,
    Cd,
    Security,
    FullPlatform,
}

impl JourneyStage {
    /// Every stage, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::SourceCode, "source-code"),
        (Self::Ci, "ci"),
        (Self::Cd, "cd"),
        (Self::Security, "security"),
        (Self::FullPlatform, "full-platform"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

/// What kind of service it is, named as the skill it takes (source document 001, requirements).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Service {
    ScmMigration,
    CloudArchitecture,
    Developer,
    CiCd,
}

impl Service {
    /// Every service, with its word; a person who can do it has the word among their skills.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::ScmMigration, "scm-migration"),
        (Self::CloudArchitecture, "cloud-architecture"),
        (Self::Developer, "developer"),
        (Self::CiCd, "ci-cd"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

/// How large an engagement is; a large one is led by a Technical Architect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Size {
    Small,
    Medium,
    /// As a transformation.
    Large,
}

impl Size {
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

impl<'a> One<'a, Sow> {
    /// Returns what of it an approval covers.
    pub fn content(&self) -> &'a Content {
        let content = &self.value().content;
        content.get_or_init(|| Content::of(&self.file.source().text))
    }
}

impl Sow {
    /// Returns the states it went through, oldest first.
    pub fn path(&self) -> Vec<State> {
        self.history.iter().map(|entry| entry.to).collect()
    }

    /// Returns the state it is in; a record without history counts as open.
    pub fn state(&self) -> State {
        self.history.last().map_or(State::Open, |entry| entry.to)
    }

    /// Returns whether it is out of its author's hands: a review was asked for, or it is offered.
    pub fn is_submitted(&self) -> bool {
        !self.review_requests.is_empty() || self.state().is_offered()
    }

    /// Returns the Technical Architect who answers for it.
    pub fn ta(&self) -> Option<&Handle> {
        self.assigned_ta.last().map(|entry| &entry.who)
    }

    /// Returns whether help is needed or was given; nothing where none was asked for.
    pub fn assistance(&self) -> Option<Assistance> {
        self.assistance.last().map(|entry| entry.state)
    }

    /// Returns the questions that wait for an answer, each with its number from 1.
    pub fn open_questions(&self) -> impl Iterator<Item = (usize, &Question)> {
        let numbered = (1..).zip(&self.questions);
        numbered.filter(|(_, question)| question.answer.is_none())
    }

    /// Returns whether somebody wrote it: its author, or who made the record.
    pub fn is_written_by(&self, who: &Handle) -> bool {
        self.author == *who || self.history.first().is_some_and(|first| first.by == *who)
    }

    /// Returns when the current round of review was asked for; nothing where none was.
    pub fn round_since(&self) -> Option<Instant> {
        self.review_requests.last().map(|request| request.at)
    }
}

impl Record for Sow {
    fn title(&self) -> String {
        self.name.clone()
    }

    fn owner(&self) -> Option<&Handle> {
        Some(&self.author)
    }

    fn references(&self) -> Vec<Reference> {
        let mut references = vec![
            Reference::new("opportunity", &opportunity::KIND, self.opportunity),
            Reference::new("account", &account::KIND, &self.account),
            Reference::new("author", &person::KIND, &self.author),
        ];
        let people = [
            ("engagement_manager", &self.engagement_manager),
            ("regional_delivery_manager", &self.regional_delivery_manager),
            ("delivery_lead", &self.delivery_lead),
        ];
        for (key, who) in people {
            let who = who.iter();
            references.extend(who.map(|who| Reference::new(key, &person::KIND, who)));
        }
        for (place, assigned) in self.assigned_ta.iter().enumerate() {
            let key = format!("assigned_ta[{place}].who");
            references.push(Reference::new(key, &person::KIND, &assigned.who));
        }
        references
    }

    fn statements(&self) -> Vec<Statement> {
        [
            Statement::of("comments", &self.comments),
            Statement::of("assigned_ta", &self.assigned_ta),
            Statement::of("questions", &self.questions),
            scoping::answers(&self.questions),
            Statement::of("assistance", &self.assistance),
            Statement::of("calls", &self.calls),
            Statement::of("review_requests", &self.review_requests),
            Statement::of("history", &self.history),
        ]
        .concat()
    }

    fn course(&self) -> Option<Course> {
        Some(Course::of(&self.path()))
    }
}
