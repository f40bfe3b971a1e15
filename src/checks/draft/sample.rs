//! A SOW in which nothing is found, for tests that spoil one thing of it.

use super::Check;
use crate::checks::fixture;

/// A draft of a SOW that lacks nothing.
pub(in crate::checks) const DRAFT: &str = "#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
ps_opportunity: 006Rb00000GkT2aIAF
account: northwind-freight
author: emma
engagement_manager: emma
regional_delivery_manager: rosa
route: custom
calculator: https://calculator.example.com/7
draft_quote: https://quotes.example.com/7
scoping_issue: https://gitlab.example.com/ps/scoping/-/issues/7
pain_points: Releases take eleven days
technical_constraints: Runners have no way to the internet
journey_stage: source-code
service: scm-migration
engagement_size: medium
deliverables:
  - title: Migration plan
    tasks: [List the projects, Plan the waves]
    acceptance: The customer signs the plan
    actions: [We write the plan]
    assumptions: [Each project has an owner]
    effort:
      - {role: pse, low: 30, likely: 40, high: 62, basis: Two engagements like it}
risks:
  - {title: Late access, likelihood: low, impact: [timeline], mitigation: Ask in week 1, contingency: Work on copies, contingency_hours: 10}
schedule: [{milestone: Kick-off, when: week 1}]
price: {terms: fixed-fee}
topics:
  change_management: {addressed_in: Migration plan}
  security: {addressed_in: Migration plan}
  compliance: {waived_because: No rules bind them}
  observability: {waived_because: Nothing runs at the end}
assigned_ta: [{at: 2026-11-19T10:00:00Z, by: emma, who: tariq}]
history:
  - {at: 2026-11-19T09:00:00Z, by: emma, to: open}
  - {at: 2026-11-19T10:00:00Z, by: emma, to: strawman-wip}
";

/// Returns a SOW with a line put after the one that begins as said.
pub(in crate::checks) fn with(text: &str, after: &str, line: &str) -> String {
    let begins = text.lines().filter(|own| own.starts_with(after)).count();
    assert_eq!(begins, 1, "one line begins with {after}");
    let lines = text.lines().flat_map(|own| {
        let more = own.starts_with(after).then_some(line);
        [Some(own), more].into_iter().flatten()
    });
    lines.map(|line| format!("{line}\n")).collect()
}

/// Returns a SOW without the text that it has once.
pub(in crate::checks) fn without(text: &str, part: &str) -> String {
    replaced(text, part, "")
}

/// Returns a SOW with another text instead of one that it has once.
pub(in crate::checks) fn replaced(text: &str, part: &str, other: &str) -> String {
    assert_eq!(text.matches(part).count(), 1, "{part}");
    text.replace(part, other)
}

/// Returns a SOW of which a review was asked for.
pub(in crate::checks) fn submitted(text: &str) -> String {
    let request = "review_requests: [{at: 2026-11-20T09:00:00Z, by: emma}]\nhistory:\n";
    replaced(text, "history:\n", request)
}

/// Returns a SOW that went on into a state.
pub(in crate::checks) fn moved(text: &str, to: &str) -> String {
    format!("{text}  - {{at: 2026-11-20T10:00:00Z, by: emma, to: {to}, note: Said}}\n")
}

/// Asserts what a check finds in a SOW whose expectations are errors: that, once submitted; the same as warnings in
/// a draft; and nothing once it is lost or on hold.
pub(in crate::checks) fn weighs(check: &Check, text: &str) {
    assert!(text.contains("^ error: "), "an error is expected:\n{text}");
    fixture::check(check, &submitted(text));
    let draft = text.replace("^ error: ", "^ warning: ");
    fixture::check(check, &draft);
    let silent: Vec<&str> = text.lines().filter(|line| !line.contains("# ^")).collect();
    let silent = submitted(&(silent.join("\n") + "\n"));
    for state in ["closed-lost", "on-hold"] {
        fixture::check(check, &moved(&silent, state));
    }
}

#[test]
fn the_sample_lacks_nothing_as_a_draft_and_once_submitted() {
    assert_eq!(fixture::verdicts(DRAFT), Vec::<String>::new());
    assert_eq!(fixture::verdicts(&submitted(DRAFT)), Vec::<String>::new());
}
