//! Makes a whole target of what is written of it, or says what it lacks.

use std::ops::Range;

use super::Drafts;
use super::draft::{Draft, EVENT_KEYS};
use crate::lifecycle::State;
use crate::policy::keys;
use crate::policy::sla::{Course, Event, Limit, Scope, Subject, Target};
use crate::policy::written::Reader;
use crate::records::request;

impl Reader<'_> {
    /// Returns a target whole; `None`, and a fault, where it cannot be.
    pub(super) fn resolved(&mut self, name: &str, draft: &Draft, all: &Drafts) -> Option<Target> {
        let span = draft.written.clone().unwrap_or(0..0);
        let base = match &draft.of {
            Some(of) => Some(self.base(name, draft, of, all)?),
            None => None,
        };
        let from = base.unwrap_or(draft);
        let Some(subject) = from.subject else {
            let subjects: Vec<&str> = Subject::ALL.iter().map(|(_, word)| *word).collect();
            let help = format!("write `on = \"request\"`; {}", keys::offer("", &subjects));
            let message = format!("`sla.{name}` does not say what it is on");
            self.fault(span, message, &help);
            return None;
        };
        let limit = self.limit(name, draft, &span)?;
        let mut course = Course::default();
        for key in EVENT_KEYS {
            let words = from.events.get(*key).map_or(&[][..], Vec::as_slice);
            let events = self.events(name, key, words, subject)?;
            *list(&mut course, key) = events;
        }
        if !matches!(limit, Limit::Ahead { .. }) {
            self.sound_course(name, &course, from, &span)?;
        }
        let inherited = |own: &Option<_>, base: Option<&Option<_>>| {
            own.clone().or_else(|| base.cloned().flatten())
        };
        Some(Target {
            name: name.to_owned(),
            of: draft.of.clone(),
            subject,
            scope: scope(draft, base),
            limit,
            course,
            warning: draft.warning.or(base.and_then(|base| base.warning)),
            tell: inherited(&draft.tell, base.map(|base| &base.tell)).unwrap_or_default(),
            stops_when_away: draft
                .stops_when_away
                .or(base.and_then(|base| base.stops_when_away))
                .unwrap_or(false),
            source: draft.source.clone(),
        })
    }

    /// Returns the target that one is an exception to.
    fn base<'d>(
        &mut self,
        name: &str,
        draft: &Draft,
        of: &str,
        all: &'d Drafts,
    ) -> Option<&'d Draft> {
        let span = draft.written.clone().unwrap_or(0..0);
        let own: Vec<&str> = all
            .iter()
            .filter(|(_, one)| one.of.is_none())
            .map(|(name, _)| name.as_str())
            .collect();
        let found = all.get(of).filter(|base| base.of.is_none());
        if found.is_none() {
            let message = format!("`sla.{name}` is an exception to `{of}`, which is no target");
            self.fault(span, message, &keys::offer(of, &own));
            return None;
        }
        if draft.subject.is_some() || !draft.events.is_empty() {
            let message = format!("`sla.{name}` has events of its own, and is an exception");
            let help = format!("leave out `on`, {}: they are those of `{of}`", listed());
            self.fault(span, message, &help);
            return None;
        }
        found
    }

    fn limit(&mut self, name: &str, draft: &Draft, span: &Range<usize>) -> Option<Limit> {
        let limit = match (draft.within, draft.before, draft.ahead) {
            (Some(within), None, None) => Limit::Within(within),
            (None, Some(before), None) => Limit::Before(before),
            (None, None, Some(least)) => Limit::Ahead {
                least,
                ideal: draft.ideal,
            },
            (None, None, None) => {
                let message = format!("`sla.{name}` does not say how long");
                let help = "write `within = \"48 hours\"`, `before = \"24 hours\"` or `ahead = \"7 days\"`";
                self.fault(span.clone(), message, help);
                return None;
            }
            _ => {
                let message = format!("`sla.{name}` has more than one of within, before and ahead");
                self.fault(span.clone(), message, "keep one of them");
                return None;
            }
        };
        let message = match limit {
            Limit::Before(before) if before.is_business() => "`before` counts back by the clock",
            Limit::Within(_) | Limit::Before(_) if draft.ideal.is_some() => {
                "`ideal` goes with `ahead`"
            }
            _ => return Some(limit),
        };
        let help = "write hours, days or weeks with `before`, and `ideal` beside `ahead` alone";
        self.fault(span.clone(), format!("`sla.{name}`: {message}"), help);
        None
    }

    fn events(
        &mut self,
        name: &str,
        key: &str,
        words: &[(String, Range<usize>)],
        subject: Subject,
    ) -> Option<Vec<Event>> {
        let known = subject.events();
        let mut events = Vec::new();
        for (word, span) in words {
            match known.iter().find(|event| event.name() == word) {
                Some(event) => events.push(*event),
                None => {
                    let names: Vec<&str> = known.iter().map(|event| event.name()).collect();
                    let message = format!("`sla.{name}.{key}` cannot be `{word}`");
                    let help = match names.is_empty() {
                        true => format!("leave it out: what is on {} has no clock", subject.name()),
                        false => keys::offer(word, &names),
                    };
                    self.fault(span.clone(), message, &help);
                    return None;
                }
            }
        }
        Some(events)
    }

    /// A clock starts, and stops later.
    fn sound_course(
        &mut self,
        name: &str,
        course: &Course,
        from: &Draft,
        span: &Range<usize>,
    ) -> Option<()> {
        for (key, events) in [("start", &course.start), ("stop", &course.stop)] {
            if events.is_empty() {
                let message = format!("`sla.{name}` does not say what makes it {key}");
                let help = format!("write `{key} = \"WORD\"`; docs/policy.md has the words");
                self.fault(span.clone(), message, &help);
                return None;
            }
        }
        let stops_late = |stop: &&Event| !course.start.iter().any(|start| leads(*start, **stop));
        let Some(stop) = course.stop.iter().find(stops_late) else {
            return Some(());
        };
        let starts: Vec<&str> = course.start.iter().map(|event| event.name()).collect();
        let message = format!(
            "`sla.{name}` starts after it stops: `{}` does not come after `{}`",
            stop.name(),
            starts.join("` or `")
        );
        let words = from.events.get("stop").into_iter().flatten();
        let at = words.filter(|(word, _)| word == stop.name());
        let at = at.map(|(_, span)| span.clone()).next_back();
        let help = "docs/lifecycles.md tells what comes after what";
        self.fault(at.unwrap_or(span.clone()), message, help);
        None
    }
}

fn list<'c>(course: &'c mut Course, key: &str) -> &'c mut Vec<Event> {
    match key {
        "start" => &mut course.start,
        "stop" => &mut course.stop,
        "pause" => &mut course.pause,
        "restart" => &mut course.restart,
        _ => &mut course.cancel,
    }
}

fn listed() -> String {
    let quoted: Vec<String> = EVENT_KEYS.iter().map(|key| format!("`{key}`")).collect();
    quoted.join(", ")
}

/// An exception is narrowed down by all that narrows its base, and more.
fn scope(draft: &Draft, base: Option<&Draft>) -> Scope {
    fn of<T: Clone>(own: &Option<Vec<T>>, base: Option<&Option<Vec<T>>>) -> Vec<T> {
        let own = own.clone().or_else(|| base.cloned().flatten());
        own.unwrap_or_default()
    }
    Scope {
        templates: of(&draft.templates, base.map(|base| &base.templates)),
        flags: of(&draft.flags, base.map(|base| &base.flags)),
        segments: of(&draft.segments, base.map(|base| &base.segments)),
        regions: of(&draft.regions, base.map(|base| &base.regions)),
    }
}

/// Returns whether one event may come after another, without the record being opened again or waiting in between.
fn leads(start: Event, stop: Event) -> bool {
    match (start, stop) {
        (Event::Request(start), Event::Request(stop)) => follows(start, stop, |at| {
            !at.is_end() && at != request::State::Waiting
        }),
        (Event::Sow(start), Event::Sow(stop)) => {
            follows(start, stop, |at| at.is_worked() || at == start)
        }
        (Event::FirstActivity, Event::Request(stop)) => {
            !matches!(stop, request::State::Open | request::State::Triaged)
        }
        (start, stop) => start != stop,
    }
}

fn follows<S: State>(start: S, stop: S, goes_on: impl Fn(S) -> bool) -> bool {
    let mut reached: Vec<S> = Vec::new();
    let mut ahead: Vec<S> = match goes_on(start) {
        true => start.next().to_vec(),
        false => Vec::new(),
    };
    while let Some(state) = ahead.pop() {
        if reached.contains(&state) || state == start {
            continue;
        }
        reached.push(state);
        if goes_on(state) {
            ahead.extend(state.next());
        }
    }
    reached.contains(&stop)
}
