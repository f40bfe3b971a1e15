//! What one person has to do next, and why.

use serde_json::{Value, json};

use super::hygiene::{Standing, age, command};
use super::requests::{self, Endings, Wanted};
use super::{Cell, Column, Part, Report, Room, Table, sla_list};
use crate::calendar::Instant;
use crate::finding::{Finding, Verdict};
use crate::records::person::Role;
use crate::records::request::{self, State};
use crate::records::{One, Opportunity, Person, Request, opportunity};
use crate::sla::{Clock, ClockState, Clocks};

/// Requests that ask the same of a person.
struct Group<'a> {
    key: &'static str,
    title: &'static str,
    requests: Vec<One<'a, Request>>,
}

/// Returns the requests of one person (those to act on, those that wait, those they asked for, those to claim), what
/// is owed on the opportunities, POVs and activities they answer for, what runs out at others and is told to them, and
/// next steps that come due within a week.
///
/// `standing` is narrowed to what they answer for.
pub fn mine(standing: &Standing<'_>, me: One<'_, Person>) -> Report {
    let (records, policy, now) = (standing.records, standing.policy, standing.now);
    let wanted = Wanted {
        endings: Endings::LeftOut,
        ..Wanted::default()
    };
    let (open, unreadable) = requests::find(records, &wanted);
    let groups = groups(&open, me);
    let clocks = Clocks::new(records, policy, now);
    let mut parts = vec![Part::Heading(format!("{}, {}", me.name, now.date()))];
    let mut data = serde_json::Map::new();
    data.insert("person".into(), json!(me.id()));
    for group in &groups {
        let requests = group.requests.iter();
        let requests = requests.map(|request| requests::data(*request, &clocks));
        data.insert(group.key.into(), requests.collect());
        parts.extend(headed(group.title, group.requests.len(), || {
            requests::table(&group.requests, &clocks)
        }));
    }
    let owed = owed(standing);
    let coming = coming(standing, me);
    data.insert("owed".into(), owed.iter().map(|one| as_data(one)).collect());
    data.insert(
        "coming".into(),
        coming.iter().map(|one| json!(one.id())).collect(),
    );
    let told = told(&clocks, me);
    let told_data = told.iter().map(|clock| sla_list::data(clock, records));
    data.insert("told".into(), told_data.collect());
    parts.extend(headed("Running out at others", told.len(), || {
        sla_list::table(&told)
    }));
    parts.extend(headed("Owed", owed.len(), || owed_table(&owed, now)));
    parts.extend(headed("Next steps within a week", coming.len(), || {
        coming_table(&coming)
    }));
    let is_free = owed.is_empty() && coming.is_empty() && told.is_empty();
    if is_free && groups.iter().all(|group| group.requests.is_empty()) {
        parts.push(Part::Text(
            "nothing is owed; `sa board` shows what others have\n".into(),
        ));
    }
    parts.extend(super::unreadable_note(unreadable.len()));
    data.insert("unreadable".into(), json!(unreadable.len()));
    Report {
        name: "mine",
        data: Value::Object(data),
        parts,
    }
}

/// Returns a table under a heading with the number of its rows; nothing where there are none.
fn headed(title: &str, rows: usize, table: impl FnOnce() -> Table) -> Vec<Part> {
    match rows {
        0 => Vec::new(),
        rows => vec![
            Part::Heading(format!("{title} ({rows})")),
            Part::Table(table()),
        ],
    }
}

/// Returns all groups, the empty ones too, in the order people work them off.
fn groups<'a>(open: &[One<'a, Request>], me: One<'_, Person>) -> Vec<Group<'a>> {
    let own = |request: &One<'_, Request>| {
        request
            .owner
            .as_ref()
            .is_some_and(|owner| owner.as_str() == me.id())
    };
    let waits = |request: &One<'_, Request>| request.state() == Some(State::Waiting);
    let asked = |request: &One<'_, Request>| request.requester.as_str() == me.id();
    let helps = |request: &One<'_, Request>| {
        request
            .secondary_sas
            .iter()
            .any(|sa| sa.as_str() == me.id())
    };
    let unclaimed = |request: &One<'_, Request>| {
        let here = me.region.is_none() || request.region.is_none() || request.region == me.region;
        request.state() == Some(State::Open) && here && me.has(Role::Sa)
    };
    [
        (
            "to_do",
            "To do",
            pick(open, |request| own(request) && !waits(request)),
        ),
        (
            "waiting",
            "Waiting for others",
            pick(open, |request| own(request) && waits(request)),
        ),
        (
            "helping",
            "Helping with",
            pick(open, |request| helps(request) && !own(request)),
        ),
        (
            "asked",
            "Asked for by you",
            pick(open, |request| asked(request) && !own(request)),
        ),
        (
            "to_claim",
            "To claim",
            pick(open, |request| unclaimed(request) && !asked(request)),
        ),
    ]
    .into_iter()
    .map(|(key, title, requests)| Group {
        key,
        title,
        requests,
    })
    .collect()
}

/// Returns the clocks of others that a person is told of: over their time, or past their warning, what presses most first.
fn told<'a>(clocks: &Clocks<'a>, me: One<'_, Person>) -> Vec<Clock<'a>> {
    let is_own = |clock: &Clock<'_>| clock.owner.is_some_and(|owner| owner.as_str() == me.id());
    let is_late = |clock: &Clock<'_>| clock.state == ClockState::Breached || clock.is_due_soon();
    let is_told = |clock: &Clock<'_>| {
        let told = clock.told(clocks.records);
        told.iter().any(|who| who == me.id())
    };
    let mut told = clocks.all();
    told.retain(|clock| clock.is_running() && is_late(clock) && !is_own(clock) && is_told(clock));
    told.sort_by_cached_key(|clock| (clock.urgency(), clock.file.id.clone()));
    told
}

/// Returns what is found on records other than requests, which have lists of their own; most harmful first.
fn owed<'a>(standing: &'a Standing<'_>) -> Vec<&'a Finding> {
    let is_owed = |finding: &&Finding| {
        let file = standing.records.at(&finding.at.source.path);
        file.is_none_or(|file| file.kind != &request::KIND)
            && !matches!(finding.verdict, Verdict::Waived(_))
    };
    standing.findings.iter().filter(is_owed).collect()
}

fn owed_table(owed: &[&Finding], now: Instant) -> Table {
    let rows = owed.iter().map(|finding| {
        vec![
            Cell::from(finding.record.as_deref().unwrap_or_default()),
            Cell::from(age(finding, now.date())),
            Cell::from(format!("{}\n{}", finding.message, command(finding))),
        ]
    });
    Table {
        columns: vec![
            Column::new("record", Room::Fixed),
            Column::new("age", Room::Fixed),
            Column::new("what, and what mends it", Room::Folds),
        ],
        rows: rows.collect(),
        when_empty: String::new(),
    }
}

/// Returns the open opportunities of a person whose next steps come due from today on within a week, the next first.
fn coming<'a>(standing: &Standing<'a>, me: One<'_, Person>) -> Vec<One<'a, Opportunity>> {
    let today = standing.now.date();
    let due = |one: &One<'_, Opportunity>| one.next_step().and_then(|step| step.due);
    let is_coming = |one: &One<'_, Opportunity>| {
        one.is_open()
            && one.sa().is_some_and(|sa| sa.as_str() == me.id())
            && due(one).is_some_and(|due| today <= due && due <= today.plus_days(7))
    };
    let mut coming: Vec<One<'a, Opportunity>> = standing
        .records
        .all(&opportunity::KIND)
        .filter(is_coming)
        .collect();
    coming.sort_by_key(|one| (due(one), one.id()));
    coming
}

fn coming_table(coming: &[One<'_, Opportunity>]) -> Table {
    let rows = coming.iter().filter_map(|one| {
        let step = one.next_step()?;
        Some(vec![
            Cell::from(one.id()),
            Cell::from(step.due.map_or(String::new(), |due| due.to_string())),
            Cell::from(one.name.as_str()),
            Cell::from(step.text.trim_end()),
        ])
    });
    Table {
        columns: vec![
            Column::new("id", Room::Fixed),
            Column::new("due", Room::Fixed),
            Column::new("opportunity", Room::Brief(24)),
            Column::new("next steps", Room::Brief(96)),
        ],
        rows: rows.collect(),
        when_empty: String::new(),
    }
}

fn as_data(finding: &Finding) -> Value {
    json!({
        "check": finding.check,
        "level": finding.level.name(),
        "record": finding.record,
        "message": finding.message,
        "command": command(finding),
        "since": finding.since.map(|since| since.to_string()),
    })
}

/// Returns the requests that a rule picks: what is to be expedited first, then the oldest.
fn pick<'a>(
    open: &[One<'a, Request>],
    rule: impl Fn(&One<'a, Request>) -> bool,
) -> Vec<One<'a, Request>> {
    let mut picked: Vec<One<'a, Request>> = open
        .iter()
        .filter(|request| rule(request))
        .copied()
        .collect();
    picked.sort_by_key(|request| (!request.is_expedited(), request.created(), request.id()));
    picked
}
