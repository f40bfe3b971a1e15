//! SLA targets: what must have happened by when, on which records, and who is told.
//! Which clocks run on a record because of them is worked out in `sla`; how they are written lives in `written`.

mod event;
mod scope;

use crate::calendar::Lasting;

pub use event::{Event, Subject};
pub use scope::{Facts, Scope};

/// The targets of the source documents, as a desk would write them.
pub(super) const DEFAULTS: &str = include_str!("defaults.toml");

/// What must have happened by when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What it is called, as `first-activity`.
    pub name: String,
    /// The target it is an exception to; of a target and its exceptions the most specific one holds.
    pub of: Option<String>,
    /// What it is about.
    pub subject: Subject,
    /// Which of them it holds for.
    pub scope: Scope,
    pub limit: Limit,
    pub course: Course,
    /// How long before it is due people are warned.
    pub warning: Option<Lasting>,
    pub tell: Vec<Told>,
    /// Whether business time stands still while who answers for it is away.
    pub stops_when_away: bool,
    /// Who says so, as `source document 003, SA triage board`.
    pub source: Option<String>,
}

/// How much time there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// So long from the start.
    Within(Lasting),
    /// So long before the day it is for: the submission of a tender.
    Before(Lasting),
    /// Asked for at least so long before it takes place; `ideal` is what is wished for.
    Ahead {
        least: Lasting,
        ideal: Option<Lasting>,
    },
}

impl Limit {
    /// Returns it in words: "within 48 hours", "7 days ahead".
    pub fn spoken(self) -> String {
        match self {
            Self::Within(lasting) => format!("within {lasting}"),
            Self::Before(lasting) => format!("{lasting} before"),
            Self::Ahead { least, ideal: None } => format!("{least} ahead"),
            Self::Ahead {
                least,
                ideal: Some(ideal),
            } => format!("{least} ahead, better {ideal}"),
        }
    }
}

/// What moves a clock; what happens first counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    pub start: Vec<Event>,
    /// What was to happen in time.
    pub stop: Vec<Event>,
    /// States in which it stands still.
    pub pause: Vec<Event>,
    /// What begins it anew once it has stopped.
    pub restart: Vec<Event>,
    /// What ends it without being what was to happen.
    pub cancel: Vec<Event>,
}

/// Who is told that a clock runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Who answers for the record.
    Owner,
    /// Who asked.
    Requester,
    /// Whom the owner reports to.
    Manager,
    /// Who triages in the region this week.
    Triage,
    /// The Technical Architect assigned.
    Ta,
    /// The Engagement Manager.
    Em,
}

impl Told {
    /// Every one, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Owner, "owner"),
        (Self::Requester, "requester"),
        (Self::Manager, "manager"),
        (Self::Triage, "triage"),
        (Self::Ta, "ta"),
        (Self::Em, "em"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        let row = Self::ALL.iter().find(|(told, _)| *told == self);
        row.map_or("", |(_, name)| name)
    }
}

impl Target {
    /// Returns the name of the target it competes with: its own, or that of the one it is an exception to.
    pub fn group(&self) -> &str {
        self.of.as_deref().unwrap_or(&self.name)
    }

    /// Returns the key of the policy that says how much time there is: `sla.first-activity.within`.
    pub fn key(&self) -> String {
        let limit = match self.limit {
            Limit::Within(_) => "within",
            Limit::Before(_) => "before",
            Limit::Ahead { .. } => "ahead",
        };
        format!("sla.{}.{limit}", self.name)
    }

    /// Returns whether a clock runs for it; what is to be asked for ahead has none.
    pub fn has_clock(&self) -> bool {
        !matches!(self.limit, Limit::Ahead { .. })
    }
}

/// Returns the target that holds for a record among a target and its exceptions: the most specific of those that match.
pub fn chosen<'a>(
    group: impl IntoIterator<Item = &'a Target>,
    facts: &Facts<'_>,
) -> Option<&'a Target> {
    let matching = group
        .into_iter()
        .filter(|target| target.scope.matches(facts));
    matching.max_by_key(|target| target.scope.specificity())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;
    use crate::records::account::Segment;
    use crate::records::request::{Flag, Template};

    fn holds(group: &str, facts: &Facts<'_>) -> Option<String> {
        let policy = Policy::default();
        let group = policy.targets.iter().filter(|one| one.group() == group);
        chosen(group, facts).map(|target| format!("{} {}", target.name, target.limit.spoken()))
    }

    #[test]
    fn the_most_specific_target_holds() {
        let plain = Facts {
            template: Some(Template::SaActivity),
            segment: Some(Segment::Enterprise),
            region: Some("EMEA"),
            flags: &[],
        };
        let expedited = Facts {
            flags: &[Flag::Pov, Flag::Expedite],
            ..plain
        };
        assert_eq!(
            holds("first-activity", &plain).as_deref(),
            Some("first-activity within 48 hours")
        );
        assert_eq!(
            holds("first-activity", &expedited).as_deref(),
            Some("first-activity-expedited within 24 hours")
        );
        let asked = Facts {
            template: Some(Template::Async),
            ..expedited
        };
        assert_eq!(
            holds("first-activity", &asked),
            None,
            "best effort has no SLA"
        );
        let services = Facts::default();
        assert_eq!(holds("first-activity", &services), None);
    }

    #[test]
    fn every_default_of_the_sources_is_there() {
        let policy = Policy::default();
        for target in &policy.targets {
            assert!(target.source.is_some(), "{}", target.name);
            assert!(
                !target.has_clock() || !target.tell.is_empty(),
                "{}",
                target.name
            );
        }
        let told: Vec<String> = policy
            .targets
            .iter()
            .map(|target| format!("{} {}", target.name, target.limit.spoken()))
            .collect();
        for wanted in [
            "first-activity within 48 hours",
            "first-activity-expedited within 24 hours",
            "allocation within 24 hours",
            "triage-commercial within 1 business day",
            "scoping-notice 2 business days ahead",
            "scoping-answer within 2 business days",
            "ta-review within 2 business days",
            "em-contact within 24 hours",
            "em-estimate within 72 hours",
            "em-draft within 48 hours",
            "em-stamp within 72 hours",
            "on-site-notice 1 week ahead",
            "security-questionnaire within 10 business days",
            "security-contract within 5 business days",
            "sme-answer within 24 hours",
            "sme-lead 48 hours ahead",
            "event-assignment within 5 days",
            "rfx-submission 24 hours before",
            "product-lead 48 hours ahead, better 1 week",
            "demo-workshop-lead 1 week ahead",
        ] {
            assert!(told.iter().any(|one| one == wanted), "{wanted}: {told:?}");
        }
    }
}
