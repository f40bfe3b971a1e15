//! People of the generated desk in teams of ten, and the accounts they look after.
//! Who works on which opportunity is said in `sales`.

use super::{Written, flat};

/// Who they are in a team of ten, with their roles: five SAs for two account executives.
const TEN: [&str; 10] = [
    "sa",
    "ae",
    "ta, rdm",
    "sa",
    "ae",
    "sa",
    "em",
    "sa",
    "manager, asm",
    "sa",
];

/// A desk of few has one SA, one who sells, writes and leads, and one who reviews.
const FEW: [&str; 3] = ["sa", "ae, em, manager, asm", "ta, rdm"];

/// SAs of a team by their place in it, with the account executive of each.
const PAIRS: [(usize, usize); 5] = [(0, 1), (3, 1), (5, 4), (7, 4), (9, 4)];

/// How many people there are, and who they are.
#[derive(Clone, Copy)]
pub(super) struct Team {
    pub(super) people: usize,
}

/// Who looks after an account, by number.
#[derive(Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) sa: usize,
    pub(super) ae: usize,
}

impl Team {
    pub(super) fn of(records: usize) -> Self {
        Self {
            people: (records * 3 / 1000).max(FEW.len()),
        }
    }

    fn groups(self) -> usize {
        self.people / TEN.len()
    }

    /// Returns who looks after an account.
    pub(super) fn pair(self, account: usize) -> Pair {
        let groups = self.groups();
        if groups == 0 {
            return Pair { sa: 0, ae: 1 };
        }
        let (group, seat) = (account % groups, account / groups % PAIRS.len());
        let first = group * TEN.len();
        let (sa, ae) = PAIRS[seat];
        Pair {
            sa: first + sa,
            ae: first + ae,
        }
    }

    /// Returns who fills another place in the team of somebody: a reviewer, a writer of SOWs, a manager.
    fn beside(self, somebody: usize, seat: usize, of_few: usize) -> String {
        if self.groups() == 0 {
            return handle(of_few);
        }
        let last = self.groups() - 1;
        handle((somebody / TEN.len()).min(last) * TEN.len() + seat)
    }

    pub(super) fn reviewer(self, somebody: usize) -> String {
        self.beside(somebody, 2, 2)
    }

    pub(super) fn writer(self, somebody: usize) -> String {
        self.beside(somebody, 6, 1)
    }

    pub(super) fn manager(self, somebody: usize) -> String {
        self.beside(somebody, 8, 1)
    }

    /// Returns a person.
    pub(super) fn person(self, at: usize) -> Written {
        let role = match self.groups() {
            0 => FEW.get(at).copied().unwrap_or("sa"),
            _ => TEN[at % TEN.len()],
        };
        let level = if role.starts_with("ta") {
            "level: senior\n"
        } else {
            ""
        };
        let (region, zone) = place(at);
        let (name, address) = (name(at), address(at));
        let text = format!(
            "# yaml-language-server: $schema=../schemas/person.json\nname: {name}\nemails: [{address}]\nroles: [{role}]\n{level}region: {region}\ntime_zone: {zone}\n"
        );
        flat("people", handle(at), text)
    }

    /// Returns an account.
    pub(super) fn account(self, at: usize) -> Written {
        let Pair { sa, ae } = self.pair(at);
        let segment = ["enterprise", "mid-market", "public-sector"][at % 3];
        let text = format!(
            "# yaml-language-server: $schema=../schemas/account.json\nname: Customer {at}\naliases: [C{at}]\nowner: {}\nsolutions_architect: {}\nregion: {}\nsegment: {segment}\n",
            handle(ae),
            handle(sa),
            place(sa).0
        );
        flat("accounts", slug(at), text)
    }
}

/// Returns the handle of a person; the first is who runs the commands.
pub(crate) fn handle(at: usize) -> String {
    match at {
        0 => "sam".to_owned(),
        _ => format!("person-{at}"),
    }
}

pub(crate) fn name(at: usize) -> String {
    match at {
        0 => "Sam Otieno".to_owned(),
        _ => format!("Person {at}"),
    }
}

pub(crate) fn address(at: usize) -> String {
    format!("{}@example.com", handle(at))
}

/// Returns the name of an account.
pub(super) fn slug(at: usize) -> String {
    format!("customer-{at}")
}

/// Returns region and zone of a person.
pub(super) fn place(person: usize) -> (&'static str, &'static str) {
    match person / TEN.len() % 2 {
        0 => ("EMEA", "Europe/Berlin"),
        _ => ("AMER", "America/New_York"),
    }
}

/// Returns the hour of UTC at which a person begins to work.
pub(super) fn morning(person: usize) -> i64 {
    match place(person).0 {
        "EMEA" => 8,
        _ => 14,
    }
}
