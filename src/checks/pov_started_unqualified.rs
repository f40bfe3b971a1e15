//! Finds POVs that are in progress without what qualifies a POV.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::opportunity::{self, Opportunity, Stage};
use crate::records::person::{Role, has_role};
use crate::records::pov::{Pov, State};
use crate::records::values::answer;
use crate::records::{One, Records};

pub(super) static CHECK: Check = Check {
    name: "pov-started-unqualified",
    level: Level::Error,
    summary: "a POV in progress that is not qualified",
    docs: r#"## What it finds
A POV that is in progress, and

- whose opportunity is open and not at `3-Technical Evaluation` yet;
- that nobody with the role `manager` or `asm` approved;
- that has no success criterion;
- whose opportunity names no champion or no economic buyer in `meddpicc`; `TBD` and the like name nobody;
- whose `start` is not said.

Each is a finding of its own. A POV that is closed is not judged any more.

## Why it matters
A qualified POV is one that somebody buys after. The rest are trials that bind an SA for weeks, and are won about
as often as no POV at all.

## What to do
Each finding names its command: `sa opp stage`, `sa pov approve`, `sa pov criterion add`, `sa opp meddpicc`,
`sa pov edit`. Until all is there the POV stays `new`.

## Example
```yaml
#- povs/2026-11/POV-6B2D4F8H.yaml
name: Northwind platform
opportunity: OPP-2M4N6P8Q
owner: dana
sa: sam
type: guided
start: 2026-11-20
criteria: [{required_capability: Approvals that cannot be bypassed}]
history:
  - {at: 2026-11-19T09:00:00Z, by: sam, to: new}
  - {at: 2026-11-20T09:00:00Z, by: sam, to: in-progress}
#                                           ^^^^^^^^^^^ error: the POV is in progress, and no manager or area sales manager approved it
#- opportunities/OPP-2M4N6P8Q.yaml
name: Northwind archive
account: northwind-freight
owner: dana
meddpicc: {champion: Lars Holm, economic_buyer: Ines Duarte}
history: [{at: 2026-10-01T09:00:00Z, by: dana, to: 3-Technical Evaluation}]
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

/// What a POV lacks, worded after "and", with the command that mends it.
type Lack = (String, String);

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for pov in review.each::<Pov>() {
        let Some(last) = pov.history.last() else {
            continue;
        };
        if last.to != State::InProgress {
            continue;
        }
        let opportunity = review
            .after
            .get::<Opportunity>(&opportunity::KIND, pov.opportunity.as_str());
        let mut lacks = lacks_of_pov(review.after, pov);
        lacks.extend(opportunity.map(lacks_of_opportunity).unwrap_or_default());
        for (what, help) in lacks {
            let mut finding = review.finding(
                &CHECK,
                pov.file,
                &format!("history[{}].to", pov.history.len() - 1),
                format!("the POV is in progress, and {what}"),
                help,
            );
            finding.since = Some(last.at.date());
            findings.push(finding);
        }
    }
}

fn lacks_of_pov(records: &Records, pov: One<'_, Pov>) -> Vec<Lack> {
    let id = pov.id();
    let may_approve = |by: &str| {
        [Role::Manager, Role::Asm]
            .into_iter()
            .any(|role| has_role(records, by, role))
    };
    let mut lacks = Vec::new();
    if !pov.approvals.iter().any(|one| may_approve(one.by.as_str())) {
        lacks.push((
            "no manager or area sales manager approved it".into(),
            format!("ask one of them: `sa pov approve {id}`"),
        ));
    }
    if pov.criteria.is_empty() {
        lacks.push((
            "it has no success criterion".into(),
            format!("add one: `sa pov criterion add {id} --capability TEXT --acceptance TEXT --metric TEXT`"),
        ));
    }
    if pov.start.is_none() {
        lacks.push((
            "the day it began is not said".into(),
            format!("say it: `sa pov edit {id} --set start=DATE`"),
        ));
    }
    lacks
}

fn lacks_of_opportunity(opportunity: One<'_, Opportunity>) -> Vec<Lack> {
    let id = opportunity.id();
    let (stage, least) = (opportunity.stage(), Stage::TechnicalEvaluation);
    let mut lacks = Vec::new();
    if stage < least {
        lacks.push((
            format!("{id} is at {}, before {}", stage.name(), least.name()),
            format!(
                "move it when it is there: `sa opp stage {id} \"{}\"`",
                least.name()
            ),
        ));
    }
    let people = [
        ("champion", "champion", &opportunity.meddpicc.champion),
        (
            "economic_buyer",
            "economic buyer",
            &opportunity.meddpicc.economic_buyer,
        ),
    ];
    for (key, title, said) in people {
        // The champion of a command plan, since `none` is no answer there.
        let names = |text: &String| answer::is_answer("command_plan.champion", text);
        if !said.as_ref().is_some_and(names) {
            lacks.push((
                format!("{id} names no {title}"),
                format!("say who it is: `sa opp meddpicc {id} --set {key}=\"...\"`"),
            ));
        }
    }
    lacks
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::{check, verdicts};

    const APPROVED: &str = "approvals: [{at: 2026-11-19T10:00:00Z, by: maria}]\n";
    const BEGUN: &str = "  - {at: 2026-11-20T09:00:00Z, by: sam, to: in-progress}\n";
    const MEDDPICC: &str = "champion: Lars Holm, economic_buyer: Ines Duarte";

    /// A POV that is qualified, with its opportunity; tests take something away.
    fn qualified() -> String {
        format!(
            "#- people/asa.yaml\nname: Asa Lind\nemails: [asa@example.com]\nroles: [asm]\n#- opportunities/OPP-2M4N6P8Q.yaml\nname: N\naccount: northwind-freight\nowner: dana\nmeddpicc: {{{MEDDPICC}}}\nhistory: [{{at: 2026-10-01T09:00:00Z, by: dana, to: 3-Technical Evaluation}}]\n#- povs/2026-11/POV-6B2D4F8H.yaml\nname: N\nopportunity: OPP-2M4N6P8Q\nowner: dana\nsa: sam\ntype: guided\nstart: 2026-11-20\ncriteria: [{{required_capability: A}}]\n{APPROVED}history:\n  - {{at: 2026-11-19T09:00:00Z, by: sam, to: new}}\n{BEGUN}"
        )
    }

    fn expecting(says: &[&str]) -> String {
        let line = |says: &&str| format!("# ^^ error: the POV is in progress, and {says}\n");
        says.iter().map(line).collect()
    }

    /// With one text in place of another it lacks this.
    fn lacks(text: &str, other: &str, says: &[&str]) {
        let changed = qualified().replace(text, other);
        assert!(changed != qualified(), "{text} is there");
        check(&CHECK, &(changed + &expecting(says)));
    }

    #[test]
    fn what_is_qualified_may_begin_and_each_thing_is_needed() {
        check(&CHECK, &qualified());
        let no_criterion = "it has no success criterion";
        lacks(
            "criteria: [{required_capability: A}]\n",
            "",
            &[no_criterion],
        );
        lacks("start: 2026-11-20\n", "", &["the day it began is not said"]);
        lacks(
            "champion: Lars Holm, ",
            "",
            &["OPP-2M4N6P8Q names no champion"],
        );
        lacks(
            ", economic_buyer: Ines Duarte",
            "",
            &["OPP-2M4N6P8Q names no economic buyer"],
        );
    }

    #[test]
    fn a_word_that_names_nobody_is_no_champion() {
        for word in ["TBD", "none", "' '"] {
            let says = ["OPP-2M4N6P8Q names no champion"];
            lacks("Lars Holm", word, &says);
        }
    }

    #[test]
    fn a_manager_or_an_area_sales_manager_approves() {
        let says = ["no manager or area sales manager approved it"];
        lacks(APPROVED, "", &says);
        lacks("by: maria}", "by: sam}", &says);
        lacks("by: maria}", "by: asa}", &[]);
        lacks(
            "by: maria}",
            "by: sam}, {at: 2026-11-19T11:00:00Z, by: asa}",
            &[],
        );
    }

    #[test]
    fn an_open_opportunity_is_in_its_technical_evaluation_or_further() {
        let stage = "3-Technical Evaluation";
        let says = "OPP-2M4N6P8Q is at 2-Scoping, before 3-Technical Evaluation";
        lacks(stage, "2-Scoping", &[says]);
        for enough in ["4-Proposal", "Closed Won", "8-Closed Lost", "9-Unqualified"] {
            lacks(stage, enough, &[]);
        }
    }

    #[test]
    fn all_that_is_missing_is_said_at_once() {
        let bare = qualified()
            .replace(APPROVED, "")
            .replace(MEDDPICC, "")
            .replace("3-Technical Evaluation", "2-Scoping")
            .replace(
                "start: 2026-11-20\ncriteria: [{required_capability: A}]\n",
                "",
            );
        let found = verdicts(&bare);
        let own = found
            .iter()
            .filter(|found| found.starts_with(CHECK.name) && found.ends_with("blocks"));
        assert_eq!(own.count(), 6, "{found:?}");
    }

    #[test]
    fn what_has_not_begun_or_has_ended_is_not_judged() {
        let bare = qualified().replace(APPROVED, "").replace(MEDDPICC, "");
        check(&CHECK, &bare.replace(BEGUN, ""));
        let closed =
            "  - {at: 2026-11-21T09:00:00Z, by: sam, to: closed, result: successful, note: Met}\n";
        check(&CHECK, &(bare + closed));
    }

    #[test]
    fn an_opportunity_that_is_not_there_is_left_to_another_check() {
        lacks(
            "opportunity: OPP-2M4N6P8Q",
            "opportunity: OPP-9Z9Z9Z9Z",
            &[],
        );
    }
}
