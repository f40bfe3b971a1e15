//! How much time is left, in words.

/// Time that is left, in seconds as a clock counts them; negative once it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeLeft {
    pub seconds: i64,
    /// Seconds that make a day: 86400 by the clock, fewer in a calendar with opening hours.
    day: i64,
}

impl TimeLeft {
    /// Returns so many seconds, told in days of a length.
    pub fn of(seconds: i64, day: i64) -> Self {
        Self {
            seconds,
            day: day.max(1),
        }
    }

    /// Returns it in words: "1 day 4 h", "30 min", "overdue by 2 days"; a day is one of its calendar.
    pub fn spoken(self) -> String {
        let words = self.length();
        match self.seconds < 0 {
            true => format!("overdue by {words}"),
            false => words,
        }
    }

    /// Returns how long it is, whether left or over: "1 day 4 h", "3 h 20 min".
    pub fn length(self) -> String {
        let seconds = self.seconds.abs();
        let (days, rest) = (seconds / self.day, seconds % self.day);
        let (hours, minutes) = (rest / 3600, rest % 3600 / 60);
        let days_word = if days == 1 { "day" } else { "days" };
        match (days, hours, minutes) {
            (0, 0, _) => format!("{minutes} min"),
            (0, 1..6, 1..) => format!("{hours} h {minutes} min"),
            (0, ..) => format!("{hours} h"),
            (_, 0, _) => format!("{days} {days_word}"),
            _ => format!("{days} {days_word} {hours} h"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_told_in_days_and_hours_of_its_calendar() {
        let (clock, office) = (86_400, 8 * 3600);
        for (seconds, day, words) in [
            (30 * 60, clock, "30 min"),
            (4 * 3600, clock, "4 h"),
            (3 * 3600 + 20 * 60, clock, "3 h 20 min"),
            (7 * 3600 + 20 * 60, clock, "7 h"),
            (86_400, clock, "1 day"),
            (2 * 86_400 + 4 * 3600 + 60, clock, "2 days 4 h"),
            (12 * 3600, office, "1 day 4 h"),
            (16 * 3600, office, "2 days"),
            (-2 * 3600, office, "overdue by 2 h"),
            (-16 * 3600, office, "overdue by 2 days"),
            (0, clock, "0 min"),
        ] {
            assert_eq!(TimeLeft::of(seconds, day).spoken(), words);
        }
    }
}
