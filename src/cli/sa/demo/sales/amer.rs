//! What Hannah sells in the Americas.

use super::Deed::{
    Approve, Begin, CameOut, Close, Criterion, End, EvalEnd, EvalStart, Extend, HandOver, Log,
    Next, Pov, Rate, Second, Set, Stop, To,
};
use super::{AT_FIRST, Sale, Turn, call};
use crate::cli::sa::demo::clock::day;
use crate::records::activity::ActivityType::{
    CustomerNoShow, CustomerStrategyPlanReview, Demo, DiscoverySession, PositionedPs, PostSales,
    PovRelated, Presentation, TechnicalDeepDive,
};
use crate::records::activity::Sentiment::{Neutral, Positive};
use crate::records::opportunity::CloseStatus::Win;
use crate::records::opportunity::Rating::{Green, Red, Yellow};
use crate::records::opportunity::SecondMode::LongTerm;
use crate::records::opportunity::Stage::{
    ClosedWon, Discovery, Negotiating, Proposal, Scoping, TechnicalEvaluation,
};
use crate::records::pov::PovResult::Successful;
use crate::records::pov::PovType::{Guided, Lite};

#[rustfmt::skip]
pub(super) const SALES: &[Sale] = &[
    Sale {
        deal: "cascadia",
        opened: AT_FIRST,
        stage: Scoping,
        closes: 89,
        then: &[
            Turn("tomas", day(61, "14:40"), &[
                Log(call(DiscoverySession, "13:00", "Renewal is safe; the question is whether they pay for Ultimate what they pay three scanner vendors now. Denise wants one list of findings that claims and underwriting both believe.")
                    .felt(Positive).with(&[("Denise Park", "Director AppSec"), ("hannah", "")])
                    .next("Demo on two of their repositories", 8)),
            ]),
            Turn("hannah", day(58, "10:15"), &[
                To(TechnicalEvaluation, ""),
                Set(&[
                    ("meddpicc.champion", "Denise Park, Director AppSec"),
                    ("meddpicc.economic_buyer", "Robert Haines, SVP Technology"),
                    ("meddpicc.metrics", "Three scanners cost 610,000 a year and find the same 40 percent twice"),
                    ("command_plan.why_now", "Two of the three scanner contracts end with our renewal."),
                ]),
            ]),
            Turn("tomas", day(55, "12:30"), &[
                EvalStart(0),
                Log(call(Demo, "11:00", "Security policies on two of their repositories. Underwriting found a secret from 2019 during the call and stopped talking for a minute.")
                    .felt(Positive).with(&[("Denise Park", "Director AppSec"), ("Tyrell Banks", "Underwriting IT")])
                    .next("Criteria for a proof of value", 5)),
            ]),
            Turn("tomas", day(52, "15:10"), &[
                Pov(Guided, 18),
                Criterion("One list of findings", "Claims and underwriting triage the same list for two weeks", "No finding in another tool only"),
                Criterion("Policies that teams cannot switch off", "A merge with a critical finding needs AppSec's approval", "0 merges past it"),
                Criterion("No slower than now", "Pipelines with all scanners", "At most 4 minutes more"),
                Criterion("Their ServiceNow keeps its tickets", "A finding opens one ticket and closes it", "50 of 50"),
            ]),
            Turn("priya", day(51, "13:45"), &[Approve("Denise owns all four criteria herself. Go.")]),
            Turn("tomas", day(50, "16:00"), &[
                Begin,
                Log(call(PovRelated, "14:30", "Kickoff, 14 repositories in. ServiceNow admin was missing, Denise gets him by Monday.")
                    .felt(Positive).with(&[("Denise Park", "Director AppSec")])
                    .next("ServiceNow connector with their admin", 4)),
                Rate(Yellow, "Everything but ServiceNow is in our hands."),
            ]),
            Turn("tomas", day(41, "13:50"), &[
                Log(call(PovRelated, "12:00", "Policies hold, pipelines are 3 minutes 10 longer. The connector opens tickets and does not close them; their admin was on leave.")
                    .felt(Neutral).with(&[("Denise Park", "Director AppSec")])
                    .next("Fix closing of tickets with their admin", 6)),
                Rate(Yellow, "Three of four are as good as met. The fourth depends on one person who is away."),
                Extend(16, "their ServiceNow admin was on leave for a week; Denise asked for it"),
            ]),
            Turn("priya", day(31, "14:15"), &[Second("grace", LongTerm)]),
            Turn("tomas", day(27, "15:30"), &[
                CameOut(1, "met"),
                CameOut(2, "met"),
                CameOut(3, "met"),
                CameOut(4, "met"),
                End(Successful, "All four met; 50 tickets opened and closed by themselves, which took us a week longer."),
                Rate(Green, "Denise presented the result to her own management, with her own slides."),
            ]),
            Turn("tomas", day(26, "10:30"), &[EvalEnd(1, Win, "Four of four criteria; two scanner contracts will not be renewed.")]),
            Turn("hannah", day(22, "09:45"), &[To(Proposal, "")]),
            Turn("tomas", day(21, "16:10"), &[
                Log(call(PositionedPs, "15:00", "Upgrade path in one weekend with Professional Services on call, two days of work. Denise would rather pay than explain an outage.")
                    .felt(Positive).with(&[("Denise Park", "Director AppSec"), ("jonas", "")])
                    .next("Hannah sends the proposal with two days of services", 4)),
            ]),
            Turn("tomas", day(15, "13:20"), &[
                Log(call(Presentation, "11:00", "30 minutes with the new CIO, one page. She asked who else in insurance does this, and then for the upgrade plan herself.")
                    .felt(Positive).with(&[("Laura Whitfield", "CIO"), ("Denise Park", "Director AppSec"), ("hannah", "")])
                    .next("Upgrade plan to the CIO's office", 3)),
            ]),
            Turn("hannah", day(13, "14:00"), &[To(Negotiating, ""), Set(&[("meddpicc.paper_process", "Legal takes three weeks, then the SVP signs; no board needed below a million")])]),
            Turn("tomas", day(3, "14:30"), &[
                Log(call(CustomerStrategyPlanReview, "13:00", "Went through the success plan with Aisha: pilots in claims and underwriting first, everybody else after the upgrade weekend.")
                    .felt(Positive).with(&[("Denise Park", "Director AppSec"), ("aisha", "")])
                    .next("Date of the upgrade weekend, from Denise", 9)),
            ]),
        ],
    },
    Sale {
        deal: "cascadia-duo",
        opened: day(30, "15:50"),
        stage: Discovery,
        closes: 140,
        then: &[
            // Everybody was curious about self-hosted models.
            Turn("tomas", day(16, "12:30"), &[
                Log(call(DiscoverySession, "11:00", "Legal did most of the talking: what leaves the building, who keeps the prompts, for how long. Nobody from development was there. There were more of us than of them.")
                    .felt(Neutral).with(&[("Denise Park", "Director AppSec"), ("Susan Ortiz", "Legal"), ("grace", "SA"), ("ingrid", "SA"), ("hannah", "")])
                    .next("Architecture on one page for legal", 30)),
            ]),
        ],
    },
    Sale {
        deal: "cascadia-mobile",
        opened: day(52, "09:50"),
        stage: Discovery,
        closes: 110,
        then: &[
            Turn("tomas", day(47, "12:15"), &[
                Log(call(DiscoverySession, "10:30", "The claims app is built on two Macs under a desk in Spokane. When one is updated, the app does not ship for a week.")
                    .days_ago(1).felt(Positive).with(&[("Greg Yamada", "Mobile lead")])
                    .next("Show hosted macOS runners", 10)),
            ]),
            Turn("hannah", day(38, "11:00"), &[To(TechnicalEvaluation, "")]),
            Turn("tomas", day(36, "15:00"), &[
                EvalStart(0),
                Log(call(Demo, "13:30", "Their app on a hosted runner: 14 minutes, signed. Greg wants to know what it costs per build, not per month.")
                    .felt(Positive).with(&[("Greg Yamada", "Mobile lead")])
                    .next("Cost per build, and a trial with their signing keys", 8)),
                Set(&[("ps_positioning.standing", "not-needed"), ("ps_positioning.note", "One app, two pipelines, and Greg has written both himself")]),
            ]),
            // Began with them on the spot; there is no record of a POV.
            Turn("tomas", day(24, "16:40"), &[
                Log(call(PovRelated, "15:00", "First signed build with their keys, from a branch. Greg leaves for another company at the end of the month, and told us before his manager.")
                    .felt(Neutral).with(&[("Greg Yamada", "Mobile lead")])
                    .next("Find out who follows Greg", 10)),
            ]),
            Turn("tomas", day(10, "10:20"), &[
                Log(call(CustomerNoShow, "09:30", "Nobody came. Greg's mailbox answers that he has left.")),
                Next("Denise asks who has the mobile team now", 20),
            ]),
            Turn("tomas", day(3, "10:30"), &[Rate(Red, "No owner since Greg left. The trial still runs and nobody looks at it.")]),
        ],
    },
    Sale {
        deal: "cascadia-agents",
        opened: AT_FIRST,
        stage: Scoping,
        closes: 45,
        then: &[
            Turn("tomas", day(57, "11:10"), &[
                Log(call(DiscoverySession, "10:00", "The agents' portal queues for runners from nine to eleven every morning. They would buy minutes tomorrow if the queue were gone.")
                    .felt(Positive).with(&[("Angela Brandt", "Portal manager")])
                    .next("Two weeks with a fleet of their own", 4)),
            ]),
            Turn("hannah", day(54, "13:30"), &[
                To(TechnicalEvaluation, ""),
                Set(&[("meddpicc.champion", "Angela Brandt, Portal manager"), ("meddpicc.economic_buyer", "Angela Brandt, within her own budget")]),
            ]),
            Turn("tomas", day(52, "10:20"), &[
                Pov(Lite, 18),
                Criterion("No queue in the morning", "Jobs start at once between nine and eleven", "95 of 100 within 30 seconds"),
            ]),
            Turn("priya", day(51, "14:30"), &[Approve("Small, and with an end. Fine.")]),
            Turn("tomas", day(50, "11:30"), &[Begin]),
            Turn("priya", day(44, "15:10"), &[Rate(Green, "Angela told me at dinner that she has made up her mind.")]),
            Turn("tomas", day(36, "11:20"), &[CameOut(1, "met"), Stop]),
            Turn("hannah", day(22, "16:15"), &[To(ClosedWon, "")]),
            Turn("tomas", day(17, "11:10"), &[
                Log(call(PostSales, "10:00", "Handed the fleet over to Aisha and to Angela's team. They scale it themselves now.")
                    .felt(Positive).with(&[("Angela Brandt", "Portal manager"), ("aisha", "")])),
            ]),
        ],
    },
    Sale {
        deal: "prairie",
        opened: AT_FIRST,
        stage: Discovery,
        closes: 130,
        then: &[
            Turn("grace", day(59, "11:45"), &[
                Log(call(DiscoverySession, "10:00", "31 hospitals on two Bitbucket servers that nobody dares to upgrade. Marisol remembers the weekend the portal was down by the hour.")
                    .felt(Positive).with(&[("Marisol Reyes", "VP Digital"), ("hannah", "")])
                    .next("Hannah asks for the licence dates", 8)),
            ]),
            Turn("hannah", day(50, "15:20"), &[To(Scoping, ""), Set(&[("meddpicc.champion", "Marisol Reyes, VP Digital")])]),
            Turn("grace", day(41, "15:40"), &[
                Log(call(Demo, "14:00", "A pull request with its comments, moved live. The owner of the billing server asked to see his own, and found a comment from 2016.")
                    .days_ago(1).felt(Positive).with(&[("Marisol Reyes", "VP Digital"), ("Dale Hutchins", "Billing systems")])
                    .next("Inventory of both servers", 15)),
            ]),
            Turn("hannah", day(24, "10:30"), &[To(TechnicalEvaluation, "")]),
            Turn("grace", day(21, "13:40"), &[
                EvalStart(1),
                Next("Go through the inventory with both owners", 8),
            ]),
            // Logged a week later, from memory.
            Turn("grace", day(8, "11:45"), &[
                Log(call(TechnicalDeepDive, "13:00", "Order of the move: portal first, billing last. 212 repositories above 1 GB need LFS before anything else.")
                    .days_ago(5).felt(Neutral).with(&[("Marisol Reyes", "VP Digital"), ("Dale Hutchins", "Billing systems")])),
                Next("Criteria for a proof of value on ten repositories", 7),
            ]),
            Turn("grace", day(6, "15:10"), &[
                Log(call(PositionedPs, "14:00", "18 to 24 days with Professional Services, said Jonas. Marisol had expected three months and asked twice whether that includes billing.")
                    .felt(Positive).with(&[("Marisol Reyes", "VP Digital"), ("jonas", "")])
                    .next("Statement of work, and the list of criteria", 6)),
            ]),
            // Everybody in the room added one.
            Turn("grace", day(4, "11:30"), &[
                Pov(Guided, 28),
                Criterion("Pull requests keep their comments", "Ten repositories moved, with all comments and authors", "100 percent of 4,100 comments"),
                Criterion("Entra signs everybody in", "Nurses' apps included", "All 420 developers"),
                Criterion("The portal stays up", "Cutover in a working day", "No minute of outage"),
                Criterion("Large files", "LFS for the 212 large ones", "Clone under 5 minutes"),
                Criterion("Jenkins goes on for a year", "Builds start from both", ""),
                Criterion("Nice dashboards for the board", "Marisol likes them", "TBD"),
                Criterion("HIPAA", "The compliance office signs", "One signature"),
            ]),
            Turn("grace", day(3, "12:30"), &[
                Log(call(TechnicalDeepDive, "11:00", "Went through the order of the move with both server owners. Portal first is agreed; who tells the Epic team is not.")
                    .felt(Positive).with(&[("Marisol Reyes", "VP Digital"), ("Dale Hutchins", "Billing systems")])
                    .next("Cut the list of criteria to what the purchase hangs on", 6)),
                Rate(Yellow, "The technical part is clear and Marisol is for it. Seven criteria are four too many, and Epic has not been asked."),
            ]),
        ],
    },
    Sale {
        deal: "prairie-research",
        opened: AT_FIRST,
        stage: Discovery,
        closes: 12,
        then: &[
            Turn("hannah", day(53, "11:20"), &[Close(14, "the grant is decided a month later")]),
            Turn("grace", day(50, "12:20"), &[
                Log(call(DiscoverySession, "10:30", "Forty researchers, one grant. They share notebooks by mail and would rather not. Money comes when the grant comes.")
                    .felt(Positive).with(&[("Dr. Amina Yusuf", "Research computing")])
                    .next("Show notebooks and diffs", 15)),
            ]),
            Turn("hannah", day(41, "10:05"), &[Close(16, "the committee did not meet")]),
            Turn("grace", day(34, "14:40"), &[
                Log(call(Demo, "13:00", "Notebook diffs and a review between two labs. Dr. Yusuf asked for a price for education, twice.")
                    .felt(Positive).with(&[("Dr. Amina Yusuf", "Research computing")])
                    .next("Price for education, from Hannah", 10)),
            ]),
            Turn("hannah", day(26, "14:50"), &[Close(21, "the grant is cut by a third and written anew"), To(Scoping, "")]),
            Turn("hannah", day(7, "13:10"), &[Close(35, "the committee moved it into the next year")]),
            Turn("grace", day(5, "11:25"), &[Next("Ask Dr. Yusuf whether there is money without the grant", 15)]),
        ],
    },
    Sale {
        deal: "tallgrass",
        opened: AT_FIRST,
        stage: Discovery,
        closes: 119,
        then: &[
            Turn("tomas", day(56, "16:15"), &[
                Log(call(DiscoverySession, "15:00", "Six hours for a simulation, and one in five dies on a licence server. Omar has 40 GPUs that idle at night because nobody can queue for them.")
                    .felt(Positive).with(&[("Omar Haddad", "Director Simulation")])
                    .next("Demo of runners with a queue", 12)),
            ]),
            Turn("tomas", day(44, "14:20"), &[
                Log(call(Demo, "13:00", "GPU runners with resource groups on a small model. The perception team asked for retry with artifacts, which is there.")
                    .felt(Positive).with(&[("Omar Haddad", "Director Simulation")])
                    .next("Omar gets the hardware signed off", 12)),
            ]),
            Turn("hannah", day(32, "12:40"), &[To(TechnicalEvaluation, ""), Set(&[("meddpicc.champion", "Omar Haddad, Director Simulation")])]),
            Turn("tomas", day(27, "11:40"), &[
                Pov(Lite, 20),
                Criterion("Night runs without somebody awake", "40 runners work through the queue by themselves", "Five nights in a row"),
                Criterion("Faster answers", "The reference simulation", "6 hours down to 90 minutes"),
                Criterion("The licence server is no lottery", "Jobs wait for a licence and do not die of it", "Fewer than 1 in 50 lost"),
            ]),
            // The hardware was free from this day on; nobody asked Priya, nor who pays.
            Turn("tomas", day(25, "16:30"), &[
                Begin,
                Log(call(PovRelated, "15:00", "Kickoff on their hardware, 12 of 40 runners up on the first day.")
                    .felt(Positive).with(&[("Omar Haddad", "Director Simulation")])
                    .next("All 40 runners", 5)),
            ]),
            Turn("tomas", day(18, "14:10"), &[
                Log(call(PovRelated, "11:00", "40 runners up, the queue holds. The licence server still drops one job in nine.")
                    .felt(Neutral).with(&[("Omar Haddad", "Director Simulation")])
                    .next("Licence server: wait instead of fail", 6)),
                Rate(Yellow, "The queue works. Licences are lost one time in nine, and 90 minutes are not reached."),
            ]),
            Turn("tomas", day(9, "13:30"), &[
                Log(call(PovRelated, "10:30", "71 minutes, and no licence lost in five nights. Omar writes the summary himself; he wants the Perforce question settled before it ends.")
                    .felt(Positive).with(&[("Omar Haddad", "Director Simulation")])
                    .next("Perforce question, then close the proof of value", 5)),
            ]),
            Turn("tomas", day(6, "12:00"), &[
                Log(call(PositionedPs, "11:00", "Omar has a platform engineer and no wish for services. He took the list of what we would do and may come back.")
                    .felt(Neutral).with(&[("Omar Haddad", "Director Simulation")])
                    .next("Summary from Omar", 4)),
                Set(&[("ps_positioning.standing", "declined"), ("ps_positioning.note", "Omar's own platform engineer does it; he kept the list")]),
            ]),
            Turn("tomas", day(2, "11:30"), &[
                Log(call(PovRelated, "10:30", "Omar read us the draft of his summary: all three measures are met, with the numbers of his own dashboards. His release lead asks for Perforce as a source.")
                    .felt(Positive).with(&[("Omar Haddad", "Director Simulation"), ("Lena Fischer", "Release lead")])
                    .next("Show Perforce as a source to the release lead", 5)),
                Rate(Green, "What was to be proved is proved. It is only not written down, and Perforce is a wish and no condition."),
            ]),
        ],
    },
    Sale {
        deal: "tallgrass-archive",
        opened: day(60, "09:55"),
        stage: Discovery,
        closes: 165,
        then: &[
            Turn("grace", day(53, "15:30"), &[
                Log(call(DiscoverySession, "14:00", "90 TB of recordings from test rigs, and nobody knows which build made which. It is a wish of next year.")
                    .felt(Neutral).with(&[("Kelly Novak", "Test rigs")])
                    .next("Wait for their budget", 20)),
            ]),
            Turn("hannah", day(37, "10:45"), &[To(Scoping, ""), HandOver("tomas"), Second("grace", LongTerm)]),
            Turn("tomas", day(29, "12:30"), &[Next("Kelly's budget for next year is known", 60)]),
        ],
    },
];
