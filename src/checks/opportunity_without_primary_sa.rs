//! Finds open opportunities that no SA answers for.

use super::review::since_stage;
use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::opportunity::Stage;
use crate::records::{File, Opportunity};

pub(super) static CHECK: Check = Check {
    name: "opportunity-without-primary-sa",
    level: Level::Error,
    summary: "an open opportunity without a primary SA",
    docs: r#"## What it finds
An open opportunity without an entry in `primary_sa`. Before 3-Technical Evaluation this is a warning.

## Why it matters
Source document 003, hygiene check 2: the SA is set on the opportunities that are worked. From stage 3 on somebody
evaluates; when it is nobody's, nobody is asked how it goes.

## What to do
Give it to one SA: `sa opp assign ID HANDLE`. Others who help are secondary SAs: `sa opp second ID HANDLE`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Halden caching
account: northwind-freight
owner: dana
history:
  - {at: 2026-11-02T09:00:00Z, by: dana, to: 3-Technical Evaluation}
#                                            ^^^^^^^^^^^^^^^^^^^^^^ error: no primary SA, at 3-Technical Evaluation since 2026-11-02
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    let opportunity = file.as_one::<Opportunity>();
    opportunity.is_some_and(|opportunity| opportunity.is_open())
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for opportunity in review.asked::<Opportunity>(&CHECK) {
        if opportunity.sa().is_some() {
            continue;
        }
        let stage = opportunity.stage();
        let since = since_stage(&opportunity, |other| other == stage);
        let when = since.map_or(String::new(), |day| format!(" since {day}"));
        let mut finding = review.finding(
            &CHECK,
            opportunity.file,
            &format!(
                "history[{}].to",
                opportunity.history.len().saturating_sub(1)
            ),
            format!("no primary SA, at {}{when}", stage.name()),
            format!(
                "give it to one: `sa opp assign {} HANDLE`",
                opportunity.id()
            ),
        );
        finding.since = since;
        if stage < Stage::TechnicalEvaluation {
            finding.level = Level::Warning;
        }
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::{check, found};

    fn desk(line: &str, stage: &str) -> String {
        format!(
            "#- opportunities/OPP-2M4N6P8Q.yaml\nname: A\naccount: northwind-freight\nowner: dana\nhistory: [{{at: 2026-11-02T09:00:00Z, by: dana, to: {stage}}}]\n{line}\n"
        )
    }

    #[test]
    fn it_is_an_error_from_stage_3_on() {
        for (stage, level) in [
            ("0-Pending Acceptance", "warning"),
            ("2-Scoping", "warning"),
            ("3-Technical Evaluation", "error"),
            ("4-Proposal", "error"),
            ("7-Closing", "error"),
        ] {
            let expected = format!("# ^ {level}: no primary SA, at {stage} since 2026-11-02");
            let text = desk(&expected, stage);
            check(&CHECK, &text);
            let sa = "primary_sa: [{at: 2026-11-02T09:00:00Z, by: dana, who: sam}]";
            check(&CHECK, &desk(sa, stage));
            let since = found(&CHECK, &text)[0].since.map(|day| day.to_string());
            assert_eq!(since.as_deref(), Some("2026-11-02"));
        }
    }

    #[test]
    fn an_empty_list_is_none_and_a_closed_one_needs_none() {
        let empty = "# ^ warning: no primary SA, at 2-Scoping since 2026-11-02\nprimary_sa: []";
        check(&CHECK, &desk(empty, "2-Scoping"));
        for stage in ["Closed Won", "8-Closed Lost", "9-Unqualified"] {
            check(&CHECK, &desk("# nobody", stage));
        }
    }

    #[test]
    fn policy_lowers_the_check() {
        let policy = "#- policy:\nschema = 1\n[checks.opportunity-without-primary-sa]\nlevel = \"warning\"\n";
        let expected = "# ^ warning: no primary SA, at 4-Proposal since 2026-11-02";
        check(&CHECK, &format!("{}{policy}", desk(expected, "4-Proposal")));
    }
}
