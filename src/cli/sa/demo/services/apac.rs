//! What Sofia scopes in Asia and the Pacific.

use super::Deed::{Answer, Ask, Begin, Give, To};
use super::{Engagement, Trouble, Turn, sow};
use crate::cli::sa::demo::clock::{Moment, day};
use crate::records::escalation::Severity::Medium;
use crate::records::sow::State::StrawmanWip;

#[rustfmt::skip]
pub(super) const ENGAGEMENTS: &[Engagement] = &[
    // A draft with a question that nobody has answered.
    Engagement {
        key: "koyama-devices",
        deal: "koyama",
        text: sow!("koyama-devices"),
        late: "It went to and fro between two languages",
        then: &[
            Turn("sofia", day(4, "10:00"), Begin),
            Turn("sofia", day(4, "10:30"), Give("yuki", "it is scoped in Japanese")),
            Turn("sofia", day(3, "11:00"), To(StrawmanWip, "")),
            Turn("sofia", day(3, "14:00"), Ask("87 devices, and three are done. How many a week can two of their engineers move once the component is there?")),
            Turn("yuki", day(2, "11:20"), Answer(1, "Four a week for those with GCC, which are 61. Two a week for IAR, as they share one licence. I took that into the estimate.")),
            Turn("sofia", Moment::Fresh { minutes: 140 }, Ask("The third device needed a hub for its dongle. How many others have one, and does the partner in Osaka order the hubs?")),
        ],
    },
];

#[rustfmt::skip]
pub(super) const TROUBLES: &[Trouble] = &[
    Trouble {
        account: "merlion",
        about: None,
        severity: Medium,
        subject: "Runners of the card terminal pipelines lose their token every other night",
        owner: "yuki",
        opened: ("kenji", day(2, "11:00")),
        resolved: None,
    },
];
