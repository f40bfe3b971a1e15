//! Laws of the report over desks that are made up: every sum agrees with every other, however it is cut.

use std::collections::BTreeMap;

use proptest::prelude::*;

use desk::checks::{self, judged::Kept};
use desk::finding::Verdict;
use desk::policy::Policy;
use desk::records::Records;
use desk::reports::hygiene::{Counts, Standing, Tally, Wanted};
use desk::source::{Snapshot, Source};

const SAS: [&str; 3] = ["sam", "kim", "lena"];
const REGIONS: [&str; 2] = ["EMEA", "AMER"];
const STAGES: [&str; 6] = [
    "1-Discovery",
    "2-Scoping",
    "3-Technical Evaluation",
    "4-Proposal",
    "Closed Won",
    "8-Closed Lost",
];

/// What is drawn of one opportunity: account, SA (the last draw is nobody), region, stage, day it closes, next steps,
/// a POV activity, a late one.
type Draw = (usize, usize, usize, usize, u32, bool, bool, bool);

fn draw() -> impl Strategy<Value = Draw> {
    (
        0..3usize,
        0..4usize,
        0..2usize,
        0..6usize,
        1..28u32,
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
    )
}

fn desk(draws: &[Draw], waived: bool) -> Records {
    let mut files = vec![
        person("maria", "manager", "maria"),
        person("dana", "sae", "maria"),
    ];
    files.extend(SAS.map(|sa| person(sa, "sa", if sa == "lena" { "sam" } else { "maria" })));
    for account in 0..3 {
        let sa = if account == 0 {
            ""
        } else {
            "solutions_architect: sam\n"
        };
        let text = format!("name: Customer {account}\nowner: dana\nregion: EMEA\n{sa}");
        files.push((format!("accounts/customer-{account}.yaml"), text));
    }
    for (at, draw) in draws.iter().enumerate() {
        files.extend(of_opportunity(at, draw));
    }
    if waived {
        let text = "check: stale-next-steps\nrecord: OPP-00000000\nreason: agreed\nuntil: 2026-12-31\napproved_by: maria\n";
        files.push(("waivers/WVR-5A7C9E1G.yaml".into(), text.into()));
    }
    files.push(("opportunities/OPP-ZZZZZZZZ.yaml".into(), "name: [".into()));
    Records::of(Snapshot::of_texts(files))
}

fn person(handle: &str, role: &str, manager: &str) -> (String, String) {
    let text = format!(
        "name: {handle}\nemails: [{handle}@example.com]\nroles: [{role}]\nmanager: {manager}\n"
    );
    (format!("people/{handle}.yaml"), text)
}

fn of_opportunity(at: usize, draw: &Draw) -> Vec<(String, String)> {
    let (account, sa, region, stage, day, next, pov, late) = *draw;
    let id = format!("OPP-0000000{at:X}");
    let said = "at: 2026-09-01T09:00:00Z, by: dana";
    let who = SAS.get(sa).copied();
    let mut text = format!(
        "name: Deal {at}\naccount: customer-{account}\nowner: dana\nregion: {}\namount: 120000 EUR\nclose_date: [{{{said}, date: 2026-12-{day:02}}}]\nhistory: [{{{said}, to: {}}}]\n",
        REGIONS[region], STAGES[stage]
    );
    if let Some(who) = who {
        text += &format!("primary_sa: [{{{said}, who: {who}}}]\n");
    }
    if next {
        text += &format!(
            "next_steps: [{{at: 2026-11-01T09:00:00Z, by: dana, text: Call, due: 2026-11-{day:02}}}]\n"
        );
    }
    let mut files = vec![(format!("opportunities/{id}.yaml"), text)];
    let kinds = [(pov, "PoV related activity"), (late, "Demo")];
    for (place, (_, kind)) in kinds.iter().enumerate().filter(|(_, (is, _))| *is) {
        let text = format!(
            "opportunity: {id}\ntype: {kind}\nat: 2026-11-02T09:00:00Z\nsa: {}\nsummary: Done\nlogged_at: 2026-11-{:02}T09:00:00Z\nlogged_by: sam\n",
            who.unwrap_or("sam"),
            2 + day.min(20)
        );
        files.push((format!("activities/ACT-000000{at:X}{place}.yaml"), text));
    }
    files
}

fn policy() -> Policy {
    let source = Source::shared("desk.toml", "schema = 1\n");
    Policy::read(&source, &checks::names()).expect("the least policy is valid")
}

fn standing<'a>(
    records: &'a Records,
    policy: &'a Policy,
    kept: &'a Kept,
    wanted: &Wanted,
) -> Standing<'a> {
    let now = "2026-11-23T12:00:00Z".parse().expect("a time");
    Standing::of(records, policy, now, &[], kept, wanted.extent()).within(wanted)
}

fn sum<'c>(counts: impl Iterator<Item = &'c Counts>) -> Counts {
    counts.fold(Counts::default(), |sum, counts| Counts {
        asked: sum.asked + counts.asked,
        passed: sum.passed + counts.passed,
        errors: sum.errors + counts.errors,
        warnings: sum.warnings + counts.warnings,
        waived: sum.waived + counts.waived,
    })
}

fn totals(tallies: &[Tally]) -> Counts {
    let totals: Vec<Counts> = tallies.iter().map(Tally::total).collect();
    sum(totals.iter())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn sums_by_person_by_check_and_in_all_agree(
        draws in proptest::collection::vec(draw(), 0..9),
        waived in any::<bool>(),
    ) {
        let (records, policy, kept) = (desk(&draws, waived), policy(), Kept::default());
        let whole = standing(&records, &policy, &kept, &Wanted::default());
        let tally = whole.tally();
        let total = tally.total();
        prop_assert_eq!(sum(tally.by_owner().values()), total);
        prop_assert_eq!(sum(tally.by_check().values()), total);
        let is_waived = |verdict: &Verdict| matches!(verdict, Verdict::Waived(_));
        let waived = whole.findings.iter().filter(|finding| is_waived(&finding.verdict)).count();
        prop_assert_eq!(total.errors + total.warnings + total.waived, whole.findings.len());
        prop_assert_eq!(total.waived, waived);
        prop_assert!(total.passed <= total.asked);

        let mut owners: BTreeMap<String, usize> = BTreeMap::new();
        for finding in &whole.findings {
            *owners.entry(finding.owner.clone().unwrap_or("nobody".into())).or_default() += 1;
        }
        for (owner, counts) in tally.by_owner() {
            let found = owners.get(owner).copied().unwrap_or_default();
            prop_assert_eq!(counts.errors + counts.warnings + counts.waived, found, "{}", owner);
        }
    }

    #[test]
    fn what_is_narrowed_to_each_part_sums_to_the_whole(
        draws in proptest::collection::vec(draw(), 0..9),
    ) {
        let (records, policy, kept) = (desk(&draws, false), policy(), Kept::default());
        let of = |wanted: Wanted| standing(&records, &policy, &kept, &wanted).tally();
        let whole = of(Wanted::default());

        let checks = checks::CHECKS.iter().map(|check| of(Wanted {
            check: Some(check.name.into()),
            ..Wanted::default()
        }));
        prop_assert_eq!(totals(&checks.collect::<Vec<_>>()), whole.total());

        for (owner, counts) in whole.by_owner() {
            if owner != "nobody" {
                let own = of(Wanted { sa: Some(owner.into()), ..Wanted::default() });
                prop_assert_eq!(own.total(), counts, "{}", owner);
            }
        }
        // Everybody reports to maria, some at a remove; what nobody owns is nobody's team's.
        let team = of(Wanted { manager: Some("maria".into()), ..Wanted::default() }).total();
        let owned = whole.by_owner().into_iter().filter(|(owner, _)| *owner != "nobody");
        let owned: Vec<Counts> = owned.map(|(_, counts)| counts).collect();
        prop_assert_eq!(team, sum(owned.iter()));
    }
}
