//! The clocks of a desk in rows: how each stands, when it is due, and who answers for it.

use serde_json::{Value, json};

use super::{Cell, Column, Part, Report, Room, Table, Tone};
use crate::calendar::Instant;
use crate::policy::Policy;
use crate::records::{Record, Records, request, sow};
use crate::sla::{Clock, ClockState, Clocks};

/// Which clocks are wanted; what is `None` or false does not narrow.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only those over their time.
    pub breached: bool,
    /// Only those that stand still.
    pub paused: bool,
    /// Only those due by this time and not over it.
    pub due_by: Option<Instant>,
    /// Ended ones too.
    pub ended: bool,
    /// Handle of who answers for what is waited for.
    pub owner: Option<String>,
    pub region: Option<String>,
    pub target: Option<String>,
}

impl Wanted {
    fn wants(&self, clock: &Clock<'_>) -> bool {
        let is_due = |by: Instant| {
            clock.is_running()
                && clock.state != ClockState::Breached
                && clock.due.is_some_and(|due| due <= by)
        };
        let is = |wanted: &Option<String>, own: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| own == Some(wanted))
        };
        (self.ended || clock.is_running())
            && (!self.breached || clock.state == ClockState::Breached)
            && (!self.paused || clock.is_running() && clock.is_still())
            && self.due_by.is_none_or(is_due)
            && is(&self.owner, clock.owner.map(|owner| owner.as_str()))
            && is(&self.region, clock.region)
            && self
                .target
                .as_deref()
                .is_none_or(|target| clock.target.name == target || clock.target.group() == target)
    }
}

/// Returns the clocks that are wanted, what presses most first; records that cannot be read are counted.
pub fn sla_list(records: &Records, policy: &Policy, now: Instant, wanted: &Wanted) -> Report {
    let mut clocks = Clocks::new(records, policy, now).all();
    clocks.retain(|clock| wanted.wants(clock));
    clocks.sort_by_cached_key(|clock| {
        (
            !clock.is_running(),
            clock.urgency(),
            clock.file.id.clone(),
            clock.target.name.clone(),
        )
    });
    let unreadable = [&request::KIND, &sow::KIND].map(|kind| {
        let files = records.files_of(kind);
        files.filter(|file| file.record().is_none()).count()
    });
    let mut parts = vec![Part::Table(table(&clocks))];
    parts.extend(super::unreadable_note(unreadable.iter().sum()));
    Report {
        name: "sla-list",
        data: clocks.iter().map(|clock| data(clock, records)).collect(),
        parts,
    }
}

/// Returns clocks as rows.
pub fn table(clocks: &[Clock<'_>]) -> Table {
    Table {
        columns: vec![
            Column::new("clock", Room::Fixed),
            Column::new("record", Room::Fixed),
            Column::new("who", Room::Fixed),
            Column::new("what", Room::Brief(72)),
            Column::new("due", Room::Spare),
            Column::new("since", Room::Spare),
            Column::new("state", Room::Spare),
        ],
        rows: clocks.iter().map(row).collect(),
        when_empty: "no clock is as wanted; `sa sla list --ended` shows those that stopped too"
            .into(),
    }
}

fn row(clock: &Clock<'_>) -> Vec<Cell> {
    vec![
        most_urgent(Some(clock)),
        named(clock).into(),
        clock
            .owner
            .map_or(Cell::toned("nobody", Tone::Warning), |who| {
                who.as_str().into()
            }),
        title(clock).into(),
        due(clock).into(),
        clock.started.spoken().into(),
        clock.state.name().into(),
    ]
}

/// Returns how much time a clock has left, in one cell: "3 h", "paused, 3 h", "overdue by 2 h", "met".
pub fn pressing(clock: &Clock<'_>) -> Cell {
    let left = clock.left().spoken();
    match clock.state {
        ClockState::Breached if clock.is_running() && clock.is_still() => {
            Cell::toned(format!("{left}, paused"), Tone::Bad)
        }
        ClockState::Breached if clock.is_running() => Cell::toned(left, Tone::Bad),
        ClockState::Breached => Cell::toned(format!("{} late", clock.left().length()), Tone::Bad),
        ClockState::Running if clock.is_due_soon() => Cell::toned(left, Tone::Warning),
        ClockState::Running => left.into(),
        ClockState::Paused => Cell::toned(format!("paused, {left}"), Tone::Faint),
        ClockState::Met => Cell::toned("met", Tone::Good),
        ClockState::Cancelled => Cell::toned("cancelled", Tone::Faint),
    }
}

/// Returns the clock of a record that presses most, with its target, in one cell; empty where none runs.
pub fn most_urgent(clock: Option<&Clock<'_>>) -> Cell {
    clock.map_or(Cell::from(""), |clock| {
        let pressing = pressing(clock);
        Cell::toned(
            format!("{}\n{}", pressing.text, clock.target.name),
            pressing.tone,
        )
    })
}

/// Returns the record, with the number of a question or a round on a line of its own.
fn named(clock: &Clock<'_>) -> String {
    match clock.number {
        Some(number) => format!("{}\n{} {number}", clock.file.id, clock.subject.name()),
        None => clock.file.id.to_string(),
    }
}

fn due(clock: &Clock<'_>) -> String {
    match (clock.due, clock.is_still()) {
        (Some(due), _) => due.spoken(),
        (None, true) => "stands still".into(),
        (None, false) => "never".into(),
    }
}

fn title(clock: &Clock<'_>) -> String {
    clock.file.record().map_or(String::new(), Record::title)
}

/// Returns a clock as data; times are counted in seconds.
pub fn data(clock: &Clock<'_>, records: &Records) -> Value {
    json!({
        "record": clock.file.id,
        "kind": clock.file.kind.name,
        "path": clock.file.path(),
        "subject": clock.subject.name(),
        "number": clock.number,
        "target": clock.target.name,
        "limit": clock.target.limit.spoken(),
        "state": clock.state.name(),
        "running": clock.is_running(),
        "region": clock.region,
        "calendar": clock.counting.is_business.then(|| clock.counting.calendar.name()),
        "started": clock.started.to_string(),
        "due": clock.due.map(|due| due.to_string()),
        "warns": clock.warns.map(|warns| warns.to_string()),
        "ended": clock.end.as_ref().map(|end| end.at.to_string()),
        "seconds_allowed": clock.allowed,
        "seconds_used": clock.used,
        "seconds_left": clock.left().seconds,
        "owner": clock.owner.map(|owner| owner.as_str()),
        "told": clock.told(records),
    })
}
