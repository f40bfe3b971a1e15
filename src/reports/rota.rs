//! The rota: who does triage in which region, this week and the next ones, with the weeks that nobody has.

use serde_json::{Value, json};

use super::{Cell, Column, Part, Report, Room, Table, Tone};
use crate::calendar::Week;
use crate::policy::Policy;
use crate::records::request::State;
use crate::records::rota::{self, KIND};
use crate::records::{Handle, One, Person, Records, Rota, person};

/// Which weeks are wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The first week.
    pub from: Week,
    pub weeks: i64,
    /// `None` for every region that has a rota.
    pub region: Option<String>,
}

/// One week of one region.
pub struct Turn<'a> {
    pub week: Week,
    /// As the policy names it.
    pub region: String,
    pub rota: Option<One<'a, Rota>>,
    /// Whether a file is there that cannot be read.
    pub is_unreadable: bool,
}

impl<'a> Turn<'a> {
    /// Returns the week of a region as the desk has it.
    pub fn of(records: &'a Records, week: Week, region: &str) -> Self {
        let rota = rota::of(records, week, region);
        let is_there = records.has(&KIND, &rota::id_of(week, region));
        Self {
            week,
            region: region.into(),
            is_unreadable: is_there && rota.is_none(),
            rota,
        }
    }

    /// Returns who does triage.
    pub fn who(&self) -> Option<&'a Handle> {
        self.rota.map(|rota| rota.value().present())
    }

    /// Returns the label of the week, as `SA Triaged - Feb 12-16 - @dt` (source document 002, weekly triage assignment).
    pub fn label(&self, policy: &Policy) -> Option<String> {
        let label = policy.label(State::Triaged);
        let who = self.who()?;
        Some(format!("{label} - {} - @{who}", self.week.spoken()))
    }

    /// Returns what to know of the week, in words: days away, swaps, the note.
    fn remarks(&self, records: &Records) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.is_unreadable {
            remarks.push("its file cannot be read; `hygiene check` says why".into());
        }
        let Some(rota) = self.rota else {
            return remarks;
        };
        let who = rota.value().present();
        remarks.extend(away(records, who, self.week));
        remarks.extend(
            rota.swaps
                .last()
                .map(|swap| format!("from {}: {}", swap.from, swap.reason.trim())),
        );
        remarks.extend(rota.note.as_ref().map(|note| note.trim().to_owned()));
        remarks
    }
}

/// Returns on which weekdays of a week somebody is away, in words; `None` where on none.
pub fn away(records: &Records, who: &Handle, week: Week) -> Option<String> {
    let person: One<'_, Person> = records.get(&person::KIND, who.as_str())?;
    let days = person.away_in(week);
    let names: Vec<String> = days
        .iter()
        .map(|day| day.0.format("%a").to_string())
        .collect();
    match days.len() {
        0 => None,
        5 => Some("away all week".into()),
        _ => Some(format!("away {}", names.join(", "))),
    }
}

/// Returns the regions of the policy that have a rota, and those that only the rota knows, as it spells them.
pub fn regions(records: &Records, policy: &Policy) -> Vec<String> {
    let slugs: std::collections::BTreeSet<&str> = records
        .ids(&KIND)
        .filter_map(|id| rota::parts(id).map(|(_, region)| region))
        .collect();
    let named = |slug: &str| {
        policy
            .boards
            .keys()
            .find(|region| rota::slug(region) == slug)
    };
    slugs
        .into_iter()
        .map(|slug| named(slug).cloned().unwrap_or_else(|| slug.to_owned()))
        .collect()
}

/// Returns the weeks that are wanted, by week and region.
pub fn rota(records: &Records, policy: &Policy, wanted: &Wanted) -> Report {
    let regions = match &wanted.region {
        Some(region) => vec![region.clone()],
        None => regions(records, policy),
    };
    let weeks = (0..wanted.weeks).map(|at| wanted.from.plus_weeks(at));
    let turns: Vec<Turn<'_>> = weeks
        .flat_map(|week| regions.iter().map(move |region| (week, region)))
        .map(|(week, region)| Turn::of(records, week, region))
        .collect();
    Report {
        name: "rota",
        data: turns
            .iter()
            .map(|turn| data(turn, records, policy))
            .collect(),
        parts: vec![Part::Table(table(&turns, records))],
    }
}

/// Returns weeks as rows.
pub fn table(turns: &[Turn<'_>], records: &Records) -> Table {
    Table {
        columns: vec![
            Column::new("week", Room::Fixed),
            Column::new("days", Room::Fixed),
            Column::new("region", Room::Fixed),
            Column::new("who", Room::Fixed),
            Column::new("remarks", Room::Folds),
        ],
        rows: turns.iter().map(|turn| row(turn, records)).collect(),
        when_empty: "nobody is on the rota yet; take a week with `sa rota set this HANDLE`".into(),
    }
}

fn row(turn: &Turn<'_>, records: &Records) -> Vec<Cell> {
    let who = match (turn.who(), turn.is_unreadable) {
        (Some(who), _) => who.as_str().into(),
        (None, true) => Cell::toned("unreadable", Tone::Bad),
        (None, false) => Cell::toned("nobody", Tone::Warning),
    };
    vec![
        turn.week.to_string().into(),
        turn.week.spoken().into(),
        turn.region.as_str().into(),
        who,
        turn.remarks(records).join("\n").into(),
    ]
}

/// Returns a week as data.
pub fn data(turn: &Turn<'_>, records: &Records, policy: &Policy) -> Value {
    let who = turn.who();
    let person = who.and_then(|who| records.get::<Person>(&person::KIND, who.as_str()));
    let away = person
        .map(|person| person.away_in(turn.week))
        .unwrap_or_default();
    json!({
        "id": rota::id_of(turn.week, &turn.region),
        "week": turn.week.to_string(),
        "from": turn.week.first_day().to_string(),
        "to": turn.week.last_day().to_string(),
        "region": turn.region,
        "who": who.map(Handle::as_str),
        "label": turn.label(policy),
        "away": away.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "swaps": turn.rota.map_or(0, |rota| rota.swaps.len()),
        "note": turn.rota.and_then(|rota| rota.value().note.as_deref()),
        "readable": !turn.is_unreadable,
    })
}

/// Returns the label of a week.
pub fn label(turn: &Turn<'_>, records: &Records, policy: &Policy) -> Report {
    Report {
        name: "rota-label",
        data: data(turn, records, policy),
        parts: vec![Part::Text(turn.label(policy).unwrap_or_default() + "\n")],
    }
}
