//! What is asked of the SAs in the Americas.

use super::Deed::{Claim, Close, Decline, FollowUp, Give, Ready, Say, Set, Start, Wait, Waive};
use super::{ACTIVITY, Story, Turn, form};
use crate::cli::sa::demo::clock::day;
use crate::records::request::DeclineReason;

#[rustfmt::skip]
pub(super) const STORIES: &[Story] = &[
    Story {
        key: "cascadia-upgrade",
        form: form!("cascadia-upgrade"),
        deal: Some("cascadia"),
        account: "cascadia",
        asked: ("hannah", day(28, "10:20")),
        late: "I was at Tallgrass for the runners until then",
        then: &[
            Turn("tomas", day(27, "09:30"), Claim),
            Turn("aisha", day(26, "11:15"), Say("They are on 17.4 with a custom Omnibus file. I have the last three health checks if you want them.")),
            Turn("tomas", day(24, "15:00"), Ready),
            Turn("tomas", day(23, "13:00"), Start),
            Turn("jonas", day(22, "10:00"), Say("Upgrade path: 17.4, 17.8, 17.11, 18.2. One weekend, with us on call: two days of work.")),
            Turn("tomas", day(21, "14:30"), FollowUp("Denise asked for policies as a file")),
            Turn("tomas", day(19, "16:45"), Close("claims and underwriting named their pilots")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "cascadia-briefing",
        form: form!("cascadia-briefing"),
        deal: Some("cascadia"),
        account: "cascadia",
        asked: ("hannah", day(18, "11:45")),
        late: "The plan has no link yet, and Priya's waiver came in the afternoon",
        then: &[
            Turn("priya", day(17, "14:10"), Waive("request-without-command-plan", "the CIO gave us one date; the plan's link follows within the week", 4)),
            Turn("tomas", day(17, "15:20"), Claim),
            Turn("tomas", day(16, "10:05"), Ready),
            Turn("tomas", day(15, "11:00"), Start),
            Turn("hannah", day(15, "12:30"), Set("command_plan.link", "https://docs.example.com/command-plans/cascadia")),
            Turn("tomas", day(14, "09:40"), Close("the CIO asked for the upgrade plan herself")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "cascadia-duo",
        form: form!("cascadia-duo"),
        deal: Some("cascadia-duo"),
        account: "cascadia",
        asked: ("hannah", day(2, "15:20")),
        ..ACTIVITY
    },
    Story {
        key: "prairie-bitbucket",
        form: form!("prairie-bitbucket"),
        deal: Some("prairie"),
        account: "prairie",
        asked: ("hannah", day(16, "09:15")),
        late: "The inventory ran for two nights before there was anything to show",
        then: &[
            Turn("grace", day(16, "10:30"), Claim),
            Turn("grace", day(13, "15:15"), Ready),
            Turn("grace", day(11, "11:00"), Start),
            Turn("grace", day(9, "13:40"), Say("Inventory is in: 1,904 repositories, 212 of them larger than 1 GB. @jonas, what does that do to the estimate?")),
            Turn("jonas", day(8, "10:50"), Say("18 to 24 days. The large ones need LFS first, which is four days by itself. I would move billing last.")),
            Turn("grace", day(7, "09:25"), Say("Marisol agrees on billing last. We go through the order on Thursday.")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "prairie-hipaa",
        form: form!("prairie-hipaa"),
        template: "vendor-security-assessment",
        deal: Some("prairie"),
        account: "prairie",
        asked: ("hannah", day(9, "16:30")),
        late: "The questions came in three files, and the last one a day later",
        then: &[
            Turn("tomas", day(8, "09:20"), Claim),
            Turn("tomas", day(7, "13:10"), Give("grace")),
            Turn("grace", day(7, "15:30"), Say("Taking over, it belongs with the migration.")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "tallgrass-gpu",
        form: form!("tallgrass-gpu"),
        deal: Some("tallgrass"),
        account: "tallgrass",
        asked: ("hannah", day(30, "13:25")),
        late: "Omar wanted to see the sizing before he names a day",
        then: &[
            Turn("tomas", day(29, "10:40"), Claim),
            Turn("tomas", day(26, "16:00"), Ready),
            Turn("tomas", day(25, "15:00"), Start),
            Turn("tomas", day(18, "12:20"), Say("Week 1: 40 runners up, the queue holds. The licence server still drops one job in nine.")),
            Turn("tomas", day(9, "11:50"), FollowUp("success measures met: 6 h to 71 min; Omar writes the summary, two questions are ours")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "tallgrass-perforce",
        form: form!("tallgrass-perforce"),
        template: "follow-up",
        deal: Some("tallgrass"),
        account: "tallgrass",
        follows: Some("tallgrass-gpu"),
        asked: ("hannah", day(4, "09:35")),
        late: "I had to borrow a Perforce server, and it was taken",
        then: &[
            Turn("tomas", day(4, "11:20"), Claim),
            Turn("tomas", day(1, "14:15"), Ready),
        ],
        ..ACTIVITY
    },
    Story {
        key: "tallgrass-training",
        form: form!("tallgrass-training"),
        account: "tallgrass",
        asked: ("hannah", day(14, "10:50")),
        late: "I waited for Hannah, who was with a customer all week",
        then: &[
            Turn("grace", day(13, "09:05"), Wait("the opportunity, and why it must be next week", "Hannah")),
            Turn("grace", day(8, "16:20"), Decline(DeclineReason::InformationMissing, "asked twice; Education Services has open courses every week")),
        ],
        ..ACTIVITY
    },
];
