//! Records of which nothing is told but that they pass, counted instead of shown.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{Asked, Extent, Row};
use crate::records::Handle;

/// Records that pass all that the same checks ask of them, and of which nothing else is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passing {
    /// Handle of their owner.
    pub owner: Option<Handle>,
    /// The checks that ask something of each.
    pub asked: Asked,
    pub count: usize,
}

impl Passing {
    /// Returns how many records there are of each owner of which the same is asked, in order of the first of them.
    pub fn of<'r>(rows: impl Iterator<Item = Row<'r>>) -> Vec<Self> {
        let mut counted = Counted::default();
        rows.for_each(|row| counted.add(&row));
        counted.passing()
    }
}

/// Records as they are counted.
#[derive(Default)]
pub(super) struct Counted(IndexMap<(Option<Handle>, Asked), usize>);

impl Counted {
    /// Counts a record.
    pub(super) fn add(&mut self, row: &Row<'_>) {
        *self.0.entry((row.owner(), row.asked)).or_default() += 1;
    }

    /// Counts a record, where one that is settled need not be shown; returns whether it did.
    pub(super) fn takes(&mut self, row: &Row<'_>, extent: Extent) -> bool {
        let is_taken = extent == Extent::Telling && row.is_settled();
        if is_taken {
            self.add(row);
        }
        is_taken
    }

    /// Counts a record no more, if any like it is counted.
    pub(super) fn give_back(&mut self, row: &Row<'_>) {
        if let Some(count) = self.0.get_mut(&(row.owner(), row.asked)) {
            *count = count.saturating_sub(1);
        }
    }

    /// Returns how many records are counted.
    pub(super) fn sum(&self) -> usize {
        self.0.values().sum()
    }

    pub(super) fn passing(self) -> Vec<Passing> {
        let counts = self.0.into_iter();
        let counts = counts.map(|((owner, asked), count)| Passing {
            owner,
            asked,
            count,
        });
        counts.collect()
    }
}

impl From<Vec<Passing>> for Counted {
    fn from(passing: Vec<Passing>) -> Self {
        let counts = passing.into_iter();
        Self(counts.map(|of| ((of.owner, of.asked), of.count)).collect())
    }
}
