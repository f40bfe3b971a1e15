//! Changes to POVs: agreeing on one, its criteria, the word of a leader, its begin, more time, and its end.
//! What was said before is kept: approvals, extensions and history are appended.

use super::record::{self, Setting, append, put, said, text};
use super::{Act, Plan, Refusal};
use crate::calendar::Date;
use crate::lifecycle::State as _;
use crate::records::pov::{self, KIND, PovResult, State};
use crate::records::{One, Opportunity, Pov, Records};
use crate::source::rewrite::{Change, Yaml};

/// What is said of a success criterion; an empty text takes a key away.
#[derive(Clone, Debug, Default)]
pub struct Said {
    pub required_capability: Option<String>,
    pub acceptance_criterion: Option<String>,
    pub metric: Option<String>,
    pub outcome: Option<String>,
}

impl Said {
    fn keys(&self) -> Vec<(&'static str, &str)> {
        let keys = [
            ("required_capability", &self.required_capability),
            ("acceptance_criterion", &self.acceptance_criterion),
            ("metric", &self.metric),
            ("outcome", &self.outcome),
        ];
        let said = keys.into_iter();
        said.filter_map(|(key, text)| Some((key, text.as_deref()?.trim())))
            .collect()
    }
}

/// Returns the plan of a new POV of an opportunity.
///
/// # Errors
/// The opportunity is closed; a POV of it is open already; a key that POVs do not have.
pub fn create(
    id: &str,
    opportunity: One<'_, Opportunity>,
    records: &Records,
    settings: &[Setting],
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    is_worked(opportunity)?;
    let named = records.mentioning(&[opportunity.id()]).into_iter();
    let mut unread = named.filter(|file| file.kind == &KIND && file.record().is_none());
    if let Some(unread) = unread.next() {
        return Err(Refusal::new(
            format!(
                "{} may be a POV of {}, and cannot be read",
                unread.path(),
                opportunity.id()
            ),
            format!(
                "mend it first: `hygiene check {}` names what is wrong",
                unread.path()
            ),
        ));
    }
    let open = pov::of_opportunity(records, opportunity.id())
        .into_iter()
        .find(|pov| pov.state() != Some(State::Closed));
    if let Some(open) = open {
        return Err(Refusal::new(
            format!(
                "{} has the POV {} already, which is {}",
                opportunity.id(),
                open.id(),
                name_of(&open)
            ),
            format!(
                "go on with it (`sa pov show {0}`), or end it first: `sa pov close {0} --result RESULT --note TEXT`",
                open.id()
            ),
        ));
    }
    let history = Yaml::List(vec![step(State::New, Vec::new(), act)]);
    let tail = vec![("history".to_owned(), history)];
    Ok(Plan {
        files: vec![record::create(&KIND, id, act.at.date(), settings, tail)?],
        subject: format!("povs: add {id}"),
    })
}

/// Returns the plan of a leader's word that a POV may begin.
///
/// # Errors
/// The POV ended; the leader gave their word already.
pub fn approve(pov: One<'_, Pov>, note: Option<&str>, act: Act<'_>) -> Result<Plan, Refusal> {
    still_open(pov)?;
    if let Some(given) = pov.approvals.iter().find(|given| given.by == *act.by) {
        return Err(Refusal::new(
            format!(
                "`{}` approved {} on {} already",
                act.by,
                pov.id(),
                given.at.date()
            ),
            format!("begin it with `sa pov start {}`", pov.id()),
        ));
    }
    let said = note.map(str::trim).filter(|note| !note.is_empty());
    let said = said.map(|note| text("note", note)).into_iter().collect();
    let change = append("approvals", act.entry(said));
    edit(pov, &[change], "approved")
}

/// Returns the plan of beginning a POV on a day; the technical evaluation begins with it, where none has.
///
/// # Errors
/// The POV began or ended already; it would end before it begins.
pub fn start(
    pov: One<'_, Pov>,
    opportunity: Option<One<'_, Opportunity>>,
    on: Date,
    close: Option<Date>,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    allowed(pov, State::InProgress)?;
    opportunity.map_or(Ok(()), is_worked)?;
    in_order(pov, on, close.or(pov.close))?;
    let mut changes = vec![put("start", Yaml::Bare(on.to_string()))];
    changes.extend(close.map(|close| put("close", Yaml::Bare(close.to_string()))));
    changes.push(append("history", step(State::InProgress, Vec::new(), act)));
    let mut plan = edit(pov, &changes, "starts")?;
    if let Some(first) = opportunity.filter(|found| found.tech_eval.start.is_none()) {
        let evaluation = super::opportunity::start_evaluation(first, on)?;
        plan.files.extend(evaluation.files);
    }
    Ok(plan)
}

/// Returns the plan of more time for a POV.
///
/// # Errors
/// The POV ended; it is no more time; a reason that says nothing.
pub fn extend(pov: One<'_, Pov>, until: Date, reason: &str, act: Act<'_>) -> Result<Plan, Refusal> {
    still_open(pov)?;
    if let Some(close) = pov.close.filter(|close| until <= *close) {
        return Err(Refusal::new(
            format!(
                "{} may run to {close} already, and {until} is no later",
                pov.id()
            ),
            format!(
                "name a later day, or bring it forward with `sa pov edit {} --set close={until}`",
                pov.id()
            ),
        ));
    }
    said(reason, "reason", "--reason")?;
    let day = ("until".to_owned(), Yaml::Bare(until.to_string()));
    let entry = act.entry(vec![day, text("reason", reason.trim())]);
    let changes = [
        put("close", Yaml::Bare(until.to_string())),
        append("extensions", entry),
    ];
    edit(pov, &changes, &format!("runs to {until}"))
}

/// Returns the plan of ending a POV on a day, with how it came out and why.
///
/// # Errors
/// The POV ended already, or would end before it began; a note that says nothing.
pub fn close(
    pov: One<'_, Pov>,
    result: PovResult,
    note: &str,
    on: Date,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    allowed(pov, State::Closed)?;
    said(note, "note", "--note")?;
    if let Some(start) = pov.start {
        in_order(pov, start, Some(on))?;
    }
    let word = PovResult::ALL.iter().find(|(own, _)| *own == result);
    let word = word.map_or("", |(_, word)| *word);
    let outcome = vec![
        ("result".to_owned(), Yaml::Bare(word.into())),
        text("note", note.trim()),
    ];
    let changes = [
        put("close", Yaml::Bare(on.to_string())),
        append("history", step(State::Closed, outcome, act)),
    ];
    edit(pov, &changes, &format!("closed, {word}"))
}

/// Returns the plan of one more success criterion.
///
/// # Errors
/// The POV ended; a capability that says nothing.
pub fn add_criterion(pov: One<'_, Pov>, criterion: &Said) -> Result<Plan, Refusal> {
    still_open(pov)?;
    let capability = criterion.required_capability.as_deref().unwrap_or_default();
    said(capability, "capability", "--capability")?;
    let keys = criterion.keys().into_iter();
    let keys = keys.filter(|(_, words)| !words.is_empty());
    let item = keys.map(|(key, words)| text(key, words)).collect();
    edit(pov, &[append("criteria", Yaml::Map(item))], "criterion")
}

/// Returns the plan of saying more of a success criterion; `number` counts from 1.
///
/// # Errors
/// There is no such criterion; nothing is said of it, or its capability is taken away.
pub fn set_criterion(pov: One<'_, Pov>, number: usize, more: &Said) -> Result<Plan, Refusal> {
    let id = pov.id();
    let count = pov.criteria.len();
    if number == 0 || count < number {
        let there = match count {
            0 => "has no criteria".to_owned(),
            1 => "has one criterion".to_owned(),
            _ => format!("has {count} criteria"),
        };
        return Err(Refusal::new(
            format!("{id} {there}, and none is number {number}"),
            format!(
                "`sa pov show {id}` numbers them; `sa pov criterion add {id} --capability TEXT` adds one"
            ),
        ));
    }
    if let Some(capability) = &more.required_capability {
        said(capability, "capability", "--capability")?;
    }
    let keys = more.keys();
    if keys.is_empty() {
        return Err(Refusal::new(
            format!("nothing is said of criterion {number} of {id}"),
            format!("say how it came out: `sa pov criterion set {id} {number} --outcome met`"),
        ));
    }
    let changes = keys.into_iter().map(|(key, words)| {
        let path = format!("criteria[{}].{key}", number - 1);
        match words.is_empty() {
            true => Change::Remove { path },
            false => put(&path, Yaml::Text(words.into())),
        }
    });
    let changes: Vec<Change> = changes.collect();
    edit(pov, &changes, &format!("criterion {number}"))
}

fn still_open(pov: One<'_, Pov>) -> Result<(), Refusal> {
    match pov.state() {
        Some(State::Closed) => Err(ended(pov)),
        _ => Ok(()),
    }
}

fn allowed(pov: One<'_, Pov>, to: State) -> Result<(), Refusal> {
    let path = pov.path();
    if State::may_follow(&path, to) {
        return Ok(());
    }
    if pov.state() == Some(State::Closed) {
        return Err(ended(pov));
    }
    let id = pov.id();
    Err(Refusal::new(
        format!("{id} is {} already", name_of(&pov)),
        format!(
            "see it with `sa pov show {id}`; `sa pov close {id} --result RESULT --note TEXT` ends it"
        ),
    ))
}

fn ended(pov: One<'_, Pov>) -> Refusal {
    Refusal::new(
        format!(
            "{} is closed, and a POV that ended is not taken up again",
            pov.id()
        ),
        format!(
            "begin another: `sa pov new {} --type TYPE`",
            pov.opportunity
        ),
    )
}

/// Refuses what only an opportunity that is worked can have.
fn is_worked(opportunity: One<'_, Opportunity>) -> Result<(), Refusal> {
    let (id, stage) = (opportunity.id(), opportunity.stage());
    match stage.is_open() {
        true => Ok(()),
        false => Err(Refusal::new(
            format!(
                "{id} is at {}, and nothing is proved there any more",
                stage.name()
            ),
            format!("open it again: `sa opp stage {id} STAGE --reason TEXT`"),
        )),
    }
}

fn in_order(pov: One<'_, Pov>, start: Date, close: Option<Date>) -> Result<(), Refusal> {
    match close.filter(|close| *close < start) {
        None => Ok(()),
        Some(close) => Err(Refusal::new(
            format!(
                "{} would begin on {start} and end on {close}, before that",
                pov.id()
            ),
            "name the day it began with `--on`, and the day it is to end with `--close`",
        )),
    }
}

fn name_of(pov: &Pov) -> &'static str {
    pov.state().map_or("without a state", State::name)
}

fn step(to: State, more: Vec<(String, Yaml)>, act: Act<'_>) -> Yaml {
    let mut said = vec![("to".to_owned(), Yaml::Bare(to.name().into()))];
    said.extend(more);
    act.entry(said)
}

fn edit(pov: One<'_, Pov>, changes: &[Change], what: &str) -> Result<Plan, Refusal> {
    Ok(Plan {
        files: vec![record::edit(pov.file, changes)?],
        subject: format!("povs: {} {what}", pov.id()),
    })
}
