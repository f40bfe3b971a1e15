//! One SOW in full: how it stands, what it promises and costs, and what was asked and decided about it.

mod content;
mod course;
mod labels;

use serde_json::{Value, json};

use super::{Cell, Part, Report, Tone, record, sows};
use crate::lifecycle::State as _;
use crate::policy::Policy;
use crate::records::review::Standing;
use crate::records::sow::estimate::estimate;
use crate::records::sow::{Estimate, ReviewState, Route, Service, Size, WhyATa};
use crate::records::values::Hours;
use crate::records::{Handle, One, Opportunity, Records, Sow, TaReview, opportunity};

pub use labels::labels;

/// Returns the sheet of a SOW.
pub fn sow_sheet(sow: One<'_, Sow>, records: &Records, policy: &Policy) -> Report {
    let estimate = estimate(&sow, &policy.estimates());
    let standing = Standing::of(sow, records);
    let mut parts = vec![
        Part::Heading(format!("{} {}", sow.id(), sow.name)),
        Part::Fields(state(sow, &standing, policy, &estimate)),
        Part::Fields(engagement(sow, records)),
    ];
    let mut section = |heading: &str, part: Part| {
        parts.push(Part::Heading(heading.into()));
        parts.push(part);
    };
    let sheet = content::deliverables(&sow, &estimate);
    section("Deliverables", Part::Table(sheet));
    section("Risks", Part::Table(content::risks(&sow, &estimate)));
    section("Topics", Part::Fields(content::topics(&sow)));
    section("Questions", Part::Table(course::questions(&sow)));
    section("Calls", Part::Table(course::calls(&sow)));
    section(
        "Reviews",
        Part::Table(course::reviews(sow, &standing, records)),
    );
    if !sow.comments.is_empty() {
        section("Comments", Part::Table(course::comments(&sow)));
    }
    section("History", Part::Table(course::history(&sow)));
    let path = Cell::toned(sow.file.path(), Tone::Faint);
    parts.push(Part::Fields(vec![("file".into(), path)]));
    Report {
        name: "sow",
        data: data(sow, &standing, &estimate, policy),
        parts,
    }
}

/// Returns a SOW as data, with its estimate, how its approvals stand, all its labels, and the digest of its content.
pub fn data(
    sow: One<'_, Sow>,
    standing: &Standing<'_>,
    estimate: &Estimate,
    policy: &Policy,
) -> Value {
    let mut data = record::data(sow.file);
    data["labels"] = json!(labels(&sow, standing, policy));
    data["estimate"] = estimated(estimate);
    data["review"] = review_data(standing);
    data["digest"] = json!(standing.content.digest.to_string());
    data
}

/// Returns an estimate as data, in hours; prices are texts, as records have them.
pub fn estimated(estimate: &Estimate) -> Value {
    json!({
        "mean": hours(estimate.whole.mean()),
        "spread": hours(estimate.whole.spread()),
        "contingency": hours(estimate.contingency),
        "hours": hours(estimate.hours),
        "rate": estimate.rate.to_string(),
        "price": estimate.price.to_string(),
    })
}

/// Returns hours as a number, exact to a hundredth.
pub(super) fn hours(hours: Hours) -> Value {
    match hours.hundredths % 100 {
        0 => json!(hours.hundredths / 100),
        _ => json!(hours.hundredths as f64 / 100.0),
    }
}

fn review_data(standing: &Standing<'_>) -> Value {
    let given = |review: One<'_, TaReview>| {
        json!({
            "review": review.id(),
            "by": review.by.as_str(),
            "at": review.at.to_string(),
            "verdict": review.verdict.name(),
            "changed_since": standing.content.changed_since(&review.parts),
        })
    };
    json!({
        "state": standing.state.name(),
        "decided": standing.deciding.map(given),
        "rdm_approved": standing.by_rdm.is_some(),
        "rdm": standing.by_rdm.or(standing.outdated_by_rdm).map(given),
    })
}

/// Returns how far it is, how its approvals stand, and what it comes to.
fn state(
    sow: One<'_, Sow>,
    standing: &Standing<'_>,
    policy: &Policy,
    estimate: &Estimate,
) -> Vec<(String, Cell)> {
    let since = sow.history.last();
    let since = since.map_or(String::new(), |last| format!("  since {}", last.at.date()));
    let state = format!("{}{since}", sow.state().name());
    let mut fields: Vec<(String, Cell)> = vec![("state".into(), Cell::toned(state, Tone::Strong))];
    let labels = labels(&sow, standing, policy);
    if !labels.is_empty() {
        fields.push(("labels".into(), labels.join("\n").into()));
    }
    fields.push(("TA review".into(), ta_review(standing)));
    fields.push(("RDM approval".into(), rdm_approval(sow, standing)));
    fields.push(("estimate".into(), in_one_line(estimate)));
    fields
}

fn ta_review(standing: &Standing<'_>) -> Cell {
    let cell = sows::review(standing.state);
    let words = match standing.deciding {
        None if standing.state == ReviewState::NotAsked => "nobody asked for one".into(),
        None => "waits for a verdict".into(),
        Some(review) => format!("{}: {}", cell.text, verdict(review, standing)),
    };
    Cell::toned(words, cell.tone)
}

fn rdm_approval(sow: One<'_, Sow>, standing: &Standing<'_>) -> Cell {
    let nobody = || Cell::toned("no Regional Delivery Manager is named", Tone::Warning);
    match (standing.by_rdm, standing.outdated_by_rdm) {
        (Some(given), _) => Cell::toned(verdict(given, standing), Tone::Good),
        (None, Some(last)) => Cell::toned(verdict(last, standing), Tone::Warning),
        (None, None) => sow
            .regional_delivery_manager
            .as_ref()
            .map_or_else(nobody, |rdm| {
                Cell::toned(format!("{rdm} has not decided yet"), Tone::Faint)
            }),
    }
}

/// Returns who decided what and when, and what of the content changed since.
fn verdict(review: One<'_, TaReview>, standing: &Standing<'_>) -> String {
    let said = if review.approves() {
        "approved"
    } else {
        "asked for changes"
    };
    let day = review.at.date();
    let words = format!("{} {said} on {day} ({})", review.by, review.id());
    if review.digest == standing.content.digest {
        return words;
    }
    let earlier = &review.parts;
    match standing.content.changed_since(earlier).as_slice() {
        changed if !earlier.is_empty() && !changed.is_empty() => {
            format!("{words}; changed since: {}", changed.join(", "))
        }
        _ => format!("{words}; the content changed since"),
    }
}

fn in_one_line(estimate: &Estimate) -> Cell {
    if estimate.hours.hundredths == 0 {
        return Cell::toned("no hours yet", Tone::Warning);
    }
    let mean = estimate.whole.mean();
    let spread = estimate.whole.spread();
    let contingency = estimate.contingency;
    let (hours, price) = (estimate.hours, &estimate.price);
    format!(
        "{mean} +- {spread} hours, {hours} with {contingency} for risks; {price} at {} an hour",
        estimate.rate
    )
    .into()
}

/// Returns for whom it is, who works on it, how it is ordered, and what is known of the customer.
fn engagement(sow: One<'_, Sow>, records: &Records) -> Vec<(String, Cell)> {
    let mut fields: Vec<(String, Cell)> = Vec::new();
    let mut field = |title: &str, text: Option<String>| {
        let text = text.map(|text| text.trim_end().to_owned());
        fields.extend(text.map(|text| (title.to_owned(), text.into())));
    };
    let handle = |who: Option<&Handle>| who.map(ToString::to_string);
    let joined = |words: Vec<&str>| (!words.is_empty()).then(|| words.join(", "));
    field("opportunity", Some(opportunity(sow, records)));
    field("account", Some(sow.account.to_string()));
    let troubled = sow.troubled_account.filter(|troubled| *troubled);
    let troubled = troubled.map(|_| "yes, it has had trouble with us".into());
    field("troubled account", troubled);
    field("author", Some(sow.author.to_string()));
    field(
        "engagement manager",
        handle(sow.engagement_manager.as_ref()),
    );
    let manager = sow.regional_delivery_manager.as_ref();
    field("delivery manager", handle(manager));
    field("assigned TA", handle(sow.ta()));
    field("delivery lead", handle(sow.delivery_lead.as_ref()));
    field("route", route(&sow));
    let why = sow.why_a_ta.iter().copied().map(WhyATa::name);
    field("why a TA", joined(why.collect()));
    field("service", sow.service.map(Service::name).map(Into::into));
    field("size", sow.engagement_size.map(Size::name).map(Into::into));
    let streams = sow.workstreams.iter().map(String::as_str);
    field("workstreams", joined(streams.collect()));
    let stage = sow.journey_stage.map(|stage| stage.name().into());
    field("customer journey", stage);
    field("pain points", sow.pain_points.clone());
    field("technical constraints", sow.technical_constraints.clone());
    let organizational = sow.organizational_constraints.clone();
    field("organizational constraints", organizational);
    let excluded = sow.out_of_scope.iter().map(|one| one.trim_end());
    let excluded: Vec<&str> = excluded.collect();
    let excluded = (!excluded.is_empty()).then(|| excluded.join("\n"));
    field("out of scope", excluded);
    let steps = sow.schedule.iter();
    let steps = steps.map(|step| format!("{}: {}", step.when.trim_end(), step.milestone));
    let steps: Vec<String> = steps.collect();
    field("schedule", (!steps.is_empty()).then(|| steps.join("\n")));
    let terms = sow.price.terms.map(|terms| terms.name().to_owned());
    field("terms", terms);
    field("scoping issue", sow.scoping_issue.clone());
    field("calculator", sow.calculator.clone());
    field("draft quote", sow.draft_quote.clone());
    let services = sow.ps_opportunity_link.clone();
    field("PS opportunity", services);
    fields
}

fn opportunity(sow: One<'_, Sow>, records: &Records) -> String {
    let id = &sow.opportunity;
    let found: Option<One<'_, Opportunity>> = records.get(&opportunity::KIND, id.as_str());
    found.map_or(id.to_string(), |found| {
        format!("{id} {} ({})", found.name, found.stage().name())
    })
}

fn route(sow: &Sow) -> Option<String> {
    let route = sow.route.map(Route::name)?;
    let sku = sow.sku.as_ref();
    let sku = sku.map_or(String::new(), |sku| format!(" {sku}"));
    let reason = sow.route_reason.as_ref();
    let reason = reason.map_or(String::new(), |reason| format!(": {}", reason.trim_end()));
    Some(format!("{route}{sku}{reason}"))
}
