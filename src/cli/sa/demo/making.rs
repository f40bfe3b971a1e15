//! Makes the desk: everything that happened, in order, each as a commit of whoever did it, through the gate.
//! What happened is written in `cast`, `sales`, `stories` and `services`; nothing is made that the gate did not pass.

use super::cast::{self, ACCOUNTS, Cast, MANAGER, PEOPLE};
use super::chance::Chance;
use super::clock::{Moment, day, instant};
use super::duty::{self, Duty};
use super::lateness::Looking;
use super::sales::{self, Sale};
use super::stories::{self, Deed, Story, Turn};
use super::{deeds, files, services, settling};
use crate::calendar::Instant;
use crate::changes::{Act, Gate, Plan};
use crate::checks::Committer;
use crate::cli::Failure;
use crate::cli::change::refused;
use crate::cli::desk::policy_of;
use crate::policy::{self, Policy};
use crate::records::{Id, Records, request};
use crate::store::{Purpose, Store, Trouble, When};

/// What happens at one moment.
enum Happening {
    Begin,
    People,
    /// The end of the first weeks, in which the policy was lenient.
    Enforced,
    Account(&'static str),
    Opened(&'static Sale),
    Sold(&'static Sale, &'static [sales::Deed]),
    Asked(&'static Story),
    Turned(&'static Story, &'static Deed),
    Served(services::Happening),
    OnDuty(&'static Duty),
}

/// Something that somebody did at a time.
struct Event {
    at: Instant,
    by: &'static str,
    what: Happening,
    /// Those of what was added later; the others get theirs when it is their turn.
    ids: Option<Ids>,
}

/// Ids for what an event may need one.
struct Ids {
    waiver: Id,
    activity: Id,
    review: Id,
}

impl Ids {
    fn of(chance: &mut Chance) -> Self {
        Self {
            review: chance.apart().id("REV"),
            waiver: chance.id("WVR"),
            activity: chance.id("ACT"),
        }
    }
}

/// The desk in the making.
pub(super) struct Making<'a> {
    pub(super) store: Store,
    pub(super) cast: &'a Cast,
    pub(super) chance: Chance,
    of_services: Chance,
    of_later: Chance,
}

impl<'a> Making<'a> {
    /// Returns a desk in which nothing has happened.
    pub(super) fn new(
        store: Store,
        cast: &'a Cast,
        [chance, of_services, of_later]: [Chance; 3],
    ) -> Self {
        Self {
            store,
            cast,
            chance,
            of_services,
            of_later,
        }
    }

    /// Makes everything happen that leads up to `now`, and returns the number of commits.
    ///
    /// # Errors
    /// The disk or git failed.
    pub(super) fn run(&mut self, now: Instant) -> Result<usize, Failure> {
        let events = self.events(now);
        let count = events.len();
        for event in events {
            self.happen(event, now)?;
        }
        Ok(count)
    }

    fn events(&mut self, now: Instant) -> Vec<Event> {
        let mut all_of_it: Vec<(&'static str, Moment, Happening)> = vec![
            (MANAGER, day(64, "09:10"), Happening::Begin),
            (MANAGER, day(64, "09:40"), Happening::People),
            (MANAGER, settling::ENFORCED, Happening::Enforced),
        ];
        for account in ACCOUNTS {
            let made = Happening::Account(account[0]);
            all_of_it.push((account[3], sales::AT_FIRST, made));
        }
        for sale in sales::all() {
            let owner = cast::account(cast::deal_of(sale.deal).account)[3];
            if sale.opened != sales::AT_FIRST {
                all_of_it.push((owner, sale.opened, Happening::Opened(sale)));
            }
            for sales::Turn(by, moment, deeds) in sale.then {
                all_of_it.push((by, *moment, Happening::Sold(sale, deeds)));
            }
        }
        all_of_it.extend(stories::all().flat_map(told));
        let event = |by, moment, what, chance: &mut Chance| Event {
            at: instant(not_on_the_dot(moment, chance), now, &cast::zone(by)),
            by,
            what,
            ids: None,
        };
        let all_of_it = all_of_it.into_iter();
        let mut events: Vec<Event> = all_of_it
            .map(|(by, moment, what)| event(by, moment, what, &mut self.chance))
            .collect();
        events.extend(services::all().into_iter().map(|(by, moment, what)| {
            event(by, moment, Happening::Served(what), &mut self.of_services)
        }));
        let later = stories::LATER.iter().flat_map(told);
        let duties = duty::ALL.iter();
        let duties = duties.map(|duty| (duty.by, duty.when, Happening::OnDuty(duty)));
        events.extend(later.chain(duties).map(|(by, moment, what)| {
            let ids = Some(Ids::of(&mut self.of_later));
            let event = event(by, moment, what, &mut self.of_later);
            Event { ids, ..event }
        }));
        events.sort_by_key(|event| event.at.unix());
        events
    }

    fn happen(&mut self, mut event: Event, now: Instant) -> Result<(), Failure> {
        let identity = self.cast.identity(event.by);
        let committer = Committer {
            emails: vec![identity.email.clone()],
        };
        self.store.act_as(identity);
        let ids = match (event.ids.take(), &event.what) {
            (Some(ids), _) => ids,
            (None, Happening::Served(_)) => Ids::of(&mut self.of_services),
            (None, _) => Ids::of(&mut self.chance),
        };
        let transaction = self.store.begin(Purpose::Commit)?;
        let before = Records::of(transaction.before().clone());
        // Each is judged by the policy of its time; the first brings the one it is judged by.
        let there = before.snapshot().find(policy::FILE);
        let there = there.map(|_| policy_of(before.snapshot())).transpose()?;
        let late = there.as_ref();
        let late = late.and_then(|policy| self.late(&event, &before, policy));
        let (plan, command) = self.plan(&event, now, &before, &ids, late.as_deref())?;
        let policy = match there {
            Some(policy) => policy,
            None => policy_of(&before.snapshot().with(&plan.files))?,
        };
        let gate = Gate {
            before: Some(&before),
            policy: &policy,
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
        now: Instant,
        before: &Records,
        ids: &Ids,
        late: Option<&str>,
    ) -> Result<(Plan, String), Failure> {
        let by = self.cast.handle(event.by);
        let act = Act {
            by: &by,
            at: event.at,
        };
        Ok(match &event.what {
            Happening::Begin | Happening::People | Happening::Enforced => {
                self.by_the_manager(&event.what, now)?
            }
            Happening::Account(slug) => (self.account(slug, act)?, "sa account new".into()),
            Happening::Opened(sale) => (self.opened(sale, act)?, "sa opp new".into()),
            Happening::Sold(sale, deeds) => {
                let doing = sales::Doing {
                    cast: self.cast,
                    sale,
                    who: event.by,
                    act,
                    activity: &ids.activity,
                };
                sales::plan(&doing, before, deeds)?
            }
            Happening::Asked(story) => {
                let follows = story.follows.map(|key| self.cast.asked(key));
                let settings = files::request(self.cast, story, follows, act.at);
                let id = self.cast.asked(story.key);
                let plan = crate::changes::request::open(id, &settings, act)?;
                (plan, "sa request new --from -".into())
            }
            Happening::Turned(story, deed) => {
                let id = self.cast.asked(story.key);
                let plan = deeds::plan(self.cast, before, id, deed, act, &ids.waiver, late)?;
                (plan, deeds::command(deed, id))
            }
            Happening::Served(what) => {
                let serving = services::Serving {
                    cast: self.cast,
                    who: event.by,
                    act,
                    review: &ids.review,
                    late,
                };
                services::plan(&serving, before, what)?
            }
            Happening::OnDuty(duty) => duty::plan(duty, self.cast, before, act, now)?,
        })
    }

    /// Returns why an event comes late, where the policy asks for that.
    fn late(&self, event: &Event, before: &Records, policy: &Policy) -> Option<String> {
        let zone = cast::zone(event.by);
        let looking = Looking {
            records: before,
            policy,
            at: event.at,
            zone: &zone,
        };
        match &event.what {
            Happening::Turned(story, deed) if deed.moves() => {
                let file = before.file(&request::KIND, self.cast.asked(story.key).as_str())?;
                looking.reason(file, |_| true, story.late)
            }
            Happening::Served(what) => services::late(&looking, self.cast, what),
            _ => None,
        }
    }

    /// Returns the plan of an account, with the opportunities that are there from the beginning.
    fn account(&self, slug: &str, act: Act<'_>) -> Result<Plan, Failure> {
        let mut files = vec![files::account(self.cast, slug)?];
        let is_of = |sale: &&Sale| cast::deal_of(sale.deal).account == slug;
        let first = sales::all().filter(|sale| sale.opened == sales::AT_FIRST);
        for sale in first.filter(is_of) {
            files.push(files::opportunity(self.cast, sale, act.at)?);
        }
        let subject = format!("accounts: add {slug} and what it may buy");
        Ok(planned(files, &subject))
    }

    fn opened(&self, sale: &Sale, act: Act<'_>) -> Result<Plan, Failure> {
        let files = vec![files::opportunity(self.cast, sale, act.at)?];
        let subject = format!("opportunities: add {}", self.cast.opened(sale.deal).id);
        Ok(planned(files, &subject))
    }

    fn by_the_manager(&self, what: &Happening, now: Instant) -> Result<(Plan, String), Failure> {
        Ok(match what {
            Happening::Begin => {
                let end = instant(settling::ENFORCED, now, &cast::zone(MANAGER));
                let mut files = files::first(end.date());
                files.push(files::person(self.cast, MANAGER)?);
                (planned(files, "desk: begin"), "sa init".into())
            }
            Happening::Enforced => (
                planned(
                    vec![settling::enforced()],
                    "policy: the hygiene of opportunities is enforced",
                ),
                "git commit desk.toml".into(),
            ),
            _ => {
                let others = PEOPLE.iter().filter(|player| player.handle != MANAGER);
                let files = others.map(|player| files::person(self.cast, player.handle));
                let files = files.collect::<Result<_, _>>()?;
                (
                    planned(files, "people: add the team"),
                    "sa person new".into(),
                )
            }
        })
    }
}

/// Returns what happens in a story: who does it, when, and what it is.
fn told(story: &'static Story) -> Vec<(&'static str, Moment, Happening)> {
    let (by, moment) = story.asked;
    let asked = (by, moment, Happening::Asked(story));
    let turns = story.then.iter();
    let turned = turns.map(|Turn(by, moment, deed)| (*by, *moment, Happening::Turned(story, deed)));
    std::iter::once(asked).chain(turned).collect()
}

/// People are some minutes late; never by as much as lies between two turns of a story.
fn not_on_the_dot(moment: Moment, chance: &mut Chance) -> Moment {
    match moment {
        Moment::Day { ago, minutes } => Moment::Day {
            ago,
            minutes: minutes + chance.below(10) as i64,
        },
        fresh @ Moment::Fresh { .. } => fresh,
    }
}

fn planned(files: Vec<crate::source::FileChange>, subject: &str) -> Plan {
    Plan {
        files,
        subject: subject.into(),
    }
}
