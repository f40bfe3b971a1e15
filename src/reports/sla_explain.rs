//! The clocks of one record, each interval by interval, so that anyone can recompute them by hand.

use serde_json::{Value, json};

use super::{Cell, Column, Part, Report, Room, Table, Tone, sla_list};
use crate::calendar::{Instant, Unit};
use crate::policy::Policy;
use crate::policy::sla::Limit;
use crate::records::{File, Record, Records};
use crate::sla::{Clock, ClockState, Clocks, Happening, Interval, Retarget, explain};

/// Returns the clocks of a record explained, those that run first; with `target`, only those of it.
pub fn sla_explain(
    file: &File,
    records: &Records,
    policy: &Policy,
    now: Instant,
    target: Option<&str>,
) -> Report {
    let clocks = Clocks::new(records, policy, now);
    let mut clocks = clocks.of(file);
    clocks.retain(|clock| {
        target.is_none_or(|target| clock.target.name == target || clock.target.group() == target)
    });
    clocks.sort_by_key(|clock| (!clock.is_running(), clock.urgency()));
    let title = file.record().map_or(String::new(), Record::title);
    let mut parts = vec![Part::Heading(format!("{} {title}", file.id))];
    if clocks.is_empty() {
        parts.push(Part::Text(
            "no clock runs on it; `sa sla targets` shows which do on what\n".into(),
        ));
    }
    for clock in &clocks {
        let intervals = explain(clock);
        parts.push(Part::Heading(heading(clock)));
        parts.push(Part::Fields(fields(clock, records, policy)));
        parts.push(Part::Table(table(clock, &intervals)));
    }
    Report {
        name: "sla-explain",
        data: json!({
            "record": file.id,
            "clocks": clocks.iter().map(|clock| data(clock, records)).collect::<Vec<_>>(),
        }),
        parts,
    }
}

fn heading(clock: &Clock<'_>) -> String {
    let number = clock.number.map_or(String::new(), |number| {
        format!(" of {} {number}", clock.subject.name())
    });
    format!("{}{number}: {}", clock.target.name, clock.state.name())
}

fn fields(clock: &Clock<'_>, records: &Records, policy: &Policy) -> Vec<(String, Cell)> {
    let mut fields: Vec<(String, Cell)> = Vec::new();
    let mut field = |title: &str, text: String| fields.push((title.to_owned(), text.into()));
    field("target", target(clock, policy));
    field("counted", counted(clock));
    field(
        "started",
        format!("{}, {}", spoken(clock, clock.started), by(&clock.start)),
    );
    for change in &clock.retargets {
        field("changed", retarget(clock, change));
    }
    if let Some(end) = &clock.end {
        let how = match clock.state {
            ClockState::Cancelled => "cancelled",
            _ => "stopped",
        };
        field(how, format!("{}, {}", spoken(clock, end.at), by(end)));
    }
    field(
        "used",
        format!("{} of {} h", hours(clock.used), hours(clock.allowed)),
    );
    let due = match (clock.due, clock.is_still()) {
        (Some(due), _) => spoken(clock, due),
        (None, true) => "not while it stands still".into(),
        (None, false) => "never: the calendar does not open again".into(),
    };
    field("due", due);
    if let Some(warns) = clock.warns.filter(|_| clock.is_running()) {
        field("warns", spoken(clock, warns));
    }
    let told = clock.told(records);
    if !told.is_empty() {
        field("told", told.join(", "));
    }
    let left = sla_list::pressing(clock);
    fields.push(("left".into(), left));
    if let Some(words) = unknown_holidays(clock) {
        fields.push(("HOLIDAYS".into(), Cell::toned(words, Tone::Warning)));
    }
    fields
}

/// Returns the target with its limit, whom it is for, and where it comes from.
fn target(clock: &Clock<'_>, policy: &Policy) -> String {
    let target = clock.target;
    let mut words = format!("{} {}", target.name, target.limit.spoken());
    let scope = target.scope.spoken();
    if !scope.is_empty() {
        words += &format!(" ({scope})");
    }
    let place = policy.place(&target.key());
    let from = place.map(|place| {
        let line = place.source.position(place.span.start).line;
        format!("{}:{line}", place.source.path)
    });
    let source = from.or_else(|| target.source.clone());
    words + &source.map_or(String::new(), |source| format!("\n{source}"))
}

fn counted(clock: &Clock<'_>) -> String {
    let calendar = &clock.counting.calendar;
    if !clock.counting.is_business {
        return format!("by the clock, in {}", calendar.zone());
    }
    let in_days = match clock.target.limit {
        Limit::Within(lasting) if lasting.unit == Unit::BusinessDays => {
            format!(
                "; a business day has {} h of them",
                hours(calendar.day_seconds())
            )
        }
        _ => String::new(),
    };
    format!(
        "open hours of calendar {}, in {}{in_days}",
        calendar.name(),
        calendar.zone()
    )
}

fn by(what: &Happening<'_>) -> String {
    format!("{} by {}", what.event.name(), what.source)
}

fn retarget(clock: &Clock<'_>, change: &Retarget<'_>) -> String {
    let from_there = change.left_after <= change.left_before;
    let rule = match from_there {
        true => "a shorter target counts from the change, and gives no more than was left",
        false => "a longer target counts from the start",
    };
    format!(
        "{}, from {} to {}: {} h left after {}; {rule}",
        spoken(clock, change.at),
        change.from.name,
        change.to.name,
        hours(change.left_after),
        match change.left_before {
            i64::MAX => "no end".into(),
            left => hours(left),
        }
    )
}

/// Returns what is not known of the holidays in the time of a clock, as a sentence.
fn unknown_holidays(clock: &Clock<'_>) -> Option<String> {
    let (first, last) = clock.counting.calendar.known()?;
    let zone = clock.counting.calendar.zone();
    let begins = clock.started.in_zone(zone).date();
    let until = clock.end.as_ref().map_or(clock.now, |end| end.at);
    let ends = clock.due.unwrap_or(until).max(until).in_zone(zone).date();
    if !clock.counting.is_business || (first <= begins && ends <= last) {
        return None;
    }
    Some(format!(
        "those of calendar {} are known from {first} to {last}, and this clock runs from {begins} to {ends}: no holiday is counted outside",
        clock.counting.calendar.name()
    ))
}

fn spoken(clock: &Clock<'_>, at: Instant) -> String {
    at.in_zone(clock.counting.calendar.zone()).announced()
}

fn table(clock: &Clock<'_>, intervals: &[Interval<'_>]) -> Table {
    let mut sum = 0;
    let rows = intervals.iter().map(|one| {
        sum += one.seconds;
        let tone = match (one.is_to_come, one.counts()) {
            (true, _) | (_, false) => Tone::Faint,
            (false, true) => Tone::Plain,
        };
        let shown = |at: Instant| at.in_zone(clock.counting.calendar.zone()).minute();
        let counts = match one.counts() {
            true => hours(one.seconds),
            false => "-".into(),
        };
        let to_come = if one.is_to_come { ", to come" } else { "" };
        [
            shown(one.from),
            shown(one.to),
            counts,
            hours(sum),
            format!("{}{to_come}", one.reason.spoken()),
        ]
        .map(|text| Cell::toned(text, tone))
        .to_vec()
    });
    Table {
        rows: rows.collect(),
        columns: vec![
            Column::new("from", Room::Fixed),
            Column::new("to", Room::Fixed),
            Column::new("counts", Room::Fixed),
            Column::new("sum", Room::Fixed),
            Column::new("why", Room::Folds),
        ],
        when_empty: "it has only begun".into(),
    }
}

/// Returns seconds as hours and minutes, "7:30", with the seconds where there are some.
fn hours(seconds: i64) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    match rest {
        0 => format!("{}:{:02}", minutes / 60, minutes % 60),
        _ => format!("{}:{:02}:{rest:02}", minutes / 60, minutes % 60),
    }
}

fn data(clock: &Clock<'_>, records: &Records) -> Value {
    let mut data = sla_list::data(clock, records);
    data["started_by"] = json!(clock.start.source.to_string());
    data["ended_by"] = json!(clock.end.map(|end| end.source.to_string()));
    data["intervals"] = explain(clock)
        .into_iter()
        .map(|one| {
            json!({
                "from": one.from.to_string(),
                "to": one.to.to_string(),
                "counts": one.counts(),
                "seconds": one.seconds,
                "reason": one.reason.spoken(),
                "to_come": one.is_to_come,
            })
        })
        .collect();
    data["holidays_unknown"] = json!(unknown_holidays(clock));
    data
}
