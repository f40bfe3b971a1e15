//! The policy of the desk that is made up: what it let pass at first, and since when it does not.
//! The errors of those weeks are still there, as in a real desk: shown, and not in the way.

use super::clock::{Moment, day};
use crate::calendar::Date;
use crate::policy::{FILE, profiles::PROFILES};
use crate::source::FileChange;

/// When the manager ends it.
pub(super) const ENFORCED: Moment = day(12, "08:40");

/// Checks that would refuse a commit, and were off until the team had settled in.
const OFF: &[&str] = &[
    "account-without-sa",
    "activity-on-closed-opportunity",
    "activity-without-opportunity",
    "change-without-reason",
    "feasibility-raised-by-manager",
    "impossible-dates",
    "long-term-without-manager",
    "merged-without-target",
    "opportunity-without-primary-sa",
    "pov-activity-without-pov",
    "pov-closed-without-result",
    "pov-on-another-account",
    "pov-started-unqualified",
    "tech-eval-not-closed",
];

/// Returns the policy of the first weeks, which says until when it holds.
pub(super) fn lenient(until: Date) -> FileChange {
    let mut text = PROFILES[0].text.to_owned();
    text += &format!("\n# Until the team has settled in; enforced from {until} on.\n");
    for check in OFF {
        text += &format!("[checks.{check}]\nlevel = \"off\"\n");
    }
    policy(text)
}

/// Returns the policy since then: the first profile as it is.
pub(super) fn enforced() -> FileChange {
    policy(PROFILES[0].text.to_owned())
}

fn policy(text: String) -> FileChange {
    FileChange {
        path: FILE.into(),
        text: Some(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks;
    use crate::policy::Policy;
    use crate::source::Source;

    #[test]
    fn what_was_off_at_first_are_checks_that_refuse() {
        let until = "2026-11-05".parse().expect("a date");
        let text = lenient(until).text.expect("a text");
        let policy = Policy::read(&Source::shared(FILE, &text), &checks::names());
        assert_eq!(policy.expect("valid").checks.len(), OFF.len());
        for name in OFF {
            let check = checks::named(name).expect("there");
            assert_eq!(check.level, crate::finding::Level::Error, "{name}");
        }
    }
}
