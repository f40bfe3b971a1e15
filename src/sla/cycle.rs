//! From what happens to when a clock starts, stands still and stops; how long that was is counted in `clock`.

use super::Happening;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::request::State::{Closed, Declined, Doing, Open, Triaged, Waiting};
    use crate::sla::happening::Source;

    fn happened(events: &[Event]) -> Vec<Happening<'static>> {
        let one = |(at, event): (usize, &Event)| Happening {
            at: crate::calendar::Instant::from_unix(at as i64 * 3600).expect("in the calendar"),
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
