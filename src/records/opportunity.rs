//! An opportunity: what is being sold to whom, how far it is, and which SA works it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::values::{Handle, Money, SfdcId};
use super::{Kind, Naming, One, Record, Records, Reference, Shelving, account, person};
use crate::calendar::Date;

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
        "stage",
        "amount",
        "close_date",
        "primary_sa",
        "region",
    ],
    schema: super::reading::schema_of::<Opportunity>,
    read: super::reading::read_as::<Opportunity>,
};

/// An opportunity. Its id is the name of the file.
#[derive(Debug, Deserialize, JsonSchema)]
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
    pub stage: Stage,
    /// Net ARR, with its currency.
    pub amount: Option<Money>,
    pub close_date: Option<Date>,
    /// Handle of the one SA who answers for it (source document 003, hygiene check 2).
    pub primary_sa: Option<Handle>,
    pub region: Option<String>,
}

/// A stage of the sales cycle, with the names Salesforce shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
pub enum Stage {
    #[serde(rename = "0-Pending Acceptance")]
    PendingAcceptance,
    #[serde(rename = "1-Discovery")]
    Discovery,
    #[serde(rename = "2-Scoping")]
    Scoping,
    #[serde(rename = "3-Technical Evaluation")]
    TechnicalEvaluation,
    #[serde(rename = "4-Proposal")]
    Proposal,
    #[serde(rename = "5-Negotiating")]
    Negotiating,
    #[serde(rename = "6-Awaiting Signature")]
    AwaitingSignature,
    #[serde(rename = "7-Closing")]
    Closing,
    #[serde(rename = "Closed Won")]
    ClosedWon,
    #[serde(rename = "8-Closed Lost")]
    ClosedLost,
    #[serde(rename = "9-Unqualified")]
    Unqualified,
    #[serde(rename = "10-Duplicate")]
    Duplicate,
}

impl Stage {
    /// Every stage, with its name.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::PendingAcceptance, "0-Pending Acceptance"),
        (Self::Discovery, "1-Discovery"),
        (Self::Scoping, "2-Scoping"),
        (Self::TechnicalEvaluation, "3-Technical Evaluation"),
        (Self::Proposal, "4-Proposal"),
        (Self::Negotiating, "5-Negotiating"),
        (Self::AwaitingSignature, "6-Awaiting Signature"),
        (Self::Closing, "7-Closing"),
        (Self::ClosedWon, "Closed Won"),
        (Self::ClosedLost, "8-Closed Lost"),
        (Self::Unqualified, "9-Unqualified"),
        (Self::Duplicate, "10-Duplicate"),
    ];

    /// Returns the name Salesforce shows.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(stage, _)| *stage == self)
            .map_or("", |(_, name)| name)
    }

    /// Returns whether the opportunity is still being worked.
    pub fn is_open(self) -> bool {
        self < Self::ClosedWon
    }
}

/// Returns the first opportunity, by id, that has a Salesforce id, in either of its lengths.
pub fn with_sfdc_id<'a>(records: &'a Records, sfdc_id: &str) -> Option<One<'a, Opportunity>> {
    let is_same = |own: &SfdcId| own.is_same(sfdc_id);
    records
        .all::<Opportunity>(&KIND)
        .find(|found| found.sfdc_id.as_ref().is_some_and(is_same))
}

impl Record for Opportunity {
    fn title(&self) -> String {
        self.name.clone()
    }

    fn owner(&self) -> Option<&Handle> {
        self.primary_sa.as_ref().or(Some(&self.owner))
    }

    fn references(&self) -> Vec<Reference> {
        let mut references = vec![
            Reference::new("account", &account::KIND, &self.account),
            Reference::new("owner", &person::KIND, &self.owner),
        ];
        references.extend(
            self.primary_sa
                .iter()
                .map(|sa| Reference::new("primary_sa", &person::KIND, sa)),
        );
        references
    }

    fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_a_name_that_reads_back() {
        for (stage, name) in Stage::ALL {
            assert_eq!(serde_yaml::from_str::<Stage>(name).ok(), Some(*stage));
            assert_eq!(stage.name(), *name);
        }
        assert!(Stage::Closing.is_open());
        assert!(!Stage::ClosedWon.is_open());
    }
}
