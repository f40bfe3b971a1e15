//! What Mei sells in Asia and the Pacific.

use super::Deed::{
    Approve, Begin, CameOut, Criterion, End, EvalEnd, EvalStart, Log, Next, Pov, PovAstray, Rate,
    Set, To,
};
use super::{AT_FIRST, Sale, Turn, call};
use crate::cli::sa::demo::clock::day;
use crate::records::activity::ActivityType::{
    Demo, DiscoverySession, PositionedPs, PovRelated, SecurityQuestionnaire, TechnicalDeepDive,
    TechnicalSupport,
};
use crate::records::activity::Sentiment::{Negative, Neutral, Positive};
use crate::records::opportunity::CloseStatus::{Loss, Win};
use crate::records::opportunity::Rating::{Green, Red, Yellow};
use crate::records::opportunity::Stage::{
    AwaitingSignature, ClosedLost, Discovery, Negotiating, Proposal, Scoping, TechnicalEvaluation,
};
use crate::records::pov::PovResult::Unsuccessful;
use crate::records::pov::PovType::{Guided, Lite};

#[rustfmt::skip]
pub(super) const SALES: &[Sale] = &[
    Sale {
        deal: "koyama",
        opened: AT_FIRST,
        stage: Discovery,
        closes: 143,
        then: &[
            Turn("kenji", day(60, "14:30"), &[
                Log(call(DiscoverySession, "13:00", "90 devices, 90 build scripts. A fix in the shared library reaches the last device after seven weeks. Ito-san releases on Sundays because the machines are free only then.")
                    .felt(Positive).with(&[("Haruka Ito", "Firmware"), ("mei", "")])
                    .next("Show one component used by several devices", 12)),
            ]),
            Turn("mei", day(52, "11:15"), &[
                To(Scoping, ""),
                Set(&[
                    ("meddpicc.champion", "Haruka Ito, Firmware"),
                    ("meddpicc.metrics", "Seven weeks from a fix to the last device"),
                    ("command_plan.why_now", "The Cyber Resilience Act asks for a fix within days, and seven weeks is no answer."),
                    ("links.plan", "https://docs.example.com/cp/koyama"),
                ]),
            ]),
            Turn("kenji", day(48, "16:20"), &[
                Log(call(Demo, "14:00", "CI components with two toolchains. Nagoya asked for IAR, which cannot be in a container; we go through a shell runner.")
                    .felt(Neutral).with(&[("Haruka Ito", "Firmware"), ("Shota Kato", "Tools, Nagoya")])
                    .next("Try a shell runner with IAR in our lab", 15)),
            ]),
            Turn("mei", day(27, "10:50"), &[
                To(TechnicalEvaluation, ""),
                Set(&[("meddpicc.economic_buyer", "Kazuo Nishida, Executive Officer R&D"), ("meddpicc.paper_process", "Ringi with five seals, two weeks when it is prepared")]),
            ]),
            Turn("kenji", day(20, "10:20"), &[
                Pov(Guided, 30),
                Criterion("One pipeline for several devices", "Three devices build from the same component", "3 of 3, no device script left"),
                Criterion("A fix reaches every device", "A change in the shared library starts all three builds", "Within one day"),
                Criterion("Conan packages have an origin", "Each package names the commit and the compiler that made it", "All packages of the three devices"),
            ]),
            Turn("priya", day(20, "11:30"), &[Approve("Measures that Ito-san chose herself. Good.")]),
            Turn("kenji", day(18, "15:50"), &[
                Begin,
                Log(call(PovRelated, "14:00", "Kickoff in Japanese, slides sent two days before. The first device builds from the component; the other two need their machines.")
                    .felt(Positive).with(&[("Haruka Ito", "Firmware"), ("Shota Kato", "Tools, Nagoya")])
                    .next("A build machine inside their network", 5)),
                Rate(Yellow, "They are careful and thorough. Without a machine in their network there is no second device."),
            ]),
            Turn("kenji", day(13, "11:40"), &[
                Log(call(PositionedPs, "10:30", "Explained what a partner in Osaka and Professional Services would do for the other 87 devices. Nishida-san reads it before the ringi.")
                    .felt(Neutral).with(&[("Haruka Ito", "Firmware"), ("mei", "")])
                    .next("The build machine, promised for this week", 4)),
            ]),
            Turn("kenji", day(10, "15:10"), &[
                Log(call(PovRelated, "13:00", "The build machine is there. Second device builds, and a change in the library started both within four minutes.")
                    .felt(Positive).with(&[("Shota Kato", "Tools, Nagoya")])
                    .next("Third device, with the old compiler", 5)),
                Rate(Yellow, "Two devices of three. The third needs a compiler with a dongle."),
            ]),
            Turn("kenji", day(6, "14:20"), &[
                Log(call(PovRelated, "10:00", "Two of three devices build from one component, without a script of their own. The third needs the old compiler, which needs a dongle; Kato-san orders a hub for it.")
                    .felt(Positive).with(&[("Haruka Ito", "Firmware"), ("Shota Kato", "Tools, Nagoya")])
                    .next("Third device, once the hub is there", 5)),
            ]),
            Turn("kenji", day(2, "16:10"), &[
                Log(call(PovRelated, "14:30", "The dongle answers through the hub, and the third device builds. A fix went through all three in 50 minutes. Package origins are complete for two of three; the log of one nightly build is missing.")
                    .felt(Positive).with(&[("Haruka Ito", "Firmware"), ("Shota Kato", "Tools, Nagoya")])
                    .next("Read the nightly log with Kato-san; prepare the ringi with Mei", 6)),
                CameOut(1, "met"),
                CameOut(2, "met"),
                Rate(Green, "Two criteria are met, the third waits for a log file. Ito-san already writes the ringi."),
            ]),
        ],
    },
    Sale {
        deal: "koyama-sendai",
        opened: day(39, "13:40"),
        stage: Discovery,
        closes: 125,
        then: &[
            Turn("kenji", day(31, "12:10"), &[
                Log(call(DiscoverySession, "10:30", "Sendai makes sensors and shares nothing with Kyoto but the name. They would like what Kyoto gets, once Kyoto has it.")
                    .days_ago(1).felt(Neutral).with(&[("Rin Abe", "Sensor firmware")])
                    .next("Invite Abe-san to Kyoto's last session", 20)),
            ]),
            // The stage runs ahead: nobody in Sendai evaluates anything yet.
            Turn("mei", day(16, "10:40"), &[To(TechnicalEvaluation, "")]),
            Turn("kenji", day(9, "11:50"), &[
                Log(call(PositionedPs, "11:00", "Abe-san asked who would set it up in Sendai. Told him of the partner in Osaka.")
                    .felt(Positive).with(&[("Rin Abe", "Sensor firmware")])
                    .next("Invite Abe-san to the session with the nightly log", 15)),
            ]),
        ],
    },
    Sale {
        deal: "merlion",
        opened: AT_FIRST,
        stage: Scoping,
        closes: 74,
        then: &[
            Turn("kenji", day(60, "17:00"), &[
                Log(call(DiscoverySession, "16:00", "Card terminals are audited twice a year, and each time two people collect screenshots for three weeks.")
                    .felt(Positive).with(&[("Farah Rahim", "Compliance"), ("Wei Jie Lim", "SRE lead")])
                    .next("Demo of compliance reports", 8)),
            ]),
            Turn("mei", day(55, "09:40"), &[To(TechnicalEvaluation, ""), Set(&[("meddpicc.champion", "Wei Jie Lim, SRE lead"), ("meddpicc.economic_buyer", "Farah Rahim, Compliance")])]),
            Turn("kenji", day(53, "12:00"), &[
                EvalStart(0),
                Log(call(Demo, "10:30", "The audit of spring as a report: 40 seconds. Farah asked whether the regulator accepts it, and called him during the demo.")
                    .felt(Positive).with(&[("Farah Rahim", "Compliance"), ("Wei Jie Lim", "SRE lead")])
                    .next("A short proof of value, if the regulator wants one", 6)),
            ]),
            // The wrong account from the list; it was never begun.
            Turn("kenji", day(50, "10:15"), &[PovAstray(Lite, "koyama")]),
            Turn("kenji", day(46, "15:20"), &[
                End(Unsuccessful, "Not begun: the regulator takes the report as it is, so there is nothing to prove."),
                Next("Security questionnaire, from their side", 15),
            ]),
            // Filed under the account: it was on the phone, and nobody knew for which deal.
            Turn("kenji", day(33, "16:40"), &[
                Log(call(TechnicalSupport, "15:30", "Helped Wei Jie with a runner that lost its token. Took an hour and saved him a night.").felt(Positive).astray()),
            ]),
            Turn("kenji", day(32, "11:00"), &[EvalEnd(2, Win, "The regulator accepted the report, and Farah decided the same week."), Rate(Green, "Compliance wants it, and compliance pays.")]),
            Turn("mei", day(31, "10:30"), &[To(Proposal, "")]),
            Turn("kenji", day(17, "17:20"), &[
                Log(call(SecurityQuestionnaire, "14:00", "61 of 61 answered. Number 40 needed our auditor's letter, which was in the portal all along.")),
            ]),
            Turn("mei", day(15, "13:30"), &[To(Negotiating, "")]),
            Turn("mei", day(6, "10:20"), &[To(AwaitingSignature, "")]),
            Turn("kenji", day(1, "17:05"), &[
                Log(call(TechnicalDeepDive, "15:00", "Rollback in their staging cluster with the SRE team, ahead of the demo. Argo CD stays, and shows up in the deployment as it should.")
                    .felt(Positive).with(&[("Wei Jie Lim", "SRE lead")])
                    .next("From alert to rollback on one screen; Mei asks about the signature", 5)),
            ]),
        ],
    },
    Sale {
        deal: "merlion-kyc",
        opened: day(44, "14:20"),
        stage: Discovery,
        closes: 190,
        then: &[
            // Moved so that it is in the forecast; no SA was asked.
            Turn("mei", day(21, "16:15"), &[
                To(TechnicalEvaluation, ""),
                Set(&[("meddpicc.identify_pain", "A new customer waits four days for a check that takes nine minutes")]),
                Next("Somebody of ours talks to their architect", 45),
            ]),
        ],
    },
    Sale {
        deal: "merlion-fraud",
        opened: AT_FIRST,
        stage: Discovery,
        closes: 70,
        then: &[
            Turn("kenji", day(57, "11:30"), &[
                Log(call(DiscoverySession, "10:00", "Fraud keeps its models in a bucket and their history in a spreadsheet. Data scientists choose, the SREs only run it.")
                    .felt(Neutral).with(&[("Priscilla Goh", "Fraud analytics")])
                    .next("Demo of the model registry", 5)),
            ]),
            Turn("mei", day(51, "16:10"), &[To(TechnicalEvaluation, "")]),
            Turn("kenji", day(49, "12:20"), &[
                EvalStart(0),
                Log(call(Demo, "11:00", "The registry does versions and not lineage. Priscilla showed us what she has from Databricks, and it does both.")
                    .felt(Negative).with(&[("Priscilla Goh", "Fraud analytics")])
                    .next("Ask whether lineage decides it", 6)),
                Rate(Red, "They compare with a product made for this, and they are right to."),
            ]),
            // The end is a month off: picked in the wrong row of the calendar.
            Turn("kenji", day(35, "10:40"), &[EvalEnd(22, Loss, "No lineage of models; they chose Databricks.")]),
            Turn("mei", day(34, "11:30"), &[To(ClosedLost, "No lineage of models, chose Databricks")]),
        ],
    },
];
