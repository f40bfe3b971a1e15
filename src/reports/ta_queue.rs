//! What Technical Architects owe: reviews, answers, and approvals of Regional Delivery Managers, the most urgent first.

use serde_json::{Value, json};

use super::{Cell, Column, Part, Report, Room, Table, Tone};
use crate::calendar::{Instant, TimeLeft, after_weekdays, time_left};
use crate::policy::Policy;
use crate::records::review::Standing;
use crate::records::sow::{KIND, ReviewState};
use crate::records::{Handle, One, Records, Sow, person};

/// Whose queue is wanted, and when it is looked at.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Handle of the person who owes it; `None` for everybody's.
    pub whose: Option<String>,
    pub now: Instant,
}

/// Something that is owed.
struct Owed<'a> {
    what: &'static str,
    sow: One<'a, Sow>,
    /// Number of a question, from 1.
    number: Option<usize>,
    asked: String,
    by: &'a Handle,
    since: Instant,
    who: Option<&'a Handle>,
    /// What no rule gives a time for has none.
    due: Option<Instant>,
    left: Option<TimeLeft>,
}

/// Returns what is owed, the most urgent first; SOWs that cannot be read are counted.
pub fn ta_queue(records: &Records, policy: &Policy, wanted: &Wanted) -> Report {
    let mut owed: Vec<Owed<'_>> = Vec::new();
    let mut unreadable = 0;
    for file in records.files_of(&KIND) {
        match file.as_one::<Sow>() {
            Some(sow) if sow.state().is_worked() => {
                owed.extend(of_sow(sow, records, policy, wanted.now));
            }
            Some(_) => {}
            None => unreadable += 1,
        }
    }
    let is_wanted = |one: &Owed<'_>| match &wanted.whose {
        Some(whose) => one.who.is_some_and(|who| who.as_str() == whose),
        None => true,
    };
    owed.retain(is_wanted);
    owed.sort_by_key(|one| (one.due.is_none(), one.due, one.since, one.sow.id()));
    let mut parts = vec![Part::Table(table(&owed))];
    parts.extend(super::unreadable_note(unreadable));
    Report {
        name: "ta-queue",
        data: owed.iter().map(data).collect(),
        parts,
    }
}

/// Returns a time as the clock of who is assigned to a SOW shows it, where their zone is known.
pub fn on_their_clock(sow: &Sow, records: &Records, at: Instant) -> Instant {
    let ta = sow.ta();
    let zone = ta.and_then(|ta| person::zone_of(records, ta.as_str()));
    zone.map_or(at, |zone| at.in_zone(zone))
}

/// Returns when what was asked of who is assigned to a SOW is due: a review, or an answer.
pub fn due(sow: &Sow, records: &Records, policy: &Policy, asked: Instant) -> Instant {
    let asked = on_their_clock(sow, records, asked);
    after_weekdays(asked, policy.thresholds.sow_review_weekdays)
}

fn of_sow<'a>(
    sow: One<'a, Sow>,
    records: &'a Records,
    policy: &Policy,
    now: Instant,
) -> Vec<Owed<'a>> {
    let standing = Standing::of(sow, records);
    let ta = sow.value().ta();
    let owed_by_ta = |what, number, asked: &str, by, since| {
        let due = due(&sow, records, policy, since);
        Owed {
            what,
            sow,
            number,
            asked: asked.trim().to_owned(),
            by,
            since,
            who: ta,
            due: Some(due),
            left: Some(time_left(on_their_clock(&sow, records, now), due)),
        }
    };
    let mut owed = Vec::new();
    let request = sow.value().review_requests.last();
    if let Some(request) = request.filter(|_| standing.state == ReviewState::NeedsReview) {
        let note = request.note.as_deref().unwrap_or_default();
        owed.push(owed_by_ta("review", None, note, &request.by, request.at));
    }
    for (number, asked) in sow.value().open_questions() {
        let text = asked.text.as_str();
        owed.push(owed_by_ta(
            "question",
            Some(number),
            text,
            &asked.by,
            asked.at,
        ));
    }
    owed.extend(by_rdm(sow, &standing));
    owed
}

/// Returns the approval that a Regional Delivery Manager owes once a Technical Architect has approved.
fn by_rdm<'a>(sow: One<'a, Sow>, standing: &Standing<'a>) -> Option<Owed<'a>> {
    let waits = standing.state == ReviewState::Approved && standing.by_rdm.is_none();
    let given = standing.deciding.filter(|_| waits)?;
    Some(Owed {
        what: "approval",
        sow,
        number: None,
        asked: format!("approved by {}", given.by),
        by: &given.value().by,
        since: given.at,
        who: sow.value().regional_delivery_manager.as_ref(),
        due: None,
        left: None,
    })
}

fn table(owed: &[Owed<'_>]) -> Table {
    Table {
        columns: vec![
            Column::new("left", Room::Fixed),
            Column::new("what", Room::Fixed),
            Column::new("sow", Room::Fixed),
            Column::new("name", Room::Folds),
            Column::new("asks", Room::Folds),
            Column::new("account", Room::Spare),
            Column::new("asked by", Room::Spare),
            Column::new("since", Room::Spare),
            Column::new("who", Room::Fixed),
        ],
        rows: owed.iter().map(row).collect(),
        when_empty: "nothing is owed: no review is waited for, and no question is open".into(),
    }
}

fn row(one: &Owed<'_>) -> Vec<Cell> {
    let left = one.left.map_or(Cell::from(""), |left| {
        let tone = match left.seconds {
            ..0 => Tone::Bad,
            0..14_400 => Tone::Warning,
            _ => Tone::Plain,
        };
        Cell::toned(left.spoken(), tone)
    });
    let what = match one.number {
        Some(number) => format!("{} {number}", one.what),
        None => one.what.to_owned(),
    };
    vec![
        left,
        what.into(),
        one.sow.id().into(),
        one.sow.name.trim_end().into(),
        one.asked.as_str().into(),
        one.sow.account.as_str().into(),
        one.by.as_str().into(),
        one.since.spoken().into(),
        one.who.map_or(Cell::toned("nobody", Tone::Warning), |who| {
            who.as_str().into()
        }),
    ]
}

fn data(one: &Owed<'_>) -> Value {
    json!({
        "what": one.what,
        "sow": one.sow.id(),
        "name": one.sow.name,
        "account": one.sow.account.as_str(),
        "number": one.number,
        "asks": one.asked,
        "asked_by": one.by.as_str(),
        "since": one.since.to_string(),
        "who": one.who.map(|who| who.as_str()),
        "due": one.due.map(|due| due.to_string()),
        "seconds_left": one.left.map(|left| left.seconds),
    })
}
