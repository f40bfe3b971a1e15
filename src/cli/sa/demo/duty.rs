//! The rota of the desk that is made up: who is on triage in each region, in the weeks around the run.

use super::cast::Cast;
use super::clock::{Moment, day};
use crate::calendar::{Instant, Week};
use crate::changes::rota::{Slot, deal, fill, swap};
use crate::changes::{Act, Plan, Refusal};
use crate::records::{Handle, One, Person, Records, person};

/// What happens to the rota of a region.
pub(super) struct Duty {
    region: &'static str,
    pub(super) by: &'static str,
    pub(super) when: Moment,
    deed: Deed,
}

enum Deed {
    /// Deals weeks out between people, in turn: so many before that of the run, to so many after.
    Deal(i64, i64, &'static [&'static str]),
    /// Gives the week so many after that of the run to another, with a reason.
    Swap(i64, &'static str, &'static str),
}

/// All that happens. Whoever is at the keyboard has a turn by the week, and Kenji, who is alone, ends with the next.
#[rustfmt::skip]
pub(super) const ALL: &[Duty] = &[
    Duty { region: "EMEA", by: "ingrid", when: day(17, "11:30"), deed: Deed::Deal(3, 5, &["ingrid", super::cast::ME]) },
    Duty { region: "AMER", by: "grace", when: day(17, "10:10"), deed: Deed::Deal(3, 5, &["grace", "tomas"]) },
    Duty { region: "APAC", by: "kenji", when: day(17, "09:40"), deed: Deed::Deal(3, 1, &["kenji"]) },
    Duty { region: "AMER", by: "tomas", when: day(8, "16:25"), deed: Deed::Swap(2, "grace", "The read-out at Tallgrass takes the week") },
];

/// Returns the change, and the command that would have made it.
pub(super) fn plan(
    duty: &Duty,
    cast: &Cast,
    before: &Records,
    act: Act<'_>,
    now: Instant,
) -> Result<(Plan, String), Refusal> {
    let this = Week::of(now.date());
    let region = duty.region;
    Ok(match &duty.deed {
        Deed::Deal(past, ahead, people) => {
            let handles: Vec<Handle> = people.iter().map(|who| cast.handle(who)).collect();
            let people: Vec<One<'_, Person>> = handles
                .iter()
                .filter_map(|who| before.get(&person::KIND, who.as_str()))
                .collect();
            let from = this.plus_weeks(-past);
            let slot = Slot { week: from, region };
            let dealt = deal(before, slot, past + 1 + ahead, &people);
            let names: Vec<&str> = handles.iter().map(Handle::as_str).collect();
            let command = format!("sa rota fill --from {from} --people {}", names.join(","));
            (fill(region, &dealt, act)?, command)
        }
        Deed::Swap(after, to, reason) => {
            let week = this.plus_weeks(*after);
            let to = cast.handle(to);
            let plan = swap(before, Slot { week, region }, &to, reason, act)?;
            (plan, format!("sa rota swap {week} {to} --reason ..."))
        }
    })
}
