//! Finds technical evaluations that are over and not said to be, and ends that are said by half.

use super::review::since_stage;
use super::{Check, Review, Sees};
use crate::calendar::Date;
use crate::finding::{Finding, Level};
use crate::records::opportunity::{Stage, TechEvaluation};
use crate::records::{File, Opportunity};

pub(super) static CHECK: Check = Check {
    name: "tech-eval-not-closed",
    level: Level::Error,
    summary: "a technical evaluation that is past and has no end, status or details",
    docs: r#"## What it finds
An opportunity past 3-Technical Evaluation, won or lost, whose technical evaluation began and has no end. At any stage:
an end without a status, a status without an end, either without details or without a start, and details without a
status.

## Why it matters
Source document 003, hygiene check 6: a completed evaluation has its end date, closed status and closed details. The
technical win rate is made of them, and a win nobody wrote down is no win.

## What to do
End it: `sa opp tech-eval end ID --status Win|Loss|Stalled --details TEXT`; or set what is missing:
`sa opp edit ID --set tech_eval.details="..."`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Halden caching
account: northwind-freight
owner: dana
tech_eval:
  start: 2026-10-12
#        ^^^^^^^^^^ error: at 4-Proposal, and the technical evaluation that began 2026-10-12 has no end
history:
  - {at: 2026-10-12T09:00:00Z, by: dana, to: 3-Technical Evaluation}
  - {at: 2026-11-16T09:00:00Z, by: dana, to: 4-Proposal}
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

/// Something an evaluation lacks: the key that calls for it, what is said of it, and the command that mends it.
struct Lack {
    key: &'static str,
    message: String,
    mend: String,
}

fn applies(_: &Review<'_>, file: &File) -> bool {
    file.as_one::<Opportunity>().is_some_and(|opportunity| {
        let evaluation = &opportunity.tech_eval;
        let is_ended =
            evaluation.end.is_some() || evaluation.status.is_some() || evaluation.details.is_some();
        is_ended || (evaluation.start.is_some() && is_past(opportunity.stage()))
    })
}

/// Returns whether a stage comes after the technical evaluation.
fn is_past(stage: Stage) -> bool {
    (Stage::Proposal..=Stage::ClosedLost).contains(&stage)
}

/// Returns why it ended so; blanks say nothing.
fn details(evaluation: &TechEvaluation) -> Option<&str> {
    let details = evaluation.details.as_deref()?.trim();
    (!details.is_empty()).then_some(details)
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for opportunity in review.asked::<Opportunity>(&CHECK) {
        let id = opportunity.id();
        let evaluation = &opportunity.tech_eval;
        let lacks = [
            lacks_start(evaluation, id),
            lacks_end(&opportunity, id),
            lacks_status(evaluation, id),
            lacks_details(evaluation, id),
        ];
        for lack in lacks.into_iter().flatten() {
            let key = format!("tech_eval.{}", lack.key);
            let mut finding =
                review.finding(&CHECK, opportunity.file, &key, lack.message, lack.mend);
            finding.since = evaluation.end.or_else(|| past_since(&opportunity));
            findings.push(finding);
        }
    }
}

fn past_since(opportunity: &Opportunity) -> Option<Date> {
    since_stage(opportunity, is_past)
}

fn lacks_start(evaluation: &TechEvaluation, id: &str) -> Option<Lack> {
    let (key, what) = match (evaluation.end, evaluation.status) {
        (Some(end), _) => ("end", format!("the technical evaluation ended {end}")),
        (None, Some(_)) => ("status", "the technical evaluation has a status".into()),
        (None, None) => return None,
    };
    evaluation.start.is_none().then(|| Lack {
        key,
        message: format!("{what}, and has no start"),
        mend: format!("say when it began: `sa opp tech-eval start {id} --on DATE`"),
    })
}

fn lacks_end(opportunity: &Opportunity, id: &str) -> Option<Lack> {
    let evaluation = &opportunity.tech_eval;
    if evaluation.end.is_some() {
        return None;
    }
    let (key, message) = match (evaluation.start, evaluation.status) {
        (_, Some(_)) => (
            "status",
            "the technical evaluation has a status and no end".into(),
        ),
        (Some(start), None) if is_past(opportunity.stage()) => {
            let stage = opportunity.stage().name();
            let message =
                format!("at {stage}, and the technical evaluation that began {start} has no end");
            ("start", message)
        }
        _ => return None,
    };
    let mend = match evaluation.start {
        Some(_) => end_it(id),
        None => format!("say when it ended: `sa opp edit {id} --set tech_eval.end=DATE`"),
    };
    Some(Lack { key, message, mend })
}

fn lacks_status(evaluation: &TechEvaluation, id: &str) -> Option<Lack> {
    let (key, message) = match (evaluation.end, details(evaluation)) {
        _ if evaluation.status.is_some() => return None,
        (Some(end), _) => (
            "end",
            format!("the technical evaluation ended {end}, and has no status"),
        ),
        (None, Some(_)) => (
            "details",
            "the technical evaluation has details and no status".into(),
        ),
        (None, None) => return None,
    };
    let mend = match (evaluation.start, evaluation.end) {
        (Some(_), None) => end_it(id),
        _ => format!(
            "say how it ended, with Win, Loss or Stalled: `sa opp edit {id} --set tech_eval.status=STATUS`"
        ),
    };
    Some(Lack { key, message, mend })
}

fn lacks_details(evaluation: &TechEvaluation, id: &str) -> Option<Lack> {
    let (key, what) = match (evaluation.status, evaluation.end) {
        _ if details(evaluation).is_some() => return None,
        (Some(_), _) => ("status", "has a status".to_owned()),
        (None, Some(end)) => ("end", format!("ended {end}")),
        (None, None) => return None,
    };
    Some(Lack {
        key,
        message: format!("the technical evaluation {what}, and nothing says why it ended so"),
        mend: format!(
            "say why in one or two lines: `sa opp edit {id} --set tech_eval.details=\"...\"`"
        ),
    })
}

fn end_it(id: &str) -> String {
    format!(
        "say how it ended: `sa opp tech-eval end {id} --status Win|Loss|Stalled --details TEXT`"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::{check, found};

    /// Returns an opportunity at a stage, with the lines of its evaluation.
    fn desk(stage: &str, evaluation: &[&str]) -> String {
        let lines: String = evaluation
            .iter()
            .map(|line| format!("  {line}\n"))
            .collect();
        format!(
            "#- opportunities/OPP-2M4N6P8Q.yaml
name: A
account: northwind-freight
owner: dana
history: [{{at: 2026-10-12T09:00:00Z, by: dana, to: 2-Scoping}}, {{at: 2026-11-16T09:00:00Z, by: dana, to: {stage}}}]
tech_eval:
{lines}  not_yet: ~
"
        )
    }

    const START: &str = "start: 2026-10-12";
    const END: &str = "end: 2026-11-13";
    const STATUS: &str = "status: Win";
    const DETAILS: &str = "details: Every criterion was met.";
    const NO_START: &str = "# ^ error: the technical evaluation ended 2026-11-13, and has no start";
    const NO_STATUS: &str =
        "# ^ error: the technical evaluation ended 2026-11-13, and has no status";
    const NO_DETAILS: &str =
        "# ^ error: the technical evaluation has a status, and nothing says why it ended so";

    #[test]
    fn past_stage_3_it_has_an_end() {
        for stage in ["3-Technical Evaluation", "9-Unqualified", "10-Duplicate"] {
            check(&CHECK, &desk(stage, &[START]));
        }
        for stage in ["4-Proposal", "7-Closing", "Closed Won", "8-Closed Lost"] {
            let line = format!(
                "# ^ error: at {stage}, and the technical evaluation that began 2026-10-12 has no end"
            );
            let text = desk(stage, &[START, &line]);
            check(&CHECK, &text);
            let [finding] = found(&CHECK, &text).try_into().expect("one finding");
            let since = finding.since.map(|day| day.to_string());
            assert_eq!(since.as_deref(), Some("2026-11-16"));
            assert!(
                finding
                    .help
                    .contains("`sa opp tech-eval end OPP-2M4N6P8Q --status")
            );
            check(&CHECK, &desk(stage, &[START, END, STATUS, DETAILS]));
            for nothing in ["details: ~", "details: \" \""] {
                check(&CHECK, &desk(stage, &[nothing]));
            }
        }
    }

    #[test]
    fn an_end_has_a_start_a_status_and_details_at_any_stage() {
        for stage in ["3-Technical Evaluation", "4-Proposal"] {
            check(&CHECK, &desk(stage, &[END, NO_START, STATUS, DETAILS]));
            check(&CHECK, &desk(stage, &[START, END, NO_STATUS, DETAILS]));
            check(&CHECK, &desk(stage, &[START, END, STATUS, NO_DETAILS]));
            check(
                &CHECK,
                &desk(stage, &[START, END, STATUS, NO_DETAILS, "details: \" \""]),
            );
            check(&CHECK, &desk(stage, &[START, END, STATUS, DETAILS]));
        }
        let why = "# ^ error: the technical evaluation ended 2026-11-13, and nothing says why it ended so";
        check(
            &CHECK,
            &desk("4-Proposal", &[END, NO_START, NO_STATUS, why]),
        );
    }

    #[test]
    fn a_status_has_an_end_and_details_a_status() {
        let no_end = "# ^ error: the technical evaluation has a status and no end";
        for stage in ["3-Technical Evaluation", "4-Proposal"] {
            check(&CHECK, &desk(stage, &[START, STATUS, no_end, DETAILS]));
        }
        let no_start = "# ^ error: the technical evaluation has a status, and has no start";
        check(
            &CHECK,
            &desk("2-Scoping", &[STATUS, no_start, no_end, NO_DETAILS]),
        );
        let no_status = "# ^ error: the technical evaluation has details and no status";
        for lines in [vec![START, DETAILS, no_status], vec![DETAILS, no_status]] {
            check(&CHECK, &desk("3-Technical Evaluation", &lines));
        }
    }

    #[test]
    fn what_is_missing_is_set_by_the_command_that_can() {
        let help = |lines: &[&str]| {
            let all = found(&CHECK, &desk("3-Technical Evaluation", lines));
            all.into_iter()
                .map(|one| one.help)
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert!(help(&[START, END, DETAILS]).contains("edit OPP-2M4N6P8Q --set tech_eval.status="));
        assert!(help(&[START, DETAILS]).contains("tech-eval end OPP-2M4N6P8Q"));
        assert!(help(&[STATUS, DETAILS]).contains("edit OPP-2M4N6P8Q --set tech_eval.end=DATE"));
        assert!(help(&[END, STATUS, DETAILS]).contains("tech-eval start OPP-2M4N6P8Q --on DATE"));
        assert!(help(&[START, END, STATUS]).contains("--set tech_eval.details="));
    }
}
