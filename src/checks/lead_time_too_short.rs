//! Finds requests that were made at shorter notice than the desk asks for.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::records::request::Item;
use crate::records::{File, One, Request};
use crate::sla::{Notice, notice_of_request};

pub(super) static CHECK: Check = Check {
    name: "lead-time-too-short",
    level: Level::Warning,
    summary: "a request that was made at short notice, without a reason",
    docs: r#"## What it finds
A request that was taken in less time before what it asks for than the target of its template wants (`ahead` in `[sla.TARGET]`
of `desk.toml`), and that does not say why in `short_notice_because`: an SME is asked for 48 hours ahead, product management
48 hours, a demo workshop a week. What is closed or declined is left alone.

## Why it matters
Source document 003: product managers need 48 to 96 hours to prepare, ideally a week; demo architects about a week. Handbook:
an expert is asked 48 hours ahead. Who is asked later comes unprepared, or not at all.

## What to do
Move the meeting, or say why it cannot wait: `sa request edit ID --set short_notice_because=TEXT`, or `--because TEXT` with
`sa request new`.

## Example
```yaml
#- requests/2026-11/REQ-4T9K2M7X.yaml
template: sme
requester: sam
opportunity: OPP-7H3J5K9M
region: EMEA
sa_asks: How do we scan fourteen languages?
meeting:
  at: 2026-11-24T15:00:00+01:00
#     ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: asked for 1 day 4 h ahead, and this desk asks for it 48 hours ahead
history: [{at: 2026-11-23T10:00:00Z, by: sam, to: open}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(review: &Review<'_>, file: &File) -> bool {
    let request = file.as_one::<Request>();
    request.is_some_and(|request| notice(review, request).is_some())
}

/// Returns how far ahead a request was made that goes on.
fn notice<'a>(review: &Review<'a>, request: One<'_, Request>) -> Option<Notice<'a>> {
    let goes_on = request.state().is_some_and(|state| !state.is_end());
    notice_of_request(review.policy, review.after, &request).filter(|_| goes_on)
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for request in review.asked::<Request>(&CHECK) {
        let short = notice(review, request).filter(Notice::is_short);
        if let Some(short) = short
            && !draft::says(&request.short_notice_because)
        {
            findings.push(found(review, request, &short));
        }
    }
}

fn found(review: &Review<'_>, request: One<'_, Request>, short: &Notice<'_>) -> Finding {
    let wanted = short.target.limit.spoken();
    let given = match short.given {
        ..0 => "afterwards".to_owned(),
        _ => format!("{} ahead", short.spoken()),
    };
    let key = request.template.takes_place().key();
    let mut finding = review.finding(
        &CHECK,
        request.file,
        key,
        format!("asked for {given}, and this desk asks for it {wanted}"),
        format!(
            "move it, or say why it cannot wait: `sa request edit {} --set {}=TEXT`",
            request.id(),
            Item::ShortNotice.key()
        ),
    );
    finding.since = request.created().map(|created| created.date());
    let path = short.target.key();
    finding
        .notes
        .extend(review.policy_note(&path, "how far ahead this desk asks for it"));
    finding
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    /// A request made on Friday 2026-11-20 at 09:00 UTC, with the lines of what it asks for.
    fn request(template: &str, lines: &str, state: &str) -> String {
        format!(
            "#- requests/2026-11/REQ-4T9K2M7X.yaml\ntemplate: {template}\nrequester: sam\nregion: EMEA\nsa_asks: Help\n{lines}history: [{{at: 2026-11-20T09:00:00Z, by: sam, to: open}}{state}]\n"
        )
    }

    fn meets(at: &str, expected: &str) -> String {
        let expected = match expected {
            "" => String::new(),
            given => format!(
                "# ^^ warning: asked for {given}, and this desk asks for it 48 hours ahead\n"
            ),
        };
        format!("meeting:\n  at: {at}\n{expected}")
    }

    #[test]
    fn an_expert_is_asked_two_days_ahead_to_the_second() {
        let sme = |lines: &str| request("sme", lines, "");
        check(&CHECK, &sme(&meets("2026-11-22T09:00:00Z", "")));
        check(
            &CHECK,
            &sme(&meets("2026-11-22T08:59:59Z", "1 day 23 h ahead")),
        );
        check(&CHECK, &sme(&meets("2026-11-20T08:00:00Z", "afterwards")));
        check(&CHECK, &sme(""));
    }

    #[test]
    fn each_template_has_its_own_notice() {
        let better = "warning: asked for 2 days ahead, and this desk asks for it 48 hours ahead, better 1 week";
        let product = request("product-support", &meets("2026-11-22T09:00:00Z", ""), "");
        assert!(!product.contains(better));
        check(&CHECK, &product);
        let workshop = |at: &str, expected: &str| {
            request(
                "demo-workshop",
                &format!("demo:\n  starts: {at}\n{expected}"),
                "",
            )
        };
        check(&CHECK, &workshop("2026-11-27T09:00:00Z", ""));
        let short =
            "# ^^ warning: asked for 6 days ahead, and this desk asks for it 1 week ahead\n";
        check(&CHECK, &workshop("2026-11-26T09:00:00Z", short));
        check(
            &CHECK,
            &request("sa-activity", &meets("2026-11-20T10:00:00Z", ""), ""),
        );
    }

    #[test]
    fn a_reason_lets_it_pass_and_so_does_its_end() {
        let late = meets("2026-11-21T09:00:00Z", "1 day ahead");
        let silent = meets("2026-11-21T09:00:00Z", "");
        check(&CHECK, &request("sme", &late, ""));
        let because = |why: &str| format!("short_notice_because: {why}\n");
        let said = silent.clone() + &because("They decide on Monday");
        check(&CHECK, &request("sme", &said, ""));
        check(&CHECK, &request("sme", &(late + &because("TBD")), ""));
        let declined =
            ", {at: 2026-11-20T10:00:00Z, by: sam, to: declined, reason: wrong-personas}";
        check(&CHECK, &request("sme", &silent, declined));
    }

    #[test]
    fn policy_moves_it() {
        let policy = "#- policy:\nschema = 1\n[sla.sme-lead]\nahead = \"1 day\"\n";
        let text = request("sme", &meets("2026-11-21T09:00:00Z", ""), "");
        check(&CHECK, &(policy.to_owned() + &text));
    }
}
