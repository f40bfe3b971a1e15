//! Finds requests for a subject matter expert that the primary SA of a qualified opportunity did not make.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::opportunity::{self, Opportunity, Stage};
use crate::records::request::{Request, Template};
use crate::records::values::answer;
use crate::records::{File, One};

pub(super) static CHECK: Check = Check {
    name: "sme-not-by-primary-sa",
    level: Level::Error,
    summary: "a request for a subject matter expert that the primary SA of a qualified opportunity did not make",
    docs: r#"## What it finds
A request with the template `sme`, until it is closed or declined, where

- the requester is not the primary SA of its opportunity;
- the opportunity is not at `2-Scoping` yet;
- the opportunity does not say Why Now in its command plan, or the pain or the champion in `meddpicc`; `TBD` and the
  like say nothing.

Each is a finding of its own. What an expert has begun goes on to its end, however the opportunity changes meanwhile.

## Why it matters
Source document 003: a subject matter expert is asked for by the primary SA, on an opportunity that is fully qualified.
Experts give a tenth of their time, to all SAs.

## What to do
Let the primary SA ask (`sa request edit ID --set requester=HANDLE`, or `sa opp assign`), and qualify the opportunity with
the command that the finding names.

## Example
```yaml
#- requests/2026-11/REQ-4T9K2M7X.yaml
template: sme
requester: dana
#          ^^^^ error: `dana` is not the primary SA of OPP-2M4N6P8Q, which is `sam`
opportunity: OPP-2M4N6P8Q
sa_asks: Size the runners
history: [{at: 2026-11-20T09:00:00Z, by: dana, to: open}]
#- opportunities/OPP-2M4N6P8Q.yaml
name: Northwind archive
account: northwind-freight
owner: dana
command_plan: {why_now: The audit is in March.}
meddpicc: {identify_pain: Two people are lost to it., champion: Lars Holm}
primary_sa: [{at: 2026-10-01T09:00:00Z, by: dana, who: sam}]
history: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(review: &Review<'_>, file: &File) -> bool {
    let request = file.as_one::<Request>();
    request.is_some_and(|request| of(review, &request).is_some())
}

/// Returns the opportunity of a request that is judged; one that is not there is named by unknown-reference.
fn of<'a>(review: &'a Review<'_>, request: &Request) -> Option<One<'a, Opportunity>> {
    let is_due = request.template == Template::Sme
        && request.state().is_some_and(|state| !state.is_end())
        && !request.is_begun();
    let id = request.opportunity.as_ref().filter(|_| is_due)?;
    review.after.get(&opportunity::KIND, id.as_str())
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for request in review.asked::<Request>(&CHECK) {
        let Some(opportunity) = of(review, &request) else {
            continue;
        };
        if opportunity.sa() != Some(&request.requester) {
            findings.push(not_theirs(review, request, opportunity));
        }
        for (what, help) in lacks(opportunity) {
            let message = format!("{} is not qualified: {what}", opportunity.id());
            let finding = review.finding(&CHECK, request.file, "opportunity", message, help);
            findings.push(finding);
        }
    }
}

fn not_theirs(
    review: &Review<'_>,
    request: One<'_, Request>,
    opportunity: One<'_, Opportunity>,
) -> Finding {
    let (id, who) = (opportunity.id(), &request.requester);
    let (whose, help) = match opportunity.sa() {
        Some(sa) => (
            format!("which is `{sa}`"),
            format!(
                "let them ask: `sa request edit {} --set requester={sa}`",
                request.id()
            ),
        ),
        None => (
            "which has none".to_owned(),
            format!("assign one: `sa opp assign {id} {who}`"),
        ),
    };
    let message = format!("`{who}` is not the primary SA of {id}, {whose}");
    review.finding(&CHECK, request.file, "requester", message, help)
}

/// Returns what an opportunity lacks to be qualified, with the command that mends it.
fn lacks(opportunity: One<'_, Opportunity>) -> Vec<(String, String)> {
    let (id, stage, least) = (opportunity.id(), opportunity.stage(), Stage::Scoping);
    let mut lacks = Vec::new();
    if stage < least {
        lacks.push((
            format!("it is at {}, before {}", stage.name(), least.name()),
            format!(
                "move it when it is there: `sa opp stage {id} \"{}\"`",
                least.name()
            ),
        ));
    }
    let asked = [
        (
            "why now",
            "plan",
            "why_now",
            &opportunity.command_plan.why_now,
        ),
        (
            "the pain",
            "meddpicc",
            "identify_pain",
            &opportunity.meddpicc.identify_pain,
        ),
        (
            "the champion",
            "meddpicc",
            "champion",
            &opportunity.meddpicc.champion,
        ),
    ];
    for (what, command, key, said) in asked {
        // The keys of a request's command plan, since `none` is no answer there.
        let of_request = match key {
            "identify_pain" => "command_plan.identified_pain".to_owned(),
            key => format!("command_plan.{key}"),
        };
        let says = |text: &String| answer::is_answer(&of_request, text);
        if !said.as_ref().is_some_and(says) {
            lacks.push((
                format!("it does not say {what}"),
                format!("say it: `sa opp {command} {id} --set {key}=\"...\"`"),
            ));
        }
    }
    lacks
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    /// A request of an expert's help by the primary SA, with lines of its opportunity and a history.
    fn asked(opportunity: &str, history: &str) -> String {
        format!(
            "#- requests/2026-11/REQ-4T9K2M7X.yaml
template: sme
requester: sam
opportunity: OPP-2M4N6P8Q
EXPECTED{history}#- opportunities/OPP-2M4N6P8Q.yaml
name: Northwind archive
account: northwind-freight
owner: dana
primary_sa: [{{at: 2026-10-01T09:00:00Z, by: dana, who: sam}}]
{opportunity}"
        )
    }

    const QUALIFIED: &str = "command_plan: {why_now: The audit is in March.}
meddpicc: {identify_pain: Two people are lost to it., champion: Lars Holm}
history: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]
";
    const OPEN: &str = "history:\n  - {at: 2026-11-20T09:00:00Z, by: sam, to: open}\n";

    #[test]
    fn the_primary_sa_of_a_qualified_opportunity_asks() {
        check(&CHECK, &asked(QUALIFIED, OPEN).replace("EXPECTED", ""));
    }

    #[test]
    fn each_thing_that_qualifies_is_named_until_the_expert_has_begun() {
        let bare = "command_plan: {why_now: TBD}\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 1-Discovery}]\n";
        let expected = "\
# ^^ error: OPP-2M4N6P8Q is not qualified: it is at 1-Discovery, before 2-Scoping
# ^^ error: OPP-2M4N6P8Q is not qualified: it does not say why now
# ^^ error: OPP-2M4N6P8Q is not qualified: it does not say the pain
# ^^ error: OPP-2M4N6P8Q is not qualified: it does not say the champion
";
        check(&CHECK, &asked(bare, OPEN).replace("EXPECTED", expected));
        let begun = format!(
            "owner: sam\n{OPEN}  - {{at: 2026-11-20T10:00:00Z, by: sam, to: triaged}}\n  - {{at: 2026-11-20T11:00:00Z, by: sam, to: doing}}\n"
        );
        check(&CHECK, &asked(bare, &begun).replace("EXPECTED", ""));
        let declined = format!(
            "{OPEN}  - {{at: 2026-11-20T10:00:00Z, by: sam, to: declined, reason: other, note: n}}\n"
        );
        check(&CHECK, &asked(bare, &declined).replace("EXPECTED", ""));
    }

    #[test]
    fn an_opportunity_without_an_sa_is_named_so() {
        let text = asked(QUALIFIED, OPEN)
            .replace("EXPECTED", "")
            .replace("primary_sa: [{at: 2026-10-01T09:00:00Z, by: dana, who: sam}]\n", "")
            .replace(
                "requester: sam\n",
                "requester: sam\n# ^^ error: `sam` is not the primary SA of OPP-2M4N6P8Q, which has none\n",
            );
        check(&CHECK, &text);
        check(
            &CHECK,
            &asked(QUALIFIED, OPEN)
                .replace("EXPECTED", "")
                .replace("sme", "rfx"),
        );
    }
}
