//! Finds calls with customers that more SAs joined than the desk allows.

use std::collections::BTreeMap;

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level};
use crate::records::person::Role;
use crate::records::reading::plain;
use crate::records::{Activity, File};

pub(super) static CHECK: Check = Check {
    name: "too-many-sas-on-call",
    level: Level::Warning,
    summary: "a client-facing call that too many SAs joined",
    docs: r#"## What it finds
A client-facing activity with more SAs than `activities.sas_on_call` in `desk.toml` (2). Its SAs are `sa` and
those attendees whose role says SA or Solutions Architect, or who are people of the desk with the role `sa`, by
handle or by name. Nobody counts twice.

## Why it matters
Source document 002: no more than 2 Solutions Architects should join any single client-facing call, whether it
be assistive for the topic or for learning.

## What to do
Leave one out of the next call. What somebody adds to a subject can be logged as
`sa log OPP-ID TEXT --type "SA Assistance - Subject Matter"`.

## Example
```yaml
#- activities/2026-11/ACT-3K8N2Q5S.yaml
opportunity: OPP-7H3J5K9M
type: Demo
at: 2026-11-20T10:00:00Z
sa: sam
summary: Showed approvals
attendees: [{name: Priya Nair, role: SA}, {name: Kim Berg, role: Senior Solutions Architect}, {name: Lars Holm}]
#^^ warning: 3 SAs were on the call, and this desk allows 2: Kim Berg, Priya Nair, sam
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
        .is_some_and(|activity| activity.is_client_facing())
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let allowed = review.policy.thresholds.activity_sas_on_call;
    for activity in review.asked::<Activity>(&CHECK) {
        if (activity.attendees.len() as i64) < allowed {
            continue;
        }
        let sas = sas_on(review, activity.value());
        if sas.len() as i64 <= allowed {
            continue;
        }
        let opportunity = activity.opportunity.as_ref();
        let mut finding = review.finding(
            &CHECK,
            activity.file,
            "attendees",
            format!(
                "{} SAs were on the call, and this desk allows {allowed}: {}",
                sas.len(),
                sas.join(", ")
            ),
            format!(
                "leave one out of the next call; who helps with a subject logs it: `sa log {} TEXT --type \"SA Assistance - Subject Matter\"`",
                opportunity.map_or("OPP-ID", |id| id.as_str())
            ),
        );
        finding.since = Some(activity.at.date());
        let note = review.policy_note("activities.sas_on_call", "how many SAs this desk allows");
        finding.notes.extend(note);
        findings.push(finding);
    }
}

/// Returns the SAs who took part, each once, by handle where they are of the desk and else as written.
fn sas_on<'r>(review: &'r Review<'_>, activity: &'r Activity) -> Vec<&'r str> {
    let handle = activity.sa.as_str();
    let mut sas = BTreeMap::from([(plain(handle), handle)]);
    for attendee in &activity.attendees {
        let known = review.after.called(&attendee.name);
        let is_sa = known.is_some_and(|known| known.has(Role::Sa))
            || attendee.role.as_deref().is_some_and(says_sa);
        if is_sa {
            let name = known.map_or(attendee.name.trim(), |known| known.id());
            sas.insert(plain(name), name);
        }
    }
    sas.into_values().collect()
}

fn says_sa(role: &str) -> bool {
    let role = plain(role);
    let mut words = role.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word == "sa")
        || role.contains("solutions architect")
        || role.contains("solution architect")
}

#[cfg(test)]
mod tests {
    use super::{CHECK, says_sa};
    use crate::checks::fixture::check;

    const LENA: &str =
        "#- people/lena.yaml\nname: Lena Brandt\nemails: [lena@example.com]\nroles: [sa]\n";
    const PRIYA: &str = "{name: Priya Nair, role: SA}";

    /// A demo by sam, with these attendees and what is expected of them.
    fn call(attendees: &[&str], expected: &str) -> String {
        let expected = match expected {
            "" => String::new(),
            says => format!("# ^^ warning: {says}\n"),
        };
        format!(
            "{LENA}#- activities/2026-11/ACT-3K8N2Q5S.yaml\nopportunity: OPP-7H3J5K9M\ntype: Demo\nat: 2026-11-20T10:00:00Z\nsa: sam\nsummary: Showed approvals\nattendees: [{}]\n{expected}logged_at: 2026-11-20T15:00:00Z\nlogged_by: sam\n",
            attendees.join(", ")
        )
    }

    #[test]
    fn two_are_allowed_and_three_are_too_many() {
        check(&CHECK, &call(&[], ""));
        check(&CHECK, &call(&["{name: lena}"], ""));
        let three = "3 SAs were on the call, and this desk allows 2: lena, Priya Nair, sam";
        check(&CHECK, &call(&["{name: lena}", PRIYA], three));
    }

    #[test]
    fn nobody_counts_twice_whether_by_handle_or_by_name() {
        let twice = [
            "{name: Sam  otieno, role: SA}",
            "{name: SAM}",
            "{name: lena}",
            "{name: Lena Brandt}",
        ];
        check(&CHECK, &call(&twice, ""));
        check(&CHECK, &call(&[PRIYA, "{name: priya nair, role: sa}"], ""));
    }

    #[test]
    fn customers_and_people_of_other_roles_do_not_count() {
        let others = [
            "{name: Dana Ruiz, role: SAE}",
            "{name: maria}",
            "{name: Lars Holm, role: SAP lead}",
            PRIYA,
        ];
        check(&CHECK, &call(&others, ""));
        assert!(says_sa("Staff SA, EMEA") && says_sa("solution  architect"));
        assert!(!says_sa("ESA") && !says_sa("Architect"));
    }

    #[test]
    fn only_client_facing_calls_are_counted() {
        let internal = call(&["{name: lena}", PRIYA], "");
        check(
            &CHECK,
            &internal.replace("type: Demo", "type: SA Assistance - Subject Matter"),
        );
        check(
            &CHECK,
            &internal.replace("type: Demo", "type: Demo\naudience: internal"),
        );
    }

    #[test]
    fn policy_moves_it() {
        let policy =
            |sas: i64| format!("#- policy:\nschema = 1\n[activities]\nsas_on_call = {sas}\n");
        let two = "2 SAs were on the call, and this desk allows 1: lena, sam";
        check(&CHECK, &(policy(1) + &call(&["{name: lena}"], two)));
        check(&CHECK, &(policy(3) + &call(&["{name: lena}", PRIYA], "")));
    }
}
