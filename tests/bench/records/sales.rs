//! Opportunities of the generated desk: when each began, how far it came, and how it ended.
//! What was done for them is in `activities`, what was tried out in `povs`, what was asked in `requests`.

use std::fmt::Write;

use super::days::{Day, FIRST, TAKEN_OVER, Time};
use super::random::{Random, id};
use super::team::{Pair, Team, handle, morning, place, slug};
use super::{SEED, Written, flat};

/// Stages in order, with the share of its days after which an opportunity enters each.
const STAGES: [(&str, i64); 5] = [
    ("1-Discovery", 0),
    ("2-Scoping", 20),
    ("3-Technical Evaluation", 40),
    ("4-Proposal", 70),
    ("5-Negotiating", 85),
];

/// An opportunity as it came about.
pub(crate) struct Deal {
    pub(super) at: usize,
    pub(super) account: usize,
    pub(crate) pair: Pair,
    pub(super) start: Day,
    days: i64,
    pub(super) is_won: bool,
    pub(super) has_pov: bool,
}

/// What is said of an opportunity after the desk was taken over.
#[derive(Default)]
pub(super) struct Added {
    /// When something new was said, of what comes next and of how feasible it is.
    pub(super) said: Vec<Time>,
}

impl Deal {
    pub(super) fn draw(team: Team, accounts: usize, at: usize) -> Self {
        let mut random = Random::of(SEED, 1, at);
        let account = at % accounts;
        let first = Day::of(FIRST);
        let last = first.until(Day::of(TAKEN_OVER)) - 5;
        Self {
            at,
            account,
            pair: team.pair(account),
            start: first.plus(random.days(0, last)).working(),
            days: random.days(60, 240),
            is_won: random.below(20) < 9,
            has_pov: false,
        }
    }

    pub(crate) fn id(&self) -> String {
        id("OPP", self.at)
    }

    /// Returns the day it ended, if it did.
    pub(super) fn ended(&self) -> Option<Day> {
        let end = self.start.plus(self.days).working();
        (end < Day::of(TAKEN_OVER).plus(-2)).then_some(end)
    }

    pub(crate) fn is_open(&self) -> bool {
        self.ended().is_none()
    }

    /// Returns the day until which work was done for it.
    pub(super) fn last(&self) -> Day {
        let last = Day::of(TAKEN_OVER).plus(-1);
        self.ended().map_or(last, |end| end.plus(-1))
    }

    /// Returns the day it entered a stage, by the stage's place in their order, if it came so far.
    pub(super) fn entered(&self, stage: usize) -> Option<Day> {
        let day = self.start.plus(self.days * STAGES[stage].1 / 100).working();
        (day < self.last()).then_some(day)
    }

    /// Returns whether the technical evaluation is under way.
    fn is_evaluated(&self) -> bool {
        self.is_open() && self.entered(2).is_some() && self.entered(3).is_none()
    }

    /// Returns the opportunity as it is with what was said later.
    pub(super) fn written(&self, added: &Added) -> Written {
        let mut random = Random::of(SEED, 2, self.at);
        let (owner, sa) = (handle(self.pair.ae), handle(self.pair.sa));
        let hour = morning(self.pair.sa);
        let begun = self.start.at(hour, 0);
        let mut text = format!(
            "# yaml-language-server: $schema=../schemas/opportunity.json\nname: Platform {}\naccount: {}\nsfdc_id: 0064M{:010}\nowner: {owner}\nregion: {}\namount: {} EUR\nmeddpicc:\n  metrics: Hours from merge to production\n  economic_buyer: Ada Brandt\n  champion: Lars Holm\nps_positioning:\n  standing: positioned\n",
            self.at,
            slug(self.account),
            self.at,
            place(self.pair.sa).0,
            10_000 + 500 * random.below(300)
        );
        text += &self.evaluation();
        write!(
            text,
            "close_date:\n  - at: {begun}\n    by: {owner}\n    date: {}\nprimary_sa:\n  - at: {}\n    by: {owner}\n    who: {sa}\n",
            self.closes(&mut random),
            begun.plus_minutes(30)
        )
        .expect("a text can be written to");
        text += &self.next_steps(&sa, added);
        text += &self.feasibility(&sa, added);
        text += &self.history(&owner);
        flat("opportunities", self.id(), text)
    }

    /// Returns the day it is to close, or closed.
    fn closes(&self, random: &mut Random) -> Day {
        let planned = self.start.plus(self.days).working();
        match self.is_open() && 0 < random.below(12) {
            true => planned.max(Day::of(TAKEN_OVER).plus(20)),
            false => planned,
        }
    }

    fn evaluation(&self) -> String {
        let Some(start) = self.entered(2) else {
            return String::new();
        };
        let mut text = format!("tech_eval:\n  start: {start}\n");
        if let Some(end) = self.entered(3) {
            let status = if self.is_won { "Win" } else { "Loss" };
            text += &format!(
                "  end: {end}\n  status: {status}\n  details: Three of four criteria were met on their own project.\n"
            );
        }
        text
    }

    fn next_steps(&self, sa: &str, added: &Added) -> String {
        let hour = morning(self.pair.sa) + 6;
        let before = [self.start.plus(3), self.start.plus(16)].map(Day::working);
        let evaluation = self.entered(2).map(|day| day.plus(2).working());
        let lately = Day::of(TAKEN_OVER).plus(-3 - (self.at % 3) as i64);
        let lately = self.is_open().then_some(lately);
        let mut days: Vec<Day> = before.into_iter().chain(evaluation).chain(lately).collect();
        days.retain(|day| *day <= self.last());
        days.sort();
        let mut text = String::from("next_steps:\n");
        let mut say = |at: Time, due: Day, what: &str| {
            text += &format!("  - at: {at}\n    by: {sa}\n    text: {what}\n    due: {due}\n");
        };
        for day in days {
            let what = "Walk the platform team through approval rules on their own project.";
            let due = if Some(day) == lately { 24 } else { 9 };
            say(day.at(hour, 0), day.plus(due).working(), what);
        }
        for at in &added.said {
            let due = Day::of(TAKEN_OVER).plus(25);
            say(*at, due, "Send the sizing sheet.");
        }
        text
    }

    fn feasibility(&self, sa: &str, added: &Added) -> String {
        let Some(day) = self.entered(2) else {
            return String::new();
        };
        let hour = morning(self.pair.sa) + 7;
        let mut text = format!(
            "feasibility:\n  - at: {}\n    by: {sa}\n    rating: Yellow\n    details: Two of three personas are engaged; security has not been met.\n",
            day.at(hour, 0)
        );
        let again = if self.is_evaluated() {
            added.said.as_slice()
        } else {
            &[]
        };
        for at in again {
            text += &format!(
                "  - at: {at}\n    by: {sa}\n    rating: Green\n    details: Security came to the last call and had no question left.\n"
            );
        }
        text
    }

    fn history(&self, owner: &str) -> String {
        let hour = morning(self.pair.sa);
        let mut text = String::from("history:\n");
        for (at, (stage, _)) in STAGES.iter().enumerate() {
            if let Some(day) = self.entered(at) {
                let at = day.at(hour, 0);
                text += &format!("  - at: {at}\n    by: {owner}\n    to: {stage}\n");
            }
        }
        if let Some(day) = self.ended() {
            let end = match self.is_won {
                true => "Closed Won",
                false => "8-Closed Lost\n    reason: another vendor",
            };
            let at = day.at(hour, 0);
            text += &format!("  - at: {at}\n    by: {owner}\n    to: {end}\n");
        }
        text
    }
}
