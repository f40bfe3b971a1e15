//! Changes to escalations: opening one, and saying how it was resolved.

use super::record::{self, Setting, append, said, text};
use super::{Act, Plan, Refusal};
use crate::lifecycle::State as _;
use crate::records::escalation::{KIND, State};
use crate::records::{Escalation, One};
use crate::source::rewrite::Yaml;

/// Returns the plan of a new escalation.
///
/// # Errors
/// A subject that says nothing; a key that escalations do not have.
pub fn open(id: &str, settings: &[Setting], act: Act<'_>) -> Result<Plan, Refusal> {
    let subject = settings.iter().find(|setting| setting.key == "subject");
    if subject.is_none_or(|subject| subject.text.trim().is_empty()) {
        return Err(Refusal::new(
            "the subject is empty",
            "say what is wrong: `ta escalation open --account A --severity W SUBJECT`",
        ));
    }
    let history = Yaml::List(vec![step(State::Open, None, act)]);
    let tail = vec![("history".to_owned(), history)];
    Ok(Plan {
        files: vec![record::create(&KIND, id, act.at.date(), settings, tail)?],
        subject: format!("escalations: open {id}"),
    })
}

/// Returns the plan of resolving an escalation, with how.
///
/// # Errors
/// It is resolved already; a note that says nothing.
pub fn resolve(escalation: One<'_, Escalation>, note: &str, act: Act<'_>) -> Result<Plan, Refusal> {
    let id = escalation.id();
    if !State::may_follow(&escalation.path(), State::Resolved) {
        let last = escalation.history.last();
        let by = last.map_or(String::new(), |last| {
            format!(" by `{}` on {}", last.by, last.at.date())
        });
        return Err(Refusal::new(
            format!("{id} was resolved{by}"),
            "`ta escalation list` shows what is open; `ta escalation open` makes another",
        ));
    }
    said(note, "note", "--note")?;
    let entry = step(State::Resolved, Some(note.trim()), act);
    Ok(Plan {
        files: vec![record::edit(escalation.file, &[append("history", entry)])?],
        subject: format!("escalations: {id} is resolved"),
    })
}

fn step(to: State, note: Option<&str>, act: Act<'_>) -> Yaml {
    let mut said = vec![("to".to_owned(), Yaml::Bare(to.name().into()))];
    said.extend(note.map(|note| text("note", note)));
    act.entry(said)
}
