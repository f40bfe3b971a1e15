//! Who works with whom: account executives, the SAs of their open opportunities, and what these are worth.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{Cell, Column, Part, Report, Room, Table, Tone};
use crate::policy::Policy;
use crate::records::opportunity::load::{self, Load};
use crate::records::person::{self, Role};
use crate::records::{Account, Money, One, Opportunity, Person, Records, account, opportunity};

/// The open opportunities of one account executive, by the SA who has them.
pub struct Alignment<'a> {
    /// Handle of the account executive.
    pub ae: &'a str,
    pub by_sa: BTreeMap<&'a str, Vec<One<'a, Opportunity>>>,
    /// Those that no SA has.
    pub nobodys: Vec<One<'a, Opportunity>>,
}

impl<'a> Alignment<'a> {
    /// Returns how many opportunities are open.
    pub fn count(&self) -> usize {
        self.nobodys.len() + self.by_sa.values().map(Vec::len).sum::<usize>()
    }

    /// Returns the SA who has more than half of them.
    pub fn aligned(&self) -> Option<&'a str> {
        let has_most =
            |(_, own): &(&&'a str, &Vec<One<'a, Opportunity>>)| self.count() < 2 * own.len();
        self.by_sa.iter().find(has_most).map(|(sa, _)| *sa)
    }

    /// Returns the SAs with their opportunities, who has most first.
    pub fn shares(&self) -> Vec<(&'a str, &[One<'a, Opportunity>])> {
        let mut shares: Vec<_> = self
            .by_sa
            .iter()
            .map(|(sa, own)| (*sa, own.as_slice()))
            .collect();
        shares.sort_by_key(|(sa, own)| (std::cmp::Reverse(own.len()), *sa));
        shares
    }
}

/// Returns the open opportunities of each account executive: of who owns one or an account, or has the role `ae` or `sae`.
pub fn alignments(records: &Records) -> BTreeMap<&str, Alignment<'_>> {
    let mut found: BTreeMap<&str, Alignment<'_>> = BTreeMap::new();
    fn entry<'m, 'a>(
        found: &'m mut BTreeMap<&'a str, Alignment<'a>>,
        ae: &'a str,
    ) -> &'m mut Alignment<'a> {
        found.entry(ae).or_insert_with(|| Alignment {
            ae,
            by_sa: BTreeMap::new(),
            nobodys: Vec::new(),
        })
    }
    for person in records.all::<Person>(&person::KIND) {
        if person.has(Role::Ae) || person.has(Role::Sae) {
            entry(&mut found, person.id());
        }
    }
    for account in records.all::<Account>(&account::KIND) {
        if let Some(owner) = &account.value().owner {
            entry(&mut found, owner.as_str());
        }
    }
    for opportunity in records.all::<Opportunity>(&opportunity::KIND) {
        if !opportunity.is_open() {
            continue;
        }
        let alignment = entry(&mut found, opportunity.value().owner.as_str());
        match opportunity.value().sa() {
            Some(sa) => {
                let own = alignment.by_sa.entry(sa.as_str()).or_default();
                own.push(opportunity);
            }
            None => alignment.nobodys.push(opportunity),
        }
    }
    found
}

/// Returns who works with whom, of the account executives and SAs of a region or of all; who has no region is in each.
pub fn alignment(records: &Records, policy: &Policy, region: Option<&str>) -> Report {
    records.read_all();
    let is_wanted = |handle: &str| {
        let person: Option<One<'_, Person>> = records.get(&person::KIND, handle);
        let own = person.and_then(|person| person.value().region.as_deref());
        region.is_none() || own.is_none() || own == region
    };
    let alignments: Vec<Alignment<'_>> = alignments(records)
        .into_values()
        .filter(|one| is_wanted(one.ae))
        .collect();
    let loads = load::loads(records);
    let sas: BTreeSet<&str> = records
        .all::<Person>(&person::KIND)
        .filter(|person| person.has(Role::Sa))
        .map(|person| person.id())
        .chain(
            loads
                .iter()
                .filter(|(_, load)| !load.opportunities.is_empty())
                .map(|(sa, _)| *sa),
        )
        .filter(|sa| is_wanted(sa))
        .collect();
    let nothing = Load::default();
    let architects: Vec<Architect<'_>> = sas
        .into_iter()
        .map(|sa| architect(records, policy, sa, loads.get(sa).unwrap_or(&nothing)))
        .collect();
    let unreadable = records
        .files()
        .filter(|file| file.record().is_none())
        .filter(|file| [&opportunity::KIND, &account::KIND, &person::KIND].contains(&file.kind))
        .count();
    let mut parts = vec![
        Part::Heading("Account executives".into()),
        Part::Table(of_executives(&alignments)),
        Part::Heading("Solutions Architects".into()),
        Part::Table(of_architects(&architects)),
    ];
    parts.extend(super::unreadable_note(unreadable));
    Report {
        name: "alignment",
        data: json!({
            "region": region,
            "account_executives": alignments.iter().map(data).collect::<Vec<_>>(),
            "sas": architects.iter().map(Architect::data).collect::<Vec<_>>(),
            "sales_teams_allowed": policy.thresholds.triage_sales_teams,
            "unreadable": unreadable,
        }),
        parts,
    }
}

fn of_executives(alignments: &[Alignment<'_>]) -> Table {
    Table {
        columns: vec![
            Column::new("AE", Room::Fixed),
            Column::new("SA", Room::Fixed),
            Column::new("open", Room::Fixed),
            Column::new("share", Room::Fixed),
            Column::new("Net ARR", Room::Folds),
            Column::new("remarks", Room::Folds),
        ],
        rows: alignments.iter().flat_map(rows).collect(),
        when_empty: "there is no account executive; add one with `sa person new --role ae`".into(),
    }
}

fn rows(alignment: &Alignment<'_>) -> Vec<Vec<Cell>> {
    let aligned = alignment.aligned();
    let row = |sa: Cell, own: &[One<'_, Opportunity>], remark: Cell| {
        vec![
            alignment.ae.into(),
            sa,
            own.len().to_string().into(),
            share(own.len(), alignment.count()).into(),
            worth(own).into(),
            remark,
        ]
    };
    let mut rows: Vec<Vec<Cell>> = alignment
        .shares()
        .into_iter()
        .map(|(sa, own)| {
            let remark = match aligned == Some(sa) {
                true => Cell::toned("aligned", Tone::Good),
                false => Cell::from(""),
            };
            row(sa.into(), own, remark)
        })
        .collect();
    if !alignment.nobodys.is_empty() {
        let ids: Vec<&str> = alignment.nobodys.iter().map(|one| one.id()).collect();
        rows.push(row(
            Cell::toned("nobody", Tone::Warning),
            &alignment.nobodys,
            ids.join(", ").into(),
        ));
    }
    if rows.is_empty() {
        let remark = Cell::toned("no open opportunity", Tone::Faint);
        rows.push(row(Cell::from(""), &[], remark));
    }
    rows
}

fn share(own: usize, all: usize) -> String {
    match all {
        0 => String::new(),
        all => format!("{} %", (200 * own + all) / (2 * all)),
    }
}

/// Returns the Net ARR of opportunities by currency, of those that say one.
fn sums(opportunities: &[One<'_, Opportunity>]) -> Vec<Money> {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for opportunity in opportunities {
        if let Some(amount) = &opportunity.value().amount {
            let sum = sums.entry(amount.currency.as_str()).or_default();
            *sum = sum.saturating_add(amount.minor_units);
        }
    }
    let sums = sums.into_iter();
    sums.map(|(currency, minor_units)| Money {
        minor_units,
        currency: currency.into(),
    })
    .collect()
}

fn worth(opportunities: &[One<'_, Opportunity>]) -> String {
    let sums: Vec<String> = sums(opportunities).iter().map(Money::to_string).collect();
    sums.join("\n")
}

/// An SA as the report has them.
struct Architect<'a> {
    sa: &'a str,
    /// Account executives of all their open opportunities.
    executives: BTreeSet<&'a str>,
    /// Those whose teams count against what one SA supports.
    teams: BTreeSet<&'a str>,
    open: usize,
    allowed: i64,
}

fn architect<'a>(
    records: &'a Records,
    policy: &Policy,
    sa: &'a str,
    load: &Load<'a>,
) -> Architect<'a> {
    let owners = load.opportunities.iter();
    Architect {
        sa,
        executives: owners.map(|one| one.value().owner.as_str()).collect(),
        teams: load.sales_teams(records),
        open: load.opportunities.len(),
        allowed: policy.thresholds.triage_sales_teams,
    }
}

impl Architect<'_> {
    fn is_over(&self) -> bool {
        self.allowed < self.teams.len() as i64
    }

    fn row(&self) -> Vec<Cell> {
        let executives: Vec<&str> = self.executives.iter().copied().collect();
        let remark = match (self.executives.is_empty(), self.is_over()) {
            (true, _) => Cell::toned("works with no account executive", Tone::Warning),
            (false, true) => Cell::toned(
                format!(
                    "{} sales teams, and this desk allows {}",
                    self.teams.len(),
                    self.allowed
                ),
                Tone::Warning,
            ),
            (false, false) => Cell::from(""),
        };
        vec![
            self.sa.into(),
            self.open.to_string().into(),
            executives.join(", ").into(),
            remark,
        ]
    }

    fn data(&self) -> Value {
        json!({
            "sa": self.sa,
            "open": self.open,
            "account_executives": self.executives,
            "sales_teams": self.teams,
            "supports_too_many": self.is_over(),
        })
    }
}

fn of_architects(architects: &[Architect<'_>]) -> Table {
    Table {
        columns: vec![
            Column::new("SA", Room::Fixed),
            Column::new("open", Room::Fixed),
            Column::new("works with", Room::Folds),
            Column::new("remarks", Room::Folds),
        ],
        rows: architects.iter().map(Architect::row).collect(),
        when_empty: "there is no Solutions Architect; add one with `sa person new --role sa`"
            .into(),
    }
}

fn data(alignment: &Alignment<'_>) -> Value {
    let of = |own: &[One<'_, Opportunity>]| {
        json!({
            "opportunities": own.iter().map(|one| one.id()).collect::<Vec<_>>(),
            "net_arr": sums(own).iter().map(Money::to_string).collect::<Vec<_>>(),
        })
    };
    let shares = alignment.shares().into_iter().map(|(sa, own)| {
        let mut share = of(own);
        share["sa"] = json!(sa);
        share
    });
    json!({
        "account_executive": alignment.ae,
        "open": alignment.count(),
        "aligned": alignment.aligned(),
        "shares": shares.collect::<Vec<_>>(),
        "without_sa": of(&alignment.nobodys),
    })
}
