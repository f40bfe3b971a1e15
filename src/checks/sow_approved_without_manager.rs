//! Finds SOWs that somebody who is no manager moved to approved.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::records::person::{Role, has_role};
use crate::records::sow::State;
use crate::records::{File, Sow};

pub(super) static CHECK: Check = Check {
    name: "sow-approved-without-manager",
    level: Level::Error,
    summary: "a SOW that no manager approved",
    docs: r#"## What it finds
A SOW in `approved` or `closed-won` whose last entry `approved` is by a person without the role `manager`. An entry that
only takes it up again after it was on hold is not counted: what was approved before is.

## Why it matters
The label proposal::Approved says that the leaders of Professional Services approved, and legal and signature go by it.

## What to do
Take the entry out before it is committed, and ask a manager: `sa sow move ID approved`. Once it is committed, go back
first: `sa sow move ID sow-wip`.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
history:
  - {at: 2026-11-19T09:00:00Z, by: emma, to: ready-for-approval}
  - {at: 2026-11-20T09:00:00Z, by: emma, to: approved}
#                                  ^^^^ error: `emma` is no manager, and moved the SOW to approved
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    let sow = file.as_one::<Sow>();
    sow.is_some_and(|sow| draft::is_asked(&sow) && approval(&sow).is_some())
}

/// Returns the place of the entry that approved a SOW, as it stands approved.
fn approval(sow: &Sow) -> Option<usize> {
    if !matches!(sow.state(), State::Approved | State::ClosedWon) {
        return None;
    }
    let is_approval = |at: &usize| {
        let is_taken_up = |at: &usize| sow.history[..*at].last().map(|entry| entry.to);
        sow.history[*at].to == State::Approved && is_taken_up(at) != Some(State::OnHold)
    };
    (0..sow.history.len()).rev().find(is_approval)
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for sow in review.asked::<Sow>(&CHECK) {
        let Some(place) = approval(&sow) else {
            continue;
        };
        let entry = &sow.history[place];
        if has_role(review.after, entry.by.as_str(), Role::Manager) {
            continue;
        }
        let mut finding = review.finding(
            &CHECK,
            sow.file,
            &format!("history[{place}].by"),
            format!(
                "`{}` is no manager, and moved the SOW to approved",
                entry.by
            ),
            format!(
                "take the entry out before it is committed, and ask a manager: `sa sow move {id} approved`; once it is committed, go back first: `sa sow move {id} sow-wip`",
                id = sow.id()
            ),
        );
        finding.since = Some(entry.at.date());
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::DRAFT;
    use crate::checks::fixture::check;

    /// The sample with more entries, each by whom and to what; `expected` is the place of one that is found.
    fn history(entries: &[(&str, &str)], expected: Option<usize>) -> String {
        let entry = |(place, (by, to)): (usize, &(&str, &str))| {
            let says = match expected == Some(place) {
                true => {
                    format!("# ^^ error: `{by}` is no manager, and moved the SOW to approved\n")
                }
                false => String::new(),
            };
            format!("  - {{at: 2026-11-20T1{place}:00:00Z, by: {by}, to: {to}, note: N}}\n{says}")
        };
        let lines: String = entries.iter().enumerate().map(entry).collect();
        format!("{DRAFT}{lines}")
    }

    #[test]
    fn a_manager_approves() {
        check(&CHECK, &history(&[("emma", "ready-for-approval")], None));
        check(
            &CHECK,
            &history(&[("maria", "approved"), ("emma", "closed-won")], None),
        );
        for by in ["emma", "rosa", "tariq", "nobody"] {
            check(&CHECK, &history(&[(by, "approved")], Some(0)));
            check(
                &CHECK,
                &history(&[(by, "approved"), (by, "closed-won")], Some(0)),
            );
        }
    }

    #[test]
    fn the_approval_that_holds_counts() {
        let again = [
            ("emma", "approved"),
            ("emma", "sow-wip"),
            ("maria", "approved"),
        ];
        check(&CHECK, &history(&again, None));
        let again = [
            ("maria", "approved"),
            ("emma", "sow-wip"),
            ("emma", "approved"),
        ];
        check(&CHECK, &history(&again, Some(2)));
        check(
            &CHECK,
            &history(&[("emma", "approved"), ("emma", "sow-wip")], None),
        );
    }

    #[test]
    fn who_takes_it_up_again_approves_nothing() {
        let held = |by| [(by, "approved"), ("emma", "on-hold"), ("emma", "approved")];
        check(&CHECK, &history(&held("maria"), None));
        check(&CHECK, &history(&held("emma"), Some(0)));
        check(&CHECK, &history(&held("emma")[..2], None));
    }
}
