//! The triage board: open requests under the label of their state.

use serde_json::{Value, json};

use super::requests::{self, Endings, Wanted};
use super::{Part, Report};
use crate::calendar::Instant;
use crate::lifecycle::State as _;
use crate::policy::Policy;
use crate::records::request::State;
use crate::records::{One, Records, Request};
use crate::sla::Clocks;

/// Returns the board of a region, or of all.
pub fn board(records: &Records, policy: &Policy, now: Instant, region: Option<&str>) -> Report {
    let wanted = Wanted {
        region: region.map(Into::into),
        endings: Endings::LeftOut,
        ..Wanted::default()
    };
    let (found, unreadable) = requests::find(records, &wanted);
    let name = region
        .and_then(|region| policy.boards.get(region))
        .unwrap_or(&policy.name);
    let mut parts = vec![Part::Heading(format!("{name}, {}", now.date()))];
    let mut columns = Vec::new();
    let clocks = Clocks::new(records, policy, now);
    for state in State::ALL.iter().filter(|state| !state.is_end()) {
        let mut here: Vec<One<'_, Request>> = found
            .iter()
            .copied()
            .filter(|request| request.state() == Some(*state))
            .collect();
        // What has waited longest comes first, and what is to be expedited before that.
        here.sort_by_key(|request| (!request.is_expedited(), request.created(), request.id()));
        columns.push(json!({
            "state": state.name(),
            "label": policy.label(*state),
            "requests": here.iter().map(|request| requests::data(*request, &clocks)).collect::<Vec<Value>>(),
        }));
        if here.is_empty() {
            continue;
        }
        let label = match policy.label(*state) {
            "" => "Open",
            label => label,
        };
        parts.push(Part::Heading(format!("{label} ({})", here.len())));
        let table = requests::table(&here, &clocks);
        parts.push(Part::Table(table.without(&["state"])));
    }
    if found.is_empty() {
        parts.push(Part::Text(
            "the board is empty; take a request in with `sa request new`\n".into(),
        ));
    }
    parts.extend(super::unreadable_note(unreadable.len()));
    Report {
        name: "board",
        data: json!({ "region": region, "columns": columns, "unreadable": unreadable.len() }),
        parts,
    }
}
