//! One opportunity in full: where it stands, what comes next, who works it, and its course so far.

use serde_json::{Value, json};

use super::answers::{self, LETTERS, PLAN};
use super::{Cell, Column, Part, Report, Room, Table, Tone, povs, record};
use crate::calendar::Date;
use crate::calendar::Quarter;
use crate::policy::Policy;
use crate::records::opportunity::{CloseStatus, PsStatus, Rating, SecondMode};
use crate::records::values::word_of;
use crate::records::{Handle, One, Opportunity, Pov, Records, activity, pov};

/// How many activities the sheet shows.
const ACTIVITIES: usize = 5;

/// Returns the sheet of an opportunity.
pub fn opportunity_sheet(
    opportunity: One<'_, Opportunity>,
    records: &Records,
    policy: &Policy,
) -> Report {
    let mut parts = vec![
        Part::Heading(format!("{} {}", opportunity.id(), opportunity.name)),
        Part::Fields(standing(opportunity, records, policy)),
        Part::Fields(technical(opportunity)),
    ];
    let povs = pov::of_opportunity(records, opportunity.id());
    if !povs.is_empty() {
        parts.push(Part::Heading("POVs".into()));
        parts.push(Part::Table(proofs(&povs)));
    }
    parts.push(Part::Heading("Last activities".into()));
    parts.push(Part::Table(activities(opportunity, records)));
    parts.push(Part::Heading("History".into()));
    parts.push(Part::Table(history(opportunity)));
    parts.push(Part::Fields(vec![(
        "file".into(),
        Cell::toned(opportunity.file.path(), Tone::Faint),
    )]));
    Report {
        name: "opportunity",
        data: data(opportunity, records, policy),
        parts,
    }
}

/// Returns an opportunity as data, with what follows from other records.
pub fn data(opportunity: One<'_, Opportunity>, records: &Records, policy: &Policy) -> Value {
    let mut data = record::data(opportunity.file);
    let sa = opportunity.sa();
    let helpers: Vec<Value> = helpers(opportunity, records)
        .into_iter()
        .map(|helper| {
            json!({"who": helper.who.as_str(), "mode": helper.mode, "activities": helper.activities})
        })
        .collect();
    let povs = pov::of_opportunity(records, opportunity.id());
    let povs: Vec<&str> = povs.iter().map(|pov| pov.id()).collect();
    data["stage"] = json!(opportunity.stage().name());
    data["current"] = json!({
        "sa": sa.map(Handle::as_str),
        "closes": opportunity.closes().map(|day| day.to_string()),
        "quarter": quarter(opportunity, policy),
        "pushes": opportunity.pushes().len(),
        "next_steps_due": opportunity.next_step().and_then(|step| step.due).map(|day| day.to_string()),
        "rating": opportunity.rating().map(|rated| rated.rating.name()),
        "secondary_sas": helpers,
        "povs": povs,
        "activities": activity::of_opportunity(records, opportunity.id()).len(),
        "plan_answered": answers::count(&opportunity, &PLAN),
        "meddpicc_answered": answers::count(&opportunity, &LETTERS),
    });
    data
}

/// Somebody who helps: asked to, or seen in the activities.
struct Helper<'a> {
    who: &'a Handle,
    /// How long they were asked to help; `None` where they only logged activities.
    mode: Option<&'static str>,
    activities: usize,
}

fn helpers<'a>(opportunity: One<'a, Opportunity>, records: &'a Records) -> Vec<Helper<'a>> {
    let activities = activity::of_opportunity(records, opportunity.id());
    let asked = opportunity.value().secondary_sas.iter();
    let asked = asked.map(|second| (&second.who, Some(word_of(SecondMode::ALL, second.mode))));
    let seen = activities.iter().map(|one| (&one.value().sa, None));
    let mut helpers: Vec<Helper<'_>> = Vec::new();
    for (who, mode) in asked
        .chain(seen)
        .filter(|(who, _)| opportunity.sa() != Some(*who))
    {
        match helpers.iter_mut().find(|helper| helper.who == who) {
            Some(known) => known.mode = mode.or(known.mode),
            None => helpers.push(Helper {
                who,
                mode,
                activities: activities.iter().filter(|one| one.sa == *who).count(),
            }),
        }
    }
    helpers
}

/// Returns how far it is, who works it, and what comes next.
fn standing(
    opportunity: One<'_, Opportunity>,
    records: &Records,
    policy: &Policy,
) -> Vec<(String, Cell)> {
    let mut fields: Vec<(String, Cell)> = Vec::new();
    let stage = opportunity.stage().name();
    let since = opportunity.stage_since();
    let since = since.map_or(String::new(), |at| format!("  since {}", at.date()));
    fields.push((
        "stage".into(),
        Cell::toned(format!("{stage}{since}"), Tone::Strong),
    ));
    fields.push(("next steps".into(), next_steps(opportunity)));
    let mut field = |title: &str, text: Option<String>| {
        fields.extend(text.map(|text| (title.to_owned(), text.into())));
    };
    field("closes", closes(opportunity, policy));
    field(
        "amount",
        opportunity.amount.as_ref().map(ToString::to_string),
    );
    field("account", Some(opportunity.account.to_string()));
    field("account executive", Some(opportunity.owner.to_string()));
    let primary = opportunity.primary_sa.last();
    let primary = primary.map(|last| format!("{} since {}", last.who, last.at.date()));
    field("primary SA", Some(primary.unwrap_or("nobody yet".into())));
    let helpers: Vec<String> = helpers(opportunity, records).iter().map(helper).collect();
    field("secondary SAs", said(helpers));
    let team = opportunity.team.iter();
    let team = team.map(|member| format!("{} ({})", member.who, member.role.name()));
    field("team", said(team.collect()));
    field("region", opportunity.region.clone());
    field(
        "Salesforce id",
        opportunity.sfdc_id.as_ref().map(ToString::to_string),
    );
    field(
        "merged into",
        opportunity.merged_into.as_ref().map(ToString::to_string),
    );
    field(
        "duplicate of",
        opportunity.duplicate_of.as_ref().map(ToString::to_string),
    );
    fields
}

fn said(words: Vec<String>) -> Option<String> {
    (!words.is_empty()).then(|| words.join(", "))
}

fn next_steps(opportunity: One<'_, Opportunity>) -> Cell {
    let Some(step) = opportunity.next_step() else {
        return Cell::toned("none said yet", Tone::Warning);
    };
    let due = step.due.map_or(String::new(), |due| format!("\nby {due}"));
    let said = format!("(said {} by {})", step.at.date(), step.by);
    let mark = if due.is_empty() { "\n" } else { " " };
    format!("{}{due}{mark}{said}", step.text.trim_end()).into()
}

/// Returns the fiscal quarter in which it is expected to close.
fn quarter(opportunity: One<'_, Opportunity>, policy: &Policy) -> Option<String> {
    let first_month = policy.thresholds.fiscal_year_first_month as u32;
    let quarter = Quarter::of(opportunity.closes()?, first_month);
    Some(quarter.to_string())
}

fn closes(opportunity: One<'_, Opportunity>, policy: &Policy) -> Option<String> {
    let last = opportunity.close_date.last()?;
    let first = opportunity.close_date.first()?;
    let pushed = match opportunity.pushes().len() {
        0 => String::new(),
        1 => format!("  pushed once, first said {}", first.date),
        times => format!("  pushed {times} times, first said {}", first.date),
    };
    let reason = last.reason.as_ref();
    let reason = reason.map_or(String::new(), |reason| format!("\n{}", reason.trim_end()));
    let quarter = quarter(opportunity, policy).unwrap_or_default();
    Some(format!("{} ({quarter}){pushed}{reason}", last.date))
}

fn helper(helper: &Helper<'_>) -> String {
    let seen = match helper.activities {
        0 => None,
        1 => Some("1 activity".to_owned()),
        count => Some(format!("{count} activities")),
    };
    let words: Vec<String> = helper
        .mode
        .map(str::to_owned)
        .into_iter()
        .chain(seen)
        .collect();
    format!("{} ({})", helper.who, words.join(", "))
}

/// Returns what is found of its technical side, and how much is known of why they would buy.
fn technical(opportunity: One<'_, Opportunity>) -> Vec<(String, Cell)> {
    let mut fields: Vec<(String, Cell)> = vec![("tech evaluation".into(), evaluation(opportunity))];
    let rating = opportunity.rating().map(|rated| {
        let tone = match rated.rating {
            Rating::Green => Tone::Good,
            Rating::Yellow => Tone::Warning,
            Rating::Red => Tone::Bad,
        };
        let (day, by) = (rated.at.date(), &rated.by);
        let details = rated.details.trim_end();
        Cell::toned(
            format!("{}: {details}\n({day} by {by})", rated.rating.name()),
            tone,
        )
    });
    fields.push((
        "feasibility".into(),
        rating.unwrap_or(Cell::toned("not rated yet", Tone::Faint)),
    ));
    for questions in [&PLAN, &LETTERS] {
        let count = format!("{} answered", answers::count(&opportunity, questions));
        fields.push((questions.title.into(), count.into()));
    }
    let services = &opportunity.ps_positioning;
    if let Some(standing) = services.standing {
        let word = word_of(PsStatus::ALL, standing);
        let note = services.note.as_ref();
        let note = note.map_or(String::new(), |note| format!(": {}", note.trim_end()));
        fields.push((
            "Professional Services".into(),
            format!("{word}{note}").into(),
        ));
    }
    let links = &opportunity.links;
    let links = [
        ("plan", &links.plan),
        ("notes", &links.notes),
        ("slack", &links.slack),
        ("drive", &links.drive),
        ("project", &links.project),
        ("recording", &links.recording),
    ];
    fields.extend(
        links
            .into_iter()
            .filter_map(|(title, link)| Some((title.to_owned(), link.as_deref()?.into()))),
    );
    fields
}

fn evaluation(opportunity: One<'_, Opportunity>) -> Cell {
    let evaluation = &opportunity.tech_eval;
    let Some(start) = evaluation.start else {
        let why = evaluation.not_yet.as_ref();
        let why = why.map_or(String::new(), |why| format!(": {}", why.trim_end()));
        return Cell::toned(format!("not begun{why}"), Tone::Faint);
    };
    let Some(end) = evaluation.end else {
        return format!("since {start}").into();
    };
    let status = evaluation
        .status
        .map(|status| word_of(CloseStatus::ALL, status));
    let details = evaluation.details.as_ref();
    let details = details.map_or(String::new(), |details| format!(": {}", details.trim_end()));
    format!(
        "{start} to {end}, {}{details}",
        status.unwrap_or("without a status")
    )
    .into()
}

fn proofs(povs: &[One<'_, Pov>]) -> Table {
    let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
    let rows = povs.iter().map(|pov| {
        vec![
            pov.id().into(),
            pov.pov_type.name().into(),
            povs::state(pov).into(),
            day(pov.start).into(),
            day(pov.close).into(),
            pov.sa.as_str().into(),
            povs::met(pov).into(),
        ]
    });
    Table {
        columns: vec![
            Column::new("id", Room::Fixed),
            Column::new("type", Room::Fixed),
            Column::new("state", Room::Fixed),
            Column::new("start", Room::Fixed),
            Column::new("close", Room::Fixed),
            Column::new("sa", Room::Fixed),
            Column::new("met", Room::Spare),
        ],
        rows: rows.collect(),
        when_empty: String::new(),
    }
}

fn activities(opportunity: One<'_, Opportunity>, records: &Records) -> Table {
    let all = activity::of_opportunity(records, opportunity.id());
    let rows = all.iter().rev().take(ACTIVITIES).map(|one| {
        vec![
            one.at.date().to_string().into(),
            one.activity_type.to_string().into(),
            one.sa.as_str().into(),
            one.summary.trim_end().into(),
        ]
    });
    Table {
        columns: vec![
            Column::new("on", Room::Fixed),
            Column::new("type", Room::Folds),
            Column::new("sa", Room::Fixed),
            Column::new("summary", Room::Brief(120)),
        ],
        rows: rows.collect(),
        when_empty: "no activities are logged".into(),
    }
}

fn history(opportunity: One<'_, Opportunity>) -> Table {
    let rows = opportunity.history.iter().map(|entry| {
        vec![
            entry.at.spoken().into(),
            entry.by.as_str().into(),
            entry.to.name().into(),
            entry
                .reason
                .as_deref()
                .unwrap_or_default()
                .trim_end()
                .into(),
        ]
    });
    Table {
        columns: vec![
            Column::new("at", Room::Fixed),
            Column::new("by", Room::Fixed),
            Column::new("to", Room::Fixed),
            Column::new("reason", Room::Folds),
        ],
        rows: rows.collect(),
        when_empty: "no history".into(),
    }
}
