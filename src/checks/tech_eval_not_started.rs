//! Finds opportunities in technical evaluation of which nobody said when it began.

use super::review::{days, since_stage};
use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::opportunity::Stage;
use crate::records::values::answer;
use crate::records::{File, Opportunity};

pub(super) static CHECK: Check = Check {
    name: "tech-eval-not-started",
    level: Level::Warning,
    summary: "an opportunity in stage 3 whose technical evaluation has no start",
    docs: r#"## What it finds
An opportunity that has been at 3-Technical Evaluation for `opportunities.tech_eval_start_days` (7) days or more, of
`opportunities.tech_eval_amount` (20000) or more, with neither a start of the technical evaluation nor a word on why
there is none yet. An opportunity without an amount is left alone.

## Why it matters
Source document 003, hygiene check 4: the start date is set once an explicit evaluation of the solution begins. An
evaluation without a start cannot end, and is counted as neither won nor lost.

## What to do
Say when it began: `sa opp tech-eval start ID --on DATE`. Where nothing is being evaluated yet, say why:
`sa opp edit ID --set tech_eval.not_yet="..."`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Halden caching
account: northwind-freight
owner: dana
amount: 120000 EUR
history:
  - {at: 2026-11-10T09:00:00Z, by: dana, to: 3-Technical Evaluation}
#                                            ^^^^^^^^^^^^^^^^^^^^^^ warning: at 3-Technical Evaluation for 13 days with 120000 EUR, and the technical evaluation has no start
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(review: &Review<'_>, file: &File) -> bool {
    let least = review.policy.thresholds.tech_eval_amount;
    file.as_one::<Opportunity>().is_some_and(|opportunity| {
        let is_large = opportunity
            .amount
            .as_ref()
            .is_some_and(|amount| least * 100 <= review.policy.worth(amount));
        is_large && opportunity.stage() == Stage::TechnicalEvaluation
    })
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let least = review.policy.thresholds.tech_eval_start_days;
    for opportunity in review.asked::<Opportunity>(&CHECK) {
        let evaluation = &opportunity.tech_eval;
        let not_yet = evaluation.not_yet.as_deref().unwrap_or_default();
        let is_explained = answer::is_answer("tech_eval.not_yet", not_yet);
        let stage = Stage::TechnicalEvaluation;
        let Some(since) = since_stage(&opportunity, |other| other == stage) else {
            continue;
        };
        let passed = review.today().days_since(since);
        if evaluation.start.is_some() || is_explained || passed < least {
            continue;
        }
        let (id, passed) = (opportunity.id(), days(passed));
        let amount = opportunity.amount.as_ref();
        let amount = amount.map_or(String::new(), |amount| format!(" with {amount}"));
        let mut finding = review.finding(
            &CHECK,
            opportunity.file,
            &format!("history[{}].to", opportunity.history.len() - 1),
            format!(
                "at {} for {passed}{amount}, and the technical evaluation has no start",
                stage.name()
            ),
            format!(
                "say when it began: `sa opp tech-eval start {id} --on DATE`; or why there is none yet: `sa opp edit {id} --set tech_eval.not_yet=\"...\"`"
            ),
        );
        finding.since = Some(since.plus_days(least));
        let notes = [
            ("tech_eval_start_days", "this desk's days in stage 3"),
            ("tech_eval_amount", "this desk's least Net ARR"),
        ];
        finding
            .notes
            .extend(notes.iter().filter_map(|(key, message)| {
                review.policy_note(&format!("opportunities.{key}"), message)
            }));
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::{check, found};

    fn desk(amount: &str, entered: &str, rest: &str) -> String {
        format!(
            "#- opportunities/OPP-2M4N6P8Q.yaml
name: A
account: northwind-freight
owner: dana
amount: {amount}
{rest}history:
  - {{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}}
  - {{at: {entered}T23:00:00Z, by: dana, to: 3-Technical Evaluation}}
"
        )
    }

    fn fires(amount: &str, entered: &str, passed: &str, policy: &str) {
        let expected = format!(
            "# ^ warning: at 3-Technical Evaluation for {passed} with {amount}, and the technical evaluation has no start\n"
        );
        let text = desk(amount, entered, "") + &expected + policy;
        check(&CHECK, &text);
    }

    fn passes(amount: &str, entered: &str, rest: &str, policy: &str) {
        check(&CHECK, &(desk(amount, entered, rest) + policy));
    }

    fn policy(line: &str) -> String {
        format!("#- policy:\nschema = 1\n[opportunities]\n{line}\n")
    }

    #[test]
    fn a_start_mends_it_and_so_does_a_word_on_why_there_is_none() {
        let (amount, entered) = ("50000 EUR", "2026-11-10");
        fires(amount, entered, "13 days", "");
        passes(amount, entered, "tech_eval: {start: 2026-11-12}\n", "");
        passes(
            amount,
            entered,
            "tech_eval: {not_yet: A champion first}\n",
            "",
        );
        let tbd = desk(amount, entered, "tech_eval: {not_yet: TBD}\n");
        assert_eq!(found(&CHECK, &tbd).len(), 1);
        let blank = desk(amount, entered, "tech_eval: {not_yet: \" \"}\n");
        assert_eq!(found(&CHECK, &blank).len(), 1);
        let lost = desk(amount, entered, "").replace("3-Technical Evaluation", "8-Closed Lost");
        check(&CHECK, &lost);
    }

    #[test]
    fn it_is_asked_for_from_the_seventh_day_on() {
        passes("50000 EUR", "2026-11-17", "", "");
        fires("50000 EUR", "2026-11-16", "7 days", "");
        fires("50000 EUR", "2026-11-15", "8 days", "");
        let found = found(&CHECK, &desk("50000 EUR", "2026-11-15", ""));
        let since = found[0].since.map(|day| day.to_string());
        assert_eq!(since.as_deref(), Some("2026-11-22"));
    }

    #[test]
    fn policy_moves_the_day() {
        let nine = policy("tech_eval_start_days = 9");
        passes("50000 EUR", "2026-11-15", "", &nine);
        fires("50000 EUR", "2026-11-14", "9 days", &nine);
        let at_once = policy("tech_eval_start_days = 0");
        fires("50000 EUR", "2026-11-23", "0 days", &at_once);
        fires("50000 EUR", "2026-11-22", "1 day", &at_once);
        let text = desk("50000 EUR", "2026-11-14", "") + &nine;
        assert_eq!(found(&CHECK, &text)[0].notes.len(), 1);
    }

    #[test]
    fn small_and_unknown_amounts_are_left_alone() {
        let entered = "2026-11-10";
        passes("19999.99 EUR", entered, "", "");
        fires("20000 EUR", entered, "13 days", "");
        fires("20000.01 USD", entered, "13 days", "");
        let unknown = desk("1 EUR", entered, "").replace("amount: 1 EUR\n", "");
        check(&CHECK, &unknown);
    }

    #[test]
    fn policy_moves_the_amount() {
        let more = policy("tech_eval_amount = 30000");
        passes("29999.99 EUR", "2026-11-10", "", &more);
        fires("30000 EUR", "2026-11-10", "13 days", &more);
        let text = desk("30000 EUR", "2026-11-10", "") + &more;
        assert_eq!(found(&CHECK, &text)[0].notes.len(), 1);
    }

    #[test]
    fn a_currency_counts_by_what_it_is_worth() {
        let yen = "#- policy:\nschema = 1\n[currencies]\nJPY = 150\n";
        passes("2999999 JPY", "2026-11-10", "", yen);
        fires("3000000 JPY", "2026-11-10", "13 days", yen);
        fires("20000 EUR", "2026-11-10", "13 days", yen);
    }
}
