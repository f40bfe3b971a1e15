//! The items of the forms: what each is called, how it is typed, and where a request keeps it.

use std::borrow::Cow;
use std::fmt;

use super::words::Tells;
use crate::records::Request;
use crate::source::KeyPath;

/// What is known of an item.
pub struct Row {
    pub item: Item,
    /// Its key in the record.
    pub key: &'static str,
    /// The flag that sets it, without dashes.
    pub flag: &'static str,
    /// Its title on the board.
    pub title: &'static str,
    /// What belongs there, in a phrase.
    pub hint: &'static str,
    says: fn(&Request) -> Option<Cow<'_, str>>,
}

/// How an item is typed on a command line or in answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// As it stands in the record.
    Verbatim,
    /// A time to come, as people say it.
    Moment,
    /// A day to come, as people say it.
    Day,
    /// Somebody of the desk, by handle, name or address.
    Person,
}

macro_rules! items {
    ($($item:ident: $first:ident $(. $inner:ident)?, $flag:literal, $title:literal, $hint:literal;)*) => {
        /// One thing a request tells.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Item {
            $($item,)*
        }

        impl Item {
            /// Every item, in the order of the form.
            pub const ALL: &'static [Row] = &[$(Row {
                item: Self::$item,
                key: concat!(stringify!($first) $(, ".", stringify!($inner))?),
                flag: $flag,
                title: $title,
                hint: $hint,
                says: |request| request.$first$(.$inner)?.tells(),
            },)*];
        }
    };
}

items! {
    Account: account, "account", "Account", "slug or name of the account";
    Customer: customer, "customer", "Customer Information", "customer name and Salesforce link";
    Opportunity: opportunity, "opportunity", "Opportunity", "its id here or in Salesforce";
    SalesforceLink: salesforce_link, "salesforce-link", "Salesforce link", "link of the opportunity in Salesforce";
    Follows: follows, "follows", "Request it follows", "for a follow-up: the id of the request it follows";
    PreferredDates: preferred_dates, "dates", "Preferred Date Options", "dates with their time zone, as 2026-12-01 15:00 Europe/Berlin";
    Hosting: hosting, "hosting", "Target Hosting Environment", "Self-Managed, cloud or GitLab.com";
    Subscription: subscription, "subscription", "Subscription type", "saas or self-managed";
    PainPoints: pain_points, "pain-points", "Challenges/Pain Points", "what hurts";
    RequiredCapabilities: required_capabilities, "capabilities", "Required Capabilities", "what the customer needs";
    CurrentTools: current_tools, "tools", "Current Tools/Competitors", "what they use, and what of it is non-negotiable";
    SaAsks: sa_asks, "asks", "SA Asks", "what the SA is asked for";
    CommandPlanLink: command_plan.link, "command-plan", "Command Plan link", "link to the command plan";
    WhyNow: command_plan.why_now, "why-now", "Why Now", "in a sentence";
    IdentifiedPain: command_plan.identified_pain, "identified-pain", "Identified Pain", "in a sentence";
    Champion: command_plan.champion, "champion", "Champion", "who it is";
    MeetingGoal: meeting.goal, "goal", "Meeting goal", "what the meeting is to accomplish";
    MeetingObjectives: meeting.objectives, "objectives", "Meeting objectives", "whether the objectives are clear to both sides";
    MeetingExpectations: meeting.expectations, "expectations", "Meeting expectations", "what was agreed with the customer to expect";
    MeetingAt: meeting.at, "meeting-at", "Meeting time", "when the meeting is, as 2026-12-01 15:00 Europe/Berlin";
    MeetingDuration: meeting.duration_minutes, "duration", "Meeting duration", "in minutes";
    SmeArea: sme.area, "area", "Area of expertise", "ai, app-security, plan, dedicated, ci-cd, metrics or embedded-devops";
    SmeEngagement: sme.engagement, "engagement", "Engagement", "what the expert does, as a call or a workshop";
    EventName: event.name, "event", "Event", "what it is called";
    EventLocation: event.location, "location", "Location", "where it takes place, or online";
    EventStarts: event.starts, "event-starts", "Event start", "when it begins, as 2026-12-08 09:00 Europe/Berlin";
    EventCompetency: event.competency, "competency", "Competency", "what the SA must know";
    EventAvailability: event.availability, "availability", "Availability", "for how long the SA is needed, travel included";
    EventDiversity: event.diversity, "diversity", "Diversity and inclusion", "what the organisers ask for, in their words";
    ProductGathered: product.gathered, "gathered", "Gathered", "link to the Account Management issue";
    ProductExplored: product.explored, "explored", "Explored", "the work-arounds that were tried";
    ProductEngaged: product.engaged, "engaged", "Engaged", "the channel that was asked, or the product manager";
    ProductCommunicated: product.communicated, "communicated", "Communicated", "what the customer was told, and when";
    DemoStarts: demo.starts, "workshop-starts", "Workshop date", "when the workshop takes place, as 2026-12-08 09:00";
    DemoSearched: demo.searched, "searched", "Shared demo space", "what was found in the shared demo space";
    RfxKind: rfx.kind, "rfx", "Kind of RFx", "rfi, rfp, rfq or other";
    RfxDeadline: rfx.deadline, "deadline", "Submission deadline", "when the customer must have it, as 2026-12-08 17:00";
    RfxOutline: rfx.outline, "outline", "Outline", "the sections, each with who writes it and by when";
    RfxInternalDue: rfx.internal_due, "internal-due", "Internal due date", "when all answers are in, 24 to 36 hours before the deadline";
    SecurityArr: security.arr, "arr", "ARR", "ARR or potential ARR, as 120000 EUR";
    SecurityTrustCenter: security.trust_center, "trust-center", "Trust center", "what it answers, as it was looked at first";
    SecurityTopics: security.topics, "topics", "Topics", "what is asked about";
    SecurityDocument: security.document, "document", "Questionnaire or contract", "link to the questionnaire, or to the contract with the flag contract-review";
    PartnerName: partner.name, "partner", "Partner", "the name of the partner";
    PartnerRegion: partner.region, "partner-region", "Partner region", "AMER, APAC or EMEA";
    PartnerEsm: partner.esm, "esm", "Ecosystem Sales Manager", "whom you talked to first";
    PartnerBusiness: partner.business_owner, "pam", "Partner Account or Territory Manager", "who owns the business of the partner (PAM or PTM)";
    SecondaryMode: secondary.mode, "mode", "Mode", "ad-hoc, or long-term where an SA leader assigns it";
    SecondaryWhy: secondary.why, "why", "Why a second SA", "too complex, valuable or risky for one: how";
    RidePassenger: ride_along.passenger, "passenger", "Passenger", "handle of who rides along";
    RideDriver: ride_along.driver, "driver", "Driver", "handle of whom they ride along with";
    RideMeetings: ride_along.meetings, "meetings", "Proposed meetings", "three of them, parted by ; or one a line";
    RideGoal: ride_along.goal, "ride-goal", "Goal of the ride", "what the passenger wants to learn";
    StrategicWhy: strategic.why, "strategic", "Why strategic", "why it is strategic";
    StrategicSponsor: strategic.sponsor, "sponsor", "Executive sponsor or audience", "who sponsors it, or whom it is for";
    ContentSort: content.sort, "sort", "Sort of content", "blog, webinar, talk or video";
    ContentTopic: content.topic, "topic", "Topic", "what it is about";
    ContentAudience: content.audience, "audience", "Audience", "whom it is for";
    ContentDue: content.due, "due", "Due date", "when it must be there, as 2026-12-08";
    ShortNotice: short_notice_because, "because", "Why at short notice", "why it is asked for later than the desk asks for";
}

impl Item {
    /// Returns the key in the record.
    pub fn key(self) -> &'static str {
        self.row().key
    }

    /// Returns the flag that sets it, without dashes.
    pub fn flag(self) -> &'static str {
        self.row().flag
    }

    /// Returns its title on the board.
    pub fn title(self) -> &'static str {
        self.row().title
    }

    /// Returns the item with this key.
    pub fn keyed(key: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|row| row.key == key)
            .map(|row| row.item)
    }

    /// Returns where it stands in a record.
    pub fn path(self) -> KeyPath {
        self.key().into()
    }

    /// Returns whether it belongs to the command plan (source document 003, engaging an SA).
    pub fn is_of_command_plan(self) -> bool {
        matches!(
            self,
            Self::CommandPlanLink | Self::WhyNow | Self::IdentifiedPain | Self::Champion
        )
    }

    /// Returns how it is typed.
    pub fn takes(self) -> Takes {
        match self {
            Self::MeetingAt
            | Self::EventStarts
            | Self::DemoStarts
            | Self::RfxDeadline
            | Self::RfxInternalDue => Takes::Moment,
            Self::ContentDue => Takes::Day,
            Self::RidePassenger | Self::RideDriver => Takes::Person,
            _ => Takes::Verbatim,
        }
    }

    /// Returns what a request says of it, word for word.
    pub(in crate::records::request) fn of(self, request: &Request) -> Option<Cow<'_, str>> {
        (self.row().says)(request)
    }

    fn row(self) -> &'static Row {
        let mut rows = Self::ALL.iter();
        rows.find(|row| row.item == self)
            .expect("every item has a row")
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key)
    }
}
