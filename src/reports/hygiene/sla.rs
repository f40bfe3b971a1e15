//! How the SLAs were kept: what was met and breached, and how long the first activity on requests took.
//! Which clock counts how is worked out in `sla`.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Picked, Weekly, tally::NOBODY};
use crate::reports::{Cell, Column, Part, Room, Table, Tone};
use crate::sla::{ClockState, Outcome};

/// Clocks that ended are counted for so many days: a quarter.
const DAYS: i64 = 91;

/// What came of clocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Kept {
    met: usize,
    breached: usize,
    running: usize,
    paused: usize,
    /// Seconds to the first activity on requests, as their targets count them; the fewest first.
    first: Vec<i64>,
}

/// What clocks are counted by: the word for it, and its name.
type Group<'r> = (&'static str, &'r str);

/// Returns the section of the weekly report, and its data.
pub(super) fn section(week: &Weekly<'_>) -> (Vec<Part>, Value) {
    let kept = counted(week);
    let rows: Vec<(&Group<'_>, &Kept)> = kept.iter().collect();
    let table = Table {
        columns: vec![
            Column::new("by", Room::Fixed),
            Column::new("of", Room::Folds),
            Column::new("met", Room::Fixed),
            Column::new("breached", Room::Fixed),
            Column::new("share", Room::Fixed),
            Column::new("running", Room::Spare),
            Column::new("paused", Room::Fixed),
            Column::new("median", Room::Fixed),
            Column::new("90th", Room::Fixed),
        ],
        rows: rows.iter().map(|(group, kept)| row(group, kept)).collect(),
        when_empty: "no clock ran in that time".into(),
    };
    let parts = vec![
        Part::Heading(format!("SLAs kept, {DAYS} days")),
        Part::Table(table),
        Part::Text(
            "median and 90th percentile are of the hours to the first activity, as the target counts them\n"
                .into(),
        ),
    ];
    let data = rows.iter().map(|(group, kept)| data(group, kept)).collect();
    (parts, json!({ "days": DAYS, "rows": Value::Array(data) }))
}

fn counted<'r>(week: &'r Weekly<'_>) -> BTreeMap<Group<'r>, Kept> {
    let standing = &week.now;
    let first_month = standing.policy.thresholds.fiscal_year_first_month as u32;
    let picked = Picked::new(week.wanted, standing.records, first_month);
    let since = standing.now.plus_days(-DAYS).unix();
    let mut kept: BTreeMap<Group<'_>, Kept> = BTreeMap::new();
    for row in standing.rows.iter().filter(|row| picked.wants(row)) {
        for outcome in row.outcomes() {
            let is_recent = outcome.ended.is_none_or(|ended| since <= ended);
            if !is_recent {
                continue;
            }
            for group in groups(&outcome) {
                kept.entry(group).or_default().count(&outcome);
            }
        }
    }
    kept.values_mut()
        .for_each(|kept| kept.first.sort_unstable());
    kept
}

fn groups<'r>(outcome: &Outcome<'r>) -> Vec<Group<'r>> {
    let mut groups = vec![
        ("all", ""),
        ("target", outcome.target),
        ("region", outcome.region.unwrap_or("none")),
        ("person", outcome.owner.unwrap_or(NOBODY)),
    ];
    groups.extend(outcome.template.map(|template| ("template", template)));
    groups
}

impl Kept {
    fn count(&mut self, outcome: &Outcome<'_>) {
        match outcome.state {
            ClockState::Met => self.met += 1,
            ClockState::Breached => self.breached += 1,
            ClockState::Running => self.running += 1,
            ClockState::Paused => self.paused += 1,
            ClockState::Cancelled => {}
        }
        self.first.extend(outcome.first);
    }

    /// Returns the share that was met of those met or breached, in percent with one digit.
    fn share(&self) -> Option<f64> {
        let ended = self.met + self.breached;
        (0 < ended).then(|| ((self.met * 2000 + ended) / (2 * ended)) as f64 / 10.0)
    }

    /// Returns the hours to the first activity that so many percent of the requests did not exceed, by nearest rank, with
    /// one digit.
    fn percentile(&self, percent: usize) -> Option<f64> {
        let rank = (self.first.len() * percent).div_ceil(100);
        let seconds = self.first.get(rank.checked_sub(1)?)?;
        Some(((seconds * 10 + 1800) / 3600) as f64 / 10.0)
    }
}

fn row(group: &Group<'_>, kept: &Kept) -> Vec<Cell> {
    let number =
        |number: Option<f64>| number.map_or(String::new(), |number| format!("{number:.1}"));
    let tone = match kept.breached {
        0 => Tone::Plain,
        _ => Tone::Warning,
    };
    vec![
        group.0.into(),
        group.1.into(),
        kept.met.to_string().into(),
        Cell::toned(kept.breached.to_string(), tone),
        kept.share()
            .map_or(String::new(), |share| format!("{share:.1} %"))
            .into(),
        kept.running.to_string().into(),
        kept.paused.to_string().into(),
        number(kept.percentile(50)).into(),
        number(kept.percentile(90)).into(),
    ]
}

fn data(group: &Group<'_>, kept: &Kept) -> Value {
    json!({
        "by": group.0,
        "of": group.1,
        "met": kept.met,
        "breached": kept.breached,
        "share_met": kept.share(),
        "running": kept.running,
        "paused": kept.paused,
        "first_activities": kept.first.len(),
        "median_hours": kept.percentile(50),
        "percentile_90_hours": kept.percentile(90),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_nearest_rank_and_shares_of_what_ended() {
        let hours = |hours: &[i64]| Kept {
            first: hours.iter().map(|hours| hours * 3600).collect(),
            ..Kept::default()
        };
        let ten: Vec<i64> = (1..=10).collect();
        assert_eq!(hours(&ten).percentile(50), Some(5.0));
        assert_eq!(hours(&ten).percentile(90), Some(9.0));
        assert_eq!(hours(&[7]).percentile(50), Some(7.0));
        assert_eq!(hours(&[7]).percentile(90), Some(7.0));
        assert_eq!(hours(&[]).percentile(50), None);
        let kept = Kept {
            met: 2,
            breached: 1,
            running: 5,
            ..Kept::default()
        };
        assert_eq!(kept.share(), Some(66.7));
        assert_eq!(Kept::default().share(), None);
    }
}
