//! The opportunities of the desk that is made up, and what becomes of each: who does what, and when.
//! How deeds become a commit lives in `doing`. Each rule of sales hygiene is broken by somebody and kept by others.

mod amer;
mod apac;
mod doing;
mod north;
mod west;

use super::clock::{Moment, day};
use crate::records::activity::{ActivityType, Sentiment};
use crate::records::opportunity::{CloseStatus, Rating, SecondMode, Stage};
use crate::records::pov::{PovResult, PovType};

pub(super) use doing::{Doing, plan};

/// When accounts are made, and the opportunities that are there from the beginning.
pub(super) const AT_FIRST: Moment = day(63, "10:00");

/// An opportunity from being made to where it stands today.
pub(super) struct Sale {
    /// Key of the opportunity.
    pub(super) deal: &'static str,
    /// When the account executive made it.
    pub(super) opened: Moment,
    /// The stage it was made at.
    pub(super) stage: Stage,
    /// Working days from then to the close date it was made with.
    pub(super) closes: i64,
    /// What happens after, in order.
    pub(super) then: &'static [Turn],
}

/// What somebody does in one go, and commits together.
pub(super) struct Turn(
    pub(super) &'static str,
    pub(super) Moment,
    pub(super) &'static [Deed],
);

/// What somebody does with an opportunity. Days are working days.
pub(super) enum Deed {
    /// Moves it to a stage, with a reason where one is needed.
    To(Stage, &'static str),
    /// Says what comes next, and in how many days it is due.
    Next(&'static str, i64),
    Rate(Rating, &'static str),
    /// Says how many days ago the technical evaluation began.
    EvalStart(i64),
    /// Says how many days ago it ended, how, and why.
    EvalEnd(i64, CloseStatus, &'static str),
    /// Says in how many days it closes, and why that changed.
    Close(i64, &'static str),
    Assign(&'static str, &'static str),
    /// Gives it to another SA in an editor, without a reason.
    HandOver(&'static str),
    Second(&'static str, SecondMode),
    /// Sets keys; one that names opportunities is given their key.
    Set(&'static [(&'static str, &'static str)]),
    Log(Call),
    /// Agrees on a POV, with how many days it is to last.
    Pov(PovType, i64),
    /// Agrees on a POV and picks the account of another deal from the list.
    PovAstray(PovType, &'static str),
    /// A success criterion: capability, what counts as proof, what is measured.
    Criterion(&'static str, &'static str, &'static str),
    /// Says how a criterion came out, by its number.
    CameOut(usize, &'static str),
    Approve(&'static str),
    Begin,
    /// Gives a POV so many more days, with a reason.
    Extend(i64, &'static str),
    End(PovResult, &'static str),
    /// Ends a POV in an editor, without a word on how it came out.
    Stop,
}

/// A call, a demo or a workshop.
#[derive(Clone, Copy)]
pub(super) struct Call {
    pub(super) activity_type: ActivityType,
    /// Days before it was logged, and the time of day, as `10:40`.
    pub(super) days_ago: i64,
    pub(super) time: &'static str,
    pub(super) summary: &'static str,
    pub(super) sentiment: Option<Sentiment>,
    pub(super) with: &'static [(&'static str, &'static str)],
    /// Calendar days from its being arranged to the visit.
    pub(super) notice: Option<i64>,
    pub(super) next: Option<(&'static str, i64)>,
    /// Whether it is filed under the account alone.
    pub(super) is_astray: bool,
}

/// Returns a call of the day it is logged on.
const fn call(activity_type: ActivityType, time: &'static str, summary: &'static str) -> Call {
    Call {
        activity_type,
        days_ago: 0,
        time,
        summary,
        sentiment: None,
        with: &[],
        notice: None,
        next: None,
        is_astray: false,
    }
}

impl Call {
    const fn days_ago(mut self, days: i64) -> Self {
        self.days_ago = days;
        self
    }

    const fn felt(mut self, sentiment: Sentiment) -> Self {
        self.sentiment = Some(sentiment);
        self
    }

    const fn with(mut self, people: &'static [(&'static str, &'static str)]) -> Self {
        self.with = people;
        self
    }

    const fn on_site(mut self, notice: i64) -> Self {
        self.notice = Some(notice);
        self
    }

    const fn next(mut self, words: &'static str, days: i64) -> Self {
        self.next = Some((words, days));
        self
    }

    const fn astray(mut self) -> Self {
        self.is_astray = true;
        self
    }
}

/// Returns every sale.
pub(super) fn all() -> impl Iterator<Item = &'static Sale> {
    [north::SALES, west::SALES, amer::SALES, apac::SALES]
        .into_iter()
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::super::{cast, clock};
    use super::*;
    use crate::calendar::Instant;

    /// People are up to ten minutes late, and what is logged together lies apart by no more.
    const LATE: i64 = 10 * 60;

    #[test]
    fn in_every_sale_one_thing_comes_after_another_whatever_the_hour_of_the_run() {
        let start: Instant = "2026-10-05T00:30:00Z".parse().expect("a time");
        for hours in (0..24 * 60).step_by(5) {
            let now = Instant::from_unix(start.unix() + hours * 3600).expect("a time");
            for sale in all() {
                let owner = cast::account(cast::deal_of(sale.deal).account)[3];
                let at = |who, moment| clock::instant(moment, now, &cast::zone(who)).unix();
                let mut last = at(owner, sale.opened);
                for Turn(who, moment, deeds) in sale.then {
                    let next = at(who, *moment);
                    assert!(
                        last + LATE <= next,
                        "{} at {now}: {}",
                        sale.deal,
                        last - next
                    );
                    last = next;
                    let logs = deeds.iter().filter(|deed| matches!(deed, Deed::Log(_)));
                    assert!(logs.count() <= 1, "{}", sale.deal);
                }
            }
        }
    }

    #[test]
    fn every_deal_is_sold_once() {
        let mut sold: Vec<&str> = all().map(|sale| sale.deal).collect();
        let mut deals: Vec<&str> = cast::deals().map(|deal| deal.key).collect();
        sold.sort_unstable();
        deals.sort_unstable();
        assert_eq!(sold, deals);
    }
}
