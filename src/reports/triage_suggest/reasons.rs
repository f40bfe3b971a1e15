//! What speaks for and against somebody who could take a request, each reason with its points.

use super::super::triage_route::{Facts, facts};
use crate::calendar::{Date, Instant, Week, Zone};
use crate::records::opportunity::load::Load;
use crate::records::request::form::SmeArea;
use crate::records::values::word_of;
use crate::records::{Handle, One, Person, Records, Request, rota};

/// The points of each reason; more is better. They are this program's: the source documents name skills, schedules and
/// availability (002 and 003, triage of issues), and say nothing of how these weigh.
mod points {
    /// For each skill that the request speaks of, up to three.
    pub(super) const SKILL: i64 = 10;
    /// Who is the primary SA of the opportunity stays with it.
    pub(super) const PRIMARY: i64 = 25;
    pub(super) const ACCOUNT: i64 = 10;
    pub(super) const REGION: i64 = 10;
    pub(super) const ROTA: i64 = 3;
    pub(super) const AWAY_TODAY: i64 = -15;
    pub(super) const AWAY_AT_MEETING: i64 = -50;
    /// For each open request.
    pub(super) const REQUEST: i64 = -2;
    /// For each open opportunity.
    pub(super) const OPPORTUNITY: i64 = -1;
    /// For each whole hour between the clocks of the SA and of the meeting, beyond two.
    pub(super) const HOUR: i64 = -1;
}

/// The most skills of one person that count.
const MOST_SKILLS: usize = 3;

/// Hours between two clocks that make no difference.
const NEAR_HOURS: i64 = 2;

/// Something that speaks for or against somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub points: i64,
    pub words: String,
}

impl Reason {
    fn new(points: i64, words: impl Into<String>) -> Self {
        Self {
            points,
            words: words.into(),
        }
    }
}

/// What a request says of its meeting.
struct Meeting {
    /// When it takes place, where that is agreed.
    at: Option<Instant>,
    day: Option<Date>,
    zone: Option<Zone>,
}

/// What a request asks of whoever takes it, found once for all of them.
pub(super) struct Asks<'a> {
    records: &'a Records,
    facts: Facts<'a>,
    words: Vec<String>,
    meeting: Meeting,
    now: Instant,
}

impl<'a> Asks<'a> {
    /// Returns what a request asks.
    pub(super) fn of(records: &'a Records, request: One<'a, Request>, now: Instant) -> Self {
        Self {
            records,
            facts: facts(records, request),
            words: words_of(&request),
            meeting: meeting(&request),
            now,
        }
    }

    /// Returns what speaks for and against somebody.
    pub(super) fn reasons(&self, person: One<'_, Person>, load: &Load<'_>) -> Vec<Reason> {
        let skills = skills_in(&person, &self.words)
            .into_iter()
            .take(MOST_SKILLS);
        let mut reasons: Vec<Reason> = skills
            .map(|skill| Reason::new(points::SKILL, format!("knows {skill}")))
            .collect();
        reasons.extend(self.of_customer(person.id()));
        reasons.extend(self.of_region(person));
        reasons.extend(self.of_time_off(&person));
        reasons.extend(of_load(load));
        reasons.extend(distance(&person, &self.meeting, self.now));
        reasons
    }

    /// Returns whether the customer is theirs already.
    fn of_customer(&self, who: &str) -> Option<Reason> {
        let is = |handle: Option<&Handle>| handle.is_some_and(|handle| handle.as_str() == who);
        let account = self.facts.account;
        let account = account.and_then(|one| one.value().solutions_architect.as_ref());
        match self.facts.opportunity {
            Some(one) if is(one.value().sa()) => {
                let words = format!("is the primary SA of {}", one.id());
                Some(Reason::new(points::PRIMARY, words))
            }
            _ if is(account) => Some(Reason::new(points::ACCOUNT, "is the SA of the account")),
            _ => None,
        }
    }

    /// Returns whether they are of the region, and on triage there.
    fn of_region(&self, person: One<'_, Person>) -> Vec<Reason> {
        let region = self.facts.case.region.as_deref();
        let Some(region) = region.filter(|region| person.region.as_deref() == Some(region)) else {
            return Vec::new();
        };
        let mut reasons = vec![Reason::new(points::REGION, format!("is in {region}"))];
        let rota = rota::of(self.records, Week::of(self.now.date()), region);
        if rota.is_some_and(|rota| rota.value().present().as_str() == person.id()) {
            reasons.push(Reason::new(points::ROTA, "is on triage this week"));
        }
        reasons
    }

    /// Returns whether they are away today, or on the day of the meeting.
    fn of_time_off(&self, person: &Person) -> Vec<Reason> {
        let today = self.now.date();
        let until = person.away_until(today);
        let now = until.map(|until| {
            Reason::new(
                points::AWAY_TODAY,
                format!("is away until {}", until.spoken()),
            )
        });
        let own = |at: Instant| {
            person
                .time_zone
                .as_ref()
                .map_or(at, |zone| at.in_zone(zone))
        };
        let agreed = self.meeting.at.map(|at| own(at).date());
        let day = agreed
            .or(self.meeting.day)
            .filter(|day| *day != today && person.is_off(*day));
        let then = day.map(|day| {
            Reason::new(
                points::AWAY_AT_MEETING,
                format!("is away on {}", day.spoken()),
            )
        });
        now.into_iter().chain(then).collect()
    }
}

fn of_load(load: &Load<'_>) -> Vec<Reason> {
    let (requests, open) = (load.requests.len() as i64, load.opportunities.len() as i64);
    let requested = (0 < requests).then(|| {
        let words = counted(requests, "open request", "open requests");
        Reason::new(points::REQUEST * requests, format!("has {words}"))
    });
    let answered = (0 < open).then(|| {
        let words = counted(open, "opportunity", "opportunities");
        Reason::new(points::OPPORTUNITY * open, format!("answers for {words}"))
    });
    requested.into_iter().chain(answered).collect()
}

fn counted(count: i64, one: &str, several: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {several}"),
    }
}

/// Returns how far the clock of somebody is from that of the meeting, where both are known and it matters.
fn distance(person: &Person, meeting: &Meeting, now: Instant) -> Option<Reason> {
    let (own, there) = (person.time_zone.as_ref()?, meeting.zone.as_ref()?);
    let minutes = |zone: &Zone| i64::from(now.in_zone(zone).offset_minutes());
    let hours = (minutes(own) - minutes(there)).abs() / 60;
    (NEAR_HOURS < hours).then(|| Reason {
        points: points::HOUR * (hours - NEAR_HOURS),
        words: format!("is {hours} hours from {there}"),
    })
}

/// Returns the first day and the first zone that the preferred dates name.
fn meeting(request: &Request) -> Meeting {
    let text = request.preferred_dates.as_deref().unwrap_or_default();
    let words = || {
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'))
            .map(|word| word.trim_end_matches('.'))
    };
    let day = |word: &str| word.get(..10).and_then(|day| day.parse().ok());
    let zone = |word: &str| word.contains('/').then(|| word.parse().ok()).flatten();
    Meeting {
        at: request.meeting.at,
        day: words().find_map(day),
        zone: words().find_map(zone),
    }
}

/// Returns what a request needs, as words in small letters.
fn words_of(request: &Request) -> Vec<String> {
    let texts = [
        &request.required_capabilities,
        &request.current_tools,
        &request.sa_asks,
        &request.hosting,
        &request.pain_points,
        &request.sme.engagement,
    ];
    let area = request.sme.area.map(|area| word_of(SmeArea::ALL, area));
    let texts = texts.into_iter().filter_map(|text| text.as_deref());
    texts.chain(area).flat_map(tokens).collect()
}

/// Returns the words of a text in small letters, without the `s` of a plural.
fn tokens(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(|word| match word.strip_suffix('s') {
            Some(stem) if 3 <= stem.len() => stem.to_owned(),
            _ => word.to_owned(),
        })
        .collect()
}

/// Returns the skills of somebody that stand in the words of a request.
fn skills_in<'a>(person: &'a Person, words: &[String]) -> Vec<&'a str> {
    let stands = |skill: &&str| {
        let sought = tokens(skill);
        !sought.is_empty() && words.windows(sought.len()).any(|some| *some == sought)
    };
    let skills = person.skills.iter().map(|skill| skill.trim());
    skills.filter(stands).collect()
}
