//! What differs from team to team: `desk.toml`, once it is known to be valid.
//! Reading it as written, with every mistake at once, lives in `written`.

mod calendars;
pub mod keys;
pub mod profiles;
pub mod routing;
pub mod services;
pub mod sla;
pub mod thresholds;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Date;
use crate::finding::{Finding, Level, Place};
use crate::records::Money;
use crate::records::opportunity::Stage;
use crate::records::request::{Item, State, Template};
use crate::source::Source;

pub use calendars::Calendars;
pub use services::CatalogueItem;
pub use thresholds::Thresholds;

/// The file that holds a desk's policy.
pub const FILE: &str = "desk.toml";

/// The newest `schema` this program reads.
pub const SCHEMA: i64 = 1;

/// The name under which mistakes in the policy are reported.
pub const CHECK: &str = crate::finding::POLICY;

/// A valid policy.
#[derive(Clone, Debug)]
pub struct Policy {
    /// What the desk is called, on boards and reports.
    pub name: String,
    /// Regions and the triage board of each.
    pub boards: BTreeMap<String, String>,
    /// The least number of words in a sentence of the command plan; 1 to 100.
    pub sentence_words: i64,
    /// The stage from which an SA is engaged; `None` for any.
    pub earliest_stage: Option<Stage>,
    /// Items a template needs, where the desk differs from the source documents.
    pub required: BTreeMap<Template, Vec<Item>>,
    /// Labels shown for states, where the desk differs from the source documents.
    pub labels: BTreeMap<State, String>,
    pub thresholds: Thresholds,
    /// What must have happened by when, by name.
    pub targets: Vec<sla::Target>,
    /// Price of an hour in SOWs; its currency is theirs.
    pub rate: Money,
    /// Services that are ordered by their SKU, by SKU.
    pub catalogue: BTreeMap<String, CatalogueItem>,
    /// When the weekly triage call is, in words.
    pub triage_call: String,
    /// Engagement models, and which requests fall under each.
    pub routing: Vec<routing::Row>,
    /// How many units of a currency make one of the thresholds; one, where it is not said.
    pub currencies: BTreeMap<String, i64>,
    /// Hours, holidays and zones of the regions.
    pub calendars: Calendars,
    pub checks: BTreeMap<String, CheckPolicy>,
    places: BTreeMap<String, Place>,
}

/// What a desk says of one check.
#[derive(Clone, Debug, Default)]
pub struct CheckPolicy {
    pub level: Option<LevelSetting>,
    /// Records made before this day are exempt.
    pub since: Option<Date>,
}

/// The level a desk gives to a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelSetting {
    At(Level),
    Off,
}

impl Policy {
    /// Reads `desk.toml`; `known_checks` are the names that `[checks]` may hold.
    ///
    /// # Errors
    /// Every mistake in the file, each at its place.
    pub fn read(
        source: &std::sync::Arc<Source>,
        known_checks: &BTreeSet<&str>,
    ) -> Result<Self, Vec<Finding>> {
        written::read(source, known_checks)
    }

    /// Returns where a key of the policy stands, as `requests.sentence_words`; `None` for a default.
    pub fn place(&self, key: &str) -> Option<&Place> {
        self.places.get(key)
    }

    /// Returns where an SLA target stands in the policy; `None` for one that it does not name.
    pub fn target_place(&self, name: &str) -> Option<&Place> {
        self.place(&format!("sla.{name}"))
    }

    /// Returns an amount in hundredths of the unit that thresholds are in, rounded down.
    pub fn worth(&self, amount: &Money) -> i64 {
        amount.minor_units / self.currencies.get(&amount.currency).unwrap_or(&1)
    }

    /// Returns the items an SA needs before engaging on a template.
    pub fn required(&self, template: Template) -> &[Item] {
        self.required
            .get(&template)
            .map_or(template.required(), Vec::as_slice)
    }

    /// Returns the label shown for a state.
    pub fn label(&self, state: State) -> &str {
        self.labels
            .get(&state)
            .map_or(state.label(), String::as_str)
    }
}

impl Default for Policy {
    /// The values of the source documents.
    fn default() -> Self {
        Self {
            name: "Presales desk".into(),
            boards: ["AMER", "EMEA", "APAC"]
                .into_iter()
                .map(|region| (region.to_owned(), format!("SA Triage Board {region}")))
                .collect(),
            sentence_words: 4,
            earliest_stage: None,
            required: BTreeMap::new(),
            labels: BTreeMap::new(),
            thresholds: Thresholds::default(),
            targets: written::default_targets(),
            rate: services::rate(),
            catalogue: services::catalogue(),
            triage_call: "Friday 13:00 America/New_York".into(),
            routing: routing::rows(),
            currencies: BTreeMap::new(),
            calendars: Calendars::default(),
            checks: BTreeMap::new(),
            places: BTreeMap::new(),
        }
    }
}
