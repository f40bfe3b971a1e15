//! An opportunity: what is being sold to whom, how far it is, which SA works it and what comes next.
//! What changes in time is a list that grows: its last entry holds, and those before it are kept.

mod evaluation;
pub mod load;
mod qualification;
mod stage;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::section::Section;
use super::values::{Handle, Id, Money, SfdcId};
use super::{Course, Dated, Kind, Naming, One, Record, Records, Reference, Shelving, Statement};
use super::{account, person};
use crate::calendar::{Date, Instant};
use crate::records::account::Segment;
use crate::records::person::Role;

pub use evaluation::{CloseStatus, Feasibility, Rating, TechEvaluation};
pub use qualification::{
    COMMAND_PLAN, CommandPlan, Links, MEDDPICC, Meddpicc, PsPositioning, PsStatus,
};
pub use stage::Stage;

/// Opportunities: `opportunities/<ID>.yaml`.
pub static KIND: Kind = Kind {
    name: "opportunity",
    folder: "opportunities",
    naming: Naming::Prefix("OPP"),
    shelving: Shelving::Flat,
    keys: &[
        "name",
        "account",
        "sfdc_id",
        "owner",
        "team",
        "segment",
        "region",
        "amount",
        "merged_into",
        "duplicate_of",
        "links",
        "command_plan",
        "meddpicc",
        "ps_positioning",
        "tech_eval",
        "close_date",
        "primary_sa",
        "secondary_sas",
        "next_steps",
        "feasibility",
        "history",
    ],
    schema: super::reading::schema_of::<Opportunity>,
    read: super::reading::read_as::<Opportunity>,
    keep: super::kept::keep_as::<Opportunity>,
    kept: super::kept::kept_as::<Opportunity>,
};

/// An opportunity. Its id is the name of the file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opportunity {
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub name: String,
    /// Slug of the account.
    pub account: Handle,
    pub sfdc_id: Option<SfdcId>,
    /// Handle of the account executive.
    pub owner: Handle,
    /// The account team beside owner and SAs.
    #[serde(default)]
    pub team: Box<[Member]>,
    /// The segment it is sold in; the account's, when left out.
    pub segment: Option<Segment>,
    pub region: Option<String>,
    /// Net ARR, with its currency.
    pub amount: Option<Money>,
    /// Id of the opportunity it was merged into.
    pub merged_into: Option<Id>,
    /// Id of the opportunity it is a duplicate of.
    pub duplicate_of: Option<Id>,
    #[serde(default)]
    pub links: Section<Links>,
    #[serde(default)]
    pub command_plan: Section<CommandPlan>,
    #[serde(default)]
    pub meddpicc: Section<Meddpicc>,
    #[serde(default)]
    pub ps_positioning: PsPositioning,
    #[serde(default)]
    pub tech_eval: TechEvaluation,
    /// Append-only; the last entry holds.
    #[serde(default)]
    pub close_date: Box<[CloseDate]>,
    /// Append-only; the last entry names the one SA who answers for it (source document 003, hygiene check 2).
    #[serde(default)]
    pub primary_sa: Box<[Assignment]>,
    /// Append-only; SAs who were asked to help. Those who only logged activities are derived from these.
    #[serde(default)]
    pub secondary_sas: Box<[SecondarySa]>,
    /// Append-only; the last entry holds (source document 003, hygiene check 3).
    #[serde(default)]
    pub next_steps: Box<[NextStep]>,
    /// Append-only; the last entry holds (source document 003, hygiene check 7).
    #[serde(default)]
    pub feasibility: Box<[Feasibility]>,
    /// Append-only; the last entry's `to` is the stage.
    pub history: Box<[StageMove]>,
}

/// Somebody of the account team (source document 003, account teams).
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Member {
    pub role: Role,
    pub who: Handle,
}

/// When it is expected to close, as said at a time; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseDate {
    pub at: Instant,
    pub by: Handle,
    pub date: Date,
    pub reason: Option<String>,
}

/// Who answers for it as SA from a time on; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    pub at: Instant,
    pub by: Handle,
    /// Handle of the SA.
    pub who: Handle,
    /// Why it changed hands; the first entry needs none.
    pub reason: Option<String>,
}

/// An SA who helps; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SecondarySa {
    pub at: Instant,
    /// Who assigned them; with `long-term` a leader of the SAs.
    pub by: Handle,
    /// Handle of the SA.
    pub who: Handle,
    pub mode: SecondMode,
}

/// How long a secondary SA helps (source document 003, secondary SAs).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SecondMode {
    AdHoc,
    /// Assigned by the leaders of the SAs.
    LongTerm,
}

impl SecondMode {
    /// Every mode, with its word.
    pub const ALL: &'static [(Self, &'static str)] =
        &[(Self::AdHoc, "ad-hoc"), (Self::LongTerm, "long-term")];
}

/// What comes next, as said at a time; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NextStep {
    /// When the next steps were updated.
    pub at: Instant,
    pub by: Handle,
    /// Forward-looking only; what happened is an activity.
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub text: String,
    /// The day of the first planned step, when an update is due.
    pub due: Option<Date>,
}

/// A history entry: a stage entered, by whom and when; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StageMove {
    pub at: Instant,
    pub by: Handle,
    pub to: Stage,
    /// Why; a move back needs one, and so does an end other than `Closed Won`.
    pub reason: Option<String>,
}

impl Dated for CloseDate {
    fn said(&self) -> (Instant, &Handle, String) {
        (
            self.at,
            &self.by,
            format!("{} {:?}", self.date, self.reason),
        )
    }
}

impl Dated for Assignment {
    fn said(&self) -> (Instant, &Handle, String) {
        (self.at, &self.by, format!("{} {:?}", self.who, self.reason))
    }
}

impl Dated for SecondarySa {
    fn said(&self) -> (Instant, &Handle, String) {
        (self.at, &self.by, format!("{} {:?}", self.who, self.mode))
    }
}

impl Dated for NextStep {
    fn said(&self) -> (Instant, &Handle, String) {
        (self.at, &self.by, format!("{} {:?}", self.text, self.due))
    }
}

impl Dated for StageMove {
    fn said(&self) -> (Instant, &Handle, String) {
        (
            self.at,
            &self.by,
            format!("{:?} {:?}", self.to, self.reason),
        )
    }
}

impl Opportunity {
    /// Returns the stages it went through, oldest first.
    pub fn path(&self) -> Vec<Stage> {
        self.history.iter().map(|entry| entry.to).collect()
    }

    /// Returns the stage it is at; without a history, that of an opportunity nobody has accepted.
    pub fn stage(&self) -> Stage {
        self.history
            .last()
            .map_or(Stage::PendingAcceptance, |entry| entry.to)
    }

    /// Returns since when it is at its stage.
    pub fn stage_since(&self) -> Option<Instant> {
        self.history.last().map(|entry| entry.at)
    }

    /// Returns whether it is still being worked.
    pub fn is_open(&self) -> bool {
        self.stage().is_open()
    }

    /// Returns when it is expected to close.
    pub fn closes(&self) -> Option<Date> {
        self.close_date.last().map(|entry| entry.date)
    }

    /// Returns the places in `close_date` where it was pushed out: later than the day said before.
    pub fn pushes(&self) -> Vec<usize> {
        let said = &self.close_date;
        (1..said.len())
            .filter(|at| said[at - 1].date < said[*at].date)
            .collect()
    }

    /// Returns the one SA who answers for it.
    pub fn sa(&self) -> Option<&Handle> {
        self.primary_sa.last().map(|entry| &entry.who)
    }

    /// Returns what comes next.
    pub fn next_step(&self) -> Option<&NextStep> {
        self.next_steps.last()
    }

    /// Returns the rating that holds.
    pub fn rating(&self) -> Option<&Feasibility> {
        self.feasibility.last()
    }
}

/// Returns the first opportunity, by id, that has a Salesforce id, in either of its lengths.
pub fn with_sfdc_id<'a>(records: &'a Records, sfdc_id: &str) -> Option<One<'a, Opportunity>> {
    of_sfdc_id(records, sfdc_id).next()
}

/// Returns the opportunities, ordered by id, that have a Salesforce id, in either of its lengths; for a text that is no
/// such id none is read.
pub fn of_sfdc_id<'a>(
    records: &'a Records,
    text: &str,
) -> impl Iterator<Item = One<'a, Opportunity>> {
    let is_id = text.parse::<SfdcId>().is_ok();
    let all = is_id.then(|| records.all::<Opportunity>(&KIND));
    let is_same = move |own: &SfdcId| own.is_same(text);
    all.into_iter()
        .flatten()
        .filter(move |found| found.sfdc_id.as_ref().is_some_and(is_same))
}

impl Record for Opportunity {
    fn title(&self) -> String {
        self.name.clone()
    }

    fn owner(&self) -> Option<&Handle> {
        self.sa().or(Some(&self.owner))
    }

    fn references(&self) -> Vec<Reference> {
        let mut references = vec![
            Reference::new("account", &account::KIND, &self.account),
            Reference::new("owner", &person::KIND, &self.owner),
        ];
        let people = |list: &'static str, who: Vec<&Handle>| {
            let refer =
                move |(at, who)| Reference::new(format!("{list}[{at}].who"), &person::KIND, who);
            who.into_iter().enumerate().map(refer).collect::<Vec<_>>()
        };
        references.extend(people(
            "team",
            self.team.iter().map(|one| &one.who).collect(),
        ));
        references.extend(people(
            "primary_sa",
            self.primary_sa.iter().map(|one| &one.who).collect(),
        ));
        references.extend(people(
            "secondary_sas",
            self.secondary_sas.iter().map(|one| &one.who).collect(),
        ));
        let others = [
            ("merged_into", &self.merged_into),
            ("duplicate_of", &self.duplicate_of),
        ];
        let other = |(key, id): (&str, &Option<Id>)| Some(Reference::new(key, &KIND, id.as_ref()?));
        references.extend(others.into_iter().filter_map(other));
        references
    }

    fn statements(&self) -> Vec<Statement> {
        [
            Statement::of("close_date", &self.close_date),
            Statement::of("primary_sa", &self.primary_sa),
            Statement::of("secondary_sas", &self.secondary_sas),
            Statement::of("next_steps", &self.next_steps),
            Statement::of("feasibility", &self.feasibility),
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
