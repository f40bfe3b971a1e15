//! Finds weeks in which nobody does triage, or somebody who cannot.

use std::collections::BTreeMap;

use super::{Check, Review, Sees};
use crate::calendar::Week;
use crate::finding::{Finding, Level};
use crate::records::person::{self, Role};
use crate::records::rota::{self, KIND};
use crate::records::{One, Person, Rota};

pub(super) static CHECK: Check = Check {
    name: "rota-gap",
    level: Level::Warning,
    summary: "a week in which nobody does triage, or somebody who cannot",
    docs: r#"## What it finds
A week without anybody on triage in a region that has a rota, from the current week on and as many weeks as
`triage.rota_weeks` in `desk.toml` says (4; 0 looks at none). It is told at the last week before it that somebody has.
So is a week of somebody without the role `sa`, or who is away from Monday to Friday. A region without a rota is left
alone.

## Why it matters
Source document 002: each week, a Solutions Architect volunteers to be on triage, watches the board and leads the
triage call. In a week that is nobody's, requests wait until somebody happens to look.

## What to do
Take the week: `sa rota set WEEK HANDLE`; deal out several: `sa rota fill --from WEEK --people A,B`; or let somebody
else have it: `sa rota swap WEEK HANDLE --reason TEXT`.

## Example
```yaml
#- rota/2026-W48-emea.yaml
who: sam
#    ^^^ warning: nobody is on triage in EMEA from 2026-W49 to 2026-W51 (Nov 30-Dec 4 to Dec 14-18)
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

/// The weeks of a region that have a file, readable or not.
type Taken<'a> = BTreeMap<&'a str, Vec<Week>>;

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let weeks = review.policy.thresholds.triage_rota_weeks;
    let rotas: Vec<One<'_, Rota>> = review.each().collect();
    if weeks == 0 || rotas.is_empty() {
        return;
    }
    let first = Week::of(review.today());
    let last = first.plus_weeks(weeks - 1);
    let mut taken = Taken::new();
    for (week, region) in review.after.ids(&KIND).filter_map(rota::parts) {
        taken.entry(region).or_default().push(week);
    }
    for rota in rotas {
        let Some((week, region)) = rota::parts(rota.id()) else {
            continue;
        };
        if (first..=last).contains(&week) {
            findings.extend(of_person(review, rota, week, region));
        }
        let own = taken.get(region).map(Vec::as_slice).unwrap_or_default();
        let next = own.iter().copied().filter(|other| week < *other).min();
        let after = (
            first.max(week.plus_weeks(1)),
            next.map_or(last, |next| last.min(next.plus_weeks(-1))),
        );
        findings.extend(of_gap(review, rota, region, after));
        // What lies before the first week of all has no other file to be told at.
        if own.iter().all(|other| week <= *other) {
            let before = (first, last.min(week.plus_weeks(-1)));
            findings.extend(of_gap(review, rota, region, before));
        }
    }
}

/// Returns a region as the policy names it.
fn named(review: &Review<'_>, slug: &str) -> String {
    let boards = &review.policy.boards;
    let region = boards.keys().find(|region| rota::slug(region) == slug);
    region.cloned().unwrap_or_else(|| slug.to_owned())
}

fn of_gap(
    review: &Review<'_>,
    rota: One<'_, Rota>,
    slug: &str,
    (from, to): (Week, Week),
) -> Option<Finding> {
    if to < from {
        return None;
    }
    let region = named(review, slug);
    let count = to.first_day().days_since(from.first_day()) / 7 + 1;
    let (when, help) = match count {
        1 => (
            format!("in {from} ({})", from.spoken()),
            format!("take it: `sa rota set {from} HANDLE --region {region}`"),
        ),
        _ => (
            format!("from {from} to {to} ({} to {})", from.spoken(), to.spoken()),
            format!(
                "deal them out: `sa rota fill --from {from} --weeks {count} --people A,B --region {region}`"
            ),
        ),
    };
    let message = format!("nobody is on triage in {region} {when}");
    let key = rota.value().present_key();
    let mut finding = review.finding(&CHECK, rota.file, &key, message, help);
    finding
        .notes
        .extend(review.policy_note("triage.rota_weeks", "how many weeks this desk plans ahead"));
    Some(finding)
}

/// Returns what is wrong with who has a week; who is not known at all is told by `unknown-person`.
fn of_person(review: &Review<'_>, rota: One<'_, Rota>, week: Week, slug: &str) -> Option<Finding> {
    let who = rota.value().present();
    let person: One<'_, Person> = review.after.get(&person::KIND, who.as_str())?;
    let region = named(review, slug);
    let days = week.weekdays();
    let message = match (
        person.has(Role::Sa),
        person.away_in(week).len() == days.len(),
    ) {
        (false, _) => format!("`{who}` is on triage in {week}, and is no Solutions Architect"),
        (true, true) => {
            let until = person.away_until(days[0]);
            let until = until.map_or(String::new(), |day| format!(", until {}", day.spoken()));
            format!("`{who}` is on triage in {week}, and is away all week{until}")
        }
        (true, false) => return None,
    };
    let help = format!(
        "let somebody else have it: `sa rota swap {week} HANDLE --region {region} --reason TEXT`"
    );
    let key = rota.value().present_key();
    Some(review.finding(&CHECK, rota.file, &key, message, help))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::{check, found};

    fn week(name: &str, expected: &str) -> String {
        let expected = match expected {
            "" => String::new(),
            says => format!("# ^^ warning: {says}\n"),
        };
        format!("#- rota/{name}.yaml\nwho: sam\n{expected}")
    }

    fn weeks(names: &[&str]) -> String {
        names.iter().map(|name| week(name, "")).collect()
    }

    const ALL: [&str; 4] = [
        "2026-W48-emea",
        "2026-W49-emea",
        "2026-W50-emea",
        "2026-W51-emea",
    ];

    #[test]
    fn four_weeks_are_asked_for_and_what_is_past_or_later_is_not() {
        check(&CHECK, &weeks(&ALL));
        check(
            &CHECK,
            &weeks(&[&["2026-W40-emea", "2027-W10-emea"], &ALL[..]].concat()),
        );
    }

    #[test]
    fn a_gap_is_told_at_the_week_before_it() {
        let gap = "nobody is on triage in EMEA in 2026-W50 (Dec 7-11)";
        let text = weeks(&[ALL[0], ALL[3]]) + &week(ALL[1], gap);
        check(&CHECK, &text);
        let help = &found(&CHECK, &text)[0].help;
        assert_eq!(help, "take it: `sa rota set 2026-W50 HANDLE --region EMEA`");
        let gap = "nobody is on triage in EMEA from 2026-W48 to 2026-W51 (Nov 23-27 to Dec 14-18)";
        check(&CHECK, &week("2026-W30-emea", gap));
        check(&CHECK, &week("2027-W10-emea", gap));
    }

    #[test]
    fn each_region_with_a_rota_is_asked_for_itself() {
        let gap =
            "nobody is on triage in AMER from 2026-W49 to 2026-W51 (Nov 30-Dec 4 to Dec 14-18)";
        check(&CHECK, &(weeks(&ALL) + &week("2026-W48-amer", gap)));
    }

    #[test]
    fn who_has_it_is_an_sa_and_there() {
        let swapped = |who: &str, says: &str| {
            let swap = format!(
                "#- rota/{}.yaml\nwho: sam\nswaps:\n  - at: 2026-11-20T09:00:00Z\n    by: sam\n    from: sam\n    to: {who}\n#   ^^ warning: {says}\n    reason: r\n",
                ALL[0]
            );
            swap + &weeks(&ALL[1..])
        };
        let no_sa = "`dana` is on triage in 2026-W48, and is no Solutions Architect";
        check(&CHECK, &swapped("dana", no_sa));
        let lena = |days: &str| {
            format!(
                "#- people/lena.yaml\nname: Lena\nemails: [lena@example.com]\nroles: [sa]\ntime_off: [{days}]\n"
            )
        };
        let away = "`lena` is on triage in 2026-W48, and is away all week, until Sunday 2026-11-29";
        let all_week = lena("{from: 2026-11-20, to: 2026-11-29}");
        check(&CHECK, &(all_week + &swapped("lena", away)));
        let there = swapped("lena", "").replace("#   ^^ warning: \n", "");
        check(
            &CHECK,
            &(lena("{from: 2026-11-24, to: 2026-11-29}") + &there),
        );
    }

    #[test]
    fn policy_moves_it_and_takes_it_away() {
        let policy =
            |weeks: i64| format!("#- policy:\nschema = 1\n[triage]\nrota_weeks = {weeks}\n");
        check(&CHECK, &(weeks(&ALL[..2]) + &policy(2)));
        check(&CHECK, &(weeks(&["2026-W30-emea"]) + &policy(0)));
    }

    #[test]
    fn a_week_that_cannot_be_read_is_no_gap() {
        let broken = format!("#- rota/{}.yaml\nwho: [sam\n", ALL[2]);
        check(&CHECK, &(weeks(&[ALL[0], ALL[1], ALL[3]]) + &broken));
    }
}
