//! The document of a SOW that a customer reads and signs: what is promised, for how much, and on which terms.
//! What is the desk's own stays out: how the hours came about, how likely a risk is, what was asked and said.

mod document;
mod prose;
mod words;

use serde::Serialize;
use serde_json::json;

use super::{Part, Report};
use crate::policy::Policy;
use crate::records::review::Standing;
use crate::records::sow::estimate::estimate;
use crate::records::sow::{Deliverable, Estimate, ReviewState, State, Terms};
use crate::records::values::Hours;
use crate::records::{Account, Handle, One, Person, Records, Sow, account, person};

/// What a customer reads. Hours and prices are told as the document has them.
#[derive(Debug, Serialize)]
struct Statement {
    sow: String,
    /// The first digits of the digest of the content, which tell two versions apart.
    version: String,
    name: String,
    /// Whether approvals are missing.
    draft: bool,
    customer: String,
    /// Who speaks for the provider, where that is known.
    contact: Option<Contact>,
    background: Option<String>,
    deliverables: Vec<Promise>,
    out_of_scope: Vec<String>,
    schedule: Vec<Step>,
    roles: Vec<Working>,
    risks: Vec<Met>,
    topics: Vec<Covered>,
    price: Price,
}

#[derive(Debug, Serialize)]
struct Contact {
    name: String,
    role: &'static str,
    email: Option<String>,
}

#[derive(Debug, Serialize)]
struct Promise {
    title: String,
    description: Option<String>,
    tasks: Vec<String>,
    actions: Vec<String>,
    acceptance: Option<String>,
    assumptions: Vec<String>,
    customer_responsibilities: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Step {
    milestone: String,
    when: String,
}

#[derive(Debug, Serialize)]
struct Working {
    role: &'static str,
    /// With time and materials only.
    hours: Option<String>,
}

#[derive(Debug, Serialize)]
struct Met {
    title: String,
    mitigation: Option<String>,
}

#[derive(Debug, Serialize)]
struct Covered {
    topic: &'static str,
    addressed_in: Option<String>,
    waived_because: Option<String>,
}

#[derive(Debug, Serialize)]
struct Price {
    #[serde(serialize_with = "words::terms")]
    terms: Option<Terms>,
    /// With time and materials only.
    rate: Option<String>,
    /// With time and materials only; what risks may take is in it.
    hours: Option<String>,
    total: String,
}

/// Returns the document of a SOW.
pub fn statement(sow: One<'_, Sow>, records: &Records, policy: &Policy) -> Report {
    let statement = Statement::of(sow, records, policy);
    Report {
        name: "statement",
        data: json!(statement),
        parts: vec![Part::Document(document::blocks(&statement))],
    }
}

impl Statement {
    fn of(sow: One<'_, Sow>, records: &Records, policy: &Policy) -> Self {
        let estimate = estimate(&sow, &policy.estimates());
        let standing = Standing::of(sow, records);
        let customer: Option<One<'_, Account>> = records.get(&account::KIND, sow.account.as_str());
        Self {
            sow: sow.id().into(),
            version: standing.content.digest.short().into(),
            name: line(&sow.name),
            draft: is_draft(&sow, &standing),
            customer: customer.map_or_else(|| sow.account.to_string(), |found| line(&found.name)),
            contact: contact(&sow, records),
            background: text(sow.pain_points.as_ref()),
            deliverables: sow.deliverables.iter().map(promise).collect(),
            out_of_scope: lines(&sow.out_of_scope),
            schedule: schedule(&sow),
            roles: roles(&sow, &estimate),
            risks: risks(&sow),
            topics: topics(&sow),
            price: price(&sow, &estimate),
        }
    }
}

/// Returns whether an approval is missing of what is not past its approvals.
fn is_draft(sow: &Sow, standing: &Standing<'_>) -> bool {
    let is_past = matches!(sow.state(), State::Approved | State::ClosedWon);
    !is_past && (standing.state != ReviewState::Approved || standing.by_rdm.is_none())
}

/// Returns the Engagement Manager, or the author where none is named.
fn contact(sow: &Sow, records: &Records) -> Option<Contact> {
    let (who, role): (&Handle, _) = match &sow.engagement_manager {
        Some(manager) => (manager, "Engagement Manager"),
        None => (&sow.author, "author of this document"),
    };
    let person: One<'_, Person> = records.get(&person::KIND, who.as_str())?;
    Some(Contact {
        name: line(&person.name),
        role,
        email: person.emails.first().cloned(),
    })
}

fn promise(deliverable: &Deliverable) -> Promise {
    Promise {
        title: line(&deliverable.title),
        description: text(deliverable.description.as_ref()),
        tasks: lines(&deliverable.tasks),
        actions: lines(&deliverable.actions),
        acceptance: text(deliverable.acceptance.as_ref()),
        assumptions: lines(&deliverable.assumptions),
        customer_responsibilities: lines(&deliverable.customer_responsibilities),
    }
}

fn schedule(sow: &Sow) -> Vec<Step> {
    let steps = sow.schedule.iter().map(|step| Step {
        milestone: line(&step.milestone),
        when: line(&step.when),
    });
    steps.collect()
}

/// Returns the roles that work on it; with time and materials each with its hours, and what is kept for risks last,
/// so that all add up to the hours of the price.
fn roles(sow: &Sow, estimate: &Estimate) -> Vec<Working> {
    let is_by_hours = sow.price.terms == Some(Terms::TimeAndMaterials);
    let told = |hours: Hours| is_by_hours.then(|| hours.to_string());
    let mut roles: Vec<Working> = Vec::new();
    let mut rest = estimate.hours.hundredths;
    for (role, sum) in &estimate.roles {
        let mean = sum.mean();
        rest -= mean.hundredths;
        roles.push(Working {
            role: words::of_role(*role),
            hours: told(mean),
        });
    }
    if is_by_hours && 0 < estimate.contingency.hundredths && 0 < rest {
        roles.push(Working {
            role: "Reserve for risks",
            hours: told(Hours { hundredths: rest }),
        });
    }
    roles
}

fn risks(sow: &Sow) -> Vec<Met> {
    let risks = sow.risks.iter().map(|risk| Met {
        title: line(&risk.title),
        mitigation: text(risk.mitigation.as_ref()),
    });
    risks.collect()
}

fn topics(sow: &Sow) -> Vec<Covered> {
    let topics = sow.topics.each().into_iter();
    let topics = topics.map(|(key, topic)| Covered {
        topic: words::of_topic(key),
        addressed_in: topic.and_then(|topic| text(topic.addressed_in.as_ref())),
        waived_because: topic.and_then(|topic| text(topic.waived_because.as_ref())),
    });
    topics.collect()
}

fn price(sow: &Sow, estimate: &Estimate) -> Price {
    let is_by_hours = sow.price.terms == Some(Terms::TimeAndMaterials);
    Price {
        terms: sow.price.terms,
        rate: is_by_hours.then(|| words::of_money(&estimate.rate)),
        hours: is_by_hours.then(|| estimate.hours.to_string()),
        total: words::of_money(&estimate.price),
    }
}

/// Returns a text without blanks around it; nothing where that leaves nothing.
fn text(text: Option<&String>) -> Option<String> {
    let text = text.map(|text| text.trim());
    text.filter(|text| !text.is_empty()).map(Into::into)
}

/// Returns a text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lines(texts: &[String]) -> Vec<String> {
    let texts = texts.iter().map(|text| line(text));
    texts.filter(|text| !text.is_empty()).collect()
}
