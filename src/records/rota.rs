//! A week of the rota: who does triage in a region, and who they swapped with.
//! Weeks that nobody has are found in `checks`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::Handle;
use super::{Dated, Kind, Naming, One, Record, Records, Reference, Shelving, Statement, person};
use crate::calendar::{Date, Instant, Week};

/// Weeks of the rota: `rota/<ISO week>-<region>.yaml`, a file for each region, so that two can plan at once.
pub static KIND: Kind = Kind {
    name: "rota",
    folder: "rota",
    naming: Naming::Week,
    shelving: Shelving::Flat,
    keys: &["who", "note", "swaps"],
    schema: super::reading::schema_of::<Rota>,
    read: super::reading::read_as::<Rota>,
    keep: super::kept::keep_as::<Rota>,
    kept: super::kept::kept_as::<Rota>,
};

/// Who does triage in one region for one week. Both are in the name of the file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rota {
    /// Handle of the SA who took the week first.
    pub who: Handle,
    pub note: Option<String>,
    /// Append-only; the last entry names who does it.
    #[serde(default)]
    pub swaps: Vec<Swap>,
}

/// A week that went from one SA to another; never edited after.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Swap {
    pub at: Instant,
    pub by: Handle,
    /// Handle of the SA who had it.
    pub from: Handle,
    /// Handle of the SA who has it now.
    pub to: Handle,
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub reason: String,
}

impl Dated for Swap {
    fn said(&self) -> (Instant, &Handle, String) {
        let words = format!("{} {} {}", self.from, self.to, self.reason);
        (self.at, &self.by, words)
    }
}

impl Rota {
    /// Returns who does triage, after all swaps.
    pub fn present(&self) -> &Handle {
        self.swaps.last().map_or(&self.who, |swap| &swap.to)
    }

    /// Returns the key that names who does triage.
    pub fn present_key(&self) -> String {
        match self.swaps.len() {
            0 => "who".into(),
            count => format!("swaps[{}].to", count - 1),
        }
    }
}

/// Returns the week and the region, in small letters, that the id of a rota names.
pub fn parts(id: &str) -> Option<(Week, &str)> {
    let (week, region) = (id.get(..8)?, id.get(8..)?.strip_prefix('-')?);
    let read: Week = week.parse().ok()?;
    let is_region = region.parse::<Handle>().is_ok();
    (read.to_string() == week && is_region).then_some((read, region))
}

/// Returns a region as ids of the rota have it: `EMEA North` is `emea-north`.
pub fn slug(region: &str) -> String {
    Handle::from_name(region).map_or_else(|| "desk".into(), |slug| slug.to_string())
}

/// Returns the id of the rota of a region for a week.
pub fn id_of(week: Week, region: &str) -> String {
    format!("{week}-{}", slug(region))
}

/// Returns the readable rota of a region for a week.
pub fn of<'a>(records: &'a Records, week: Week, region: &str) -> Option<One<'a, Rota>> {
    records.get(&KIND, &id_of(week, region))
}

/// Returns who does triage in a region on a day, where somebody does.
pub fn on_duty<'a>(records: &'a Records, region: &str, day: Date) -> Option<&'a Handle> {
    of(records, Week::of(day), region).map(|rota| rota.value().present())
}

impl Record for Rota {
    fn title(&self) -> String {
        format!("{} on triage", self.present())
    }

    fn owner(&self) -> Option<&Handle> {
        Some(self.present())
    }

    fn references(&self) -> Vec<Reference> {
        let mut references = vec![Reference::new("who", &person::KIND, &self.who)];
        for (at, swap) in self.swaps.iter().enumerate() {
            for (key, who) in [("from", &swap.from), ("to", &swap.to)] {
                let path = format!("swaps[{at}].{key}");
                references.push(Reference::new(path, &person::KIND, who));
            }
        }
        references
    }

    fn statements(&self) -> Vec<Statement> {
        Statement::of("swaps", &self.swaps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_week_and_a_region() {
        let week: Week = "2026-W48".parse().expect("a week");
        assert_eq!(parts("2026-W48-emea"), Some((week, "emea")));
        assert_eq!(id_of(week, "EMEA North"), "2026-W48-emea-north");
        assert_eq!(parts("2026-W48-emea-north"), Some((week, "emea-north")));
        for wrong in ["2026-W48", "2026-W48-", "2026-W54-emea", "emea-2026-W48"] {
            assert_eq!(parts(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_last_swap_says_who_does_it() {
        let swap = "{at: 2026-11-20T09:00:00Z, by: sam, from: sam, to: kim, reason: r}";
        let read = |text: &str| serde_yaml::from_str::<Rota>(text).expect("a rota");
        let alone = read("who: sam\n");
        assert_eq!(
            (alone.present().as_str(), alone.present_key().as_str()),
            ("sam", "who")
        );
        let swapped = read(&format!("who: sam\nswaps: [{swap}]\n"));
        assert_eq!(swapped.present().as_str(), "kim");
        assert_eq!(swapped.present_key(), "swaps[0].to");
    }
}
