//! Changes to SOWs: making one, moving it through its states, asking for its review, a comment.
//! What is said while it is scoped lives in `scoping`; what was said before is kept everywhere.

mod given;
mod scoping;
pub mod template;
mod why;

#[cfg(test)]
mod tests;

use super::record::{self, Setting, append, text};
use super::{Act, Plan, Refusal};
use crate::lifecycle::{State as _, exits, one_of};
use crate::records::opportunity::Stage;
use crate::records::review::Standing;
use crate::records::sow::{Content, KIND, ReviewState, State};
use crate::records::{Handle, One, Opportunity, Person, Records, Sow};
use crate::source::FileChange;
use crate::source::rewrite::{Change, Yaml, rewrite};

pub use given::replaced;
pub use scoping::{CallAsked, answer, ask, call, reassign};
pub use why::Why;

/// Returns the plan of a new SOW of an opportunity; it begins open, with a Technical Architect where one is named.
///
/// # Errors
/// The opportunity came to nothing; who is to review it cannot; a key that SOWs do not have.
pub fn create(
    id: &str,
    opportunity: One<'_, Opportunity>,
    settings: &[Setting],
    ta: Option<One<'_, Person>>,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    let tail = beginning(opportunity, settings, ta, act)?;
    Ok(Plan {
        files: vec![record::create(&KIND, id, act.at.date(), settings, tail)?],
        subject: format!("sows: add {id}"),
    })
}

/// Returns what the lists of a new SOW begin with.
///
/// # Errors
/// The opportunity came to nothing; who is to review it cannot.
pub fn beginning(
    opportunity: One<'_, Opportunity>,
    settings: &[Setting],
    ta: Option<One<'_, Person>>,
    act: Act<'_>,
) -> Result<Vec<(String, Yaml)>, Refusal> {
    may_have_one(opportunity)?;
    let mut lists = Vec::new();
    if let Some(ta) = ta {
        let author = settings
            .iter()
            .any(|setting| setting.key == "author" && setting.text == ta.id());
        let is_author = author || ta.id() == act.by.as_str();
        scoping::is_able(ta, is_author, "a SOW", "`ta team` shows the others", act)?;
        let entry = act.entry(vec![text("who", ta.id())]);
        lists.push(("assigned_ta".to_owned(), Yaml::List(vec![entry])));
    }
    let history = Yaml::List(vec![step(State::Open, Why::default(), act)]);
    lists.push(("history".to_owned(), history));
    Ok(lists)
}

/// Returns the plan of a SOW from a text that somebody wrote; a history is added where it has none.
///
/// What the text says wrong is told by the gate.
///
/// # Errors
/// The opportunity came to nothing; placeholders are left; a text that cannot be edited safely.
pub fn take_in(
    id: &str,
    opportunity: Option<One<'_, Opportunity>>,
    written: &str,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    opportunity.map_or(Ok(()), may_have_one)?;
    is_filled(written)?;
    let schema = match written.starts_with("# yaml-language-server:") {
        true => String::new(),
        false => KIND.schema_line(),
    };
    let whole = format!("{schema}{}\n", written.trim_end());
    let whole = match has_history(written) {
        true => whole,
        false => grown(
            &whole,
            append("history", step(State::Open, Why::default(), act)),
        )?,
    };
    Ok(Plan {
        files: vec![FileChange {
            path: KIND.path(id, act.at.date()),
            text: Some(whole),
        }],
        subject: format!("sows: add {id}"),
    })
}

/// Returns the plan of moving a SOW to a state.
///
/// # Errors
/// A state that may not follow; one that needs a note, without one; an empty reason of a breach.
pub fn advance(sow: One<'_, Sow>, to: State, why: Why<'_>, act: Act<'_>) -> Result<Plan, Refusal> {
    let (id, path) = (sow.id(), sow.path());
    if !State::may_follow(&path, to) {
        return Err(not_from_here(sow, &path, to));
    }
    if needs_note(to) && why.note().is_none() {
        return Err(Refusal::new(
            format!(
                "{id} becomes {} with a note on why, and none is said",
                to.name()
            ),
            format!("say it: `{}`", command(id, to)),
        ));
    }
    record::breach_said(why.breach_reason)?;
    let moved = append("history", step(to, why, act));
    edit(sow, &[moved], &format!("is {}", to.name()))
}

/// Returns the plan of asking for a review, by a Technical Architect where one is named and none is assigned.
///
/// # Errors
/// The SOW ended; a review is asked for already, or was given and holds; nothing changed since changes were asked for;
/// another Technical Architect is assigned, or the named one cannot review it.
pub fn submit(
    sow: One<'_, Sow>,
    records: &Records,
    why: Why<'_>,
    ta: Option<One<'_, Person>>,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    still_open(sow)?;
    is_reviewable(sow, records, why.note())?;
    record::breach_said(why.breach_reason)?;
    let mut changes = Vec::new();
    match (sow.ta(), ta) {
        (Some(own), Some(ta)) if own.as_str() != ta.id() => {
            let (id, ta) = (sow.id(), ta.id());
            return Err(Refusal::new(
                format!("{id} is reviewed by `{own}` already"),
                format!("change that first: `ta reassign {id} {ta} --reason TEXT`"),
            ));
        }
        (None, Some(ta)) => {
            scoping::may_review(sow, ta, act)?;
            changes.push(append("assigned_ta", act.entry(vec![text("who", ta.id())])));
        }
        _ => {}
    }
    changes.push(review_request(why, act));
    edit(sow, &changes, "asks for a review")
}

/// Returns the plan of saying something on a SOW.
///
/// # Errors
/// The text says nothing.
pub fn comment(sow: One<'_, Sow>, words: &str, act: Act<'_>) -> Result<Plan, Refusal> {
    if words.trim().is_empty() {
        return Err(Refusal::new(
            "the comment is empty",
            format!("say something: `sa sow comment {} TEXT`", sow.id()),
        ));
    }
    let entry = act.entry(vec![text("text", words.trim())]);
    edit(sow, &[append("comments", entry)], "comment")
}

/// What an edit did to the approvals of a SOW.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voided {
    /// Whose approval it was.
    pub by: Handle,
    /// The parts of the content that changed.
    pub parts: Vec<String>,
}

/// Returns an edited SOW with a new review asked for, where the edit changed what a Technical Architect approved.
///
/// # Errors
/// A text that cannot be edited safely.
pub fn amended(
    sow: One<'_, Sow>,
    records: &Records,
    edited: FileChange,
    act: Act<'_>,
) -> Result<(FileChange, Option<Voided>), Refusal> {
    let before = Standing::of(sow, records);
    let written = edited.text.clone().unwrap_or_default();
    let after = Content::of(&written);
    let deciding = before
        .deciding
        .filter(|_| before.state == ReviewState::Approved);
    let Some(approval) = deciding.filter(|_| after.digest != before.content.digest) else {
        return Ok((edited, None));
    };
    // What cannot be read is told by the gate, with its place.
    let Ok(read) = serde_yaml::from_str::<Sow>(&written) else {
        return Ok((edited, None));
    };
    let parts = after.changed_since(&before.content.parts);
    let parts: Vec<String> = parts.into_iter().map(str::to_owned).collect();
    let voided = Voided {
        by: approval.by.clone(),
        parts,
    };
    if sow.review_requests.len() < read.review_requests.len() {
        return Ok((edited, Some(voided)));
    }
    let note = format!("changed after approval: {}", voided.parts.join(", "));
    let why = Why {
        note: Some(&note),
        ..Why::default()
    };
    let text = grown(&written, review_request(why, act))?;
    let file = FileChange {
        text: Some(text),
        ..edited
    };
    Ok((file, Some(voided)))
}

/// Returns the command that moves a SOW to a state.
pub fn command(id: &str, to: State) -> String {
    let note = if needs_note(to) { " --note TEXT" } else { "" };
    format!("sa sow move {id} {}{note}", to.name())
}

fn needs_note(state: State) -> bool {
    matches!(state, State::OnHold | State::ClosedLost)
}

fn not_from_here(sow: One<'_, Sow>, path: &[State], to: State) -> Refusal {
    let (id, state) = (sow.id(), sow.state().name());
    let commands = exits(path).into_iter();
    let commands: Vec<String> = commands
        .map(|to| format!("`{}`", command(id, to)))
        .collect();
    let commands: Vec<&str> = commands.iter().map(String::as_str).collect();
    let help = match commands.is_empty() {
        true => format!("begin another: `sa sow new {}`", sow.opportunity),
        false => format!("from here: {}", one_of(&commands)),
    };
    let message = match to == sow.state() {
        true => format!("{id} is {state} already"),
        false => format!(
            "{id} is {state}, and does not become {} from there",
            to.name()
        ),
    };
    Refusal::new(message, help)
}

/// Refuses a review that would tell nobody anything new.
fn is_reviewable(sow: One<'_, Sow>, records: &Records, note: Option<&str>) -> Result<(), Refusal> {
    let id = sow.id();
    let standing = Standing::of(sow, records);
    let decided = standing.deciding;
    match (standing.state, decided) {
        (ReviewState::NeedsReview, _) => {
            let last = sow.review_requests.last();
            let asked = last.map_or(String::new(), |last| {
                format!(" by `{}` on {}", last.by, last.at.date())
            });
            Err(Refusal::new(
                format!("a review of {id} is asked for already{asked}, and nobody has decided yet"),
                format!(
                    "say what is new: `sa sow comment {id} TEXT`; `ta reassign {id} --reason TEXT` gives it to another Technical Architect"
                ),
            ))
        }
        (ReviewState::Approved, Some(approval)) => Err(Refusal::new(
            format!(
                "{id} was approved by `{}` on {}, and is what it was then",
                approval.by,
                approval.at.date()
            ),
            format!("see what comes next: `sa sow show {id}`"),
        )),
        (ReviewState::ChangesRequested, Some(strict))
            if strict.digest == standing.content.digest && note.is_none() =>
        {
            Err(Refusal::new(
                format!(
                    "`{}` asked for changes of {id} on {}, and nothing has changed since",
                    strict.by,
                    strict.at.date()
                ),
                format!(
                    "change it with `sa sow edit {id} --edit`, or say why it is right as it is: `sa sow submit {id} --note TEXT`"
                ),
            ))
        }
        _ => Ok(()),
    }
}

fn may_have_one(opportunity: One<'_, Opportunity>) -> Result<(), Refusal> {
    let (id, stage) = (opportunity.id(), opportunity.stage());
    match stage.is_open() || stage == Stage::ClosedWon {
        true => Ok(()),
        false => Err(Refusal::new(
            format!(
                "{id} is at {}, and no services are sold there any more",
                stage.name()
            ),
            format!("open it again: `sa opp stage {id} STAGE --reason TEXT`"),
        )),
    }
}

fn still_open(sow: One<'_, Sow>) -> Result<(), Refusal> {
    let (id, state) = (sow.id(), sow.state());
    let help = match state {
        State::ClosedLost => format!("take it up again: `sa sow move {id} strawman-wip`"),
        _ => format!(
            "what more is wanted is a SOW of its own: `sa sow new {}`",
            sow.opportunity
        ),
    };
    match state.is_end() {
        false => Ok(()),
        true => Err(Refusal::new(
            format!("{id} is {}, and ended with that", state.name()),
            help,
        )),
    }
}

/// Refuses a text in which placeholders of the template are left.
fn is_filled(written: &str) -> Result<(), Refusal> {
    let left = template::left(written);
    let Some((line, placeholder)) = left.first() else {
        return Ok(());
    };
    let more = match left.len() - 1 {
        0 => String::new(),
        1 => ", and one more placeholder is left".to_owned(),
        more => format!(", and {more} more placeholders are left"),
    };
    Err(Refusal::new(
        format!("line {line} still says `{placeholder}`{more}"),
        "fill them in, or delete the keys you know nothing of yet",
    ))
}

fn has_history(written: &str) -> bool {
    let read = serde_yaml::from_str::<serde_json::Value>(written).unwrap_or_default();
    let entries = read.get("history").and_then(serde_json::Value::as_array);
    entries.is_some_and(|entries| !entries.is_empty())
}

fn review_request(why: Why<'_>, act: Act<'_>) -> Change {
    append("review_requests", act.entry(why.said()))
}

fn step(to: State, why: Why<'_>, act: Act<'_>) -> Yaml {
    let mut said = vec![("to".to_owned(), Yaml::Bare(to.name().into()))];
    said.extend(why.said());
    act.entry(said)
}

/// Returns a text that somebody wrote with an entry more.
fn grown(written: &str, change: Change) -> Result<String, Refusal> {
    rewrite(written, &[change], KIND.keys).map_err(|refusal| {
        Refusal::new(
            format!("the SOW cannot be taken as it is: {}", refusal.message),
            format!("mend line {}, and run the command again", refusal.line),
        )
    })
}

fn edit(sow: One<'_, Sow>, changes: &[Change], what: &str) -> Result<Plan, Refusal> {
    Ok(Plan {
        files: vec![record::edit(sow.file, changes)?],
        subject: format!("sows: {} {what}", sow.id()),
    })
}
