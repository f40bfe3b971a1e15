//! SOWs in rows: for whom, how far, how their review stands, and what they come to.

use std::cmp::Reverse;

use serde_json::Value;

use super::{Cell, Column, Part, Report, Room, Table, Tone, sow_sheet};
use crate::calendar::Instant;
use crate::lifecycle::State as _;
use crate::policy::Policy;
use crate::records::review::Standing;
use crate::records::sow::estimate::estimate;
use crate::records::sow::{Estimate, KIND, ReviewState, State};
use crate::records::{File, One, Records, Sow};

/// Which SOWs are wanted; what is empty, `None` or false does not narrow.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub states: Vec<State>,
    /// Whose they are: as author, Engagement Manager, assigned Technical Architect, Regional Delivery Manager or
    /// delivery lead.
    pub whose: Option<String>,
    pub open: bool,
    pub account: Option<String>,
}

impl Wanted {
    fn wants(&self, sow: &Sow) -> bool {
        let is_of = |who: &str| {
            let people = [
                Some(&sow.author),
                sow.engagement_manager.as_ref(),
                sow.ta(),
                sow.regional_delivery_manager.as_ref(),
                sow.delivery_lead.as_ref(),
            ];
            people.into_iter().flatten().any(|own| own.as_str() == who)
        };
        let account = self.account.as_deref();
        (self.states.is_empty() || self.states.contains(&sow.state()))
            && self.whose.as_deref().is_none_or(is_of)
            && !(self.open && sow.state().is_end())
            && account.is_none_or(|account| sow.account.as_str() == account)
    }
}

/// Returns the SOWs that are wanted, newest first; the unreadable ones always among them.
pub fn sows(records: &Records, policy: &Policy, now: Instant, wanted: &Wanted) -> Report {
    let files = || records.files_of(&KIND);
    let unreadable: Vec<&File> = files().filter(|file| file.record().is_none()).collect();
    let found = files().filter_map(File::as_one::<Sow>);
    let mut found: Vec<One<'_, Sow>> = found.filter(|sow| wanted.wants(sow)).collect();
    let created = |sow: &Sow| sow.history.first().map(|first| first.at);
    found.sort_by_key(|sow| (Reverse(created(sow)), sow.id()));
    let rules = policy.estimates();
    let mut data: Vec<Value> = unreadable
        .iter()
        .map(|file| super::record::data(file))
        .collect();
    let mut table = table();
    for sow in found {
        let standing = Standing::of(sow, records);
        let estimate = estimate(&sow, &rules);
        data.push(sow_sheet::data(sow, &standing, &estimate, policy));
        table.rows.push(row(sow, &standing, &estimate, now));
    }
    let width = table.columns.len();
    let unreadable = unreadable.into_iter();
    let unreadable = unreadable.map(|file| super::unreadable_row(file, width));
    table.rows.splice(0..0, unreadable);
    Report {
        name: "sow-list",
        data: Value::Array(data),
        parts: vec![Part::Table(table)],
    }
}

fn table() -> Table {
    Table {
        columns: vec![
            Column::new("id", Room::Fixed),
            Column::new("name", Room::Brief(48)),
            Column::new("account", Room::Spare),
            Column::new("state", Room::Fixed),
            Column::new("label", Room::Spare),
            Column::new("review", Room::Fixed),
            Column::new("ta", Room::Fixed),
            Column::new("price", Room::Spare),
            Column::new("hours", Room::Spare),
            Column::new("age", Room::Fixed),
        ],
        rows: Vec::new(),
        when_empty: "no SOWs; begin one with `sa sow new`".into(),
    }
}

fn row(sow: One<'_, Sow>, standing: &Standing<'_>, estimate: &Estimate, now: Instant) -> Vec<Cell> {
    let tone = match sow.state() {
        State::Open | State::SowWip | State::ReadyForApproval => Tone::Strong,
        State::OnHold => Tone::Warning,
        state if state.is_end() => Tone::Faint,
        _ => Tone::Plain,
    };
    let is_estimated = 0 < estimate.hours.hundredths;
    let of_estimate = |text: String| Cell::from(if is_estimated { text } else { String::new() });
    vec![
        sow.id().into(),
        sow.name.as_str().into(),
        sow.account.as_str().into(),
        Cell::toned(sow.state().name(), tone),
        sow.state().label().into(),
        review(standing.state),
        Cell::from(sow.ta().map_or("", |ta| ta.as_str())),
        of_estimate(estimate.price.to_string()),
        of_estimate(estimate.hours.to_string()),
        age(&sow, now).into(),
    ]
}

/// Returns how a review stands, in its tone.
pub fn review(state: ReviewState) -> Cell {
    let tone = match state {
        ReviewState::NotAsked => Tone::Faint,
        ReviewState::NeedsReview => Tone::Strong,
        ReviewState::ChangesRequested | ReviewState::Void => Tone::Warning,
        ReviewState::Approved => Tone::Good,
    };
    Cell::toned(state.name(), tone)
}

fn age(sow: &Sow, now: Instant) -> String {
    let first = sow.history.first();
    match first.map(|first| now.days_since(first.at)) {
        Some(days) if 0 < days => format!("{days}d"),
        Some(_) => "new".into(),
        None => String::new(),
    }
}
