//! What the checks asked of a desk and what passed: per person, per check and in all.
//! Which findings are in question is decided in `wanted`.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use crate::checks::Asked;
use crate::finding::{Finding, Level, Verdict};

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
    pub fn of(asked: &[Asked<'_>], findings: &[Finding]) -> Self {
        let mut tally = Cells::default();
        let mut failed: HashMap<(&str, &str), bool> = HashMap::with_capacity(findings.len());
        for finding in findings {
            let is_waived = matches!(finding.verdict, Verdict::Waived(_));
            let stands = failed
                .entry((finding.check, &finding.at.source.path))
                .or_default();
            *stands |= !is_waived;
            let counts = tally.cell(finding.owner.as_deref(), finding.check);
            match (is_waived, finding.level) {
                (true, _) => counts.waived += 1,
                (false, Level::Error) => counts.errors += 1,
                (false, Level::Warning) => counts.warnings += 1,
            }
        }
        for one in asked {
            let owner = one.file.record().and_then(|record| record.owner());
            let counts = tally.cell(owner.map(|owner| owner.as_str()), one.check.name);
            match failed.get(&(one.check.name, one.file.path())) {
                Some(false) => {}
                Some(true) => counts.asked += 1,
                None => {
                    counts.asked += 1;
                    counts.passed += 1;
                }
            }
        }
        let cells = tally.0.into_iter();
        let cells = cells.map(|((owner, check), counts)| ((owner.to_owned(), check), counts));
        Self {
            cells: cells.collect(),
        }
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

/// Counts while they are made.
#[derive(Default)]
struct Cells<'a>(HashMap<(&'a str, &'static str), Counts>);

impl<'a> Cells<'a> {
    fn cell(&mut self, owner: Option<&'a str>, check: &'static str) -> &mut Counts {
        self.0.entry((owner.unwrap_or(NOBODY), check)).or_default()
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
