//! The blocks of the document: numbered sections, those without content left out.

use super::{Contact, Covered, Price, Promise, Statement, line, prose};
use crate::records::sow::Terms;
use crate::reports::{Block, Cell, Column, Room, Table};

/// What stands where the record says nothing yet.
const NOT_AGREED: &str = "Not agreed yet";

/// Returns the whole document.
pub(super) fn blocks(statement: &Statement) -> Vec<Block> {
    let mut blocks = vec![Block::Title(statement.name.clone())];
    if statement.draft {
        blocks.push(Block::Notice("Draft, not approved".into()));
    }
    let sections = [
        ("Parties", parties(statement)),
        ("Background", background(statement)),
        ("Scope", scope(&statement.deliverables)),
        ("Out of scope", list(&statement.out_of_scope)),
        ("Schedule", schedule(statement)),
        ("Roles", roles(statement)),
        ("Risks and how we meet them", risks(statement)),
        (
            "Change management, security, compliance and observability",
            topics(&statement.topics),
        ),
        ("Price", price(&statement.price)),
        ("Signatures", signatures(statement)),
    ];
    let sections = sections
        .into_iter()
        .filter(|(_, within)| !within.is_empty());
    for ((title, within), number) in sections.zip(1..) {
        blocks.push(section(format!("{number}"), title));
        blocks.extend(within.into_iter().map(|block| below(block, number)));
    }
    blocks
}

/// Returns a block with the number of the section above before its own.
fn below(block: Block, above: usize) -> Block {
    match block {
        Block::Section { number, title } if !number.is_empty() => {
            section(format!("{above}.{number}"), title)
        }
        other => other,
    }
}

fn section(number: String, title: impl Into<String>) -> Block {
    Block::Section {
        number,
        title: title.into(),
    }
}

fn parties(statement: &Statement) -> Vec<Block> {
    let field = |title: &str, text: String| (title.to_owned(), Cell::from(text));
    let spoken = |contact: &Contact| {
        let email = contact.email.as_ref();
        let email = email.map_or(String::new(), |email| format!(", {email}"));
        format!(
            "Professional Services, represented by {}, {}{email}",
            contact.name, contact.role
        )
    };
    let provider = statement.contact.as_ref().map(spoken);
    vec![Block::Fields(vec![
        field("Document", "Statement of work".into()),
        field(
            "Reference",
            format!("{}, version {}", statement.sow, statement.version),
        ),
        field("Customer", statement.customer.clone()),
        field(
            "Provider",
            provider.unwrap_or("Professional Services".into()),
        ),
    ])]
}

fn background(statement: &Statement) -> Vec<Block> {
    let text = statement.background.as_deref();
    text.map(prose::blocks).unwrap_or_default()
}

fn scope(promises: &[Promise]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (promise, place) in promises.iter().zip(1..) {
        blocks.push(section(format!("{place}"), promise.title.clone()));
        blocks.extend(prose::blocks(promise.description.as_deref().unwrap_or("")));
        let acceptance = promise.acceptance.as_deref();
        let parts = [
            ("Tasks", list(&promise.tasks)),
            ("What Professional Services does", list(&promise.actions)),
            (
                "What the customer does",
                list(&promise.customer_responsibilities),
            ),
            ("Assumptions", list(&promise.assumptions)),
            (
                "Acceptance",
                acceptance.map(prose::blocks).unwrap_or_default(),
            ),
        ];
        for (title, within) in parts {
            if !within.is_empty() {
                blocks.push(section(String::new(), title));
                blocks.extend(within);
            }
        }
    }
    blocks
}

fn list(items: &[String]) -> Vec<Block> {
    match items {
        [] => Vec::new(),
        items => vec![Block::List(items.to_vec())],
    }
}

/// Returns a table of two columns; nothing without rows.
fn pairs(titles: [&'static str; 2], rows: Vec<[String; 2]>) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let column = |title| Column::new(title, Room::Folds);
    let rows = rows.into_iter().map(|row| row.map(Cell::from).to_vec());
    vec![Block::Table(Table {
        columns: titles.map(column).to_vec(),
        rows: rows.collect(),
        when_empty: String::new(),
    })]
}

fn schedule(statement: &Statement) -> Vec<Block> {
    let steps = statement.schedule.iter();
    let rows = steps.map(|step| [step.milestone.clone(), step.when.clone()]);
    pairs(["Milestone", "When"], rows.collect())
}

fn roles(statement: &Statement) -> Vec<Block> {
    let rows: Option<Vec<[String; 2]>> = statement
        .roles
        .iter()
        .map(|one| Some([one.role.to_owned(), one.hours.clone()?]))
        .collect();
    if let Some(rows) = rows {
        return pairs(["Role", "Estimated hours"], rows);
    }
    let roles = statement.roles.iter().map(|one| one.role.to_owned());
    list(&roles.collect::<Vec<_>>())
}

fn risks(statement: &Statement) -> Vec<Block> {
    let rows = statement.risks.iter().map(|risk| {
        let mitigation = risk.mitigation.as_deref().map(line);
        [risk.title.clone(), mitigation.unwrap_or(NOT_AGREED.into())]
    });
    pairs(["Risk", "How we meet it"], rows.collect())
}

fn topics(topics: &[Covered]) -> Vec<Block> {
    let rows = topics.iter().map(|covered| {
        let addressed = covered.addressed_in.as_deref().map(line);
        let waived = covered.waived_because.as_deref().map(line);
        let said = match (addressed, waived) {
            (Some(place), _) => format!("Addressed in: {place}"),
            (None, Some(why)) => format!("Not part of this engagement: {why}"),
            (None, None) => NOT_AGREED.into(),
        };
        [covered.topic.to_owned(), said]
    });
    pairs(["Topic", "Where"], rows.collect())
}

fn price(price: &Price) -> Vec<Block> {
    let terms = match price.terms {
        Some(Terms::FixedFee) => "Fixed fee",
        Some(Terms::TimeAndMaterials) => "Time and materials",
        None => NOT_AGREED,
    };
    let total = match price.terms {
        Some(Terms::FixedFee) => "Total",
        _ => "Estimated total",
    };
    let fields = [
        ("Terms", Some(terms.to_owned())),
        (
            "Rate",
            price.rate.as_ref().map(|rate| format!("{rate} an hour")),
        ),
        ("Estimated hours, rounded", price.hours.clone()),
        (total, Some(price.total.clone())),
    ];
    let fields = fields.into_iter();
    let fields = fields.filter_map(|(title, text)| Some((title.to_owned(), text?.into())));
    vec![Block::Fields(fields.collect())]
}

fn signatures(statement: &Statement) -> Vec<Block> {
    vec![Block::Signatures(vec![
        ("Customer".into(), statement.customer.clone()),
        ("Provider".into(), "Professional Services".into()),
    ])]
}
