//! A waiver: one check set aside for one record, by a manager, with a reason and an end.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::{Handle, Id};
use super::{Kind, Naming, Record, Reference, Shelving, Statement, person};
use crate::calendar::Date;

/// Waivers: `waivers/<ID>.yaml`.
pub static KIND: Kind = Kind {
    name: "waiver",
    folder: "waivers",
    naming: Naming::Prefix("WVR"),
    shelving: Shelving::Flat,
    keys: &["check", "record", "reason", "until", "approved_by"],
    schema: super::reading::schema_of::<Waiver>,
    read: super::reading::read_as::<Waiver>,
    keep: super::kept::keep_as::<Waiver>,
    kept: super::kept::kept_as::<Waiver>,
};

/// A waiver. Its id is the name of the file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Name of the check that is set aside.
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub check: String,
    /// Id of the record it is set aside for.
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub record: String,
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub reason: String,
    /// The last day it holds.
    pub until: Date,
    /// Handle of a person with the role `manager`.
    pub approved_by: Handle,
}

impl Waiver {
    /// Returns whether it is about a record; the spelling of ids is folded.
    pub fn is_about(&self, record: &str) -> bool {
        self.record == record
            || self
                .record
                .parse::<Id>()
                .is_ok_and(|id| id.as_str() == record)
    }
}

impl Record for Waiver {
    fn title(&self) -> String {
        format!("{} for {} until {}", self.check, self.record, self.until)
    }

    fn owner(&self) -> Option<&Handle> {
        Some(&self.approved_by)
    }

    fn references(&self) -> Vec<Reference> {
        let record = super::KINDS
            .iter()
            .find(|kind| matches!((kind.naming, self.record.parse::<Id>()), (Naming::Prefix(prefix), Ok(id)) if id.prefix() == prefix))
            .zip(self.record.parse::<Id>().ok())
            .map(|(kind, id)| Reference::new("record", kind, id));
        record
            .into_iter()
            .chain([Reference::new(
                "approved_by",
                &person::KIND,
                &self.approved_by,
            )])
            .collect()
    }

    fn statements(&self) -> Vec<Statement> {
        vec![Statement {
            list: "",
            by_path: "approved_by".into(),
            by: self.approved_by.clone(),
            at: None,
            words: format!(
                "{} {} {} {}",
                self.check, self.record, self.until, self.reason
            ),
        }]
    }
}
