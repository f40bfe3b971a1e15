//! One request in full: what it tells, what it lacks, and its course so far.

use super::{Cell, Column, Part, Report, Room, Table, Tone, requests, sla_list};
use crate::calendar::Instant;
use crate::checks::missing_field::missing;
use crate::finding::Level;
use crate::lifecycle::State as _;
use crate::policy::Policy;
use crate::records::request::{Item, Move, Party, State};
use crate::records::{One, Opportunity, Record, Records, Request, opportunity};
use crate::sla::{Clock, Clocks, notice_of_request};

/// Returns the sheet of a request.
pub fn request_sheet(
    request: One<'_, Request>,
    records: &Records,
    policy: &Policy,
    now: Instant,
) -> Report {
    let clocks = Clocks::new(records, policy, now);
    let mut parts = vec![
        Part::Heading(format!("{} {}", request.id(), request.title())),
        Part::Fields(standing(request, records, policy)),
        Part::Fields(ticking(request, &clocks)),
        Part::Fields(told(request)),
    ];
    parts.extend(lacking(request, records, policy));
    parts.push(Part::Heading("History".into()));
    parts.push(Part::Table(history(request)));
    if !request.handoffs.is_empty() {
        parts.push(Part::Heading("Handoffs".into()));
        parts.push(Part::Table(handoffs(request)));
    }
    if !request.flagged.is_empty() {
        parts.push(Part::Heading("Flags".into()));
        parts.push(Part::Table(flagged(request)));
    }
    if !request.comments.is_empty() {
        parts.push(Part::Heading("Comments".into()));
        let said = request.comments.iter().map(|comment| {
            (
                format!("{} {}", comment.at.spoken(), comment.by),
                comment.text.trim_end().into(),
            )
        });
        parts.push(Part::Fields(said.collect()));
    }
    parts.push(Part::Fields(vec![(
        "file".into(),
        Cell::toned(request.file.path(), Tone::Faint),
    )]));
    Report {
        name: "request",
        data: requests::data(request, &clocks),
        parts,
    }
}

/// Returns what it lacks, with the commands that set it; nothing of one that has ended.
fn lacking(request: One<'_, Request>, records: &Records, policy: &Policy) -> Vec<Part> {
    let lacks = missing(request, records, policy);
    if lacks.is_empty() || request.state().is_some_and(State::is_end) {
        return Vec::new();
    }
    let rows = lacks.into_iter().map(|missing| {
        let tone = if missing.level == Level::Error {
            Tone::Bad
        } else {
            Tone::Warning
        };
        vec![
            Cell::toned(format!("{} {}", missing.title, missing.fault), tone),
            missing.mend.into(),
        ]
    });
    let table = Table {
        columns: vec![
            Column::new("what", Room::Folds),
            Column::new("set it with", Room::Folds),
        ],
        rows: rows.collect(),
        when_empty: String::new(),
    };
    vec![Part::Heading("Missing".into()), Part::Table(table)]
}

/// Returns the clocks that run, what presses most first, and how far ahead it was asked for where that matters.
fn ticking<'a>(request: One<'a, Request>, clocks: &Clocks<'a>) -> Vec<(String, Cell)> {
    let mut running = clocks.of(request.file);
    running.retain(Clock::is_running);
    running.sort_by_key(Clock::urgency);
    let told = running.into_iter().map(|clock| {
        let pressing = sla_list::pressing(&clock);
        let due = clock
            .due
            .map_or(String::new(), |due| format!(", due {}", due.announced()));
        let words = format!("{}: {}{due}", clock.target.name, pressing.text);
        ("clock".to_owned(), Cell::toned(words, pressing.tone))
    });
    let ahead = notice_of_request(clocks.policy, clocks.records, &request).map(|notice| {
        let tone = match notice.is_short() || notice.is_less_than_ideal() {
            true => Tone::Warning,
            false => Tone::Plain,
        };
        let words = format!(
            "{}; this desk asks for it {}",
            notice.spoken(),
            notice.target.limit.spoken()
        );
        ("asked ahead".to_owned(), Cell::toned(words, tone))
    });
    told.chain(ahead).collect()
}

/// Returns who has it, for whom, and how far it is.
fn standing(request: One<'_, Request>, records: &Records, policy: &Policy) -> Vec<(String, Cell)> {
    let mut fields: Vec<(String, Cell)> = Vec::new();
    if let Some(state) = request.state() {
        let label = policy.label(state);
        let label = if label.is_empty() {
            String::new()
        } else {
            format!("  ({label})")
        };
        fields.push((
            "state".into(),
            Cell::toned(format!("{}{label}", state.name()), Tone::Strong),
        ));
    }
    let mut field = |title: &str, text: Option<String>| {
        fields.extend(text.map(|text| (title.to_owned(), text.into())))
    };
    field("template", Some(request.template.title().into()));
    field("owner", request.owner.as_ref().map(ToString::to_string));
    field("requester", Some(request.requester.to_string()));
    field(
        "board",
        request
            .region
            .as_ref()
            .map(|region| policy.boards.get(region).unwrap_or(region).clone()),
    );
    field("account", request.account.as_ref().map(ToString::to_string));
    let opportunity = request.opportunity.as_ref().map(|id| {
        let found: Option<One<'_, Opportunity>> = records.get(&opportunity::KIND, id.as_str());
        found.map_or(id.to_string(), |found| {
            format!("{id} {} ({})", found.name, found.stage().name())
        })
    });
    field("opportunity", opportunity);
    field("follows", request.follows.as_ref().map(ToString::to_string));
    let flags: Vec<&str> = request.flags().iter().map(|flag| flag.name()).collect();
    field("flags", (!flags.is_empty()).then(|| flags.join(", ")));
    let labels = request.partner_labels();
    field("labels", (!labels.is_empty()).then(|| labels.join(", ")));
    let helpers: Vec<&str> = request.secondary_sas.iter().map(|sa| sa.as_str()).collect();
    field(
        "secondary SAs",
        (!helpers.is_empty()).then(|| helpers.join(", ")),
    );
    fields
}

/// Returns what the form tells, word for word.
fn told(request: One<'_, Request>) -> Vec<(String, Cell)> {
    let items = Item::ALL
        .iter()
        .filter(|row| !matches!(row.item, Item::Account | Item::Opportunity | Item::Follows))
        .filter_map(|row| {
            let text = request.says(row.item)?;
            let time = text.parse::<Instant>().ok();
            let text = time.map_or(text.trim_end().to_owned(), Instant::spoken);
            Some((row.title.to_owned(), text.into()))
        });
    let remarks = request
        .remarks
        .iter()
        .map(|text| ("Remarks".to_owned(), text.trim_end().into()));
    items.chain(remarks).collect()
}

fn history(request: One<'_, Request>) -> Table {
    let rows = request.history.iter().map(|entry| {
        vec![
            entry.at.spoken().into(),
            entry.by.as_str().into(),
            entry.to.name().into(),
            words(entry).into(),
        ]
    });
    Table {
        columns: vec![
            Column::new("at", Room::Fixed),
            Column::new("by", Room::Fixed),
            Column::new("to", Room::Fixed),
            Column::new("note", Room::Folds),
        ],
        rows: rows.collect(),
        when_empty: "no history".into(),
    }
}

/// Returns who had it in turn.
fn handoffs(request: One<'_, Request>) -> Table {
    let rows = request.handoffs.iter().map(|handoff| {
        let from = handoff.from.as_ref().map_or("", |from| from.as_str());
        vec![
            handoff.at.spoken().into(),
            handoff.by.as_str().into(),
            from.into(),
            handoff.to.as_str().into(),
            handoff.note.as_deref().unwrap_or_default().into(),
        ]
    });
    Table {
        columns: vec![
            Column::new("at", Room::Fixed),
            Column::new("by", Room::Fixed),
            Column::new("from", Room::Fixed),
            Column::new("to", Room::Fixed),
            Column::new("note", Room::Folds),
        ],
        rows: rows.collect(),
        when_empty: String::new(),
    }
}

/// Returns what became of the flags it came with.
fn flagged(request: One<'_, Request>) -> Table {
    let rows = request.flagged.iter().map(|change| {
        let on = if change.on { "put on" } else { "taken off" };
        vec![
            change.at.spoken().into(),
            change.by.as_str().into(),
            format!("{} {on}", change.flag.name()).into(),
            change.note.as_deref().unwrap_or_default().into(),
        ]
    });
    Table {
        columns: vec![
            Column::new("at", Room::Fixed),
            Column::new("by", Room::Fixed),
            Column::new("flag", Room::Fixed),
            Column::new("note", Room::Folds),
        ],
        rows: rows.collect(),
        when_empty: String::new(),
    }
}

fn words(entry: &Move) -> String {
    let mut words = Vec::new();
    if let Some(awaiting) = &entry.awaiting {
        words.push(format!("for {awaiting}"));
    }
    if let Some(from) = &entry.from {
        words.push(format!("from {from}"));
    }
    let reason = crate::records::request::DeclineReason::ALL
        .iter()
        .find(|(reason, _)| entry.reason == Some(*reason));
    words.extend(reason.map(|(_, word)| (*word).to_owned()));
    let parties = Party::ALL
        .iter()
        .filter(|(party, _)| entry.acknowledged.contains(party));
    let parties: Vec<&str> = parties.map(|(_, word)| *word).collect();
    if !parties.is_empty() {
        words.push(format!("acknowledged by {}", parties.join(", ")));
    }
    words.extend(entry.note.clone());
    words.extend(
        entry
            .breach_reason
            .as_ref()
            .map(|why| format!("late: {why}")),
    );
    words.join("; ")
}
