//! Finds SOWs that are offered without the approvals they need.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::review::Standing;
use crate::records::sow::estimate::estimate;
use crate::records::sow::{ReviewState, State};
use crate::records::{File, One, Sow};

pub(super) static CHECK: Check = Check {
    name: "review-missing",
    level: Level::Error,
    summary: "a SOW that is offered without the approvals it needs",
    docs: r#"## What it finds
A SOW in `ready-for-approval`, `approved` or `closed-won`

- without the approval of a Technical Architect, if its price is above `sows.review_amount` in `desk.toml` (50,000, in
  its own currency unless `[currencies]` says otherwise) or a review was asked for;
- without the approval of its Regional Delivery Manager.

While the SOW is drafted, a price above that amount without a review asked for is a warning. How an approval comes about
is told by [review-void](#review-void) and [reviewer-not-a-ta](#reviewer-not-a-ta).

## Why it matters
Source document 000: Technical Architects approve statements of work, and every SOW that was not reviewed before gets
`TA::Needs-Review`. What is signed without them is delivered without them.

## What to do
Ask for the review (`sa sow submit SOW`), give it (`ta review SOW --approve`), or take the SOW back: `sa sow move SOW
sow-wip`.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
regional_delivery_manager: rosa
review_requests: [{at: 2026-11-20T09:00:00Z, by: emma}]
history:
  - {at: 2026-11-19T09:00:00Z, by: emma, to: open}
  - {at: 2026-11-19T10:00:00Z, by: emma, to: strawman-wip}
  - {at: 2026-11-19T11:00:00Z, by: emma, to: estimate-feedback}
  - {at: 2026-11-19T12:00:00Z, by: emma, to: sow-wip}
  - {at: 2026-11-20T13:00:00Z, by: emma, to: ready-for-approval}
#                                            ^^^^^^^^^^^^^^^^^^ error: ready-for-approval, and no Technical Architect has approved it: a review was asked for
#                                            ^^^^^^^^^^^^^^^^^^ error: ready-for-approval, and the Regional Delivery Manager has not approved it
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    let sow = file.as_one::<Sow>();
    sow.is_some_and(|sow| sow.state().is_offered() || sow.state() == State::SowWip)
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for sow in review.asked::<Sow>(&CHECK) {
        let standing = Standing::of(sow, review.after);
        findings.extend(by_ta(review, sow, &standing));
        if sow.state().is_offered() {
            findings.extend(by_rdm(review, sow, &standing));
        }
    }
}

fn by_ta(review: &Review<'_>, sow: One<'_, Sow>, standing: &Standing<'_>) -> Option<Finding> {
    let why = why_a_ta_approves(review, sow)?;
    let (id, state) = (sow.id(), sow.state());
    let is_draft = !state.is_offered();
    let (missing, help) = match standing.state {
        // A void approval is told by its own check.
        ReviewState::Approved | ReviewState::Void => return None,
        _ if is_draft && standing.state != ReviewState::NotAsked => return None,
        ReviewState::NotAsked => (
            "no Technical Architect was asked to review it",
            format!("ask for a review: `sa sow submit {id}`"),
        ),
        ReviewState::NeedsReview => (
            "no Technical Architect has approved it",
            format!(
                "let one review it: `ta review {id}`; or take it back: `sa sow move {id} sow-wip`"
            ),
        ),
        ReviewState::ChangesRequested => (
            "a Technical Architect asks for changes",
            format!(
                "take it back and make them: `sa sow move {id} sow-wip`, then `sa sow submit {id}`"
            ),
        ),
    };
    let message = format!("{}, and {missing}: {why}", lifecycle_name(state));
    let mut finding = review.finding(&CHECK, sow.file, &last_move(sow), message, help);
    if is_draft {
        finding.level = Level::Warning;
    }
    if sow.review_requests.is_empty() {
        let note = review.policy_note(
            "sows.review_amount",
            "above this price, this desk asks for it",
        );
        finding.notes.extend(note);
    }
    finding.since = sow.history.last().map(|entry| entry.at.date());
    Some(finding)
}

/// Returns why a Technical Architect must approve a SOW; nothing where none must.
fn why_a_ta_approves(review: &Review<'_>, sow: One<'_, Sow>) -> Option<String> {
    if !sow.review_requests.is_empty() {
        return Some("a review was asked for".into());
    }
    let price = estimate(&sow, &review.policy.estimates()).price;
    let most = review.policy.thresholds.sow_review_amount;
    (most * 100 < review.policy.worth(&price))
        .then(|| format!("it costs {price}, and more than {most} needs one"))
}

fn by_rdm(review: &Review<'_>, sow: One<'_, Sow>, standing: &Standing<'_>) -> Option<Finding> {
    let is_void = standing
        .outdated_by_rdm
        .is_some_and(|given| given.approves());
    if standing.by_rdm.is_some() || is_void {
        return None;
    }
    let id = sow.id();
    let help = match &sow.regional_delivery_manager {
        Some(who) => format!(
            "let `{who}` approve it: `ta review {id} --approve`; or take it back: `sa sow move {id} sow-wip`"
        ),
        None => format!(
            "name them (`sa sow edit {id} --set regional_delivery_manager=HANDLE`), and let them approve it: `ta review {id} --approve`"
        ),
    };
    let state = lifecycle_name(sow.state());
    let message = format!("{state}, and the Regional Delivery Manager has not approved it");
    let mut finding = review.finding(&CHECK, sow.file, &last_move(sow), message, help);
    finding.since = sow.history.last().map(|entry| entry.at.date());
    Some(finding)
}

fn lifecycle_name(state: State) -> &'static str {
    crate::lifecycle::State::name(state)
}

fn last_move(sow: One<'_, Sow>) -> String {
    format!("history[{}].to", sow.history.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::check;
    use crate::records::sow::Content;

    const HEAD: &str = "name: N\nopportunity: OPP-7H3J5K9M\naccount: northwind-freight\nauthor: emma\nregional_delivery_manager: rosa\n";
    const ASKED: &str = "review_requests: [{at: 2026-11-20T09:00:00Z, by: emma}]\n";
    const RDM: &str =
        "# ^^ error: ready-for-approval, and the Regional Delivery Manager has not approved it\n";

    /// A SOW of so many hours at 330 USD, in a state, with what is expected of it and who approved it.
    fn sow(hours: &str, lines: &str, state: &str, says: &str, approved: &[&str]) -> String {
        let content = format!(
            "{HEAD}deliverables: [{{title: A, effort: [{{role: pse, low: {hours}, likely: {hours}, high: {hours}}}]}}]\n"
        );
        let mut text = format!(
            "#- sows/2026-11/SOW-4T9K2M7X.yaml\n{content}{lines}history:\n  - {{at: 2026-11-19T09:00:00Z, by: emma, to: open}}\n  - {{at: 2026-11-19T10:00:00Z, by: emma, to: {state}}}\n{says}"
        );
        for (at, by) in approved.iter().enumerate() {
            let role = if *by == "rosa" { "rdm" } else { "ta" };
            text += &format!(
                "#- reviews/SOW-4T9K2M7X/REV-0000000{at}.yaml\nsow: SOW-4T9K2M7X\nat: 2026-11-20T10:00:00Z\nby: {by}\nrole: {role}\nverdict: approved\ndigest: {}\n",
                Content::of(&content).digest
            );
        }
        text
    }

    const READY: &str = "ready-for-approval";

    #[test]
    fn both_approvals_are_there_before_it_is_offered() {
        check(&CHECK, &sow("1", ASKED, READY, "", &["tariq", "rosa"]));
        check(&CHECK, &sow("1", ASKED, READY, RDM, &["tariq"]));
        let ta = "# ^^ error: ready-for-approval, and no Technical Architect has approved it: a review was asked for\n";
        check(&CHECK, &sow("1", ASKED, READY, ta, &["rosa"]));
        check(&CHECK, &sow("1", ASKED, "sow-wip", "", &[]));
    }

    #[test]
    fn above_the_amount_a_technical_architect_approves_it() {
        let says = |price: &str, level: &str, state: &str| {
            format!(
                "# ^^ {level}: {state}, and no Technical Architect was asked to review it: it costs {price}, and more than 50000 needs one\n"
            )
        };
        // 151.51 hours at 330 are 49,998.30; 151.52 are 50,001.60.
        check(&CHECK, &sow("151.51", "", READY, "", &["rosa"]));
        let error = says("50001.60 USD", "error", READY);
        check(&CHECK, &sow("151.52", "", READY, &error, &["rosa"]));
        let warning = says("50001.60 USD", "warning", "sow-wip");
        check(&CHECK, &sow("151.52", "", "sow-wip", &warning, &[]));
        let exact = "price: {rate: 500 USD}\n";
        check(&CHECK, &sow("100", exact, "sow-wip", "", &[]));
    }

    #[test]
    fn policy_moves_the_amount() {
        let policy = "#- policy:\nschema = 1\n[sows]\nreview_amount = 300\n";
        let says = "# ^^ warning: sow-wip, and no Technical Architect was asked to review it: it costs 330 USD, and more than 300 needs one\n";
        check(
            &CHECK,
            &(policy.to_owned() + &sow("1", "", "sow-wip", says, &[])),
        );
    }
}
