//! Changes to opportunities: making one, moving its stage, saying what comes next, evaluating and rating it.
//! What was said before is kept: everything here is appended, but for the technical evaluation.

use super::record::{self, Setting, append, put, text};
use super::{Act, Plan, Refusal};
use crate::calendar::Date;
use crate::lifecycle::{State as _, exits, one_of};
use crate::records::opportunity::{CloseStatus, KIND, Rating, SecondMode, Stage};
use crate::records::values::word_of;
use crate::records::{Handle, One, Opportunity};
use crate::source::FileChange;
use crate::source::rewrite::{Change, Yaml};

/// What a new opportunity is told by name and keeps in a list: the flag's key, the list, and the key in its entries.
const LISTED: [(&str, &str, &str); 3] = [
    ("close_date", "close_date", "date"),
    ("primary_sa", "primary_sa", "who"),
    ("stage", "history", "to"),
];

/// Returns the file of a new opportunity; `stage`, `close_date` and `primary_sa` become the first of their lists.
///
/// # Errors
/// A key that opportunities do not have.
pub fn create(id: &str, settings: &[Setting], act: Act<'_>) -> Result<FileChange, Refusal> {
    let given = |key: &str| settings.iter().find(|setting| setting.key == key);
    let lists = LISTED.iter().filter_map(|(key, list, inner)| {
        let setting = given(key).filter(|setting| !setting.text.is_empty())?;
        let value = match *inner {
            "date" => record::time(&setting.text),
            _ => Yaml::Text(setting.text.clone()),
        };
        let entry = act.entry(vec![((*inner).to_owned(), value)]);
        Some(((*list).to_owned(), Yaml::List(vec![entry])))
    });
    let is_listed = |setting: &&Setting| LISTED.iter().any(|(key, ..)| *key == setting.key);
    let plain: Vec<Setting> = settings
        .iter()
        .filter(|setting| !is_listed(setting))
        .cloned()
        .collect();
    record::create(&KIND, id, act.at.date(), &plain, lists.collect())
}

/// Returns the plan of moving an opportunity to a stage.
///
/// # Errors
/// A stage that may not follow; a move back, or an end that is not won, without a reason.
pub fn stage(
    opportunity: One<'_, Opportunity>,
    to: Stage,
    reason: Option<&str>,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    let (id, path, from) = (opportunity.id(), opportunity.path(), opportunity.stage());
    if from == to {
        return Err(Refusal::new(
            format!("{id} is at {} already", to.name()),
            format!("see it with `sa opp show {id}`"),
        ));
    }
    if !Stage::may_follow(&path, to) {
        let names: Vec<&str> = exits(&path).into_iter().map(Stage::name).collect();
        return Err(Refusal::new(
            format!("{id} is at {}, and cannot go to {}", from.name(), to.name()),
            format!("from here it can go to {}", one_of(&names)),
        ));
    }
    if reason.is_none_or(|reason| reason.trim().is_empty()) && needs_reason(from, to) {
        return Err(Refusal::new(
            format!("going from {} to {} needs a reason", from.name(), to.name()),
            format!(
                "say why: `sa opp stage {id} \"{}\" --reason TEXT`",
                to.name()
            ),
        ));
    }
    let said = with_reason(vec![text("to", to.name())], reason);
    add(
        opportunity,
        "history",
        act.entry(said),
        &format!("to {}", to.name()),
    )
}

/// Returns whether a move between stages needs a reason: one that goes back, and an end that is not won.
pub fn needs_reason(from: Stage, to: Stage) -> bool {
    from.goes_back_to(to) || (!to.is_open() && to != Stage::ClosedWon)
}

/// Returns the plan of saying what comes next, and by when.
///
/// # Errors
/// A text that says nothing.
pub fn next_steps(
    opportunity: One<'_, Opportunity>,
    words: &str,
    due: Option<Date>,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    if words.trim().is_empty() {
        return Err(Refusal::new(
            "the next steps are empty",
            "say what comes next, and by when with `--by`",
        ));
    }
    let mut said = vec![text("text", words.trim())];
    said.extend(due.map(|due| date("due", due)));
    add(opportunity, "next_steps", act.entry(said), "next steps")
}

/// Returns the plan of giving an opportunity to its one primary SA.
///
/// # Errors
/// The SA has it already; it changes hands without a reason.
pub fn assign(
    opportunity: One<'_, Opportunity>,
    who: &Handle,
    reason: Option<&str>,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    let id = opportunity.id();
    match opportunity.sa() {
        Some(now) if now == who => {
            return Err(Refusal::new(
                format!("`{who}` is the primary SA of {id} already"),
                format!("see it with `sa opp show {id}`"),
            ));
        }
        Some(now) if reason.is_none_or(|reason| reason.trim().is_empty()) => {
            return Err(Refusal::new(
                format!("{id} goes from `{now}` to `{who}` without a reason"),
                format!("say why: `sa opp assign {id} {who} --reason TEXT`"),
            ));
        }
        _ => {}
    }
    let said = with_reason(vec![text("who", who.as_str())], reason);
    add(
        opportunity,
        "primary_sa",
        act.entry(said),
        &format!("goes to {who}"),
    )
}

/// Returns the plan of asking an SA to help.
///
/// # Errors
/// The SA is its primary SA, or helps so already.
pub fn second(
    opportunity: One<'_, Opportunity>,
    who: &Handle,
    mode: SecondMode,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    let id = opportunity.id();
    let word = word_of(SecondMode::ALL, mode);
    let helps = opportunity
        .secondary_sas
        .iter()
        .any(|second| second.who == *who && second.mode == mode && second.by == *act.by);
    if opportunity.sa() == Some(who) || helps {
        let what = if helps { word } else { "primary" };
        return Err(Refusal::new(
            format!("`{who}` is {what} SA of {id} already"),
            format!("see it with `sa opp show {id}`"),
        ));
    }
    let said = vec![
        text("who", who.as_str()),
        ("mode".to_owned(), Yaml::Bare(word.into())),
    ];
    add(
        opportunity,
        "secondary_sas",
        act.entry(said),
        &format!("{who} helps"),
    )
}

/// Returns the plan of saying when an opportunity is expected to close.
///
/// # Errors
/// It is expected to close then already.
pub fn close_date(
    opportunity: One<'_, Opportunity>,
    day: Date,
    reason: Option<&str>,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    if opportunity.closes() == Some(day) {
        return Err(Refusal::new(
            format!("{} closes on {day} already", opportunity.id()),
            "choose another day",
        ));
    }
    let said = with_reason(vec![date("date", day)], reason);
    add(
        opportunity,
        "close_date",
        act.entry(said),
        &format!("closes {day}"),
    )
}

/// Returns the plan of rating technical health and feasibility.
///
/// # Errors
/// Details that say nothing.
pub fn rate(
    opportunity: One<'_, Opportunity>,
    rating: Rating,
    details: &str,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    if details.trim().is_empty() {
        return Err(Refusal::new(
            "the details are empty",
            "say why: `--details TEXT`",
        ));
    }
    let said = vec![
        ("rating".to_owned(), Yaml::Bare(rating.name().into())),
        text("details", details.trim()),
    ];
    add(
        opportunity,
        "feasibility",
        act.entry(said),
        &format!("rated {}", rating.name()),
    )
}

/// Returns the plan of beginning the technical evaluation on a day.
///
/// # Errors
/// It has begun already.
pub fn start_evaluation(opportunity: One<'_, Opportunity>, on: Date) -> Result<Plan, Refusal> {
    let id = opportunity.id();
    if let Some(start) = opportunity.tech_eval.start {
        return Err(Refusal::new(
            format!("the technical evaluation of {id} began on {start} already"),
            format!(
                "correct it with `sa opp edit {id} --set tech_eval.start={on}`, or end it with `sa opp tech-eval end {id}`"
            ),
        ));
    }
    let mut changes = vec![put("tech_eval.start", Yaml::Bare(on.to_string()))];
    if opportunity.tech_eval.not_yet.is_some() {
        changes.push(Change::Remove {
            path: "tech_eval.not_yet".into(),
        });
    }
    edit(opportunity, &changes, "tech evaluation starts")
}

/// Returns the plan of ending the technical evaluation on a day, with how it ended and why.
///
/// # Errors
/// It has not begun, or ended already; details that say nothing.
pub fn end_evaluation(
    opportunity: One<'_, Opportunity>,
    on: Date,
    status: CloseStatus,
    details: &str,
) -> Result<Plan, Refusal> {
    let id = opportunity.id();
    let evaluation = &opportunity.tech_eval;
    if evaluation.start.is_none() {
        return Err(Refusal::new(
            format!("{id} has no technical evaluation to end"),
            format!("say when it began: `sa opp tech-eval start {id} --on DATE`"),
        ));
    }
    if let Some(end) = evaluation.end {
        return Err(Refusal::new(
            format!("the technical evaluation of {id} ended on {end} already"),
            format!("correct it with `sa opp edit {id} --set tech_eval.end={on}`"),
        ));
    }
    if details.trim().is_empty() {
        return Err(Refusal::new(
            "the details are empty",
            "say why: `--details TEXT`",
        ));
    }
    let changes = [
        put("tech_eval.end", Yaml::Bare(on.to_string())),
        put(
            "tech_eval.status",
            Yaml::Bare(word_of(CloseStatus::ALL, status).into()),
        ),
        put("tech_eval.details", Yaml::Text(details.trim().into())),
    ];
    edit(opportunity, &changes, "tech evaluation ends")
}

fn add(
    opportunity: One<'_, Opportunity>,
    list: &str,
    item: Yaml,
    what: &str,
) -> Result<Plan, Refusal> {
    edit(opportunity, &[append(list, item)], what)
}

fn edit(
    opportunity: One<'_, Opportunity>,
    changes: &[Change],
    what: &str,
) -> Result<Plan, Refusal> {
    Ok(Plan {
        files: vec![record::edit(opportunity.file, changes)?],
        subject: format!("opportunities: {} {what}", opportunity.id()),
    })
}

fn date(key: &str, day: Date) -> (String, Yaml) {
    (key.to_owned(), Yaml::Bare(day.to_string()))
}

fn with_reason(mut said: Vec<(String, Yaml)>, reason: Option<&str>) -> Vec<(String, Yaml)> {
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    said.extend(reason.map(|reason| text("reason", reason)));
    said
}
