//! A desk at a time as the checks see it: what they ask, what they find, narrowed to what is wanted.
//! What is counted of it lives in `tally`.

use super::{Picked, Tally, Wanted};
use crate::calendar::{Date, Instant};
use crate::checks::{Asked, Origin, Review, Scope, asked, found, in_order};
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
    pub asked: Vec<Asked<'a>>,
}

impl<'a> Standing<'a> {
    /// Judges a whole desk at a time; `origins` are those of its reviews.
    pub fn of(
        records: &'a Records,
        policy: &'a Policy,
        now: Instant,
        origins: &'a [Origin],
    ) -> Self {
        let mut review = Review::new(&[], records, policy, now, Scope::Whole);
        review.origins = origins;
        Self {
            records,
            policy,
            now,
            findings: found(&review, None),
            asked: asked(&review),
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
        let picked = Picked::new(wanted, self.records, first_month);
        let is_narrowed = wanted.narrows_records();
        let wants = |path: &str| match self.records.at(path) {
            Some(file) => picked.wants(file),
            None => !is_narrowed,
        };
        self.findings
            .retain(|finding| wanted.wants_check(finding.check) && wants(&finding.at.source.path));
        self.asked
            .retain(|one| wanted.wants_check(one.check.name) && picked.wants(one.file));
        self
    }

    /// Returns the counts of what is left.
    pub fn tally(&self) -> Tally {
        Tally::of(&self.asked, &self.findings)
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
