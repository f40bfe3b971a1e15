//! The level of effort of a SOW, down to the efforts it rests on: by deliverable, by role, by risk, and in all.

use serde_json::{Value, json};

use super::sow_sheet::{estimated, hours};
use super::{Cell, Column, Part, Report, Room, Table, Tone};
use crate::policy::Policy;
use crate::records::sow::estimate::{Sum, estimate};
use crate::records::sow::{Deliverable, Effort, Estimate, Likelihood, Rules, TShirt};
use crate::records::{One, Sow};

/// How the numbers come about, in one line.
const FORMULA: &str = "mean = (low + 4 * likely + high) / 6; spread = (high - low) / 6, added up by squares; contingency = likelihood * hours of each risk; price = (mean + contingency) * rate";

/// Returns the estimate of a SOW.
pub fn loe(sow: One<'_, Sow>, policy: &Policy) -> Report {
    let rules = policy.estimates();
    let estimate = estimate(&sow, &rules);
    let deliverables = sow.deliverables.iter().zip(&estimate.deliverables);
    let by_deliverable = deliverables.map(|(one, sum)| (one.title.trim_end(), sum));
    let roles = estimate.roles.iter();
    let by_role = roles.map(|(role, sum)| (role.name(), sum));
    let section = |heading: &str, table| [Part::Heading(heading.into()), Part::Table(table)];
    let parts = [
        vec![Part::Heading(format!("{} {}", sow.id(), sow.name))],
        section("Efforts", efforts(&sow, &rules)).into(),
        section("By deliverable", sums("deliverable", by_deliverable)).into(),
        section("By role", sums("role", by_role)).into(),
        section("By risk", risks(&sow, &estimate)).into(),
        vec![
            Part::Heading("In all".into()),
            Part::Fields(whole(&estimate)),
        ],
    ];
    Report {
        name: "loe",
        data: data(sow, &estimate, &rules),
        parts: parts.concat(),
    }
}

fn data(sow: One<'_, Sow>, estimate: &Estimate, rules: &Rules) -> Value {
    let deliverables = sow.deliverables.iter().zip(&estimate.deliverables);
    let deliverables = deliverables.map(|(deliverable, sum)| {
        let efforts = deliverable.effort.iter();
        let mut data = sum_data(sum);
        data["title"] = json!(deliverable.title.trim_end());
        data["effort"] = efforts.map(|effort| effort_data(effort, rules)).collect();
        data
    });
    let roles = estimate.roles.iter().map(|(role, sum)| {
        let mut data = sum_data(sum);
        data["role"] = json!(role.name());
        data
    });
    let risks = sow.risks.iter().zip(&estimate.risks).map(|(risk, adds)| {
        json!({
            "title": risk.title.trim_end(),
            "likelihood": risk.likelihood.name(),
            "percent": adds.percent,
            "hours": hours(adds.hours),
            "added": hours(adds.added),
        })
    });
    json!({
        "id": sow.id(),
        "name": sow.name,
        "deliverables": deliverables.collect::<Vec<_>>(),
        "roles": roles.collect::<Vec<_>>(),
        "risks": risks.collect::<Vec<_>>(),
        "estimate": estimated(estimate),
        "formula": FORMULA,
    })
}

fn sum_data(sum: &Sum) -> Value {
    json!({
        "low": hours(sum.low),
        "likely": hours(sum.likely),
        "high": hours(sum.high),
        "mean": hours(sum.mean()),
        "spread": hours(sum.spread()),
    })
}

/// Returns an effort as data; its hours are missing where it says none.
fn effort_data(effort: &Effort, rules: &Rules) -> Value {
    let sum = effort.sum(rules);
    let mut data = sum.as_ref().map_or_else(|| json!({}), sum_data);
    data["role"] = json!(effort.role.name());
    data["t_shirt"] = json!(effort.t_shirt.map(TShirt::name));
    data["count"] = json!(effort.t_shirt.and(Some(effort.count.unwrap_or(1))));
    data["basis"] = json!(effort.basis.as_deref().map(str::trim_end));
    data
}

/// Returns every effort on a row.
fn efforts(sow: &Sow, rules: &Rules) -> Table {
    let efforts = |deliverable: &Deliverable| {
        let rows = deliverable.effort.iter();
        let rows = rows.map(|effort| effort_row(deliverable, effort, rules));
        rows.collect::<Vec<_>>()
    };
    Table {
        columns: vec![
            Column::new("deliverable", Room::Brief(32)),
            Column::new("role", Room::Fixed),
            Column::new("size", Room::Fixed),
            Column::new("low", Room::Fixed),
            Column::new("likely", Room::Fixed),
            Column::new("high", Room::Fixed),
            Column::new("mean", Room::Fixed),
            Column::new("spread", Room::Fixed),
            Column::new("basis", Room::Folds),
        ],
        rows: sow.deliverables.iter().flat_map(efforts).collect(),
        when_empty: "no efforts yet; `sa sow edit` adds them to a deliverable".into(),
    }
}

fn effort_row(deliverable: &Deliverable, effort: &Effort, rules: &Rules) -> Vec<Cell> {
    let size = effort.t_shirt.map_or(String::new(), |size| {
        format!("{} x {}", effort.count.unwrap_or(1), size.name())
    });
    let mut row: Vec<Cell> = vec![
        deliverable.title.trim_end().into(),
        effort.role.name().into(),
        size.into(),
    ];
    row.extend(match effort.sum(rules) {
        Some(sum) => numbers(&sum),
        None => [""; 5].map(|_| Cell::toned("?", Tone::Bad)),
    });
    row.push(
        effort
            .basis
            .as_deref()
            .unwrap_or_default()
            .trim_end()
            .into(),
    );
    row
}

fn numbers(sum: &Sum) -> [Cell; 5] {
    [sum.low, sum.likely, sum.high, sum.mean(), sum.spread()].map(|hours| hours.to_string().into())
}

/// Returns sums, each under its name.
fn sums<'a>(title: &'static str, sums: impl Iterator<Item = (&'a str, &'a Sum)>) -> Table {
    let row = |(name, sum): (&str, &Sum)| {
        let mut row = vec![Cell::from(name)];
        row.extend(numbers(sum));
        row
    };
    Table {
        columns: vec![
            Column::new(title, Room::Folds),
            Column::new("low", Room::Fixed),
            Column::new("likely", Room::Fixed),
            Column::new("high", Room::Fixed),
            Column::new("mean", Room::Fixed),
            Column::new("spread", Room::Fixed),
        ],
        rows: sums.map(row).collect(),
        when_empty: "no hours yet".into(),
    }
}

fn risks(sow: &Sow, estimate: &Estimate) -> Table {
    let rows = sow.risks.iter().zip(&estimate.risks).map(|(risk, adds)| {
        vec![
            risk.title.trim_end().into(),
            Likelihood::name(risk.likelihood).into(),
            format!("{} %", adds.percent).into(),
            adds.hours.to_string().into(),
            adds.added.to_string().into(),
        ]
    });
    Table {
        columns: vec![
            Column::new("risk", Room::Folds),
            Column::new("likelihood", Room::Fixed),
            Column::new("share", Room::Fixed),
            Column::new("hours", Room::Fixed),
            Column::new("added", Room::Fixed),
        ],
        rows: rows.collect(),
        when_empty: "no risks, so no contingency".into(),
    }
}

fn whole(estimate: &Estimate) -> Vec<(String, Cell)> {
    let field = |title: &str, text: String| (title.to_owned(), Cell::from(text));
    let price = Cell::toned(estimate.price.to_string(), Tone::Strong);
    vec![
        field("mean", estimate.whole.mean().to_string()),
        field("spread", estimate.whole.spread().to_string()),
        field("contingency", estimate.contingency.to_string()),
        field("hours", estimate.hours.to_string()),
        field("rate", estimate.rate.to_string()),
        ("price".to_owned(), price),
        field("formula", FORMULA.into()),
    ]
}
