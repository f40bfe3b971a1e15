//! What is asked of the SAs in Asia and the Pacific.

use super::Deed::{Claim, Close, Decline, Ready, Resume, Say, Start, Wait};
use super::{ACTIVITY, Story, Turn, form};
use crate::cli::sa::demo::clock::{Moment, day};
use crate::records::request::DeclineReason;

#[rustfmt::skip]
pub(super) const STORIES: &[Story] = &[
    Story {
        key: "koyama-embedded",
        form: form!("koyama-embedded"),
        deal: Some("koyama"),
        account: "koyama",
        asked: ("mei", day(23, "10:10")),
        late: "The boards came by post, and customs took their time",
        then: &[
            Turn("kenji", day(22, "09:30"), Claim),
            Turn("kenji", day(19, "14:45"), Ready),
            Turn("kenji", day(18, "14:00"), Start),
            Turn("kenji", day(12, "16:35"), Wait("a build machine inside their network", "Haruka Ito, Koyama Instruments")),
            Turn("kenji", day(10, "10:25"), Resume),
            Turn("kenji", day(6, "11:40"), Say("Two of three devices build from the same component. The third needs the old compiler, which needs a dongle.")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "koyama-conan",
        form: form!("koyama-conan"),
        template: "follow-up",
        deal: Some("koyama"),
        account: "koyama",
        follows: Some("koyama-embedded"),
        asked: ("mei", day(5, "15:30")),
        late: "The log was too large to send, and came on a disk",
        then: &[
            Turn("kenji", day(4, "09:40"), Claim),
            Turn("kenji", day(4, "13:00"), Start),
            Turn("kenji", day(3, "10:55"), Wait("the log of one nightly build", "Haruka Ito, Koyama Instruments")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "koyama-sites",
        form: form!("koyama-sites"),
        deal: Some("koyama"),
        account: "koyama",
        asked: ("mei", Moment::Fresh { minutes: 150 }),
        ..ACTIVITY
    },
    Story {
        key: "merlion-pci",
        form: form!("merlion-pci"),
        template: "vendor-security-assessment",
        deal: Some("merlion"),
        account: "merlion",
        asked: ("mei", day(20, "09:20")),
        late: "Farah had the questions in two files, and I had one of them",
        then: &[
            Turn("kenji", day(20, "11:15"), Claim),
            Turn("kenji", day(19, "09:10"), Start),
            Turn("kenji", day(17, "16:50"), Close("61 of 61 answered, Farah signed the same evening")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "merlion-recovery",
        form: form!("merlion-recovery"),
        deal: Some("merlion"),
        account: "merlion",
        asked: ("mei", day(6, "13:45")),
        late: "Mei and I looked for the letter of the regulator first",
        then: &[
            Turn("kenji", day(5, "09:50"), Claim),
            Turn("kenji", day(5, "10:00"), Say("\"regulator\" is not much of a Why Now. Which one, and by when?")),
            Turn("kenji", day(1, "16:10"), Ready),
        ],
        ..ACTIVITY
    },
    Story {
        key: "merlion-seats",
        form: form!("merlion-seats"),
        deal: Some("merlion"),
        account: "merlion",
        asked: ("mei", day(11, "10:35")),
        late: "I asked Mei for her calculator before I said no",
        then: &[Turn("kenji", day(11, "13:05"), Decline(DeclineReason::Other, "a question of price; Mei has the calculator and has answered it"))],
        ..ACTIVITY
    },
];
