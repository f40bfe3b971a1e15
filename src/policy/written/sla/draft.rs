//! A target as far as it is written, over what the source documents say of it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::calendar::Lasting;
use crate::policy::sla::{Event, Limit, Subject, Target, Told};
use crate::records::account::Segment;
use crate::records::request::{Flag, Template};

/// The keys that name events.
pub(super) const EVENT_KEYS: &[&str] = &["start", "stop", "pause", "restart", "cancel"];

/// A target, key by key; what is not said is `None`.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// Where its name stands in the policy; `None` for one that the policy does not name.
    pub(super) written: Option<Range<usize>>,
    pub(super) of: Option<String>,
    pub(super) subject: Option<Subject>,
    pub(super) templates: Option<Vec<Template>>,
    pub(super) flags: Option<Vec<Flag>>,
    pub(super) segments: Option<Vec<Segment>>,
    pub(super) regions: Option<Vec<String>>,
    pub(super) within: Option<Lasting>,
    pub(super) before: Option<Lasting>,
    pub(super) ahead: Option<Lasting>,
    pub(super) ideal: Option<Lasting>,
    pub(super) warning: Option<Lasting>,
    pub(super) tell: Option<Vec<Told>>,
    pub(super) source: Option<String>,
    pub(super) stops_when_away: Option<bool>,
    pub(super) is_off: bool,
    /// Whether a fault of it is told already, so that it need not be whole.
    pub(super) is_broken: bool,
    /// Words of events with their places, by key.
    pub(super) events: BTreeMap<String, Vec<(String, Range<usize>)>>,
}

impl Draft {
    /// Returns a whole target as a draft.
    pub(super) fn of(target: &Target) -> Self {
        let (within, before, ahead, ideal) = match target.limit {
            Limit::Within(lasting) => (Some(lasting), None, None, None),
            Limit::Before(lasting) => (None, Some(lasting), None, None),
            Limit::Ahead { least, ideal } => (None, None, Some(least), ideal),
        };
        let course = &target.course;
        let is_own = target.of.is_none();
        let words = |events: &[Event]| events.iter().map(|one| (one.name().into(), 0..0)).collect();
        let events = [
            ("start", &course.start),
            ("stop", &course.stop),
            ("pause", &course.pause),
            ("restart", &course.restart),
            ("cancel", &course.cancel),
        ]
        .into_iter()
        .filter(|_| is_own)
        .map(|(key, events)| (key.to_owned(), words(events)))
        .collect();
        let scope = &target.scope;
        Self {
            written: None,
            of: target.of.clone(),
            subject: is_own.then_some(target.subject),
            templates: said(scope.templates.clone()),
            flags: said(scope.flags.clone()),
            segments: said(scope.segments.clone()),
            regions: said(scope.regions.clone()),
            within,
            before,
            ahead,
            ideal,
            warning: target.warning,
            tell: said(target.tell.clone()),
            source: target.source.clone(),
            stops_when_away: Some(target.stops_when_away),
            is_off: false,
            is_broken: false,
            events,
        }
    }
}

/// Returns a list that was said, and `None` for one without a thing in it.
pub(super) fn said<T>(list: Vec<T>) -> Option<Vec<T>> {
    match list.is_empty() {
        true => None,
        false => Some(list),
    }
}
