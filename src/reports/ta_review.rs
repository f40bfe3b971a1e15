//! What a reviewer of a SOW has before them: how it stands, what changed since the last verdict, what to answer.

use serde_json::{Value, json};

use super::{Cell, Column, Part, Report, Room, Table, Tone, record, sla_list, sows, ta_queue};
use crate::calendar::Instant;
use crate::lifecycle::State as _;
use crate::policy::Policy;
use crate::records::review::{Answered, Item, ReviewerRole, Standing, TaReview, of_sow};
use crate::records::sow::estimate::{Estimate, estimate};
use crate::records::sow::{Deliverable, ReviewState};
use crate::records::{One, Records, Sow};
use crate::sla::{Clock, Clocks};

/// What is answered already, by a draft.
pub struct SoFar<'a> {
    pub checklist: &'a [Answered],
}

/// Returns what a reviewer of a SOW has before them.
pub fn ta_review(
    sow: One<'_, Sow>,
    records: &Records,
    policy: &Policy,
    now: Instant,
    so_far: &SoFar<'_>,
) -> Report {
    let standing = Standing::of(sow, records);
    let estimate = estimate(&sow, &policy.estimates());
    let earlier = last_verdict(sow, records);
    let clock = ta_queue::review_clock(sow, &Clocks::new(records, policy, now));
    let clock = clock.filter(|_| standing.state == ReviewState::NeedsReview);
    let mut parts = vec![
        Part::Heading(format!("{} {}", sow.id(), sow.name)),
        Part::Fields(fields(sow, &standing, &estimate, clock.as_ref())),
    ];
    if let Some(earlier) = earlier {
        parts.push(Part::Heading("Since the last verdict".into()));
        parts.push(Part::Fields(since(earlier, &standing)));
        if !earlier.comments.is_empty() {
            parts.push(Part::Table(remarks(earlier)));
        }
    }
    parts.push(Part::Heading("Deliverables".into()));
    parts.push(Part::Table(deliverables(sow, &estimate)));
    parts.push(Part::Heading("Checklist".into()));
    parts.push(Part::Table(checklist(so_far)));
    Report {
        name: "sow-review",
        data: data(
            sow,
            &standing,
            earlier,
            clock.as_ref().and_then(|clock| clock.due),
            so_far,
        ),
        parts,
    }
}

/// Returns the last verdict of a Technical Architect on a SOW, of whatever round.
pub fn last_verdict<'a>(sow: One<'_, Sow>, records: &'a Records) -> Option<One<'a, TaReview>> {
    let given = of_sow(records, sow.id());
    let by_ta = given.into_iter().rev();
    let mut by_ta = by_ta.filter(|one| one.role == ReviewerRole::Ta);
    by_ta.next()
}

fn fields(
    sow: One<'_, Sow>,
    standing: &Standing<'_>,
    estimate: &Estimate,
    clock: Option<&Clock<'_>>,
) -> Vec<(String, Cell)> {
    let person = |who: Option<&crate::records::Handle>| match who {
        Some(who) => who.as_str().to_owned(),
        None => "nobody".into(),
    };
    let mut fields = vec![
        ("state".into(), Cell::from(sow.state().name())),
        ("review".into(), sows::review(standing.state)),
        ("author".into(), sow.author.as_str().into()),
        ("assigned to".into(), person(sow.ta()).into()),
    ];
    if let Some(request) = sow.review_requests.last() {
        let note = request.note.as_ref();
        let note = note.map_or(String::new(), |note| format!(": {}", note.trim()));
        let asked = format!("{} by {}{note}", request.at.spoken(), request.by);
        fields.push(("asked for".into(), asked.into()));
    }
    if let Some(clock) = clock {
        let pressing = sla_list::pressing(clock);
        let due = clock.due.map_or("stands still".into(), Instant::spoken);
        let words = format!("{due} ({})", pressing.text);
        fields.push(("due".into(), Cell::toned(words, pressing.tone)));
    }
    let total = format!(
        "{} h +- {} and {} h for risks: {} h, {}",
        estimate.whole.mean(),
        estimate.whole.spread(),
        estimate.contingency,
        estimate.hours,
        estimate.price
    );
    fields.push(("estimate".into(), total.into()));
    let digest = standing.content.digest.to_string();
    fields.push(("digest".into(), Cell::toned(digest, Tone::Faint)));
    fields
}

fn since(earlier: One<'_, TaReview>, standing: &Standing<'_>) -> Vec<(String, Cell)> {
    let verdict = format!(
        "{} by {} on {} ({})",
        earlier.verdict.name(),
        earlier.by,
        earlier.at.date(),
        earlier.id()
    );
    let changed = match changed(earlier, standing) {
        None => "not known: the verdict names no parts".to_owned(),
        Some(parts) if parts.is_empty() => "nothing".into(),
        Some(parts) => parts.join(", "),
    };
    vec![
        ("verdict".into(), verdict.into()),
        ("changed since".into(), changed.into()),
    ]
}

/// Returns the parts that changed since a verdict; nothing where that cannot be said.
fn changed(earlier: One<'_, TaReview>, standing: &Standing<'_>) -> Option<Vec<String>> {
    if earlier.digest == standing.content.digest {
        return Some(Vec::new());
    }
    let parts = &*earlier.value().parts;
    let changed = standing.content.changed_since(parts);
    let changed = changed.into_iter().map(str::to_owned).collect();
    (!parts.is_empty()).then_some(changed)
}

fn remarks(earlier: One<'_, TaReview>) -> Table {
    let rows = earlier.comments.iter();
    Table {
        columns: vec![
            Column::new("commented on", Room::Fixed),
            Column::new("comment", Room::Folds),
        ],
        rows: rows
            .map(|one| vec![one.path.as_str().into(), one.text.trim_end().into()])
            .collect(),
        when_empty: "no comments".into(),
    }
}

fn deliverables(sow: One<'_, Sow>, estimate: &Estimate) -> Table {
    let rows = sow.deliverables.iter().zip(&estimate.deliverables);
    let rows = rows.enumerate().map(|(at, (one, sum))| {
        vec![
            format!("{at}").into(),
            one.title.trim_end().into(),
            format!("{} +- {}", sum.mean(), sum.spread()).into(),
            counts(one).into(),
        ]
    });
    Table {
        columns: vec![
            Column::new("n", Room::Fixed),
            Column::new("deliverable", Room::Folds),
            Column::new("hours", Room::Fixed),
            Column::new("says", Room::Folds),
        ],
        rows: rows.collect(),
        when_empty: "no deliverables".into(),
    }
}

fn counts(one: &Deliverable) -> String {
    let counted = [
        (one.tasks.len(), "task"),
        (one.actions.len(), "action"),
        (one.assumptions.len(), "assumption"),
    ];
    let mut words: Vec<String> = counted
        .iter()
        .map(|(count, what)| format!("{count} {what}{}", if *count == 1 { "" } else { "s" }))
        .collect();
    let accepted = one
        .acceptance
        .as_ref()
        .is_some_and(|text| !text.trim().is_empty());
    words.push(
        if accepted {
            "acceptance"
        } else {
            "no acceptance"
        }
        .into(),
    );
    words.join(", ")
}

fn checklist(so_far: &SoFar<'_>) -> Table {
    let rows = Item::ALL.iter().map(|(item, word, asks)| {
        let answered = so_far.checklist.iter().find(|one| one.item == *item);
        let answer = answered.map_or(String::new(), |one| match &one.reason {
            Some(reason) => format!("{}: {}", one.answer.name(), reason.trim()),
            None => one.answer.name().into(),
        });
        vec![(*word).into(), (*asks).into(), answer.into()]
    });
    Table {
        columns: vec![
            Column::new("item", Room::Fixed),
            Column::new("asks", Room::Folds),
            Column::new("answer", Room::Fixed),
        ],
        rows: rows.collect(),
        when_empty: "no checklist".into(),
    }
}

fn data(
    sow: One<'_, Sow>,
    standing: &Standing<'_>,
    earlier: Option<One<'_, TaReview>>,
    due: Option<Instant>,
    so_far: &SoFar<'_>,
) -> Value {
    let mut data = record::data(sow.file);
    let parts = standing.content.parts.iter();
    data["digest"] = json!(standing.content.digest.to_string());
    data["parts"] = parts.map(|part| json!(part.to_string())).collect();
    data["review"] = json!({
        "state": standing.state.name(),
        "round": sow.review_requests.len(),
        "due": due.map(|due| due.to_string()),
        "last": earlier.map(|earlier| record::data(earlier.file)),
        "changed_since": earlier.and_then(|earlier| changed(earlier, standing)),
    });
    let items = Item::ALL.iter().map(|(item, word, asks)| {
        let answered = so_far.checklist.iter().find(|one| one.item == *item);
        json!({
            "item": word,
            "asks": asks,
            "answer": answered.map(|one| one.answer.name()),
            "reason": answered.and_then(|one| one.reason.as_deref()),
        })
    });
    data["checklist"] = items.collect();
    data
}
