//! Requests of the generated desk: those of older months ended, those of the last weeks under way.
//! Who looks after their opportunities is said in `sales`.

use std::fmt::Write;

use super::days::{Day, TAKEN_OVER, Time};
use super::random::{Random, id};
use super::sales::Deal;
use super::team::{handle, morning, place, slug};
use super::{SEED, Written, by_month};

/// Steps with the working days after the request at which each is taken, and the hour after the morning.
type Course = &'static [(&'static str, i64, i64)];

const OPEN: (&str, i64, i64) = ("open", 0, 0);
const TRIAGED: (&str, i64, i64) = ("triaged", 0, 2);
const DOING: (&str, i64, i64) = ("doing", 1, 1);

/// How requests of older months went.
const ENDED: [Course; 4] = [
    &[OPEN, TRIAGED, DOING, ("closed", 6, 3)],
    &[
        OPEN,
        TRIAGED,
        ("demo-ready", 0, 5),
        DOING,
        ("followup", 4, 4),
        ("closed", 7, 4),
    ],
    &[OPEN, TRIAGED, DOING, ("followup", 2, 2), ("closed", 5, 1)],
    &[OPEN, ("waiting", 0, 3), ("declined", 5, 1)],
];

/// How requests of the last weeks stand.
const UNDER_WAY: [Course; 6] = [
    &[OPEN],
    &[OPEN, TRIAGED],
    &[OPEN, TRIAGED, DOING],
    &[OPEN, TRIAGED, DOING, ("followup", 2, 2)],
    &[OPEN, ("waiting", 0, 3)],
    &[OPEN, TRIAGED, DOING, ("closed", 3, 3)],
];

/// So many requests are open in a desk of any size.
const SURELY_OPEN: usize = 4;

/// A request as it came about.
pub(crate) struct Ask {
    at: usize,
    pub(crate) deal: usize,
    pub(super) opened: Day,
    course: Course,
}

impl Ask {
    /// Returns a request of one of the opportunities.
    pub(super) fn draw(deals: &[Deal], at: usize) -> Self {
        let mut random = Random::of(SEED, 3, at);
        let taken_over = Day::of(TAKEN_OVER);
        loop {
            let deal = random.below(deals.len());
            let of = &deals[deal];
            let day = of.start.plus(random.days(2, 240));
            let opened = day.before_a_working_day();
            if of.last().plus(-6) < opened {
                continue;
            }
            let is_old = opened < taken_over.plus(-30);
            if is_old && at < SURELY_OPEN {
                continue;
            }
            let course = match is_old {
                _ if at < SURELY_OPEN => UNDER_WAY[0],
                true => ENDED[[0, 0, 1, 1, 2, 2, 3][random.below(7)]],
                false => UNDER_WAY[random.below(UNDER_WAY.len())],
            };
            return Self {
                at,
                deal,
                opened,
                course,
            };
        }
    }

    pub(crate) fn id(&self) -> String {
        id("REQ", self.at)
    }

    /// Returns where its file is.
    pub(crate) fn path(&self) -> String {
        format!("requests/{}/{}.yaml", self.opened.month(), self.id())
    }

    /// Returns the state it was in when the desk was taken over.
    pub(crate) fn state(&self) -> &'static str {
        let steps = self.steps();
        steps.last().map_or("open", |(_, to)| to)
    }

    fn steps(&self) -> Vec<(Day, &'static str)> {
        let steps = self.course.iter().map(|(to, days, _)| {
            let day = (0..*days).fold(self.opened, |day, _| day.plus(1).working());
            (day, *to)
        });
        steps
            .filter(|(day, _)| *day < Day::of(TAKEN_OVER))
            .collect()
    }

    /// Returns the request as it is with the steps taken later.
    pub(super) fn written(&self, deal: &Deal, later: &[(Time, &str)]) -> Written {
        let mut random = Random::of(SEED, 4, self.at);
        let (sa, requester) = (handle(deal.pair.sa), handle(deal.pair.ae));
        let hour = morning(deal.pair.sa);
        let mut text = form(&requester, deal);
        let steps = self.steps();
        if steps.iter().any(|(_, to)| *to == "triaged") {
            text += &format!("owner: {sa}\n");
        }
        text += &self.comments(&mut random, &sa, hour);
        text += "history:\n";
        for ((day, to), (_, _, after)) in steps.iter().zip(self.course) {
            let by = if *to == "open" { &requester } else { &sa };
            text += &entry(day.at(hour + after, 0), by, to);
        }
        for (at, to) in later {
            text += &entry(*at, &sa, to);
        }
        by_month("requests", &self.opened.month(), self.id(), text)
    }

    fn comments(&self, random: &mut Random, sa: &str, hour: i64) -> String {
        let mut text = String::new();
        for day in 0..random.below(3) as i64 {
            if day == 0 {
                text += "comments:\n";
            }
            let at = self.opened.plus(day).at(hour + 4, 10);
            write!(
                text,
                "  - at: {at}\n    by: {sa}\n    text: The platform team asks for an example of merge trains.\n"
            )
            .expect("a text can be written to");
        }
        text
    }
}

/// Returns what is asked, as whoever asks says it.
pub(super) fn form(requester: &str, deal: &Deal) -> String {
    let (account, opportunity) = (deal.account, deal.id());
    let (slug, region) = (slug(account), place(deal.pair.sa).0);
    format!(
        "\
# yaml-language-server: $schema=../../schemas/request.json
template: sa-activity
requester: {requester}
region: {region}
account: {slug}
opportunity: {opportunity}
customer: Customer {account}, {region}, about 1,400 developers.
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

fn entry(at: Time, by: &str, to: &str) -> String {
    let more = match to {
        "waiting" => "\n    awaiting: the command plan\n    from: the account executive",
        "closed" => "\n    acknowledged: [sa, customer, sales]",
        "declined" => "\n    reason: information-missing",
        _ => "",
    };
    format!("  - at: {at}\n    by: {by}\n    to: {to}{more}\n")
}
