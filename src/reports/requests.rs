//! Requests in rows: which, how far, whose, and what each still lacks.

use serde_json::{Value, json};

use super::{Cell, Column, Part, Report, Room, Table, Tone, record, sla_list};
use crate::calendar::Instant;
use crate::checks::is_waived;
use crate::checks::missing_field::{Missing, missing};
use crate::lifecycle::State as _;
use crate::policy::Policy;
use crate::records::request::{Flag, KIND, State, Template};
use crate::records::{File, One, Record, Records, Request};
use crate::sla::Clocks;

/// Which requests are wanted; what is `None` or false does not narrow.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub states: Vec<State>,
    pub owner: Option<String>,
    pub account: Option<String>,
    pub region: Option<String>,
    pub template: Option<Template>,
    pub flag: Option<Flag>,
    pub endings: Endings,
}

/// Whether requests that are closed or declined are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Endings {
    #[default]
    Included,
    LeftOut,
}

impl Wanted {
    fn wants(&self, request: &Request) -> bool {
        let is = |wanted: &Option<String>, own: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| own == Some(wanted))
        };
        let state = request.state();
        (self.states.is_empty() || state.is_some_and(|state| self.states.contains(&state)))
            && (self.endings == Endings::Included || !state.is_some_and(State::is_end))
            && is(
                &self.owner,
                request.owner.as_ref().map(|owner| owner.as_str()),
            )
            && is(
                &self.account,
                request.account.as_ref().map(|account| account.as_str()),
            )
            && is(&self.region, request.region.as_deref())
            && self
                .template
                .is_none_or(|template| request.template == template)
            && self.flag.is_none_or(|flag| request.has(flag))
    }
}

/// Returns the requests that are wanted, newest first; the unreadable ones always among them.
pub fn requests(records: &Records, policy: &Policy, now: Instant, wanted: &Wanted) -> Report {
    let (found, unreadable) = find(records, wanted);
    let clocks = Clocks::new(records, policy, now);
    let data = unreadable
        .iter()
        .map(|file| record::data(file))
        .chain(found.iter().map(|request| data(*request, &clocks)))
        .collect();
    let mut table = table(&found, &clocks);
    let width = table.columns.len();
    for file in unreadable.into_iter().rev() {
        table.rows.insert(0, super::unreadable_row(file, width));
    }
    Report {
        name: "request-list",
        data: Value::Array(data),
        parts: vec![Part::Table(table)],
    }
}

/// Returns the readable requests that are wanted, newest first, and the request files that cannot be read.
pub fn find<'a>(records: &'a Records, wanted: &Wanted) -> (Vec<One<'a, Request>>, Vec<&'a File>) {
    let candidates: Vec<&File> = match &wanted.owner {
        // Whoever has requests is named in them, and those of others need not be read.
        Some(owner) => records.naming(&KIND, owner),
        None => records.files_of(&KIND).collect(),
    };
    let candidates = candidates.into_iter().filter_map(File::as_one::<Request>);
    let mut found: Vec<One<'_, Request>> =
        candidates.filter(|request| wanted.wants(request)).collect();
    found.sort_by_key(|request| (std::cmp::Reverse(request.created()), request.id()));
    (found, records.unreadable(&KIND))
}

/// Returns requests as rows.
pub fn table<'a>(requests: &[One<'a, Request>], clocks: &Clocks<'a>) -> Table {
    Table {
        columns: vec![
            Column::new("id", Room::Fixed),
            Column::new("state", Room::Fixed),
            Column::new("owner", Room::Fixed),
            Column::new("account", Room::Spare),
            Column::new("asks", Room::Brief(72)),
            Column::new("age", Room::Spare),
            Column::new("clock", Room::Folds),
            Column::new("marks", Room::Fixed),
        ],
        rows: requests
            .iter()
            .map(|request| row(*request, clocks))
            .collect(),
        when_empty: "no requests; take one in with `sa request new`".into(),
    }
}

fn row<'a>(request: One<'a, Request>, clocks: &Clocks<'a>) -> Vec<Cell> {
    let state = request.state();
    let tone = match state {
        Some(State::Waiting) => Tone::Warning,
        Some(State::Closed | State::Declined) => Tone::Faint,
        Some(State::Open) => Tone::Strong,
        _ => Tone::Plain,
    };
    vec![
        request.id().into(),
        Cell::toned(state.map_or("?", |state| state.name()), tone),
        Cell::from(request.owner.as_ref().map_or("", |owner| owner.as_str())),
        customer(&request).into(),
        request.title().into(),
        age(request, clocks.now.exactly()).into(),
        sla_list::most_urgent(clocks.most_urgent(request.file).as_ref()),
        marks(request, clocks.records, clocks.policy, clocks.now.exactly()),
    ]
}

/// Returns whom a request is for: the slug of its account, or else the customer as the form names it, or the partner.
pub(super) fn customer(request: &Request) -> String {
    if let Some(account) = &request.account {
        return account.to_string();
    }
    let said = request.customer.as_deref().unwrap_or_default();
    let first = said.lines().next().unwrap_or_default();
    let name = first.split_once(": ").map_or(first, |(_, name)| name);
    let partner = request.partner.name.as_deref().unwrap_or_default();
    if name.is_empty() { partner } else { name }.to_owned()
}

fn age(request: One<'_, Request>, now: Instant) -> String {
    match request.created().map(|created| now.days_since(created)) {
        Some(days) if 0 < days => format!("{days}d"),
        Some(_) => "new".into(),
        None => String::new(),
    }
}

/// Returns flags, and how many items are missing where an SA would need them.
fn marks(request: One<'_, Request>, records: &Records, policy: &Policy, now: Instant) -> Cell {
    let mut marks: Vec<String> = request
        .flags()
        .iter()
        .map(|flag| flag.name().to_owned())
        .collect();
    let count = if request.state().is_some_and(State::is_end) {
        0
    } else {
        let unwaived = |missing: &Missing| !is_waived(records, now, missing.check(), request.id());
        missing(request, records, policy)
            .iter()
            .filter(|missing| unwaived(missing))
            .count()
    };
    if 0 < count {
        marks.push(format!("{count} missing"));
    }
    let tone = if 0 < count {
        Tone::Warning
    } else {
        Tone::Plain
    };
    Cell::toned(marks.join(",\n"), tone)
}

/// Returns a request as data, with what it lacks and the clock that presses most.
pub fn data<'a>(request: One<'a, Request>, clocks: &Clocks<'a>) -> Value {
    let (records, policy) = (clocks.records, clocks.policy);
    let mut data = record::data(request.file);
    let missing: Vec<Value> = missing(request, records, policy)
        .iter()
        .map(as_data)
        .collect();
    data["missing"] = Value::Array(missing);
    let flags = request.flags();
    let flags: Vec<&str> = flags.iter().map(|flag| flag.name()).collect();
    data["flags_now"] = json!(flags);
    data["partner_labels"] = json!(request.partner_labels());
    let clock = clocks.most_urgent(request.file);
    data["clock"] = json!(clock.map(|clock| sla_list::data(&clock, records)));
    data["label"] = json!(request.state().map(|state| policy.label(state)));
    data
}

fn as_data(missing: &Missing) -> Value {
    json!({
        "key": missing.key,
        "message": format!("{} {}", missing.title, missing.fault),
        "level": missing.level.name(),
        "help": missing.mend,
    })
}
