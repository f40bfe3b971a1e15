//! What is let pass although it is an error: what was committed so before, and is being mended or given back.
//! What else the gate makes of findings lives in `verdict`.

use std::collections::BTreeMap;

use super::review::Scope;
use super::{Review, Sees, found, named};
use crate::finding::{Finding, Verdict};
use crate::records::Records;

/// How many errors of each check.
type Counts = BTreeMap<&'static str, usize>;

/// Lets errors of a record pass where a change mends some of them and adds none, so that several can be mended one by
/// one, and where an undo gives the record back as it was.
///
/// Errors on who makes a change, or how, always stand.
pub(super) fn let_pass(review: &Review<'_>, findings: &mut [Finding]) {
    let ([before], Scope::Change) = (review.befores, &review.scope) else {
        return;
    };
    let mut paths: Vec<String> = findings
        .iter()
        .filter(|finding| is_of_content(finding))
        .map(|finding| finding.at.source.path.clone())
        .collect();
    paths.sort_unstable();
    paths.dedup();
    for path in paths {
        if !is_restored(review, &path) && !is_mending(review, before, findings, &path) {
            continue;
        }
        for finding in findings.iter_mut() {
            if finding.at.source.path == path && is_of_content(finding) {
                finding.verdict = Verdict::Shown;
            }
        }
    }
}

/// Returns whether a finding refuses a change for what a record says.
fn is_of_content(finding: &Finding) -> bool {
    finding.blocks() && named(finding.check).is_some_and(|check| check.sees == Sees::Result)
}

/// Returns whether a record has fewer errors than before, and no more of any check.
fn is_mending(review: &Review<'_>, before: &Records, findings: &[Finding], path: &str) -> bool {
    let under = Scope::Under(vec![path.to_owned()]);
    let earlier = Review::new(&[], before, review.policy, review.now.exactly(), under);
    let earlier = counted(&found(&earlier, Some(Sees::Result)), path);
    let left = counted(findings, path);
    let is_more = |(check, count): (&&str, &usize)| earlier.get(*check).unwrap_or(&0) < count;
    let sum = |counts: &Counts| counts.values().sum::<usize>();
    !left.iter().any(is_more) && sum(&left) < sum(&earlier)
}

fn counted(findings: &[Finding], path: &str) -> Counts {
    let mut counts = Counts::new();
    let of_record = |finding: &&Finding| finding.at.source.path == path && is_of_content(finding);
    for finding in findings.iter().filter(of_record) {
        *counts.entry(finding.check).or_default() += 1;
    }
    counts
}

/// Returns whether an undo gives a record back byte for byte.
fn is_restored(review: &Review<'_>, path: &str) -> bool {
    let text = |records: &Records| Some(records.at(path)?.source().text.clone());
    let earlier = review.taken_back.and_then(text);
    earlier.is_some() && earlier == text(review.after)
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::verdicts;

    #[test]
    fn errors_of_a_record_are_mended_one_by_one_and_none_is_added() {
        let record = |evaluation: &str| {
            format!(
                "name: A\naccount: northwind-freight\nowner: dana\nprimary_sa: [{{at: 2026-10-01T09:00:00Z, by: dana, who: sam}}]\ntech_eval: {{{evaluation}}}\nhistory: [{{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}}]\n"
            )
        };
        let changed = |before: &str, after: &str| {
            let path = "opportunities/OPP-2M4N6P8Q.yaml";
            let text = format!(
                "#- by: sam@example.com\n#- before: {path}\n{}#- {path}\n{}",
                record(before),
                record(after)
            );
            let verdicts = verdicts(&text).into_iter();
            verdicts
                .filter(|verdict| verdict.starts_with("tech-eval-not-closed"))
                .collect::<Vec<_>>()
        };
        let (three, two) = ("end: 2026-11-20", "start: 2026-11-02, end: 2026-11-20");
        let one = "start: 2026-11-02, end: 2026-11-20, status: Win";
        let shown = "tech-eval-not-closed error shown";
        assert_eq!(changed(three, two), [shown, shown]);
        assert_eq!(changed(two, one), [shown]);
        let blocks = "tech-eval-not-closed error blocks";
        assert_eq!(changed(one, one.replace("Win", "Loss").as_str()), [blocks]);
        assert_eq!(changed(one, two), [blocks, blocks]);
        assert_eq!(changed("start: 2026-11-02", one), [blocks]);
    }
}
