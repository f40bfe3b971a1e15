//! What Marcus scopes in the Americas.

use super::Deed::{
    Amend, Answer, Approve, Ask, Begin, Call, Confirm, Give, Return, Say, Submit, To,
};
use super::{Engagement, Trouble, Turn, sow};
use crate::cli::sa::demo::clock::{Moment, day};
use crate::records::escalation::Severity::High;
use crate::records::review::Item;
use crate::records::sow::State::{
    Approved, ClosedLost, ClosedWon, EstimateFeedback, ReadyForApproval, SowWip, StrawmanWip,
};

#[rustfmt::skip]
pub(super) const ENGAGEMENTS: &[Engagement] = &[
    // Signed, after two rounds.
    Engagement {
        key: "cascadia-ha",
        deal: "cascadia",
        text: sow!("cascadia-ha"),
        late: "Denise's administrators have one free hour a week",
        then: &[
            Turn("marcus", day(20, "10:30"), Begin),
            Turn("marcus", day(20, "14:00"), Give("leo", "an architecture for 3,000 users is his daily work")),
            Turn("marcus", day(19, "11:00"), To(StrawmanWip, "")),
            Turn("marcus", day(19, "15:30"), Ask("They run one Omnibus node on 17.4 with a custom file. Do we upgrade first and split after, or build the new one beside it and move?")),
            Turn("leo", day(18, "10:20"), Answer(1, "Build beside it and move. An upgrade in place first means two outages, and the custom file has to go in any case. Gitaly Cluster only once backups restore.")),
            Turn("marcus", day(18, "14:00"), Call(4, "11:00", "Denise Park and her two administrators. 2,800 users, 1.1 TB of repositories, vSphere in Portland and Boise. Last three health checks are from Aisha.")),
            Turn("leo", day(13, "15:20"), Say("Notes of the call: Boise has storage and no people. I would not promise failover without somebody's hand on it, so Geo stays a replica for disaster recovery.")),
            Turn("marcus", day(12, "10:30"), To(EstimateFeedback, "")),
            Turn("marcus", day(11, "10:00"), To(SowWip, "")),
            Turn("marcus", day(11, "14:40"), Submit("First whole draft, with the replica in Boise as Leo described it.")),
            Turn("leo", day(10, "14:30"), Return(&[Item::LevelOfEffort, Item::Risks], &[
                ("deliverables[1].effort[0].likely", "60 hours for eleven nodes, with load balancers they let us touch on Tuesdays only? The last two like it took over 80."),
                ("risks[0].mitigation", "One rehearsal is none: the first finds the faults, the second shows that they are mended."),
            ])),
            Turn("marcus", day(9, "10:10"), Amend(&[
                ("        low: 45\n        likely: 60\n        high: 88\n", "        low: 64\n        likely: 84\n        high: 128\n"),
                ("One rehearsal of the move on a restored copy, with the times written down.", "Two rehearsals of the move on a restored copy: the first finds faults, the second shows that they are mended."),
            ])),
            Turn("marcus", day(9, "11:30"), Submit("24 hours more for the nodes, and a second rehearsal.")),
            Turn("leo", day(8, "11:45"), Approve(&[])),
            Turn("owen", day(7, "10:00"), Confirm),
            Turn("marcus", day(7, "15:00"), To(ReadyForApproval, "")),
            Turn("priya", day(6, "10:00"), To(Approved, "")),
            Turn("marcus", day(4, "15:30"), To(ClosedWon, "Laura Whitfield signed, ahead of the renewal")),
        ],
    },
    // Waits for Jonas, and not for long yet.
    Engagement {
        key: "prairie-migration",
        deal: "prairie",
        text: sow!("prairie-migration"),
        late: "Marisol had auditors in, and reads everything first",
        then: &[
            Turn("marcus", day(5, "10:00"), Begin),
            Turn("marcus", day(5, "10:40"), Give("jonas", "his are the 18 to 24 days that Marisol has heard")),
            Turn("marcus", day(5, "14:30"), To(StrawmanWip, "")),
            Turn("marcus", day(4, "10:00"), Ask("212 repositories are larger than 1 GB. Does the customer convert them before we come, or do we?")),
            Turn("jonas", day(3, "10:30"), Answer(1, "We do, in the first wave. Their build servers name paths in the history, and nobody there has rewritten one before.")),
            Turn("marcus", day(2, "10:00"), To(EstimateFeedback, "")),
            Turn("marcus", day(1, "09:30"), To(SowWip, "")),
            Turn("marcus", Moment::Fresh { minutes: 70 }, Submit("Marisol wants billing last, and in writing. Please look at the hours for the large ones.")),
        ],
    },
    Engagement {
        key: "tallgrass-runners",
        deal: "tallgrass",
        text: sow!("tallgrass-runners"),
        late: "Omar could not say whether he wants us at all",
        then: &[
            Turn("marcus", day(5, "11:20"), Begin),
            Turn("marcus", day(5, "15:20"), To(StrawmanWip, "")),
            Turn("marcus", day(4, "14:00"), To(EstimateFeedback, "Omar asked for numbers all the same")),
            Turn("marcus", day(3, "15:00"), To(ClosedLost, "Omar's own platform engineer does it; he keeps the list and may come back next year")),
        ],
    },
];

#[rustfmt::skip]
pub(super) const TROUBLES: &[Trouble] = &[
    Trouble {
        account: "cascadia",
        about: Some("cascadia-ha"),
        severity: High,
        subject: "No backup of the claims server restores, found while its upgrade was scoped",
        owner: "leo",
        opened: ("tomas", day(16, "10:40")),
        resolved: Some((day(14, "16:00"), "Uploads went to object storage in spring and were in no backup since. A full one restores on a copy now, and the runbook says how; their administrators did the second restore alone.")),
    },
];
