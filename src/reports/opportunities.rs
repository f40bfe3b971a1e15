//! Opportunities in rows: for whom, how far, worth what, and who has them.

use serde_json::Value;

use super::{Cell, Column, Part, Report, Room, Table, Tone, opportunity_sheet, record};
use crate::calendar::Date;
use crate::policy::Policy;
use crate::records::opportunity::{KIND, Stage};
use crate::records::{Account, Handle, One, Opportunity, Record, Records, account};

/// Which opportunities are wanted; what is `None` or false does not narrow.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Whose they are: as primary SA, as secondary SA, or as account executive.
    pub whose: Option<String>,
    /// Who answers for them as primary SA.
    pub sa: Option<String>,
    pub open: bool,
    pub stage: Option<Stage>,
    pub account: Option<String>,
    /// The opportunity's region, or else that of its account.
    pub region: Option<String>,
}

impl Wanted {
    fn wants(&self, opportunity: &Opportunity, records: &Records) -> bool {
        let is = |wanted: &Option<String>, own: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| own == Some(wanted))
        };
        let sa = opportunity.sa().map(Handle::as_str);
        let is_of = |who: &str| {
            sa == Some(who)
                || opportunity.owner.as_str() == who
                || opportunity
                    .secondary_sas
                    .iter()
                    .any(|one| one.who.as_str() == who)
        };
        let of_account: Option<One<'_, Account>> =
            records.get(&account::KIND, opportunity.account.as_str());
        let of_account = of_account.and_then(|account| account.value().region());
        self.whose.as_deref().is_none_or(is_of)
            && is(&self.sa, sa)
            && (!self.open || opportunity.is_open())
            && self.stage.is_none_or(|stage| opportunity.stage() == stage)
            && is(&self.account, Some(opportunity.account.as_str()))
            && is(&self.region, opportunity.region.as_deref().or(of_account))
    }
}

/// Returns the opportunities that are wanted, those that are worked first and by the day they close; the unreadable
/// ones always among them, at the end.
pub fn opportunities(records: &Records, policy: &Policy, wanted: &Wanted) -> Report {
    // What each is named by is looked up in all that was read.
    records.read_all();
    let mut data = Vec::new();
    let mut rows = Vec::new();
    let columns = columns();
    let is_wanted = |found: &One<'_, Opportunity>| wanted.wants(found, records);
    let mut found: Vec<One<'_, Opportunity>> = records.all(&KIND).filter(is_wanted).collect();
    found.sort_by_key(|one| {
        let closes = one.closes();
        (!one.is_open(), closes.is_none(), closes, one.id())
    });
    for opportunity in found {
        data.push(opportunity_sheet::data(opportunity, records, policy));
        rows.push(row(opportunity));
    }
    for file in records
        .files_of(&KIND)
        .filter(|file| file.record().is_none())
    {
        data.push(record::data(file));
        rows.push(super::unreadable_row(file, columns.len()));
    }
    let is_empty_desk = records.files_of(&KIND).next().is_none();
    let when_empty = match is_empty_desk {
        true => "there are no opportunities yet; make one with `sa opportunity new`",
        false => "no opportunity is like that; `sa opportunity list` shows all",
    };
    Report {
        name: "opportunity-list",
        data: Value::Array(data),
        parts: vec![Part::Table(Table {
            columns,
            rows,
            when_empty: when_empty.into(),
        })],
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("id", Room::Fixed),
        Column::new("name", Room::Folds),
        Column::new("account", Room::Folds),
        Column::new("stage", Room::Folds),
        Column::new("amount", Room::Spare),
        Column::new("closes", Room::Fixed),
        Column::new("next due", Room::Spare),
        Column::new("sa", Room::Fixed),
    ]
}

fn row(opportunity: One<'_, Opportunity>) -> Vec<Cell> {
    let tone = match opportunity.is_open() {
        true => Tone::Plain,
        false => Tone::Faint,
    };
    let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
    let amount = opportunity.amount.as_ref();
    let due = opportunity.next_step().filter(|_| opportunity.is_open());
    vec![
        opportunity.id().into(),
        opportunity.name.as_str().into(),
        opportunity.account.as_str().into(),
        Cell::toned(opportunity.stage().name(), tone),
        amount.map_or(String::new(), ToString::to_string).into(),
        day(opportunity.closes()).into(),
        day(due.and_then(|step| step.due)).into(),
        Cell::from(opportunity.sa().map_or("", Handle::as_str)),
    ]
}
