//! What several checks look up in a desk, found once for all of them when the first asks.
//! What a check is shown beside it lives in `review`.

use std::any::Any;
use std::ops::Range;
use std::sync::OnceLock;

use super::Review;
use super::review::Scope;
use super::sla_breached_without_reason::is_silent;
use crate::records::reading::together::spread;
use crate::records::reading::{Misplaced, misplaced};
use crate::records::{File, KINDS, Kind, One, Record, Reference, Request, Sow};
use crate::sla::{Clock, Clocks};

/// Records that one thread looks through at a time.
const RUN: usize = 256;

/// A key that names what is not there.
pub(super) struct Dangling<'a> {
    pub(super) file: &'a File,
    pub(super) reference: Reference,
}

/// The clocks of a record over which it is called late, each sort by a check of its own.
pub(super) struct Late<'a> {
    /// Those that run out soon.
    pub(super) soon: Vec<Clock<'a>>,
    /// Those over their time, where no step since says why.
    pub(super) silent: Vec<Clock<'a>>,
}

/// What was looked up of a desk so far.
#[derive(Default)]
pub(super) struct Known<'a> {
    /// Where the subjects of one kind stand among all.
    runs: Vec<Range<usize>>,
    /// The files of each kind in the order of `KINDS`, ordered by id and then by path.
    by_id: Vec<OnceLock<Vec<&'a File>>>,
    unread: OnceLock<Vec<&'a File>>,
    dangling: OnceLock<Vec<Dangling<'a>>>,
    late: OnceLock<Vec<Late<'a>>>,
}

impl<'a> Known<'a> {
    /// Returns what is known of subjects ordered by path, before anything is looked up.
    pub(super) fn of(subjects: &[&'a File]) -> Self {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for run in subjects.chunk_by(|a, b| a.kind == b.kind) {
            let start = runs.last().map_or(0, |last| last.end);
            runs.push(start..start + run.len());
        }
        Self {
            runs,
            by_id: KINDS.iter().map(|_| OnceLock::new()).collect(),
            ..Self::default()
        }
    }
}

impl<'a> Review<'a> {
    /// Returns the files to judge that hold records of a type; none of another kind is looked at.
    pub(super) fn of_type<T: Record>(&self) -> &[&'a File] {
        let runs = self.known.runs.iter();
        let mut runs = runs.map(|run| &self.subjects()[run.clone()]);
        let is_of_type = |run: &&[&'a File]| {
            let record: Option<&dyn Any> = run.iter().find_map(|file| Some(file.record()? as _));
            record.is_some_and(|record| record.is::<T>())
        };
        runs.find(is_of_type).unwrap_or_default()
    }

    /// Returns the file with an id, as [`crate::records::Records::file`] does.
    pub(super) fn file(&self, kind: &'static Kind, id: &str) -> Option<&'a File> {
        // Of a few records to judge, the others are not listed.
        if self.scope != Scope::Whole {
            return self.after.file(kind, id);
        }
        let files = self.by_id(kind);
        let first = files.partition_point(|file| file.id.as_str() < id);
        files.get(first).copied().filter(|file| file.id == id)
    }

    /// Returns the files of a whole desk whose id another before them by path has.
    pub(super) fn second(&self) -> Vec<&'a File> {
        let pairs = KINDS.iter().flat_map(|kind| self.by_id(kind).windows(2));
        let second = pairs.filter(|pair| pair[0].id == pair[1].id);
        second.map(|pair| pair[1]).collect()
    }

    fn by_id(&self, kind: &'static Kind) -> &[&'a File] {
        let place = KINDS.iter().position(|own| *own == kind);
        self.known.by_id[place.expect("every kind is in the table")].get_or_init(|| {
            let mut files: Vec<&File> = self.after.files_of(kind).collect();
            files.sort_by(|a, b| a.id.cmp(&b.id));
            files
        })
    }

    /// Returns a readable record by its id, as [`crate::records::Records::get`] does.
    pub(super) fn get<T: Record>(&self, kind: &'static Kind, id: &str) -> Option<One<'a, T>> {
        self.file(kind, id)?.as_one()
    }

    /// Returns whether a file has this id, readable or not.
    pub(super) fn has(&self, kind: &'static Kind, id: &str) -> bool {
        match self.scope {
            Scope::Whole => self.file(kind, id).is_some(),
            _ => self.after.has(kind, id),
        }
    }

    /// Returns the keys of the records to judge that name what is not there, in the order of the records.
    pub(super) fn dangling(&self) -> &[Dangling<'a>] {
        self.known.dangling.get_or_init(|| {
            spread(self.subjects(), RUN, |files| {
                let mut dangling = Vec::new();
                for file in files.iter().copied() {
                    let references = file.record().map(|record| record.references());
                    let unknown = references
                        .into_iter()
                        .flatten()
                        .filter(|reference| !self.has(reference.kind, &reference.id));
                    dangling.extend(unknown.map(|reference| Dangling { file, reference }));
                }
                dangling
            })
        })
    }

    /// Returns the clocks of the requests to judge, then of the SOWs, over which a check may speak.
    pub(super) fn late(&self) -> &[Late<'a>] {
        self.known.late.get_or_init(|| {
            let clocks = match self.scope {
                Scope::Whole => Clocks::of_whole(self.after, self.policy, self.now),
                _ => Clocks::new(self.after, self.policy, self.now),
            };
            let is_silent = |clock: &Clock<'a>| is_silent(clock, self.after);
            let files = [self.of_type::<Request>(), self.of_type::<Sow>()].concat();
            spread(&files, RUN, |files| {
                let late = files.iter().map(|file| {
                    let [soon, silent] = clocks.late_in(file, [&Clock::is_due_soon, &is_silent]);
                    Late { soon, silent }
                });
                late.filter(|late| !late.soon.is_empty() || !late.silent.is_empty())
                    .collect()
            })
        })
    }

    /// Returns the files to judge that look like records and do not stand where records stand, ordered by path.
    pub fn misplaced(&self) -> Vec<Misplaced> {
        let is_file = |path: &&String| self.after.snapshot().find(path).is_some();
        // Whoever asks about files need not wait until all others are listed.
        let there: Vec<&String> = match &self.scope {
            Scope::Change => self.touched.iter().filter(is_file).collect(),
            Scope::Under(roots) if roots.iter().all(|root| is_file(&root)) => {
                roots.iter().collect()
            }
            _ => {
                let all = self.after.misplaced().iter();
                return all.filter(|one| self.judges(&one.path)).cloned().collect();
            }
        };
        there
            .into_iter()
            .filter_map(|path| misplaced(path))
            .collect()
    }

    /// Returns whether a record of a kind that cannot be read mentions an id, so that nobody can say there is none.
    pub fn may_have_unread(&self, kind: &Kind, id: &str) -> bool {
        if self.scope != Scope::Whole {
            return !self.after.unreadable_with(kind, id).is_empty();
        }
        let unread = self.known.unread.get_or_init(|| {
            let files = self.after.files();
            files.filter(|file| file.record().is_none()).collect()
        });
        unread
            .iter()
            .any(|file| file.kind == kind && file.source().text.contains(id))
    }
}
