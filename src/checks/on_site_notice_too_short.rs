//! Finds visits on site that were arranged fewer days ahead than the desk asks for.

use super::{Check, Review, Sees, counted};
use crate::finding::{Finding, Level};
use crate::policy::sla::{Facts, Subject};
use crate::records::activity::Venue;
use crate::records::{Activity, File, One};
use crate::sla::wanted;

/// Seconds of a day; a visit is arranged on a day, and not at a time.
const DAY: i64 = 24 * 60 * 60;

pub(super) static CHECK: Check = Check {
    name: "on-site-notice-too-short",
    level: Level::Warning,
    summary: "a visit on site that was arranged at short notice",
    docs: r#"## What it finds
An activity whose venue is `on-site` and whose `arranged_on` is fewer days before it than
the target `on-site-notice` asks for (a week), or is not said.

## Why it matters
Source document 003, working agreements: an on-site visit is arranged with 1 week's notice, so that the SA can
commit to it and take other arrangements at home.

## What to do
Say when it was arranged: `sa activity edit ID --set arranged_on=DATE`. Short notice cannot be mended after the
fact; a manager can set it aside: `hygiene waive on-site-notice-too-short ID --reason TEXT --until DATE`.

## Example
```yaml
#- activities/2026-11/ACT-3K8N2Q5S.yaml
opportunity: OPP-7H3J5K9M
type: Technical Deep Dive
at: 2026-11-20T10:00:00+01:00
sa: sam
summary: Walked through their pipelines
venue: on-site
arranged_on: 2026-11-17
#            ^^^^^^^^^^ warning: arranged 3 days before the visit, and this desk asks for 7
logged_at: 2026-11-20T15:00:00+01:00
logged_by: sam
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    file.as_one::<Activity>()
        .is_some_and(|activity| activity.venue == Some(Venue::OnSite))
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for activity in review.asked::<Activity>(&CHECK) {
        if let Some(mut finding) = judge(review, activity) {
            finding.since = Some(activity.at.date());
            findings.push(finding);
        }
    }
}

fn judge(review: &Review<'_>, activity: One<'_, Activity>) -> Option<Finding> {
    let Some(arranged) = activity.arranged_on else {
        return Some(review.finding(
            &CHECK,
            activity.file,
            "venue",
            "when the visit was arranged is not said",
            format!(
                "say it: `sa activity edit {} --set arranged_on=DATE`",
                activity.id()
            ),
        ));
    };
    let (target, least, _) = wanted(review.policy, Subject::Visit, &Facts::default())?;
    let asked = least.seconds(review.policy.calendar_of(None)) / DAY;
    let notice = activity.at.date().days_since(arranged);
    // A day after the visit is no notice but a mistake, which `impossible-dates` finds.
    if asked <= notice || notice < 0 {
        return None;
    }
    let mut finding = review.finding(
        &CHECK,
        activity.file,
        "arranged_on",
        format!(
            "arranged {} before the visit, and this desk asks for {asked}",
            counted(notice, "day")
        ),
        format!(
            "arrange the next one {} ahead; a manager can set this one aside: `hygiene waive {} {} --reason TEXT --until DATE`",
            counted(asked, "day"),
            CHECK.name,
            activity.id()
        ),
    );
    let key = target.key();
    let note = review.policy_note(&key, "how far ahead this desk asks for it");
    finding.notes.extend(note);
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    /// A visit of Friday 2026-11-20 in Berlin, with more lines of its record.
    fn visit(lines: &str) -> String {
        format!(
            "#- activities/2026-11/ACT-3K8N2Q5S.yaml\nopportunity: OPP-7H3J5K9M\ntype: Demo\nat: 2026-11-20T00:30:00+01:00\nsa: sam\nsummary: Showed approvals\nlogged_at: 2026-11-20T15:00:00Z\nlogged_by: sam\n{lines}"
        )
    }

    fn arranged(on: &str, expected: &str) -> String {
        let expected = match expected {
            "" => String::new(),
            says => format!("#            ^^^^^^^^^^ warning: arranged {says}\n"),
        };
        visit(&format!("venue: on-site\narranged_on: {on}\n{expected}"))
    }

    #[test]
    fn a_week_of_notice_is_enough_and_a_day_less_is_short() {
        check(&CHECK, &arranged("2026-11-12", ""));
        check(&CHECK, &arranged("2026-11-13", ""));
        let short = "6 days before the visit, and this desk asks for 7";
        check(&CHECK, &arranged("2026-11-14", short));
        check(
            &CHECK,
            &arranged(
                "2026-11-19",
                "1 day before the visit, and this desk asks for 7",
            ),
        );
        check(
            &CHECK,
            &arranged(
                "2026-11-20",
                "0 days before the visit, and this desk asks for 7",
            ),
        );
    }

    #[test]
    fn when_it_was_arranged_is_said() {
        let expected = "# ^^ warning: when the visit was arranged is not said\n";
        check(&CHECK, &visit(&format!("venue: on-site\n{expected}")));
        check(&CHECK, &visit("venue: online\n"));
        check(&CHECK, &visit("venue: online\narranged_on: 2026-11-19\n"));
        check(&CHECK, &visit(""));
    }

    #[test]
    fn a_day_after_the_visit_is_left_to_another_check() {
        check(&CHECK, &arranged("2026-11-21", ""));
    }

    #[test]
    fn policy_moves_it() {
        let policy = |says: &str| format!("#- policy:\nschema = 1\n[sla.on-site-notice]\n{says}\n");
        let short = "7 days before the visit, and this desk asks for 8";
        let more = policy("ahead = \"8 days\"");
        check(&CHECK, &(more + &arranged("2026-11-13", short)));
        let less = policy("ahead = \"6 days\"");
        check(&CHECK, &(less + &arranged("2026-11-14", "")));
        check(
            &CHECK,
            &(policy("off = true") + &arranged("2026-11-20", "")),
        );
    }
}
