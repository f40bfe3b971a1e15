//! What judging one path came to, as bytes and back.

use serde::{Deserialize, Serialize};

use crate::calendar::{Date, Validity};
use crate::checks::{CHECKS, Check, place_of};
use crate::finding::{Finding, Level, Note, Place, Waiving};
use crate::records::Handle;
use crate::sla::Outcome;
use crate::source::{Position, Span};

/// What judging one path came to.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Row<'a> {
    pub path: &'a str,
    /// Handle of the owner of the record.
    pub owner: Option<&'a str>,
    /// The checks that ask something of it.
    pub asked: Asked,
    /// When it would come out the same.
    pub(super) valid: Validity,
    /// Whether it is no record, for want of one that can be read.
    pub is_unreadable: bool,
    /// Four bytes a digest.
    relied: &'a [u8],
    findings: &'a [u8],
    outcomes: &'a [u8],
}

/// Checks, by their place among all: the first in the last bit.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Asked(u128);

impl Asked {
    /// Adds the check at a place in `CHECKS`.
    pub(super) fn add(&mut self, place: usize) {
        self.0 |= 1 << place;
    }

    /// Returns whether no check asks anything.
    pub fn is_nothing(self) -> bool {
        self.0 == 0
    }

    /// Returns the checks, ordered by name.
    pub fn checks(self) -> impl Iterator<Item = &'static Check> {
        let asks = move |(place, _): &(usize, &&Check)| self.0 >> place & 1 == 1;
        let asking = CHECKS.iter().enumerate().filter(asks);
        asking.map(|(_, check)| *check)
    }

    /// Returns the one of these checks that has a name, if it is among them.
    pub fn only(self, name: &str) -> Self {
        Self(place_of(name).map_or(0, |place| self.0 & 1 << place))
    }
}

/// Rows as bytes, the settled ones apart.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) telling: Vec<u8>,
    pub(super) settled: Vec<u8>,
}

/// What is made a row of.
pub(super) struct Content<'a> {
    pub(super) path: &'a str,
    pub(super) owner: Option<&'a str>,
    pub(super) asked: Asked,
    pub(super) valid: Validity,
    pub(super) is_unreadable: bool,
    pub(super) relied: &'a [u32],
    pub(super) findings: &'a [Finding],
    pub(super) outcomes: &'a [Outcome<'a>],
}

/// A finding as it is kept, before anybody rules on it.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    check: u8,
    is_error: bool,
    is_waivable: bool,
    message: &'a str,
    help: &'a str,
    at: At<'a>,
    record: Option<&'a str>,
    owner: Option<&'a str>,
    since: Option<Date>,
    notes: Vec<(&'a str, At<'a>)>,
}

/// A place as it is kept: where it begins is known without its text.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct At<'a> {
    path: &'a str,
    span: Span,
    line: usize,
    column: usize,
}

impl<'a> At<'a> {
    fn of(place: &'a Place) -> Self {
        let Position { line, column } = place.position();
        Self {
            path: &place.source.path,
            span: place.span,
            line,
            column,
        }
    }

    fn place(self) -> Place {
        let (line, column) = (self.line, self.column);
        Place::begun(self.path, self.span, Position { line, column })
    }
}

impl<'a> Row<'a> {
    /// Returns the first row of some bytes, and the rest of them; `None` where there is none.
    pub(super) fn first(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        postcard::take_from_bytes(bytes).ok()
    }

    /// Adds the row to some bytes.
    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        let written = postcard::to_extend(self, std::mem::take(bytes));
        *bytes = written.expect("a row is plain data");
    }

    /// Returns the handle of the owner.
    pub(super) fn owner(&self) -> Option<Handle> {
        self.owner?.parse().ok()
    }

    /// Returns digests of what it relies on.
    pub(super) fn relied(&self) -> impl Iterator<Item = u32> {
        let (digests, _) = self.relied.as_chunks();
        digests.iter().map(|digest| u32::from_le_bytes(*digest))
    }

    /// Returns whether judging it alone found nothing.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// Returns whether nothing is told of it but that it passes what is asked, and that for good.
    pub(super) fn is_settled(&self) -> bool {
        let tells = self.is_unreadable || !self.is_clean() || !self.outcomes.is_empty();
        !tells && self.valid.until == i64::MAX
    }

    /// Returns what came of its clocks.
    pub fn outcomes(&self) -> Vec<Outcome<'a>> {
        match self.outcomes {
            [] => Vec::new(),
            bytes => postcard::from_bytes(bytes).unwrap_or_default(),
        }
    }

    /// Returns what was found.
    pub(super) fn findings(&self) -> Vec<Finding> {
        match self.findings {
            [] => Vec::new(),
            bytes => {
                let kept: Vec<Kept<'_>> = postcard::from_bytes(bytes).unwrap_or_default();
                kept.into_iter()
                    .filter_map(Finding::try_from_kept)
                    .collect()
            }
        }
    }
}

impl Finding {
    fn try_from_kept(kept: Kept<'_>) -> Option<Self> {
        let check = CHECKS.get(usize::from(kept.check))?;
        let note = |(message, at): (&str, At<'_>)| Note {
            message: message.into(),
            at: at.place(),
        };
        let level = match kept.is_error {
            true => Level::Error,
            false => Level::Warning,
        };
        let at = kept.at.place();
        Some(Self {
            record: kept.record.map(Into::into),
            owner: kept.owner.map(Into::into),
            since: kept.since,
            notes: kept.notes.into_iter().map(note).collect(),
            waiving: match kept.is_waivable {
                true => Waiving::Possible,
                false => Waiving::Impossible,
            },
            ..Self::new(check.name, level, kept.message, kept.help, at)
        })
    }
}

/// Adds a row to others.
pub(super) fn write(content: &Content<'_>, rows: &mut Rows) {
    let relied = content.relied.iter();
    let relied: Vec<u8> = relied.flat_map(|digest| digest.to_le_bytes()).collect();
    let kept: Vec<Kept<'_>> = content.findings.iter().filter_map(kept).collect();
    let row = Row {
        path: content.path,
        owner: content.owner,
        asked: content.asked,
        valid: content.valid,
        is_unreadable: content.is_unreadable,
        relied: &relied,
        findings: &plain(&kept),
        outcomes: &plain(content.outcomes),
    };
    row.write(match row.is_settled() {
        true => &mut rows.settled,
        false => &mut rows.telling,
    });
}

fn plain<T: Serialize>(list: &[T]) -> Vec<u8> {
    match list {
        [] => Vec::new(),
        list => postcard::to_extend(list, Vec::new()).expect("findings are plain data"),
    }
}

fn kept(finding: &Finding) -> Option<Kept<'_>> {
    let notes = finding.notes.iter();
    Some(Kept {
        check: u8::try_from(place_of(finding.check)?).ok()?,
        is_error: finding.level == Level::Error,
        is_waivable: finding.waiving == Waiving::Possible,
        message: &finding.message,
        help: &finding.help,
        at: At::of(&finding.at),
        record: finding.record.as_deref(),
        owner: finding.owner.as_deref(),
        since: finding.since,
        notes: notes
            .map(|note| (note.message.as_str(), At::of(&note.at)))
            .collect(),
    })
}
