//! Makes the desk: everything that happened, in order, each as a commit of whoever did it, through the gate.
//! What happened is written in `cast` and `stories`; nothing is written here that the gate did not pass.

use std::collections::BTreeMap;

use super::cast::{ACCOUNTS, Cast, DEALS, MANAGER, PEOPLE};
use super::chance::Chance;
use super::clock::{Moment, day, instant};
use super::stories::{Deed, Story, Turn, all};
use super::{cast, deeds, files};
use crate::calendar::Instant;
use crate::changes::{Act, Gate, Plan};
use crate::checks::Committer;
use crate::cli::Failure;
use crate::cli::change::refused;
use crate::policy::Policy;
use crate::records::{Id, Records};
use crate::store::{Purpose, Store, Trouble, When};

/// What happens at one moment.
enum Happening {
    Begin,
    People,
    Account(&'static str),
    Asked(&'static Story),
    Turned(&'static Story, &'static Deed),
}

/// Something that somebody did at a time.
struct Event {
    at: Instant,
    by: &'static str,
    what: Happening,
}

/// The desk in the making.
pub(super) struct Making<'a> {
    pub(super) store: Store,
    pub(super) cast: &'a Cast,
    pub(super) policy: &'a Policy,
    pub(super) chance: Chance,
    ids: BTreeMap<&'static str, Id>,
}

impl<'a> Making<'a> {
    /// Returns a desk in which nothing has happened.
    pub(super) fn new(
        store: Store,
        cast: &'a Cast,
        policy: &'a Policy,
        mut chance: Chance,
    ) -> Self {
        let ids = all().map(|story| (story.key, chance.id("REQ"))).collect();
        Self {
            store,
            cast,
            policy,
            chance,
            ids,
        }
    }

    /// Makes everything happen that leads up to `now`, and returns the number of commits.
    ///
    /// # Errors
    /// The disk or git failed.
    pub(super) fn run(&mut self, now: Instant) -> Result<usize, Failure> {
        let events = self.events(now);
        for event in &events {
            self.happen(event)?;
        }
        Ok(events.len())
    }

    /// Returns the id of the request of a story.
    pub(super) fn id(&self, story: &str) -> &Id {
        &self.ids[story]
    }

    fn events(&mut self, now: Instant) -> Vec<Event> {
        let mut all_of_it: Vec<(&'static str, Moment, Happening)> = vec![
            (MANAGER, day(33, "09:10"), Happening::Begin),
            (MANAGER, day(33, "09:40"), Happening::People),
        ];
        for account in ACCOUNTS {
            let made = Happening::Account(account[0]);
            all_of_it.push((account[3], day(32, "10:00"), made));
        }
        for story in all() {
            let (by, moment) = story.asked;
            all_of_it.push((by, moment, Happening::Asked(story)));
            for Turn(by, moment, deed) in story.then {
                all_of_it.push((by, *moment, Happening::Turned(story, deed)));
            }
        }
        let mut events: Vec<Event> = all_of_it
            .into_iter()
            .map(|(by, moment, what)| Event {
                at: instant(self.not_on_the_dot(moment), now, &cast::zone(by)),
                by,
                what,
            })
            .collect();
        events.sort_by_key(|event| event.at.unix());
        events
    }

    /// People are some minutes late; never by as much as lies between two turns of a story.
    fn not_on_the_dot(&mut self, moment: Moment) -> Moment {
        match moment {
            Moment::Day { ago, minutes } => Moment::Day {
                ago,
                minutes: minutes + self.chance.below(10) as i64,
            },
            fresh @ Moment::Fresh { .. } => fresh,
        }
    }

    fn happen(&mut self, event: &Event) -> Result<(), Failure> {
        let identity = self.cast.identity(event.by);
        let committer = Committer {
            emails: vec![identity.email.clone()],
        };
        self.store.act_as(identity);
        let waiver = self.chance.id("WVR");
        let transaction = self.store.begin(Purpose::Commit)?;
        let before = Records::of(transaction.before().clone());
        let (plan, command) = self.plan(event, &before, &waiver)?;
        let gate = Gate {
            before: Some(&before),
            policy: self.policy,
            now: event.at,
            committer: &committer,
            taken_back: None,
        };
        let passed = gate.attempt(plan, &command).map_err(refused)?;
        let when = When {
            seconds: event.at.unix(),
            offset_minutes: event.at.offset_minutes(),
        };
        transaction
            .write(&passed.checked, when, &mut |_| {})
            .map_err(Trouble::from)?;
        Ok(())
    }

    /// Returns what an event changes, and the command that would have done it.
    fn plan(
        &self,
        event: &Event,
        before: &Records,
        waiver: &Id,
    ) -> Result<(Plan, String), Failure> {
        let by = self.cast.handle(event.by);
        let act = Act {
            by: &by,
            at: event.at,
        };
        Ok(match &event.what {
            Happening::Begin => {
                let mut files = files::first();
                files.push(files::person(self.cast, MANAGER)?);
                (planned(files, "desk: begin"), "sa init".into())
            }
            Happening::People => {
                let others = PEOPLE.iter().filter(|player| player.handle != MANAGER);
                let files = others.map(|player| files::person(self.cast, player.handle));
                let files = files.collect::<Result<_, _>>()?;
                (
                    planned(files, "people: add the team"),
                    "sa person new".into(),
                )
            }
            Happening::Account(slug) => {
                let mut files = vec![files::account(self.cast, slug)?];
                for deal in DEALS.iter().filter(|deal| deal.1 == *slug) {
                    files.push(files::opportunity(self.cast, deal, event.at)?);
                }
                let subject = format!("accounts: add {slug} and what it may buy");
                (planned(files, &subject), "sa account new".into())
            }
            Happening::Asked(story) => {
                let follows = story.follows.map(|key| self.id(key));
                let settings = files::request(self.cast, story, follows, act.at);
                let plan = crate::changes::request::open(self.id(story.key), &settings, act)?;
                (plan, "sa request new --from -".into())
            }
            Happening::Turned(story, deed) => {
                let id = self.id(story.key);
                let plan = deeds::plan(self.cast, before, id, deed, act, waiver)?;
                (plan, deeds::command(deed, id))
            }
        })
    }
}

fn planned(files: Vec<crate::source::FileChange>, subject: &str) -> Plan {
    Plan {
        files,
        subject: subject.into(),
    }
}

/// Returns the requests of the person at the keyboard that a newcomer can try things on: one to claim, one to move.
pub(super) fn to_try() -> [&'static str; 2] {
    ["brightwater-board", "brightwater-offline"]
}
