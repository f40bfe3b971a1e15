//! What Luc sells, in the west of Europe.

use super::Deed::{
    Approve, Begin, CameOut, Criterion, End, EvalEnd, EvalStart, Log, Next, Pov, Rate, Set, To,
};
use super::{AT_FIRST, Sale, Turn, call};
use crate::cli::sa::demo::cast::ME;
use crate::cli::sa::demo::clock::day;
use crate::records::activity::ActivityType::{
    Demo, DiscoverySession, PositionedPs, PovRelated, Presentation, SecurityQuestionnaire,
};
use crate::records::activity::Sentiment::{Neutral, Positive};
use crate::records::opportunity::CloseStatus::Win;
use crate::records::opportunity::Rating::{Green, Yellow};
use crate::records::opportunity::Stage::{
    Discovery, PendingAcceptance, Proposal, Scoping, TechnicalEvaluation,
};
use crate::records::pov::PovResult::Successful;
use crate::records::pov::PovType::OnSite;

#[rustfmt::skip]
pub(super) const SALES: &[Sale] = &[
    Sale {
        deal: "aubrac",
        opened: AT_FIRST,
        stage: Scoping,
        closes: 96,
        then: &[
            Turn(ME, day(60, "12:10"), &[
                Log(call(DiscoverySession, "10:30", "Payments releases every week, lending every quarter, and both call it agile. The supervisor asked for one way to prove who changed what. Claire writes the paper for the board.")
                    .felt(Positive).with(&[("Claire Vasseur", "Head of Engineering Practices"), ("luc", "")])
                    .next("Claire shares the supervisor's letter", 6)),
            ]),
            Turn("luc", day(56, "15:30"), &[
                To(TechnicalEvaluation, ""),
                Set(&[
                    ("meddpicc.champion", "Claire Vasseur, Head of Engineering Practices"),
                    ("meddpicc.economic_buyer", "Antoine Leroux, COO"),
                    ("meddpicc.competition", "GitHub Enterprise with three add-ons, liked by payments"),
                    ("command_plan.why_us", "One report for two departments, and the vault stays in their own data centre."),
                ]),
            ]),
            Turn(ME, day(54, "11:30"), &[
                EvalStart(0),
                Log(call(Demo, "10:00", "Compliance frameworks on a lending project: the missing review was visible at once. Payments asked about speed, not about rules.")
                    .felt(Positive).with(&[("Claire Vasseur", "Head of Engineering Practices"), ("Karim Benali", "Payments")])
                    .next("A week on site, with both departments at one table", 10)),
            ]),
            Turn(ME, day(46, "16:15"), &[
                Pov(OnSite, 10),
                Criterion("One proof of who changed what", "The auditor accepts the export for one lending release", "1 export, no questions"),
                Criterion("Payments is not slowed down", "The weekly release of payments goes out in the same week", "No later than Thursday 18:00"),
            ]),
            Turn("priya", day(45, "09:30"), &[Approve("Four days on site is what it takes; take the earlier train.")]),
            Turn(ME, day(40, "17:10"), &[
                Begin,
                Log(call(PovRelated, "09:30", "First day in Rue de Courcelles. Both teams have their project, and lending found a release nobody had approved.")
                    .felt(Positive).on_site(15).with(&[("Claire Vasseur", "Head of Engineering Practices"), ("Karim Benali", "Payments")])
                    .next("Release of payments on Thursday", 3)),
            ]),
            Turn(ME, day(36, "16:40"), &[
                CameOut(1, "met"),
                CameOut(2, "met"),
                End(Successful, "Payments went out on Wednesday, and the auditor took the export without a question."),
                Rate(Green, "Both criteria are met, with both departments in the room."),
            ]),
            Turn(ME, day(34, "10:25"), &[EvalEnd(1, Win, "Both departments asked for it in the same meeting; Claire wrote so to the COO.")]),
            Turn("luc", day(33, "15:00"), &[To(Proposal, "")]),
            Turn(ME, day(26, "12:00"), &[
                Log(call(PositionedPs, "11:00", "Compliance frameworks for 60 teams: Claire wants ours for the first ten and to watch. Luc has it in the proposal.")
                    .days_ago(1).felt(Positive).with(&[("Claire Vasseur", "Head of Engineering Practices"), ("jonas", "")])
                    .next("Their security committee and its questionnaire", 10)),
            ]),
            // The last word on how feasible it is; weeks have passed since.
            Turn(ME, day(14, "12:40"), &[
                Log(call(SecurityQuestionnaire, "10:00", "All 140 questions answered, backups stay in Paris. The committee had one question and withdrew it.")),
                Rate(Green, "Security has no objection left. Procurement has not opened the file yet."),
            ]),
            Turn(ME, day(4, "16:20"), &[
                Log(call(Presentation, "15:00", "Told the new COO's staff what a value stream workshop is and what it is not. They want a date, and fewer people than Luc had invited.")
                    .felt(Neutral).with(&[("Claire Vasseur", "Head of Engineering Practices"), ("luc", "")])
                    .next("Date of the workshop, with the names from Luc", 7)),
            ]),
        ],
    },
    Sale {
        deal: "aubrac-mainframe",
        opened: day(20, "11:10"),
        stage: PendingAcceptance,
        closes: 165,
        then: &[Turn("luc", day(6, "12:00"), &[Set(&[("meddpicc.identify_pain", "COBOL is released from a spreadsheet that two people understand")])])],
    },
    Sale {
        deal: "lumen",
        opened: day(35, "14:30"),
        stage: Discovery,
        closes: 78,
        then: &[
            // Beth asked to see it before she talks to anybody.
            Turn(ME, day(22, "15:30"), &[
                Log(call(Demo, "14:00", "Environments for twelve warehouses, shown to Beth and four developers. They liked the rollback; half of what I showed they already have in Datadog.")
                    .felt(Neutral).with(&[("Beth Calloway", "CTO")])
                    .next("Ask what they would stop using", 8)),
            ]),
            Turn("luc", day(15, "14:20"), &[To(Scoping, ""), Set(&[("meddpicc.champion", "Beth Calloway, CTO")])]),
            Turn(ME, day(11, "12:00"), &[
                Log(call(DiscoverySession, "10:30", "Everything goes through Priyesh's laptop. CircleCI renews for three years unless they say no in time. Beth decides up to 50,000 without the board.")
                    .felt(Positive).with(&[("Beth Calloway", "CTO"), ("Priyesh Nair", "Release engineer")])
                    .next("Rough estimate of the migration from Jonas", 8)),
            ]),
            Turn(ME, day(3, "11:40"), &[Next("Call with Beth: objectives, and who maps the users", 6)]),
        ],
    },
    Sale {
        deal: "rhodane",
        opened: day(45, "11:20"),
        stage: Discovery,
        closes: 38,
        then: &[
            Turn("ingrid", day(40, "15:30"), &[
                Log(call(DiscoverySession, "14:00", "Signalling software is certified line by line, and every line costs them a signature on paper. Three people, no budget of their own. Luc believes in a pilot.")
                    .felt(Neutral).with(&[("Mathilde Roche", "Signalling software"), ("luc", "")])
                    .next("Mathilde asks her director for a pilot", 10)),
            ]),
            Turn("luc", day(33, "09:40"), &[To(Scoping, "")]),
            Turn("ingrid", day(28, "10:15"), &[
                Rate(Yellow, "One engineer wants it, and nobody who pays has been in a call."),
                Next("Meet the director, Luc arranges it", 12),
            ]),
        ],
    },
];
