//! What somebody does with a request, as the change it makes and as the command that makes it.

use super::cast::Cast;
use super::clock::date_after;
use super::files::handle_in;
use super::stories::Deed;
use crate::changes::Act;
use crate::changes::record::{self, Setting};
use crate::changes::request::{Step, advance, claim, comment, resumed};
use crate::changes::waiver::{Wish, waive};
use crate::changes::{Plan, Refusal};
use crate::records::request::{DeclineReason, KIND, Party, State};
use crate::records::{Id, One, Records, Request};

/// Returns what a deed changes; `waiver` is the id of the waiver, should it be one.
pub(super) fn plan(
    cast: &Cast,
    before: &Records,
    id: &Id,
    deed: &Deed,
    act: Act<'_>,
    waiver: &Id,
    late: Option<&str>,
) -> Result<Plan, Refusal> {
    let request: One<'_, Request> = before
        .get(&KIND, id.as_str())
        .expect("a story begins with its request");
    let step = Step {
        breach_reason: late.map(str::to_owned),
        ..step(deed)
    };
    let to = |state| advance(request, state, &step, &[], act);
    match deed {
        Deed::Say(text) => comment(request, text, act),
        Deed::Set(key, text) => {
            let setting = Setting {
                key: (*key).into(),
                text: handle_in(cast, text),
            };
            Ok(Plan {
                files: vec![record::set(request.file, &[setting])?],
                subject: format!("requests: edit {id}"),
            })
        }
        Deed::Claim => claim(request, act.by, &step, act),
        Deed::Give(other) => claim(request, &cast.handle(other), &Step::default(), act),
        Deed::Ready => to(State::DemoReady),
        Deed::Start => to(State::Doing),
        Deed::Wait(..) => to(State::Waiting),
        Deed::Resume => to(resumed(request)?),
        Deed::FollowUp(_) => to(State::Followup),
        Deed::Close(_) => to(State::Closed),
        Deed::Decline(..) => to(State::Declined),
        Deed::Reopen(_) => to(State::Open),
        Deed::Waive(check, reason, days) => {
            let wish = Wish {
                check,
                record: id.as_str(),
                reason,
                until: date_after(act.at, *days),
                approved_by: act.by,
            };
            waive(waiver, act.at.date(), &wish)
        }
    }
}

/// Returns what the history entry of a deed says beyond its state.
fn step(deed: &Deed) -> Step {
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    match deed {
        Deed::Wait(what, whom) => Step {
            awaiting: said(what),
            from: said(whom),
            ..Step::default()
        },
        Deed::FollowUp(note) | Deed::Reopen(note) => Step {
            note: said(note),
            ..Step::default()
        },
        Deed::Close(note) => Step {
            note: said(note),
            acknowledged: Party::ALL.iter().map(|(party, _)| *party).collect(),
            ..Step::default()
        },
        Deed::Decline(reason, note) => Step {
            note: said(note),
            reason: Some(*reason),
            ..Step::default()
        },
        _ => Step::default(),
    }
}

/// Returns the command that does a deed, without its long texts.
pub(super) fn command(deed: &Deed, id: &Id) -> String {
    match deed {
        Deed::Say(_) => format!("sa request comment {id} ..."),
        Deed::Set(key, _) => format!("sa request edit {id} --set {key}=..."),
        Deed::Claim => format!("sa request claim {id}"),
        Deed::Give(other) => format!("sa request claim {id} --owner {other}"),
        Deed::Ready => format!("sa request ready {id}"),
        Deed::Start => format!("sa request start {id}"),
        Deed::Wait(..) => format!("sa request wait {id} --for ... --from ..."),
        Deed::Resume => format!("sa request resume {id}"),
        Deed::FollowUp(_) => format!("sa request follow-up {id} --note ..."),
        Deed::Close(_) => format!("sa request close {id} --ack sa --ack customer --ack sales"),
        Deed::Decline(reason, _) => format!("sa request decline {id} --reason {}", word(*reason)),
        Deed::Reopen(_) => format!("sa request reopen {id} --note ..."),
        Deed::Waive(check, ..) => format!("hygiene waive {check} {id} --reason ... --until ..."),
    }
}

fn word(reason: DeclineReason) -> &'static str {
    let found = DeclineReason::ALL.iter().find(|(own, _)| *own == reason);
    found.map_or("", |(_, word)| word)
}
