//! Where a request belongs: the row of the routing table that it falls under and why, the board, and the SA to ask.
//! It proposes and decides nothing.

use serde_json::{Value, json};

use super::alignment::alignments;
use super::{Cell, Column, Part, Report, Room, Table, Tone};
use crate::calendar::{Date, Instant, Week};
use crate::policy::Policy;
use crate::policy::routing::{Case, Condition, Proposal, Row, row_for, taken_by};
use crate::records::account::Segment;
use crate::records::opportunity::load::{region_of, segment_of};
use crate::records::person::{self, Role};
use crate::records::{
    Account, Handle, One, Opportunity, Person, Record, Records, Request, account, opportunity, rota,
};

/// What of a request decides where it belongs, with the account executive it comes from.
pub struct Facts<'a> {
    pub case: Case,
    pub opportunity: Option<One<'a, Opportunity>>,
    pub account: Option<One<'a, Account>>,
    /// The owner of the opportunity or of the account, or else who asks.
    pub ae: &'a Handle,
}

/// Returns what of a request decides where it belongs.
pub fn facts<'a>(records: &'a Records, request: One<'a, Request>) -> Facts<'a> {
    let value = request.value();
    let opportunity = value.opportunity.as_ref();
    let opportunity: Option<One<'a, Opportunity>> =
        opportunity.and_then(|id| records.get(&opportunity::KIND, id.as_str()));
    let of_opportunity = opportunity.map(|one| &one.value().account);
    let slug = value.account.as_ref().or(of_opportunity);
    let account: Option<One<'a, Account>> =
        slug.and_then(|slug| records.get(&account::KIND, slug.as_str()));
    let of_account = account.and_then(|one| one.value().owner.as_ref());
    let ae = opportunity
        .map(|one| &one.value().owner)
        .or(of_account)
        .unwrap_or(&value.requester);
    let person: Option<One<'_, Person>> = records.get(&person::KIND, ae.as_str());
    let region = value
        .region
        .as_deref()
        .or_else(|| opportunity.and_then(|one| region_of(records, one)))
        .or_else(|| account.and_then(|one| one.value().region.as_deref()));
    let segment = match opportunity {
        Some(one) => segment_of(records, one),
        None => account.and_then(|one| one.segment),
    };
    let case = Case {
        segment,
        region: region.map(Into::into),
        ae_roles: person
            .map(|person| person.roles.clone())
            .unwrap_or_default(),
        template: value.template,
    };
    Facts {
        case,
        opportunity,
        account,
        ae,
    }
}

/// The SA that a row means for one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// `None` where nobody in particular is meant.
    pub who: Option<String>,
    pub reason: String,
}

/// Returns the SA that a row means for a request, on a day.
pub fn proposed(records: &Records, row: &Row, facts: &Facts<'_>, today: Date) -> Proposed {
    let region = facts.case.region.as_deref();
    let mut proposed = match row.sa {
        Proposal::Aligned => aligned(records, facts),
        Proposal::Primary => primary(facts),
        Proposal::Rota => on_rota(records, region, Week::of(today)),
        Proposal::Pool => pool(records, region, taken_by(facts.case.template)),
    };
    let primary = facts
        .opportunity
        .and_then(|one| Some((one.id(), one.value().sa()?)));
    if let Some((id, sa)) = primary.filter(|(_, sa)| proposed.who.as_deref() != Some(sa.as_str())) {
        proposed.reason += &format!("; {sa} is the primary SA of {id}");
    }
    let person = proposed.who.as_ref();
    let person = person.and_then(|who| records.get::<Person>(&person::KIND, who));
    if let Some(until) = person.and_then(|person| person.away_until(today)) {
        proposed.reason += &format!("; away until {}", until.spoken());
    }
    proposed
}

fn nobody(reason: impl Into<String>) -> Proposed {
    Proposed {
        who: None,
        reason: reason.into(),
    }
}

fn somebody(who: &str, reason: impl Into<String>) -> Proposed {
    Proposed {
        who: Some(who.into()),
        reason: reason.into(),
    }
}

fn aligned(records: &Records, facts: &Facts<'_>) -> Proposed {
    let all = alignments(records);
    let ae = facts.ae.as_str();
    let own = all.get(ae);
    if let Some((own, sa)) = own.and_then(|own| Some((own, own.aligned()?))) {
        let count = own.by_sa.get(sa).map_or(0, Vec::len);
        return somebody(
            sa,
            format!(
                "has {count} of the {} open opportunities of {ae}",
                own.count()
            ),
        );
    }
    let of_account = facts
        .account
        .and_then(|one| one.value().solutions_architect.as_ref());
    if let Some((sa, account)) = of_account.zip(facts.account) {
        return somebody(
            sa.as_str(),
            format!(
                "is the SA of {}; no SA has most of the opportunities of {ae}",
                account.id()
            ),
        );
    }
    nobody(format!(
        "no SA has most of the open opportunities of {ae}; `sa alignment` shows who has which"
    ))
}

fn primary(facts: &Facts<'_>) -> Proposed {
    match facts.opportunity {
        Some(one) => match one.value().sa() {
            Some(sa) => somebody(sa.as_str(), format!("is the primary SA of {}", one.id())),
            None => nobody(format!(
                "{} has no primary SA yet: whoever accepts the request becomes it",
                one.id()
            )),
        },
        None => nobody("the request names no opportunity, so there is no primary SA"),
    }
}

fn on_rota(records: &Records, region: Option<&str>, week: Week) -> Proposed {
    let Some(region) = region else {
        return nobody("the request has no region, so nobody's rota is meant");
    };
    match rota::of(records, week, region) {
        Some(rota) => somebody(
            rota.value().present().as_str(),
            format!("is on triage in {region} this week ({week}), and finds who can take it"),
        ),
        None => nobody(format!(
            "nobody is on triage in {region} this week: `sa rota set {week} HANDLE --region {region}`"
        )),
    }
}

/// Returns everybody of a region with a role; Ecosystem SAs are one team for all regions.
fn pool(records: &Records, region: Option<&str>, role: Role) -> Proposed {
    let is_global = role == Role::Esa;
    let of_region = |person: &Person| is_global || person.region.as_deref() == region;
    let people = records.all::<Person>(&person::KIND);
    let own = people.filter(|person| person.has(role) && of_region(person));
    let handles: Vec<&str> = own.map(|person| person.id()).collect();
    let of = match is_global {
        true => "of all regions",
        false => "of the region",
    };
    match handles.is_empty() {
        true => nobody(format!("nobody {of} has the role {}", role.name())),
        false => nobody(format!("anybody {of}: {}", handles.join(", "))),
    }
}

/// Returns where a request belongs, and why.
pub fn triage_route(
    records: &Records,
    policy: &Policy,
    now: Instant,
    request: One<'_, Request>,
) -> Report {
    let facts = facts(records, request);
    let row = row_for(&policy.routing, &facts.case);
    let proposed = row.map(|row| proposed(records, row, &facts, now.date()));
    let board = row.and_then(|row| row.board.as_ref());
    let region = facts.case.region.as_deref();
    let board = board.or_else(|| policy.boards.get(region?));
    let mut parts = vec![
        Part::Heading(format!("{} {}", request.id(), request.title())),
        Part::Fields(of_request(&facts)),
        Part::Table(compared(policy, &facts.case, row)),
        Part::Fields(outcome(policy, row, board, proposed.as_ref())),
    ];
    if row.is_none() {
        parts.push(Part::Text(format!(
            "no row is for it, so nothing is proposed; `sa triage suggest {}` ranks who could take it\n",
            request.id()
        )));
    }
    Report {
        name: "triage-route",
        data: json!({
            "request": request.id(),
            "case": of_case(&facts.case),
            "account_executive": facts.ae.as_str(),
            "row": row.map(|row| row.name.as_str()),
            "model": row.map(|row| row.model.name()),
            "board": board,
            "sa": proposed.as_ref().map(|one| json!({ "who": one.who, "reason": one.reason })),
            "target": row.and_then(|row| row.target.as_deref()),
            "note": row.and_then(|row| row.note.as_deref()),
            "rows": policy.routing.iter().map(|one| as_data(one, &facts.case)).collect::<Vec<_>>(),
        }),
        parts,
    }
}

fn of_case(case: &Case) -> Value {
    let roles: Vec<&str> = case.ae_roles.iter().map(|role| role.name()).collect();
    json!({
        "segment": case.segment.map(Segment::name),
        "region": case.region,
        "ae_roles": roles,
        "template": case.template.name(),
    })
}

fn of_request(facts: &Facts<'_>) -> Vec<(String, Cell)> {
    let case = &facts.case;
    let roles: Vec<&str> = case.ae_roles.iter().map(|role| role.name()).collect();
    let known = |text: Option<&str>| match text {
        Some(text) => Cell::from(text),
        None => Cell::toned("not known", Tone::Warning),
    };
    let ae = match roles.is_empty() {
        true => format!("{}, of whom no role is known", facts.ae),
        false => format!("{} ({})", facts.ae, roles.join(", ")),
    };
    vec![
        ("template".into(), case.template.name().into()),
        ("AE".into(), ae.into()),
        ("segment".into(), known(case.segment.map(Segment::name))),
        ("region".into(), known(case.region.as_deref())),
    ]
}

/// Returns the rows of the policy, each condition held against the request.
fn compared(policy: &Policy, case: &Case, chosen: Option<&Row>) -> Table {
    let row = |row: &Row| {
        let conditions = row.conditions(case);
        let lines: Vec<String> = conditions.iter().map(line).collect();
        let verdict = match (chosen == Some(row), row.is_for(case)) {
            (true, _) => Cell::toned("holds", Tone::Good),
            (false, true) => Cell::from("weighs less"),
            (false, false) => Cell::toned("no", Tone::Faint),
        };
        vec![
            row.name.as_str().into(),
            verdict,
            match lines.is_empty() {
                true => "for every request".into(),
                false => lines.join("\n").into(),
            },
        ]
    };
    Table {
        columns: vec![
            Column::new("row", Room::Fixed),
            Column::new("", Room::Fixed),
            Column::new("because", Room::Folds),
        ],
        rows: policy.routing.iter().map(row).collect(),
        when_empty: "the policy has no routing table".into(),
    }
}

fn line(condition: &Condition) -> String {
    let Condition {
        key,
        wanted,
        own,
        holds,
    } = condition;
    let wanted = wanted.join(" or ");
    match (holds, own.is_empty()) {
        (true, _) => format!("{key} is {}", own.join(", ")),
        (false, true) => format!("{key} is to be {wanted}, and is not known"),
        (false, false) => format!("{key} is to be {wanted}, and is {}", own.join(", ")),
    }
}

/// Returns a target by its name, with how long it gives.
fn target(policy: &Policy, name: &str) -> String {
    let known = policy.targets.iter().find(|target| target.name == name);
    match known {
        Some(known) => format!("{name}, {}", known.limit.spoken()),
        None => format!("{name}, which is no target of this desk; `sa sla targets` shows all"),
    }
}

fn outcome(
    policy: &Policy,
    row: Option<&Row>,
    board: Option<&String>,
    proposed: Option<&Proposed>,
) -> Vec<(String, Cell)> {
    let mut fields = Vec::new();
    fields.extend(row.map(|row| ("model".to_owned(), Cell::from(row.model.name()))));
    fields.extend(board.map(|board| ("board".to_owned(), board.as_str().into())));
    fields.extend(proposed.map(|one| {
        let words = match &one.who {
            Some(who) => format!("{who}: {}", one.reason),
            None => one.reason.clone(),
        };
        ("SA".to_owned(), words.into())
    }));
    let named = row.and_then(|row| row.target.as_deref());
    fields.extend(named.map(|name| ("target".to_owned(), target(policy, name).into())));
    let note = row.and_then(|row| row.note.as_deref());
    fields.extend(note.map(|note| ("note".to_owned(), note.into())));
    fields
}

fn as_data(row: &Row, case: &Case) -> Value {
    let conditions = row.conditions(case);
    let conditions = conditions.iter().map(
        |one| json!({ "key": one.key, "wanted": one.wanted, "own": one.own, "holds": one.holds }),
    );
    json!({
        "row": row.name,
        "is_for_it": row.is_for(case),
        "weight": row.weight(),
        "conditions": conditions.collect::<Vec<_>>(),
    })
}
