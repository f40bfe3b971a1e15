//! Records in the mix of a pre-sales organisation: of a thousand three are people, thirty accounts, sixty opportunities, a
//! hundred and twenty requests, ten POVs, seven SOWs, every second of those reviewed, and all others activities.
//! Where they are written to is not known here.

mod activities;
mod days;
mod faults;
mod povs;
mod random;
mod requests;
mod sales;
mod services;
mod team;
mod week;

use std::collections::BTreeMap;

use activities::Calls;
pub(crate) use days::Time;
use days::{Day, TAKEN_OVER};
use requests::Ask;
use sales::{Added, Deal};
use team::Team;
pub(crate) use team::{address, name};
pub(crate) use week::Commit;

const SEED: u64 = 20_261_123;

/// Another number for other records of the same size.
pub(crate) const VERSION: u32 = 3;

/// One record as a file.
pub(crate) struct Written {
    pub(crate) id: String,
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Who there is and what came about in two years, before any of it is written.
pub(crate) struct Plan {
    count: usize,
    team: Team,
    accounts: usize,
    deals: Vec<Deal>,
    asks: Vec<Ask>,
    /// Opportunities with a SOW.
    scoped: Vec<usize>,
}

/// What became of a plan.
pub(crate) struct Made {
    /// What was committed after the first commit.
    pub(crate) commits: Vec<Commit>,
    /// How many records have a fault, by the check that finds it.
    pub(crate) faults: BTreeMap<&'static str, usize>,
}

impl Plan {
    pub(crate) fn new(count: usize) -> Self {
        let team = Team::of(count);
        let accounts = (count * 3 / 100).max(1);
        let draw = |at| Deal::draw(team, accounts, at);
        let mut deals: Vec<Deal> = (0..(count * 6 / 100).max(1)).map(draw).collect();
        for at in spread(&deals, 2, count / 100) {
            deals[at].has_pov = true;
        }
        let scoped = spread(&deals, 3, count * 7 / 1000);
        let asks = (0..count * 12 / 100).map(|at| Ask::draw(&deals, at));
        Self {
            count,
            team,
            accounts,
            asks: asks.collect(),
            deals,
            scoped,
        }
    }

    /// Gives every record of the first commit to `take`, and returns what came after it.
    pub(crate) fn write(&self, mut take: impl FnMut(&Written)) -> Made {
        let mut faults = BTreeMap::new();
        let mut written = 0;
        let mut give = |record: &Written| {
            written += 1;
            take(record);
        };
        self.people_and_sales(&mut give);
        for (at, ask) in self.asks.iter().enumerate() {
            let mut record = ask.written(&self.deals[ask.deal], &[]);
            if let Some(check) = faults::in_request(at, &mut record) {
                *faults.entry(check).or_default() += 1;
            }
            give(&record);
        }
        let mut calls = Calls::new(self.team.people);
        let (commits, later) = week::commits(self, &mut calls, self.count);
        let mut asked: Vec<Vec<&Ask>> = vec![Vec::new(); self.deals.len()];
        for ask in &self.asks {
            asked[ask.deal].push(ask);
        }
        for at in 0..self.count.saturating_sub(written + later) {
            let mut record = activities::activity(&mut calls, &self.deals, &asked, at);
            if let Some(check) = faults::in_activity(at, &mut record) {
                *faults.entry(check).or_default() += 1;
            }
            take(&record);
        }
        Made { commits, faults }
    }

    fn people_and_sales(&self, give: &mut impl FnMut(&Written)) {
        (0..self.team.people).for_each(|at| give(&self.team.person(at)));
        (0..self.accounts).for_each(|at| give(&self.team.account(at)));
        for deal in &self.deals {
            give(&deal.written(&Added::default()));
        }
        let tried = self.deals.iter().filter(|deal| deal.has_pov);
        for (at, deal) in tried.enumerate() {
            povs::pov(self.team, at, deal).iter().for_each(&mut *give);
        }
        for (at, deal) in self.scoped.iter().enumerate() {
            let of = services::sow(self.team, at, &self.deals[*deal]);
            of.iter().for_each(&mut *give);
        }
    }

    /// Returns a call of the last day as a record, of an activity's number that no other has.
    pub(crate) fn call(&self, number: usize) -> Written {
        let mut random = random::Random::of(SEED, 8, number);
        let deal = self.worked().next().expect("an opportunity");
        let day = Day::of(TAKEN_OVER).plus(11);
        let call = activities::Call {
            kind: "Technical Deep Dive",
            day,
            at: day.at(9, 0),
            logged: day.at(10, 0),
            request: None,
        };
        activities::written(&mut random, number, deal, &call)
    }

    /// Returns a request as somebody sends it, of an opportunity that is worked.
    pub(crate) fn form(&self, number: usize) -> String {
        let worked: Vec<&Deal> = self.worked().collect();
        let deal = worked[number % worked.len()];
        requests::form(&team::handle(deal.pair.ae), deal)
    }

    /// Returns opportunities that are worked.
    pub(crate) fn worked(&self) -> impl Iterator<Item = &Deal> + Clone {
        self.deals.iter().filter(|deal| deal.is_open())
    }

    /// Returns requests without a fault that were open when the desk was taken over.
    pub(crate) fn open_requests(&self) -> impl Iterator<Item = &Ask> + Clone {
        let all = self.asks.iter().enumerate();
        let good = all.filter(|(at, _)| !faults::is_due(*at));
        good.map(|(_, ask)| ask).filter(|ask| ask.state() == "open")
    }
}

/// Returns when the first commit was made.
pub(crate) fn time_of_taking_over() -> Time {
    Day::of(TAKEN_OVER).at(5, 0)
}

/// Returns so many of the opportunities that came to a stage, spread over all of them.
fn spread(deals: &[Deal], stage: usize, count: usize) -> Vec<usize> {
    let came = |at: &usize| deals[*at].entered(stage).is_some();
    let all: Vec<usize> = (0..deals.len()).filter(came).collect();
    let step = (all.len() / count.max(1)).max(1);
    all.into_iter().step_by(step).take(count).collect()
}

fn flat(folder: &str, id: String, text: String) -> Written {
    let path = format!("{folder}/{id}.yaml");
    Written { id, path, text }
}

fn by_month(folder: &str, month: &str, id: String, text: String) -> Written {
    let path = format!("{folder}/{month}/{id}.yaml");
    Written { id, path, text }
}
