//! What happens to requests, questions, reviews and SOWs, as events that move clocks.

use std::fmt;

use crate::calendar::Instant;
use crate::policy::sla::{Event, Facts, Subject};
use crate::records::account::Segment;
use crate::records::person::{self, Role};
use crate::records::request::{Flag, State, Template};
use crate::records::review::{self, ReviewerRole};
use crate::records::{Account, Handle, One, Person, Records, Request, Sow, account};

/// Something that happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happening<'a> {
    pub at: Instant,
    pub event: Event,
    pub source: Source<'a>,
    /// What is said of it, as what is waited for.
    pub words: &'a str,
}

/// Where a happening stands: `history[2]`, `questions[0].answer`, or the path of another record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source<'a> {
    /// In the record, by its list, the place in it from 0, and what follows.
    Entry(&'static str, usize, &'static str),
    /// In another record.
    File(&'a str),
    /// In activities for the request.
    Activities,
}

impl fmt::Display for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(list, place, rest) => write!(f, "{list}[{place}]{rest}"),
            Self::File(path) => f.write_str(path),
            Self::Activities => f.write_str("activities"),
        }
    }
}

/// What clocks run on: a request, or one question, review or course of a SOW.
pub struct Matter<'a> {
    pub subject: Subject,
    /// Number of a question, or of a round of review, from 1.
    pub number: Option<usize>,
    /// In the order of time.
    pub happened: Vec<Happening<'a>>,
    /// The instant that a target may count back from.
    pub deadline: Option<Instant>,
    pub template: Option<Template>,
    pub segment: Option<Segment>,
    pub region: Option<&'a str>,
    /// Who answers for what is waited for.
    pub owner: Option<&'a Handle>,
    /// The flags at each change of them, the first from the beginning.
    pub flags: Vec<(Option<Happening<'a>>, Vec<Flag>)>,
}

impl<'a> Matter<'a> {
    /// Returns what a target is chosen by at a time.
    pub fn facts_at(&self, time: Instant) -> Facts<'_> {
        let last = self
            .flags
            .iter()
            .rfind(|(since, _)| since.is_none_or(|since| since.at <= time));
        Facts {
            template: self.template,
            flags: last.map_or(&[], |(_, flags)| flags.as_slice()),
            segment: self.segment,
            region: self.region,
        }
    }

    /// Returns when what a target is chosen by changed, in the order of time.
    pub fn changes(&self) -> impl Iterator<Item = Happening<'a>> {
        self.flags.iter().filter_map(|(since, _)| *since)
    }
}

/// Returns what happened to a request; `logged` is when activities for it took place.
pub(super) fn of_request<'a>(
    request: One<'a, Request>,
    records: &'a Records,
    logged: &[Instant],
) -> Matter<'a> {
    let mut happened = Vec::new();
    for (place, entry) in request.value().history.iter().enumerate() {
        let words = entry.awaiting.as_deref().or(entry.note.as_deref());
        let one = |event| Happening {
            words: words.unwrap_or_default().trim(),
            ..one(entry.at, event, Source::Entry("history", place, ""))
        };
        if is_activity(entry.to) {
            happened.push(one(Event::FirstActivity));
        }
        happened.push(one(Event::Request(entry.to)));
    }
    for (place, comment) in request.comments.iter().enumerate() {
        if comment.by != request.requester && is_of_sa_team(records, &comment.by) {
            let source = Source::Entry("comments", place, "");
            happened.push(one(comment.at, Event::FirstActivity, source));
        }
    }
    let logged = logged.iter();
    happened.extend(logged.map(|at| one(*at, Event::FirstActivity, Source::Activities)));
    happened.sort_by_key(|one| one.at.unix());
    let account = request.account.as_ref();
    Matter {
        subject: Subject::Request,
        number: None,
        happened,
        deadline: request.rfx.deadline,
        template: Some(request.template),
        segment: segment(records, account),
        region: request.value().region.as_deref(),
        owner: request.value().owner.as_ref(),
        flags: flags(&request),
    }
}

/// Returns the flags from the beginning, and after each change; a change before the beginning is part of it.
fn flags(request: &Request) -> Vec<(Option<Happening<'static>>, Vec<Flag>)> {
    let begun = request.created();
    let mut flags = vec![(
        None,
        begun.map_or_else(Vec::new, |begun| request.flags_at(begun)),
    )];
    let changes = request.flag_changes().into_iter().enumerate();
    let later = changes.filter(|(_, at)| begun.is_some_and(|begun| begun < *at));
    flags.extend(later.map(|(place, at)| {
        let change = one(at, Event::Flagged, Source::Entry("flagged", place, ""));
        (Some(change), request.flags_at(at))
    }));
    flags
}

/// Returns what happened to the questions, reviews and the course of a SOW.
pub(super) fn of_sow<'a>(sow: One<'a, Sow>, records: &'a Records) -> Vec<Matter<'a>> {
    let course = course(sow.value());
    let (segment, region) = place_of_sow(records, sow.value());
    let matter = |subject, number, own: Vec<Happening<'a>>| {
        let mut happened = [course.clone(), own].concat();
        happened.sort_by_key(|one| one.at.unix());
        let owner = match subject {
            Subject::Sow => sow.value().engagement_manager.as_ref(),
            _ => sow.value().ta(),
        };
        Matter {
            subject,
            number,
            happened,
            deadline: None,
            template: None,
            segment,
            region,
            owner,
            flags: Vec::new(),
        }
    };
    let calls = sow.calls.iter().enumerate();
    let calls = calls.map(|(place, call)| {
        let source = Source::Entry("calls", place, "");
        one(call.call_at, Event::ScopingCall, source)
    });
    let mut matters = vec![matter(Subject::Sow, None, calls.collect())];
    let numbered = (1..).zip(questions(sow.value()));
    matters.extend(numbered.map(|(number, own)| matter(Subject::Question, Some(number), own)));
    let rounds = rounds(sow, records).into_iter();
    matters.extend(rounds.map(|(number, own)| matter(Subject::Review, Some(number), own)));
    matters
}

/// Returns the states a SOW went through.
fn course(sow: &Sow) -> Vec<Happening<'_>> {
    let entries = sow.history.iter().enumerate();
    entries
        .map(|(place, entry)| Happening {
            words: entry.note.as_deref().unwrap_or_default().trim(),
            ..one(
                entry.at,
                Event::Sow(entry.to),
                Source::Entry("history", place, ""),
            )
        })
        .collect()
}

/// Returns when each question was put, and answered where it was.
fn questions(sow: &Sow) -> impl Iterator<Item = Vec<Happening<'_>>> {
    sow.questions.iter().enumerate().map(|(place, question)| {
        let source = |rest| Source::Entry("questions", place, rest);
        let answer = question.answer.as_ref();
        let answer = answer.map(|answer| one(answer.at, Event::Answered, source(".answer")));
        let asked = one(question.at, Event::Asked, source(""));
        std::iter::once(asked).chain(answer).collect()
    })
}

/// Returns the rounds of review of a SOW: each begins when it is asked for, and ends with the first verdict in it.
fn rounds<'a>(sow: One<'a, Sow>, records: &'a Records) -> Vec<(usize, Vec<Happening<'a>>)> {
    let verdicts: Vec<_> = review::of_sow(records, sow.id())
        .into_iter()
        .filter(|given| given.role == ReviewerRole::Ta)
        .collect();
    let requests = &sow.review_requests;
    let source = |place| Source::Entry("review_requests", place, "");
    let round = |(place, asked): (usize, &crate::records::sow::ReviewRequest)| {
        let next = requests.get(place + 1).map(|next| next.at);
        let given = verdicts
            .iter()
            .find(|given| asked.at <= given.at && next.is_none_or(|next| given.at < next));
        let begun = one(asked.at, Event::Asked, source(place));
        // A round that another follows is not waited for any more.
        let ended = match (given, next) {
            (Some(given), _) => Some(one(given.at, Event::Given, Source::File(given.file.path()))),
            (None, Some(next)) => Some(one(next, Event::Withdrawn, source(place + 1))),
            (None, None) => None,
        };
        (place + 1, std::iter::once(begun).chain(ended).collect())
    };
    requests.iter().enumerate().map(round).collect()
}

fn one(at: Instant, event: Event, source: Source<'_>) -> Happening<'_> {
    Happening {
        at,
        event,
        source,
        words: "",
    }
}

/// Returns whether a request in a state has been worked on.
fn is_activity(state: State) -> bool {
    matches!(
        state,
        State::DemoReady | State::Doing | State::Followup | State::Closed
    )
}

fn is_of_sa_team(records: &Records, who: &Handle) -> bool {
    let who: Option<One<'_, Person>> = records.get(&person::KIND, who.as_str());
    let of_team = [Role::Sa, Role::Esa, Role::Ta];
    who.is_some_and(|who| of_team.into_iter().any(|role| who.has(role)))
}

pub(super) fn segment(records: &Records, account: Option<&Handle>) -> Option<Segment> {
    let account: One<'_, Account> = records.get(&account::KIND, account?.as_str())?;
    account.segment
}

/// Returns the segment and the region of a SOW: those of its account, the region else that of who is assigned to it.
pub(super) fn place_of_sow<'a>(
    records: &'a Records,
    sow: &Sow,
) -> (Option<Segment>, Option<&'a str>) {
    let account: Option<One<'a, Account>> = records.get(&account::KIND, sow.account.as_str());
    let segment = account.and_then(|account| account.segment);
    let of_account = account.and_then(|account| account.value().region.as_deref());
    let of_ta = || {
        let ta: One<'a, Person> = records.get(&person::KIND, sow.ta()?.as_str())?;
        ta.value().region.as_deref()
    };
    (segment, of_account.or_else(of_ta))
}
