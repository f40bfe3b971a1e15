//! Finds what a record lacks for the state it is in.

mod lacks;
mod sow;

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level, Note, Waiving};
use crate::records::request::{Item, Request};
use crate::records::{One, Sow};

pub(super) use lacks::missing_of;
pub use lacks::{Missing, missing};

pub(super) static CHECK: Check = Check {
    name: "missing-field",
    level: Level::Error,
    summary: "information that a record's state requires and that is not there",
    docs: r#"## What it finds
A request without what its state requires:

- always: who asks, and what its template cannot do without (`docs/lifecycles.md`), as for which customer and what is
  asked of the SA;
- once an SA has claimed it: an owner, and every item of its template (policy can list others). An item that
  says `TBD` or `n/a`, dates that can be read two ways or name no time zone, a hosting that is not one of
  Self-Managed, cloud and GitLab.com, an opportunity that is closed, a link that is none, fewer than three meetings
  of a ride along, and a partner whose name cannot stand in a label count as missing; once the SA has begun, the
  opportunity may end as it will;
- waiting: what is awaited, and from whom;
- closed: the acknowledgements of SA, customer and sales;
- declined: the reason, and a note when it is `other`.

While a request is open, or waits before it was claimed, missing items are warnings: it may be taken in
incomplete. The command plan has a check of its own, `request-without-command-plan`.

A SOW without what a review needs: an Engagement Manager, the PS opportunity, pain points, technical or organizational
constraints, service, stage of the customer journey, size, route (a custom one with services calculator and draft
quote), schedule and terms of payment. In a draft, before a review is asked for or it is offered, these are warnings,
and a SOW that is lost or on hold is not asked for them. Further, always as errors:

- the Regional Delivery Manager, from `sow-wip` on or once a review is asked for;
- why it is on hold or was lost, as the `note` of that entry;
- why it went to another Technical Architect, as the `reason` of that entry.

## Why it matters
Source document 003: this information should be available before an SA engages. What is missing is asked for
now, or in front of the customer. An Engagement Manager states pain points and constraints, else a Technical
Architect may push back.

## What to do
Set the item with the command the finding names. A manager can let a request pass without items
of its form, but not without an owner, acknowledgements or a reason; and a SOW without what it lacks, but not on hold
or lost without a note: `hygiene waive missing-field ID --reason TEXT --until DATE`.

## Example
```yaml
#- requests/2026-11/REQ-4T9K2M7X.yaml
template: follow-up
requester: dana
account: northwind-freight
opportunity: OPP-7H3J5K9M
follows: REQ-8R2T4V6W
customer: Northwind Freight
preferred_dates: by Thursday
#                ^^^^^^^^^^^ warning: Preferred Date Options names no time zone
sa_asks: Send the sizing sheet
history:
  - {at: 2026-11-20T09:00:00Z, by: sam, to: open}
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for request in review.each::<Request>() {
        let wants = |item: Item| !item.is_of_command_plan();
        for missing in missing_of(request, review.after, review.policy, wants) {
            findings.push(found(review, &CHECK, request, missing));
        }
    }
    for sow in review.each::<Sow>() {
        findings.extend(sow::missing(review, sow));
    }
}

/// Returns a missing thing as a finding of a check, with the policy line that asks for it.
pub(super) fn found(
    review: &Review<'_>,
    check: &Check,
    request: One<'_, Request>,
    missing: Missing,
) -> Finding {
    let message = format!("{} {}", missing.title, missing.fault);
    let help = match missing.item {
        Some(_) => format!("set it with `{}`", missing.mend),
        None => missing.mend,
    };
    let mut finding = review.finding(check, request.file, &missing.key, message, help);
    finding.level = missing.level;
    if missing.item.is_none() {
        finding.waiving = Waiving::Impossible;
    }
    let by_policy = missing.item.and_then(|_| {
        review
            .policy
            .place(&format!("requests.required.{}", request.template.name()))
    });
    finding.notes.extend(by_policy.map(|place| Note {
        message: "this desk asks for it".into(),
        at: place.clone(),
    }));
    finding
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    /// A request that lacks nothing, in the state that `history` leaves it in.
    fn complete(history: &str) -> String {
        format!(
            "#- requests/2026-11/REQ-4T9K2M7X.yaml
template: sa-activity
requester: dana
account: northwind-freight
opportunity: OPP-7H3J5K9M
customer: Northwind Freight
preferred_dates: 2026-12-01 15:00 Europe/Berlin
hosting: Self-Managed
pain_points: Releases take eleven days
required_capabilities: Approvals that cannot be bypassed
current_tools: Jenkins
sa_asks: Demo
command_plan:
  link: https://docs.example.com/cp
  why_now: The audit is in March.
  identified_pain: Two people are lost to it.
  champion: Lars Holm
meeting:
  goal: agree the criteria
  objectives: yes, both sides agree
  expectations: a working hour
{history}"
        )
    }

    const TRIAGED: &str = "owner: sam
history:
  - {at: 2026-11-20T09:00:00Z, by: sam, to: open}
  - {at: 2026-11-20T10:00:00Z, by: sam, to: triaged}
";

    #[test]
    fn a_complete_request_lacks_nothing_when_it_is_claimed() {
        check(&CHECK, &complete(TRIAGED));
    }

    #[test]
    fn what_was_a_warning_while_open_is_an_error_once_claimed() {
        let text = complete(TRIAGED).replace(
            "hosting: Self-Managed\n",
            "hosting: TBD\n#        ^^^ error: Target Hosting Environment says `TBD`, which is no answer\n",
        );
        check(&CHECK, &text);
        let open = text
            .replace("  - {at: 2026-11-20T10:00:00Z, by: sam, to: triaged}\n", "")
            .replace("error:", "warning:");
        check(&CHECK, &open);
    }

    #[test]
    fn an_owner_is_needed_once_claimed_also_while_waiting() {
        let text = complete(TRIAGED).replace("owner: sam\n", "").replace(
            "template: sa-activity\n",
            "template: sa-activity\n# ^^ error: the owner is missing\n",
        );
        check(&CHECK, &text);
        let waiting = "  - {at: 2026-11-20T11:00:00Z, by: sam, to: waiting, awaiting: the plan, from: dana}\n";
        check(&CHECK, &format!("{text}{waiting}"));
    }

    #[test]
    fn each_end_and_pause_tells_what_belongs_to_it() {
        let doing = format!("{TRIAGED}  - {{at: 2026-11-20T11:00:00Z, by: sam, to: doing}}\n");
        for (entry, column, expected) in [
            ("to: waiting, awaiting: a, from: dana", "", ""),
            ("to: waiting, from: dana", "", "what is awaited is missing"),
            (
                "to: waiting, awaiting: a",
                "",
                "from whom it is awaited is missing",
            ),
            ("to: closed, acknowledged: [sa, customer, sales]", "", ""),
            (
                "to: closed, acknowledged: [customer]",
                "",
                "the acknowledgement of sa and sales is missing",
            ),
            (
                "to: closed",
                "",
                "the acknowledgement of sa, customer and sales is missing",
            ),
        ] {
            let expected = match expected {
                "" => String::new(),
                says => format!("#{column} ^^ error: {says}\n"),
            };
            let text = complete(&format!(
                "{doing}  - {{at: 2026-11-20T12:00:00Z, by: sam, {entry}}}\n{expected}"
            ));
            check(&CHECK, &text);
        }
    }

    #[test]
    fn declining_needs_its_reason_and_nothing_of_the_form() {
        let declined = |entry: &str| {
            format!(
                "#- requests/2026-11/REQ-4T9K2M7X.yaml
template: sa-activity
requester: dana
customer: Northwind Freight
history:
  - {{at: 2026-11-20T09:00:00Z, by: sam, to: open}}
  - {{at: 2026-11-20T12:00:00Z, by: sam, to: declined{entry}}}
"
            )
        };
        check(&CHECK, &declined(", reason: wrong-personas"));
        check(&CHECK, &declined(", reason: other, note: no longer needed"));
        check(
            &CHECK,
            &(declined("") + "# ^^ error: the reason for declining is missing\n"),
        );
        check(
            &CHECK,
            &(declined(", reason: other")
                + "# ^^ error: the note that tells the other reason is missing\n"),
        );
    }

    #[test]
    fn an_opportunity_must_be_worked_and_far_enough_for_the_desk() {
        let at_stage = |stage: &str| {
            format!(
                "#- opportunities/OPP-7H3J5K9M.yaml\nname: N\naccount: northwind-freight\nowner: dana\nhistory: [{{at: 2026-10-01T09:00:00Z, by: dana, to: {stage}}}]\n"
            )
        };
        let fires = |says: &str| {
            complete(TRIAGED).replace(
                "opportunity: OPP-7H3J5K9M\n",
                &format!("opportunity: OPP-7H3J5K9M\n#            ^^^^^^^^^^^^ error: Opportunity {says}\n"),
            )
        };
        let begun = complete(TRIAGED) + "  - {at: 2026-11-20T11:00:00Z, by: sam, to: doing}\n";
        check(&CHECK, &(at_stage("Closed Won") + &begun));
        let policy = "#- policy:\nschema = 1\n[requests]\nearliest_stage = \"2-Scoping\"\n";
        check(&CHECK, &(at_stage("1-Discovery") + &complete(TRIAGED)));
        check(
            &CHECK,
            &(at_stage("8-Closed Lost") + &fires("is not active: its stage is 8-Closed Lost")),
        );
        check(
            &CHECK,
            &(policy.to_owned() + &at_stage("2-Scoping") + &complete(TRIAGED)),
        );
        let early = fires("is at 1-Discovery, and this desk engages an SA from 2-Scoping");
        check(
            &CHECK,
            &(policy.to_owned() + &at_stage("1-Discovery") + &early),
        );
    }

    #[test]
    fn policy_can_ask_for_less() {
        let policy = "#- policy:\nschema = 1\n[requests.required]\nsa-activity = [\"hosting\"]\n";
        let text = complete(TRIAGED).replace("current_tools: Jenkins\n", "");
        check(&CHECK, &(policy.to_owned() + &text));
    }
}
