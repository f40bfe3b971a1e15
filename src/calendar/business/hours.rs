//! The hours of each day of a week in which a calendar is open.

use std::fmt;

use super::closed::DAY;

/// Days of the week as policy writes them, in the order of a calendar's week.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A stretch of a day in which a calendar is open, in minutes from midnight; `from < to <= 1440`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hours {
    pub from: u16,
    pub to: u16,
}

/// Why hours make no calendar; days count from Monday as 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// They end before they begin, or after 24:00.
    Backwards { weekday: usize, hours: Hours },
    /// Two of a day have time in common.
    Overlap {
        weekday: usize,
        first: Hours,
        second: Hours,
    },
    /// No day has any.
    NeverOpen,
    /// A business day of so many seconds.
    DayLength(i64),
}

/// The open hours of a week, in order.
#[derive(Clone, Debug)]
pub(super) struct Week {
    days: [Vec<Hours>; 7],
    /// Open seconds of the week before each of its days, and of the whole week.
    before: [i64; 8],
}

/// Minutes of a day.
const MINUTES: u16 = 1440;

impl Hours {
    /// Returns how long they are, in seconds.
    pub fn seconds(self) -> i64 {
        (i64::from(self.to) - i64::from(self.from)) * 60
    }
}

impl Week {
    pub(super) fn new(mut days: [Vec<Hours>; 7]) -> Result<Self, Fault> {
        let mut before = [0; 8];
        for (weekday, hours) in days.iter_mut().enumerate() {
            let wrong = |hours: &&Hours| hours.to <= hours.from || MINUTES < hours.to;
            if let Some(&hours) = hours.iter().find(wrong) {
                return Err(Fault::Backwards { weekday, hours });
            }
            hours.sort();
            if let Some(pair) = hours.windows(2).find(|pair| pair[1].from < pair[0].to) {
                return Err(Fault::Overlap {
                    weekday,
                    first: pair[0],
                    second: pair[1],
                });
            }
            let open: i64 = hours.iter().map(|hours| hours.seconds()).sum();
            before[weekday + 1] = before[weekday] + open;
        }
        match before[7] {
            0 => Err(Fault::NeverOpen),
            _ => Ok(Self { days, before }),
        }
    }

    /// Returns the open seconds of the day that has the most.
    pub(super) fn longest_day(&self) -> i64 {
        let lengths = self.before.windows(2).map(|pair| pair[1] - pair[0]);
        lengths.max().unwrap_or(0)
    }

    /// Returns the hours of a day, by its number since 1970-01-01.
    pub(super) fn on(&self, day: i64) -> &[Hours] {
        &self.days[place(day).1]
    }

    /// Returns open seconds of all days before a day, counted from the Monday before 1970.
    pub(super) fn open_before(&self, day: i64) -> i64 {
        let (week, weekday) = place(day);
        week * self.before[7] + self.before[weekday]
    }

    /// Returns open seconds of a day up to so many seconds after its midnight.
    pub(super) fn open_within(&self, day: i64, into_day: i64) -> i64 {
        let passed = |hours: &Hours| {
            let since = into_day - i64::from(hours.from) * 60;
            since.clamp(0, hours.seconds())
        };
        self.on(day).iter().map(passed).sum()
    }
}

/// Returns the week a day is in and its place there, Monday as 0; day 0 is a Thursday.
fn place(day: i64) -> (i64, usize) {
    let since_monday = day + 3;
    (
        since_monday.div_euclid(7),
        since_monday.rem_euclid(7) as usize,
    )
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [from, to] = [self.from, self.to].map(|at| (at / 60, at % 60));
        write!(f, "{:02}:{:02}-{:02}:{:02}", from.0, from.1, to.0, to.1)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Backwards { weekday, hours } => write!(
                f,
                "the hours {hours} of {} do not end after they begin and by 24:00",
                WEEKDAYS[*weekday]
            ),
            Self::Overlap {
                weekday,
                first,
                second,
            } => write!(
                f,
                "the hours {first} and {second} of {} overlap",
                WEEKDAYS[*weekday]
            ),
            Self::NeverOpen => f.write_str("no day has open hours"),
            Self::DayLength(seconds) => write!(
                f,
                "a business day is from 1 to {DAY} seconds, and not {seconds}"
            ),
        }
    }
}
