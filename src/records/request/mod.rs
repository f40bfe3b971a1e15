//! A request for a Solutions Architect: what is asked, by whom, and how far it is.
//! Which of its items are missing is judged in `checks`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::values::{Handle, Id};
use super::{Course, Kind, Naming, Record, Reference, Shelving, Statement};
use super::{account, opportunity, person};
use crate::calendar::Instant;

mod flag;
pub mod form;
mod said;
pub mod state;

pub use flag::{Flag, Flagged};
pub use form::{Item, Template};
pub use said::{Comment, DeclineReason, Move, Party};
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
        "flagged",
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
    /// The flags it came with; what became of them is in `flagged`.
    #[serde(default)]
    pub flags: Vec<Flag>,
    /// Append-only: flags put on and taken off since.
    #[serde(default)]
    pub flagged: Vec<Flagged>,
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

    /// Returns the flags it has by now.
    pub fn flags(&self) -> Vec<Flag> {
        flag::replayed(&self.flags, self.flagged.iter())
    }

    /// Returns the flags it had at a time, what changed at that very time included.
    pub fn flags_at(&self, time: Instant) -> Vec<Flag> {
        let until = self.flagged.iter().filter(|change| change.at <= time);
        flag::replayed(&self.flags, until)
    }

    /// Returns the times at which flags were put on or taken off, in the order of the record.
    pub fn flag_changes(&self) -> Vec<Instant> {
        self.flagged.iter().map(|change| change.at).collect()
    }

    /// Returns whether it has a flag by now.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags().contains(&flag)
    }

    /// Returns whether it is to be answered sooner than others.
    pub fn is_expedited(&self) -> bool {
        self.has(Flag::Expedite)
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
            Statement::of("flagged", &self.flagged),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_those_it_came_with_and_what_became_of_them() {
        let text = "template: sa-activity
requester: dana
flags: [pov, expedite]
flagged:
  - {at: 2026-11-20T10:00:00Z, by: sam, flag: expedite, on: false}
  - {at: 2026-11-20T10:00:00Z, by: sam, flag: contract-review, on: true, note: n}
  - {at: 2026-11-21T10:00:00Z, by: sam, flag: expedite, on: true}
history: [{at: 2026-11-20T09:00:00Z, by: sam, to: open}]
";
        let request: Request = serde_yaml::from_str(text).expect("a request");
        let at = |time: &str| {
            let time = time.parse().expect("a time");
            let flags = request.flags_at(time);
            flags.iter().map(|flag| flag.name()).collect::<Vec<_>>()
        };
        assert_eq!(at("2026-11-20T09:59:59Z"), ["pov", "expedite"]);
        assert_eq!(at("2026-11-20T10:00:00Z"), ["pov", "contract-review"]);
        assert_eq!(
            at("2026-12-01T00:00:00Z"),
            ["pov", "contract-review", "expedite"]
        );
        assert_eq!(request.flags_at(request.flag_changes()[2]), request.flags());
        assert!(request.is_expedited() && !request.has(Flag::SecurityAudit));
        let changes = request.flag_changes();
        let seconds: Vec<i64> = changes.iter().map(|at| at.unix()).collect();
        assert_eq!(seconds[0], seconds[1]);
        assert_eq!(seconds[2] - seconds[0], 24 * 3600);
    }
}
