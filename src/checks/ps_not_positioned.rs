//! Finds opportunities far along to which nobody positioned Professional Services.

use super::review::since_stage;
use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::activity::{self, ActivityType};
use crate::records::opportunity::{PsPositioning, PsStatus, Stage};
use crate::records::values::answer;
use crate::records::{File, Opportunity};

pub(super) static CHECK: Check = Check {
    name: "ps-not-positioned",
    level: Level::Warning,
    summary: "an opportunity from stage 3 on without Professional Services positioned",
    docs: r#"## What it finds
An open opportunity at 3-Technical Evaluation or later that says nothing of Professional Services (`ps_positioning`) and
has no activity `Positioned PS`; and one that says they were declined, or are not needed, without a note on why.

## Why it matters
Source document 003: SAs position Professional Services on qualified opportunities. Services that are first spoken of
when the contract is signed are not in the budget.

## What to do
Log that you positioned them: `sa log ID TEXT --type "Positioned PS"`; or say why they are not needed:
`sa opp edit ID --set ps_positioning.standing=not-needed --set ps_positioning.note="..."`.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Halden caching
account: northwind-freight
owner: dana
history:
  - {at: 2026-11-02T09:00:00Z, by: dana, to: 3-Technical Evaluation}
#                                            ^^^^^^^^^^^^^^^^^^^^^^ warning: PS are not positioned, from stage 3 on since 2026-11-02
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    let opportunity = file.as_one::<Opportunity>();
    opportunity.is_some_and(|opportunity| is_far(opportunity.stage()))
}

fn is_far(stage: Stage) -> bool {
    (Stage::TechnicalEvaluation..=Stage::Closing).contains(&stage)
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for opportunity in review.asked::<Opportunity>(&CHECK) {
        let id = opportunity.id();
        let since = since_stage(&opportunity, is_far);
        let (key, message, help) = match opportunity.ps_positioning.standing {
            Some(standing) => {
                let Some(said) = unexplained(standing, &opportunity.ps_positioning) else {
                    continue;
                };
                (
                    "ps_positioning.standing".to_owned(),
                    format!("PS {said}, and no note says why"),
                    format!("say why: `sa opp edit {id} --set ps_positioning.note=\"...\"`"),
                )
            }
            None if is_positioned(review, id) => continue,
            None => {
                let when = since.map_or(String::new(), |day| format!(" since {day}"));
                (
                    format!("history[{}].to", opportunity.history.len() - 1),
                    format!("PS are not positioned, from stage 3 on{when}"),
                    format!(
                        "log that they were: `sa log {id} TEXT --type \"Positioned PS\"`; or say why not: `sa opp edit {id} --set ps_positioning.standing=not-needed --set ps_positioning.note=\"...\"`"
                    ),
                )
            }
        };
        let mut finding = review.finding(&CHECK, opportunity.file, &key, message, help);
        finding.since = since;
        findings.push(finding);
    }
}

/// Returns what is said of PS where it needs a note and has none.
fn unexplained(standing: PsStatus, positioning: &PsPositioning) -> Option<&'static str> {
    let note = positioning.note.as_deref().unwrap_or_default();
    let said = match standing {
        PsStatus::Positioned => return None,
        PsStatus::Declined => "were declined",
        PsStatus::NotNeeded => "are not needed",
    };
    (!answer::is_answer("ps_positioning.note", note)).then_some(said)
}

fn is_positioned(review: &Review<'_>, id: &str) -> bool {
    activity::of_opportunity(review.after, id)
        .iter()
        .any(|found| found.activity_type == ActivityType::PositionedPs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::fixture::{check, found};

    fn desk(stage: &str, lines: &str) -> String {
        format!(
            "#- opportunities/OPP-2M4N6P8Q.yaml
name: A
account: northwind-freight
owner: dana
history: [{{at: 2026-11-02T09:00:00Z, by: dana, to: 3-Technical Evaluation}}, {{at: 2026-11-16T09:00:00Z, by: dana, to: {stage}}}]
{lines}"
        )
    }

    const NOTHING: &str = "# ^ warning: PS are not positioned, from stage 3 on since 2026-11-02\n";

    fn logged(activity_type: &str) -> String {
        format!(
            "#- activities/2026-11/ACT-1A2B3C4D.yaml
opportunity: OPP-2M4N6P8Q
type: {activity_type}
at: 2026-11-20T09:00:00Z
sa: sam
summary: They want training.
logged_at: 2026-11-20T10:00:00Z
logged_by: sam
"
        )
    }

    #[test]
    fn an_activity_mends_it_under_either_name() {
        for name in ["Positioned PS", "Positioned Professional Services"] {
            check(&CHECK, &(desk("4-Proposal", "") + &logged(name)));
        }
        let text = desk("4-Proposal", NOTHING) + &logged("Demo");
        check(&CHECK, &text);
        let [finding] = found(&CHECK, &text).try_into().expect("one finding");
        let since = finding.since.map(|day| day.to_string());
        assert_eq!(since.as_deref(), Some("2026-11-02"));
        assert!(
            finding
                .help
                .contains("`sa log OPP-2M4N6P8Q TEXT --type \"Positioned PS\"`")
        );
    }

    #[test]
    fn it_is_asked_from_stage_3_until_it_is_closed() {
        for stage in ["4-Proposal", "5-Negotiating", "7-Closing"] {
            check(&CHECK, &desk(stage, NOTHING));
        }
        for stage in ["2-Scoping", "Closed Won", "8-Closed Lost"] {
            check(&CHECK, &desk(stage, ""));
        }
    }

    #[test]
    fn a_no_needs_a_note() {
        check(
            &CHECK,
            &desk("4-Proposal", "ps_positioning: {standing: positioned}\n"),
        );
        for (standing, said) in [
            ("declined", "were declined"),
            ("not-needed", "are not needed"),
        ] {
            let line = |rest: &str| format!("ps_positioning: {{standing: {standing}{rest}}}\n");
            let expected = format!("# ^ warning: PS {said}, and no note says why\n");
            for rest in ["", ", note: \" \""] {
                let text = desk("4-Proposal", &(line(rest) + &expected));
                check(&CHECK, &text);
                let help = &found(&CHECK, &text)[0].help;
                assert!(help.contains("--set ps_positioning.note="));
            }
            check(
                &CHECK,
                &desk("4-Proposal", &line(", note: Their own team does it")),
            );
        }
        let only_note = format!("{NOTHING}ps_positioning: {{note: Later}}\n");
        check(&CHECK, &desk("4-Proposal", &only_note));
    }
}
