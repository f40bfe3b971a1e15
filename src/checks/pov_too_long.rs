//! Finds POVs that last longer than their type, or their extension, allows.

use super::{Check, Review, Sees, counted};
use crate::calendar::Date;
use crate::finding::{Finding, Level};
use crate::policy::Thresholds;
use crate::records::pov::{Pov, State};
use crate::records::{File, One};

pub(super) static CHECK: Check = Check {
    name: "pov-too-long",
    level: Level::Warning,
    summary: "a POV that lasts longer than its type or its extension allows",
    docs: r#"## What it finds
A POV that lasts more days than `povs.days` in `desk.toml` gives its type: guided 45, lite 30, on-site 7, paid 180.
One that was extended may last `povs.extended_days` (60) where its type allows less, and not past the `until` of its
last extension. A POV that is not closed lasts until today, or until its `close` where that is later.

## Why it matters
What is tried out without an end is used for nothing, binds an SA, and tells nobody whether the criteria are met.

## What to do
End it: `sa pov close ID --result successful --note TEXT`. Or agree on more time:
`sa pov extend ID --until DATE --reason TEXT`. Or plan an earlier end: `sa pov edit ID --set close=DATE`.

## Example
```yaml
#- povs/2026-10/POV-6B2D4F8H.yaml
name: Northwind platform
opportunity: OPP-7H3J5K9M
owner: dana
sa: sam
type: guided
start: 2026-10-01
#      ^^^^^^^^^^ warning: it has lasted 53 days, and guided POVs last 45 at most
history: [{at: 2026-09-28T09:00:00Z, by: sam, to: new}, {at: 2026-10-01T09:00:00Z, by: sam, to: in-progress}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

/// Until when a POV may last.
struct Limit {
    last: Date,
    /// The last day that another extension could give it.
    latest: Date,
    /// Why, worded after "and".
    says: String,
    /// The key of the policy that decides; `None` when an extension does.
    policy: Option<&'static str>,
}

fn applies(_: &Review<'_>, file: &File) -> bool {
    file.as_one::<Pov>().is_some_and(|pov| pov.start.is_some())
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for pov in review.asked::<Pov>(&CHECK) {
        let Some(start) = pov.start else {
            continue;
        };
        let limit = limit(&review.policy.thresholds, &pov, start);
        let end = end(review, &pov);
        if limit.last < end {
            findings.push(found(review, pov, &limit, end.days_since(start)));
        }
    }
}

fn limit(thresholds: &Thresholds, pov: &Pov, start: Date) -> Limit {
    let (days, key) = thresholds.pov_days(pov.pov_type);
    let kind = pov.pov_type.name();
    let extended = thresholds.pov_extended_days;
    let (most, policy) = match days < extended {
        true => (extended, "povs.extended_days"),
        false => (days, key),
    };
    let latest = start.plus_days(most);
    let (last, says, policy) = match pov.extensions.last() {
        None => (
            start.plus_days(days),
            format!("{kind} POVs last {days} at most"),
            Some(key),
        ),
        Some(extension) if extension.until < latest => (
            extension.until,
            format!("it is extended to {}", extension.until),
            None,
        ),
        Some(_) => (
            latest,
            format!("{kind} POVs that are extended last {most} at most"),
            Some(policy),
        ),
    };
    Limit {
        last,
        latest,
        says,
        policy,
    }
}

/// Returns the day a POV ended, or until when it lasts as things are.
fn end(review: &Review<'_>, pov: &Pov) -> Date {
    match pov.history.last() {
        Some(last) if last.to == State::Closed => pov.close.unwrap_or(last.at.date()),
        _ => {
            let today = review.today();
            pov.close.map_or(today, |close| close.max(today))
        }
    }
}

fn found(review: &Review<'_>, pov: One<'_, Pov>, limit: &Limit, days: i64) -> Finding {
    let today = review.today();
    let is_planned = pov.close.is_some_and(|close| today < close);
    let lasts = match pov.state() {
        Some(State::Closed) => "it lasted",
        _ if is_planned => "it is planned to last",
        _ => "it has lasted",
    };
    let key = match (limit.policy, pov.close) {
        (None, _) => format!("extensions[{}].until", pov.extensions.len().max(1) - 1),
        (Some(_), Some(_)) => "close".into(),
        (Some(_), None) => "start".into(),
    };
    let message = format!("{lasts} {}, and {}", counted(days, "day"), limit.says);
    let help = help(pov, limit, today, is_planned);
    let mut finding = review.finding(&CHECK, pov.file, &key, message, help);
    let first_over = limit.last.plus_days(1);
    finding.since = (first_over <= today).then_some(first_over);
    let note = |key| review.policy_note(key, "how many days this desk allows");
    finding.notes.extend(limit.policy.and_then(note));
    finding
}

fn help(pov: One<'_, Pov>, limit: &Limit, today: Date, is_planned: bool) -> String {
    let id = pov.id();
    if pov.state() == Some(State::Closed) {
        return format!(
            "a manager can set it aside: `hygiene waive {} {id} --reason TEXT --until DATE`",
            CHECK.name
        );
    }
    let end = match is_planned && today <= limit.last {
        true => format!(
            "plan an earlier end: `sa pov edit {id} --set close={}`",
            limit.last
        ),
        false => {
            format!("end it: `sa pov close {id} --result successful|unsuccessful --note TEXT`")
        }
    };
    let is_more_time = limit.last < limit.latest && today <= limit.latest;
    match is_more_time && pov.close.is_none_or(|close| close < limit.latest) {
        true => format!(
            "{end}; or agree on more time: `sa pov extend {id} --until {} --reason TEXT`",
            limit.latest
        ),
        false => end,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;
    use crate::policy::Policy;
    use crate::records::pov::PovType;

    const CLOSED: &str =
        ", {at: 2026-11-20T09:00:00Z, by: sam, to: closed, result: successful, note: Met}";

    /// A POV of a type from a day, with more lines of its record and the end of its history.
    fn pov(pov_type: &str, lines: &str, end: &str) -> String {
        format!(
            "#- povs/2026-10/POV-6B2D4F8H.yaml\nname: N\nopportunity: OPP-7H3J5K9M\nowner: dana\nsa: sam\ntype: {pov_type}\n{lines}history: [{{at: 2026-01-01T09:00:00Z, by: sam, to: new}}, {{at: 2026-01-02T09:00:00Z, by: sam, to: in-progress}}{end}]\n"
        )
    }

    fn says(message: &str) -> String {
        match message {
            "" => String::new(),
            message => format!("# ^^ warning: {message}\n"),
        }
    }

    /// One that has lasted from a day until today, 2026-11-23.
    fn lasting(pov_type: &str, start: &str, message: &str) -> String {
        pov(pov_type, &format!("start: {start}\n{}", says(message)), "")
    }

    #[test]
    fn each_type_has_its_days() {
        for (pov_type, days_less, days, day_more) in [
            ("guided", "2026-10-10", "2026-10-09", "2026-10-08"),
            ("lite", "2026-10-25", "2026-10-24", "2026-10-23"),
            ("on-site", "2026-11-17", "2026-11-16", "2026-11-15"),
            ("paid", "2026-05-28", "2026-05-27", "2026-05-26"),
        ] {
            let most = most(pov_type);
            check(&CHECK, &lasting(pov_type, days_less, ""));
            check(&CHECK, &lasting(pov_type, days, ""));
            let message = format!(
                "it has lasted {} days, and {pov_type} POVs last {most} at most",
                most + 1
            );
            check(&CHECK, &lasting(pov_type, day_more, &message));
        }
    }

    #[test]
    fn policy_moves_it() {
        for (pov_type, start) in [
            ("guided", "2026-10-09"),
            ("lite", "2026-10-24"),
            ("on-site", "2026-11-16"),
            ("paid", "2026-05-27"),
        ] {
            let most = most(pov_type) - 1;
            let policy = format!("#- policy:\nschema = 1\n[povs.days]\n{pov_type} = {most}\n");
            let message = format!(
                "it has lasted {} days, and {pov_type} POVs last {most} at most",
                most + 1
            );
            check(&CHECK, &(policy + &lasting(pov_type, start, &message)));
        }
        let longer = "#- policy:\nschema = 1\n[povs.days]\nguided = 46\n";
        check(
            &CHECK,
            &(longer.to_owned() + &lasting("guided", "2026-10-08", "")),
        );
    }

    fn most(pov_type: &str) -> i64 {
        let (kind, _) = PovType::ALL
            .iter()
            .find(|(_, name)| *name == pov_type)
            .expect("it is a type");
        Policy::default().thresholds.pov_days(*kind).0
    }

    /// A guided one from a day, extended until another.
    fn extended(start: &str, until: &str, message: &str) -> String {
        let message = says(message);
        let (at_start, at_until) = match message.contains("extended to") {
            true => ("", message.as_str()),
            false => (message.as_str(), ""),
        };
        let lines = format!(
            "start: {start}\n{at_start}extensions:\n  - {{at: 2026-10-20T09:00:00Z, by: sam, until: {until}, reason: Their audit}}\n{at_until}"
        );
        pov("guided", &lines, "")
    }

    #[test]
    fn an_extension_gives_sixty_days_and_policy_moves_them() {
        check(&CHECK, &extended("2026-09-25", "2027-01-31", ""));
        check(&CHECK, &extended("2026-09-24", "2027-01-31", ""));
        let message = "it has lasted 61 days, and guided POVs that are extended last 60 at most";
        check(&CHECK, &extended("2026-09-23", "2027-01-31", message));
        let policy =
            |days: i64| format!("#- policy:\nschema = 1\n[povs]\nextended_days = {days}\n");
        check(
            &CHECK,
            &(policy(61) + &extended("2026-09-23", "2027-01-31", "")),
        );
        let message = "it has lasted 60 days, and guided POVs that are extended last 59 at most";
        check(
            &CHECK,
            &(policy(59) + &extended("2026-09-24", "2027-01-31", message)),
        );
        // What the type allows anyway, an extension does not shorten.
        check(
            &CHECK,
            &(policy(10) + &extended("2026-10-09", "2027-01-31", "")),
        );
    }

    #[test]
    fn an_extension_ends_on_its_last_day() {
        check(&CHECK, &extended("2026-10-20", "2026-11-24", ""));
        check(&CHECK, &extended("2026-10-20", "2026-11-23", ""));
        let message = "it has lasted 34 days, and it is extended to 2026-11-22";
        check(&CHECK, &extended("2026-10-20", "2026-11-22", message));
    }

    #[test]
    fn a_plan_or_an_end_after_the_extension_is_too_late() {
        let until = |close: &str, message: &str, end: &str| {
            let extensions = "extensions:\n  - {at: 2026-11-10T09:00:00Z, by: sam, until: 2026-11-24, reason: Their audit}\n";
            let lines = format!(
                "start: 2026-11-01\nclose: {close}\n{extensions}{}",
                says(message)
            );
            pov("guided", &lines, end)
        };
        for day in ["2026-11-23", "2026-11-24"] {
            check(&CHECK, &until(day, "", ""));
            check(&CHECK, &until(day, "", CLOSED));
        }
        let planned = "it is planned to last 24 days, and it is extended to 2026-11-24";
        check(&CHECK, &until("2026-11-25", planned, ""));
        let ended = "it lasted 24 days, and it is extended to 2026-11-24";
        check(&CHECK, &until("2026-11-25", ended, CLOSED));
    }

    #[test]
    fn what_is_planned_counts_until_it_is_closed_and_then_the_end() {
        let planned = |close: &str, message: &str, end: &str| {
            let lines = format!("start: 2026-11-01\nclose: {close}\n{}", says(message));
            pov("guided", &lines, end)
        };
        check(&CHECK, &planned("2026-12-15", "", ""));
        check(&CHECK, &planned("2026-12-16", "", ""));
        let long = "it is planned to last 46 days, and guided POVs last 45 at most";
        check(&CHECK, &planned("2026-12-17", long, ""));
        let was_long = "it lasted 46 days, and guided POVs last 45 at most";
        check(&CHECK, &planned("2026-12-17", was_long, CLOSED));
        check(&CHECK, &planned("2026-11-20", "", CLOSED));
        let past = "start: 2026-10-01\nclose: 2026-11-01\n";
        check(&CHECK, &pov("guided", past, CLOSED));
        let message = "it has lasted 53 days, and guided POVs last 45 at most";
        check(
            &CHECK,
            &pov("guided", &(past.to_owned() + &says(message)), ""),
        );
    }

    #[test]
    fn without_a_day_of_end_the_history_says_it() {
        let on = |start: &str, message: &str| {
            pov(
                "guided",
                &format!("start: {start}\n{}", says(message)),
                CLOSED,
            )
        };
        check(&CHECK, &on("2026-10-06", ""));
        let message = "it lasted 46 days, and guided POVs last 45 at most";
        check(&CHECK, &on("2026-10-05", message));
    }

    #[test]
    fn what_has_no_start_has_no_length() {
        check(&CHECK, &pov("guided", "", ""));
    }
}
