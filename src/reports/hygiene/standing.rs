//! A desk at a time as the checks see it: what they ask, what they find, narrowed to what is wanted.
//! What is counted of it lives in `tally`.

use std::collections::BTreeSet;

use super::{Picked, Tally, Wanted};
use crate::calendar::{Date, Instant};
use crate::checks::judged::{Extent, Judged, Kept, Passing, Row};
use crate::checks::{Origin, in_order};
use crate::finding::{Finding, Level, Verdict};
use crate::policy::Policy;
use crate::records::Records;

/// A desk at a time, with all that the checks ask and find.
pub struct Standing<'a> {
    pub records: &'a Records,
    pub policy: &'a Policy,
    pub now: Instant,
    /// Most harmful first, once the standing is narrowed for people to read.
    pub findings: Vec<Finding>,
    /// The records in question, but for those that are only counted.
    pub rows: Vec<Row<'a>>,
    pub passing: Vec<Passing>,
    /// Paths of those of the whole desk that cannot be read, ordered.
    pub unreadable: Vec<&'a str>,
}

impl<'a> Standing<'a> {
    /// Judges a whole desk at a time, as far as nothing `kept` says it already; `origins` are those of its reviews, and
    /// `extent` is that of what is wanted of it.
    pub fn of(
        records: &'a Records,
        policy: &'a Policy,
        now: Instant,
        origins: &'a [Origin],
        kept: &'a Kept,
        extent: Extent,
    ) -> Self {
        let Judged {
            findings,
            rows,
            passing,
        } = Judged::of(records, policy, now, origins, kept, extent);
        let unreadable = rows.iter().filter(|row| row.is_unreadable);
        let mut unreadable: Vec<&str> = unreadable.map(|row| row.path).collect();
        unreadable.sort_unstable();
        Self {
            unreadable,
            records,
            policy,
            now,
            findings,
            rows,
            passing,
        }
    }

    /// Narrows a standing to what is wanted, and says where each finding stands.
    pub fn within(self, wanted: &Wanted) -> Self {
        let mut narrowed = self.to_count(wanted);
        in_order(narrowed.records, &mut narrowed.findings);
        narrowed.findings.sort_by(|a, b| harm(a).cmp(&harm(b)));
        narrowed
    }

    /// Narrows a standing to what is wanted, for counting alone: where findings stand is not looked for. What stands in
    /// no record of the desk is left out then.
    pub fn to_count(mut self, wanted: &Wanted) -> Self {
        let first_month = self.policy.thresholds.fiscal_year_first_month as u32;
        if wanted.narrows_records() {
            let picked = Picked::new(wanted, self.records, first_month);
            self.rows.retain(|row| picked.wants(row));
            let paths: BTreeSet<&str> = self.rows.iter().map(|row| row.path).collect();
            self.findings
                .retain(|finding| paths.contains(&*finding.at.source.path));
        }
        if let Some(check) = &wanted.check {
            self.findings.retain(|finding| finding.check == check);
            let of_rows = self.rows.iter_mut().map(|row| &mut row.asked);
            let of_passing = self.passing.iter_mut().map(|passing| &mut passing.asked);
            for asked in of_rows.chain(of_passing) {
                *asked = asked.only(check);
            }
        }
        self
    }

    /// Returns the counts of what is left.
    pub fn tally(&self) -> Tally {
        Tally::of(&self.rows, &self.passing, &self.findings)
    }
}

/// Returns what findings are ordered by: errors first, then the longest standing, then check and place.
fn harm(finding: &Finding) -> (bool, Level, bool, Option<Date>, &'static str, &str, usize) {
    (
        matches!(finding.verdict, Verdict::Waived(_)),
        finding.level,
        finding.since.is_none(),
        finding.since,
        finding.check,
        &finding.at.source.path,
        finding.at.span.start,
    )
}
