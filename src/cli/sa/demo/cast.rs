//! Who works at the desk that is made up, for which accounts, on which opportunities.
//! What they ask of each other is written in `stories`, how they sell in `sales`, what they deliver in `services`.

use std::collections::BTreeMap;

use super::chance::Chance;
use super::{services, stories};
use crate::calendar::Zone;
use crate::records::{Handle, Id, SfdcId};
use crate::store::Identity;

/// Stands for the person at the keyboard.
pub(super) const ME: &str = "me";

/// The manager, who begins the desk.
pub(super) const MANAGER: &str = "priya";

/// Whoever is at the keyboard where git knows nobody.
pub(super) const NOBODY_KNOWN: (&str, &str) = ("Sam Otieno", "sam.otieno@example.com");

/// A person who is made up.
pub(super) struct Player {
    pub(super) handle: &'static str,
    name: &'static str,
    pub(super) roles: &'static str,
    /// Of a Technical Architect.
    pub(super) level: &'static str,
    pub(super) region: &'static str,
    pub(super) zone: &'static str,
    pub(super) skills: &'static str,
}

impl Player {
    const fn level(mut self, level: &'static str) -> Self {
        self.level = level;
        self
    }
}

const fn player(
    [handle, name, roles]: [&'static str; 3],
    [region, zone]: [&'static str; 2],
    skills: &'static str,
) -> Player {
    Player {
        handle,
        name,
        roles,
        level: "",
        region,
        zone,
        skills,
    }
}

/// Everybody, the manager first.
#[rustfmt::skip]
pub(super) const PEOPLE: &[Player] = &[
    player(["priya", "Priya Raman", "manager"], ["EMEA", "Europe/London"], ""),
    player([ME, "", "sa"], ["EMEA", "Europe/Berlin"], "ci,compliance"),
    player(["ingrid", "Ingrid Solberg", "sa"], ["EMEA", "Europe/Oslo"], "ci,security,norwegian"),
    player(["tomas", "Tomás Vidal", "sa"], ["AMER", "America/New_York"], "security,runners"),
    player(["grace", "Grace Okafor", "sa"], ["AMER", "America/Los_Angeles"], "migration,healthcare"),
    player(["kenji", "Kenji Mori", "sa"], ["APAC", "Asia/Tokyo"], "embedded,japanese"),
    player(["jonas", "Jonas Weber", "ta"], ["EMEA", "Europe/Vienna"], "scm-migration,developer").level("senior"),
    player(["leo", "Leo Fontaine", "ta"], ["AMER", "America/Toronto"], "cloud-architecture,scm-migration").level("staff"),
    player(["yuki", "Yuki Hara", "ta"], ["APAC", "Asia/Tokyo"], "ci-cd,developer,japanese").level("intermediate"),
    player(["sofia", "Sofia Marchetti", "em"], ["EMEA", "Europe/Rome"], "italian"),
    player(["marcus", "Marcus Bell", "em"], ["AMER", "America/Denver"], ""),
    player(["nadia", "Nadia Visser", "rdm"], ["EMEA", "Europe/Amsterdam"], ""),
    player(["owen", "Owen Mercer", "rdm"], ["AMER", "America/New_York"], ""),
    player(["dana", "Dana Ruiz", "sae"], ["EMEA", "Europe/Madrid"], ""),
    player(["luc", "Luc Perrin", "ae"], ["EMEA", "Europe/Paris"], "french"),
    player(["hannah", "Hannah Cole", "sae"], ["AMER", "America/Chicago"], ""),
    player(["mei", "Mei Tan", "ae"], ["APAC", "Asia/Singapore"], "mandarin"),
    player(["aisha", "Aisha Karim", "csm"], ["AMER", "America/Toronto"], ""),
];

/// An account that is made up: slug, name, another name, owner, SA if it has one, segment.
#[rustfmt::skip]
pub(super) const ACCOUNTS: &[[&str; 6]] = &[
    ["brightwater", "Brightwater Logistics", "Brightwater", "dana", ME, "enterprise"],
    ["havbris", "Havbris Energi AS", "Havbris", "dana", "ingrid", "enterprise"],
    ["aubrac", "Banque Aubrac", "Aubrac", "luc", ME, "enterprise"],
    ["lumen", "Lumen Orchard Ltd", "Lumen Orchard", "luc", ME, "mid-market"],
    ["cascadia", "Cascadia Mutual", "Cascadia", "hannah", "tomas", "enterprise"],
    ["prairie", "Prairie Health Network", "Prairie", "hannah", "grace", "public-sector"],
    ["tallgrass", "Tallgrass Robotics", "Tallgrass", "hannah", "tomas", "mid-market"],
    ["koyama", "Koyama Instruments", "Koyama", "mei", "kenji", "enterprise"],
    ["merlion", "Merlion Pay Pte Ltd", "Merlion Pay", "mei", "kenji", "smb"],
    ["norrskog", "Norrskog Papper AB", "Norrskog", "dana", "ingrid", "enterprise"],
    ["rhodane", "Rhodane Ferroviaire", "Rhodane", "luc", "", "enterprise"],
];

/// An opportunity that is made up.
pub(super) struct Deal {
    pub(super) key: &'static str,
    pub(super) account: &'static str,
    pub(super) name: &'static str,
    /// Net ARR in thousands, and its currency.
    pub(super) amount: (u64, &'static str),
    /// The primary SA it is made with, if any.
    pub(super) sa: &'static str,
}

const fn deal(
    [key, account]: [&'static str; 2],
    name: &'static str,
    amount: (u64, &'static str),
    sa: &'static str,
) -> Deal {
    Deal {
        key,
        account,
        name,
        amount,
        sa,
    }
}

/// Every opportunity that something is asked for.
#[rustfmt::skip]
const DEALS: &[Deal] = &[
    deal(["brightwater", "brightwater"], "DevSecOps platform for three sites", (420, "EUR"), ME),
    deal(["brightwater-growth", "brightwater"], "300 more seats after the merger", (110, "EUR"), ME),
    deal(["havbris", "havbris"], "One CI for grid and trading", (185, "EUR"), "ingrid"),
    deal(["aubrac", "aubrac"], "Ultimate for payments and lending", (610, "EUR"), ME),
    deal(["aubrac-mainframe", "aubrac"], "Mainframe pipelines", (90, "EUR"), ""),
    deal(["lumen", "lumen"], "Move to GitLab.com", (48, "GBP"), ME),
    deal(["cascadia", "cascadia"], "Renewal with upgrade to Ultimate", (880, "USD"), "tomas"),
    deal(["cascadia-duo", "cascadia"], "Duo with self-hosted models", (160, "USD"), "tomas"),
    deal(["prairie", "prairie"], "Migration from two Bitbucket servers", (230, "USD"), "grace"),
    deal(["tallgrass", "tallgrass"], "GPU runners for simulation", (150, "USD"), "tomas"),
    deal(["koyama", "koyama"], "Embedded toolchain", (260, "USD"), "kenji"),
    deal(["merlion", "merlion"], "Compliance for card terminals", (95, "SGD"), "kenji"),
];

/// The other opportunities. Their ids come last, so that one more here leaves those of requests as they are.
#[rustfmt::skip]
const OTHER_DEALS: &[Deal] = &[
    deal(["brightwater-ports", "brightwater"], "Pipelines for the port terminals", (75, "EUR"), ME),
    deal(["rhodane", "rhodane"], "Pipelines for the signalling team", (68, "EUR"), "ingrid"),
    deal(["norrskog", "norrskog"], "One platform for mill software", (96, "EUR"), "ingrid"),
    deal(["norrskog-twice", "norrskog"], "Mill software platform", (96, "EUR"), "ingrid"),
    deal(["cascadia-mobile", "cascadia"], "Mobile pipelines for claims", (70, "USD"), "tomas"),
    deal(["cascadia-agents", "cascadia"], "Runners for the agents' portal", (65, "USD"), "tomas"),
    deal(["prairie-research", "prairie"], "GitLab for the research institute", (60, "USD"), "grace"),
    deal(["tallgrass-archive", "tallgrass"], "Archive for test rig recordings", (40, "USD"), "grace"),
    deal(["koyama-sendai", "koyama"], "Second site in Sendai", (85, "USD"), "kenji"),
    deal(["merlion-kyc", "merlion"], "Pipelines for customer checks", (45, "SGD"), ""),
    deal(["merlion-fraud", "merlion"], "Model registry for fraud detection", (52, "SGD"), "kenji"),
];

/// Returns every opportunity.
pub(super) fn deals() -> impl Iterator<Item = &'static Deal> {
    DEALS.iter().chain(OTHER_DEALS)
}

/// An opportunity with the ids that the seed gave it.
pub(super) struct Opened {
    pub(super) deal: &'static Deal,
    pub(super) id: Id,
    pub(super) sfdc_id: String,
    /// The id of its POV, should it get one.
    pub(super) pov: Id,
}

/// Everybody and everything of one desk, with the person at the keyboard among them.
pub(super) struct Cast {
    pub(super) me: Identity,
    my_handle: Handle,
    opened: Vec<Opened>,
    /// The ids of requests, by the keys of their stories.
    asked: BTreeMap<&'static str, Id>,
    /// The ids of SOWs and of their PS opportunities, by the keys of their engagements.
    sows: BTreeMap<&'static str, (Id, SfdcId)>,
    /// The ids of escalations, by the accounts that suffer.
    troubles: BTreeMap<&'static str, Id>,
}

impl Cast {
    /// Returns the cast around the person at the keyboard.
    ///
    /// What services take comes of a chance of their own, and so does what was added later: each leaves the ids of everything
    /// else as they are.
    pub(super) fn new(me: Identity, [chance, of_services, of_later]: [&mut Chance; 3]) -> Self {
        let local = me.email.split('@').next().unwrap_or_default();
        let first = me.name.split_whitespace().next().unwrap_or_default();
        let is_free =
            |handle: &Handle| PEOPLE.iter().all(|player| player.handle != handle.as_str());
        let my_handle = [first, &me.name, local, "you"]
            .into_iter()
            .filter_map(Handle::from_name)
            .find(is_free)
            .expect("nobody who is made up is called `you`");
        let mut ids = |deal| (deal, chance.id("OPP"), chance.sfdc_id("006").to_string());
        let mut opened: Vec<_> = DEALS.iter().map(&mut ids).collect();
        let stories = stories::all();
        let asked = stories.map(|story| (story.key, chance.id("REQ")));
        let mut asked: BTreeMap<&'static str, Id> = asked.collect();
        let later = stories::LATER.iter();
        asked.extend(later.map(|story| (story.key, of_later.id("REQ"))));
        let mut ids = |deal| (deal, chance.id("OPP"), chance.sfdc_id("006").to_string());
        opened.extend(OTHER_DEALS.iter().map(&mut ids));
        let opened = opened.into_iter().map(|(deal, id, sfdc_id)| Opened {
            deal,
            id,
            sfdc_id,
            pov: chance.id("POV"),
        });
        Self {
            me,
            my_handle,
            opened: opened.collect(),
            asked,
            sows: services::engagements()
                .map(|one| {
                    let ids = (of_services.id("SOW"), of_services.sfdc_id("006"));
                    (one.key, ids)
                })
                .collect(),
            troubles: services::troubles()
                .map(|one| (one.account, of_services.id("ESC")))
                .collect(),
        }
    }

    /// Returns the handle in the desk of somebody in the cast.
    pub(super) fn handle(&self, who: &str) -> Handle {
        match who {
            ME => self.my_handle.clone(),
            other => other.parse().expect("a handle that is made up is one"),
        }
    }

    /// Returns how somebody signs commits.
    pub(super) fn identity(&self, who: &str) -> Identity {
        if who == ME {
            return self.me.clone();
        }
        let name = person(who).name;
        let local = Handle::from_name(name).expect("a name that is made up has letters");
        let local = local.as_str().replace('-', ".");
        let email = format!("{local}@example.com");
        let email = match email.eq_ignore_ascii_case(&self.me.email) {
            true => format!("{who}@desk.example.com"),
            false => email,
        };
        Identity {
            name: name.into(),
            email,
        }
    }

    /// Returns an opportunity by its key.
    pub(super) fn opened(&self, key: &str) -> &Opened {
        let found = self.opened.iter().find(|opened| opened.deal.key == key);
        found.expect("stories name opportunities that are there")
    }

    /// Returns the id of the request of a story.
    pub(super) fn asked(&self, story: &str) -> &Id {
        &self.asked[story]
    }

    /// Returns the id of the SOW of an engagement, and that of its PS opportunity.
    pub(super) fn sow(&self, engagement: &str) -> &(Id, SfdcId) {
        &self.sows[engagement]
    }

    /// Returns the id of the escalation of an account.
    pub(super) fn trouble(&self, account: &str) -> &Id {
        &self.troubles[account]
    }
}

/// Returns an opportunity by its key, without its ids.
pub(super) fn deal_of(key: &str) -> &'static Deal {
    let found = deals().find(|deal| deal.key == key);
    found.expect("sales name opportunities that are there")
}

/// Returns somebody by the handle in the cast.
pub(super) fn person(who: &str) -> &'static Player {
    let found = PEOPLE.iter().find(|player| player.handle == who);
    found.expect("stories name people who are there")
}

/// Returns the zone somebody lives in.
pub(super) fn zone(who: &str) -> Zone {
    person(who)
        .zone
        .parse()
        .expect("a zone that is made up is one")
}

/// Returns the row of an account.
pub(super) fn account(slug: &str) -> &'static [&'static str; 6] {
    let found = ACCOUNTS.iter().find(|account| account[0] == slug);
    found.expect("opportunities name accounts that are there")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cast(name: &str, email: &str) -> Cast {
        let me = Identity {
            name: name.into(),
            email: email.into(),
        };
        let [one, two, three] = &mut [1, 2, 3].map(Chance::new);
        Cast::new(me, [one, two, three])
    }

    #[test]
    fn whoever_is_at_the_keyboard_gets_a_handle_and_an_address_of_their_own() {
        assert_eq!(
            cast("Nora Lind", "n@example.com").handle(ME).as_str(),
            "nora"
        );
        assert_eq!(
            cast("Dana Lind", "n@example.com").handle(ME).as_str(),
            "dana-lind"
        );
        assert_eq!(
            cast("東京", "tokyo@example.com").handle(ME).as_str(),
            "tokyo"
        );
        assert_eq!(cast("東京", "東@example.com").handle(ME).as_str(), "you");
        let twin = cast("Dana Ruiz", "Dana.Ruiz@example.com");
        assert_eq!(twin.identity("dana").email, "dana@desk.example.com");
        assert_eq!(twin.handle(ME).as_str(), "dana-ruiz");
        assert_eq!(twin.identity("tomas").email, "tomas.vidal@example.com");
    }

    #[test]
    fn everything_refers_to_what_is_there() {
        for [_, _, _, owner, sa, _] in ACCOUNTS {
            zone(owner);
            assert!(sa.is_empty() || person(sa).roles == "sa");
        }
        for deal in deals() {
            account(deal.account);
        }
    }
}
