//! Quarters of a fiscal year that may begin in any month. Weeks live in `week`.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::Date;

/// A quarter of a fiscal year, written `FY27-Q1`; a year is named after the calendar year it ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    pub year: i32,
    /// From 1 to 4.
    pub quarter: u8,
}

impl Quarter {
    /// Returns the quarter a date lies in, when fiscal years begin in `first_month`, from 1 to 12.
    pub fn of(date: Date, first_month: u32) -> Self {
        let since = date.0.month0() as i32 - month0(first_month);
        let begun = date.0.year() + since.div_euclid(12);
        Self {
            year: begun + years_ahead(first_month),
            quarter: (since.rem_euclid(12) / 3 + 1) as u8,
        }
    }

    /// Returns its first day, when fiscal years begin in `first_month`, from 1 to 12.
    pub fn first_day(self, first_month: u32) -> Date {
        self.day_one(first_month, 0).plus_days(0)
    }

    /// Returns its last day, when fiscal years begin in `first_month`, from 1 to 12.
    pub fn last_day(self, first_month: u32) -> Date {
        self.day_one(first_month, 3).plus_days(-1)
    }

    /// Returns the first day of the month so many months after its beginning.
    fn day_one(self, first_month: u32, months: i32) -> Date {
        let begun = self.year.saturating_sub(years_ahead(first_month));
        let month = month0(first_month) + (i32::from(self.quarter) - 1) * 3 + months;
        let year = begun.saturating_add(month.div_euclid(12));
        let day = NaiveDate::from_ymd_opt(year, month.rem_euclid(12) as u32 + 1, 1);
        Date(day.unwrap_or(match year < 0 {
            true => NaiveDate::MIN,
            false => NaiveDate::MAX,
        }))
    }
}

/// Returns the month a year begins in, from 0.
fn month0(first_month: u32) -> i32 {
    first_month.clamp(1, 12) as i32 - 1
}

/// Returns how many calendar years after its beginning a fiscal year ends.
fn years_ahead(first_month: u32) -> i32 {
    i32::from(first_month > 1)
}

impl FromStr for Quarter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        read(&text.trim().to_ascii_lowercase()).ok_or_else(|| {
            format!("`{text}` is not a fiscal quarter; one is written FY27-Q1, from Q1 to Q4")
        })
    }
}

fn read(lower: &str) -> Option<Quarter> {
    let (year, quarter) = lower.strip_prefix("fy")?.split_once('q')?;
    let year = year.strip_suffix('-').unwrap_or(year);
    let digits = year.bytes().all(|byte| byte.is_ascii_digit());
    let century = match year.len() {
        2 => 2000,
        4 => 0,
        _ => return None,
    };
    let quarter = match quarter {
        "1" => 1,
        "2" => 2,
        "3" => 3,
        "4" => 4,
        _ => return None,
    };
    let year = digits.then(|| year.parse::<i32>().ok()).flatten()?;
    Some(Quarter {
        year: century + year,
        quarter,
    })
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Two digits are read as of this century, so that other years need all of theirs.
        match self.year {
            2000..=2099 => write!(f, "FY{:02}-Q{}", self.year - 2000, self.quarter),
            year => write!(f, "FY{year:04}-Q{}", self.quarter),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_year_is_named_after_its_end() {
        for (first_month, name, first, last) in [
            (2, "FY27-Q1", "2026-02-01", "2026-04-30"),
            (2, "FY27-Q2", "2026-05-01", "2026-07-31"),
            (2, "FY27-Q3", "2026-08-01", "2026-10-31"),
            (2, "FY27-Q4", "2026-11-01", "2027-01-31"),
            (2, "FY28-Q1", "2027-02-01", "2027-04-30"),
            (1, "FY26-Q1", "2026-01-01", "2026-03-31"),
            (1, "FY26-Q4", "2026-10-01", "2026-12-31"),
            (12, "FY28-Q1", "2027-12-01", "2028-02-29"),
            (7, "FY27-Q2", "2026-10-01", "2026-12-31"),
        ] {
            let quarter: Quarter = name.parse().expect("a quarter");
            assert_eq!(quarter.first_day(first_month).to_string(), first, "{name}");
            assert_eq!(quarter.last_day(first_month).to_string(), last, "{name}");
            for day in [first, last] {
                let day = day.parse().expect("a date");
                assert_eq!(Quarter::of(day, first_month).to_string(), name, "{day}");
            }
        }
    }

    #[test]
    fn a_quarter_has_a_few_spellings_and_no_others() {
        for spelling in ["FY27-Q1", "fy27q1", "FY2027-Q1", "fy27-q1", "Fy2027q1"] {
            let read = spelling.parse::<Quarter>().map(|it| it.to_string());
            assert_eq!(read, Ok("FY27-Q1".into()), "{spelling}");
        }
        for wrong in [
            "", "FY27", "27-Q1", "FY27-Q0", "FY27-Q5", "FY7-Q1", "FY+7Q1", "FY27-Q01", "FYéQ1",
        ] {
            let refusal = wrong.parse::<Quarter>().expect_err(wrong);
            assert!(refusal.contains("one is written FY27-Q1"), "{refusal}");
        }
    }

    #[test]
    fn quarters_beyond_the_calendar_stop_at_its_ends() {
        for (year, end) in [(i32::MAX, "9999-12-31"), (i32::MIN, "0000-01-01")] {
            let quarter = Quarter { year, quarter: 4 };
            assert_eq!(quarter.first_day(2).to_string(), end);
            assert_eq!(quarter.last_day(2).to_string(), end);
        }
    }

    proptest! {
        #[test]
        fn quarters_tile_the_calendar(year in 1900i32..2200, quarter in 1u8..=4, first_month in 1u32..=12) {
            let this = Quarter { year, quarter };
            let next = match quarter {
                4 => Quarter { year: year + 1, quarter: 1 },
                _ => Quarter { year, quarter: quarter + 1 },
            };
            prop_assert!(this < next);
            prop_assert_eq!(Quarter::of(this.first_day(first_month), first_month), this);
            prop_assert_eq!(Quarter::of(this.last_day(first_month), first_month), this);
            prop_assert_eq!(this.last_day(first_month).plus_days(1), next.first_day(first_month));
            prop_assert_eq!(this.to_string().parse(), Ok(this));
        }
    }
}
