//! What one person has to do next, and why.

use serde_json::{Value, json};

use super::requests::{self, Endings, Wanted};
use super::{Part, Report};
use crate::calendar::Instant;
use crate::policy::Policy;
use crate::records::person::Role;
use crate::records::request::State;
use crate::records::{One, Person, Records, Request};

/// Requests that ask the same of a person.
struct Group<'a> {
    key: &'static str,
    title: &'static str,
    requests: Vec<One<'a, Request>>,
}

/// Returns the requests of one person: those to act on, those that wait, those they asked for, those to claim.
pub fn mine(records: &Records, policy: &Policy, now: Instant, me: One<'_, Person>) -> Report {
    let wanted = Wanted {
        endings: Endings::LeftOut,
        ..Wanted::default()
    };
    let (open, unreadable) = requests::find(records, &wanted);
    let groups = groups(&open, me);
    let mut parts = vec![Part::Heading(format!("{}, {}", me.name, now.date()))];
    let mut data = serde_json::Map::new();
    data.insert("person".into(), json!(me.id()));
    for Group {
        key,
        title,
        requests: group,
    } in &groups
    {
        let records_data: Vec<Value> = group
            .iter()
            .map(|request| requests::data(*request, records, policy))
            .collect();
        data.insert((*key).into(), Value::Array(records_data));
        if !group.is_empty() {
            parts.push(Part::Heading(format!("{title} ({})", group.len())));
            parts.push(Part::Table(requests::table(group, records, policy, now)));
        }
    }
    if groups.iter().all(|group| group.requests.is_empty()) {
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
