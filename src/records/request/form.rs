//! The forms a request comes in: the templates, and the items each must bring.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::source::KeyPath;

/// A template of the triage board (source document 003, issue creation).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Template {
    /// A new activity.
    SaActivity,
    /// What is left after an earlier one.
    FollowUp,
    /// A security questionnaire or audit.
    VendorSecurityAssessment,
}

impl Template {
    /// Every template, with its word and the title on the board.
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::SaActivity, "sa-activity", "SA Activity"),
        (Self::FollowUp, "follow-up", "Follow Up"),
        (
            Self::VendorSecurityAssessment,
            "vendor-security-assessment",
            "Vendor Security Assessment",
        ),
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

    /// Returns the items an SA needs before engaging, unless policy lists others.
    ///
    /// All templates but the follow-up need the seven of the board and what engaging an SA requires
    /// (source document 003). A follow-up has its context in the request that it follows.
    pub fn required(self) -> &'static [Item] {
        match self {
            Self::SaActivity | Self::VendorSecurityAssessment => &[
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
            ],
            Self::FollowUp => &[
                Item::Customer,
                Item::Opportunity,
                Item::Follows,
                Item::PreferredDates,
                Item::SaAsks,
            ],
        }
    }
}

/// One thing a request tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    Customer,
    Opportunity,
    Follows,
    PreferredDates,
    Hosting,
    PainPoints,
    RequiredCapabilities,
    CurrentTools,
    SaAsks,
    CommandPlanLink,
    WhyNow,
    IdentifiedPain,
    Champion,
    MeetingGoal,
    MeetingObjectives,
    MeetingExpectations,
}

impl Item {
    /// Every item, with its key in the record, its flag on the command line, and its title on the board.
    pub const ALL: &'static [(Self, &'static str, &'static str, &'static str)] = &[
        (
            Self::Customer,
            "customer",
            "customer",
            "Customer Information",
        ),
        (
            Self::Opportunity,
            "opportunity",
            "opportunity",
            "Opportunity",
        ),
        (Self::Follows, "follows", "follows", "Request it follows"),
        (
            Self::PreferredDates,
            "preferred_dates",
            "dates",
            "Preferred Date Options",
        ),
        (
            Self::Hosting,
            "hosting",
            "hosting",
            "Target Hosting Environment",
        ),
        (
            Self::PainPoints,
            "pain_points",
            "pain-points",
            "Challenges/Pain Points",
        ),
        (
            Self::RequiredCapabilities,
            "required_capabilities",
            "capabilities",
            "Required Capabilities",
        ),
        (
            Self::CurrentTools,
            "current_tools",
            "tools",
            "Current Tools/Competitors",
        ),
        (Self::SaAsks, "sa_asks", "asks", "SA Asks"),
        (
            Self::CommandPlanLink,
            "command_plan.link",
            "command-plan",
            "Command Plan link",
        ),
        (Self::WhyNow, "command_plan.why_now", "why-now", "Why Now"),
        (
            Self::IdentifiedPain,
            "command_plan.identified_pain",
            "identified-pain",
            "Identified Pain",
        ),
        (
            Self::Champion,
            "command_plan.champion",
            "champion",
            "Champion",
        ),
        (Self::MeetingGoal, "meeting.goal", "goal", "Meeting goal"),
        (
            Self::MeetingObjectives,
            "meeting.objectives",
            "objectives",
            "Meeting objectives",
        ),
        (
            Self::MeetingExpectations,
            "meeting.expectations",
            "expectations",
            "Meeting expectations",
        ),
    ];

    /// Returns the key in the record.
    pub fn key(self) -> &'static str {
        self.row().1
    }

    /// Returns the flag that sets it, without dashes.
    pub fn flag(self) -> &'static str {
        self.row().2
    }

    /// Returns its title on the board.
    pub fn title(self) -> &'static str {
        self.row().3
    }

    /// Returns the item with this key.
    pub fn keyed(key: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, own, ..)| *own == key)
            .map(|(item, ..)| *item)
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

    fn row(self) -> &'static (Self, &'static str, &'static str, &'static str) {
        Self::ALL
            .iter()
            .find(|(item, ..)| *item == self)
            .expect("every item has a row")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_and_items_read_back_from_their_words() {
        for (template, name, _) in Template::ALL {
            assert_eq!(Template::named(name), Some(*template));
            assert_eq!(serde_yaml::from_str::<Template>(name).ok(), Some(*template));
        }
        for (item, key, ..) in Item::ALL {
            assert_eq!(Item::keyed(key), Some(*item));
        }
    }
}
