//! Changes to the rota: who takes a week, who swaps with whom, and weeks dealt out in turn.

use super::record::{Setting, append, create, edit, said, text};
use super::{Act, Plan, Refusal};
use crate::calendar::Week;
use crate::records::rota::{KIND, id_of, of};
use crate::records::{Handle, One, Person, Records, Rota};
use crate::source::FileChange;

/// A week of a region's rota.
#[derive(Clone, Copy, Debug)]
pub struct Slot<'a> {
    pub week: Week,
    /// As the policy names it.
    pub region: &'a str,
}

impl Slot<'_> {
    fn id(&self) -> String {
        id_of(self.week, self.region)
    }

    /// Returns the slot in words: `2026-W48 in EMEA`.
    pub fn words(&self) -> String {
        format!("{} in {}", self.week, self.region)
    }
}

/// Returns the plan of giving a week that nobody has to somebody.
///
/// # Errors
/// Somebody has it.
pub fn set(
    records: &Records,
    slot: Slot<'_>,
    who: &Handle,
    note: Option<&str>,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    free(records, slot, Some(who))?;
    Ok(Plan {
        files: vec![new_file(slot, who, note, act)?],
        subject: format!("rota: {who} takes {}", slot.words()),
    })
}

/// Refuses a week that somebody has.
fn free(records: &Records, slot: Slot<'_>, who: Option<&Handle>) -> Result<(), Refusal> {
    let Some(file) = records.file(&KIND, &slot.id()) else {
        return Ok(());
    };
    let taken = file.as_one::<Rota>();
    let has = taken.map(|rota| rota.value().present());
    let (week, region) = (slot.week, slot.region);
    Err(match has {
        Some(own) if Some(own) == who => Refusal::new(
            format!("`{own}` has {} already", slot.words()),
            "`sa rota show` shows who has which week",
        ),
        Some(own) => Refusal::new(
            format!("`{own}` has {}", slot.words()),
            format!(
                "swap it, and say why: `sa rota swap {week} WHO --region {region} --reason TEXT`"
            ),
        ),
        None => Refusal::new(
            format!("{} cannot be read", file.path()),
            format!("mend it first: `hygiene check {}`", file.path()),
        ),
    })
}

fn new_file(
    slot: Slot<'_>,
    who: &Handle,
    note: Option<&str>,
    act: Act<'_>,
) -> Result<FileChange, Refusal> {
    let note = note.map(|note| Setting {
        key: "note".into(),
        text: note.trim().into(),
    });
    let who = Setting {
        key: "who".into(),
        text: who.to_string(),
    };
    let settings: Vec<Setting> = std::iter::once(who).chain(note).collect();
    create(&KIND, &slot.id(), act.at.date(), &settings, Vec::new())
}

/// Returns the plan of giving a week that somebody has to another.
///
/// # Errors
/// Nobody has it, or the other has it already; a reason that says nothing.
pub fn swap(
    records: &Records,
    slot: Slot<'_>,
    to: &Handle,
    reason: &str,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    said(reason, "reason", "--reason")?;
    let rota = taken(records, slot)?;
    let from = rota.value().present();
    if from == to {
        return Err(Refusal::new(
            format!("`{to}` has {} already", slot.words()),
            "`sa rota show` shows who has which week",
        ));
    }
    Ok(Plan {
        files: vec![handed(rota, to, reason, act)?],
        subject: format!("rota: {} goes from {from} to {to}", slot.words()),
    })
}

/// Returns the plan of exchanging two weeks of a region between those who have them.
///
/// # Errors
/// Nobody has one of them, or one person has both; a reason that says nothing.
pub fn exchange(
    records: &Records,
    slot: Slot<'_>,
    other: Week,
    reason: &str,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    said(reason, "reason", "--reason")?;
    let there = Slot {
        week: other,
        region: slot.region,
    };
    let (one, two) = (taken(records, slot)?, taken(records, there)?);
    let (first, second) = (one.value().present(), two.value().present());
    if first == second {
        return Err(Refusal::new(
            format!("`{first}` has both {} and {other}", slot.words()),
            "there is nothing to exchange; `sa rota show` shows who has which week",
        ));
    }
    Ok(Plan {
        files: vec![
            handed(one, second, reason, act)?,
            handed(two, first, reason, act)?,
        ],
        subject: format!(
            "rota: {first} and {second} exchange {} and {other} in {}",
            slot.week, slot.region
        ),
    })
}

fn taken<'a>(records: &'a Records, slot: Slot<'_>) -> Result<One<'a, Rota>, Refusal> {
    let (week, region) = (slot.week, slot.region);
    if records.has(&KIND, &slot.id()) && of(records, week, region).is_none() {
        free(records, slot, None)?;
    }
    of(records, week, region).ok_or_else(|| {
        Refusal::new(
            format!("nobody has {}", slot.words()),
            format!("give it to somebody: `sa rota set {week} WHO --region {region}`"),
        )
    })
}

fn handed(
    rota: One<'_, Rota>,
    to: &Handle,
    reason: &str,
    act: Act<'_>,
) -> Result<FileChange, Refusal> {
    let entry = act.entry(vec![
        text("from", rota.value().present().as_str()),
        text("to", to.as_str()),
        text("reason", reason.trim()),
    ]);
    edit(rota.file, &[append("swaps", entry)])
}

/// A week that was dealt out, or why it was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dealt {
    pub week: Week,
    pub outcome: Outcome,
    /// Who was passed over because they are away, with the days.
    pub passed_over: Vec<(Handle, usize)>,
}

/// What became of a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody takes it; on so many of its five weekdays they are away.
    Given(Handle, usize),
    /// It was taken before, and stays as it was.
    Taken,
    /// Everybody is away all week.
    Nobody,
}

/// Deals the weeks of a region from a week on to people in turn: never a week that is taken, and never to somebody who
/// is away all week. Who is away for a part is passed over for somebody who is not, and comes next.
pub fn deal(
    records: &Records,
    slot: Slot<'_>,
    weeks: i64,
    people: &[One<'_, Person>],
) -> Vec<Dealt> {
    let mut queue: Vec<One<'_, Person>> = people.to_vec();
    let week_at = |at| slot.week.plus_weeks(at);
    let mut dealt = Vec::new();
    for week in (0..weeks).map(week_at) {
        let here = Slot { week, ..slot };
        if records.has(&KIND, &here.id()) {
            dealt.push(Dealt {
                week,
                outcome: Outcome::Taken,
                passed_over: Vec::new(),
            });
            continue;
        }
        let away = |person: &One<'_, Person>| person.away_in(week).len();
        let least = (0..queue.len()).min_by_key(|at| (away(&queue[*at]), *at));
        let least = least.filter(|at| away(&queue[*at]) < week.weekdays().len());
        let until = least.unwrap_or(queue.len());
        let passed_over = queue[..until].iter();
        let passed_over = passed_over
            .map(|person| (handle(person), away(person)))
            .collect();
        let outcome = match least {
            None => Outcome::Nobody,
            Some(at) => {
                let chosen = queue.remove(at);
                queue.push(chosen);
                Outcome::Given(handle(&chosen), away(&chosen))
            }
        };
        dealt.push(Dealt {
            week,
            outcome,
            passed_over,
        });
    }
    dealt
}

fn handle(person: &One<'_, Person>) -> Handle {
    person.id().parse().expect("a person's id is a handle")
}

/// Returns the plan of the weeks that were dealt out.
///
/// # Errors
/// None was.
pub fn fill(region: &str, dealt: &[Dealt], act: Act<'_>) -> Result<Plan, Refusal> {
    let mut files = Vec::new();
    for one in dealt {
        if let Outcome::Given(who, _) = &one.outcome {
            let slot = Slot {
                week: one.week,
                region,
            };
            files.push(new_file(slot, who, None, act)?);
        }
    }
    let weeks = match files.len() {
        0 => {
            return Err(Refusal::new(
                format!("no week in {region} is both free and one that somebody could take"),
                "`sa rota show` shows who has which week; name more people, or more weeks with `--weeks N`",
            ));
        }
        1 => "1 week".to_owned(),
        count => format!("{count} weeks"),
    };
    Ok(Plan {
        files,
        subject: format!("rota: {weeks} in {region}"),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::records::person;

    fn desk(away: &[(&str, &str)], taken: &[&str]) -> Records {
        let person = |(handle, days): &(&str, &str)| {
            let text = format!(
                "name: {handle}\nemails: [{handle}@example.com]\nroles: [sa]\ntime_off: [{days}]\n"
            );
            (format!("people/{handle}.yaml"), text)
        };
        let week = |week: &&str| (format!("rota/{week}-emea.yaml"), "who: ann\n".to_owned());
        let people = away.iter().map(person);
        Records::of_texts(people.chain(taken.iter().map(week)))
    }

    fn dealt(records: &Records, weeks: i64) -> Vec<Dealt> {
        let people: Vec<One<'_, Person>> = records.all(&person::KIND).collect();
        let slot = Slot {
            week: "2026-W48".parse().expect("a week"),
            region: "EMEA",
        };
        deal(records, slot, weeks, &people)
    }

    fn told(dealt: &[Dealt]) -> Vec<String> {
        let told = dealt.iter().map(|one| {
            let week = &one.week.to_string()[5..];
            let passed: Vec<&str> = one
                .passed_over
                .iter()
                .map(|(who, _)| who.as_str())
                .collect();
            match &one.outcome {
                Outcome::Given(who, away) => format!("{week} {who} {away} {}", passed.join(",")),
                Outcome::Taken => format!("{week} taken"),
                Outcome::Nobody => format!("{week} nobody {}", passed.join(",")),
            }
        });
        told.collect()
    }

    #[test]
    fn who_is_away_is_passed_over_and_comes_next() {
        let records = desk(
            &[
                ("ann", "{from: 2026-11-26, to: 2026-11-26}"),
                ("ben", ""),
                ("cy", ""),
            ],
            &["2026-W50"],
        );
        assert_eq!(
            told(&dealt(&records, 5)),
            [
                "W48 ben 0 ann",
                "W49 ann 0 ",
                "W50 taken",
                "W51 cy 0 ",
                "W52 ben 0 "
            ]
        );
    }

    #[test]
    fn nobody_who_is_away_all_week_gets_it_and_of_the_others_who_is_there_longest() {
        let week = "{from: 2026-11-21, to: 2026-11-29}";
        let records = desk(&[("ann", week), ("ben", week)], &[]);
        assert_eq!(told(&dealt(&records, 1)), ["W48 nobody ann,ben"]);
        let two = "{from: 2026-11-23, to: 2026-11-24}";
        let records = desk(&[("ann", week), ("ben", two)], &[]);
        assert_eq!(told(&dealt(&records, 1)), ["W48 ben 2 ann"]);
    }

    proptest! {
        #[test]
        fn each_has_as_many_weeks_as_the_others_and_none_is_taken_twice(weeks in 0i64..30, people in 1usize..6, taken in proptest::collection::btree_set(0i64..30, 0..8)) {
            let names = ["ann", "ben", "cy", "di", "eve"];
            let first: Week = "2026-W48".parse().expect("a week");
            let taken: Vec<String> = taken.into_iter().map(|at| first.plus_weeks(at).to_string()).collect();
            let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
            let team: Vec<(&str, &str)> = names[..people].iter().map(|name| (*name, "")).collect();
            let records = desk(&team, &taken);
            let dealt = dealt(&records, weeks);
            let mut counts = vec![0i64; people];
            for one in &dealt {
                let was_taken = taken.contains(&one.week.to_string().as_str());
                match &one.outcome {
                    Outcome::Given(who, 0) => {
                        prop_assert!(!was_taken);
                        let at = names.iter().position(|name| *name == who.as_str()).expect("one of them");
                        counts[at] += 1;
                    }
                    other => prop_assert!(was_taken && *other == Outcome::Taken),
                }
            }
            let most = counts.iter().max().expect("somebody");
            let fewest = counts.iter().min().expect("somebody");
            prop_assert!(most - fewest <= 1);
            prop_assert_eq!(dealt.len() as i64, weeks);
        }
    }
}
