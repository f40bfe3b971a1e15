//! From what happens to when a clock starts, stands still and stops; how long that was is counted in `clock`.

use super::Happening;
use crate::calendar::{Instant, Now};
use crate::policy::sla::{Course, Event};

/// One run of a clock, from its start to its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cycle<'h> {
    pub(super) start: Happening<'h>,
    /// Each pause with what ended it, where something did.
    pub(super) pauses: Vec<(Happening<'h>, Option<Happening<'h>>)>,
    pub(super) end: Option<(Happening<'h>, Ending)>,
}

/// How a run of a clock ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// What was to happen did.
    Stopped,
    /// It need not happen any more.
    Cancelled,
}

/// Returns the runs of a clock over what happened, in the order of time.
pub(super) fn cycles<'h>(course: &Course, happened: &[Happening<'h>]) -> Vec<Cycle<'h>> {
    let mut cycles: Vec<Cycle<'h>> = Vec::new();
    for &one in happened {
        let event = &one.event;
        let Some(cycle) = cycles.last_mut().filter(|cycle| cycle.end.is_none()) else {
            let starts = match cycles.is_empty() {
                true => &course.start,
                false => &course.restart,
            };
            if starts.contains(event) {
                cycles.push(Cycle {
                    start: one,
                    pauses: Vec::new(),
                    end: None,
                });
            }
            continue;
        };
        let ending = if course.stop.contains(event) {
            Some(Ending::Stopped)
        } else if course.cancel.contains(event) || *event == Event::Withdrawn {
            Some(Ending::Cancelled)
        } else {
            None
        };
        let open = cycle.pauses.last_mut().filter(|(_, until)| until.is_none());
        match (ending, open) {
            (Some(ending), open) => {
                if let Some((_, until)) = open {
                    *until = Some(one);
                }
                cycle.end = Some((one, ending));
            }
            (None, Some((_, until))) if event.is_state() && !course.pause.contains(event) => {
                *until = Some(one);
            }
            (None, None) if course.pause.contains(event) => cycle.pauses.push((one, None)),
            _ => {}
        }
    }
    cycles
}

impl<'h> Cycle<'h> {
    /// Returns the parts of a run in which a target holds, as far as changes of the record on the way let it.
    ///
    /// It starts with the change that makes the target hold, and is cancelled by the one after which none does.
    pub(super) fn while_it(
        self,
        holds: impl Fn(Instant) -> bool,
        changes: &[Happening<'h>],
        now: Now,
    ) -> Vec<Self> {
        let until = self.end_or(now);
        let mut parts = Vec::new();
        let mut start = holds(self.start.at).then_some(self.start);
        for change in changes {
            if change.at <= self.start.at || until <= change.at {
                continue;
            }
            match (start, holds(change.at)) {
                (None, true) => start = Some(*change),
                (Some(from), false) => {
                    parts.push(self.part(from, Some((*change, Ending::Cancelled))));
                    start = None;
                }
                _ => {}
            }
        }
        parts.extend(start.map(|from| self.part(from, self.end)));
        parts
    }

    /// Returns when it ended; now, where it goes on.
    pub(super) fn end_or(&self, now: Now) -> Instant {
        self.end.map_or_else(|| now.exactly(), |(end, _)| end.at)
    }

    /// Returns a part of a run, with what of its pauses lies in it.
    fn part(&self, start: Happening<'h>, end: Option<(Happening<'h>, Ending)>) -> Self {
        let ended = end.map(|(end, _)| end);
        let inside = |(pause, until): &(Happening<'h>, Option<Happening<'h>>)| {
            let is_over = until.is_some_and(|until| until.at <= start.at);
            let is_later = ended.is_some_and(|end| end.at <= pause.at);
            let pause = Happening {
                at: pause.at.max(start.at),
                ..*pause
            };
            let until = match (until, ended) {
                (Some(until), Some(end)) if end.at < until.at => Some(end),
                (None, ended) => ended,
                (until, _) => *until,
            };
            (!is_over && !is_later).then_some((pause, until))
        };
        Self {
            start,
            pauses: self.pauses.iter().filter_map(inside).collect(),
            end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::request::State::{Closed, Declined, Doing, Open, Triaged, Waiting};
    use crate::sla::happening::Source;

    fn happened(events: &[Event]) -> Vec<Happening<'static>> {
        let one = |(at, event): (usize, &Event)| Happening {
            at: Instant::from_unix(at as i64 * 3600).expect("in the calendar"),
            event: *event,
            source: Source::Entry("history", at, ""),
            words: "",
        };
        events.iter().enumerate().map(one).collect()
    }

    fn course() -> Course {
        let state = |state| vec![Event::Request(state)];
        Course {
            start: state(Open),
            stop: vec![Event::FirstActivity],
            pause: state(Waiting),
            restart: state(Open),
            cancel: state(Declined),
        }
    }

    /// Returns each run as the hours of its start, pauses and end.
    fn told(events: &[Event]) -> Vec<String> {
        let happened = happened(events);
        let hour = |one: Happening<'_>| one.at.unix() / 3600;
        let told = |cycle: &Cycle<'_>| {
            let pauses = cycle.pauses.iter().map(|(from, to)| {
                let to = to.map_or("..".into(), |to| hour(to).to_string());
                format!(" paused {}-{to}", hour(*from))
            });
            let end = cycle
                .end
                .map(|(end, how)| format!(" {how:?} {}", hour(end)));
            format!(
                "{}{}{}",
                hour(cycle.start),
                pauses.collect::<String>(),
                end.unwrap_or_default()
            )
        };
        cycles(&course(), &happened).iter().map(told).collect()
    }

    #[test]
    fn a_clock_starts_stands_still_and_stops() {
        let [open, waiting, triaged, doing, closed, declined] =
            [Open, Waiting, Triaged, Doing, Closed, Declined].map(Event::Request);
        let first = Event::FirstActivity;
        assert_eq!(told(&[open, triaged, doing, first]), ["0 Stopped 3"]);
        assert_eq!(
            told(&[open, waiting, open, first]),
            ["0 paused 1-2 Stopped 3"]
        );
        assert_eq!(told(&[open, waiting]), ["0 paused 1-.."]);
        // What is done while it waits stops it; who waits longer does not resume.
        assert_eq!(
            told(&[open, waiting, waiting, first]),
            ["0 paused 1-3 Stopped 3"]
        );
        assert_eq!(told(&[open, declined]), ["0 Cancelled 1"]);
        // Opened again it runs again, and what comes after an end does not count.
        assert_eq!(
            told(&[open, first, doing, closed, first, open, waiting, triaged]),
            ["0 Stopped 1", "5 paused 6-7"]
        );
        assert!(told(&[triaged, doing]).is_empty());
    }
}
