//! What triage has to see to: requests that nobody has and those that wait, by the clock that presses most.

use serde_json::{Value, json};

use super::requests::{self, Endings, Wanted, customer};
use super::{Cell, Column, Part, Report, Room, Table, Tone, sla_list};
use crate::calendar::Instant;
use crate::lifecycle::State as _;
use crate::policy::Policy;
use crate::records::request::State;
use crate::records::{One, Person, Record, Records, Request};
use crate::sla::{Clock, Clocks};

/// A request with its clock that presses most; one on which none runs has none.
struct Queued<'a> {
    request: One<'a, Request>,
    clock: Option<Clock<'a>>,
}

/// Returns the queue of a region, or of all; with a person what waits and is theirs, and what nobody has in their region.
pub fn triage_queue(
    records: &Records,
    policy: &Policy,
    now: Instant,
    region: Option<&str>,
    whose: Option<One<'_, Person>>,
) -> Report {
    let wanted = Wanted {
        states: vec![State::Open, State::Waiting],
        region: region.map(Into::into),
        endings: Endings::LeftOut,
        ..Wanted::default()
    };
    let (mut found, unreadable) = requests::find(records, &wanted);
    found.retain(|request| whose.is_none_or(|person| is_of(request, person)));
    let clocks = Clocks::new(records, policy, now);
    let mut queued: Vec<Queued<'_>> = found
        .into_iter()
        .map(|request| Queued {
            request,
            clock: clocks.most_urgent(request.file),
        })
        .collect();
    queued.sort_by_cached_key(|one| {
        let urgency = one.clock.as_ref().map(Clock::urgency);
        let request = one.request;
        (urgency.is_none(), urgency, request.created(), request.id())
    });
    let mut parts = vec![Part::Table(table(&queued))];
    parts.extend(super::unreadable_note(unreadable.len()));
    Report {
        name: "triage-queue",
        data: queued.iter().map(|one| data(one, records)).collect(),
        parts,
    }
}

fn is_of(request: &Request, person: One<'_, Person>) -> bool {
    match &request.owner {
        Some(owner) => owner.as_str() == person.id(),
        None => request.region.is_none() || request.region == person.region,
    }
}

fn table(queued: &[Queued<'_>]) -> Table {
    Table {
        columns: vec![
            Column::new("left", Room::Fixed),
            Column::new("id", Room::Fixed),
            Column::new("state", Room::Fixed),
            Column::new("account", Room::Spare),
            Column::new("asks", Room::Brief(72)),
            Column::new("waits for", Room::Brief(48)),
            Column::new("owner", Room::Spare),
            Column::new("region", Room::Spare),
        ],
        rows: queued.iter().map(row).collect(),
        when_empty: "nothing waits for triage: every request is claimed, and none waits".into(),
    }
}

/// Returns what a request that waits waits for: from whom, and what.
fn awaited(request: &Request) -> String {
    let last = request
        .history
        .last()
        .filter(|entry| entry.to == State::Waiting);
    let said = last.map(|entry| [entry.from.as_deref(), entry.awaiting.as_deref()]);
    let said: Vec<&str> = said
        .into_iter()
        .flatten()
        .flatten()
        .map(str::trim)
        .collect();
    said.join(": ")
}

fn row(queued: &Queued<'_>) -> Vec<Cell> {
    let request = queued.request;
    let (state, tone) = match request.state() {
        Some(State::Waiting) => ("waiting", Tone::Warning),
        _ => ("open", Tone::Strong),
    };
    let owner = request.value().owner.as_ref();
    vec![
        sla_list::most_urgent(queued.clock.as_ref()),
        request.id().into(),
        Cell::toned(state, tone),
        customer(&request).into(),
        request.title().into(),
        awaited(&request).into(),
        owner.map_or("", |owner| owner.as_str()).into(),
        request.value().region.as_deref().unwrap_or_default().into(),
    ]
}

fn data(queued: &Queued<'_>, records: &Records) -> Value {
    let request = queued.request;
    let clock = queued.clock.as_ref();
    json!({
        "request": request.id(),
        "state": request.state().map(|state| state.name()),
        "account": customer(&request),
        "asks": request.title(),
        "awaited": awaited(&request),
        "owner": request.value().owner.as_ref().map(|owner| owner.as_str()),
        "region": request.value().region,
        "clock": clock.map(|clock| sla_list::data(clock, records)),
    })
}
