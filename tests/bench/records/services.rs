//! SOWs of the generated desk, and the review of every second one.
//! Those of older months were won or lost; those of the last are written or reviewed.

use desk::records::sow::Content;

use super::days::{Day, TAKEN_OVER};
use super::random::{Random, id};
use super::sales::Deal;
use super::team::{Team, morning, slug};
use super::{SEED, Written, by_month};

const ITEMS: [&str; 10] = [
    "deliverables",
    "level-of-effort",
    "actions",
    "assumptions",
    "risks",
    "change-management",
    "security",
    "compliance",
    "observability",
    "staffing",
];

/// Days of a SOW on which something happened to it.
struct Course {
    opened: Day,
    estimated: Day,
    written: Day,
    approved: Day,
}

impl Course {
    fn of(deal: &Deal) -> Option<Self> {
        let opened = deal.entered(3)?;
        let later = |day: Day, days: i64| (0..days).fold(day, |day, _| day.plus(1).working());
        Some(Self {
            opened,
            estimated: later(opened, 2),
            written: later(opened, 4),
            approved: later(opened, 5),
        })
    }

    fn is_old(&self) -> bool {
        self.opened < Day::of(TAKEN_OVER).plus(-40)
    }
}

/// Returns a SOW of an opportunity, with its review where it has one.
pub(super) fn sow(team: Team, at: usize, deal: &Deal) -> Vec<Written> {
    let Some(course) = Course::of(deal) else {
        return Vec::new();
    };
    let is_reviewed = at.is_multiple_of(2);
    let mut text = scope(team, at, deal);
    text += &assigned(team, deal, &course);
    if is_reviewed && !course.is_old() && course.written < Day::of(TAKEN_OVER) {
        text += &format!(
            "review_requests:\n  - at: {}\n    by: {}\n",
            course.written.at(morning(deal.pair.sa) + 1, 0),
            team.writer(deal.pair.sa)
        );
    }
    text += &history(team, deal, &course, is_reviewed);
    let id = id("SOW", at);
    let sow = by_month("sows", &course.opened.month(), id, text);
    let has_review = is_reviewed && course.approved < Day::of(TAKEN_OVER);
    let review = has_review.then(|| review(team, at, &sow, deal, &course));
    [Some(sow), review].into_iter().flatten().collect()
}

fn scope(team: Team, at: usize, deal: &Deal) -> String {
    let mut random = Random::of(SEED, 6, at);
    let (author, manager) = (team.writer(deal.pair.sa), team.reviewer(deal.pair.sa));
    let mut text = format!(
        "# yaml-language-server: $schema=../../schemas/sow.json\nname: Migration {at}\nopportunity: {}\nps_opportunity: 0065M{at:010}\naccount: {}\nauthor: {author}\nengagement_manager: {author}\nregional_delivery_manager: {manager}\nroute: custom\nroute_reason: No SKU holds a move without outage.\ncalculator: https://calculator.example.com/{at}\ndraft_quote: https://quotes.example.com/{at}\nscoping_issue: https://issues.example.com/{at}\npain_points: Releases wait for a shared server.\ntechnical_constraints: No outage between eight and six.\norganizational_constraints: Nothing moves in the last week of a quarter.\njourney_stage: source-code\nservice: scm-migration\nengagement_size: medium\ndeliverables:\n",
        deal.id(),
        slug(deal.account)
    );
    for number in 0..1 + random.below(3) {
        let low = 8 + random.below(16);
        text += &format!(
            "  - title: Wave {number}\n    description: |\n      Repositories of one team with their history.\n\n      Branches older than two years stay behind.\n    tasks: [Map authors, Convert, Compare the heads]\n    acceptance: Every head of the last release is the same.\n    actions: [We convert and verify each repository]\n    assumptions: [Authors are mapped before the first week]\n    effort:\n      - {{role: pse, low: {low}, likely: {}, high: {}, basis: three migrations of this size}}\n",
            low + 10,
            low + 20
        );
    }
    text + "risks:\n  - {title: Broken revisions, likelihood: medium, impact: [timeline], mitigation: A dry run, contingency: Without history, contingency_hours: 20}\nschedule:\n  - {milestone: The first wave is there, when: week 2}\nprice: {terms: fixed-fee}\ntopics:\n  change_management: {addressed_in: Wave 0}\n  security: {addressed_in: Wave 0}\n  compliance: {waived_because: No rules bind them}\n  observability: {waived_because: Nothing runs at the end}\n"
}

fn assigned(team: Team, deal: &Deal, course: &Course) -> String {
    format!(
        "assigned_ta:\n  - at: {}\n    by: {}\n    who: {}\n",
        course.opened.at(morning(deal.pair.sa) + 1, 0),
        team.writer(deal.pair.sa),
        team.reviewer(deal.pair.sa)
    )
}

fn history(team: Team, deal: &Deal, course: &Course, is_reviewed: bool) -> String {
    let hour = morning(deal.pair.sa);
    let (author, manager) = (team.writer(deal.pair.sa), team.manager(deal.pair.sa));
    let lost = "closed-lost\n    note: They do it alone.";
    let last = if is_reviewed {
        course.written
    } else {
        course.estimated
    };
    let mut steps = vec![
        (course.opened, 0, &author, "open"),
        (course.opened, 2, &author, "strawman-wip"),
        (course.estimated, 0, &author, "estimate-feedback"),
        (course.written, 0, &author, "sow-wip"),
    ];
    steps.retain(|(day, ..)| *day <= last && *day < Day::of(TAKEN_OVER));
    match (course.is_old(), is_reviewed) {
        (true, true) => steps.extend([
            (course.written, 5, &author, "ready-for-approval"),
            (course.approved, 4, &manager, "approved"),
            (course.approved, 6, &author, "closed-won"),
        ]),
        (true, false) => steps.push((course.approved, 0, &author, lost)),
        _ => {}
    }
    let mut text = String::from("history:\n");
    for (day, after, by, to) in steps {
        let at = day.at(hour + after, 0);
        text += &format!("  - at: {at}\n    by: {by}\n    to: {to}\n");
    }
    text
}

/// Returns the approval of a SOW: of its Regional Delivery Manager, or of a Technical Architect where it is still written.
fn review(team: Team, at: usize, sow: &Written, deal: &Deal, course: &Course) -> Written {
    let content = Content::of(&sow.text);
    let (role, checklist) = match course.is_old() {
        true => ("rdm", String::new()),
        false => {
            let answers = ITEMS.map(|item| format!("  - {{item: {item}, answer: yes}}\n"));
            ("ta", format!("checklist:\n{}", answers.concat()))
        }
    };
    let parts: String = content
        .parts
        .iter()
        .map(|part| format!("  - {part}\n"))
        .collect();
    let text = format!(
        "# yaml-language-server: $schema=../../schemas/review.json\nsow: {}\nat: {}\nby: {}\nrole: {role}\nverdict: approved\ndigest: {}\nparts:\n{parts}{checklist}",
        sow.id,
        course.approved.at(morning(deal.pair.sa) + 2, 0),
        team.reviewer(deal.pair.sa),
        content.digest
    );
    let id = id("REV", at);
    Written {
        path: format!("reviews/{}/{id}.yaml", sow.id),
        id,
        text,
    }
}
