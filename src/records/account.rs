//! A customer account: its names, its Salesforce id and its people.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::{Handle, SfdcId, word_of};
use super::{Kind, Naming, Record, Reference, Shelving, person};

/// Accounts: `accounts/<slug>.yaml`.
pub static KIND: Kind = Kind {
    name: "account",
    folder: "accounts",
    naming: Naming::Handle,
    shelving: Shelving::Flat,
    keys: &[
        "name",
        "aliases",
        "sfdc_id",
        "owner",
        "solutions_architect",
        "region",
        "segment",
    ],
    schema: super::reading::schema_of::<Account>,
    read: super::reading::read_as::<Account>,
    keep: super::kept::keep_as::<Account>,
    kept: super::kept::kept_as::<Account>,
};

/// An account. Its slug is the name of the file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Account {
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub name: String,
    /// Other names people write for it; requests are matched by these too.
    #[serde(default)]
    pub aliases: Vec<String>,
    pub sfdc_id: Option<SfdcId>,
    /// Handle of the account executive.
    pub owner: Option<Handle>,
    /// Handle of the SA who works it (source document 003, hygiene check 1).
    pub solutions_architect: Option<Handle>,
    pub region: Option<String>,
    pub segment: Option<Segment>,
}

/// A sales segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Segment {
    Enterprise,
    MidMarket,
    Smb,
    PublicSector,
}

impl Segment {
    /// Every segment, with the word for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Enterprise, "enterprise"),
        (Self::MidMarket, "mid-market"),
        (Self::Smb, "smb"),
        (Self::PublicSector, "public-sector"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

impl Account {
    /// Returns whether a text names the account, by its name or an alias; case and spacing do not count.
    pub fn is_called(&self, text: &str) -> bool {
        let plain = |name: &str| {
            name.split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .to_lowercase()
        };
        let wanted = plain(text);
        std::iter::once(&self.name)
            .chain(&self.aliases)
            .any(|name| plain(name) == wanted)
    }
}

impl Record for Account {
    fn title(&self) -> String {
        self.name.clone()
    }

    fn owner(&self) -> Option<&Handle> {
        self.owner.as_ref()
    }

    fn references(&self) -> Vec<Reference> {
        let people = [
            ("owner", &self.owner),
            ("solutions_architect", &self.solutions_architect),
        ];
        people
            .into_iter()
            .filter_map(|(key, who)| Some(Reference::new(key, &person::KIND, who.as_ref()?)))
            .collect()
    }

    fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_answers_to_its_names() {
        let account: Account =
            serde_yaml::from_str("name: Northwind Freight\naliases: [NWF]\n").expect("an account");
        assert!(account.is_called("northwind  freight"));
        assert!(account.is_called("nwf"));
        assert!(!account.is_called("northwind"));
    }
}
