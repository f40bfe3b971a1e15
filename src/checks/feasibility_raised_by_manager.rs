//! Finds ratings of feasibility by a manager that are not lower than the one before.

use super::{Check, Review, Sees};
use crate::calendar::Instant;
use crate::finding::{Finding, Level};
use crate::records::opportunity::{Feasibility, Opportunity, Rating};
use crate::records::person::{Role, has_role};
use crate::records::{Handle, One};

pub(super) static CHECK: Check = Check {
    name: "feasibility-raised-by-manager",
    level: Level::Error,
    summary: "a rating of feasibility that a manager gave or raised",
    docs: r#"## What it finds
A last entry of `feasibility` by a person with the role `manager` that is the first one, or is not lower than the one
before. A manager who was the primary SA at that time rates as the SA.

## Why it matters
The primary SA answers for Technical Health and Feasibility and knows the signs. A manager may take confidence
away after a review, and cannot put it there.

## What to do
Let the primary SA rate it as they find it: `sa opp rate OPP-ID green --details TEXT`. Where there is none, assign
one: `sa opp assign OPP-ID HANDLE`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Northwind archive
account: northwind-freight
owner: dana
primary_sa: [{at: 2026-10-01T09:00:00Z, by: dana, who: sam}]
feasibility:
  - {at: 2026-11-12T09:00:00Z, by: sam, rating: Yellow, details: The champion is distracted}
  - {at: 2026-11-19T09:00:00Z, by: maria, rating: Green, details: We need this one}
#                                                 ^^^^^ error: a manager may only lower a rating, and `maria` made it Green after Yellow
history: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for opportunity in review.each::<Opportunity>() {
        // What was rated before is past: the rating that holds is what people go by.
        let Some((entry, earlier)) = opportunity.feasibility.split_last() else {
            continue;
        };
        let before = earlier.last().map(|entry| entry.rating);
        let is_lower = before.is_some_and(|before| entry.rating < before);
        if !is_lower && rates_as_manager(review, &opportunity, entry) {
            findings.push(found(review, opportunity, earlier.len(), entry, before));
        }
    }
}

fn rates_as_manager(review: &Review<'_>, opportunity: &Opportunity, entry: &Feasibility) -> bool {
    has_role(review.after, entry.by.as_str(), Role::Manager)
        && sa_at(opportunity, entry.at) != Some(&entry.by)
}

/// Returns who was the primary SA at a time.
fn sa_at(opportunity: &Opportunity, at: Instant) -> Option<&Handle> {
    let mut assignments = opportunity.primary_sa.iter().rev();
    assignments
        .find(|assignment| assignment.at <= at)
        .map(|assignment| &assignment.who)
}

fn found(
    review: &Review<'_>,
    opportunity: One<'_, Opportunity>,
    place: usize,
    entry: &Feasibility,
    before: Option<Rating>,
) -> Finding {
    let by = &entry.by;
    let rating = entry.rating.name();
    let did = match before {
        None => format!("`{by}` gave the first, {rating}"),
        Some(before) if before == entry.rating => format!("`{by}` left it {rating}"),
        Some(before) => format!("`{by}` made it {rating} after {}", before.name()),
    };
    let id = opportunity.id();
    let help = match opportunity.sa() {
        Some(sa) => format!(
            "let `{sa}` rate it, the primary SA: `sa opp rate {id} red|yellow|green --details TEXT`"
        ),
        None => format!("assign a primary SA, who rates it: `sa opp assign {id} HANDLE`"),
    };
    let mut finding = review.finding(
        &CHECK,
        opportunity.file,
        &format!("feasibility[{place}].rating"),
        format!("a manager may only lower a rating, and {did}"),
        help,
    );
    finding.since = Some(entry.at.date());
    finding
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    /// A rating by sam on the 12th, then one on the 19th, with what is expected of that.
    fn rated(primary: &str, by: &str, rating: &str, expected: &str) {
        let first =
            "  - {at: 2026-11-12T09:00:00Z, by: sam, rating: Yellow, details: Distracted}\n";
        rated_after(first, primary, by, rating, expected);
    }

    fn rated_after(first: &str, primary: &str, by: &str, rating: &str, expected: &str) {
        let expected = match expected {
            "" => String::new(),
            did => format!("# ^^ error: a manager may only lower a rating, and {did}\n"),
        };
        check(
            &CHECK,
            &format!(
                "#- people/lena.yaml\nname: Lena Brandt\nemails: [lena@example.com]\nroles: [sa, manager]\n#- opportunities/OPP-2M4N6P8Q.yaml\nname: N\naccount: northwind-freight\nowner: dana\nprimary_sa:\n  - {{at: 2026-10-01T09:00:00Z, by: dana, who: sam}}\n{primary}feasibility:\n{first}  - {{at: 2026-11-19T09:00:00Z, by: {by}, rating: {rating}, details: Reviewed}}\n{expected}history: [{{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}}]\n"
            ),
        );
    }

    #[test]
    fn a_manager_lowers_a_rating_and_neither_keeps_nor_raises_it() {
        rated("", "maria", "Red", "");
        rated("", "maria", "Yellow", "`maria` left it Yellow");
        rated("", "maria", "Green", "`maria` made it Green after Yellow");
        rated("", "sam", "Green", "");
    }

    #[test]
    fn the_sa_rates_it_anew_and_that_holds() {
        let raised =
            "  - {at: 2026-11-12T09:00:00Z, by: maria, rating: Green, details: We need it}\n";
        rated_after(raised, "", "sam", "Yellow", "");
    }

    #[test]
    fn a_manager_does_not_rate_first() {
        rated_after("", "", "maria", "Red", "`maria` gave the first, Red");
        rated_after("", "", "sam", "Red", "");
    }

    #[test]
    fn a_manager_who_is_the_primary_sa_at_the_time_rates_as_the_sa() {
        let from =
            |at: &str| format!("  - {{at: {at}, by: dana, who: lena, reason: Sam is away}}\n");
        let raised = "`lena` made it Green after Yellow";
        rated("", "lena", "Green", raised);
        rated(&from("2026-11-19T08:59:59Z"), "lena", "Green", "");
        rated(&from("2026-11-19T09:00:00Z"), "lena", "Green", "");
        rated(&from("2026-11-19T09:00:01Z"), "lena", "Green", raised);
    }
}
