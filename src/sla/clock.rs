//! How long a clock has run, and when it is due. When it starts, stands still and stops is decided in `cycle`.

use serde::{Deserialize, Serialize};

use super::cycle::{Cycle, Ending, cycles};
use super::{Clocks, Counting, Happening, Matter};
use crate::calendar::{Instant, Lasting, TimeLeft};
use crate::policy::sla::{Limit, Subject, Target, chosen};
use crate::records::{File, Handle, person};

/// One target running on one record.
#[derive(Clone)]
pub struct Clock<'a> {
    /// The target it goes by now, or went by when it ended.
    pub target: &'a Target,
    pub counting: Counting<'a>,
    pub file: &'a File,
    pub subject: Subject,
    /// The region whose calendar counts.
    pub region: Option<&'a str>,
    /// Who answers for what it waits for.
    pub owner: Option<&'a Handle>,
    /// Number of a question, or of a round of review, from 1.
    pub number: Option<usize>,
    pub started: Instant,
    /// What started it.
    pub start: Happening<'a>,
    /// When it stopped or was cancelled, and by what.
    pub end: Option<Happening<'a>>,
    pub state: ClockState,
    /// When it is due, or was; `None` while it stands still in time, and where that is never.
    pub due: Option<Instant>,
    /// When people are warned; `None` as with `due`, and where the target warns nobody.
    pub warns: Option<Instant>,
    /// Seconds that counted, as its target counts them.
    pub used: i64,
    /// Seconds there are in all.
    pub allowed: i64,
    /// When it ran and when it stood still, without a gap, from its start to its end or to now.
    pub stretches: Vec<Stretch<'a>>,
    /// Changes of its target on the way.
    pub retargets: Vec<Retarget<'a>>,
    /// The moment it is looked at.
    pub now: Instant,
}

/// How a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ClockState {
    /// In time so far.
    Running,
    /// In time so far, and standing still.
    Paused,
    /// Stopped in time.
    Met,
    /// Over its time, whether it stopped since or not.
    Breached,
    /// Ended in time without what was to happen.
    Cancelled,
}

impl ClockState {
    /// Every state, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Running, "running"),
        (Self::Paused, "paused"),
        (Self::Met, "met"),
        (Self::Breached, "breached"),
        (Self::Cancelled, "cancelled"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        let row = Self::ALL.iter().find(|(state, _)| *state == self);
        row.map_or("", |(_, name)| name)
    }
}

/// A time in which a clock ran, or stood still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch<'a> {
    pub from: Instant,
    pub to: Instant,
    /// Why it stood still; `None` where it ran.
    pub pause: Option<Happening<'a>>,
}

/// A change of target while a clock ran, as when a request was expedited.
#[derive(Clone, Debug)]
pub struct Retarget<'a> {
    pub at: Instant,
    pub from: &'a Target,
    pub to: &'a Target,
    /// Seconds left before, as the new target counts them.
    pub left_before: i64,
    /// Seconds left after.
    pub left_after: i64,
}

impl Clock<'_> {
    /// Returns whether nothing has ended it.
    pub fn is_running(&self) -> bool {
        self.end.is_none()
    }

    /// Returns whether it stands still: nothing has ended it, and it is paused.
    pub fn is_still(&self) -> bool {
        let last = self.stretches.last();
        self.is_running() && last.is_some_and(|last| last.pause.is_some())
    }

    /// Returns the time left, negative once it is over.
    pub fn left(&self) -> TimeLeft {
        TimeLeft::of(self.allowed - self.used, self.counting.day_seconds())
    }

    /// Returns whether it runs, is not due yet, and people are to be warned.
    pub fn is_due_soon(&self) -> bool {
        self.state == ClockState::Running && self.warns.is_some_and(|warns| warns <= self.now)
    }

    /// Returns an order in which what presses most comes first: what is due by its time, then what stands still.
    pub fn urgency(&self) -> (bool, Option<i64>, i64) {
        let is_still = self.due.is_none();
        (is_still, self.due.map(Instant::unix), self.left().seconds)
    }
}

/// Returns the clocks of a target and its exceptions on what happened.
pub(super) fn run<'a>(
    base: &'a Target,
    group: &[&'a Target],
    file: &'a File,
    matter: &Matter<'a>,
    desk: &Clocks<'a>,
) -> Vec<Clock<'a>> {
    // What is said to happen later has not happened yet.
    let count = matter
        .happened
        .partition_point(|one| desk.now.has_come(one.at));
    let holds = |at: Instant| chosen(group.iter().copied(), &matter.facts_at(at)).is_some();
    let changes: Vec<Happening<'a>> = matter.changes().collect();
    let cycles: Vec<Cycle<'a>> = cycles(&base.course, &matter.happened[..count])
        .into_iter()
        .flat_map(|cycle| cycle.while_it(holds, &changes, desk.now))
        .collect();
    cycles
        .iter()
        .filter_map(|cycle| timed(cycle, group, file, matter, desk))
        .collect()
}

fn timed<'a>(
    cycle: &Cycle<'a>,
    group: &[&'a Target],
    file: &'a File,
    matter: &Matter<'a>,
    desk: &Clocks<'a>,
) -> Option<Clock<'a>> {
    let started = cycle.start.at;
    let until = cycle.end_or(desk.now);
    let stretches = stretches(cycle, until);
    let mut timing = Timing::begin(group, matter, desk, started)?;
    for change in matter.changes() {
        let change = change.at;
        if started < change && change < until && !timing.is_over(&stretches, change) {
            timing.change(group, matter, desk, &stretches, change);
        }
    }
    let used = timing.used(&stretches, until);
    let is_still = stretches.last().is_some_and(|last| last.pause.is_some());
    let ending = cycle.end.map(|(_, ending)| ending);
    let state = match ending {
        _ if timing.allowed < used => ClockState::Breached,
        Some(Ending::Stopped) => ClockState::Met,
        Some(Ending::Cancelled) => ClockState::Cancelled,
        None if is_still => ClockState::Paused,
        None => ClockState::Running,
    };
    let warning = timing.target.warning;
    let warning = warning.map(|warning| warning.seconds(&timing.counting.calendar));
    let due = timing.reached(&stretches, timing.allowed);
    let warns = warning.and_then(|warning| timing.reached(&stretches, timing.allowed - warning));
    Some(Clock {
        target: timing.target,
        counting: timing.counting,
        file,
        subject: matter.subject,
        region: matter.region,
        owner: matter.owner,
        number: matter.number,
        started,
        start: cycle.start,
        end: cycle.end.map(|(end, _)| end),
        state,
        due,
        warns,
        used,
        allowed: timing.allowed,
        stretches,
        retargets: timing.retargets,
        now: desk.now.stamp(),
    })
}

/// Cuts a run until an instant into times in which the clock ran and times in which it stood still.
fn stretches<'a>(cycle: &Cycle<'a>, end: Instant) -> Vec<Stretch<'a>> {
    let mut stretches = Vec::new();
    let mut add = |from: Instant, to: Instant, pause| {
        stretches.push(Stretch { from, to, pause });
    };
    let mut at = cycle.start.at;
    for (pause, until) in &cycle.pauses {
        let until = until.map_or(end, |until| until.at);
        add(at, pause.at, None);
        add(pause.at, until, Some(*pause));
        at = until;
    }
    let ends_still = cycle.pauses.last().is_some_and(|(_, until)| match until {
        None => true,
        Some(until) => cycle.end.is_some_and(|(end, _)| end == *until),
    });
    if !ends_still {
        add(at, end, None);
    }
    stretches
}

/// A clock while its time is worked out.
struct Timing<'a> {
    target: &'a Target,
    counting: Counting<'a>,
    allowed: i64,
    retargets: Vec<Retarget<'a>>,
}

impl<'a> Timing<'a> {
    fn begin(
        group: &[&'a Target],
        matter: &Matter<'a>,
        desk: &Clocks<'a>,
        started: Instant,
    ) -> Option<Self> {
        let target = chosen(group.iter().copied(), &matter.facts_at(started))?;
        let counting = counting(target, matter, desk)?;
        Some(Self {
            target,
            allowed: allowed(target, &counting, matter, started)?,
            counting,
            retargets: Vec::new(),
        })
    }

    /// Returns the seconds that counted from the start until an instant.
    fn used(&self, stretches: &[Stretch<'_>], until: Instant) -> i64 {
        used(&self.counting, stretches, until)
    }

    fn is_over(&self, stretches: &[Stretch<'_>], at: Instant) -> bool {
        self.allowed < self.used(stretches, at)
    }

    /// Takes another target from an instant on: a shorter one counts from there, and never gives more time than there
    /// was; a longer one counts from the start.
    fn change(
        &mut self,
        group: &[&'a Target],
        matter: &Matter<'a>,
        desk: &Clocks<'a>,
        stretches: &[Stretch<'_>],
        at: Instant,
    ) {
        let next = chosen(group.iter().copied(), &matter.facts_at(at));
        let Some(next) = next.filter(|next| next.name != self.target.name) else {
            return;
        };
        let Some(counting) = counting(next, matter, desk) else {
            return;
        };
        let started = stretches.first().map_or(at, |first| first.from);
        let Some(limit) = allowed(next, &counting, matter, started) else {
            return;
        };
        let left = self.allowed - self.used(stretches, at);
        let due = self.counting.after(at, left);
        let left_before = due.map_or(i64::MAX, |due| counting.between(at, due));
        let so_far = used(&counting, stretches, at);
        let left_after = match limit - so_far {
            left if left < left_before => left_before.min(limit),
            left => left,
        };
        self.retargets.push(Retarget {
            at,
            from: self.target,
            to: next,
            left_before,
            left_after,
        });
        self.target = next;
        self.counting = counting;
        self.allowed = so_far + left_after;
    }

    /// Returns when so many seconds have counted; `None` where that is still to come and the clock stands still.
    fn reached(&self, stretches: &[Stretch<'_>], seconds: i64) -> Option<Instant> {
        let mut rest = seconds.max(0);
        let mut last = None;
        for stretch in stretches.iter().filter(|stretch| stretch.pause.is_none()) {
            let here = self.counting.between(stretch.from, stretch.to);
            if rest <= here {
                return self.counting.after(stretch.from, rest);
            }
            rest -= here;
            last = Some(stretch.to);
        }
        let is_still = stretches.last().is_some_and(|last| last.pause.is_some());
        match is_still {
            true => None,
            false => self.counting.after(last?, rest),
        }
    }
}

fn used(counting: &Counting<'_>, stretches: &[Stretch<'_>], until: Instant) -> i64 {
    let ran = stretches.iter().filter(|stretch| stretch.pause.is_none());
    ran.filter(|stretch| stretch.from < until)
        .map(|stretch| counting.between(stretch.from, stretch.to.min(until)))
        .sum()
}

fn counting<'a>(target: &Target, matter: &Matter<'a>, desk: &Clocks<'a>) -> Option<Counting<'a>> {
    let lasting: Lasting = match target.limit {
        Limit::Within(lasting) | Limit::Before(lasting) => lasting,
        Limit::Ahead { .. } => return None,
    };
    let counting = Counting::of(lasting, desk.policy.calendar_of(matter.region));
    let owner = matter.owner.filter(|_| target.stops_when_away);
    let owner = owner.and_then(|owner| desk.records.get(&person::KIND, owner.as_str()));
    Some(match owner {
        Some(owner) => counting.without(owner),
        None => counting,
    })
}

/// Returns the seconds a target gives in all; `None` where it counts back from a day that is not known.
fn allowed(
    target: &Target,
    counting: &Counting<'_>,
    matter: &Matter<'_>,
    started: Instant,
) -> Option<i64> {
    match target.limit {
        Limit::Within(lasting) => Some(lasting.seconds(&counting.calendar)),
        Limit::Before(lasting) => {
            let due = matter.deadline?.unix() - lasting.seconds(&counting.calendar);
            Some((due - started.unix()).max(0))
        }
        Limit::Ahead { .. } => None,
    }
}
