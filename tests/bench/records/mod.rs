//! Records in the mix of a team of a hundred: of a hundred one is a person, nine are accounts, fifteen opportunities,
//! two POVs, one a SOW and every second of those reviewed, a third activities, and the rest requests, of which one in
//! fifty has a fault of a known sort.
//! Where they are written to is not known here.

mod sales;
mod services;

pub(crate) use sales::updated;

/// One record as a file.
pub(crate) struct Written {
    pub(crate) id: String,
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) is_open_request: bool,
}

/// The records of a seed, people first.
pub(crate) struct Records {
    random: Random,
    made: usize,
    count: usize,
    /// A review that follows the SOW it is of.
    review: Option<Written>,
}

/// Random numbers that are the same for the same seed (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

const COURSES: &[&[&str]] = &[
    &["open"],
    &["open", "triaged", "doing"],
    &["open", "triaged", "demo-ready", "doing", "followup"],
    &["open", "triaged", "doing", "closed"],
    &[
        "open",
        "triaged",
        "demo-ready",
        "doing",
        "followup",
        "closed",
    ],
    &["open", "waiting", "declined"],
];

impl Records {
    pub(crate) fn new(seed: u64, count: usize) -> Self {
        Self {
            random: Random(seed),
            made: 0,
            count,
            review: None,
        }
    }

    fn people(&self) -> usize {
        (self.count / 100).max(2)
    }

    fn accounts(&self) -> usize {
        (self.count * 9 / 100).max(1)
    }

    fn opportunities(&self) -> usize {
        (self.count * 15 / 100).max(1)
    }

    fn povs(&self) -> usize {
        self.count * 2 / 100
    }

    fn sows(&self) -> usize {
        self.count / 100
    }

    fn activities(&self) -> usize {
        self.count * 33 / 100
    }

    fn someone(&mut self) -> String {
        let people = self.people();
        format!("person-{}", self.random.below(people))
    }

    fn person(&mut self, at: usize) -> Written {
        let role = self
            .random
            .one(&["sa", "ae", "sae", "csm", "ta", "sa, manager"]);
        let text = format!(
            "# yaml-language-server: $schema=../schemas/person.json\nname: Person {at}\nemails: [person{at}@example.com]\nroles: [{role}]\nregion: EMEA\ntime_zone: Europe/Berlin\n"
        );
        flat("people", format!("person-{at}"), text)
    }

    fn account(&mut self, at: usize) -> Written {
        let owner = self.someone();
        let text = format!(
            "# yaml-language-server: $schema=../schemas/account.json\nname: Customer {at}\naliases: [C{at}]\nowner: {owner}\nregion: EMEA\nsegment: enterprise\n"
        );
        flat("accounts", format!("customer-{at}"), text)
    }

    fn opportunity(&mut self, at: usize) -> Written {
        let (owner, sa) = (self.someone(), self.someone());
        let accounts = self.accounts();
        let account = self.random.below(accounts);
        sales::opportunity(&mut self.random, at, account, [&owner, &sa])
    }

    fn pov(&mut self, at: usize) -> Written {
        let (owner, sa, of) = (self.someone(), self.someone(), self.worked());
        sales::pov(&mut self.random, at, of, [&owner, &sa])
    }

    fn sow(&mut self, at: usize) -> Written {
        let (author, ta, of) = (self.someone(), self.someone(), self.worked());
        let accounts = self.accounts();
        let account = self.random.below(accounts);
        let opportunity = sales::opportunity_id(of);
        let people = [author.as_str(), ta.as_str()];
        let sow = services::sow(&mut self.random, at, &opportunity, account, people);
        if at.is_multiple_of(2) {
            self.review = Some(services::review(at, &sow, &ta));
        }
        sow
    }

    fn activity(&mut self, at: usize) -> Written {
        let (sa, of) = (self.someone(), self.worked());
        sales::activity(&mut self.random, at, of, &sa)
    }

    /// Draws an opportunity that is still worked.
    fn worked(&mut self) -> usize {
        let opportunities = self.opportunities();
        let drawn = self.random.below(opportunities);
        if sales::is_worked(drawn) {
            drawn
        } else {
            drawn - 1
        }
    }

    fn request(&mut self, at: usize) -> Written {
        let opportunity = sales::opportunity_id(self.worked());
        let course = COURSES[self.random.below(COURSES.len())];
        let me = self.random.below(40) == 0;
        let sa = if me { "sam".into() } else { self.someone() };
        let (year, month) = (2025 + at % 2, 1 + self.random.below(10));
        let accounts = self.accounts();
        let account = self.random.below(accounts);
        let mut text = form(&self.someone(), account, &opportunity);
        if 1 < course.len() {
            text.push_str(&format!("owner: {sa}\n"));
        }
        text.push_str(&self.comments(year, month));
        text.push_str("history:\n");
        for (day, to) in course.iter().enumerate() {
            text.push_str(&entry(year, month, day + 1, &sa, to));
        }
        let is_bad = self.random.below(50) == 0;
        if is_bad {
            self.spoil(&mut text);
        }
        let id = format!("REQ-{}", letters(at as u64 * 7_919 + 11));
        Written {
            path: format!("requests/{year}-{month:02}/{id}.yaml"),
            id,
            text,
            is_open_request: course.len() == 1 && !is_bad,
        }
    }

    fn comments(&mut self, year: usize, month: usize) -> String {
        let count = self.random.below(3);
        let mut text = String::from(if 0 < count { "comments:\n" } else { "" });
        for day in 0..count {
            let by = self.someone();
            text.push_str(&format!(
                "  - at: {year}-{month:02}-{:02}T10:00:00Z\n    by: {by}\n    text: The platform team asks for an example of merge trains.\n",
                day + 1
            ));
        }
        text
    }

    /// Puts in one fault of a known sort.
    fn spoil(&mut self, text: &mut String) {
        let (from, to) = match self.random.below(5) {
            0 => ("requester: ", "requester: nobody-"),
            1 => ("hosting: Self-Managed", "hosting: not sure"),
            2 => (
                "template: sa-activity",
                "template: sa-activity\ntemplate: follow-up",
            ),
            3 => ("  champion: Lars Holm\n", ""),
            _ => ("to: open", "to: doing"),
        };
        *text = text.replacen(from, to, 1);
    }
}

impl Iterator for Records {
    type Item = Written;

    fn next(&mut self) -> Option<Written> {
        if let Some(review) = self.review.take() {
            return Some(review);
        }
        let at = self.made;
        self.made += 1;
        let (people, accounts, opportunities) =
            (self.people(), self.accounts(), self.opportunities());
        let first_pov = people + accounts + opportunities;
        let first_sow = first_pov + self.povs();
        let first_activity = first_sow + self.sows();
        let first_request = first_activity + self.activities();
        match at {
            _ if at < people => Some(self.person(at)),
            _ if at < people + accounts => Some(self.account(at - people)),
            _ if at < first_pov => Some(self.opportunity(at - people - accounts)),
            _ if at < first_sow => Some(self.pov(at - first_pov)),
            _ if at < first_activity => Some(self.sow(at - first_sow)),
            _ if at < first_request => Some(self.activity(at - first_activity)),
            _ if at < self.count => Some(self.request(at - first_request)),
            _ => None,
        }
    }
}

fn flat(folder: &str, id: String, text: String) -> Written {
    Written {
        path: format!("{folder}/{id}.yaml"),
        id,
        text,
        is_open_request: false,
    }
}

/// Returns a number as the letters of an id, no two alike for numbers below 2^40.
fn letters(number: u64) -> String {
    const ODD: u64 = 0x9e_3779_b97f;
    let bits = number.wrapping_mul(ODD) & ((1 << 40) - 1);
    let id = desk::records::Id::from_bits("REQ", bits);
    id.as_str()["REQ-".len()..].to_owned()
}

fn form(requester: &str, account: usize, opportunity: &str) -> String {
    format!(
        "\
# yaml-language-server: $schema=../../schemas/request.json
template: sa-activity
requester: {requester}
region: EMEA
account: customer-{account}
opportunity: {opportunity}
customer: Customer {account}, EMEA, Enterprise, about 1,400 developers.
preferred_dates: |-
  - Tue 1 Dec 2026 15:00 CET
  - Wed 2 Dec 2026 10:30 Europe/Berlin
hosting: Self-Managed
pain_points: |-
  Releases take eleven days from merge to production because four teams hand over by e-mail.
  Auditors found 37 production changes without a reviewer in the last quarter.
required_capabilities: |-
  * Merge request approvals that cannot be bypassed
  * SBOM per release
current_tools: Jenkins (to be replaced), SonarQube - **non-negotiable**
sa_asks: Demo of compliance pipelines, then technical Q&A with the platform team.
command_plan:
  link: https://docs.example.com/command-plans/{account}
  why_now: The regulator's follow-up audit is on 15 March 2027 and they must show enforced reviews by then.
  identified_pain: Lars Holm loses two release managers to manual evidence collection every quarter.
  champion: Lars Holm
meeting:
  goal: agree which two capabilities a proof of value would have to show.
  objectives: yes, as written to both sides
  expectations: a 60 minute working session, no slides
"
    )
}

fn entry(year: usize, month: usize, day: usize, by: &str, to: &str) -> String {
    let more = match to {
        "waiting" => "\n    awaiting: the command plan\n    from: the account executive",
        "closed" => "\n    acknowledged: [sa, customer, sales]",
        "declined" => "\n    reason: information-missing",
        _ => "",
    };
    format!("  - at: {year}-{month:02}-{day:02}T09:00:00Z\n    by: {by}\n    to: {to}{more}\n")
}
