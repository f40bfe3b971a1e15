//! What was committed after the desk was taken over: twenty commits of two weeks, each of what one SA did.
//! How a commit comes into a repository is not known here.

use std::collections::BTreeMap;

use super::activities::{Call, Calls, written};
use super::days::{Day, TAKEN_OVER, Time};
use super::random::Random;
use super::sales::Added;
use super::{Plan, SEED, Written, faults};

const COMMITS: usize = 20;

/// Hours of a day at which something is committed.
const HOURS: [i64; 2] = [18, 23];

/// Records that one SA committed.
pub(crate) struct Commit {
    /// Number of the person.
    pub(crate) by: usize,
    pub(crate) at: Time,
    pub(crate) subject: String,
    pub(crate) records: Vec<Written>,
}

/// What has happened since, by the number of the opportunity or the request.
#[derive(Default)]
struct Since {
    activities: usize,
    said: BTreeMap<usize, Added>,
    moved: BTreeMap<usize, Vec<(Time, &'static str)>>,
}

/// Returns the commits, and how many activities are new in them, numbered from `first` on.
pub(super) fn commits(plan: &Plan, calls: &mut Calls, first: usize) -> (Vec<Commit>, usize) {
    let mut since = Since::default();
    let busy = busiest(plan);
    let made = |number: usize| {
        let days = number / HOURS.len();
        let day = Day::of(TAKEN_OVER).plus((days / 5 * 7 + days % 5) as i64);
        let at = day.at(HOURS[number % HOURS.len()], 30);
        let by = busy[number % busy.len()];
        let mut records = activities(plan, calls, &mut since, first, by, (day, at));
        records.extend(said(plan, &mut since, by, at));
        records.extend(moved(plan, &mut since, by, at));
        Commit {
            by,
            at,
            subject: format!("desk: what {} did", super::team::name(by)),
            records,
        }
    };
    let commits = (0..COMMITS).map(made).collect();
    (commits, since.activities)
}

/// Returns SAs by how many opportunities they work on, most first; who runs the commands is among the first.
fn busiest(plan: &Plan) -> Vec<usize> {
    let mut worked: BTreeMap<usize, usize> = BTreeMap::new();
    for deal in plan.deals.iter().filter(|deal| deal.is_open()) {
        *worked.entry(deal.pair.sa).or_default() += 1;
    }
    let mut people: Vec<usize> = worked.keys().copied().collect();
    people.sort_by_key(|sa| (*sa != 0, std::cmp::Reverse(worked[sa]), *sa));
    people.truncate(COMMITS / 2);
    people
}

fn activities(
    plan: &Plan,
    calls: &mut Calls,
    since: &mut Since,
    first: usize,
    by: usize,
    (day, at): (Day, Time),
) -> Vec<Written> {
    let mut random = Random::of(SEED, 7, since.activities);
    let worked = |deal: &&super::Deal| deal.is_open() && deal.pair.sa == by;
    let deals: Vec<&super::Deal> = plan.deals.iter().filter(worked).collect();
    let mut records = Vec::new();
    for number in 0..8 {
        let day = match number % 2 {
            0 => day,
            _ => day.working_before().max(Day::of(TAKEN_OVER)),
        };
        let Some(time) = calls.take(by, day, Some(at)) else {
            continue;
        };
        let deal = deals[random.below(deals.len())];
        let call = Call {
            kind: random.one(&["Technical Deep Dive", "Demo", "Guided Trial"]),
            day,
            at: time,
            logged: at.plus_minutes(-20),
            request: None,
        };
        let number = first + since.activities;
        since.activities += 1;
        records.push(written(&mut random, number, deal, &call));
    }
    records
}

/// Says what comes next in opportunities of which nothing was said for five days.
fn said(plan: &Plan, since: &mut Since, by: usize, at: Time) -> Vec<Written> {
    let mut records = Vec::new();
    for deal in plan.deals.iter().filter(|deal| deal.pair.sa == by) {
        let added = since.said.entry(deal.at).or_default();
        let is_due = |last: &Time| last.plus_minutes(5 * 24 * 60) < at;
        if records.len() < 25 && deal.is_open() && added.said.last().is_none_or(is_due) {
            added.said.push(at.plus_minutes(-10));
            records.push(deal.written(added));
        }
    }
    records
}

/// Takes requests a step further, three at most.
fn moved(plan: &Plan, since: &mut Since, by: usize, at: Time) -> Vec<Written> {
    let mut records = Vec::new();
    for (number, ask) in plan.asks.iter().enumerate() {
        let deal = &plan.deals[ask.deal];
        let next = match ask.state() {
            "doing" => "followup",
            "followup" => "closed",
            _ => continue,
        };
        let is_new = !since.moved.contains_key(&number) && !faults::is_due(number);
        if records.len() < 3 && deal.pair.sa == by && is_new {
            let steps = vec![(at.plus_minutes(-5), next)];
            records.push(ask.written(deal, &steps));
            since.moved.insert(number, steps);
        }
    }
    records
}
