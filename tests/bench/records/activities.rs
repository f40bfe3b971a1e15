//! Activities of the generated desk, most of its records: calls with customers while their opportunities were open.
//! No SA is in two of them at once.

use super::days::{Day, FIRST, TAKEN_OVER, Time};
use super::random::{Random, id};
use super::requests::Ask;
use super::sales::Deal;
use super::team::{handle, morning};
use super::{SEED, Written, by_month, povs};

const TYPES: &[&str] = &[
    "Discovery Session",
    "Demo",
    "Technical Deep Dive",
    "Technical Deep Dive",
    "Presentation / pitch",
    "Positioned PS",
    "Technical Support",
    "Guided Trial",
    "Security Questionnaire / RFP",
];

const SUMMARIES: &[&str] = &[
    "They walked us through the release train; evidence for auditors is a spreadsheet filled by hand.\n  Agreed to look at approval rules together.",
    "Went through runners and caches with the platform team, and what a merge costs them at noon.\n  Lars draws how a release goes today, we what it would be.",
    "Showed approvals and the audit log on their own project. Security wants to see who can switch them off.",
    "Answered 22 questions of their security office. Three are left for product management.",
];

/// Calls of a day that an SA has room for.
const SLOTS: i64 = 6;
const MINUTES: i64 = 90;

/// Which calls each SA has had, day by day.
pub(super) struct Calls {
    days: usize,
    taken: Vec<u8>,
}

/// A call with a customer.
pub(super) struct Call<'a> {
    pub(super) kind: &'a str,
    pub(super) day: Day,
    pub(super) at: Time,
    pub(super) logged: Time,
    pub(super) request: Option<String>,
}

impl Calls {
    pub(super) fn new(people: usize) -> Self {
        let days = Day::of(FIRST).until(Day::of(TAKEN_OVER).plus(30)) as usize;
        Self {
            days,
            taken: vec![0; people * days],
        }
    }

    /// Returns a time on a day at which an SA is free, and takes it.
    pub(super) fn take(&mut self, sa: usize, day: Day, before: Option<Time>) -> Option<Time> {
        let place = sa * self.days + Day::of(FIRST).until(day) as usize;
        let taken = &mut self.taken[place];
        let slot = (0..SLOTS).find(|slot| *taken & (1 << slot) == 0)?;
        let at = day.at(morning(sa), slot * MINUTES);
        if before.is_some_and(|before| before <= at.plus_minutes(60)) {
            return None;
        }
        *taken |= 1 << slot;
        Some(at)
    }
}

/// Returns an activity of the years before the desk was taken over; the first ones are a discovery of each opportunity.
pub(super) fn activity(
    calls: &mut Calls,
    deals: &[Deal],
    asked: &[Vec<&Ask>],
    at: usize,
) -> Written {
    let mut random = Random::of(SEED, 5, at);
    let (deal, kind, day, time) = loop {
        let (deal, day) = match deals.get(at) {
            Some(deal) => (deal, deal.start.plus(1).working()),
            None => {
                let deal = &deals[random.below(deals.len())];
                (deal, deal.start.plus(random.days(2, 240)).working())
            }
        };
        let is_first = at < deals.len();
        if deal.last() < day && !is_first {
            continue;
        }
        let kind = match is_first {
            true => "Discovery Session",
            false => kind(&mut random, deal, day),
        };
        let free = calls.take(deal.pair.sa, day, None);
        let forced = is_first.then(|| day.at(morning(deal.pair.sa), SLOTS * MINUTES));
        if let Some(time) = free.or(forced) {
            break (deal, kind, day, time);
        }
    };
    let late = if random.below(20) == 0 { 6 } else { 0 };
    let asks = &asked[deal.at];
    let request = asks.get(random.below(12)).filter(|ask| ask.opened <= day);
    let call = Call {
        kind,
        day,
        at: time,
        logged: time.plus_minutes(75 + late * 24 * 60),
        request: request.map(|ask| ask.id()),
    };
    written(&mut random, at, deal, &call)
}

/// Draws what was done; in a POV, every second time that.
fn kind(random: &mut Random, deal: &Deal, day: Day) -> &'static str {
    let span = if deal.has_pov { povs::span(deal) } else { None };
    let is_in_pov = span.is_some_and(|(start, close)| start <= day && day <= close);
    if is_in_pov && random.below(2) == 0 {
        return "PoV related activity";
    }
    random.one(TYPES)
}

/// Returns a call as a record.
pub(super) fn written(random: &mut Random, at: usize, deal: &Deal, call: &Call<'_>) -> Written {
    let request = call
        .request
        .as_ref()
        .map_or(String::new(), |id| format!("request: {id}\n"));
    let sa = handle(deal.pair.sa);
    let zone = super::team::place(deal.pair.sa).1;
    let sentiment = random.one(&["Positive", "Positive", "Neutral", "Negative"]);
    let text = format!(
        "# yaml-language-server: $schema=../../schemas/activity.json\nopportunity: {}\n{request}type: {}\nat: {}\ntime_zone: {zone}\nsa: {sa}\nsummary: |-\n  {}\nsentiment: {sentiment}\nattendees:\n  - name: Lars Holm\n    role: VP Platform\n  - name: Ada Brandt\n    role: CIO\nlogged_at: {}\nlogged_by: {sa}\n",
        deal.id(),
        call.kind,
        call.at,
        random.one(SUMMARIES),
        call.logged
    );
    by_month("activities", &call.day.month(), id("ACT", at), text)
}
