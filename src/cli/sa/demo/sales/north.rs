//! What Dana sells, in the north of Europe.

use super::Deed::{
    Approve, Assign, Begin, CameOut, Criterion, EvalStart, Log, Next, Pov, Rate, Set, To,
};
use super::{AT_FIRST, Sale, Turn, call};
use crate::cli::sa::demo::cast::ME;
use crate::cli::sa::demo::clock::day;
use crate::records::activity::ActivityType::{
    Demo, DiscoverySession, GuidedTrial, PositionedPs, PovRelated, SecurityQuestionnaire,
    SubjectMatter, TechnicalDeepDive,
};
use crate::records::activity::Sentiment::{Neutral, Positive};
use crate::records::opportunity::Rating::{Green, Yellow};
use crate::records::opportunity::Stage::{
    ClosedLost, Discovery, Duplicate, PendingAcceptance, Scoping, TechnicalEvaluation,
};
use crate::records::pov::PovType::Guided;

#[rustfmt::skip]
pub(super) const SALES: &[Sale] = &[
    Sale {
        deal: "brightwater",
        opened: AT_FIRST,
        stage: Discovery,
        closes: 112,
        then: &[
            Turn(ME, day(61, "15:40"), &[
                Log(call(DiscoverySession, "14:00", "Five approval tools between a commit and the terminals. Pieter counts nine days for a change to the routing engine, and cannot tell the auditors who approved it. He wants to see one path, not five better ones.")
                    .felt(Positive).with(&[("Pieter Vos", "VP Engineering"), ("Marieke Blom", "Release manager"), ("dana", "")])
                    .next("Demo of approvals on a pipeline that looks like theirs", 14)),
                Set(&[
                    ("meddpicc.identify_pain", "One release a month is lost to approvals that arrive too late"),
                    ("meddpicc.champion", "Pieter Vos, VP Engineering: it is his audit finding"),
                ]),
            ]),
            Turn("dana", day(52, "10:20"), &[
                To(Scoping, ""),
                Set(&[
                    ("command_plan.why_now", "Bitbucket Data Center is out of support in five months, and the move takes four."),
                    ("command_plan.primary_value_driver", "Reduce security and compliance risk"),
                    ("links.plan", "https://docs.example.com/command-plans/brightwater"),
                ]),
            ]),
            Turn(ME, day(47, "16:10"), &[
                Log(call(Demo, "14:30", "Approval rules by path, protected environments, audit events. Rotterdam asked for the ServiceNow ticket in the merge request; I showed the external status check. Gdansk asked what works without internet.")
                    .felt(Positive).with(&[("Pieter Vos", "VP Engineering"), ("Agnieszka Zielinska", "Head of Terminal Software")])
                    .next("Dana asks who signs; I look into offline runners for Gdansk", 12)),
            ]),
            Turn("dana", day(30, "11:15"), &[
                To(TechnicalEvaluation, ""),
                Set(&[
                    ("meddpicc.economic_buyer", "Joost van Dijk, CFO, signs above 250,000"),
                    ("meddpicc.decision_process", "Pieter proposes, the architecture board confirms, the CFO signs"),
                ]),
                Next("Session on their own routing pipeline", 8),
            ]),
            Turn(ME, day(25, "16:20"), &[
                Log(call(TechnicalDeepDive, "14:00", "On their own routing pipeline: a change to tariffs needed two approvals, one to the docs none. Marieke tried to push past it and could not. Three questions open, all on audit retention.")
                    .felt(Positive).with(&[("Pieter Vos", "VP Engineering"), ("Marieke Blom", "Release manager")])
                    .next("Answer the three questions, then agree on a proof of value", 6)),
            ]),
            Turn(ME, day(19, "10:30"), &[
                Pov(Guided, 30),
                Criterion("Approvals that cannot be bypassed", "A merge without the approval of the owning team is refused, also for maintainers", "0 of 20 attempts succeed"),
                Criterion("Who approved what, at any time", "An auditor finds the approver of any change of the last 90 days alone", "Under 5 minutes for a change"),
                Criterion("Fewer days from commit to terminal", "Three pipelines run from commit to Rotterdam without the old tools", "9 days down to 2"),
            ]),
            Turn("priya", day(18, "10:00"), &[Approve("Three criteria, a buyer with a name, and a date: go.")]),
            Turn(ME, day(17, "11:50"), &[
                Begin,
                Log(call(PovRelated, "10:00", "Kickoff with the three pipeline owners. Instance is up in their cluster, SAML works, two of three repositories imported. Porto joins on Thursday.")
                    .felt(Positive).with(&[("Marieke Blom", "Release manager"), ("Tiago Reis", "Platform, Porto")])
                    .next("Import the third repository, first approval rules", 4)),
                Rate(Yellow, "Criteria are agreed and the buyer is named; ServiceNow is not connected yet, and the architecture board has not seen it."),
            ]),
            Turn(ME, day(12, "15:45"), &[
                Log(call(PovRelated, "14:00", "ServiceNow change number is checked on merge. First pipeline runs end to end, 31 hours from commit to Rotterdam. Marieke's team no longer asks us before they try something.")
                    .felt(Positive).with(&[("Marieke Blom", "Release manager")])
                    .next("Audit test with their internal auditor", 5)),
                Rate(Yellow, "One pipeline of three is through. The auditor's day is booked; until then nobody outside of engineering has agreed to anything."),
            ]),
            Turn(ME, day(9, "14:10"), &[
                Log(call(PositionedPs, "13:00", "Jonas went through the cutover: two weeks for 400 repositories with Professional Services, ten weeks alone. Pieter wants it as an option in the quote.")
                    .felt(Positive).with(&[("Pieter Vos", "VP Engineering"), ("jonas", "")])
                    .next("Jonas sends the statement of work, Dana puts it in the quote", 4)),
                Set(&[("ps_positioning.standing", "positioned"), ("ps_positioning.note", "Cutover of 400 repositories, as an option in the quote")]),
            ]),
            Turn(ME, day(7, "16:30"), &[
                Log(call(PovRelated, "15:00", "Their auditor found the approver of eleven changes in 38 minutes, without help. He asked who else may see this page, which is the right question.")
                    .felt(Positive).with(&[("Marieke Blom", "Release manager"), ("Bas Hendriks", "Internal audit")])
                    .next("Second and third pipeline; numbers for the board", 5)),
                CameOut(2, "met"),
                Rate(Green, "Audit is convinced and says so in writing. What is left is speed, and the first pipeline is at 31 hours already."),
            ]),
            Turn(ME, day(2, "15:20"), &[
                Log(call(PovRelated, "14:00", "Bypass tests: 20 attempts by their own red team, none went through. Second pipeline at 40 hours. Porto's third one waits for a firewall rule, promised by Friday.")
                    .felt(Positive).with(&[("Marieke Blom", "Release manager"), ("Tiago Reis", "Platform, Porto")])
                    .next("Check Porto's firewall rule; measure the third pipeline", 5)),
                CameOut(1, "met"),
                Rate(Green, "Two of three criteria are met. Porto's firewall is the only thing between us and the third."),
            ]),
        ],
    },
    Sale {
        deal: "brightwater-growth",
        opened: day(40, "12:15"),
        stage: Discovery,
        closes: 170,
        then: &[
            Turn(ME, day(33, "12:20"), &[
                Log(call(DiscoverySession, "11:00", "The merger brings 300 developers in Antwerp on a tool of their own. Nobody there knows yet. Pieter asks us to wait until the works council has been told.")
                    .days_ago(1).felt(Neutral).with(&[("Pieter Vos", "VP Engineering")])
                    .next("Call Antwerp once the works council has been told", 60)),
            ]),
        ],
    },
    Sale {
        deal: "brightwater-ports",
        opened: AT_FIRST,
        stage: Discovery,
        closes: 95,
        then: &[
            Turn(ME, day(55, "11:40"), &[
                Log(call(DiscoverySession, "10:00", "The terminals in Gdansk build on machines without internet. Same pain as in Rotterdam, and the same budget, I suspect.")
                    .felt(Positive).with(&[("Agnieszka Zielinska", "Head of Terminal Software")])
                    .next("Find out whether Gdansk buys for itself", 10)),
            ]),
            Turn("dana", day(48, "09:45"), &[To(Scoping, "")]),
            // It does not say into which: the form of Salesforce asked for the reason alone.
            Turn("dana", day(30, "12:05"), &[To(ClosedLost, "Merged into the platform deal: same buyer, same budget")]),
            // The meeting had been in the calendar since before.
            Turn(ME, day(27, "16:05"), &[
                Log(call(TechnicalDeepDive, "14:00", "Offline runners with Agnieszka's team: a USB stick a week is enough for the vulnerability database. Two of them want to set one up themselves.")
                    .felt(Positive).with(&[("Agnieszka Zielinska", "Head of Terminal Software")])),
            ]),
        ],
    },
    Sale {
        deal: "havbris",
        opened: AT_FIRST,
        stage: Discovery,
        closes: 139,
        then: &[
            Turn("ingrid", day(58, "14:50"), &[
                Log(call(DiscoverySession, "13:00", "Grid control and trading share one Azure DevOps and block each other every Monday. Solveig owns both pipelines since summer. The freeze before winter is what drives the date.")
                    .felt(Positive).with(&[("Solveig Aune", "Head of Platform"), ("dana", "")])
                    .next("Dana brings the two team leads into one room", 15)),
            ]),
            Turn("dana", day(45, "09:50"), &[
                To(Scoping, ""),
                Set(&[
                    ("meddpicc.champion", "Solveig Aune, Head of Platform"),
                    ("command_plan.why_now", "The winter freeze of the grid control, and nothing may change after it until April."),
                ]),
            ]),
            // They called on Monday because two people from trading happened to be in Stavanger.
            Turn("ingrid", day(36, "10:10"), &[
                Log(call(TechnicalDeepDive, "13:00", "Whiteboard in Stavanger with both teams. Merge trains and resource groups solve the Monday, the shared cache is a question. Nobody was told in time to bring a laptop.")
                    .days_ago(1).felt(Neutral).on_site(3).with(&[("Solveig Aune", "Head of Platform"), ("Odd Berge", "Trading")])
                    .next("Demo of merge trains on their repository", 20)),
            ]),
            Turn("ingrid", day(10, "15:35"), &[
                Log(call(Demo, "12:00", "Merge trains live. They broke main on purpose, and the train dropped the change and went on. Odd laughed, Solveig wrote down the number of minutes.")
                    .felt(Positive).with(&[("Solveig Aune", "Head of Platform"), ("Odd Berge", "Trading")])
                    .next("Solveig sends a build log, I look at the cache", 5)),
            ]),
            Turn("ingrid", day(3, "16:40"), &[
                Log(call(SecurityQuestionnaire, "15:00", "Three of four follow-ups to the RFP are sent. The one on SAP needs a product manager, I have an appointment.")
                    .next("Answer the SAP question; show the cache to Solveig", 6)),
            ]),
            Turn(ME, day(1, "16:50"), &[
                Log(call(SubjectMatter, "15:00", "Went through questions 60 to 90 of the NIS2 sheet with Ingrid. Number 77 goes out as soon as the NDA is signed.")),
            ]),
        ],
    },
    Sale {
        deal: "norrskog",
        opened: day(54, "10:35"),
        stage: Discovery,
        closes: 115,
        then: &[
            Turn("ingrid", day(49, "11:20"), &[
                Log(call(DiscoverySession, "10:00", "Eleven mills, each with its own build server under a desk. When one fails, somebody drives there. Elin has the mandate to end that, and a budget from next year on.")
                    .days_ago(1).felt(Positive).with(&[("Elin Sandberg", "Head of Mill IT")])
                    .next("Scope a first mill with Elin", 10)),
            ]),
            Turn("dana", day(40, "15:10"), &[To(Scoping, ""), Set(&[("meddpicc.champion", "Elin Sandberg, Head of Mill IT")])]),
            Turn("ingrid", day(33, "15:50"), &[
                Log(call(Demo, "14:00", "One pipeline for the paper machine in Sundsvall, from PLC code to a signed package. The automation engineers had not seen a diff before, and liked it.")
                    .felt(Positive).with(&[("Elin Sandberg", "Head of Mill IT"), ("Nils Lund", "Automation")])
                    .next("Elin names the engineers who try it", 12)),
            ]),
            Turn("dana", day(21, "09:30"), &[To(TechnicalEvaluation, "")]),
            Turn("ingrid", day(20, "13:15"), &[
                Log(call(GuidedTrial, "11:00", "Trial began with four engineers in Sundsvall, group and runners are set up. Their Siemens project is 9 GB, so LFS first.")
                    .felt(Neutral).with(&[("Nils Lund", "Automation")])
                    .next("LFS for the Siemens project", 7)),
                EvalStart(0),
            ]),
            Turn("ingrid", day(13, "14:25"), &[
                Log(call(GuidedTrial, "13:00", "LFS works, the first package was signed and rolled out by Nils alone. He asks how a mill without a network gets it.")
                    .felt(Positive).with(&[("Nils Lund", "Automation")])
                    .next("Offline mills: what a package must carry with it", 6)),
                Rate(Yellow, "Engineers want it. Elin has not yet said what counts as done, and two mills have no network."),
            ]),
            Turn("ingrid", day(8, "11:30"), &[
                Log(call(PositionedPs, "10:00", "Told Elin what Professional Services would do for the other ten mills. She has travel money left this year and nobody to send.")
                    .felt(Positive).with(&[("Elin Sandberg", "Head of Mill IT")])
                    .next("Numbers for ten mills from Jonas", 5)),
            ]),
            Turn("ingrid", day(3, "11:00"), &[
                Log(call(GuidedTrial, "09:30", "A package on a disk, with its bill of materials, was accepted by the mill without network. Nils writes it up for Elin.")
                    .felt(Positive).with(&[("Nils Lund", "Automation")])
                    .next("Elin decides whether Sundsvall goes live", 7)),
                Rate(Green, "The hard mill works too. Elin reads the write-up before her holiday."),
            ]),
            Turn("priya", day(2, "17:00"), &[Assign(ME, "Ingrid has the Havbris RFP until it is decided")]),
        ],
    },
    Sale {
        deal: "norrskog-twice",
        opened: day(52, "14:00"),
        stage: PendingAcceptance,
        closes: 120,
        then: &[
            Turn("dana", day(50, "10:10"), &[
                To(Duplicate, "Marketing opened it a second time after the trade fair"),
                Set(&[("duplicate_of", "norrskog")]),
            ]),
        ],
    },
];
