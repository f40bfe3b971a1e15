//! Finds answers to RFIs and RFPs whose internal due date is too close to the deadline, or too far from it.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::File;
use crate::records::request::{Item, Request};

pub(super) static CHECK: Check = Check {
    name: "rfx-internal-due",
    level: Level::Warning,
    summary: "an internal due date that leaves too little time before the deadline, or too much",
    docs: r#"## What it finds
A request with a submission deadline (`rfx.deadline`) and an internal due date (`rfx.internal_due`) that is not
`requests.rfx_internal_hours.least` to `.most` hours before it, until the request is closed or declined. They are hours of
the clock, weekends included.

## Why it matters
Handbook: answers are in a day or a day and a half before an RFP is handed in. Later, nobody reads it as a whole; much
earlier, those who write have lost time for nothing.

## What to do
Move the internal due date with the command the finding names.

## Example
```yaml
#- requests/2026-11/REQ-4T9K2M7X.yaml
template: rfx
requester: dana
opportunity: OPP-7H3J5K9M
rfx:
  kind: rfp
  deadline: 2026-12-08T17:00:00+01:00
  internal_due: 2026-12-08T09:00:00+01:00
#               ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: the internal due date is 8 hours before the deadline, and this desk asks for 24 to 36
history: [{at: 2026-11-20T09:00:00Z, by: dana, to: open}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    let request = file.as_one::<Request>();
    request.is_some_and(|request| seconds(&request).is_some())
}

/// Returns the seconds between the two dates of a request that goes on.
fn seconds(request: &Request) -> Option<i64> {
    let goes_on = request.state().is_some_and(|state| !state.is_end());
    let (due, deadline) = (request.rfx.internal_due, request.rfx.deadline);
    let (due, deadline) = due.zip(deadline).filter(|_| goes_on)?;
    Some(deadline.unix() - due.unix())
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let thresholds = &review.policy.thresholds;
    let (least, most) = (thresholds.rfx_internal_least, thresholds.rfx_internal_most);
    for request in review.asked::<Request>(&CHECK) {
        let Some(left) = seconds(&request) else {
            continue;
        };
        if (least * 3600..=most * 3600).contains(&left) {
            continue;
        }
        let (hours, minutes) = (left.abs() / 3600, left.abs() % 3600 / 60);
        let minutes = match minutes {
            0 => String::new(),
            minutes => format!(" {minutes} minutes"),
        };
        let unit = if hours == 1 { "hour" } else { "hours" };
        let side = if left < 0 { "after" } else { "before" };
        let message = format!(
            "the internal due date is {hours} {unit}{minutes} {side} the deadline, and this desk asks for {least} to {most}"
        );
        let best = request.rfx.deadline;
        let best = best.map(|deadline| deadline.plus_seconds(-(least + most) * 1800));
        let best = best.map_or(String::new(), |best| best.to_string());
        let key = Item::RfxInternalDue.key();
        let help = format!(
            "move it: `sa request edit {} --set {key}={best}`",
            request.id()
        );
        let mut finding = review.finding(&CHECK, request.file, key, message, help);
        let bound = if left < least * 3600 { "least" } else { "most" };
        let path = format!("requests.rfx_internal_hours.{bound}");
        finding
            .notes
            .extend(review.policy_note(&path, "the hours that this desk asks for"));
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    fn rfx(due: &str, message: &str, policy: &str) {
        let expected = match message {
            "" => String::new(),
            message => format!("# ^^ warning: the internal due date is {message}\n"),
        };
        check(
            &CHECK,
            &format!(
                "{policy}#- requests/2026-11/REQ-4T9K2M7X.yaml\ntemplate: rfx\nrequester: dana\nrfx:\n  deadline: 2026-12-08T17:00:00+01:00\n  internal_due: {due}\n{expected}history: [{{at: 2026-11-20T09:00:00Z, by: dana, to: open}}]\n"
            ),
        );
    }

    #[test]
    fn a_day_to_a_day_and_a_half_is_right_to_the_second() {
        for due in [
            "2026-12-07T17:00:00+01:00",
            "2026-12-07T05:00:00+01:00",
            "2026-12-07T04:00:00Z",
        ] {
            rfx(due, "", "");
        }
        let asks = "the deadline, and this desk asks for 24 to 36";
        rfx(
            "2026-12-07T17:30:00+01:00",
            &format!("23 hours 30 minutes before {asks}"),
            "",
        );
        rfx(
            "2026-12-07T04:00:00+01:00",
            &format!("37 hours before {asks}"),
            "",
        );
        rfx(
            "2026-12-08T18:00:00+01:00",
            &format!("1 hour after {asks}"),
            "",
        );
    }

    #[test]
    fn the_policy_says_how_many_hours() {
        let policy = "#- policy:\nschema = 1\n[requests.rfx_internal_hours]\nleast = 4\nmost = 8\n";
        rfx("2026-12-08T10:00:00+01:00", "", policy);
        rfx(
            "2026-12-07T17:00:00+01:00",
            "24 hours before the deadline, and this desk asks for 4 to 8",
            policy,
        );
    }
}
