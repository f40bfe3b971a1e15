//! The templates of requests, and what each asks for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Item;

/// A template of requests (source documents 002 and 003, and the handbook).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Template {
    /// A new activity.
    SaActivity,
    /// What is left after an earlier one.
    FollowUp,
    /// A security questionnaire or audit.
    VendorSecurityAssessment,
    /// A question that is answered in writing, at best effort.
    Async,
    /// The help of a subject matter expert, asked for by the primary SA.
    Sme,
    /// Support at an event, assigned by the leaders of the SAs.
    Event,
    /// A question to product management, in four steps.
    ProductSupport,
    /// A hands-on workshop or lab of the demo architects.
    DemoWorkshop,
    /// A demo made for one customer, where the shared ones do not do.
    DemoSpecific,
    /// The answer to an RFI, an RFP or the like; who asks is in charge of it.
    Rfx,
    /// A questionnaire or a contract for those who assure customers of security.
    SecurityAssurance,
    /// Work with partners of all types.
    Ecosystem,
    /// Work with a partner who resells or delivers.
    Channel,
    /// Work with a strategic alliance, as a cloud provider.
    Alliance,
    /// A second SA beside the primary one.
    SecondarySa,
    /// Riding along with another SA, to learn.
    RideAlong,
    /// Help for executives, or in the field where it is strategic.
    StrategicHelp,
    /// A blog, a webinar, a talk or a video.
    Content,
}

impl Template {
    /// Every template, with its word and the title on the board.
    #[rustfmt::skip]
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::SaActivity, "sa-activity", "SA Activity"),
        (Self::FollowUp, "follow-up", "Follow Up"),
        (Self::VendorSecurityAssessment, "vendor-security-assessment", "Vendor Security Assessment"),
        (Self::Async, "async", "Async Question"),
        (Self::Sme, "sme", "SME Request"),
        (Self::Event, "event", "Event Support"),
        (Self::ProductSupport, "product-support", "Product Support"),
        (Self::DemoWorkshop, "demo-workshop", "Hands On Workshop/Lab"),
        (Self::DemoSpecific, "demo-specific", "Specific Demo"),
        (Self::Rfx, "rfx", "RFI/RFP"),
        (Self::SecurityAssurance, "security-assurance", "Security Assurance"),
        (Self::Ecosystem, "ecosystem", "Ecosystem SA"),
        (Self::Channel, "channel", "Channel SA"),
        (Self::Alliance, "alliance", "Alliance SA"),
        (Self::SecondarySa, "secondary-sa", "Secondary SA"),
        (Self::RideAlong, "ride-along", "Ride Along"),
        (Self::StrategicHelp, "strategic-help", "Executive or Strategic Field Help"),
        (Self::Content, "content", "Content"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// Returns its title on the board.
    pub fn title(self) -> &'static str {
        self.row().2
    }

    /// Returns the template with this word.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, word, _)| *word == name)
            .map(|(template, ..)| *template)
    }

    fn row(self) -> &'static (Self, &'static str, &'static str) {
        Self::ALL
            .iter()
            .find(|(template, ..)| *template == self)
            .expect("every template has a row")
    }

    /// Returns whether it is work with a partner.
    pub fn is_of_partners(self) -> bool {
        matches!(self, Self::Ecosystem | Self::Channel | Self::Alliance)
    }

    /// Returns the items without which there is no such request; the last that says something is its title.
    pub fn least(self) -> &'static [Item] {
        match self {
            Self::SaActivity
            | Self::FollowUp
            | Self::VendorSecurityAssessment
            | Self::ProductSupport
            | Self::DemoWorkshop => &[Item::Customer, Item::SaAsks],
            Self::DemoSpecific => &[Item::Customer, Item::DemoSearched, Item::SaAsks],
            Self::Async | Self::Sme | Self::StrategicHelp => &[Item::SaAsks],
            Self::Ecosystem | Self::Channel | Self::Alliance => &[Item::PartnerName, Item::SaAsks],
            Self::Event => &[Item::EventName],
            Self::Rfx => &[Item::RfxKind],
            Self::SecurityAssurance => &[Item::SecurityTopics],
            Self::SecondarySa => &[Item::SecondaryWhy],
            Self::RideAlong => &[Item::RideGoal],
            Self::Content => &[Item::ContentTopic],
        }
    }

    /// Returns the items an SA needs before engaging, unless policy lists others.
    ///
    /// The first templates but the follow-up need the seven of the board and what engaging an SA requires (source
    /// document 003). A follow-up has its context in the request that it follows.
    pub fn required(self) -> &'static [Item] {
        match self {
            Self::SaActivity | Self::VendorSecurityAssessment => SEVEN_AND_PLAN,
            Self::FollowUp => &[
                Item::Customer,
                Item::Opportunity,
                Item::Follows,
                Item::PreferredDates,
                Item::SaAsks,
            ],
            _ => self.of_its_own(),
        }
    }

    /// Returns the items of the templates that have a form of their own.
    #[rustfmt::skip]
    fn of_its_own(self) -> &'static [Item] {
        use Item as I;
        match self {
            Self::SaActivity | Self::VendorSecurityAssessment | Self::FollowUp => &[],
            Self::Async => &[I::SalesforceLink, I::Subscription, I::SaAsks],
            Self::Sme => &[I::Opportunity, I::SaAsks, I::MeetingAt, I::MeetingDuration, I::SmeArea, I::SmeEngagement],
            Self::Event => &[I::EventName, I::EventLocation, I::EventStarts, I::EventCompetency, I::EventAvailability, I::EventDiversity],
            Self::ProductSupport => &[I::Customer, I::SaAsks, I::ProductGathered],
            Self::DemoWorkshop => &[I::Customer, I::SaAsks, I::DemoStarts],
            Self::DemoSpecific => &[I::Customer, I::SaAsks, I::DemoSearched],
            Self::Rfx => &[I::Opportunity, I::RfxKind, I::RfxDeadline, I::RfxOutline, I::RfxInternalDue],
            Self::SecurityAssurance => &[I::Opportunity, I::SecurityArr, I::SecurityTrustCenter, I::SecurityTopics, I::SecurityDocument],
            Self::Ecosystem | Self::Alliance => &[I::SaAsks, I::PartnerName, I::PartnerRegion, I::PartnerEsm],
            Self::Channel => &[I::SaAsks, I::PartnerName, I::PartnerRegion, I::PartnerEsm, I::PartnerBusiness],
            Self::SecondarySa => &[I::Opportunity, I::SecondaryMode, I::SecondaryWhy],
            Self::RideAlong => &[I::Account, I::RidePassenger, I::RideDriver, I::RideMeetings, I::RideGoal],
            Self::StrategicHelp => &[I::Opportunity, I::SaAsks, I::StrategicWhy, I::StrategicSponsor],
            Self::Content => &[I::ContentSort, I::ContentTopic, I::ContentAudience, I::ContentDue],
        }
    }

    /// Returns the item that says when what is asked for takes place.
    pub fn takes_place(self) -> Item {
        match self {
            Self::Event => Item::EventStarts,
            Self::DemoWorkshop => Item::DemoStarts,
            _ => Item::MeetingAt,
        }
    }

    /// Returns whether the form has an item, needed or not.
    pub fn asks(self, item: Item) -> bool {
        const OF_ANY: &[Item] = &[
            Item::Account,
            Item::Customer,
            Item::Opportunity,
            Item::Follows,
            Item::SaAsks,
            Item::ShortNotice,
        ];
        let later: &[Item] = match self {
            Self::SaActivity | Self::FollowUp | Self::VendorSecurityAssessment => SEVEN_AND_PLAN,
            Self::ProductSupport => &[
                Item::ProductExplored,
                Item::ProductEngaged,
                Item::ProductCommunicated,
                Item::MeetingAt,
            ],
            Self::Ecosystem | Self::Alliance => &[Item::PartnerBusiness],
            _ => &[],
        };
        [OF_ANY, later, self.required()]
            .iter()
            .any(|items| items.contains(&item))
    }
}

/// The seven of the board, and what engaging an SA requires (source document 003).
const SEVEN_AND_PLAN: &[Item] = &[
    Item::Customer,
    Item::Opportunity,
    Item::PreferredDates,
    Item::Hosting,
    Item::PainPoints,
    Item::RequiredCapabilities,
    Item::CurrentTools,
    Item::SaAsks,
    Item::CommandPlanLink,
    Item::WhyNow,
    Item::IdentifiedPain,
    Item::Champion,
    Item::MeetingGoal,
    Item::MeetingObjectives,
    Item::MeetingExpectations,
];
