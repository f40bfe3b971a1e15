//! What several checks look up in a desk, found once for all of them when the first asks.
//! What a check is shown beside it lives in `review`.

use std::any::Any;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::Review;
use super::review::Scope;
use super::sla_breached_without_reason::is_silent;
use super::unknown_reference::Letters;
use crate::records::opportunity::load::{Load, loads};
use crate::records::reading::relied::Once;
use crate::records::reading::together::spread;
use crate::records::reading::{Misplaced, misplaced};
use crate::records::{File, KINDS, Kind, Record, Reference, Request, Sow};
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

/// What was looked up of a desk so far, whatever of it is judged.
#[derive(Default)]
pub(super) struct Shared<'a> {
    loads: Once<BTreeMap<&'a str, Load<'a>>>,
    /// The ids of each kind in the order of `KINDS`, each with the letters in it.
    ids: [Once<Vec<(Letters, &'a str)>>; KINDS.len()],
    /// The files of each kind that cannot be read, in the order of `KINDS`.
    unread: [Once<Vec<&'a File>>; KINDS.len()],
}

/// What was looked up of the records to judge so far.
#[derive(Default)]
pub(super) struct Known<'a> {
    /// Where the subjects of one kind stand among all.
    runs: Vec<Range<usize>>,
    dangling: OnceLock<Vec<Dangling<'a>>>,
    late: OnceLock<Vec<Late<'a>>>,
    clocks: OnceLock<Vec<Clock<'a>>>,
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
            ..Self::default()
        }
    }
}

impl<'a> Review<'a> {
    /// Returns what each SA answers for, by handle.
    pub(super) fn loads(&self) -> &BTreeMap<&'a str, Load<'a>> {
        self.shared.loads.get_or_init(|| loads(self.after))
    }

    /// Returns the ids of a kind, ordered, each with the letters in it.
    pub(super) fn ids(&self, kind: &Kind) -> &[(Letters, &'a str)] {
        self.shared.ids[kind.place()].get_or_init(|| {
            let ids = self.after.ids(kind);
            ids.map(|id| (Letters::of(id), id)).collect()
        })
    }

    /// Returns every clock of the one record to judge.
    pub(super) fn clocks(&self) -> &[Clock<'a>] {
        self.known.clocks.get_or_init(|| {
            let clocks = Clocks::new(self.after, self.policy, self.now);
            let files = self.subjects().iter();
            files.flat_map(|file| clocks.of(file)).collect()
        })
    }

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
                        .filter(|reference| !self.after.has(reference.kind, &reference.id));
                    dangling.extend(unknown.map(|reference| Dangling { file, reference }));
                }
                dangling
            })
        })
    }

    /// Returns the clocks of the requests to judge, then of the SOWs, over which a check may speak.
    pub(super) fn late(&self) -> &[Late<'a>] {
        self.known.late.get_or_init(|| {
            let is_silent = |clock: &Clock<'a>| is_silent(clock, self.after);
            let clocks = match self.scope {
                Scope::Whole => Clocks::of_whole(self.after, self.policy, self.now),
                // Of a part, what came of all clocks is wanted as well.
                Scope::Part(_) => {
                    let own = self.clocks().iter();
                    let soon = own.clone().filter(|clock| clock.is_due_soon());
                    return vec![Late {
                        soon: soon.cloned().collect(),
                        silent: own.filter(|clock| is_silent(clock)).cloned().collect(),
                    }];
                }
                _ => Clocks::new(self.after, self.policy, self.now),
            };
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
        let is_file = |path: &&String| self.after.is_file(path);
        // Whoever asks about files need not wait until all others are listed.
        let there: Vec<&String> = match &self.scope {
            Scope::Change => self.touched.iter().filter(is_file).collect(),
            Scope::Part(path) => vec![path].into_iter().filter(is_file).collect(),
            Scope::Rest => Vec::new(),
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
        let is_whole = matches!(self.scope, Scope::Whole | Scope::Part(_));
        if !is_whole {
            return !self.after.unreadable_with(kind, id).is_empty();
        }
        let unread = self.shared.unread[kind.place()].get_or_init(|| self.after.unreadable(kind));
        unread.iter().any(|file| file.source().text.contains(id))
    }
}
