//! The report as data for programs. Fields may be added; one that changes its meaning needs a new number of the shape.

use serde_json::{Value, json};

use super::{Counts, Tally, Weekly};
use crate::calendar::Week;
use crate::finding::Verdict;
use crate::records::{Waiver, waiver};

/// Returns a report as data; the findings themselves stand beside it in the answer.
pub(super) fn data(week: &Weekly<'_>, tally: &Tally, before: Option<&Tally>) -> Value {
    let owners = before.map(Tally::by_owner).unwrap_or_default();
    let checks = before.map(Tally::by_check).unwrap_or_default();
    let by_sa: Vec<Value> = tally
        .by_owner()
        .into_iter()
        .map(|(sa, counts)| row("sa", sa, &counts, owners.get(sa)))
        .collect();
    let by_check: Vec<Value> = tally
        .by_check()
        .into_iter()
        .map(|(check, counts)| row("check", check, &counts, checks.get(check)))
        .collect();
    let total = before.map(Tally::total);
    json!({
        "as_of": week.now.now.to_string(),
        "week": Week::of(week.now.now.date()).to_string(),
        "commit": week.commit,
        "wanted": week.wanted.data(),
        "total": compared(&tally.total(), total.as_ref()),
        "by_sa": by_sa,
        "by_check": by_check,
        "waived": waived(week),
        "unreadable": week.now.unreadable,
        "past_the_gate": past_the_gate(week),
    })
}

fn row(key: &str, name: &str, counts: &Counts, before: Option<&Counts>) -> Value {
    let mut row = json!({ key: name });
    if let (Some(row), Value::Object(rest)) = (row.as_object_mut(), compared(counts, before)) {
        row.extend(rest);
    }
    row
}

/// Returns counts with those of a week earlier, and the change of the score in percentage points.
fn compared(counts: &Counts, before: Option<&Counts>) -> Value {
    let mut data = counts.data();
    let change = counts.score().zip(before.and_then(Counts::score));
    let change = change.map(|(now, before)| (now as i64 - before as i64) as f64 / 10.0);
    data["change"] = json!(change);
    data["week_earlier"] = json!(before.map(Counts::data));
    data
}

fn waived(week: &Weekly<'_>) -> Vec<Value> {
    let of = |id: &str| week.now.records.get::<Waiver>(&waiver::KIND, id);
    let rows = week.now.findings.iter().filter_map(|finding| {
        let Verdict::Waived(id) = &finding.verdict else {
            return None;
        };
        let waiver = of(id)?;
        Some(json!({
            "waiver": id,
            "check": finding.check,
            "record": finding.record,
            "message": finding.message,
            "reason": waiver.reason,
            "until": waiver.until.to_string(),
            "approved_by": waiver.approved_by.as_str(),
        }))
    });
    rows.collect()
}

fn past_the_gate(week: &Weekly<'_>) -> Vec<Value> {
    let rows = week.bypasses.iter().map(|bypass| {
        json!({
            "commit": bypass.commit,
            "author": bypass.author,
            "at": bypass.at.to_string(),
            "subject": bypass.subject,
            "checks": bypass.checks,
        })
    });
    rows.collect()
}
