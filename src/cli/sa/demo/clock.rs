//! Moments in the weeks before a run, as people keep office hours in their own zones.
//! Who does what at these moments is written in `stories`.

use crate::calendar::{Date, Instant, Zone};

/// A moment before the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// A working day so many before the run's, from 1, and minutes after midnight where the person is.
    Day { ago: u16, minutes: i64 },
    /// So many working minutes ago where the person is.
    Fresh { minutes: i64 },
}

const DAY: i64 = 24 * 60;
const OPENS: i64 = 9 * 60;
const ENDS: i64 = 17 * 60 + 30;

/// Returns a moment `ago` working days before the run, at a time of day as `10:40`.
pub(super) const fn day(ago: u16, time: &str) -> Moment {
    let digits = time.as_bytes();
    assert!(digits.len() == 5 && digits[2] == b':' && 0 < ago);
    let minutes = two(digits[0], digits[1]) * 60 + two(digits[3], digits[4]);
    Moment::Day { ago, minutes }
}

const fn two(tens: u8, ones: u8) -> i64 {
    (tens - b'0') as i64 * 10 + (ones - b'0') as i64
}

/// Returns the instant of a moment for a person in a zone; it is never after `now`.
pub(super) fn instant(moment: Moment, now: Instant, zone: &Zone) -> Instant {
    let local = match moment {
        // Counted from the date where it is earliest in the day, so that a day before it is over everywhere.
        Moment::Day { ago, minutes } => {
            let today = (now.unix() - 12 * 3600).div_euclid(DAY * 60);
            working_days(today, -i64::from(ago)) * DAY + minutes
        }
        Moment::Fresh { minutes } => before(local_minutes(now, zone), minutes),
    };
    at(local, zone)
}

/// Returns the date so many working days after an instant, where it was written.
pub(super) fn date_after(from: Instant, days: i64) -> Date {
    let local = from.unix() + i64::from(from.offset_minutes()) * 60;
    let day = working_days(local.div_euclid(DAY * 60), days);
    Instant::from_unix(day * DAY * 60)
        .expect("a day of these centuries")
        .date()
}

/// Returns a time of day as `10:40`, so many working days before an instant, where a person is.
pub(super) fn time_of(from: Instant, days_ago: i64, time: &str, zone: &Zone) -> Instant {
    let Moment::Day { minutes, .. } = day(1, time) else {
        unreachable!("a day is one");
    };
    let today = local_minutes(from, zone).div_euclid(DAY);
    at(working_days(today, -days_ago) * DAY + minutes, zone)
}

/// Returns minutes since 1970 as the clock on the wall counts them.
fn local_minutes(now: Instant, zone: &Zone) -> i64 {
    now.unix().div_euclid(60) + i64::from(now.in_zone(zone).offset_minutes())
}

fn at(local: i64, zone: &Zone) -> Instant {
    let utc = |offset: i32| {
        let at = Instant::from_unix((local - i64::from(offset)) * 60);
        at.expect("a minute of these centuries").in_zone(zone)
    };
    // The offset an hour or a day away may be another; office hours are never those in which it changes.
    utc(utc(utc(0).offset_minutes()).offset_minutes())
}

/// Counts working days forward, or back where `count` is negative, from a day since 1970.
fn working_days(from: i64, count: i64) -> i64 {
    let mut day = from;
    for _ in 0..count.abs() {
        day += count.signum();
        while is_weekend(day) {
            day += count.signum();
        }
    }
    day
}

fn is_weekend(day: i64) -> bool {
    // 1970 began on a Thursday.
    matches!((day + 3).rem_euclid(7), 5 | 6)
}

/// Goes back so many minutes of office hours.
fn before(local: i64, minutes: i64) -> i64 {
    let mut day = local.div_euclid(DAY);
    let mut until = local.rem_euclid(DAY).min(ENDS);
    let mut left = minutes;
    loop {
        let worked = if is_weekend(day) {
            0
        } else {
            (until - OPENS).max(0)
        };
        if left < worked {
            return day * DAY + until - left;
        }
        left -= worked;
        day -= 1;
        until = ENDS;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        name.parse().expect("a zone")
    }

    #[test]
    fn a_day_before_the_run_is_a_working_day_at_the_hour_of_the_place() {
        let monday: Instant = "2026-11-23T09:00:00Z".parse().expect("a time");
        let at = |moment, place| instant(moment, monday, &zone(place)).to_string();
        // West of Greenwich it is still Sunday, so Friday is the day before.
        assert_eq!(
            at(day(1, "10:40"), "Europe/Oslo"),
            "2026-11-20T10:40:00+01:00"
        );
        assert_eq!(
            at(day(21, "16:05"), "America/New_York"),
            "2026-10-23T16:05:00-04:00"
        );
        assert_eq!(
            at(Moment::Fresh { minutes: 30 }, "Europe/Oslo"),
            "2026-11-23T09:30:00+01:00"
        );
        assert_eq!(
            at(Moment::Fresh { minutes: 90 }, "Europe/Oslo"),
            "2026-11-20T17:00:00+01:00"
        );
        assert_eq!(date_after(monday, 5).to_string(), "2026-11-30");
    }

    #[test]
    fn no_moment_is_after_the_run_nor_out_of_office_hours() {
        let start: Instant = "2026-03-01T00:00:00Z".parse().expect("a time");
        let moments = [
            day(1, "09:00"),
            day(1, "17:30"),
            day(30, "12:00"),
            Moment::Fresh { minutes: 25 },
        ];
        for hours in 0..24 * 14 {
            let now = Instant::from_unix(start.unix() + hours * 3600 + 7).expect("a time");
            for place in ["Asia/Tokyo", "Europe/Berlin", "America/Los_Angeles"] {
                for moment in moments {
                    let at = instant(moment, now, &zone(place));
                    assert!(at.unix() <= now.unix(), "{now} {place} {at}");
                    let minutes = at.to_string()[11..16].replace(':', "");
                    assert!(("0900"..="1730").contains(&minutes.as_str()), "{at}");
                }
            }
        }
    }
}
