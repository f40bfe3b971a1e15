//! What Sofia scopes in Europe.

use super::Deed::{Answer, Approve, Ask, Begin, Give, Say, Submit, To};
use super::{Engagement, Turn, sow};
use crate::cli::sa::demo::clock::day;
use crate::records::sow::State::{EstimateFeedback, SowWip, StrawmanWip};

#[rustfmt::skip]
pub(super) const ENGAGEMENTS: &[Engagement] = &[
    // Nadia has it before her.
    Engagement {
        key: "brightwater-cutover",
        deal: "brightwater",
        text: sow!("brightwater-cutover"),
        late: "Pieter asked for four waves, then for two, then for four",
        then: &[
            Turn("sofia", day(8, "10:30"), Begin),
            Turn("sofia", day(8, "11:00"), Give("jonas", "he went through the cutover with Pieter already")),
            Turn("sofia", day(8, "14:00"), To(StrawmanWip, "")),
            Turn("sofia", day(8, "14:30"), Ask("Pieter wants all 400 repositories in two weekends. Do we hold them to four waves, or is two possible with a second engineer?")),
            Turn("jonas", day(7, "10:15"), Answer(1, "Four waves. What takes the time is their owners testing on Monday, and a second engineer of ours does not test for them.")),
            Turn("sofia", day(6, "11:00"), To(EstimateFeedback, "")),
            Turn("sofia", day(5, "10:00"), To(SowWip, "")),
            Turn("sofia", day(5, "15:00"), Submit("Gdansk is in, Antwerp is out until the merger is through. Please look at the assumptions of the waves.")),
            Turn("jonas", day(3, "11:00"), Approve(&[])),
        ],
    },
    // Yuki has had it for a week, and said nothing.
    Engagement {
        key: "norrskog-mills",
        deal: "norrskog",
        text: sow!("norrskog-mills"),
        late: "Elin reads it mill by mill",
        then: &[
            Turn("sofia", day(7, "10:00"), Begin),
            Turn("sofia", day(7, "10:30"), Give("yuki", "Jonas has the Brightwater cutover, and pipelines are hers")),
            Turn("sofia", day(7, "14:00"), To(StrawmanWip, "")),
            Turn("sofia", day(6, "10:00"), To(EstimateFeedback, "")),
            Turn("sofia", day(6, "14:00"), To(SowWip, "")),
            Turn("sofia", day(5, "11:30"), Submit("The two mills without a network are a deliverable of their own. Elin reads it before her holiday.")),
            Turn("sofia", day(2, "09:40"), Say("@yuki, Elin asked for the second time. If you are full, say so and I give it to Jonas.")),
        ],
    },
];
