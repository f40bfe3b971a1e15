//! Requests that were added to the desk later, of templates with a form of their own.
//! They come last, so that they leave the ids of everything else as they are.

use super::Deed::{Claim, Close, Say, Set, Start};
use super::{ACTIVITY, Story, Turn, form};
use crate::cli::sa::demo::cast::ME;
use crate::cli::sa::demo::clock::day;

#[rustfmt::skip]
pub(in crate::cli::sa::demo) const LATER: &[Story] = &[
    Story {
        key: "koyama-cache",
        form: form!("koyama-cache"),
        template: "product-support",
        deal: Some("koyama"),
        account: "koyama",
        asked: ("kenji", day(7, "11:10")),
        late: "I tried what a runner can do by itself first, and that took two nights",
        more: &[("product.gathered", "https://issues.example.com/account-management/koyama/14")],
        then: &[
            Turn("kenji", day(7, "11:40"), Claim),
            Turn("kenji", day(6, "15:20"), Set("product.explored", "A cache of each runner's own: it works, and costs 40 minutes a night.")),
            Turn("kenji", day(5, "14:10"), Start),
            Turn("kenji", day(4, "16:30"), Say("Asked in the channel of the runner group as well. They look at it in their next planning.")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "merlion-lockfiles",
        form: form!("merlion-lockfiles"),
        template: "async",
        deal: Some("merlion"),
        account: "merlion",
        asked: ("mei", day(9, "10:05")),
        late: "I looked it up in a project of our own before I answered",
        more: &[("salesforce_link", "https://example.my.salesforce.com/0064M00000mErL1"), ("subscription", "saas")],
        then: &[
            Turn("kenji", day(9, "13:30"), Claim),
            Turn("kenji", day(8, "10:20"), Start),
            Turn("kenji", day(8, "10:45"), Close("answered by mail, with the page of the documentation")),
        ],
        ..ACTIVITY
    },
    Story {
        key: "aubrac-ride",
        form: form!("aubrac-ride"),
        template: "ride-along",
        account: "aubrac",
        asked: ("ingrid", day(3, "13:05")),
        late: "I asked Claire first whether a guest is welcome",
        more: &[
            ("ride_along.passenger", "ingrid"),
            ("ride_along.driver", ME),
            ("ride_along.meetings", "The map of lending\nThe call on the backups with Claire\nThe read-out to the committee"),
            ("ride_along.goal", "See how you bring a room of twelve to one map"),
        ],
        then: &[
            Turn(ME, day(2, "15:10"), Claim),
            Turn(ME, day(2, "15:30"), Say("Gladly. The map is first, and you draw the second half.")),
        ],
        ..ACTIVITY
    },
];
