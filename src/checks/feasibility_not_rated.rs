//! Finds opportunities whose technical health and feasibility nobody rated, or not of late.

use super::review::{days, since_stage};
use super::{Check, Review, Sees};
use crate::calendar::Date;
use crate::finding::{Finding, Level};
use crate::records::account::{self, Account, Segment};
use crate::records::opportunity::{Feasibility, Stage};
use crate::records::{File, Money, One, Opportunity};

pub(super) static CHECK: Check = Check {
    name: "feasibility-not-rated",
    level: Level::Warning,
    summary: "an opportunity whose feasibility is not rated, or was last rated too long ago",
    docs: r#"## What it finds
An open opportunity that has a technical evaluation under way, or is at stage 3 or 4 with more than
`opportunities.feasibility_amount` of its segment (100000 in enterprise and public-sector, 50000 in mid-market and
smb), and that has no rating of Technical Health and Feasibility, or none of the last
`opportunities.feasibility_review_days` (7) days. Without a segment the account's counts, and else enterprise.

## Why it matters
Source document 003, hygiene check 7: the rating is recorded, and talked over in the weekly 1:1. A red one that is seen
early is a risk; one that is seen late is a loss.

## What to do
Rate it, with the signs that speak for it: `sa opp rate ID red|yellow|green --details TEXT`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Halden caching
account: northwind-freight
owner: dana
tech_eval: {start: 2026-11-02}
feasibility:
  - {at: 2026-11-12T09:00:00Z, by: sam, rating: Yellow, details: The champion is away}
#        ^^^^^^^^^^^^^^^^^^^^ warning: last rated 2026-11-12, 11 days ago
history: [{at: 2026-11-02T09:00:00Z, by: dana, to: 3-Technical Evaluation}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

/// Why an opportunity is rated.
enum Why<'a> {
    /// A technical evaluation is under way since a day.
    Evaluated(Date),
    /// It is at stage 3 or 4 with an amount above that of its segment, which this key of the policy sets.
    Large(&'a Money, &'static str),
}

fn applies(review: &Review<'_>, file: &File) -> bool {
    let opportunity = file.as_one::<Opportunity>();
    opportunity.is_some_and(|opportunity| why(review, opportunity).is_some())
}

fn why<'a>(review: &Review<'_>, opportunity: One<'a, Opportunity>) -> Option<Why<'a>> {
    let evaluation = &opportunity.tech_eval;
    let stage = opportunity.stage();
    if !stage.is_open() {
        return None;
    }
    if let Some(start) = evaluation.start.filter(|_| evaluation.is_open()) {
        return Some(Why::Evaluated(start));
    }
    let amount = opportunity.value().amount.as_ref()?;
    if !is_decided_at(stage) {
        return None;
    }
    let (most, key) = review
        .policy
        .thresholds
        .feasibility_amount(segment(review, opportunity));
    (most * 100 < review.policy.worth(amount)).then_some(Why::Large(amount, key))
}

fn segment(review: &Review<'_>, opportunity: One<'_, Opportunity>) -> Segment {
    let of_account = || {
        let slug = opportunity.account.as_str();
        let account = review.after.get::<Account>(&account::KIND, slug);
        account.and_then(|account| account.segment)
    };
    let segment = opportunity.segment.or_else(of_account);
    segment.unwrap_or(Segment::Enterprise)
}

fn is_decided_at(stage: Stage) -> bool {
    matches!(stage, Stage::TechnicalEvaluation | Stage::Proposal)
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for opportunity in review.asked::<Opportunity>(&CHECK) {
        let Some(why) = why(review, opportunity) else {
            continue;
        };
        let mut finding = match opportunity.rating() {
            None => unrated(review, opportunity, &why),
            Some(rating) => match outdated(review, opportunity, rating) {
                Some(finding) => finding,
                None => continue,
            },
        };
        if let Why::Large(_, key) = why {
            let note = "this desk's Net ARR above which feasibility is rated";
            finding.notes.extend(review.policy_note(key, note));
        }
        findings.push(finding);
    }
}

fn unrated(review: &Review<'_>, opportunity: One<'_, Opportunity>, why: &Why<'_>) -> Finding {
    let (key, why, since) = match why {
        Why::Evaluated(start) => (
            "tech_eval.start",
            format!("a technical evaluation since {start}"),
            Some(*start),
        ),
        Why::Large(amount, _) => (
            "amount",
            format!("{amount} at {}", opportunity.stage().name()),
            since_stage(&opportunity, is_decided_at),
        ),
    };
    let message = format!("no rating of technical health and feasibility, with {why}");
    let mut finding = rate_it(review, opportunity, key, message);
    finding.since = since;
    finding
}

fn outdated(
    review: &Review<'_>,
    opportunity: One<'_, Opportunity>,
    rating: &Feasibility,
) -> Option<Finding> {
    let most = review.policy.thresholds.feasibility_review_days;
    let rated = rating.at.date();
    let passed = review.today().days_since(rated);
    if passed <= most {
        return None;
    }
    let key = format!("feasibility[{}].at", opportunity.feasibility.len() - 1);
    let message = format!("last rated {rated}, {} ago", days(passed));
    let mut finding = rate_it(review, opportunity, &key, message);
    finding.since = Some(rated.plus_days(most));
    finding.notes.extend(review.policy_note(
        "opportunities.feasibility_review_days",
        "this desk's days until a rating is reviewed",
    ));
    Some(finding)
}

fn rate_it(
    review: &Review<'_>,
    opportunity: One<'_, Opportunity>,
    key: &str,
    message: String,
) -> Finding {
    let help = format!(
        "rate it: `sa opp rate {} red|yellow|green --details TEXT`",
        opportunity.id()
    );
    review.finding(&CHECK, opportunity.file, key, message, help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::{check, found};

    fn desk(stage: &str, lines: &str) -> String {
        format!(
            "#- opportunities/OPP-2M4N6P8Q.yaml
name: A
{lines}account: northwind-freight
owner: dana
history: [{{at: 2026-10-12T09:00:00Z, by: dana, to: {stage}}}]
"
        )
    }

    fn rated(day: &str) -> String {
        format!(
            "feasibility: [{{at: {day}T23:30:00Z, by: sam, rating: Green, details: On track}}]\n"
        )
    }

    fn policy(lines: &str) -> String {
        format!("#- policy:\nschema = 1\n[opportunities]\n{lines}\n")
    }

    fn fires(stage: &str, amount: &str, rest: &str) {
        let lines = format!(
            "amount: {amount}\n# ^ warning: no rating of technical health and feasibility, with {amount} at {stage}\n{rest}"
        );
        check(&CHECK, &desk(stage, &lines));
    }

    fn passes(stage: &str, amount: &str, rest: &str) {
        check(&CHECK, &desk(stage, &format!("amount: {amount}\n{rest}")));
    }

    #[test]
    fn an_evaluation_under_way_is_rated_whatever_the_amount() {
        let line = "# ^ warning: no rating of technical health and feasibility, with a technical evaluation since 2026-11-02\n";
        let start = "tech_eval: {start: 2026-11-02}\n";
        for stage in ["2-Scoping", "3-Technical Evaluation", "7-Closing"] {
            let text = desk(stage, &format!("{start}{line}"));
            check(&CHECK, &text);
            let since = found(&CHECK, &text)[0].since.map(|day| day.to_string());
            assert_eq!(since.as_deref(), Some("2026-11-02"));
            check(
                &CHECK,
                &desk(stage, &format!("{start}{}", rated("2026-11-20"))),
            );
        }
        check(&CHECK, &desk("8-Closed Lost", start));
        check(
            &CHECK,
            &desk(
                "2-Scoping",
                "tech_eval: {start: 2026-11-02, end: 2026-11-20}\n",
            ),
        );
    }

    #[test]
    fn amounts_count_at_stages_3_and_4_and_above_the_threshold_of_the_segment() {
        for (stage, segment, at, above) in [
            (
                "3-Technical Evaluation",
                "enterprise",
                "100000 EUR",
                "100000.01 EUR",
            ),
            ("4-Proposal", "mid-market", "50000 EUR", "50000.01 EUR"),
            ("3-Technical Evaluation", "smb", "50000 USD", "50000.01 USD"),
            ("4-Proposal", "public-sector", "100000 EUR", "100000.01 EUR"),
        ] {
            let segment = format!("segment: {segment}\n");
            passes(stage, "49999.99 EUR", &segment);
            passes(stage, at, &segment);
            fires(stage, above, &segment);
        }
        for stage in ["2-Scoping", "5-Negotiating", "8-Closed Lost"] {
            passes(stage, "900000 EUR", "");
        }
        check(&CHECK, &desk("3-Technical Evaluation", ""));
    }

    #[test]
    fn the_segment_is_that_of_the_account_or_else_enterprise() {
        let account = "#- accounts/northwind-freight.yaml\nname: Northwind\nsegment: smb\n";
        let line = "# ^ warning: no rating of technical health and feasibility, with 60000 EUR at 4-Proposal\n";
        let own = "amount: 60000 EUR\n";
        check(
            &CHECK,
            &format!("{}{account}", desk("4-Proposal", &format!("{own}{line}"))),
        );
        let enterprise = format!("segment: enterprise\n{own}");
        check(
            &CHECK,
            &format!("{}{account}", desk("4-Proposal", &enterprise)),
        );
        check(&CHECK, &desk("4-Proposal", own));
    }

    #[test]
    fn a_rating_holds_for_seven_days() {
        let start = "tech_eval: {start: 2026-11-02}\n";
        for day in ["2026-11-17", "2026-11-16"] {
            check(
                &CHECK,
                &desk("3-Technical Evaluation", &format!("{start}{}", rated(day))),
            );
        }
        let expected = "# ^ warning: last rated 2026-11-15, 8 days ago\n";
        let old = format!("{start}{}{expected}", rated("2026-11-15"));
        let text = desk("3-Technical Evaluation", &old);
        check(&CHECK, &text);
        let since = found(&CHECK, &text)[0].since.map(|day| day.to_string());
        assert_eq!(since.as_deref(), Some("2026-11-22"));
    }

    #[test]
    fn policy_moves_the_days() {
        let eight = policy("feasibility_review_days = 8");
        let start = "tech_eval: {start: 2026-11-02}\n";
        let held = format!("{start}{}", rated("2026-11-15"));
        check(&CHECK, &(desk("3-Technical Evaluation", &held) + &eight));
        let expected = "# ^ warning: last rated 2026-11-14, 9 days ago\n";
        let old = format!("{start}{}{expected}", rated("2026-11-14"));
        let text = desk("3-Technical Evaluation", &old) + &eight;
        check(&CHECK, &text);
        assert_eq!(found(&CHECK, &text)[0].notes.len(), 1);
    }

    #[test]
    fn policy_moves_the_amount_of_each_segment() {
        let amounts = policy(
            "[opportunities.feasibility_amount]\nenterprise = 1000\nmid-market = 2000\nsmb = 3000\npublic-sector = 4000",
        );
        for (segment, at) in [
            ("enterprise", 1000),
            ("mid-market", 2000),
            ("smb", 3000),
            ("public-sector", 4000),
        ] {
            let lines = |cents: &str| format!("segment: {segment}\namount: {at}{cents} EUR\n");
            check(&CHECK, &(desk("4-Proposal", &lines("")) + &amounts));
            let line = format!(
                "# ^ warning: no rating of technical health and feasibility, with {at}.01 EUR at 4-Proposal\n"
            );
            let text = desk("4-Proposal", &format!("{}{line}", lines(".01"))) + &amounts;
            check(&CHECK, &text);
            assert_eq!(found(&CHECK, &text)[0].notes.len(), 1);
        }
    }
}
