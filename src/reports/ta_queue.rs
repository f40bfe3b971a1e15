//! What Technical Architects owe: reviews, answers, and approvals of Regional Delivery Managers, the most urgent first.

use serde_json::{Value, json};

use super::{Cell, Column, Part, Report, Room, Table, Tone, sla_list};
use crate::calendar::Instant;
use crate::policy::Policy;
use crate::policy::sla::Subject;
use crate::records::review::{self, Standing};
use crate::records::sow::{KIND, ReviewState};
use crate::records::{Handle, One, Records, Sow};
use crate::sla::{Clock, Clocks};

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
    /// What no target gives a time for has none.
    clock: Option<Clock<'a>>,
}

/// Returns what is owed, the most urgent first; SOWs that cannot be read are counted.
pub fn ta_queue(records: &Records, policy: &Policy, wanted: &Wanted) -> Report {
    // Whoever asks for many SOWs reads all reviews once, rather than looking for those of each.
    records.files_of(&review::KIND).count();
    let clocks = Clocks::new(records, policy, wanted.now);
    let mut owed: Vec<Owed<'_>> = Vec::new();
    let mut unreadable = 0;
    for file in records.files_of(&KIND) {
        match file.as_one::<Sow>() {
            Some(sow) if sow.state().is_worked() => {
                owed.extend(of_sow(sow, records, &clocks));
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
    owed.sort_by_cached_key(|one| {
        let urgency = one.clock.as_ref().map(Clock::urgency);
        (urgency.is_none(), urgency, one.since, one.sow.id())
    });
    let mut parts = vec![Part::Table(table(&owed))];
    parts.extend(super::unreadable_note(unreadable));
    Report {
        name: "ta-queue",
        data: owed.iter().map(data).collect(),
        parts,
    }
}

/// Returns the clock of the review of a SOW that is waited for; `None` where none is, or no target gives a time.
pub fn review_clock<'a>(sow: One<'a, Sow>, clocks: &Clocks<'a>) -> Option<Clock<'a>> {
    let running = clocks.of(sow.file).into_iter().filter(Clock::is_running);
    let reviews = running.filter(|clock| clock.subject == Subject::Review);
    reviews.min_by_key(Clock::urgency)
}

fn of_sow<'a>(sow: One<'a, Sow>, records: &'a Records, clocks: &Clocks<'a>) -> Vec<Owed<'a>> {
    let standing = Standing::of(sow, records);
    let ta = sow.value().ta();
    let running: Vec<Clock<'a>> = clocks
        .of(sow.file)
        .into_iter()
        .filter(Clock::is_running)
        .collect();
    let clock_of = |subject, number: Option<usize>| {
        let own = running.iter().filter(|clock| clock.subject == subject);
        let own = own.filter(|clock| number.is_none() || clock.number == number);
        own.min_by_key(|clock| clock.urgency()).cloned()
    };
    let owed_by_ta = |what, subject, number, asked: &str, by, since| Owed {
        what,
        sow,
        number,
        asked: asked.trim().to_owned(),
        by,
        since,
        who: ta,
        clock: clock_of(subject, number),
    };
    let mut owed = Vec::new();
    let request = sow.value().review_requests.last();
    if let Some(request) = request.filter(|_| standing.state == ReviewState::NeedsReview) {
        let note = request.note.as_deref().unwrap_or_default();
        owed.push(owed_by_ta(
            "review",
            Subject::Review,
            None,
            note,
            &request.by,
            request.at,
        ));
    }
    for (number, asked) in sow.value().open_questions() {
        let text = asked.text.as_str();
        owed.push(owed_by_ta(
            "question",
            Subject::Question,
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
        clock: None,
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
    let left = one
        .clock
        .as_ref()
        .map_or(Cell::from(""), sla_list::pressing);
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
        "target": one.clock.as_ref().map(|clock| &clock.target.name),
        "due": one.clock.as_ref().and_then(|clock| Some(clock.due?.to_string())),
        "seconds_left": one.clock.as_ref().map(|clock| clock.left().seconds),
    })
}
