//! The instant something is judged at, which keeps in mind for how long what is made of it holds.
//! The clock itself is read elsewhere, once.

use std::cell::Cell;

use serde::{Deserialize, Serialize};

use super::{Date, Instant, Zone};

/// The instant something is judged at. Whoever asks it as little as will do gets answers that hold for longer.
#[derive(Clone, Copy, Debug)]
pub struct Now(Instant);

/// The instants at which something would come out the same; both ends in seconds since 1970-01-01T00:00:00Z, and
/// included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    pub from: i64,
    pub until: i64,
}

thread_local! {
    /// For how long that holds which is being worked out on this thread.
    static VALID: Cell<Validity> = const { Cell::new(Validity::ALWAYS) };
}

const DAY: i64 = 24 * 60 * 60;

/// Seconds at both ends of a day that may be of another: clocks are put forward or back by an hour or so.
const MARGIN: i64 = 2 * 60 * 60;

impl Now {
    /// Returns the instant itself: what is made of it holds for no other.
    pub fn exactly(self) -> Instant {
        let unix = self.0.unix();
        Validity::new(unix, unix).bear_in_mind();
        self.0
    }

    /// Returns the instant for whoever says beside an answer when it was given, and makes nothing of it.
    pub fn stamp(self) -> Instant {
        self.0
    }

    /// Returns whether an instant has come, to the second.
    pub fn has_come(self, at: Instant) -> bool {
        self.is_past(at.unix())
    }

    /// Returns whether so many seconds have gone by since 1970-01-01T00:00:00Z.
    pub fn is_past(self, seconds: i64) -> bool {
        let is_past = seconds <= self.0.unix();
        match is_past {
            true => Validity::new(seconds, i64::MAX).bear_in_mind(),
            false => Validity::new(i64::MIN, seconds - 1).bear_in_mind(),
        }
        is_past
    }

    /// Returns the day, at the offset the instant is written in.
    pub fn day(self) -> Date {
        self.day_at(self.0)
    }

    /// Returns the day in a zone.
    pub fn day_in(self, zone: &Zone) -> Date {
        self.day_at(self.0.in_zone(zone))
    }

    /// Returns whether a day has begun, at the offset the instant is written in.
    pub fn has_begun(self, day: Date) -> bool {
        self.has_begun_at(self.0, day)
    }

    /// Returns whether a day has begun in a zone.
    pub fn has_begun_in(self, day: Date, zone: &Zone) -> bool {
        self.has_begun_at(self.0.in_zone(zone), day)
    }

    fn has_begun_at(self, shown: Instant, day: Date) -> bool {
        let start = day.0.and_time(chrono::NaiveTime::MIN).and_utc().timestamp() - east(shown);
        let unix = shown.unix();
        let has_begun = day <= shown.date();
        match has_begun {
            true => Validity::new(unix.min(start + MARGIN), i64::MAX).bear_in_mind(),
            false => Validity::new(i64::MIN, unix.max(start - 1 - MARGIN)).bear_in_mind(),
        }
        has_begun
    }

    /// Returns the day at the offset of an instant, which is this one.
    fn day_at(self, shown: Instant) -> Date {
        let east = east(shown);
        let start = (shown.unix() + east).div_euclid(DAY) * DAY - east;
        let unix = shown.unix();
        let (from, until) = (start + MARGIN, start + DAY - 1 - MARGIN);
        Validity::new(from.min(unix), until.max(unix)).bear_in_mind();
        shown.date()
    }
}

/// Returns the seconds east of UTC that an instant is written at.
fn east(shown: Instant) -> i64 {
    let (_, _, east) = shown.parts();
    i64::from(east)
}

impl From<Instant> for Now {
    fn from(at: Instant) -> Self {
        Self(at)
    }
}

impl Validity {
    /// Whatever the instant.
    pub const ALWAYS: Self = Self {
        from: i64::MIN,
        until: i64::MAX,
    };

    fn new(from: i64, until: i64) -> Self {
        Self { from, until }
    }

    /// Returns whether it holds at an instant.
    pub fn holds(self, at: Instant) -> bool {
        (self.from..=self.until).contains(&at.unix())
    }

    fn and(self, other: Self) -> Self {
        Self::new(self.from.max(other.from), self.until.min(other.until))
    }

    /// Lets what is being worked out on this thread hold no longer than this.
    pub fn bear_in_mind(self) {
        VALID.set(VALID.get().and(self));
    }
}

/// Does some work, and returns with its result when it would come out the same. It must be done on this thread alone.
pub fn validity<T>(work: impl FnOnce() -> T) -> (T, Validity) {
    let before = VALID.replace(Validity::ALWAYS);
    let result = work();
    let own = VALID.replace(before);
    own.bear_in_mind();
    (result, own)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn now(unix: i64) -> Now {
        Instant::from_unix(unix).expect("in the calendar").into()
    }

    #[test]
    fn what_asks_nothing_holds_always_and_what_asks_the_instant_holds_then() {
        let now = now(1_000_000);
        assert_eq!(validity(|| 7), (7, Validity::ALWAYS));
        let (_, exact) = validity(|| now.exactly());
        assert_eq!(exact, Validity::new(1_000_000, 1_000_000));
        let inner = || validity(|| now.is_past(5)).1;
        let (own, outer) = validity(inner);
        assert_eq!((own.from, outer.from), (5, 5));
    }

    proptest! {
        #[test]
        fn answers_are_the_same_wherever_they_are_said_to_hold(
            at in 1_500_000_000i64..1_900_000_000,
            later in -200_000i64..200_000,
            asked in -100_000i64..100_000,
            zone in prop::sample::select(vec!["UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"]),
        ) {
            let zone: Zone = zone.parse().expect("a zone");
            let day = Instant::from_unix(at + asked).expect("in the calendar").date();
            let asks: [&dyn Fn(Now) -> (bool, Option<Date>); 5] = [
                &|now| (now.has_begun(day), None),
                &|now| (now.has_begun_in(day, &zone), None),
                &|now| (now.is_past(at + asked), None),
                &|now| (true, Some(now.day_in(&zone))),
                &|now| (true, Some(now.day())),
            ];
            for ask in asks {
                let (answer, valid) = validity(|| ask(now(at)));
                let other = Instant::from_unix(at + later).expect("in the calendar");
                if valid.holds(other) {
                    prop_assert_eq!(ask(other.into()), answer);
                }
            }
            let (_, valid) = validity(|| asks.map(|ask| ask(now(at))));
            prop_assert!(valid.holds(Instant::from_unix(at).expect("in the calendar")));
        }
    }
}
