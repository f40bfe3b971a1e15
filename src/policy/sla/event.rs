//! What a target is about, and the events of it that move a clock, each with its word in `desk.toml`.

use crate::lifecycle::State as _;
use crate::records::values::word_of;
use crate::records::{request, sow};

/// What a target is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A request for an SA.
    Request,
    /// A question to the Technical Architects, while a SOW is scoped.
    Question,
    /// A review of a SOW that was asked for.
    Review,
    /// What the Engagement Manager does on a SOW.
    Sow,
    /// A scoping call that was asked for.
    ScopingCall,
    /// A visit on site that was arranged.
    Visit,
}

impl Subject {
    /// Every subject, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Request, "request"),
        (Self::Question, "question"),
        (Self::Review, "review"),
        (Self::Sow, "sow"),
        (Self::ScopingCall, "scoping-call"),
        (Self::Visit, "visit"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }

    /// Returns the events that may move its clocks.
    pub fn events(self) -> Vec<Event> {
        let sow = || sow::State::ALL.iter().copied().map(Event::Sow);
        match self {
            Self::Request => {
                let states = request::State::ALL.iter().copied().map(Event::Request);
                states.chain([Event::FirstActivity]).collect()
            }
            Self::Question => [Event::Asked, Event::Answered]
                .into_iter()
                .chain(sow())
                .collect(),
            Self::Review => [Event::Asked, Event::Given]
                .into_iter()
                .chain(sow())
                .collect(),
            Self::Sow => sow().chain([Event::ScopingCall]).collect(),
            Self::ScopingCall | Self::Visit => Vec::new(),
        }
    }
}

/// Something that happens to what a target is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A request enters a state.
    Request(request::State),
    /// Somebody of the SA team does something for a request: says something on it, moves it on beyond its triage, or
    /// logs an activity for it.
    FirstActivity,
    /// A question is put, a review is asked for.
    Asked,
    /// A question is answered.
    Answered,
    /// A Technical Architect gives a verdict.
    Given,
    /// A SOW enters a state.
    Sow(sow::State),
    /// A scoping call takes place.
    ScopingCall,
    /// What was asked for is asked for anew, which ends its clock whatever the policy says.
    Withdrawn,
    /// A flag is put on or taken off, so that a target begins to hold, or does not any more.
    Flagged,
}

impl Event {
    /// Returns its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request(state) => state.name(),
            Self::FirstActivity => "first-activity",
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::Given => "given",
            Self::Sow(state) => state.name(),
            Self::ScopingCall => "scoping-call",
            Self::Withdrawn => "withdrawn",
            Self::Flagged => "flagged",
        }
    }

    /// Returns whether a record is in another state from then on, which ends a pause.
    pub fn is_state(self) -> bool {
        matches!(self, Self::Request(_) | Self::Sow(_))
    }
}
