//! Time on weekdays, Monday to Friday around the clock: how long is left, and when something is due.
//! Holidays and opening hours are not known here.

use super::Instant;

const DAY: i64 = 86_400;

/// Time that is left, in seconds of weekdays; negative once it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeLeft {
    pub seconds: i64,
}

/// Returns the instant so many weekdays after another, at the same time of day in its offset; from a weekend on it
/// counts from Monday at 00:00.
pub fn after_weekdays(start: Instant, weekdays: i64) -> Instant {
    let at = next_weekday(start);
    let day = at.date();
    at.plus_days(day.plus_weekdays(weekdays).days_since(day))
}

/// Returns how much time on weekdays is left from now until something is due, by the offset of `now`.
pub fn time_left(now: Instant, due: Instant) -> TimeLeft {
    let seconds = match now <= due {
        true => weekday_seconds(now, due),
        false => -weekday_seconds(due, now),
    };
    TimeLeft { seconds }
}

fn next_weekday(start: Instant) -> Instant {
    let mut at = start;
    while !at.date().is_weekday() {
        let into_day = seconds_into_day(at);
        at = at.plus_seconds(DAY - into_day);
    }
    at
}

/// Returns the seconds on weekdays between two instants, in the offset of the earlier one.
fn weekday_seconds(from: Instant, to: Instant) -> i64 {
    let mut seconds = 0;
    let mut at = from;
    while at < to {
        let rest_of_day = DAY - seconds_into_day(at);
        let step = rest_of_day.min(to.unix() - at.unix());
        if at.date().is_weekday() {
            seconds += step;
        }
        // Less than a second is left.
        if step == 0 {
            break;
        }
        at = at.plus_seconds(step);
    }
    seconds
}

fn seconds_into_day(at: Instant) -> i64 {
    (at.unix() + i64::from(at.offset_minutes()) * 60).rem_euclid(DAY)
}

impl TimeLeft {
    /// Returns it in words: "1 day 4 h", "30 min", "overdue by 2 days"; a day is a whole weekday.
    pub fn spoken(self) -> String {
        let seconds = self.seconds.abs();
        let (days, hours, minutes) = (seconds / DAY, seconds % DAY / 3600, seconds % 3600 / 60);
        let days_word = if days == 1 { "day" } else { "days" };
        let words = match (days, hours) {
            (0, 0) => format!("{minutes} min"),
            (0, _) => format!("{hours} h"),
            (_, 0) => format!("{days} {days_word}"),
            _ => format!("{days} {days_word} {hours} h"),
        };
        match self.seconds < 0 {
            true => format!("overdue by {words}"),
            false => words,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Instant {
        text.parse().expect("a time")
    }

    #[test]
    fn due_is_so_many_weekdays_later_and_a_weekend_does_not_count() {
        // 2026-11-20 is a Friday.
        for (start, due) in [
            ("2026-11-17T09:00:00+01:00", "2026-11-19T09:00:00+01:00"),
            ("2026-11-20T09:00:00+01:00", "2026-11-24T09:00:00+01:00"),
            ("2026-11-21T09:00:00+01:00", "2026-11-25T00:00:00+01:00"),
            ("2026-11-22T23:59:59+01:00", "2026-11-25T00:00:00+01:00"),
        ] {
            assert_eq!(after_weekdays(at(start), 2), at(due), "{start}");
        }
        let sunday = at("2026-11-22T10:00:00Z");
        assert_eq!(after_weekdays(sunday, 0), at("2026-11-23T00:00:00Z"));
    }

    #[test]
    fn what_is_left_is_told_in_days_and_hours() {
        let friday = at("2026-11-20T15:00:00Z");
        for (due, words) in [
            ("2026-11-20T15:30:00Z", "30 min"),
            ("2026-11-20T19:00:00Z", "4 h"),
            ("2026-11-23T15:00:00Z", "1 day"),
            ("2026-11-24T19:00:00Z", "2 days 4 h"),
            ("2026-11-20T13:00:00Z", "overdue by 2 h"),
            ("2026-11-18T15:00:00Z", "overdue by 2 days"),
        ] {
            assert_eq!(time_left(friday, at(due)).spoken(), words, "{due}");
        }
        let sunday = at("2026-11-22T12:00:00Z");
        assert_eq!(time_left(sunday, friday).spoken(), "overdue by 9 h");
    }

    proptest! {
        #[test]
        fn what_was_given_is_what_is_left(start in 1_700_000_000i64..1_900_000_000, weekdays in 0i64..30) {
            let start = next_weekday(Instant::from_unix(start).expect("in the calendar"));
            let due = after_weekdays(start, weekdays);
            prop_assert_eq!(time_left(start, due).seconds, weekdays * DAY);
            prop_assert_eq!(time_left(due, start).seconds, -weekdays * DAY);
        }

        #[test]
        fn time_left_adds_up(a in 1_700_000_000i64..1_900_000_000, b in 0i64..3_000_000, c in 0i64..3_000_000) {
            let at = |seconds| Instant::from_unix(seconds).expect("in the calendar");
            let (first, second, third) = (at(a), at(a + b), at(a + b + c));
            let whole = time_left(first, third).seconds;
            prop_assert_eq!(whole, time_left(first, second).seconds + time_left(second, third).seconds);
        }
    }
}
