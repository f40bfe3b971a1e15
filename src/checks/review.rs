//! What a check is shown: the desk before and after a change, the policy, the time, and who commits.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::calendar::{Date, Instant, Now};
use crate::finding::{Finding, Note, Place};
use crate::policy::Policy;
use crate::records::opportunity::Stage;
use crate::records::{File, One, Opportunity, Person, Record, Records, person, reading};
use crate::source::{Source, Span};

use super::known::{Known, Shared};
use super::{Check, counted};

/// Who commits a change: the addresses git has for them, author and committer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Committer {
    pub emails: Vec<String>,
}

/// What git knows of a file of `reviews/`: who brought it into the history, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    pub path: String,
    /// Addresses of author and committer of the commit that it came with.
    pub brought_by: Vec<String>,
    /// Those of the last commit that left it otherwise than it came.
    pub changed_by: Option<Vec<String>>,
    /// Those of the commit that removed it.
    pub removed_by: Option<Vec<String>>,
}

/// How much of the desk is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every record; every error counts.
    Whole,
    /// The records under these paths (files or folders); every error on them counts.
    Under(Vec<String>),
    /// What differs from the desk before, and what the difference breaks by reference.
    Change,
    /// What stands at one path, while all others are judged one by one as well: what several records share is told at one
    /// of them.
    Part(String),
    /// No record, while all are judged one by one: what is said of none of them.
    Rest,
}

/// A desk before and after, and all that bears on judging it.
pub struct Review<'a> {
    /// The desk before: none for a first commit, several for a merge.
    pub befores: &'a [Records],
    pub after: &'a Records,
    pub policy: &'a Policy,
    pub now: Now,
    /// `None` where nobody in particular commits, as when a whole desk is checked.
    pub committer: Option<&'a Committer>,
    /// Where the reviews of a whole desk come from, for what no single commit shows; empty where history is not asked.
    pub origins: &'a [Origin],
    /// The desk before the change that this one takes back, when it is an undo.
    pub taken_back: Option<&'a Records>,
    pub scope: Scope,
    pub(super) touched: BTreeSet<String>,
    pub(super) subjects: Vec<&'a File>,
    /// Records that are judged only because of others that change, with the checks of which waivers change.
    pub(super) only_for: BTreeMap<String, BTreeSet<String>>,
    pub(super) known: Known<'a>,
    pub(super) shared: Arc<Shared<'a>>,
}

impl<'a> Review<'a> {
    /// Returns a review with nothing said yet of committer or undo.
    pub fn new(
        befores: &'a [Records],
        after: &'a Records,
        policy: &'a Policy,
        now: Instant,
        scope: Scope,
    ) -> Self {
        let touched: BTreeSet<String> = match befores {
            [] if scope == Scope::Change => after
                .snapshot()
                .changed_since(&crate::source::Snapshot::empty()),
            befores => befores
                .iter()
                .flat_map(|before| after.snapshot().changed_since(before.snapshot()))
                .collect(),
        }
        .into_iter()
        .collect();
        let mut review = Self {
            befores,
            after,
            policy,
            now: now.into(),
            committer: None,
            origins: &[],
            taken_back: None,
            scope,
            touched,
            subjects: Vec::new(),
            only_for: BTreeMap::new(),
            known: Known::default(),
            shared: Arc::default(),
        };
        review.subjects = review.find_subjects();
        review.known = Known::of(&review.subjects);
        review
    }

    /// Returns the review of what stands at one path, as a part of a desk that is judged one by one.
    pub(super) fn part(&self, path: &str) -> Self {
        let subjects: Vec<&'a File> = self.after.at(path).into_iter().collect();
        Self {
            known: Known::of(&subjects),
            subjects,
            scope: Scope::Part(path.into()),
            origins: &[],
            touched: BTreeSet::new(),
            only_for: BTreeMap::new(),
            shared: Arc::clone(&self.shared),
            ..*self
        }
    }

    /// Returns the record files to judge, ordered by path.
    pub fn subjects(&self) -> &[&'a File] {
        &self.subjects
    }

    /// Returns the readable records of one kind to judge.
    pub fn each<T: Record>(&self) -> impl Iterator<Item = One<'a, T>> {
        self.of_type::<T>().iter().filter_map(|file| file.as_one())
    }

    /// Returns the readable records of one kind to judge by a check, of which it asks something.
    pub fn asked<T: Record>(&self, check: &Check) -> impl Iterator<Item = One<'a, T>> {
        let asks = |file: &&&File| check.applies.is_none_or(|applies| applies(self, file));
        let files = self.of_type::<T>().iter();
        let asked: Vec<&'a File> = files.filter(asks).copied().collect();
        asked.into_iter().filter_map(File::as_one)
    }

    /// Returns the line of the policy that sets a key, as a note; `None` where the default holds.
    pub fn policy_note(&self, key: &str, message: &str) -> Option<Note> {
        let place = self.policy.place(key)?;
        Some(Note {
            message: message.into(),
            at: place.clone(),
        })
    }

    /// Returns the day of the review.
    pub fn today(&self) -> Date {
        self.now.day()
    }

    /// Returns the day of the review where the owner of a record lives, for days that are theirs to keep.
    pub fn today_of(&self, file: &File) -> Date {
        let owner = file.record().and_then(|record| record.owner());
        let zone = owner.and_then(|owner| person::zone_of(self.after, owner.as_str()));
        match zone {
            Some(zone) => self.now.day_in(zone),
            None => self.today(),
        }
    }

    /// Returns whether a path is to be judged, whether or not a record stands there.
    pub fn judges(&self, path: &str) -> bool {
        match &self.scope {
            Scope::Whole => true,
            Scope::Under(roots) => roots.iter().any(|root| is_under(path, root)),
            Scope::Change => self.touched.contains(path),
            Scope::Part(own) => own == path,
            Scope::Rest => true,
        }
    }

    /// Returns whether a path differs from the desk before, or from one of them.
    pub fn is_touched(&self, path: &str) -> bool {
        self.touched.contains(path)
    }

    /// Returns whether a finding is in the way of the change: not on a record that is looked at only because others
    /// change, unless it is of the check whose waiver does.
    pub fn is_at_stake(&self, finding: &Finding) -> bool {
        let checks = self.only_for.get(&finding.at.source.path);
        checks.is_none_or(|checks| checks.contains(finding.check))
    }

    /// Returns the record files that the change takes away: their id is nowhere any more.
    pub fn removed(&self) -> Vec<&'a File> {
        let gone = |before: &'a Records| {
            self.touched
                .iter()
                .filter_map(move |path| before.at(path))
                .filter(|file| !self.after.has(file.kind, &file.id))
        };
        self.befores.iter().flat_map(gone).collect()
    }

    /// Returns the handles of those who commit; empty where nobody known does.
    ///
    /// Who was there before must have had the address before: nobody becomes another by the change at hand.
    pub fn committer_handles(&self) -> Vec<&'a str> {
        let Some(committer) = self.committer else {
            return Vec::new();
        };
        let answers = |person: &Person| {
            committer
                .emails
                .iter()
                .any(|email| person.answers_to(email))
        };
        let was_another = |id: &str| {
            let before = |desk: &'a Records| desk.get::<Person>(&person::KIND, id);
            self.befores
                .iter()
                .filter_map(before)
                .any(|person| !answers(&person))
        };
        self.after
            .all::<Person>(&person::KIND)
            .filter(|person| answers(person) && !was_another(person.id()))
            .map(|person| person.id())
            .collect()
    }

    /// Returns whether somebody is all of those who commit: author as well as committer.
    pub fn is_committed_by(&self, who: &str) -> bool {
        let person = self.after.get::<Person>(&person::KIND, who);
        let all_theirs = |committer: &Committer| {
            let mut emails = committer.emails.iter();
            person.is_some_and(|person| emails.all(|email| person.answers_to(email)))
        };
        self.committer.is_some_and(all_theirs) && self.committer_handles().contains(&who)
    }

    /// Returns a finding of a check at a key of a record, whose place is not looked for yet where it can be later.
    pub fn finding(
        &self,
        check: &Check,
        file: &File,
        key: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Finding {
        let own = self.after.at(file.path());
        // A file that the change takes away cannot be found again.
        if own.is_none_or(|own| !std::ptr::eq(own, file)) {
            let span = file.outline().nearest(key);
            return self.finding_at(check, file, span, message, help);
        }
        let at = Place::new(&Source::shared(file.path(), ""), Span::default());
        Finding {
            key: Some(key.into()),
            ..Self::about(check, file, at, message, help)
        }
    }

    /// Returns a finding of a check at a span of a record's text.
    pub fn finding_at(
        &self,
        check: &Check,
        file: &File,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Finding {
        Self::about(check, file, Place::new(&file.source(), span), message, help)
    }

    fn about(
        check: &Check,
        file: &File,
        at: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Finding {
        let owner = file.record().and_then(|record| record.owner());
        Finding {
            record: Some(file.id.to_string()),
            owner: owner.map(ToString::to_string),
            ..Finding::new(check.name, check.level, message, help, at)
        }
    }

    /// Returns a finding of a check at the beginning of a file that is no record.
    pub fn finding_in(
        &self,
        check: &Check,
        path: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Finding {
        let at = Place::new(&Source::shared(path, ""), Span::default());
        Finding::new(check.name, check.level, message, help, at)
    }
}

/// Returns a path as a desk has it, of one that may begin with `./` and end with a slash; empty for the whole desk.
pub fn plain(path: &str) -> &str {
    match path.trim_start_matches("./").trim_end_matches('/') {
        "." => "",
        path => path,
    }
}

/// Returns whether a path is a root or lies below it; an empty root is the whole desk.
pub fn is_under(path: &str, root: &str) -> bool {
    reading::is_under(path, plain(root))
}

/// Returns a number of days in words: `1 day`, `7 days`.
pub(super) fn days(count: i64) -> String {
    counted(count, "day")
}

/// Returns the day since which an opportunity has been at stages of a sort, the one it is at included.
pub(super) fn since_stage(
    opportunity: &Opportunity,
    is_of_sort: impl Fn(Stage) -> bool,
) -> Option<Date> {
    let unbroken = opportunity.history.iter().rev();
    let entries = unbroken.take_while(|entry| is_of_sort(entry.to));
    entries.last().map(|entry| entry.at.date())
}
