//! A clock interval by interval: what counted, what did not, and why, so that it can be summed by hand.

use super::{Clock, Happening, Stretch};
use crate::calendar::{Instant, Why};

/// A time in which a clock counted, or did not, for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval<'a> {
    pub from: Instant,
    pub to: Instant,
    /// Seconds that count: all of it, or none.
    pub seconds: i64,
    pub reason: Reason<'a>,
    /// Whether it lies after now, as far as the clock is known to run.
    pub is_to_come: bool,
}

/// Why a time counted or did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason<'a> {
    /// Every hour counts.
    ByTheClock,
    /// The calendar is open.
    Open,
    ClosedHours,
    ClosedDay,
    /// A holiday, with its name.
    Holiday(String),
    /// Somebody is away.
    TimeOff(String),
    /// It stood still, by an entry of the record.
    Paused(Happening<'a>),
    /// It was due before: all that counted since, in one.
    Overdue,
}

impl Interval<'_> {
    /// Returns whether it counts.
    pub fn counts(&self) -> bool {
        matches!(
            self.reason,
            Reason::ByTheClock | Reason::Open | Reason::Overdue
        )
    }
}

impl Reason<'_> {
    /// Returns it in words.
    pub fn spoken(&self) -> String {
        match self {
            Self::ByTheClock => "every hour counts".into(),
            Self::Open => "open".into(),
            Self::ClosedHours => "closed hours".into(),
            Self::ClosedDay => "closed all day".into(),
            Self::Holiday(name) => format!("holiday: {name}"),
            Self::TimeOff(who) => format!("away: {who}"),
            Self::Paused(by) if by.words.is_empty() => {
                format!("paused: {} by {}", by.event.name(), by.source)
            }
            Self::Paused(by) => {
                format!(
                    "paused: {} for {} by {}",
                    by.event.name(),
                    by.words,
                    by.source
                )
            }
            Self::Overdue => "after it was due".into(),
        }
    }
}

/// Returns the intervals of a clock from its start, in order and without a gap.
///
/// Those up to now, or to its end, sum to the time used. A clock that runs goes on to when it is due, and all of its
/// intervals sum to the time there is.
pub fn explain<'a>(clock: &Clock<'a>) -> Vec<Interval<'a>> {
    let mut intervals = Vec::new();
    let is_over = clock.allowed < clock.used;
    for stretch in &clock.stretches {
        let in_time = match clock.due.filter(|due| is_over && *due < stretch.to) {
            Some(due) => Stretch {
                to: due.max(stretch.from),
                ..*stretch
            },
            None => *stretch,
        };
        of_stretch(clock, &in_time, &mut intervals);
        let late_from = in_time.to;
        if late_from < stretch.to {
            overdue(clock, stretch, late_from, &mut intervals);
        }
    }
    let to_come = clock
        .due
        .filter(|due| clock.is_running() && clock.now < *due);
    if let Some(due) = to_come {
        let rest = Stretch {
            from: clock.now,
            to: due,
            pause: None,
        };
        let known = intervals.len();
        of_stretch(clock, &rest, &mut intervals);
        intervals[known..]
            .iter_mut()
            .for_each(|one| one.is_to_come = true);
    }
    intervals
}

fn of_stretch<'a>(clock: &Clock<'a>, stretch: &Stretch<'a>, intervals: &mut Vec<Interval<'a>>) {
    if stretch.to <= stretch.from {
        return;
    }
    if let Some(pause) = &stretch.pause {
        intervals.push(Interval {
            from: stretch.from,
            to: stretch.to,
            seconds: 0,
            reason: Reason::Paused(*pause),
            is_to_come: false,
        });
    } else if clock.counting.is_business {
        let spans = clock.counting.calendar.spans(stretch.from, stretch.to);
        intervals.extend(spans.into_iter().map(|span| Interval {
            from: span.from,
            to: span.to,
            seconds: if span.counts() { span.seconds() } else { 0 },
            reason: reason(span.why),
            is_to_come: false,
        }));
    } else {
        by_day(clock, stretch, intervals);
    }
}

fn reason(why: Why) -> Reason<'static> {
    match why {
        Why::Open => Reason::Open,
        Why::ClosedHours => Reason::ClosedHours,
        Why::ClosedDay => Reason::ClosedDay,
        Why::Holiday(name) => Reason::Holiday(name),
        Why::TimeOff(who) => Reason::TimeOff(who),
    }
}

/// Time by the clock is told day by day.
fn by_day(clock: &Clock<'_>, stretch: &Stretch<'_>, intervals: &mut Vec<Interval<'_>>) {
    let zone = clock.counting.calendar.zone();
    let mut from = stretch.from.in_zone(zone);
    while from < stretch.to {
        let midnight = Instant::at_end_of(from.date(), zone).plus_seconds(1);
        let to = midnight.in_zone(zone).min(stretch.to);
        // A day that ends where it begins would go on for ever.
        let to = if from < to { to } else { stretch.to };
        intervals.push(Interval {
            from,
            to,
            seconds: to.unix() - from.unix(),
            reason: Reason::ByTheClock,
            is_to_come: false,
        });
        from = to.in_zone(zone);
    }
}

fn overdue<'a>(
    clock: &Clock<'a>,
    stretch: &Stretch<'a>,
    from: Instant,
    intervals: &mut Vec<Interval<'a>>,
) {
    let reason = match &stretch.pause {
        Some(pause) => Reason::Paused(*pause),
        None => Reason::Overdue,
    };
    let seconds = match stretch.pause {
        Some(_) => 0,
        None => clock.counting.between(from, stretch.to),
    };
    intervals.push(Interval {
        from,
        to: stretch.to,
        seconds,
        reason,
        is_to_come: false,
    });
}
