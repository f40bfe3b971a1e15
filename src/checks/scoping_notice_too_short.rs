//! Finds scoping calls that were asked for at shorter notice than the desk asks for.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::records::{File, Sow};
use crate::sla::{Notice, notice_of_call};

pub(super) static CHECK: Check = Check {
    name: "scoping-notice-too-short",
    level: Level::Warning,
    summary: "a scoping call that was asked for at short notice, without a reason",
    docs: r#"## What it finds
An entry of `calls` whose `at` is less time before its `call_at` than the target `scoping-notice` asks for (two business
days), and that does not say why in `short_notice_because`. Time counts in the open hours of the calendar of the region:
that of the account, else of the assigned Technical Architect. A SOW that is lost or on hold is left alone.

## Why it matters
Source document 000, scoping and planning guidelines: reach out to your assigned TA with at least two business days'
notice, with the context of the call.

## What to do
Ask for the next one in time: `ta call ID --at TIME --context TEXT`. If it cannot wait, say why with `--because TEXT`.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
calls:
  - {at: 2026-11-20T16:00:00Z, by: emma, call_at: 2026-11-23T15:00:00Z, context: Forty projects on two servers}
#                                                 ^^^^^^^^^^^^^^^^^^^^ warning: asked for 7 h ahead, and this desk asks for 2 business days ahead
history: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    let sow = file.as_one::<Sow>();
    sow.is_some_and(|sow| draft::is_asked(&sow) && !sow.calls.is_empty())
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for sow in review.asked::<Sow>(&CHECK) {
        for (place, call) in sow.calls.iter().enumerate() {
            let (policy, records) = (review.policy, review.after);
            let notice = notice_of_call(policy, records, &sow, call.at, call.call_at);
            let Some(notice) = notice.filter(Notice::is_short) else {
                continue;
            };
            if draft::says(&call.short_notice_because) {
                continue;
            }
            let wanted = notice.target.limit.spoken();
            let mut finding = review.finding(
                &CHECK,
                sow.file,
                &format!("calls[{place}].call_at"),
                format!(
                    "asked for {} ahead, and this desk asks for {wanted}",
                    notice.spoken()
                ),
                format!(
                    "ask for the next one {wanted}, or say why it cannot wait: `ta call {} --at TIME --context TEXT --because TEXT`",
                    sow.id()
                ),
            );
            finding.since = Some(call.at.date());
            let key = notice.target.key();
            finding
                .notes
                .extend(review.policy_note(&key, "how far ahead this desk asks for it"));
            findings.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, moved, replaced, submitted};
    use crate::checks::fixture::check;

    /// A call asked for at one time for another, with more words, and what is expected of it.
    fn call(at: &str, call_at: &str, words: &str, notice: Option<(&str, &str)>) -> String {
        let expected = notice.map_or(String::new(), |(notice, wanted)| {
            format!(
                "# ^^ warning: asked for {notice} ahead, and this desk asks for {wanted} ahead\n"
            )
        });
        let lines = format!(
            "calls:\n  - {{at: {at}, by: emma, call_at: {call_at}, context: Forty projects{words}}}\n{expected}history:\n"
        );
        replaced(DRAFT, "history:\n", &lines)
    }

    const WEDNESDAY: &str = "2026-11-18T09:00:00Z";
    const SHORT: Option<(&str, &str)> = Some(("1 day", "2 business days"));

    #[test]
    fn two_business_days_are_enough_and_a_minute_less_is_short() {
        check(&CHECK, &call(WEDNESDAY, "2026-11-20T09:00:00Z", "", None));
        let short = Some(("1 day 7 h", "2 business days"));
        let short = call(WEDNESDAY, "2026-11-20T08:59:00Z", "", short);
        check(&CHECK, &short);
        check(&CHECK, &submitted(&short));
        let none = Some(("6 h", "2 business days"));
        check(&CHECK, &call(WEDNESDAY, "2026-11-18T15:00:00Z", "", none));
    }

    #[test]
    fn weekends_do_not_count() {
        let friday = "2026-11-20T09:00:00Z";
        check(&CHECK, &call(friday, "2026-11-23T09:00:00Z", "", SHORT));
        check(&CHECK, &call(friday, "2026-11-24T09:00:00Z", "", None));
    }

    #[test]
    fn a_reason_lets_it_pass() {
        let because = |why: &str| format!(", short_notice_because: {why}");
        let thursday = "2026-11-19T09:00:00Z";
        let given = because("The customer is here");
        check(&CHECK, &call(WEDNESDAY, thursday, &given, None));
        check(&CHECK, &call(WEDNESDAY, thursday, &because("TBD"), SHORT));
    }

    #[test]
    fn hours_are_those_of_the_region() {
        // 15:00 in New York, where two hours of Wednesday are left; evening in Berlin, where Thursday counts first.
        let late = "2026-11-18T20:00:00Z";
        let account = "#- accounts/northwind-freight.yaml\nname: Northwind\nregion: AMER\n";
        check(&CHECK, &call(late, "2026-11-20T16:00:00Z", "", None));
        let short = Some(("1 day 5 h", "2 business days"));
        let text = call(late, "2026-11-20T17:00:00Z", "", short);
        check(&CHECK, &(account.to_owned() + &text));
    }

    #[test]
    fn policy_moves_it() {
        let policy = |says: &str| format!("#- policy:\nschema = 1\n[sla.scoping-notice]\n{says}\n");
        let thursday = "2026-11-19T09:00:00Z";
        let day = policy("ahead = \"1 business day\"");
        check(&CHECK, &(day + &call(WEDNESDAY, thursday, "", None)));
        let short = Some(("1 day", "30 hours"));
        let hours = policy("ahead = \"30 hours\"");
        check(&CHECK, &(hours + &call(WEDNESDAY, thursday, "", short)));
        let off = policy("off = true");
        check(&CHECK, &(off + &call(WEDNESDAY, thursday, "", None)));
    }

    #[test]
    fn what_is_lost_or_held_is_left_alone() {
        let text = call(WEDNESDAY, "2026-11-19T09:00:00Z", "", None);
        check(&CHECK, &moved(&text, "closed-lost"));
        check(&CHECK, &moved(&text, "on-hold"));
    }
}
