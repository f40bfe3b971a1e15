//! Finds evaluations under way that went to another SA without a handoff.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::opportunity::Assignment;
use crate::records::{File, Opportunity};

pub(super) static CHECK: Check = Check {
    name: "primary-sa-changed-mid-evaluation",
    level: Level::Warning,
    summary: "an evaluation under way that went to another SA without a handoff",
    docs: r#"## What it finds
An open opportunity whose primary SA changed on or after the day its technical evaluation began, while that is under
way, and whose new SA has since said neither what comes next nor how feasible it is. The last change counts.

## Why it matters
What the customer was promised is in the head of the SA who left. A new one who has written down the next steps has
asked for it.

## What to do
The new SA records the handoff: `sa opp next-steps ID TEXT --by DATE`, or `sa opp rate ID red|yellow|green --details TEXT`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Halden caching
account: northwind-freight
owner: dana
tech_eval: {start: 2026-11-02}
primary_sa:
  - {at: 2026-10-12T09:00:00Z, by: dana, who: sam}
  - {at: 2026-11-18T09:00:00Z, by: maria, who: kim, reason: Parental leave}
#                                              ^^^ warning: went from `sam` to `kim` on 2026-11-18 (Parental leave), and `kim` has recorded no handoff
history: [{at: 2026-11-02T09:00:00Z, by: dana, to: 3-Technical Evaluation}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    let opportunity = file.as_one::<Opportunity>();
    opportunity.is_some_and(|opportunity| opportunity.is_open() && opportunity.tech_eval.is_open())
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for opportunity in review.asked::<Opportunity>(&CHECK) {
        let start = opportunity.tech_eval.start;
        let Some((at, from, entry)) = last_change(&opportunity.primary_sa) else {
            continue;
        };
        let day = entry.at.date();
        if start.is_none_or(|start| day < start) || is_taken_over(&opportunity, entry) {
            continue;
        }
        let (id, to) = (opportunity.id(), &entry.who);
        let reason = entry.reason.as_deref().map(str::trim);
        let reason = reason.filter(|reason| !reason.is_empty());
        let why = reason.map_or("without a reason".into(), |reason| format!("({reason})"));
        let mut finding = review.finding(
            &CHECK,
            opportunity.file,
            &format!("primary_sa[{at}].who"),
            format!(
                "went from `{}` to `{to}` on {day} {why}, and `{to}` has recorded no handoff",
                from.who
            ),
            format!(
                "let `{to}` record it: `sa opp next-steps {id} TEXT --by DATE`, or `sa opp rate {id} red|yellow|green --details TEXT`"
            ),
        );
        finding.since = Some(day);
        findings.push(finding);
    }
}

/// Returns the last entry that names another SA than the one before, with its place and that one.
fn last_change(entries: &[Assignment]) -> Option<(usize, &Assignment, &Assignment)> {
    let places = (1..entries.len()).rev();
    let mut changes = places.map(|at| (at, &entries[at - 1], &entries[at]));
    changes.find(|(_, from, to)| from.who != to.who)
}

/// Returns whether the new SA has said since how it stands or what comes next.
fn is_taken_over(opportunity: &Opportunity, entry: &Assignment) -> bool {
    let rated = opportunity
        .feasibility
        .iter()
        .map(|said| (&said.by, said.at));
    let planned = opportunity
        .next_steps
        .iter()
        .map(|said| (&said.by, said.at));
    rated
        .chain(planned)
        .any(|(by, at)| *by == entry.who && entry.at <= at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::{check, found};

    /// Returns an opportunity under evaluation since 2026-11-02, with further entries of its SAs.
    fn desk(sas: &str, rest: &str) -> String {
        format!(
            "#- opportunities/OPP-2M4N6P8Q.yaml
name: A
account: northwind-freight
owner: dana
history: [{{at: 2026-10-01T09:00:00Z, by: dana, to: 3-Technical Evaluation}}]
tech_eval: {{start: 2026-11-02}}
{rest}primary_sa:
  - {{at: 2026-10-01T09:00:00Z, by: dana, who: sam}}
{sas}"
        )
    }

    fn goes(day: &str, to: &str) -> String {
        format!("  - {{at: {day}T09:00:00Z, by: maria, who: {to}, reason: Leave}}\n")
    }

    fn unhanded(from: &str, to: &str, day: &str) -> String {
        format!(
            "# ^ warning: went from `{from}` to `{to}` on {day} (Leave), and `{to}` has recorded no handoff\n"
        )
    }

    fn steps(by: &str, at: &str) -> String {
        format!("next_steps: [{{at: {at}, by: {by}, text: Meet, due: 2026-12-01}}]\n")
    }

    #[test]
    fn next_steps_or_a_rating_of_the_new_sa_mend_it() {
        let change = goes("2026-11-18", "kim");
        let fires = change.clone() + &unhanded("sam", "kim", "2026-11-18");
        check(&CHECK, &desk(&fires, ""));
        let since = found(&CHECK, &desk(&change, ""))[0].since;
        assert_eq!(
            since.map(|day| day.to_string()).as_deref(),
            Some("2026-11-18")
        );
        check(
            &CHECK,
            &desk(&change, &steps("kim", "2026-11-18T09:00:00Z")),
        );
        let rated = "feasibility: [{at: 2026-11-19T09:00:00Z, by: kim, rating: Green, details: Met them}]\n";
        check(&CHECK, &desk(&change, rated));
        for other in [
            steps("kim", "2026-11-18T08:59:59Z"),
            steps("sam", "2026-11-19T09:00:00Z"),
        ] {
            check(&CHECK, &desk(&fires, &other));
        }
    }

    #[test]
    fn the_day_before_the_start_it_is_no_evaluation_yet() {
        check(&CHECK, &desk(&goes("2026-11-01", "kim"), ""));
        for day in ["2026-11-02", "2026-11-03"] {
            let fires = goes(day, "kim") + &unhanded("sam", "kim", day);
            check(&CHECK, &desk(&fires, ""));
        }
    }

    #[test]
    fn the_last_change_counts() {
        let twice = goes("2026-11-10", "kim")
            + &goes("2026-11-18", "lee")
            + &unhanded("kim", "lee", "2026-11-18");
        check(&CHECK, &desk(&twice, ""));
        let handed = goes("2026-11-10", "kim") + &goes("2026-11-18", "lee");
        check(
            &CHECK,
            &desk(&handed, &steps("lee", "2026-11-19T09:00:00Z")),
        );
        let same = goes("2026-11-10", "sam");
        check(&CHECK, &desk(&same, ""));
        check(&CHECK, &desk("", ""));
    }

    #[test]
    fn what_is_over_needs_no_handoff() {
        let text = desk(&goes("2026-11-18", "kim"), "");
        check(
            &CHECK,
            &text.replace("start: 2026-11-02", "start: 2026-11-02, end: 2026-11-19"),
        );
        check(
            &CHECK,
            &text.replace("3-Technical Evaluation", "Closed Won"),
        );
        check(
            &CHECK,
            &text.replace("tech_eval: {start: 2026-11-02}\n", ""),
        );
        let reasonless = goes("2026-11-18", "kim").replace(", reason: Leave", "")
            + "# ^ warning: went from `sam` to `kim` on 2026-11-18 without a reason, and `kim` has recorded no handoff\n";
        check(&CHECK, &desk(&reasonless, ""));
    }
}
