//! How far ahead something was asked for, and how far the policy wants it.

use super::Counting;
use super::happening::{place_of_sow, segment};
use crate::calendar::{Instant, Lasting, TimeLeft};
use crate::policy::Policy;
use crate::policy::sla::{Facts, Limit, Subject, Target, chosen};
use crate::records::{Records, Request, Sow};

/// The time between asking for something and when it takes place.
#[derive(Clone, Debug)]
pub struct Notice<'a> {
    pub target: &'a Target,
    pub counting: Counting<'a>,
    pub asked: Instant,
    pub takes_place: Instant,
    /// Seconds there are, as the target counts them; negative where it was asked for afterwards.
    pub given: i64,
    /// Seconds there must be.
    pub least: i64,
    /// Seconds that are wished for, where they are more.
    pub ideal: Option<i64>,
}

impl<'a> Notice<'a> {
    /// Returns how far ahead something was asked for; `None` where no target asks for it ahead.
    pub fn of(
        policy: &'a Policy,
        subject: Subject,
        facts: &Facts<'_>,
        asked: Instant,
        takes_place: Instant,
    ) -> Option<Self> {
        let (target, least, ideal) = wanted(policy, subject, facts)?;
        let counting = Counting::of(least, policy.calendar_of(facts.region));
        Some(Self {
            target,
            asked,
            takes_place,
            given: counting.between(asked, takes_place),
            least: least.seconds(&counting.calendar),
            ideal: ideal.map(|ideal| ideal.seconds(&counting.calendar)),
            counting,
        })
    }

    /// Returns whether it is less than must be.
    pub fn is_short(&self) -> bool {
        self.given < self.least
    }

    /// Returns whether it is enough, and less than is wished for.
    pub fn is_less_than_ideal(&self) -> bool {
        !self.is_short() && self.ideal.is_some_and(|ideal| self.given < ideal)
    }

    /// Returns the earliest it could take place.
    pub fn earliest(&self) -> Option<Instant> {
        self.counting.after(self.asked, self.least)
    }

    /// Returns how much there is, in words: "1 day 3 h".
    pub fn spoken(&self) -> String {
        TimeLeft::of(self.given, self.counting.day_seconds()).length()
    }
}

/// Returns how far ahead a request was made of what it asks for; `None` where no target asks for it ahead, or it does not
/// say when that takes place.
pub fn notice_of_request<'a>(
    policy: &'a Policy,
    records: &Records,
    request: &Request,
) -> Option<Notice<'a>> {
    let asked = request.created()?;
    let flags = request.flags_at(asked);
    let facts = Facts {
        template: Some(request.template),
        flags: &flags,
        segment: segment(records, request.account.as_ref()),
        region: request.region.as_deref(),
    };
    Notice::of(
        policy,
        Subject::Request,
        &facts,
        asked,
        request.takes_place()?,
    )
}

/// Returns how far ahead a scoping call is asked for; `None` where no target asks for it ahead.
pub fn notice_of_call<'a>(
    policy: &'a Policy,
    records: &Records,
    sow: &Sow,
    asked: Instant,
    call_at: Instant,
) -> Option<Notice<'a>> {
    let (segment, region) = place_of_sow(records, sow);
    let facts = Facts {
        segment,
        region,
        ..Facts::default()
    };
    Notice::of(policy, Subject::ScopingCall, &facts, asked, call_at)
}

/// Returns the target that asks for something ahead, with the least and the ideal.
pub fn wanted<'a>(
    policy: &'a Policy,
    subject: Subject,
    facts: &Facts<'_>,
) -> Option<(&'a Target, Lasting, Option<Lasting>)> {
    let ahead = policy
        .targets
        .iter()
        .filter(|target| target.subject == subject && !target.has_clock());
    let target = chosen(ahead, facts)?;
    match target.limit {
        Limit::Ahead { least, ideal } => Some((target, least, ideal)),
        Limit::Within(_) | Limit::Before(_) => None,
    }
}
