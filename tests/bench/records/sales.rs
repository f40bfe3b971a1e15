//! Opportunities, POVs and activities of the generated desk, as a team would have them by the end of November 2026.
//! What is found on them by the checks follows from the draw, and is not counted here.

use super::{Random, Written, flat, letters};

/// Stages of opportunities that are worked.
const OPEN: &[&str] = &[
    "1-Discovery",
    "2-Scoping",
    "3-Technical Evaluation",
    "4-Proposal",
];

/// Stages of every fourth opportunity, which nothing is about any more.
const ENDED: &[&str] = &["Closed Won", "8-Closed Lost"];

const TYPES: &[&str] = &[
    "Discovery Session",
    "Demo",
    "Technical Deep Dive",
    "Presentation / pitch",
    "Positioned PS",
    "Security Questionnaire / RFP",
];

const CLOSES: &[&str] = &["2026-12-18", "2027-01-29", "2027-03-31", "2027-05-14"];

/// Returns the id of an opportunity by its number.
pub(super) fn opportunity_id(at: usize) -> String {
    format!("OPP-{}", letters(at as u64 * 104_729 + 3))
}

/// Returns whether an opportunity is still worked.
pub(super) fn is_worked(at: usize) -> bool {
    at % 4 != 3
}

/// Returns an opportunity of an account, with what its stage calls for.
pub(super) fn opportunity(
    random: &mut Random,
    at: usize,
    account: usize,
    [owner, sa]: [&str; 2],
) -> Written {
    let stage = random.one(if is_worked(at) { OPEN } else { ENDED });
    let reason = if stage == "8-Closed Lost" {
        "\n    reason: another vendor"
    } else {
        ""
    };
    let mut text = format!(
        "# yaml-language-server: $schema=../schemas/opportunity.json\nname: Platform {at}\naccount: customer-{account}\nsfdc_id: 0064M{at:010}\nowner: {owner}\nregion: EMEA\namount: {} EUR\n",
        10_000 + 50 * at
    );
    if stage == "3-Technical Evaluation" {
        text += "meddpicc:\n  metrics: Hours from merge to production\n  economic_buyer: Ada Brandt\n  champion: Lars Holm\n";
        text += &format!("tech_eval:\n  start: 2026-11-{:02}\n", 1 + random.below(20));
    }
    text += &format!(
        "close_date:\n  - at: 2026-08-03T09:00:00Z\n    by: {owner}\n    date: {}\nprimary_sa:\n  - at: 2026-08-03T09:30:00Z\n    by: {owner}\n    who: {sa}\n",
        random.one(CLOSES)
    );
    if is_worked(at) {
        text += &step(random, sa);
    }
    if matches!(stage, "3-Technical Evaluation" | "4-Proposal") {
        let day = 1 + random.below(20);
        text += &format!(
            "feasibility:\n  - at: 2026-11-{day:02}T15:00:00Z\n    by: {sa}\n    rating: Yellow\n    details: Two of three personas are engaged; security has not been met.\n"
        );
    }
    text +=
        &format!("history:\n  - at: 2026-08-03T09:00:00Z\n    by: {owner}\n    to: 1-Discovery\n");
    if stage != "1-Discovery" {
        let day = 1 + random.below(28);
        text += &format!(
            "  - at: 2026-10-{day:02}T09:00:00Z\n    by: {owner}\n    to: {stage}{reason}\n"
        );
    }
    flat("opportunities", opportunity_id(at), text)
}

fn step(random: &mut Random, sa: &str) -> String {
    format!(
        "next_steps:\n  - at: 2026-11-{:02}T14:00:00Z\n    by: {sa}\n    text: Walk the platform team through approval rules on their own project.\n    due: 2026-12-{:02}\n",
        1 + random.below(20),
        1 + random.below(20)
    )
}

/// Returns what is said after the first commit of the desk: new next steps at the end of an opportunity's list.
pub(crate) fn updated(text: &str) -> Option<String> {
    let begins = |key: &str| text.find(&format!("\n{key}:\n"));
    let cut = begins("feasibility").or_else(|| begins("history"))? + 1;
    let step = "  - at: 2026-11-20T10:00:00Z\n    by: sam\n    text: Send the sizing sheet.\n    due: 2026-12-04\n";
    text.contains("next_steps:\n")
        .then(|| format!("{}{step}{}", &text[..cut], &text[cut..]))
}

/// Returns a POV of an opportunity.
pub(super) fn pov(
    random: &mut Random,
    at: usize,
    opportunity: usize,
    [owner, sa]: [&str; 2],
) -> Written {
    let id = format!("POV-{}", letters(at as u64 * 6_151 + 17));
    let day = 1 + random.below(15);
    let text = format!(
        "# yaml-language-server: $schema=../../schemas/pov.json\nname: Platform {opportunity}\nopportunity: {}\nowner: {owner}\nsa: {sa}\ntype: guided\ncriteria:\n  - required_capability: Approvals that cannot be bypassed\n    acceptance_criterion: A merge without two approvals is refused\n    metric: merges refused of merges tried\nhistory:\n  - at: 2026-11-{day:02}T11:00:00Z\n    by: {sa}\n    to: new\n",
        opportunity_id(opportunity)
    );
    Written {
        path: format!("povs/2026-11/{id}.yaml"),
        id,
        text,
        is_open_request: false,
    }
}

/// Returns an activity of an opportunity.
pub(super) fn activity(random: &mut Random, at: usize, opportunity: usize, sa: &str) -> Written {
    let id = format!("ACT-{}", letters(at as u64 * 3_571 + 29));
    let (month, day) = (8 + random.below(4), 1 + random.below(20));
    let kind = random.one(TYPES);
    let late = if random.below(20) == 0 { 8 } else { 0 };
    let text = format!(
        "# yaml-language-server: $schema=../../schemas/activity.json\nopportunity: {}\ntype: {kind}\nat: 2026-{month:02}-{day:02}T13:00:00Z\ntime_zone: Europe/Berlin\nsa: {sa}\nsummary: |-\n  They walked us through the release train; evidence for auditors is a spreadsheet filled by hand.\n  Agreed to look at approval rules together.\nsentiment: Positive\nattendees:\n  - name: Lars Holm\n    role: VP Platform\n  - name: Ada Brandt\n    role: CIO\nlogged_at: 2026-{month:02}-{:02}T16:00:00Z\nlogged_by: {sa}\n",
        opportunity_id(opportunity),
        day + late
    );
    Written {
        path: format!("activities/2026-{month:02}/{id}.yaml"),
        id,
        text,
        is_open_request: false,
    }
}
