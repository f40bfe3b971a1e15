//! What is asked of the SAs in Europe, the Middle East and Africa.

use super::Deed::{
    Claim, Close, Decline, FollowUp, Ready, Reopen, Resume, Say, Set, Start, Wait, Waive,
};
use super::{ACTIVITY, Story, Turn, form};
use crate::cli::sa::demo::cast::ME;
use crate::cli::sa::demo::clock::{Moment, day};
use crate::records::request::DeclineReason;

#[rustfmt::skip]
pub(super) const STORIES: &[Story] = &[
    Story {
        key: "brightwater-approvals",
        form: form!("brightwater-approvals"),
        deal: Some("brightwater"),
        account: "brightwater",
        asked: ("dana", day(29, "09:40")),
        late: "Pieter's team had an audit in the house, and the call came after it",
        then: &[
            Turn(ME, day(29, "13:15"), Claim),
            Turn(ME, day(28, "11:00"), Say("Asked Pieter for read access to one routing repository, so that the demo runs on theirs.")),
            Turn(ME, day(26, "16:20"), Ready),
            Turn(ME, day(25, "14:00"), Start),
            Turn(ME, day(25, "15:30"), FollowUp("three questions left, the sheet goes out tomorrow")),
            Turn("dana", day(24, "10:05"), Say("Pieter called: best vendor session they had this year. He wants the sizing in writing.")),
            Turn(ME, day(22, "12:10"), Start),
            Turn(ME, day(20, "17:05"), Close("the three pipelines are named in the command plan")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "brightwater-questions",
        form: form!("brightwater-questions"),
        template: "follow-up",
        deal: Some("brightwater"),
        account: "brightwater",
        follows: Some("brightwater-approvals"),
        asked: ("dana", day(6, "11:30")),
        late: "The Aubrac questionnaire came first, and took longer than I thought",
        then: &[
            Turn(ME, day(5, "09:20"), Claim),
            Turn(ME, day(4, "10:45"), Start),
            Turn(ME, day(3, "15:10"), Say("Questions 1 and 2 are answered by mail. The sizing waits for the number of builds at night.")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "brightwater-offline",
        form: form!("brightwater-offline"),
        deal: Some("brightwater"),
        account: "brightwater",
        asked: ("dana", day(9, "15:25")),
        late: "The scanner images had to come from the Havbris lab",
        then: &[
            Turn(ME, day(8, "09:50"), Claim),
            Turn(ME, day(8, "10:05"), Set("secondary_sas", "ingrid")),
            Turn("ingrid", day(7, "13:30"), Say("I bring the offline scanner images from the Havbris lab, they fit on one disk.")),
            Turn(ME, day(2, "16:40"), Ready),
        ],
        ..ACTIVITY
    },
    Story {
        key: "brightwater-board",
        form: form!("brightwater-board"),
        deal: Some("brightwater"),
        account: "brightwater",
        asked: ("dana", Moment::Fresh { minutes: 35 }),
        ..ACTIVITY
    },
    Story {
        key: "havbris-merge-trains",
        form: form!("havbris-merge-trains"),
        deal: Some("havbris"),
        account: "havbris",
        asked: ("dana", day(21, "10:15")),
        late: "Dana and I missed each other twice",
        then: &[
            Turn("ingrid", day(20, "09:35"), Wait("why it must happen now, in a sentence", "Dana")),
            Turn("dana", day(18, "16:50"), Set("command_plan.why_now", "The winter freeze of the grid control begins in six weeks, and after it nothing may change until April.")),
            Turn("dana", day(17, "09:10"), Set("command_plan.link", "https://docs.example.com/cp/havbris")),
            Turn("ingrid", day(17, "11:25"), Resume),
            Turn("ingrid", day(17, "11:40"), Claim),
            Turn("ingrid", day(12, "10:00"), Ready),
            Turn("ingrid", day(10, "12:00"), Start),
            Turn("ingrid", day(6, "14:35"), Say("They broke main on purpose and watched the train drop the change. Solveig wants to see the cache next.")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "havbris-nis2",
        form: form!("havbris-nis2"),
        template: "vendor-security-assessment",
        deal: Some("havbris"),
        account: "havbris",
        asked: ("dana", day(8, "09:05")),
        late: "The questionnaire came without its annex, and I read that first",
        then: &[
            Turn("ingrid", day(8, "09:45"), Claim),
            Turn("ingrid", day(8, "11:10"), Set("secondary_sas", ME)),
            Turn("ingrid", day(7, "10:20"), Start),
            Turn(ME, day(5, "14:00"), Say("Questions 60 to 90 are done. Number 77 asks for the last penetration test, which legal sends under NDA only.")),
            Turn("ingrid", day(4, "15:55"), Wait("the signed NDA for the penetration test summary", "Henrik Dahl, Havbris Energi")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "havbris-rfp",
        form: form!("havbris-rfp"),
        deal: Some("havbris"),
        account: "havbris",
        asked: ("dana", day(27, "12:30")),
        late: "The buyer has a portal of its own, and it took days to get in",
        then: &[
            Turn("ingrid", day(26, "09:00"), Claim),
            Turn("ingrid", day(25, "09:30"), Start),
            Turn("ingrid", day(22, "16:30"), Close("handed in 26 hours before the date")),
            Turn("dana", day(7, "10:10"), Reopen("the buyer asks about four answers, in writing, within two weeks")),
            Turn("ingrid", day(7, "15:45"), Claim),
            Turn("ingrid", day(5, "09:25"), Start),
            Turn("ingrid", day(3, "11:15"), FollowUp("three of four are sent; the one on SAP needs a product manager")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "aubrac-questionnaire",
        form: form!("aubrac-questionnaire"),
        template: "vendor-security-assessment",
        deal: Some("aubrac"),
        account: "aubrac",
        asked: ("luc", day(25, "14:20")),
        late: "It came as a scan, and had to be typed first",
        then: &[
            Turn(ME, day(24, "09:15"), Claim),
            Turn(ME, day(23, "10:30"), Start),
            Turn(ME, day(21, "16:00"), Wait("which region the backups may be in", "Claire Vasseur, Banque Aubrac")),
            Turn(ME, day(18, "11:20"), Resume),
            Turn(ME, day(16, "15:35"), Close("the committee had one question and withdrew it")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "aubrac-value-stream",
        form: form!("aubrac-value-stream"),
        deal: Some("aubrac"),
        account: "aubrac",
        asked: ("luc", day(7, "16:10")),
        late: "Luc was travelling, and I did not want to guess who comes",
        then: &[
            Turn(ME, day(6, "10:40"), Claim),
            Turn(ME, day(6, "11:00"), Say("Happy to run it, but not with twenty people. Who draws the map for lending?")),
            Turn(ME, day(4, "13:20"), Wait("names and titles of those who come", "Luc")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "aubrac-mainframe",
        form: form!("aubrac-mainframe"),
        deal: Some("aubrac-mainframe"),
        account: "aubrac",
        asked: ("luc", day(3, "17:10")),
        then: &[Turn("priya", day(2, "10:00"), Say("Luc, before anybody can take this: who is the champion, and what happens if they wait a year?"))],
        ..ACTIVITY
    },
    Story {
        key: "lumen-migration",
        form: form!("lumen-migration"),
        deal: Some("lumen"),
        account: "lumen",
        asked: ("luc", day(5, "11:05")),
        late: "Nobody at Lumen could say who maps the users, and I wanted to know before I say yes",
        then: &[
            Turn("jonas", day(4, "09:30"), Say("240 repositories with pull requests are about six days for us, if someone at Lumen maps the users.")),
            Turn("priya", day(3, "09:10"), Waive("missing-field", "Beth travels; objectives and expectations come out of the first call", 12)),
            Turn(ME, day(3, "10:25"), Claim),
        ],
        ..ACTIVITY
    },
    Story {
        key: "lumen-procurement",
        form: form!("lumen-procurement"),
        deal: Some("lumen"),
        account: "lumen",
        asked: ("luc", day(15, "13:00")),
        late: "I asked for somebody technical first, and waited for the answer",
        then: &[
            Turn("ingrid", day(14, "09:20"), Say("Four buyers and nobody who writes code. Can Beth or one of her leads join?")),
            Turn("luc", day(13, "17:00"), Say("Rob says no, this is for procurement alone.")),
            Turn("ingrid", day(12, "09:15"), Decline(DeclineReason::WrongPersonas, "glad to do it once somebody technical is in the room")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "lumen-copilot",
        form: form!("lumen-copilot"),
        account: "lumen",
        asked: ("luc", day(1, "15:50")),
        ..ACTIVITY
    },
];
