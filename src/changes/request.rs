//! Changes to requests: taking one in, moving it through its states, commenting on it.

use super::record::{self, Setting};
use super::{Act, Plan, Refusal};
use crate::lifecycle::{State as _, exits, one_of};
use crate::records::request::{self, DeclineReason, Flag, Party, Request, State, Template};
use crate::records::{Handle, Id, One};
use crate::source::rewrite::{Change, Yaml};

/// What a history entry says beyond its state.
#[derive(Clone, Debug, Default)]
pub struct Step {
    pub note: Option<String>,
    pub awaiting: Option<String>,
    pub from: Option<String>,
    pub reason: Option<DeclineReason>,
    pub acknowledged: Vec<Party>,
    /// Why it moves on although a clock was breached.
    pub breach_reason: Option<String>,
}

/// Returns the plan of a new request in state `open`.
///
/// # Errors
/// A key that requests do not have.
pub fn open(id: &Id, settings: &[Setting], act: Act<'_>) -> Result<Plan, Refusal> {
    let history = Yaml::List(vec![entry(State::Open, &Step::default(), act)]);
    let tail = vec![("history".to_owned(), history)];
    let file = record::create(&request::KIND, id.as_str(), act.at.date(), settings, tail)?;
    Ok(Plan {
        files: vec![file],
        subject: format!("requests: open {id}"),
    })
}

/// Returns the plan of moving a request to a state, with keys set on the way.
///
/// # Errors
/// A state that may not follow; an empty reason of a breach; a text that cannot be edited safely.
pub fn advance(
    request: One<'_, Request>,
    to: State,
    step: &Step,
    settings: &[Setting],
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    let path = request.path();
    if !State::may_follow(&path, to) {
        return Err(not_from_here(request, &path, to));
    }
    record::breach_said(step.breach_reason.as_deref())?;
    let mut changes: Vec<Change> = settings
        .iter()
        .map(|setting| Change::Set {
            path: setting.key.clone(),
            value: Yaml::Text(setting.text.clone()),
        })
        .collect();
    changes.push(Change::Append {
        path: "history".into(),
        item: entry(to, step, act),
    });
    Ok(Plan {
        files: vec![record::edit(request.file, &changes)?],
        subject: format!("requests: {} {}", to.name(), request.id()),
    })
}

/// Returns the plan of giving a request to an SA: `triaged` when it is open, a change of owner later.
///
/// # Errors
/// The owner has it already; a state from which it cannot be claimed; a reason of a breach where no state is entered.
pub fn claim(
    request: One<'_, Request>,
    owner: &Handle,
    step: &Step,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    let setting = Setting {
        key: "owner".into(),
        text: owner.to_string(),
    };
    match request.state() {
        Some(state) if state.is_engaged() && state != State::Closed => {
            if request.owner.as_ref() == Some(owner) {
                return Err(Refusal::new(
                    format!("`{owner}` has {} already", request.id()),
                    format!("see it with `sa request show {}`", request.id()),
                ));
            }
            if request.template == Template::Event {
                return Err(Refusal::new(
                    format!("{} is assigned already", request.id()),
                    format!(
                        "let a manager hand it on: `sa request handoff {} --to {owner} --note TEXT`",
                        request.id()
                    ),
                ));
            }
            if step.breach_reason.is_some() || step.note.is_some() {
                return Err(Refusal::new(
                    format!(
                        "{} enters no state, and only one that is entered keeps a note or a reason",
                        request.id()
                    ),
                    format!(
                        "hand it on with a note: `sa request handoff {} --to {owner} --note TEXT`",
                        request.id()
                    ),
                ));
            }
            Ok(Plan {
                files: vec![record::set(request.file, &[setting])?],
                subject: format!("requests: {} goes to {owner}", request.id()),
            })
        }
        _ => advance(request, State::Triaged, step, &[setting], act),
    }
}

/// Returns the plan of moving a request to `triaged`, to the one who has it or else to who acts.
///
/// # Errors
/// As `advance`.
pub fn triage(request: One<'_, Request>, step: &Step, act: Act<'_>) -> Result<Plan, Refusal> {
    let setting = Setting {
        key: "owner".into(),
        text: request.owner.as_ref().unwrap_or(act.by).to_string(),
    };
    advance(request, State::Triaged, step, &[setting], act)
}

/// Returns the commands that lead on from where a request stands.
pub fn ways_on(request: One<'_, Request>) -> Vec<String> {
    commands(request.id(), &request.path())
}

/// Returns the state that a waiting request goes back to.
///
/// # Errors
/// The request does not wait.
pub fn resumed(request: One<'_, Request>) -> Result<State, Refusal> {
    let path = request.path();
    match (path.last(), State::waited_from(&path)) {
        (Some(State::Waiting), Some(from)) => Ok(from),
        _ => Err(Refusal::new(
            format!(
                "{} does not wait: it is {}",
                request.id(),
                name_of(request.state())
            ),
            one_of_commands(request.id(), &path),
        )),
    }
}

/// Returns the plan of a comment.
///
/// # Errors
/// A comment that says nothing; a text that cannot be edited safely.
pub fn comment(request: One<'_, Request>, text: &str, act: Act<'_>) -> Result<Plan, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::new(
            "the comment is empty",
            "say something, or leave it",
        ));
    }
    let item = Yaml::Map(vec![
        ("at".into(), Yaml::Bare(act.at.to_string())),
        ("by".into(), Yaml::Text(act.by.to_string())),
        ("text".into(), Yaml::Text(text.into())),
    ]);
    let change = Change::Append {
        path: "comments".into(),
        item,
    };
    Ok(Plan {
        files: vec![record::edit(request.file, &[change])?],
        subject: format!("requests: comment on {}", request.id()),
    })
}

/// Returns the plan of handing a request on to somebody who has it from then on.
///
/// # Errors
/// Nobody took it on yet, or it has ended; who shall have it has it already; a text that cannot be edited safely.
pub fn hand_off(
    request: One<'_, Request>,
    to: &Handle,
    note: Option<&str>,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    let id = request.id();
    let path = request.path();
    let state = State::waited_from(&path).filter(|state| state.is_engaged() && !state.is_end());
    if state.is_none() {
        return Err(Refusal::new(
            format!(
                "{id} is {}, and nobody has it to hand on",
                name_of(request.state())
            ),
            one_of_commands(id, &path),
        ));
    }
    if request.owner.as_ref() == Some(to) {
        return Err(Refusal::new(
            format!("`{to}` has {id} already"),
            format!("see it with `sa request show {id}`"),
        ));
    }
    let from = request.owner.as_ref();
    let mut said: Vec<(String, Yaml)> = Vec::new();
    said.extend(from.map(|from| record::text("from", from.as_str())));
    said.push(record::text("to", to.as_str()));
    let note = note.map(str::trim).filter(|note| !note.is_empty());
    said.extend(note.map(|note| record::text("note", note)));
    let changes = [
        record::put("owner", Yaml::Text(to.to_string())),
        record::append("handoffs", act.entry(said)),
    ];
    Ok(Plan {
        files: vec![record::edit(request.file, &changes)?],
        subject: format!("requests: {id} goes to {to}"),
    })
}

/// Returns the plan of putting a flag on a request, or of taking it off.
///
/// # Errors
/// It has the flag already, or has not; a text that cannot be edited safely.
pub fn flag(
    request: One<'_, Request>,
    flag: Flag,
    on: bool,
    note: Option<&str>,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    let (id, word) = (request.id(), flag.name());
    if request.has(flag) == on {
        return Err(match on {
            true => Refusal::new(
                format!("{id} has the flag {word} already"),
                format!("take it off with `sa request flag {id} {word} --off`"),
            ),
            false => Refusal::new(
                format!("{id} does not have the flag {word}"),
                format!("put it on with `sa request flag {id} {word}`"),
            ),
        });
    }
    let mut said = vec![
        ("flag".to_owned(), Yaml::Bare(word.into())),
        ("on".to_owned(), Yaml::Bare(on.to_string())),
    ];
    let note = note.map(str::trim).filter(|note| !note.is_empty());
    said.extend(note.map(|note| record::text("note", note)));
    let done = if on {
        "is marked"
    } else {
        "is no longer marked"
    };
    Ok(Plan {
        files: vec![record::edit(
            request.file,
            &[record::append("flagged", act.entry(said))],
        )?],
        subject: format!("requests: {id} {done} {word}"),
    })
}

fn entry(to: State, step: &Step, act: Act<'_>) -> Yaml {
    let mut entry = vec![
        ("at".to_owned(), Yaml::Bare(act.at.to_string())),
        ("by".to_owned(), Yaml::Text(act.by.to_string())),
        ("to".to_owned(), Yaml::Bare(to.name().into())),
    ];
    let text = |key: &str, value: &Option<String>| {
        value.clone().map(|text| (key.to_owned(), Yaml::Text(text)))
    };
    entry.extend(text("awaiting", &step.awaiting));
    entry.extend(text("from", &step.from));
    let reason = DeclineReason::ALL
        .iter()
        .find(|(reason, _)| step.reason == Some(*reason));
    entry.extend(reason.map(|(_, word)| ("reason".to_owned(), Yaml::Bare((*word).into()))));
    if !step.acknowledged.is_empty() {
        let parties = Party::ALL
            .iter()
            .filter(|(party, _)| step.acknowledged.contains(party));
        let words = parties
            .map(|(_, word)| Yaml::Bare((*word).into()))
            .collect();
        entry.push(("acknowledged".into(), Yaml::List(words)));
    }
    entry.extend(text("note", &step.note));
    entry.extend(text("breach_reason", &step.breach_reason));
    Yaml::Map(entry)
}

fn not_from_here(request: One<'_, Request>, path: &[State], to: State) -> Refusal {
    let from = name_of(path.last().copied());
    let message = match path.last() == Some(&to) {
        true => format!("{} is {from} already", request.id()),
        false => format!(
            "{} is {from}, and cannot become {}",
            request.id(),
            to.name()
        ),
    };
    Refusal::new(message, one_of_commands(request.id(), path))
}

fn name_of(state: Option<State>) -> &'static str {
    state.map_or("without a state", State::name)
}

/// Returns the commands that lead on from a path, as help.
fn one_of_commands(id: &str, path: &[State]) -> String {
    let quoted: Vec<String> = commands(id, path)
        .iter()
        .map(|command| format!("`{command}`"))
        .collect();
    let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
    format!("from here: {}", one_of(&quoted))
}

fn commands(id: &str, path: &[State]) -> Vec<String> {
    exits(path)
        .into_iter()
        .map(|to| match path.last() {
            Some(State::Waiting) if to != State::Declined => format!("sa request resume {id}"),
            _ => command(id, to),
        })
        .collect()
}

fn command(id: &str, to: State) -> String {
    match to {
        State::Open => format!("sa request reopen {id} --note TEXT"),
        State::Triaged => format!("sa request claim {id}"),
        State::DemoReady => format!("sa request ready {id}"),
        State::Doing => format!("sa request start {id}"),
        State::Followup => format!("sa request follow-up {id}"),
        State::Waiting => format!("sa request wait {id} --for TEXT --from WHO"),
        State::Closed => format!("sa request close {id} --ack sa --ack customer --ack sales"),
        State::Declined => format!("sa request decline {id} --reason R"),
    }
}
