//! Finds SAs who are to be in two meetings at once, or in two with too little time between them.

mod meeting;

use std::collections::BTreeSet;

use super::review::Scope;
use super::{Check, Review, Sees, counted};
use crate::calendar::{Instant, Week};
use crate::finding::{Finding, Level, Note, Place};
use crate::records::{File, Kind, activity, request, sow};
use meeting::{Meeting, meetings_of};

pub(super) static CHECK: Check = Check {
    name: "double-booked",
    level: Level::Warning,
    summary: "an SA in two meetings at once, or with too little time between them",
    docs: r#"## What it finds
Two meetings of one SA, of this week or later, that overlap, or leave fewer minutes between them than
`triage.minutes_between` in `desk.toml` (15; with 0 only overlaps are found). Meetings are client-facing activities, what
was agreed as `meeting.at` of an open request that the SA has, and scoping calls of SOWs that the SA writes. One that does
not say how long it is lasts `triage.meeting_minutes` (60). What is filed under one opportunity is taken for one meeting.
Requests and SOWs from folders of months more than a quarter back are not looked through for meetings to come.

## Why it matters
Source documents 002 and 003, working agreements: who goes from one meeting straight into the next is late, unprepared,
and lacks answers. How many minutes that takes is not in the source documents; the default is this program's.

## What to do
Move one of the two, or let somebody else have it; then say so where it is written, as
`sa activity edit ID --set at=TIME` or `sa activity edit ID --set sa=HANDLE`.

## Example
```yaml
#- activities/2026-11/ACT-1A1A1A1A.yaml
opportunity: OPP-7H3J5K9M
type: Demo
at: 2026-11-24T10:00:00Z
sa: sam
summary: Approvals
logged_at: 2026-11-23T09:00:00Z
logged_by: sam
#- activities/2026-11/ACT-2A2A2A2A.yaml
opportunity: OPP-2M4N6P8Q
type: Demo
at: 2026-11-24T10:30:00Z
#   ^^^^^^^^^^^^^^^^^^^^ warning: `sam` is in another meeting then: ACT-1A1A1A1A, from 10:00 to 11:00
sa: sam
summary: Caching
logged_at: 2026-11-23T09:00:00Z
logged_by: sam
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

/// Meetings are looked for in requests and SOWs of so many days before this week, and no older ones.
const ASKED_DAYS: i64 = 92;

/// Kinds of records that tell of meetings.
const KINDS_OF_MEETINGS: [&Kind; 3] = [&activity::KIND, &request::KIND, &sow::KIND];

/// People whose records are looked for one by one; for more, all recent records are gone through.
const FEW: usize = 8;

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let is_part = matches!(review.scope, Scope::Part(_));
    let subjects = review.subjects().iter();
    // In a whole desk, what is old is not looked through either.
    let is_whole = is_part || review.scope == Scope::Whole;
    let own: Vec<Meeting<'_>> = subjects
        .flat_map(|file| meetings_of(review, file))
        .filter(|meeting| !is_whole || is_recent(review, meeting.file))
        .collect();
    let concerned: BTreeSet<&str> = own.iter().map(|meeting| meeting.who).collect();
    let judged: BTreeSet<&str> = own.iter().map(|meeting| meeting.file.path()).collect();
    if concerned.is_empty() {
        return;
    }
    let all = around(review, &own, &concerned);
    for who in concerned {
        let own = all.iter().filter(|meeting| meeting.who == who);
        let mut meetings: Vec<&Meeting<'_>> = own.collect();
        meetings.sort_by_key(|meeting| (meeting.from, meeting.file.path()));
        for (at, later) in meetings.iter().enumerate() {
            let before = meetings[..at]
                .iter()
                .filter(|other| other.subject != later.subject);
            let Some(earlier) = before.max_by_key(|other| other.until) else {
                continue;
            };
            let is_judged = |meeting: &Meeting<'_>| judged.contains(meeting.file.path());
            if is_judged(later) {
                findings.extend(conflict(review, later, earlier));
            } else if is_judged(earlier) && !is_part {
                findings.extend(conflict(review, earlier, later));
            }
        }
    }
}

/// Returns the meetings of this week or later that records tell of which are not too old for it, and those given.
fn around<'a>(
    review: &Review<'a>,
    own: &[Meeting<'a>],
    concerned: &BTreeSet<&str>,
) -> Vec<Meeting<'a>> {
    let files = KINDS_OF_MEETINGS.into_iter().flat_map(|kind| {
        let since = since(review, kind);
        let is_recent = |month: &str| !is_month(month) || since.as_str() <= month;
        match concerned.len() {
            0..=FEW => {
                let each = concerned.iter();
                let named = |who: &&str| review.after.naming_of_months(kind, who, is_recent);
                each.flat_map(named).collect()
            }
            _ => review.after.files_of_months(kind, is_recent),
        }
    });
    let mut taken: BTreeSet<&str> = own.iter().map(|meeting| meeting.file.path()).collect();
    let others = files.filter(|file| taken.insert(file.path()));
    let others = others.flat_map(|file| meetings_of(review, file));
    own.iter().cloned().chain(others).collect()
}

/// Returns the first month, as `2026-11`, whose records of a kind are looked through.
fn since(review: &Review<'_>, kind: &Kind) -> String {
    let monday = Week::of(review.today()).first_day();
    match *kind == activity::KIND {
        true => monday.month(),
        false => monday.plus_days(-ASKED_DAYS).month(),
    }
}

/// Returns whether a record is looked through; what does not lie in the folder of a month may be of any.
fn is_recent(review: &Review<'_>, file: &File) -> bool {
    let month = file.path().split('/').nth(1);
    let month = month.filter(|month| is_month(month));
    month.is_none_or(|month| since(review, file.kind).as_str() <= month)
}

/// Returns whether the name of a folder is a month, as `2026-11`.
fn is_month(name: &str) -> bool {
    let mut shape = name.bytes().enumerate();
    name.len() == 7
        && shape.all(|(at, byte)| match at {
            4 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Returns what is wrong with a meeting beside another, told at the first.
fn conflict(review: &Review<'_>, here: &Meeting<'_>, there: &Meeting<'_>) -> Option<Finding> {
    let wanted = review.policy.thresholds.triage_minutes_between;
    let (first, second) = match there.from <= here.from {
        true => (there, here),
        false => (here, there),
    };
    let seconds = second.from.unix() - first.until.unix();
    let (who, other) = (here.who, &there.file.id);
    let message = if seconds < 0 {
        let offset = |at: Instant| at.spoken().split(' ').nth(1).unwrap_or_default().to_owned();
        format!(
            "`{who}` is in another meeting then: {other}, from {} to {}",
            offset(there.from),
            offset(there.until)
        )
    } else if seconds < 60 * wanted {
        let minutes = counted(seconds / 60, "minute");
        format!(
            "`{who}` has {minutes} between this meeting and {other}, and this desk asks for {wanted}"
        )
    } else {
        return None;
    };
    let help = match here.file.kind.name {
        "activity" => format!(
            "move one of the two, and say so: `sa activity edit {0} --set at=TIME`, or let somebody else have it: `sa activity edit {0} --set sa=HANDLE`",
            here.file.id
        ),
        "request" => format!(
            "move one of the two, and say so: `sa request edit {0} --set meeting.at=TIME`, or let somebody else have it: `sa request claim {0} --owner HANDLE`",
            here.file.id
        ),
        _ => format!(
            "move one of the two: `ta call {} --at TIME --context TEXT` asks for another call",
            here.file.id
        ),
    };
    let mut finding = review.finding(&CHECK, here.file, &here.key, message, help);
    finding.owner = Some(who.to_owned());
    finding.notes.push(Note {
        message: "the other meeting".into(),
        at: Place::new(
            &there.file.source(),
            there.file.outline().nearest(&there.key),
        ),
    });
    let note = review.policy_note(
        "triage.minutes_between",
        "how many minutes this desk asks for",
    );
    finding.notes.extend(note);
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::{check, found};

    /// An activity on an opportunity at a time, with what is expected of it.
    fn meeting(id: &str, opportunity: &str, at: &str, expected: &str) -> String {
        let expected = match expected {
            "" => String::new(),
            says => format!("# ^^ warning: {says}\n"),
        };
        format!(
            "#- activities/2026-11/{id}.yaml\nopportunity: {opportunity}\ntype: Demo\nat: {at}\n{expected}sa: sam\nsummary: s\nlogged_at: 2026-11-23T09:00:00Z\nlogged_by: sam\n"
        )
    }

    const ONE: &str = "OPP-7H3J5K9M";
    const TWO: &str = "OPP-2M4N6P8Q";

    fn pair(second: &str, expected: &str) -> String {
        meeting("ACT-1A1A1A1A", ONE, "2026-11-24T10:00:00Z", "")
            + &meeting("ACT-2A2A2A2A", TWO, second, expected)
    }

    #[test]
    fn meetings_that_overlap_or_are_too_close() {
        let then = "`sam` is in another meeting then: ACT-1A1A1A1A, from 10:00 to 11:00";
        check(&CHECK, &pair("2026-11-24T10:00:00Z", then));
        check(&CHECK, &pair("2026-11-24T11:59:00+01:00", then));
        let close =
            "`sam` has 10 minutes between this meeting and ACT-1A1A1A1A, and this desk asks for 15";
        check(&CHECK, &pair("2026-11-24T11:10:00Z", close));
        check(&CHECK, &pair("2026-11-24T11:15:00Z", ""));
        let notes = &found(&CHECK, &pair("2026-11-24T11:10:00Z", close))[0].notes;
        assert_eq!(
            notes[0].at.source.path,
            "activities/2026-11/ACT-1A1A1A1A.yaml"
        );
    }

    #[test]
    fn a_long_meeting_is_seen_past_a_short_one() {
        let policy =
            "#- policy:\nschema = 1\n[triage]\nmeeting_minutes = 120\nminutes_between = 0\n";
        let then = "`sam` is in another meeting then: ACT-1A1A1A1A, from 10:00 to 12:00";
        check(&CHECK, &(pair("2026-11-24T11:59:00Z", then) + policy));
        check(&CHECK, &(pair("2026-11-24T12:00:00Z", "") + policy));
    }

    #[test]
    fn one_subject_is_one_meeting_and_what_is_past_or_internal_is_none() {
        let same = meeting("ACT-1A1A1A1A", ONE, "2026-11-24T10:00:00Z", "")
            + &meeting("ACT-2A2A2A2A", ONE, "2026-11-24T10:00:00Z", "");
        check(&CHECK, &same);
        let past = pair("2026-11-24T10:00:00Z", "").replace("11-24T", "11-20T");
        check(&CHECK, &past);
        let internal = pair("2026-11-24T10:00:00Z", "")
            .replace("type: Demo", "type: Demo\naudience: internal");
        check(&CHECK, &internal);
        let monday = pair("2026-11-23T10:00:00Z", "").replace("11-24T", "11-23T");
        assert_eq!(found(&CHECK, &monday).len(), 1);
    }

    #[test]
    fn another_sa_is_somewhere_else() {
        let text = pair("2026-11-24T10:00:00Z", "");
        let (first, second) = text.split_once("#- activities/2026-11/ACT-2").expect("two");
        let other = second.replace("sa: sam", "sa: lena");
        check(
            &CHECK,
            &format!("{first}#- activities/2026-11/ACT-2{other}"),
        );
    }

    #[test]
    fn a_scoping_call_is_a_meeting_of_the_sa_who_writes_the_sow() {
        let sow = |author: &str, says: &str| {
            format!(
                "#- sows/2026-11/SOW-4T9K2M7X.yaml\nname: N\nopportunity: {TWO}\naccount: northwind-freight\nauthor: {author}\ncalls:\n  - at: 2026-11-20T09:00:00Z\n    by: emma\n    call_at: 2026-11-24T10:30:00Z\n{says}    context: c\nhistory: [{{at: 2026-11-19T09:00:00Z, by: emma, to: open}}]\n"
            )
        };
        let first = meeting("ACT-1A1A1A1A", ONE, "2026-11-24T10:00:00Z", "");
        check(&CHECK, &(first.clone() + &sow("emma", "")));
        let then =
            "#   ^^ warning: `sam` is in another meeting then: ACT-1A1A1A1A, from 10:00 to 11:00\n";
        check(&CHECK, &(first + &sow("sam", then)));
    }

    #[test]
    fn what_was_agreed_in_a_request_is_a_meeting_as_long_as_it_says() {
        let request = |state: &str, says: &str| {
            format!(
                "#- requests/2026-11/REQ-1A1A1A1A.yaml\ntemplate: sa-activity\nrequester: dana\nopportunity: {TWO}\nmeeting:\n  at: 2026-11-24T10:50:00Z\n{says}  duration_minutes: 10\nowner: sam\nhistory:\n  - {{at: 2026-11-20T09:00:00Z, by: sam, to: {state}}}\n"
            )
        };
        let first = meeting("ACT-1A1A1A1A", ONE, "2026-11-24T10:00:00Z", "");
        let then =
            "# ^^ warning: `sam` is in another meeting then: ACT-1A1A1A1A, from 10:00 to 11:00\n";
        check(&CHECK, &(first.clone() + &request("triaged", then)));
        check(&CHECK, &(first + &request("declined", "")));
        let second = meeting("ACT-1A1A1A1A", ONE, "2026-11-24T11:15:00Z", "");
        check(&CHECK, &(second + &request("triaged", "")));
    }

    #[test]
    fn a_change_is_told_at_the_meeting_it_touches() {
        let first = meeting("ACT-1A1A1A1A", ONE, "2026-11-24T10:00:00Z", "");
        let second = meeting("ACT-2A2A2A2A", TWO, "2026-11-24T10:30:00Z", "");
        let says = "at: 2026-11-24T10:00:00Z\n# ^^ warning: `sam` is in another meeting then: ACT-2A2A2A2A, from 10:30 to 11:30\n";
        let before = second.replace("#- ", "#- before: ");
        let touched = first.replace("at: 2026-11-24T10:00:00Z\n", says);
        check(
            &CHECK,
            &format!("{before}{second}{touched}#- by: sam@example.com\n"),
        );
    }
}
