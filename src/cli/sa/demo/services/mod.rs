//! The SOWs and escalations of the desk that is made up, and what becomes of each: who does what, and when.
//! How a deed becomes a commit lives in `doing`; the texts of SOWs are in `sows/`.

mod amer;
mod apac;
mod doing;
mod emea;

use super::clock::Moment;
use crate::records::escalation::Severity;
use crate::records::review::Item;
use crate::records::sow::State;

pub(super) use doing::{Serving, late, plan};

/// A SOW from its first text to where it stands today.
pub(super) struct Engagement {
    /// Short name; that of its text as well.
    pub(super) key: &'static str,
    /// Key of the opportunity.
    pub(super) deal: &'static str,
    /// The SOW as it is first written.
    pub(super) text: &'static str,
    /// Why it moves on late, where it does.
    pub(super) late: &'static str,
    /// What happens, in order; the first takes the text in.
    pub(super) then: &'static [Turn],
}

/// One thing somebody does.
pub(super) struct Turn(pub(super) &'static str, pub(super) Moment, pub(super) Deed);

/// What somebody does with a SOW.
pub(super) enum Deed {
    /// Takes in the text.
    Begin,
    /// Gives it to a Technical Architect, with the reason.
    Give(&'static str, &'static str),
    /// Moves it to a state, with a note where one is needed.
    To(State, &'static str),
    Ask(&'static str),
    /// Answers a question, by its number.
    Answer(usize, &'static str),
    /// Asks for a call in so many working days, at a time of day as `10:40`, with what is to be known before.
    Call(i64, &'static str, &'static str),
    Say(&'static str),
    /// Writes something else in an editor, in place of what stands there once.
    Amend(&'static [(&'static str, &'static str)]),
    Submit(&'static str),
    /// Approves it as Technical Architect; what does not apply has its reason, and all else is answered with yes.
    Approve(&'static [(Item, &'static str)]),
    /// Asks for changes: items that are answered with no, and comments on keys.
    Return(&'static [Item], &'static [(&'static str, &'static str)]),
    /// Approves it as Regional Delivery Manager.
    Confirm,
}

/// An escalation; an account has one at most.
pub(super) struct Trouble {
    pub(super) account: &'static str,
    /// Key of the engagement it is about, if any.
    pub(super) about: Option<&'static str>,
    pub(super) severity: Severity,
    pub(super) subject: &'static str,
    /// The Technical Architect who answers for it.
    pub(super) owner: &'static str,
    pub(super) opened: (&'static str, Moment),
    /// When the owner resolved it, and how.
    pub(super) resolved: Option<(Moment, &'static str)>,
}

/// Something that happens in Professional Services.
pub(super) enum Happening {
    Done(&'static Engagement, &'static Deed),
    Opened(&'static Trouble),
    Resolved(&'static Trouble, &'static str),
}

/// Returns every engagement.
pub(super) fn engagements() -> impl Iterator<Item = &'static Engagement> {
    [emea::ENGAGEMENTS, amer::ENGAGEMENTS, apac::ENGAGEMENTS]
        .into_iter()
        .flatten()
}

/// Returns every escalation.
pub(super) fn troubles() -> impl Iterator<Item = &'static Trouble> {
    [amer::TROUBLES, apac::TROUBLES].into_iter().flatten()
}

/// Returns everything that happens: who does it, when, and what it is.
pub(super) fn all() -> Vec<(&'static str, Moment, Happening)> {
    let mut all = Vec::new();
    for engagement in engagements() {
        for Turn(by, moment, deed) in engagement.then {
            all.push((*by, *moment, Happening::Done(engagement, deed)));
        }
    }
    for trouble in troubles() {
        let (by, moment) = trouble.opened;
        all.push((by, moment, Happening::Opened(trouble)));
        if let Some((moment, note)) = trouble.resolved {
            all.push((trouble.owner, moment, Happening::Resolved(trouble, note)));
        }
    }
    all
}

/// Returns the text of a SOW; its name is known when the program is built.
macro_rules! sow {
    ($name:literal) => {
        include_str!(concat!("../sows/", $name, ".yaml"))
    };
}
use sow;

#[cfg(test)]
mod tests {
    use super::super::{cast, clock, sales};
    use super::*;
    use crate::calendar::Instant;
    use crate::records::activity::ActivityType::PositionedPs;

    /// People are up to ten minutes late.
    const LATE: i64 = 10 * 60;

    /// Returns when Professional Services were positioned for a deal, by whom.
    fn positioned(deal: &str) -> (&'static str, Moment) {
        let sale = sales::all().find(|sale| sale.deal == deal);
        let turns = sale.expect("it is sold").then.iter();
        let logs = |deed: &sales::Deed| matches!(deed, sales::Deed::Log(call) if call.activity_type == PositionedPs);
        let mut turns = turns.filter(|turn| turn.2.iter().any(logs));
        let turn = turns.next().expect("services are positioned before a SOW");
        (turn.0, turn.1)
    }

    #[test]
    fn in_every_engagement_one_thing_comes_after_another_whatever_the_hour_of_the_run() {
        let start: Instant = "2026-10-05T00:30:00Z".parse().expect("a time");
        for hours in (0..24 * 60).step_by(5) {
            let now = Instant::from_unix(start.unix() + hours * 3600).expect("a time");
            let at = |who, moment| clock::instant(moment, now, &cast::zone(who)).unix();
            for engagement in engagements() {
                let (by, moment) = positioned(engagement.deal);
                let mut last = at(by, moment);
                for Turn(who, moment, _) in engagement.then {
                    let next = at(who, *moment);
                    assert!(last + LATE <= next, "{} at {now}", engagement.key);
                    last = next;
                }
            }
            for trouble in troubles() {
                let (by, opened) = trouble.opened;
                let resolved = trouble
                    .resolved
                    .map(|(moment, _)| at(trouble.owner, moment));
                let begun = at(by, opened) + LATE;
                assert!(resolved.is_none_or(|at| begun <= at), "{}", trouble.account);
            }
        }
    }

    #[test]
    fn every_engagement_begins_with_its_text() {
        for engagement in engagements() {
            let begins = |turn: &Turn| matches!(turn.2, Deed::Begin);
            let count = engagement.then.iter().filter(|turn| begins(turn)).count();
            assert!(!engagement.late.is_empty(), "{}", engagement.key);
            assert!(
                begins(&engagement.then[0]) && count == 1,
                "{}",
                engagement.key
            );
        }
    }
}
