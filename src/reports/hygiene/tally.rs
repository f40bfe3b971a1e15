//! What the checks asked of a desk and what passed: per person, per check and in all.
//! Which findings are in question is decided in `wanted`.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::checks::judged::{Passing, Row};
use crate::finding::{Finding, Level, Verdict};
use crate::records::Handle;

/// The owner of what nobody owns.
pub(super) const NOBODY: &str = "nobody";

/// Counts of what was asked and found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Records of which a check asked something; what is waived is not counted.
    pub asked: usize,
    /// Those of them that passed.
    pub passed: usize,
    pub errors: usize,
    pub warnings: usize,
    pub waived: usize,
}

impl Counts {
    /// Returns the share that passed, in thousandths, rounded half up; `None` where nothing was asked.
    pub fn score(&self) -> Option<usize> {
        (0 < self.asked).then(|| (self.passed * 2000 + self.asked) / (2 * self.asked))
    }

    /// Returns whether nothing was asked and nothing found.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the counts as data; shares are percent with one digit.
    pub fn data(&self) -> Value {
        json!({
            "asked": self.asked,
            "passed": self.passed,
            "score": self.score().map(percent),
            "errors": self.errors,
            "warnings": self.warnings,
            "waived": self.waived,
        })
    }

    fn add(&mut self, other: &Self) {
        self.asked += other.asked;
        self.passed += other.passed;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.waived += other.waived;
    }
}

/// Returns thousandths as percent.
fn percent(thousandths: usize) -> f64 {
    thousandths as f64 / 10.0
}

/// Counts per person and check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    cells: BTreeMap<(String, &'static str), Counts>,
}

impl Tally {
    /// Counts what was asked and what was found of it.
    pub fn of(rows: &[Row<'_>], passing: &[Passing], findings: &[Finding]) -> Self {
        let mut tally = Cells::default();
        let mut failed: IndexMap<&str, Vec<(&str, bool)>> = IndexMap::new();
        for finding in findings {
            let is_waived = matches!(finding.verdict, Verdict::Waived(_));
            let of_record = failed.entry(&finding.at.source.path).or_default();
            of_record.push((finding.check, !is_waived));
            let of_owner = tally.of_owner(finding.owner.as_deref());
            let counts = of_owner.entry(finding.check).or_default();
            match (is_waived, finding.level) {
                (true, _) => counts.waived += 1,
                (false, Level::Error) => counts.errors += 1,
                (false, Level::Warning) => counts.warnings += 1,
            }
        }
        let asked = rows.iter().filter(|row| !row.asked.is_nothing());
        let (failing, sound): (Vec<&Row<'_>>, Vec<_>) =
            asked.partition(|row| failed.contains_key(row.path));
        for row in failing {
            tally.add_failing(row, &failed[row.path]);
        }
        let sound = Passing::of(sound.into_iter().copied());
        for passing in sound.iter().chain(passing) {
            tally.add_passing(passing);
        }
        tally.into()
    }

    /// Returns the counts of everybody and every check.
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        for counts in self.cells.values() {
            total.add(counts);
        }
        total
    }

    /// Returns the counts of each person, by handle.
    pub fn by_owner(&self) -> BTreeMap<&str, Counts> {
        let mut owners: BTreeMap<&str, Counts> = BTreeMap::new();
        for ((owner, _), counts) in &self.cells {
            owners.entry(owner).or_default().add(counts);
        }
        owners
    }

    /// Returns the counts of each check, by name.
    pub fn by_check(&self) -> BTreeMap<&'static str, Counts> {
        let mut checks: BTreeMap<&'static str, Counts> = BTreeMap::new();
        for ((_, check), counts) in &self.cells {
            checks.entry(check).or_default().add(counts);
        }
        checks
    }
}

/// Counts while they are made: by owner, then by check.
#[derive(Default)]
struct Cells<'a>(BTreeMap<&'a str, BTreeMap<&'static str, Counts>>);

impl<'a> Cells<'a> {
    fn of_owner(&mut self, owner: Option<&'a str>) -> &mut BTreeMap<&'static str, Counts> {
        self.0.entry(owner.unwrap_or(NOBODY)).or_default()
    }

    /// Counts a record that failed checks, each of them told with whether it stands.
    fn add_failing(&mut self, row: &Row<'a>, failed: &[(&str, bool)]) {
        let of_owner = self.of_owner(row.owner);
        for check in row.asked.checks() {
            let counts = of_owner.entry(check.name).or_default();
            let mut own = failed.iter().filter(|(failed, _)| *failed == check.name);
            let Some((_, stands)) = own.next() else {
                counts.asked += 1;
                counts.passed += 1;
                continue;
            };
            counts.asked += usize::from(*stands || own.any(|(_, stands)| *stands));
        }
    }

    fn add_passing(&mut self, passing: &'a Passing) {
        let of_owner = self.of_owner(passing.owner.as_ref().map(Handle::as_str));
        for check in passing.asked.checks() {
            let counts = of_owner.entry(check.name).or_default();
            counts.asked += passing.count;
            counts.passed += passing.count;
        }
    }
}

impl From<Cells<'_>> for Tally {
    fn from(cells: Cells<'_>) -> Self {
        let mut tally = Self::default();
        for (owner, checks) in cells.0 {
            let cells = checks.into_iter();
            let cells = cells.map(|(check, counts)| ((owner.to_owned(), check), counts));
            tally.cells.extend(cells);
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_rounded_half_up_and_nothing_asked_has_none() {
        let score = |passed, asked| {
            let counts = Counts {
                asked,
                passed,
                ..Counts::default()
            };
            counts.score()
        };
        assert_eq!(score(0, 0), None);
        assert_eq!(score(2, 3), Some(667));
        assert_eq!(score(1, 3), Some(333));
        assert_eq!(score(1, 2000), Some(1));
        assert_eq!(score(7, 7), Some(1000));
    }
}
