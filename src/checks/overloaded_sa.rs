//! Finds SAs who have more requests, opportunities or sales teams than the desk allows.

use super::{Check, Review, Sees, counted};
use crate::finding::{Finding, Level};
use crate::records::Person;
use crate::records::opportunity::load::Load;
use crate::records::person::Role;

pub(super) static CHECK: Check = Check {
    name: "overloaded-sa",
    level: Level::Warning,
    summary: "an SA with more work than this desk allows",
    docs: r#"## What it finds
A person with the role `sa` who has more open requests than `triage.open_requests` in `desk.toml` (12), more open
opportunities as primary SA than `triage.open_opportunities` (25), or supports more sales teams than
`triage.sales_teams` (2). A sales team is an account executive with open opportunities of theirs; those of the segments
`mid-market` and `smb` do not count, as a pool supports them.

## Why it matters
Source document 002, working agreements: Solutions Architects typically support two sales teams. Poorly placed work
leads to burnout and to longer sales cycles (source document 003, engaging an SA). How many requests and opportunities
are too many is not in the source documents; the defaults are this program's.

## What to do
See who has room: `sa triage suggest ID`, `sa alignment`. Then `sa request claim ID --owner HANDLE` or
`sa opp assign ID HANDLE --reason TEXT`.

## Example
```yaml
#- policy:
schema = 1
[triage]
sales_teams = 1
#- people/sam.yaml
name: Sam Otieno
emails: [sam@example.com]
roles: [sa]
#^^ warning: `sam` supports 2 sales teams, and this desk allows 1: dana, emma
#- opportunities/OPP-2M4N6P8Q.yaml
name: Halden caching
account: northwind-freight
owner: emma
primary_sa: [{at: 2026-11-02T09:00:00Z, by: emma, who: sam}]
history: [{at: 2026-11-02T09:00:00Z, by: emma, to: 2-Scoping}]
```
"#,
    sees: Sees::Result,
    // What an SA is given is no score of theirs.
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for person in review
        .each::<Person>()
        .filter(|person| person.has(Role::Sa))
    {
        let Some(load) = review.loads().get(person.id()) else {
            continue;
        };
        for (key, message) in excesses(review, person.id(), load) {
            let help = match key {
                "triage.open_requests" => {
                    "let somebody else have one: `sa triage suggest ID`, then `sa request claim ID --owner HANDLE`"
                }
                _ => {
                    "see who has room with `sa alignment`, then `sa opp assign ID HANDLE --reason TEXT`"
                }
            };
            let mut finding = review.finding(&CHECK, person.file, "roles", message, help);
            finding.owner = Some(person.id().to_owned());
            let note = review.policy_note(key, "how much this desk allows");
            finding.notes.extend(note);
            findings.push(finding);
        }
    }
}

/// Returns what is more than allowed: the key in the policy, and what to say.
fn excesses(review: &Review<'_>, who: &str, load: &Load<'_>) -> Vec<(&'static str, String)> {
    let allowed = &review.policy.thresholds;
    let teams = load.sales_teams(review.after);
    let named: Vec<&str> = teams.iter().copied().collect();
    let opportunities = match load.opportunities.len() {
        1 => "1 open opportunity".to_owned(),
        count => format!("{count} open opportunities"),
    };
    let counts = [
        (
            "triage.open_requests",
            load.requests.len(),
            allowed.triage_open_requests,
            format!(
                "has {}",
                counted(load.requests.len() as i64, "open request")
            ),
            String::new(),
        ),
        (
            "triage.open_opportunities",
            load.opportunities.len(),
            allowed.triage_open_opportunities,
            format!("answers for {opportunities}"),
            String::new(),
        ),
        (
            "triage.sales_teams",
            teams.len(),
            allowed.triage_sales_teams,
            format!("supports {}", counted(teams.len() as i64, "sales team")),
            format!(": {}", named.join(", ")),
        ),
    ];
    let over = counts
        .into_iter()
        .filter(|(_, count, most, ..)| *most < *count as i64);
    over.map(|(key, _, most, has, which)| {
        (
            key,
            format!("`{who}` {has}, and this desk allows {most}{which}"),
        )
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::{check, found};

    fn sam(expected: &[&str]) -> String {
        let says: String = expected
            .iter()
            .map(|says| format!("# ^^ warning: {says}\n"))
            .collect();
        format!("#- people/sam.yaml\nname: Sam\nemails: [sam@example.com]\nroles: [sa]\n{says}")
    }

    fn request(id: &str, state: &str) -> String {
        format!(
            "#- requests/2026-11/{id}.yaml\ntemplate: follow-up\nrequester: dana\nowner: sam\nhistory:\n  - {{at: 2026-11-18T09:00:00Z, by: sam, to: {state}}}\n"
        )
    }

    fn policy(line: &str) -> String {
        format!("#- policy:\nschema = 1\n[triage]\n{line}\n")
    }

    #[test]
    fn open_requests_are_counted_and_closed_ones_are_not() {
        let requests = request("REQ-1A1A1A1A", "triaged")
            + &request("REQ-2A2A2A2A", "doing")
            + &request("REQ-3A3A3A3A", "closed");
        check(
            &CHECK,
            &(sam(&[]) + &requests + &policy("open_requests = 2")),
        );
        let over = "`sam` has 2 open requests, and this desk allows 1";
        let text = sam(&[over]) + &requests + &policy("open_requests = 1");
        check(&CHECK, &text);
        let finding = &found(&CHECK, &text)[0];
        assert_eq!(finding.owner.as_deref(), Some("sam"));
        assert!(finding.notes[0].message.contains("allows"));
    }

    fn opportunity(id: &str, owner: &str, segment: &str) -> String {
        format!(
            "#- opportunities/{id}.yaml\nname: A\naccount: northwind-freight\nowner: {owner}\nsegment: {segment}\nprimary_sa: [{{at: 2026-11-02T09:00:00Z, by: emma, who: sam}}]\nhistory: [{{at: 2026-11-02T09:00:00Z, by: emma, to: 2-Scoping}}]\n"
        )
    }

    #[test]
    fn two_sales_teams_are_allowed_and_pooled_ones_do_not_count() {
        let second = opportunity("OPP-1A1A1A1A", "emma", "enterprise");
        check(&CHECK, &(sam(&[]) + &second));
        let pooled = opportunity("OPP-2A2A2A2A", "rosa", "smb");
        check(&CHECK, &(sam(&[]) + &second + &pooled));
        let third = opportunity("OPP-2A2A2A2A", "rosa", "public-sector");
        let over = "`sam` supports 3 sales teams, and this desk allows 2: dana, emma, rosa";
        check(&CHECK, &(sam(&[over]) + &second + &third));
    }

    #[test]
    fn every_excess_is_told() {
        let more = opportunity("OPP-1A1A1A1A", "emma", "enterprise");
        let both = [
            "`sam` answers for 2 open opportunities, and this desk allows 1",
            "`sam` supports 2 sales teams, and this desk allows 1: dana, emma",
        ];
        check(
            &CHECK,
            &(sam(&both) + &more + &policy("open_opportunities = 1\nsales_teams = 1")),
        );
    }
}
