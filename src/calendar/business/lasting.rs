//! How long something may take, with its unit: clock time and business time are never taken for each other.

use std::fmt;
use std::str::FromStr;

use super::BusinessCalendar;

/// How long something may take: `48 hours` by the clock, `2 business days` by a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lasting {
    /// From 1 to 100000.
    pub amount: i64,
    pub unit: Unit,
}

/// What a duration is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Minutes,
    Hours,
    /// Of 24 hours.
    Days,
    /// Of 7 days of 24 hours.
    Weeks,
    /// Hours in which a calendar is open.
    BusinessHours,
    /// Each as long as the calendar says.
    BusinessDays,
}

/// The most of a unit that is read.
const MOST: i64 = 100_000;

/// Every unit with its word, for one and for several.
const UNITS: [(Unit, &str, &str); 6] = [
    (Unit::Minutes, "minute", "minutes"),
    (Unit::Hours, "hour", "hours"),
    (Unit::Days, "day", "days"),
    (Unit::Weeks, "week", "weeks"),
    (Unit::BusinessHours, "business hour", "business hours"),
    (Unit::BusinessDays, "business day", "business days"),
];

impl Lasting {
    /// Returns whether it is counted by a calendar, and not by the clock.
    pub fn is_business(&self) -> bool {
        matches!(self.unit, Unit::BusinessHours | Unit::BusinessDays)
    }

    /// Returns how long it is: elapsed seconds of the clock, or open ones of the calendar when it is business time.
    pub fn seconds(&self, calendar: &BusinessCalendar) -> i64 {
        let one = match self.unit {
            Unit::Minutes => 60,
            Unit::Hours | Unit::BusinessHours => 3600,
            Unit::Days => 24 * 3600,
            Unit::Weeks => 7 * 24 * 3600,
            Unit::BusinessDays => calendar.day_seconds(),
        };
        self.amount.saturating_mul(one)
    }
}

impl FromStr for Lasting {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refused = |why: &str| {
            format!(
                "`{text}` is not a duration: {why}; write it as \"48 hours\", \"2 business days\", \"16 business hours\", \"5 days\", \"1 week\" or \"30 minutes\""
            )
        };
        let words: Vec<&str> = text.split_whitespace().collect();
        let Some((amount, unit)) = words.split_first() else {
            return Err(refused("it is empty"));
        };
        let digits = amount.bytes().all(|byte| byte.is_ascii_digit());
        let amount = match amount.parse::<i64>() {
            Ok(amount @ 1..=MOST) if digits => amount,
            Ok(_) if digits => return Err(refused(&format!("it is from 1 to {MOST}"))),
            _ => return Err(refused("it begins with a whole number")),
        };
        if unit.is_empty() {
            return Err(refused("it says no unit"));
        }
        let unit = unit.join(" ").to_lowercase();
        let found = UNITS
            .iter()
            .find(|(_, one, several)| unit == *one || unit == *several);
        let (unit, ..) = found.ok_or_else(|| refused(&format!("`{unit}` is no unit")))?;
        Ok(Self {
            amount,
            unit: *unit,
        })
    }
}

impl fmt::Display for Lasting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut units = UNITS.iter();
        let word = units.find(|(unit, ..)| *unit == self.unit);
        let word = word.map_or("", |(_, one, several)| match self.amount {
            1 => one,
            _ => several,
        });
        write!(f, "{} {word}", self.amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::business::Hours;

    #[test]
    fn a_duration_says_its_unit() {
        let nine_to_six = vec![Hours {
            from: 540,
            to: 1080,
        }];
        let week = std::array::from_fn(|_| nine_to_six.clone());
        let zone = "Europe/Berlin".parse().expect("a zone");
        let calendar = BusinessCalendar::new("x", zone, week, None).expect("it is open");
        for (text, said, seconds, is_business) in [
            ("48 hours", "48 hours", 48 * 3600, false),
            ("16 business hours", "16 business hours", 16 * 3600, true),
            ("2 Business  Days", "2 business days", 18 * 3600, true),
            ("5 days", "5 days", 120 * 3600, false),
            ("1 weeks", "1 week", 168 * 3600, false),
            ("30 minutes", "30 minutes", 1800, false),
            ("1 business day", "1 business day", 9 * 3600, true),
        ] {
            let lasting: Lasting = text.parse().expect(text);
            assert_eq!(lasting.to_string(), said);
            assert_eq!(lasting.seconds(&calendar), seconds, "{text}");
            assert_eq!(lasting.is_business(), is_business, "{text}");
        }
    }

    #[test]
    fn what_is_no_duration_is_refused_with_why() {
        for (text, why) in [
            ("", "it is empty"),
            ("48", "it says no unit"),
            ("two days", "it begins with a whole number"),
            ("+2 days", "it begins with a whole number"),
            ("0 days", "it is from 1 to 100000"),
            ("100001 weeks", "it is from 1 to 100000"),
            ("99999999999999999999 days", "it begins with a whole number"),
            ("2 d", "`d` is no unit"),
            ("2 working days", "`working days` is no unit"),
        ] {
            let refusal = text.parse::<Lasting>().expect_err(text);
            assert!(refusal.contains(why), "{refusal}");
            assert!(refusal.contains("2 business days"), "{refusal}");
        }
    }
}
