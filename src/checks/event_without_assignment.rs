//! Finds events that an SA took on, and that no manager assigned with a reason.

use super::{Check, Review, Sees};
use crate::calendar::Instant;
use crate::finding::{Finding, Level};
use crate::records::person::{Role, has_role};
use crate::records::request::{Request, State, Template};
use crate::records::{File, Handle};

pub(super) static CHECK: Check = Check {
    name: "event-without-assignment",
    level: Level::Error,
    summary: "an event that no manager assigned with a reason",
    docs: r#"## What it finds
A request with the template `event` that is past open, and whose last assignment - the last `triaged` of its history, or
a later handoff - was not made by a person with the role `manager`, or has no `note` that says why. Declined ones are
left alone.

## Why it matters
Source document 003: the leaders of the SAs assign who supports an event, by competency, availability, location and
diversity. The reason is kept, so that it can be seen that it was fair.

## What to do
Let a manager claim it for somebody, `sa request claim ID --owner HANDLE --note TEXT`, or hand it on:
`sa request handoff ID --to HANDLE --note TEXT`.

## Example
```yaml
#- requests/2026-11/REQ-4T9K2M7X.yaml
template: event
requester: dana
event: {name: GitOps Day}
owner: sam
history:
  - {at: 2026-11-20T09:00:00Z, by: dana, to: open}
  - {at: 2026-11-20T10:00:00Z, by: sam, to: triaged, note: I live there}
#                                  ^^^ error: `sam` assigned the event, and is no manager
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

/// Who assigned it when, where that stands, and why.
struct Assignment<'a> {
    at: Instant,
    by: &'a Handle,
    path: String,
    note: Option<&'a str>,
}

fn applies(_: &Review<'_>, file: &File) -> bool {
    let request = file.as_one::<Request>();
    request.is_some_and(|request| {
        request.template == Template::Event
            && !request.is_declined()
            && assignment(&request).is_some()
    })
}

/// Returns the assignment that holds; an event that was opened again has none until it is triaged.
fn assignment(request: &Request) -> Option<Assignment<'_>> {
    let history = request.history.iter().enumerate();
    let round = history.clone().rfind(|(_, entry)| {
        entry.to == State::Open || (entry.to == State::Triaged && entry.note.is_some())
    });
    let from = round.map_or(0, |(at, _)| at);
    let triaged = history
        .skip(from)
        .find(|(_, entry)| entry.to == State::Triaged);
    let triaged = triaged.map(|(at, entry)| Assignment {
        at: entry.at,
        by: &entry.by,
        path: format!("history[{at}].by"),
        note: entry.note.as_deref(),
    })?;
    let handoff = request.handoffs.iter().enumerate().next_back();
    let handoff = handoff.map(|(at, handoff)| Assignment {
        at: handoff.at,
        by: &handoff.by,
        path: format!("handoffs[{at}].by"),
        note: handoff.note.as_deref(),
    });
    let later = handoff.filter(|handoff| triaged.at <= handoff.at);
    Some(later.unwrap_or(triaged))
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for request in review.asked::<Request>(&CHECK) {
        let Some(assignment) = assignment(&request) else {
            continue;
        };
        let by = assignment.by;
        let has_reason = assignment.note.is_some_and(|note| !note.trim().is_empty());
        let fault = match (
            has_role(review.after, by.as_str(), Role::Manager),
            has_reason,
        ) {
            (true, true) => continue,
            (true, false) => format!("`{by}` assigned the event, and does not say why"),
            (false, _) => format!("`{by}` assigned the event, and is no manager"),
        };
        let owner = request.owner.as_ref().map_or("HANDLE", Handle::as_str);
        let help = format!(
            "let a manager assign it: `sa request claim {0} --owner {owner} --note TEXT`, or once it is claimed `sa request handoff {0} --to HANDLE --note TEXT`",
            request.id()
        );
        let mut finding = review.finding(&CHECK, request.file, &assignment.path, fault, help);
        finding.since = Some(assignment.at.date());
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    fn event(entries: &str) {
        check(
            &CHECK,
            &format!(
                "#- requests/2026-11/REQ-4T9K2M7X.yaml\ntemplate: event\nrequester: dana\nowner: sam\nhistory:\n  - {{at: 2026-11-20T09:00:00Z, by: dana, to: open}}\n{entries}"
            ),
        );
    }

    #[test]
    fn a_manager_with_a_reason_assigns_an_event() {
        event("");
        event("  - {at: 2026-11-20T10:00:00Z, by: maria, to: triaged, note: knows Geo}\n");
        event("  - {at: 2026-11-20T10:00:00Z, by: sam, to: declined, reason: other, note: n}\n");
        event(
            "  - {at: 2026-11-20T10:00:00Z, by: maria, to: triaged}\n#                                  ^^^^^ error: `maria` assigned the event, and does not say why\n",
        );
    }

    #[test]
    fn a_later_handoff_is_the_assignment_and_waiting_is_none() {
        let handed = |by: &str| {
            format!(
                "  - {{at: 2026-11-20T10:00:00Z, by: sam, to: triaged}}\nhandoffs:\n  - {{at: 2026-11-20T11:00:00Z, by: {by}, from: sam, to: kim, note: nearer}}\n"
            )
        };
        event(&handed("maria"));
        event(&format!(
            "{}# ^^ error: `sam` assigned the event, and is no manager\n",
            handed("sam")
        ));
        event(
            "  - {at: 2026-11-20T10:00:00Z, by: maria, to: triaged, note: knows Geo}\n  - {at: 2026-11-20T11:00:00Z, by: sam, to: waiting, awaiting: a, from: b}\n  - {at: 2026-11-20T12:00:00Z, by: sam, to: triaged}\n",
        );
    }

    #[test]
    fn an_event_that_is_opened_again_is_assigned_again() {
        event(
            "  - {at: 2026-11-20T10:00:00Z, by: maria, to: triaged, note: knows Geo}\n  - {at: 2026-11-20T11:00:00Z, by: sam, to: declined, reason: other, note: ill}\n  - {at: 2026-11-20T12:00:00Z, by: dana, to: open, note: n}\n  - {at: 2026-11-20T13:00:00Z, by: sam, to: triaged, note: well}\n#                                  ^^^ error: `sam` assigned the event, and is no manager\n",
        );
    }
}
