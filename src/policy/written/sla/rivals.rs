//! Two targets of which neither is more specific, on records that both hold for.

use super::Drafts;
use crate::policy::sla::Target;
use crate::policy::written::Reader;

impl Reader<'_> {
    /// Refuses each pair of one target and its exceptions that some record could be under at once with equal right, unless
    /// a third holds there that is more specific than both.
    pub(super) fn rivals(&mut self, targets: &[Target], drafts: &Drafts) {
        for (at, one) in targets.iter().enumerate() {
            let later = targets[at + 1..].iter();
            for other in later.filter(|other| other.group() == one.group()) {
                let is_tie = one.scope.specificity() == other.scope.specificity()
                    && one.scope.overlaps(&other.scope);
                let is_broken = |third: &Target| {
                    third.group() == one.group()
                        && one.scope.specificity() < third.scope.specificity()
                        && third.scope.holds_where_both(&one.scope, &other.scope)
                };
                if is_tie && !targets.iter().any(is_broken) {
                    self.tie(one, other, drafts);
                }
            }
        }
    }

    fn tie(&mut self, one: &Target, other: &Target, drafts: &Drafts) {
        let written = |target: &Target| drafts.get(&target.name)?.written.clone();
        let span = written(other).or(written(one)).unwrap_or(0..0);
        let words = |target: &Target| match target.scope.spoken() {
            scope if scope.is_empty() => "all".to_owned(),
            scope => scope,
        };
        let message = format!(
            "`{}` and `{}` are equally specific, so neither wins: one is for {}, the other for {}",
            one.name,
            other.name,
            words(one),
            words(other)
        );
        let help = "add an exception for what both hold for, narrow one of them down by one more of template, flag, segment and region, or let them share none";
        self.fault(span, message, help);
    }
}
