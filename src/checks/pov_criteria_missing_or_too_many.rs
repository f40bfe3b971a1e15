//! Finds POVs without success criteria, with too many, or with some that prove nothing.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::lifecycle::one_of;
use crate::records::pov::{Pov, State};
use crate::records::values::answer;
use crate::records::{File, One};

pub(super) static CHECK: Check = Check {
    name: "pov-criteria-missing-or-too-many",
    level: Level::Warning,
    summary: "a POV whose success criteria are missing, too many or incomplete",
    docs: r#"## What it finds
- A POV that is not closed: no criteria; more of them than `povs.criteria` in `desk.toml` (5); a criterion without
  an acceptance criterion or without a metric. `TBD` and the like count as nothing.
- A POV that is closed: a criterion without outcome. One that was closed before it began is left alone.

## Why it matters
A success criterion is a capability whose proof triggers the purchase. Without saying what counts as proof, every
end can be argued with; a long list is a wish list.

## What to do
Add one with `sa pov criterion add ID --capability TEXT --acceptance TEXT --metric TEXT`, take some away with
`sa pov edit ID --edit`, and say how each came out with `sa pov criterion set ID N --outcome met`.

## Example
```yaml
#- povs/2026-11/POV-6B2D4F8H.yaml
name: Northwind platform
opportunity: OPP-7H3J5K9M
owner: dana
sa: sam
type: guided
criteria:
  - required_capability: Approvals that cannot be bypassed
#                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: criterion 1 has no metric
    acceptance_criterion: A merge without approval is refused
history: [{at: 2026-11-19T09:00:00Z, by: sam, to: new}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    file.as_one::<Pov>().is_some_and(|pov| {
        pov.state() != Some(State::Closed) || pov.path().contains(&State::InProgress)
    })
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for pov in review.asked::<Pov>(&CHECK) {
        match pov.state() {
            Some(State::Closed) => findings.extend(without_outcome(review, pov)),
            _ => {
                findings.extend(wrong_number(review, pov));
                findings.extend(incomplete(review, pov));
            }
        }
    }
}

fn wrong_number(review: &Review<'_>, pov: One<'_, Pov>) -> Option<Finding> {
    let allowed = review.policy.thresholds.pov_criteria;
    let count = pov.criteria.len();
    if count == 0 {
        return Some(review.finding(
            &CHECK,
            pov.file,
            "criteria",
            "the POV has no success criteria",
            format!(
                "add one: `sa pov criterion add {} --capability TEXT --acceptance TEXT --metric TEXT`",
                pov.id()
            ),
        ));
    }
    if count as i64 <= allowed {
        return None;
    }
    let mut finding = review.finding(
        &CHECK,
        pov.file,
        &format!("criteria[{allowed}].required_capability"),
        format!("the POV has {count} success criteria, and this desk allows {allowed}"),
        format!(
            "keep those whose proof triggers the purchase: `sa pov edit {} --edit`",
            pov.id()
        ),
    );
    let note = review.policy_note("povs.criteria", "how many criteria this desk allows");
    finding.notes.extend(note);
    Some(finding)
}

fn incomplete(review: &Review<'_>, pov: One<'_, Pov>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (place, criterion) in pov.criteria.iter().enumerate() {
        let (mut missing, mut flags) = (Vec::new(), String::new());
        let parts = [
            (
                &criterion.acceptance_criterion,
                "acceptance criterion",
                " --acceptance TEXT",
            ),
            (&criterion.metric, "metric", " --metric TEXT"),
        ];
        for (text, title, flag) in parts {
            let text = text.as_deref();
            if !text.is_some_and(|text| answer::is_answer("criteria", text)) {
                missing.push(title);
                flags.push_str(flag);
            }
        }
        if missing.is_empty() {
            continue;
        }
        let number = place + 1;
        findings.push(review.finding(
            &CHECK,
            pov.file,
            &format!("criteria[{place}].required_capability"),
            format!("criterion {number} has no {}", one_of(&missing)),
            format!(
                "say it: `sa pov criterion set {} {number}{flags}`",
                pov.id()
            ),
        ));
    }
    findings
}

fn without_outcome(review: &Review<'_>, pov: One<'_, Pov>) -> Vec<Finding> {
    let criteria = pov.criteria.iter().enumerate();
    let without = criteria.filter(|(_, criterion)| criterion.outcome.is_none());
    let found = |(place, _)| {
        let number = place + 1;
        let mut finding = review.finding(
            &CHECK,
            pov.file,
            &format!("criteria[{place}].required_capability"),
            format!("the POV is closed, and criterion {number} has no outcome"),
            format!(
                "say how it came out: `sa pov criterion set {} {number} --outcome met|partly-met|not-met`",
                pov.id()
            ),
        );
        finding.since = pov.history.last().map(|entry| entry.at.date());
        finding
    };
    without.map(found).collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    const GOOD: &str = "required_capability: A, acceptance_criterion: B, metric: C";
    const NEW: &str = "{at: 2026-11-19T09:00:00Z, by: sam, to: new}";
    const BEGUN: &str = "{at: 2026-11-20T09:00:00Z, by: sam, to: in-progress}";
    const CLOSED: &str =
        "{at: 2026-11-21T09:00:00Z, by: sam, to: closed, result: successful, note: Met}";

    /// A POV with these criteria, each with what is expected of it, and these entries of its history.
    fn pov(criteria: &[(&str, &str)], history: &[&str]) -> String {
        let item = |(criterion, says): &(&str, &str)| match *says {
            "" => format!("  - {{{criterion}}}\n"),
            says => format!("  - {{{criterion}}}\n# ^^ warning: {says}\n"),
        };
        let items: String = criteria.iter().map(item).collect();
        let list = match criteria {
            [] => String::new(),
            _ => format!("criteria:\n{items}"),
        };
        format!(
            "#- povs/2026-11/POV-6B2D4F8H.yaml\nname: N\nopportunity: OPP-7H3J5K9M\nowner: dana\nsa: sam\ntype: guided\nhistory: [{}]\n{list}",
            history.join(", ")
        )
    }

    #[test]
    fn five_are_allowed_and_six_are_too_many() {
        for count in [1, 4, 5] {
            check(&CHECK, &pov(&vec![(GOOD, ""); count], &[NEW]));
        }
        let mut six = vec![(GOOD, ""); 5];
        six.push((
            GOOD,
            "the POV has 6 success criteria, and this desk allows 5",
        ));
        check(&CHECK, &pov(&six, &[NEW, BEGUN]));
        let policy = |most: i64| format!("#- policy:\nschema = 1\n[povs]\ncriteria = {most}\n");
        check(&CHECK, &(policy(6) + &pov(&[(GOOD, ""); 6], &[NEW, BEGUN])));
        let says = "the POV has 2 success criteria, and this desk allows 1";
        check(
            &CHECK,
            &(policy(1) + &pov(&[(GOOD, ""), (GOOD, says)], &[NEW])),
        );
    }

    #[test]
    fn there_is_one_until_it_is_closed() {
        let expected = pov(&[], &[NEW]).replace(
            "name: N\n",
            "name: N\n# ^^ warning: the POV has no success criteria\n",
        );
        check(&CHECK, &expected);
        check(&CHECK, &pov(&[], &[NEW, BEGUN, CLOSED]));
    }

    #[test]
    fn each_says_what_counts_as_proof() {
        let says = "criterion 2 has no acceptance criterion or metric";
        check(
            &CHECK,
            &pov(&[(GOOD, ""), ("required_capability: A", says)], &[NEW]),
        );
        let to_be_done = "required_capability: A, acceptance_criterion: TBD, metric: C";
        let says = "criterion 1 has no acceptance criterion";
        check(&CHECK, &pov(&[(to_be_done, says)], &[NEW, BEGUN]));
        let says = "criterion 1 has no metric";
        check(
            &CHECK,
            &pov(
                &[("required_capability: A, acceptance_criterion: B", says)],
                &[NEW],
            ),
        );
    }

    #[test]
    fn each_has_an_outcome_once_it_is_closed() {
        let met = "required_capability: A, outcome: met";
        let says = "the POV is closed, and criterion 2 has no outcome";
        check(
            &CHECK,
            &pov(&[(met, ""), (GOOD, says)], &[NEW, BEGUN, CLOSED]),
        );
        check(&CHECK, &pov(&[(met, ""), (met, "")], &[NEW, BEGUN, CLOSED]));
    }

    #[test]
    fn what_never_began_has_no_outcomes() {
        check(&CHECK, &pov(&[(GOOD, "")], &[NEW, CLOSED]));
    }
}
