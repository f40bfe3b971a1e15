//! A request for a Solutions Architect: what is asked, by whom, and how far it is.
//! Which of its items are missing is judged in `checks`.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::section::Section;
use super::values::{Handle, Id};
use super::{Course, Kind, Naming, Record, Reference, Shelving, Statement};
use super::{account, opportunity, person};
use crate::calendar::Instant;

mod flag;
pub mod form;
mod said;
pub mod state;
mod told;

pub use flag::{Flag, Flagged};
use form::RfxKind;
pub use form::{Item, Subscription, Template};
pub use said::{Comment, DeclineReason, Handoff, Move, Party};
pub use state::State;
pub use told::{
    CommandPlan, Content, Demo, Event, Meeting, Partner, Product, Rfx, RideAlong, Secondary,
    Security, Sme, Strategic,
};

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
        "salesforce_link",
        "subscription",
        "sme",
        "event",
        "product",
        "demo",
        "rfx",
        "security",
        "partner",
        "secondary",
        "ride_along",
        "strategic",
        "content",
        "short_notice_because",
        "flags",
        "flagged",
        "remarks",
        "owner",
        "secondary_sas",
        "handoffs",
        "comments",
        "history",
    ],
    schema: super::reading::schema_of::<Request>,
    read: super::reading::read_as::<Request>,
    keep: super::kept::keep_as::<Request>,
    kept: super::kept::kept_as::<Request>,
};

/// A request. Its id is the name of the file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
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
    pub command_plan: Section<CommandPlan>,
    #[serde(default)]
    pub meeting: Section<Meeting>,
    /// Link of the opportunity in Salesforce.
    pub salesforce_link: Option<String>,
    pub subscription: Option<Subscription>,
    #[serde(default)]
    pub sme: Section<Sme>,
    #[serde(default)]
    pub event: Section<Event>,
    #[serde(default)]
    pub product: Section<Product>,
    #[serde(default)]
    pub demo: Section<Demo>,
    #[serde(default)]
    pub rfx: Section<Rfx>,
    #[serde(default)]
    pub security: Section<Security>,
    #[serde(default)]
    pub partner: Section<Partner>,
    #[serde(default)]
    pub secondary: Section<Secondary>,
    #[serde(default)]
    pub ride_along: Section<RideAlong>,
    #[serde(default)]
    pub strategic: Section<Strategic>,
    #[serde(default)]
    pub content: Section<Content>,
    /// Why it is asked for later than the desk asks for.
    pub short_notice_because: Option<String>,
    /// The flags it came with; what became of them is in `flagged`.
    #[serde(default)]
    pub flags: Box<[Flag]>,
    /// Append-only: flags put on and taken off since.
    #[serde(default)]
    pub flagged: Box<[Flagged]>,
    /// What the form said outside its sections, word for word.
    pub remarks: Option<String>,
    /// Handle of the SA who claimed it.
    pub owner: Option<Handle>,
    /// Handles of SAs who help.
    #[serde(default)]
    pub secondary_sas: Box<[Handle]>,
    /// Append-only: to whom it was handed, after it was claimed.
    #[serde(default)]
    pub handoffs: Box<[Handoff]>,
    /// Append-only.
    #[serde(default)]
    pub comments: Box<[Comment]>,
    /// Append-only; the last entry's `to` is the state.
    pub history: Box<[Move]>,
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

    /// Returns whether an SA has begun with it, in the state it is in or waits from.
    pub fn is_begun(&self) -> bool {
        let state = State::waited_from(&self.path());
        state.is_some_and(|state| state.is_engaged() && state != State::Triaged)
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
    pub fn says(&self, item: Item) -> Option<Cow<'_, str>> {
        item.of(self)
    }

    /// Returns when what it asks for takes place, where it says so: the meeting, the event, the workshop.
    pub fn takes_place(&self) -> Option<Instant> {
        match self.template.takes_place() {
            Item::EventStarts => self.event.starts,
            Item::DemoStarts => self.demo.starts,
            _ => self.meeting.at,
        }
    }

    /// Returns the labels of work with a partner (source document 003); none on other templates.
    pub fn partner_labels(&self) -> Vec<String> {
        if !self.template.is_of_partners() {
            return Vec::new();
        }
        let label = |prefix: &str, item| self.says(item).map(|said| format!("{prefix}{said}"));
        let region = label("Partner Region-", Item::PartnerRegion);
        let account = label("Partner-Acct-", Item::PartnerName);
        let own = Some("Partner-SA".to_owned());
        [own, region, account].into_iter().flatten().collect()
    }
}

impl Record for Request {
    fn title(&self) -> String {
        let asks = self.template.least().last();
        let asks = asks.and_then(|item| self.says(*item)).unwrap_or_default();
        let first = asks.lines().map(str::trim).find(|line| !line.is_empty());
        let first = first.unwrap_or(self.template.title());
        match self.rfx.kind {
            Some(RfxKind::Other) => self.template.title().into(),
            Some(_) => format!("Answer to an {}", first.to_uppercase()),
            None => first.trim_start_matches(['-', '*', ' ']).into(),
        }
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
        let ride = &self.ride_along;
        let riders = [("passenger", &ride.passenger), ("driver", &ride.driver)];
        for (key, who) in riders {
            let path = format!("ride_along.{key}");
            refer(&path, &person::KIND, who.as_ref().map(|id| id as _));
        }
        for (at, handoff) in self.handoffs.iter().enumerate() {
            let path = |key: &str| format!("handoffs[{at}].{key}");
            let from = handoff.from.as_ref();
            refer(&path("from"), &person::KIND, from.map(|id| id as _));
            refer(&path("to"), &person::KIND, Some(&handoff.to));
        }
        for (at, sa) in self.secondary_sas.iter().enumerate() {
            refer(&format!("secondary_sas[{at}]"), &person::KIND, Some(sa));
        }
        references
    }

    fn statements(&self) -> Vec<Statement> {
        [
            Statement::of("flagged", &self.flagged),
            Statement::of("handoffs", &self.handoffs),
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
