//! What is said while a SOW is scoped: questions and their answers, calls, and who reviews it.

use super::{edit, still_open};
use crate::calendar::Instant;
use crate::changes::record::{append, breach_said, put, said, text};
use crate::changes::{Act, Plan, Refusal};
use crate::lifecycle::State as _;
use crate::records::person::Role;
use crate::records::sow::Assistance;
use crate::records::{One, Person, Sow};
use crate::sla::Notice;
use crate::source::rewrite::{Change, Yaml};

/// Returns the plan of a question to the Technical Architects; help is needed from then on.
///
/// # Errors
/// The SOW ended; the question says nothing.
pub fn ask(sow: One<'_, Sow>, words: &str, act: Act<'_>) -> Result<Plan, Refusal> {
    still_open(sow)?;
    if words.trim().is_empty() {
        return Err(Refusal::new(
            "the question is empty",
            format!("say it: `ta ask {} TEXT`", sow.id()),
        ));
    }
    let entry = act.entry(vec![text("text", words.trim())]);
    let mut changes = vec![append("questions", entry)];
    if sow.assistance() != Some(Assistance::NeedsTaAssistance) {
        changes.push(assistance(Assistance::NeedsTaAssistance, act));
    }
    let number = sow.questions.len() + 1;
    edit(sow, &changes, &format!("question {number}"))
}

/// Returns the plan of answering a question; `number` counts from 1. With the last open one, help was given.
///
/// # Errors
/// There is no such question, it is answered already, or who answers asked it; an answer or a reason of a breach that
/// says nothing.
pub fn answer(
    sow: One<'_, Sow>,
    number: usize,
    words: &str,
    breach_reason: Option<&str>,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    let id = sow.id();
    let place = number.checked_sub(1);
    let Some(question) = place.and_then(|place| sow.questions.get(place)) else {
        return Err(no_such_question(sow, number));
    };
    if let Some(given) = &question.answer {
        return Err(Refusal::new(
            format!(
                "question {number} of {id} was answered by `{}` on {}",
                given.by,
                given.at.date()
            ),
            format!("say more with `sa sow comment {id} TEXT`, or ask again: `ta ask {id} TEXT`"),
        ));
    }
    if question.by == *act.by {
        return Err(Refusal::new(
            format!(
                "`{}` asked question {number} of {id}, and does not answer it",
                act.by
            ),
            format!(
                "let another Technical Architect answer; what you know by now is a comment: `sa sow comment {id} TEXT`"
            ),
        ));
    }
    if words.trim().is_empty() {
        return Err(Refusal::new(
            "the answer is empty",
            format!("say it: `ta answer {id} {number} TEXT`"),
        ));
    }
    let path = format!("questions[{}].answer", number - 1);
    breach_said(breach_reason)?;
    let mut given = vec![text("text", words.trim())];
    given.extend(breach_reason.map(|why| text("breach_reason", why)));
    let mut changes = vec![put(&path, act.entry(given))];
    let others = sow.open_questions().filter(|(other, _)| *other != number);
    let needs_help = sow.assistance() == Some(Assistance::NeedsTaAssistance);
    if others.count() == 0 && needs_help {
        changes.push(assistance(Assistance::TaAssisted, act));
    }
    edit(sow, &changes, &format!("answer {number}"))
}

/// A scoping call that is asked for.
#[derive(Clone, Debug)]
pub struct CallAsked<'a> {
    /// When it takes place.
    pub call_at: Instant,
    /// What the Technical Architect must know before.
    pub context: &'a str,
    /// Why it is at short notice.
    pub because: Option<&'a str>,
    /// How far ahead that is, where the policy asks for it ahead.
    pub notice: Option<Notice<'a>>,
}

/// Returns the plan of asking for a scoping call (source document 000, scoping and planning guidelines).
///
/// # Errors
/// The SOW ended; nobody is named who would be on the call; the call is past, or at short notice for no reason.
pub fn call(sow: One<'_, Sow>, asked: CallAsked<'_>, act: Act<'_>) -> Result<Plan, Refusal> {
    still_open(sow)?;
    let (id, call_at) = (sow.id(), asked.call_at);
    if sow.engagement_manager.is_none() {
        return Err(Refusal::new(
            format!("{id} names no Engagement Manager, who leads the call"),
            format!("name them: `sa sow edit {id} --set engagement_manager=HANDLE`"),
        ));
    }
    if sow.ta().is_none() {
        return Err(Refusal::new(
            format!("{id} names no Technical Architect, who would join the call"),
            format!("name one: `ta reassign {id} --reason TEXT` shows who fits"),
        ));
    }
    said(asked.context, "context", "--context")?;
    if call_at <= act.at {
        return Err(Refusal::new(
            format!("{} is past", call_at.spoken()),
            format!(
                "name a time to come; what took place is logged: `sa log {} TEXT`",
                sow.opportunity
            ),
        ));
    }
    let because = asked
        .because
        .map(str::trim)
        .filter(|because| !because.is_empty());
    let short = asked.notice.filter(Notice::is_short);
    if let (Some(short), None) = (&short, because) {
        let earliest = short.earliest().map_or("never".into(), Instant::announced);
        return Err(Refusal::new(
            format!(
                "{} is {} ahead, and this desk asks for it {}",
                call_at.spoken(),
                short.spoken(),
                short.target.limit.spoken()
            ),
            format!("the earliest is {earliest}; say why it cannot wait with `--because TEXT`"),
        ));
    }
    let mut words = vec![
        ("call_at".to_owned(), Yaml::Bare(call_at.to_string())),
        text("context", asked.context.trim()),
    ];
    let because = because.filter(|_| short.is_some());
    words.extend(because.map(|because| text("short_notice_because", because)));
    edit(sow, &[append("calls", act.entry(words))], "asks for a call")
}

/// Returns the plan of giving the review of a SOW to a Technical Architect, with the reason.
///
/// # Errors
/// The SOW ended; the one named has it already or cannot review it; a reason that says nothing.
pub fn reassign(
    sow: One<'_, Sow>,
    to: One<'_, Person>,
    reason: &str,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    still_open(sow)?;
    let (id, who) = (sow.id(), to.id());
    if sow.ta().is_some_and(|own| own.as_str() == who) {
        return Err(Refusal::new(
            format!("`{who}` has {id} already"),
            format!("name another; `ta reassign {id} --reason TEXT` shows who fits"),
        ));
    }
    may_review(sow, to, act)?;
    said(reason, "reason", "--reason")?;
    let entry = act.entry(vec![text("who", who), text("reason", reason.trim())]);
    edit(
        sow,
        &[append("assigned_ta", entry)],
        &format!("goes to {who}"),
    )
}

/// Refuses who cannot review a SOW: no Technical Architect, who wrote it, or who is away today.
pub(super) fn may_review(
    sow: One<'_, Sow>,
    person: One<'_, Person>,
    act: Act<'_>,
) -> Result<(), Refusal> {
    let id = sow.id();
    let is_author = person.id().parse().is_ok_and(|who| sow.is_written_by(&who));
    let others = format!("`ta reassign {id} --reason TEXT` shows who fits");
    is_able(person, is_author, id, &others, act)
}

/// Refuses who cannot review a SOW; `others` tells who could.
pub(super) fn is_able(
    person: One<'_, Person>,
    is_author: bool,
    what: &str,
    others: &str,
    act: Act<'_>,
) -> Result<(), Refusal> {
    let who = person.id();
    if !person.has(Role::Ta) {
        return Err(Refusal::new(
            format!("`{who}` is no Technical Architect"),
            format!("{others}; the role is given with `sa person edit {who} --set roles=ta`"),
        ));
    }
    if is_author {
        return Err(Refusal::new(
            format!("`{who}` writes {what}, and nobody reviews their own"),
            others,
        ));
    }
    match person.away_until(act.at.date()) {
        None => Ok(()),
        Some(until) => Err(Refusal::new(
            format!("`{who}` is away until {}", until.spoken()),
            others,
        )),
    }
}

fn no_such_question(sow: One<'_, Sow>, number: usize) -> Refusal {
    let id = sow.id();
    let there = match sow.questions.len() {
        0 => "has no questions".to_owned(),
        1 => "has one question".to_owned(),
        count => format!("has {count} questions"),
    };
    Refusal::new(
        format!("{id} {there}, and none is number {number}"),
        format!("`sa sow show {id}` numbers them; `ta ask {id} TEXT` asks one"),
    )
}

fn assistance(state: Assistance, act: Act<'_>) -> Change {
    let state = ("state".to_owned(), Yaml::Bare(state.name().into()));
    append("assistance", act.entry(vec![state]))
}
