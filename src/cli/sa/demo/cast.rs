//! Who works at the desk that is made up, for which accounts, on which opportunities.
//! What they ask of each other is written in `stories`.

use super::chance::Chance;
use crate::calendar::Zone;
use crate::records::{Handle, Id};
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
    pub(super) region: &'static str,
    pub(super) zone: &'static str,
    pub(super) skills: &'static str,
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
    player(["jonas", "Jonas Weber", "ta"], ["EMEA", "Europe/Vienna"], "migration,scoping"),
    player(["dana", "Dana Ruiz", "sae"], ["EMEA", "Europe/Madrid"], ""),
    player(["luc", "Luc Perrin", "ae"], ["EMEA", "Europe/Paris"], "french"),
    player(["hannah", "Hannah Cole", "sae"], ["AMER", "America/Chicago"], ""),
    player(["mei", "Mei Tan", "ae"], ["APAC", "Asia/Singapore"], "mandarin"),
    player(["aisha", "Aisha Karim", "csm"], ["AMER", "America/Toronto"], ""),
];

/// An account that is made up: slug, name, another name, owner, SA, segment.
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
];

/// An opportunity that is made up: key, account, name, stage, amount in thousands and currency, working days to its close.
pub(super) struct Deal(
    pub(super) &'static str,
    pub(super) &'static str,
    pub(super) &'static str,
    pub(super) &'static str,
    pub(super) (u64, &'static str),
    pub(super) i64,
);

/// Every opportunity.
#[rustfmt::skip]
pub(super) const DEALS: &[Deal] = &[
    Deal("brightwater", "brightwater", "DevSecOps platform for three sites", "3-Technical Evaluation", (420, "EUR"), 48),
    Deal("brightwater-growth", "brightwater", "300 more seats after the merger", "1-Discovery", (110, "EUR"), 130),
    Deal("havbris", "havbris", "One CI for grid and trading", "2-Scoping", (185, "EUR"), 75),
    Deal("aubrac", "aubrac", "Ultimate for payments and lending", "4-Proposal", (610, "EUR"), 32),
    Deal("aubrac-mainframe", "aubrac", "Mainframe pipelines", "0-Pending Acceptance", (90, "EUR"), 160),
    Deal("lumen", "lumen", "Move to GitLab.com", "2-Scoping", (48, "GBP"), 40),
    Deal("cascadia", "cascadia", "Renewal with upgrade to Ultimate", "5-Negotiating", (880, "USD"), 25),
    Deal("cascadia-duo", "cascadia", "Duo with self-hosted models", "1-Discovery", (160, "USD"), 110),
    Deal("prairie", "prairie", "Migration from two Bitbucket servers", "3-Technical Evaluation", (230, "USD"), 66),
    Deal("tallgrass", "tallgrass", "GPU runners for simulation", "3-Technical Evaluation", (150, "USD"), 55),
    Deal("koyama", "koyama", "Embedded toolchain", "3-Technical Evaluation", (260, "USD"), 80),
    Deal("merlion", "merlion", "Compliance for card terminals", "6-Awaiting Signature", (95, "SGD"), 9),
];

/// An opportunity with the ids that the seed gave it.
pub(super) struct Opened {
    pub(super) deal: &'static Deal,
    pub(super) id: Id,
    pub(super) sfdc_id: String,
}

/// Everybody and everything of one desk, with the person at the keyboard among them.
pub(super) struct Cast {
    pub(super) me: Identity,
    my_handle: Handle,
    pub(super) opened: Vec<Opened>,
}

impl Cast {
    /// Returns the cast around the person at the keyboard.
    pub(super) fn new(me: Identity, chance: &mut Chance) -> Self {
        let local = me.email.split('@').next().unwrap_or_default();
        let first = me.name.split_whitespace().next().unwrap_or_default();
        let is_free =
            |handle: &Handle| PEOPLE.iter().all(|player| player.handle != handle.as_str());
        let my_handle = [first, &me.name, local, "you"]
            .into_iter()
            .filter_map(Handle::from_name)
            .find(is_free)
            .expect("nobody who is made up is called `you`");
        let opened = DEALS
            .iter()
            .map(|deal| Opened {
                deal,
                id: chance.id("OPP"),
                sfdc_id: chance.sfdc_id("006").to_string(),
            })
            .collect();
        Self {
            me,
            my_handle,
            opened,
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
        let found = self.opened.iter().find(|opened| opened.deal.0 == key);
        found.expect("stories name opportunities that are there")
    }
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
        Cast::new(me, &mut Chance::new(1))
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
            zone(sa);
        }
        for deal in DEALS {
            account(deal.1);
        }
    }
}
