//! Clocks: which target runs on which record, since when, when it stood still, when it is due, and why.
//! What the targets are lives in `policy::sla`, business time in `calendar`.

mod clock;
mod counting;
mod cycle;
pub mod explain;
mod happening;
mod notice;
mod outcome;
mod told;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::calendar::{Instant, Now};
use crate::policy::Policy;
use crate::policy::sla::{Event, Target};
use crate::records::{Activity, File, One, Records, Request, Sow, activity, request, review, sow};

pub use clock::{Clock, ClockState, Retarget, Stretch};
pub use counting::Counting;
pub use explain::{Interval, explain};
pub use happening::{Happening, Matter};
pub use notice::{Notice, notice_of_call, notice_of_request, wanted};
pub use outcome::Outcome;

/// Requests whose activities are looked for one by one; for more, all activities for requests are gone through once.
const FEW: usize = 24;

/// The clocks of a desk at one moment.
pub struct Clocks<'a> {
    pub records: &'a Records,
    pub policy: &'a Policy,
    pub now: Now,
    /// The targets that have clocks, each with its exceptions.
    groups: Vec<(&'a Target, Vec<&'a Target>)>,
    /// When something was logged for a request, by its id; earliest first.
    logged: OnceLock<BTreeMap<&'a str, Vec<Instant>>>,
    /// How often that was asked for.
    asked: AtomicUsize,
    /// What presses most, by the path of its record: lists show it to people and give it to programs.
    urgent: Mutex<BTreeMap<&'a str, Option<Clock<'a>>>>,
    /// Whether all activities are read, so that none need be looked for in its text.
    is_read: bool,
}

impl<'a> Clocks<'a> {
    /// Returns the clocks of a desk; none is worked out before it is asked for.
    pub fn new(records: &'a Records, policy: &'a Policy, now: impl Into<Now>) -> Self {
        Self {
            records,
            policy,
            now: now.into(),
            groups: groups(policy),
            logged: OnceLock::new(),
            asked: AtomicUsize::new(0),
            urgent: Mutex::default(),
            is_read: false,
        }
    }

    /// Returns the clocks of a desk of which every record is read.
    pub fn of_whole(records: &'a Records, policy: &'a Policy, now: impl Into<Now>) -> Self {
        Self {
            is_read: true,
            ..Self::new(records, policy, now)
        }
    }

    /// Returns every clock of a request or a SOW, ended ones too, in the order of its targets and of time; none for
    /// other records.
    pub fn of(&self, file: &'a File) -> Vec<Clock<'a>> {
        self.of_file(file, |id| self.logged_for(id))
    }

    /// Returns the clocks of a record that are late in some way, as over their time or past their warning.
    ///
    /// What was logged for a request can only show that its first activity was earlier, so that activities are not
    /// looked through for a record that is not late without them.
    pub fn late(&self, file: &'a File, is_late: impl Fn(&Clock<'a>) -> bool) -> Vec<Clock<'a>> {
        let [late] = self.late_in(file, [&is_late]);
        late
    }

    /// Returns what [`Self::late`] does for each of several ways to be late.
    pub fn late_in<const N: usize>(
        &self,
        file: &'a File,
        ways: [&dyn Fn(&Clock<'a>) -> bool; N],
    ) -> [Vec<Clock<'a>>; N] {
        let unlogged = self.of_file(file, |_| Cow::Borrowed(&[]));
        let may_be = ways.map(|is_late| unlogged.iter().any(is_late));
        if !may_be.contains(&true) {
            return [(); N].map(|()| Vec::new());
        }
        let all = self.of(file);
        std::array::from_fn(|way| {
            let late = all.iter().filter(|clock| may_be[way] && ways[way](clock));
            late.cloned().collect()
        })
    }

    /// Returns every clock of the desk: those of requests, then those of SOWs, each by id.
    pub fn all(&self) -> Vec<Clock<'a>> {
        // Whoever asks for many SOWs reads all reviews once, rather than looking for those of each.
        self.records.files_of(&review::KIND).count();
        let files = [&request::KIND, &sow::KIND].map(|kind| self.records.files_of(kind));
        let files = files.into_iter().flatten();
        files.flat_map(|file| self.of(file)).collect()
    }

    /// Returns the clock of a record that presses most, worked out once for each; `None` where none runs.
    pub fn most_urgent(&self, file: &'a File) -> Option<Clock<'a>> {
        let mut known = self.urgent.lock().unwrap_or_else(PoisonError::into_inner);
        let urgent = known.entry(file.path()).or_insert_with(|| {
            if !self.may_run(file) {
                return None;
            }
            let running = self.of(file).into_iter().filter(Clock::is_running);
            running.min_by_key(Clock::urgency)
        });
        urgent.clone()
    }

    /// Returns whether a clock of a record may run, by what the record says alone: what was logged can stop one, and
    /// where no target goes by it, begin none.
    fn may_run(&self, file: &'a File) -> bool {
        let begins = |base: &Target| {
            let mut events = base.course.start.iter().chain(&base.course.restart);
            events.any(|event| *event == Event::FirstActivity)
        };
        let unlogged = || self.of_file(file, |_| Cow::Borrowed(&[]));
        self.groups.iter().any(|(base, _)| begins(base)) || unlogged().iter().any(Clock::is_running)
    }

    fn of_file<'l>(
        &self,
        file: &'a File,
        logged: impl FnOnce(&'a str) -> Cow<'l, [Instant]>,
    ) -> Vec<Clock<'a>> {
        let matters = if let Some(request) = file.as_one::<Request>() {
            let logged = logged(request.id());
            vec![happening::of_request(request, self.records, &logged)]
        } else if let Some(sow) = file.as_one::<Sow>() {
            happening::of_sow(sow, self.records)
        } else {
            Vec::new()
        };
        matters
            .into_iter()
            .flat_map(|matter| self.of_matter(file, matter))
            .collect()
    }

    fn of_matter(&self, file: &'a File, matter: Matter<'a>) -> Vec<Clock<'a>> {
        let own = self.groups.iter();
        let own = own.filter(|(base, _)| base.subject == matter.subject);
        own.flat_map(|(base, group)| clock::run(base, group, file, &matter, self))
            .collect()
    }

    fn logged_for(&self, id: &'a str) -> Cow<'_, [Instant]> {
        let asked = self.asked.fetch_add(1, Ordering::Relaxed);
        if !self.is_read && self.logged.get().is_none() && asked < FEW {
            let named = self.records.naming(&activity::KIND, id).into_iter();
            let activities = named.filter_map(File::as_one::<Activity>);
            let mut times: Vec<Instant> = activities.map(|activity| activity.at).collect();
            times.sort();
            return Cow::Owned(times);
        }
        let logged = self.logged.get_or_init(|| self.logged());
        Cow::Borrowed(logged.get(id).map_or(&[], Vec::as_slice))
    }

    fn logged(&self) -> BTreeMap<&'a str, Vec<Instant>> {
        let mut logged: BTreeMap<&str, Vec<Instant>> = BTreeMap::new();
        // Most activities are for no request, and need not be read to know that.
        let files = match self.is_read {
            true => self.records.files_of(&activity::KIND).collect(),
            false => self.records.naming_any(&activity::KIND, &request::KIND),
        };
        for file in files {
            let activity: Option<One<'a, Activity>> = file.as_one();
            let request = activity.and_then(|one| Some((one.value().request.as_ref()?, one.at)));
            if let Some((request, at)) = request {
                logged.entry(request.as_str()).or_default().push(at);
            }
        }
        logged.values_mut().for_each(|times| times.sort());
        logged
    }
}

fn groups(policy: &Policy) -> Vec<(&Target, Vec<&Target>)> {
    let targets = || policy.targets.iter();
    let bases = targets().filter(|target| target.of.is_none() && target.has_clock());
    bases
        .map(|base| {
            let group = targets().filter(|target| target.group() == base.name);
            (base, group.collect())
        })
        .collect()
}
