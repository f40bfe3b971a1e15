//! Which records a report is about: those of one SA, of a manager's team, of a region, of a quarter.
//! What is counted of them lives in `tally`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::calendar::Quarter;
use crate::checks::judged::{Extent, Row};
use crate::records::reading::{Placed, place};
use crate::records::{Activity, Opportunity, Person, Pov, Records, Request};
use crate::records::{File, account, opportunity, person};

/// What a report is narrowed to; what is `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Handle of an SA: what they answer for.
    pub sa: Option<String>,
    /// Handle of a manager: what those who report to them answer for, at any remove, and they themselves.
    pub manager: Option<String>,
    pub region: Option<String>,
    /// The fiscal quarter in which opportunities close.
    pub quarter: Option<Quarter>,
    /// Name of one check.
    pub check: Option<String>,
}

impl Wanted {
    /// Returns the narrowing as data.
    pub fn data(&self) -> Value {
        json!({
            "sa": self.sa,
            "manager": self.manager,
            "region": self.region,
            "quarter": self.quarter.map(|quarter| quarter.to_string()),
            "check": self.check,
        })
    }

    /// Returns the narrowing in words, each part led by a comma.
    pub fn words(&self) -> String {
        let part = |words: &str, value: Option<String>| {
            value.map_or(String::new(), |value| format!(", {words}{value}"))
        };
        [
            part("of ", self.sa.clone()),
            part("of the team of ", self.manager.clone()),
            part("in ", self.region.clone()),
            part(
                "closing in ",
                self.quarter.map(|quarter| quarter.to_string()),
            ),
            part("check ", self.check.clone()),
        ]
        .concat()
    }

    /// Returns which rows it takes to narrow a desk: none but those that tell something, where no record is left out.
    pub fn extent(&self) -> Extent {
        match self.narrows_records() {
            true => Extent::All,
            false => Extent::Telling,
        }
    }

    /// Returns whether some records are left out, whatever the check.
    pub fn narrows_records(&self) -> bool {
        self.sa.is_some()
            || self.manager.is_some()
            || self.region.is_some()
            || self.quarter.is_some()
    }
}

/// A narrowing applied to the records of one desk.
pub struct Picked<'a> {
    wanted: &'a Wanted,
    records: &'a Records,
    first_month: u32,
    team: Option<BTreeSet<String>>,
    /// Accounts with an open opportunity that closes in the quarter.
    accounts: BTreeSet<String>,
}

impl<'a> Picked<'a> {
    /// Returns a narrowing of these records; `first_month` is the month a fiscal year begins in.
    pub fn new(wanted: &'a Wanted, records: &'a Records, first_month: u32) -> Self {
        let mut picked = Self {
            wanted,
            records,
            first_month,
            team: wanted
                .manager
                .as_deref()
                .map(|manager| team(records, manager)),
            accounts: BTreeSet::new(),
        };
        if wanted.quarter.is_some() {
            picked.accounts = records
                .all::<Opportunity>(&opportunity::KIND)
                .filter(|one| one.is_open() && picked.is_in_quarter(one))
                .map(|one| one.account.to_string())
                .collect();
        }
        picked
    }

    /// Returns whether a record is in question; where some are left out, what is no record is too.
    pub fn wants(&self, row: &Row<'_>) -> bool {
        if !self.wanted.narrows_records() {
            return true;
        }
        let Placed::Record { kind, id } = place(row.path) else {
            return false;
        };
        // What is found of a person is theirs.
        let owner = match *kind == person::KIND {
            true => Some(id.as_str()),
            false => row.owner,
        };
        let is_of_sa = self.wanted.sa.as_deref().is_none_or(|sa| owner == Some(sa));
        let is_of_team = self
            .team
            .as_ref()
            .is_none_or(|team| owner.is_some_and(|owner| team.contains(owner)));
        let is_placed = self.wanted.region.is_some() || self.wanted.quarter.is_some();
        let is_in_place = || {
            let file = self.records.at(row.path);
            file.is_some_and(|file| self.is_in_region(file) && self.closes_in_quarter(file))
        };
        is_of_sa && is_of_team && (!is_placed || is_in_place())
    }

    fn is_in_region(&self, file: &File) -> bool {
        let Some(wanted) = self.wanted.region.as_deref() else {
            return true;
        };
        let own = file.record().and_then(|record| record.region());
        let of_sale = || {
            let sale = self.opportunity_of(file)?;
            let of_account = || {
                let account = self.records.file(&account::KIND, sale.account.as_str())?;
                account.record()?.region()
            };
            sale.region.as_deref().or_else(of_account)
        };
        own.or_else(of_sale) == Some(wanted)
    }

    fn closes_in_quarter(&self, file: &File) -> bool {
        if self.wanted.quarter.is_none() {
            return true;
        }
        if file.kind == &account::KIND {
            return self.accounts.contains(file.id.as_str());
        }
        self.opportunity_of(file)
            .is_some_and(|one| self.is_in_quarter(one))
    }

    fn is_in_quarter(&self, one: &Opportunity) -> bool {
        let quarter = one.closes().map(|date| Quarter::of(date, self.first_month));
        quarter == self.wanted.quarter
    }

    /// Returns the opportunity that a record is, or is about.
    fn opportunity_of(&self, file: &File) -> Option<&'a Opportunity> {
        if file.kind == &opportunity::KIND {
            let own = self
                .records
                .get::<Opportunity>(&opportunity::KIND, &file.id)?;
            return Some(own.value());
        }
        let id = file
            .as_one::<Activity>()
            .and_then(|one| one.value().opportunity.as_ref())
            .or_else(|| file.as_one::<Pov>().map(|one| &one.value().opportunity))
            .or_else(|| file.as_one::<Request>()?.value().opportunity.as_ref())?;
        let found = self
            .records
            .get::<Opportunity>(&opportunity::KIND, id.as_str())?;
        Some(found.value())
    }
}

/// Returns a manager and all who report to them, at any remove.
fn team(records: &Records, manager: &str) -> BTreeSet<String> {
    let mut team = BTreeSet::from([manager.to_owned()]);
    loop {
        let before = team.len();
        for one in records.all::<Person>(&person::KIND) {
            let reports = one
                .manager
                .as_ref()
                .is_some_and(|manager| team.contains(manager.as_str()));
            if reports {
                team.insert(one.id().to_owned());
            }
        }
        if team.len() == before {
            return team;
        }
    }
}
