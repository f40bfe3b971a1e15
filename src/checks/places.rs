//! Where findings stand in the texts of their records, and the order they are told in.
//! What they say is decided by each check.

use crate::finding::{Finding, Place, Verdict};
use crate::records::Records;
use crate::records::reading::together::spread;
use crate::source::place;

/// Findings whose places one thread looks for at a time.
const RUN: usize = 32;

/// Looks for the places of findings in the records they are about, and orders them: those that block, then by level,
/// path and place.
pub fn in_order(records: &Records, findings: &mut [Finding]) {
    let places = spread(findings, RUN, |some| {
        some.iter().map(|finding| place(records, finding)).collect()
    });
    for (finding, place) in findings.iter_mut().zip(places) {
        settle(finding, place);
    }
    sort(findings);
}

/// Looks for the place of a finding in the record it is about, where that was not done yet.
pub(super) fn find_place(records: &Records, finding: &mut Finding) {
    let place = place(records, finding);
    settle(finding, place);
}

fn settle(finding: &mut Finding, place: Option<Place>) {
    if let Some(place) = place {
        finding.at = place;
        finding.key = None;
    }
}

/// Returns the place of a finding that has none yet.
fn place(records: &Records, finding: &Finding) -> Option<Place> {
    let key = finding.key.as_deref()?;
    let file = records.at(&finding.at.source.path)?;
    // Held while it is looked through, so that it is read once.
    let source = file.source();
    let plainly = place::plainly_nearest(&source.text, key);
    let span = plainly.unwrap_or_else(|| file.outline().nearest(key));
    Some(Place::new(&source, span))
}

fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let rank = |finding: &Finding| match finding.verdict {
            Verdict::Blocks => 0,
            Verdict::Shown => 1,
            Verdict::Waived(_) => 2,
        };
        (
            rank(a),
            a.level,
            &a.at.source.path,
            a.at.span,
            a.check,
            &a.message,
        )
            .cmp(&(
                rank(b),
                b.level,
                &b.at.source.path,
                b.at.span,
                b.check,
                &b.message,
            ))
    });
}
