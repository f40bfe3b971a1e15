//! The agenda of the weekly triage call: who is on triage, what nobody has, what waits, and what came of the week.

use serde_json::{Value, json};

use super::requests::{self, Endings, Wanted, customer};
use super::rota::{self, Turn};
use super::{Cell, Column, Part, Report, Room, Table, Tone};
use crate::calendar::{Instant, Week};
use crate::policy::Policy;
use crate::records::request::{DeclineReason, Move, State};
use crate::records::values::word_of;
use crate::records::{One, Record, Records, Request};
use crate::sla::Clocks;

/// A request with the entry of its history that the agenda is about.
struct Moved<'a> {
    request: One<'a, Request>,
    entry: &'a Move,
}

/// Returns the agenda of the call of a region, or of all.
pub fn triage_agenda(
    records: &Records,
    policy: &Policy,
    now: Instant,
    region: Option<&str>,
) -> Report {
    let wanted = Wanted {
        region: region.map(Into::into),
        endings: Endings::Included,
        ..Wanted::default()
    };
    let (mut found, unreadable) = requests::find(records, &wanted);
    // What has waited longest comes first, and what is to be expedited before that.
    found.sort_by_key(|one| (!one.is_expedited(), one.created(), one.id()));
    let week = Week::of(now.date());
    let is_open = |one: &One<'_, Request>| one.state() == Some(State::Open);
    let agenda = Agenda {
        region,
        week,
        open: found.iter().copied().filter(is_open).collect(),
        waiting: waiting(&found),
        lists: [
            ("claimed", "Claimed this week", State::Triaged),
            ("declined", "Declined this week", State::Declined),
            ("closed", "Closed this week", State::Closed),
        ]
        .map(|(key, title, to)| (key, title, this_week(&found, to, week))),
        turns: turns(records, policy, region, week),
        unreadable: unreadable.len(),
    };
    let clocks = Clocks::new(records, policy, now);
    Report {
        name: "triage-agenda",
        data: agenda.data(records, policy, &clocks),
        parts: agenda.parts(records, policy, &clocks),
    }
}

/// What the call goes through, in its order.
struct Agenda<'a> {
    region: Option<&'a str>,
    week: Week,
    open: Vec<One<'a, Request>>,
    waiting: Vec<Moved<'a>>,
    /// What came of the week: a key for programs, a title for people, and the requests.
    lists: [(&'static str, &'static str, Vec<Moved<'a>>); 3],
    turns: Vec<Turn<'a>>,
    unreadable: usize,
}

impl<'a> Agenda<'a> {
    fn parts(&self, records: &'a Records, policy: &'a Policy, clocks: &Clocks<'a>) -> Vec<Part> {
        let (open, waiting, week) = (&self.open, &self.waiting, self.week);
        let name = self.region.map_or(policy.name.as_str(), |region| {
            policy.boards.get(region).map_or(region, String::as_str)
        });
        let mut parts = vec![
            Part::Heading(format!("Triage call, {name}, week {week}")),
            Part::Fields(vec![("call".into(), policy.triage_call.as_str().into())]),
            Part::Heading("On triage".into()),
            Part::Table(on_triage(&self.turns, policy, records, week)),
            Part::Heading(format!("Open and unclaimed ({})", open.len())),
            Part::Table(Table {
                when_empty: "every request is claimed".into(),
                ..requests::table(open, clocks).without(&["state", "owner"])
            }),
            Part::Heading(format!("Waiting ({})", waiting.len())),
            Part::Table(of_waiting(waiting)),
        ];
        for (_, title, moved) in &self.lists {
            parts.push(Part::Heading(format!("{title} ({})", moved.len())));
            parts.push(Part::Table(of_moved(moved)));
        }
        parts.push(Part::Heading("Next weeks".into()));
        parts.push(Part::Table(rota::table(&self.turns, records)));
        parts.extend(super::unreadable_note(self.unreadable));
        parts
    }

    fn data(&self, records: &'a Records, policy: &'a Policy, clocks: &Clocks<'a>) -> Value {
        let turns = self.turns.iter();
        let open = self.open.iter();
        let mut data = json!({
            "region": self.region,
            "week": self.week.to_string(),
            "call": policy.triage_call,
            "rota": turns.map(|turn| rota::data(turn, records, policy)).collect::<Vec<_>>(),
            "open": open.map(|one| requests::data(*one, clocks)).collect::<Vec<_>>(),
            "waiting": self.waiting.iter().map(as_data).collect::<Vec<_>>(),
            "unreadable": self.unreadable,
        });
        for (key, _, moved) in &self.lists {
            data[*key] = moved.iter().map(as_data).collect();
        }
        data
    }
}

/// Returns the weeks that the policy plans ahead and at least the next one, of a region or of all that have a rota.
fn turns<'a>(
    records: &'a Records,
    policy: &Policy,
    region: Option<&str>,
    week: Week,
) -> Vec<Turn<'a>> {
    let regions = match region {
        Some(region) => vec![region.to_owned()],
        None => rota::regions(records, policy),
    };
    let weeks = policy.thresholds.triage_rota_weeks.max(2);
    (0..weeks)
        .flat_map(|at| {
            regions
                .iter()
                .map(move |region| (week.plus_weeks(at), region))
        })
        .map(|(week, region)| Turn::of(records, week, region))
        .collect()
}

/// Returns who is on triage this week and in the next one, with the label for the board.
fn on_triage(turns: &[Turn<'_>], policy: &Policy, records: &Records, week: Week) -> Table {
    let soon = turns.iter().filter(|turn| turn.week <= week.plus_weeks(1));
    let row = |turn: &Turn<'_>| {
        let when = match turn.week == week {
            true => "this week",
            false => "next week",
        };
        let label = match turn.label(policy) {
            Some(label) => Cell::from(label),
            None => Cell::toned("nobody", Tone::Warning),
        };
        let away = turn
            .who()
            .and_then(|who| rota::away(records, who, turn.week));
        vec![
            when.into(),
            turn.region.as_str().into(),
            label,
            Cell::toned(away.unwrap_or_default(), Tone::Warning),
        ]
    };
    Table {
        columns: vec![
            Column::new("when", Room::Fixed),
            Column::new("region", Room::Fixed),
            Column::new("label", Room::Folds),
            Column::new("away", Room::Folds),
        ],
        rows: soon.map(row).collect(),
        when_empty: "nobody is on the rota yet; take a week with `sa rota set this HANDLE`".into(),
    }
}

fn waiting<'a>(found: &[One<'a, Request>]) -> Vec<Moved<'a>> {
    let last = |request: &One<'a, Request>| {
        let request = *request;
        let entry = request.value().history.last()?;
        (entry.to == State::Waiting).then_some(Moved { request, entry })
    };
    let mut waiting: Vec<Moved<'a>> = found.iter().filter_map(last).collect();
    waiting.sort_by_key(|moved| (moved.entry.at, moved.request.id()));
    waiting
}

/// Returns the requests that came into a state in a week, each once, the latest entry of it; the earliest first.
fn this_week<'a>(found: &[One<'a, Request>], to: State, week: Week) -> Vec<Moved<'a>> {
    let into = |request: &One<'a, Request>| {
        let request = *request;
        let history = request.value().history.iter().rev();
        let mut own = history.filter(|entry| entry.to == to && Week::of(entry.at.date()) == week);
        own.next().map(|entry| Moved { request, entry })
    };
    let mut moved: Vec<Moved<'a>> = found.iter().filter_map(into).collect();
    moved.sort_by_key(|moved| (moved.entry.at, moved.request.id()));
    moved
}

fn of_waiting(waiting: &[Moved<'_>]) -> Table {
    let row = |moved: &Moved<'_>| {
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            moved.request.id().into(),
            customer(&moved.request).into(),
            said(&moved.entry.from).into(),
            said(&moved.entry.awaiting).into(),
            moved.entry.at.date().to_string().into(),
        ]
    };
    Table {
        columns: vec![
            Column::new("id", Room::Fixed),
            Column::new("account", Room::Brief(24)),
            Column::new("from", Room::Folds),
            Column::new("awaits", Room::Folds),
            Column::new("since", Room::Fixed),
        ],
        rows: waiting.iter().map(row).collect(),
        when_empty: "nothing waits".into(),
    }
}

fn of_moved(moved: &[Moved<'_>]) -> Table {
    let row = |moved: &Moved<'_>| {
        let Moved { request, entry } = moved;
        let owner = request.value().owner.as_ref();
        let reason = entry
            .reason
            .map(|reason| word_of(DeclineReason::ALL, reason).to_owned());
        let note = entry.note.clone();
        let why: Vec<String> = reason.into_iter().chain(note).collect();
        vec![
            request.id().into(),
            customer(request).into(),
            request.title().into(),
            owner.map_or("", |owner| owner.as_str()).into(),
            entry.at.date().to_string().into(),
            why.join(": ").into(),
        ]
    };
    Table {
        columns: vec![
            Column::new("id", Room::Fixed),
            Column::new("account", Room::Brief(24)),
            Column::new("asks", Room::Brief(48)),
            Column::new("owner", Room::Fixed),
            Column::new("on", Room::Fixed),
            Column::new("why", Room::Folds),
        ],
        rows: moved.iter().map(row).collect(),
        when_empty: "none".into(),
    }
}

fn as_data(moved: &Moved<'_>) -> Value {
    let Moved { request, entry } = moved;
    json!({
        "request": request.id(),
        "account": customer(request),
        "asks": request.title(),
        "owner": request.value().owner.as_ref().map(|owner| owner.as_str()),
        "at": entry.at.to_string(),
        "by": entry.by.as_str(),
        "awaiting": entry.awaiting,
        "from": entry.from,
        "reason": entry.reason.map(|reason| word_of(DeclineReason::ALL, reason)),
        "note": entry.note,
    })
}
