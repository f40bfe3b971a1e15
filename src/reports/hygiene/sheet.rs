//! The sheet for a 1:1 with an SA: each open opportunity with next steps, rating, evaluation and POVs.

use serde_json::{Value, json};

use super::{Cell, Part, Standing, Tone};
use crate::calendar::Date;
use crate::lifecycle::State as _;
use crate::records::opportunity::{self, Feasibility, NextStep};
use crate::records::{One, Opportunity, Pov, pov};

/// Returns the sheet of an SA, for people and for programs.
pub(super) fn sheet(standing: &Standing<'_>, sa: &str) -> (Vec<Part>, Value) {
    let is_own = |one: &One<'_, Opportunity>| {
        one.is_open() && one.sa().is_some_and(|own| own.as_str() == sa)
    };
    let mut own: Vec<One<'_, Opportunity>> = standing
        .records
        .all(&opportunity::KIND)
        .filter(is_own)
        .collect();
    own.sort_by_key(|one| (one.closes().is_none(), one.closes(), one.id()));
    let today = standing.now.date();
    let mut fields: Vec<(String, Cell)> = Vec::new();
    let mut data = Vec::new();
    for one in own {
        let povs = pov::of_opportunity(standing.records, one.id());
        fields.push((one.id().into(), Cell::from(lines(one, &povs, today))));
        data.push(as_data(one, &povs));
    }
    let mut parts = vec![Part::Heading(format!("1:1 with {sa}"))];
    parts.push(match fields.is_empty() {
        true => Part::Fields(vec![(
            "opportunities".into(),
            Cell::toned("none is open", Tone::Faint),
        )]),
        false => Part::Fields(fields),
    });
    (parts, Value::Array(data))
}

fn lines(one: One<'_, Opportunity>, povs: &[One<'_, Pov>], today: Date) -> String {
    let amount = one.amount.as_ref().map(|amount| format!(", {amount}"));
    let closes = one.closes().map(|date| format!(", closes {date}"));
    let mut lines = vec![
        format!(
            "{} - {}{}{}",
            one.name,
            one.stage().name(),
            amount.unwrap_or_default(),
            closes.unwrap_or_default()
        ),
        one.next_step()
            .map_or("next steps: none".into(), |step| next(step, today)),
        one.rating()
            .map_or("feasibility: not rated".into(), |rating| {
                rated(rating, today)
            }),
    ];
    lines.extend(evaluation(one, today));
    lines.extend(povs.iter().map(|pov| of_pov(*pov)));
    lines.join("\n")
}

fn next(step: &NextStep, today: Date) -> String {
    let due = step.due.map_or(", no date".into(), |due| {
        let late = today.days_since(due);
        match 0 < late {
            true => format!(", was due {due}, {late}d ago"),
            false => format!(", by {due}"),
        }
    });
    let text = step.text.trim().replace('\n', "; ");
    format!("next steps: {text}{due}")
}

fn rated(rating: &Feasibility, today: Date) -> String {
    let age = today.days_since(rating.at.date());
    let details = rating.details.trim().replace('\n', "; ");
    format!(
        "feasibility: {} by {}, {age}d ago: {details}",
        rating.rating.name(),
        rating.by
    )
}

fn evaluation(one: One<'_, Opportunity>, today: Date) -> Option<String> {
    let start = one.tech_eval.start.filter(|_| one.tech_eval.is_open())?;
    let days = today.days_since(start);
    Some(format!("evaluation: open since {start}, {days}d"))
}

fn of_pov(pov: One<'_, Pov>) -> String {
    let state = pov.state().map_or("without a state", |state| state.name());
    let close = pov
        .close
        .map_or(String::new(), |date| format!(" to {date}"));
    let met = pov
        .criteria
        .iter()
        .filter(|criterion| criterion.outcome == Some(pov::Outcome::Met))
        .count();
    format!(
        "POV: {} {state}{close}, {met} of {} criteria met",
        pov.id(),
        pov.criteria.len()
    )
}

fn as_data(one: One<'_, Opportunity>, povs: &[One<'_, Pov>]) -> Value {
    let step = one.next_step().map(|step| {
        json!({
            "text": step.text,
            "due": step.due.map(|due| due.to_string()),
            "at": step.at.to_string(),
        })
    });
    let rating = one.rating().map(|rating| {
        json!({
            "rating": rating.rating.name(),
            "details": rating.details,
            "by": rating.by.as_str(),
            "at": rating.at.to_string(),
        })
    });
    let povs: Vec<Value> = povs
        .iter()
        .map(|pov| json!({ "id": pov.id(), "state": pov.state().map(|state| state.name()) }))
        .collect();
    json!({
        "id": one.id(),
        "name": one.name,
        "stage": one.stage().name(),
        "closes": one.closes().map(|date| date.to_string()),
        "next_steps": step,
        "feasibility": rating,
        "evaluation_since": one.tech_eval.start.filter(|_| one.tech_eval.is_open()).map(|date| date.to_string()),
        "povs": povs,
    })
}
