//! Finds POV-related activities of opportunities that have no POV record.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::activity::ActivityType;
use crate::records::{Activity, File, opportunity, pov};

pub(super) static CHECK: Check = Check {
    name: "pov-activity-without-pov",
    level: Level::Error,
    summary: "a POV-related activity of an opportunity that has no POV",
    docs: r#"## What it finds
An activity of the type `PoV related activity` whose opportunity no record in `povs/` names.

## Why it matters
Source document 003, hygiene check 5: who logs POV-related activities has created a corresponding POV object. A
POV that is nowhere has no criteria, no approval and no end.

## What to do
Make the POV: `sa pov new OPP-ID --type guided`. If it was none, say what it was:
`sa activity edit ID --set type="Technical Deep Dive"`.

## Example
```yaml
#- activities/2026-11/ACT-3K8N2Q5S.yaml
opportunity: OPP-7H3J5K9M
#            ^^^^^^^^^^^^ error: POV work is logged, and OPP-7H3J5K9M has no POV
type: PoV related activity
at: 2026-11-20T10:00:00Z
sa: sam
summary: Agreed how far the proof goes
logged_at: 2026-11-20T15:00:00Z
logged_by: sam
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    file.as_one::<Activity>()
        .is_some_and(|activity| activity.activity_type == ActivityType::PovRelated)
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for activity in review.asked::<Activity>(&CHECK) {
        let Some(opportunity) = activity.opportunity.as_ref() else {
            continue;
        };
        // Of an opportunity that is not there, unknown-reference speaks.
        let is_there = review.after.has(&opportunity::KIND, opportunity.as_str());
        let has_pov = || {
            let id = opportunity.as_str();
            !pov::of_opportunity(review.after, id).is_empty()
                || review.may_have_unread(&pov::KIND, id)
        };
        if !is_there || has_pov() {
            continue;
        }
        let mut finding = review.finding(
            &CHECK,
            activity.file,
            "opportunity",
            format!("POV work is logged, and {opportunity} has no POV"),
            format!(
                "make it: `sa pov new {opportunity} --type guided`; if it was none: `sa activity edit {} --set type=\"Technical Deep Dive\"`",
                activity.id()
            ),
        );
        finding.since = Some(activity.at.date());
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::{check, example};

    const POV: &str = "#- povs/2026-11/POV-6B2D4F8H.yaml\nname: Northwind platform\nopportunity: OPP-7H3J5K9M\nowner: dana\nsa: sam\ntype: guided\nhistory: [{at: 2026-11-19T09:00:00Z, by: sam, to: new}]\n";
    const EXPECTED: &str =
        "#            ^^^^^^^^^^^^ error: POV work is logged, and OPP-7H3J5K9M has no POV\n";

    #[test]
    fn a_pov_of_the_same_opportunity_mends_it() {
        let mended = example(&CHECK).replace(EXPECTED, "");
        check(&CHECK, &format!("{mended}{POV}"));
        let elsewhere = POV.replace("OPP-7H3J5K9M", "OPP-2M4N6P8Q");
        check(&CHECK, &format!("{}{elsewhere}", example(&CHECK)));
    }

    #[test]
    fn of_a_pov_that_cannot_be_read_nobody_says_that_it_is_not_there() {
        let unread = "#- povs/2026-11/POV-6B2D4F8H.yaml\nname: [\nopportunity: OPP-7H3J5K9M\n";
        let lines = example(&CHECK).lines();
        let desk: Vec<&str> = lines.filter(|line| !line.contains('^')).collect();
        let desk = desk.join("\n");
        check(&CHECK, &format!("{desk}\n{unread}"));
    }

    #[test]
    fn only_pov_related_activities_of_an_opportunity_need_one() {
        let silent = example(&CHECK).replace(EXPECTED, "");
        check(
            &CHECK,
            &silent.replace("PoV related activity", "Technical Deep Dive"),
        );
        check(&CHECK, &silent.replace("opportunity: OPP-7H3J5K9M\n", ""));
    }
}
