//! The types of activity, as the activity capture of the SAs names them.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::records::values::word_of;

/// What kind of activity it was, with the names Salesforce shows.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub enum ActivityType {
    #[serde(rename = "Customer No Show")]
    CustomerNoShow,
    #[serde(rename = "Customer Strategy Plan Review")]
    CustomerStrategyPlanReview,
    #[serde(rename = "Demo")]
    Demo,
    #[serde(rename = "Discovery Session")]
    DiscoverySession,
    #[serde(rename = "Other")]
    Other,
    #[serde(rename = "Post-sales technical account management")]
    PostSales,
    #[serde(rename = "PoV related activity")]
    PovRelated,
    #[serde(rename = "Presentation / pitch")]
    Presentation,
    #[serde(rename = "Ride Along")]
    RideAlong,
    #[serde(rename = "Guided Trial")]
    GuidedTrial,
    #[serde(rename = "Security Questionnaire / RFP")]
    SecurityQuestionnaire,
    #[serde(rename = "Technical Deep Dive")]
    TechnicalDeepDive,
    #[serde(rename = "Technical Support")]
    TechnicalSupport,
    /// Named `Positioned PS` by source document 003 and `Positioned Professional Services` elsewhere: one type.
    #[serde(rename = "Positioned PS", alias = "Positioned Professional Services")]
    PositionedPs,
    #[serde(rename = "Professional Service Support")]
    ProfessionalServiceSupport,
    #[serde(rename = "SA Assistance - Subject Matter")]
    SubjectMatter,
    #[serde(rename = "SA Assistance - Manager")]
    Manager,
    #[serde(rename = "VSA Pitch")]
    VsaPitch,
    #[serde(rename = "VSA Execution")]
    VsaExecution,
    #[serde(rename = "SA Assistance - Strategic Field")]
    StrategicField,
    #[serde(rename = "Executive Solution Plan")]
    ExecutiveSolutionPlan,
    #[serde(rename = "Partner Opportunity")]
    PartnerOpportunity,
    #[serde(rename = "Partner Assisted Demand Gen")]
    PartnerDemandGen,
    #[serde(rename = "Partner VSA Enablement")]
    PartnerVsaEnablement,
    #[serde(rename = "Partner Technical Evangelism")]
    PartnerEvangelism,
    #[serde(rename = "Internal Enablement and SME Assistance")]
    InternalEnablement,
    #[serde(rename = "Partner Solutioning")]
    PartnerSolutioning,
    #[serde(rename = "Partner Services Attach")]
    PartnerServicesAttach,
    #[serde(rename = "Partner Enablement")]
    PartnerEnablement,
    #[serde(rename = "Partner Cadence calls")]
    PartnerCadence,
    #[serde(rename = "ESA MBO Strategic")]
    EsaStrategic,
    #[serde(rename = "ESA MBO Contribution")]
    EsaContribution,
    #[serde(rename = "ESA MBO Capability")]
    EsaCapability,
    #[serde(rename = "ESA MBO Commitment")]
    EsaCommitment,
}

/// The second name of `Positioned PS`.
const OTHER_NAME: (ActivityType, &str) = (
    ActivityType::PositionedPs,
    "Positioned Professional Services",
);

impl ActivityType {
    /// Every type, with its name.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::CustomerNoShow, "Customer No Show"),
        (
            Self::CustomerStrategyPlanReview,
            "Customer Strategy Plan Review",
        ),
        (Self::Demo, "Demo"),
        (Self::DiscoverySession, "Discovery Session"),
        (Self::Other, "Other"),
        (Self::PostSales, "Post-sales technical account management"),
        (Self::PovRelated, "PoV related activity"),
        (Self::Presentation, "Presentation / pitch"),
        (Self::RideAlong, "Ride Along"),
        (Self::GuidedTrial, "Guided Trial"),
        (Self::SecurityQuestionnaire, "Security Questionnaire / RFP"),
        (Self::TechnicalDeepDive, "Technical Deep Dive"),
        (Self::TechnicalSupport, "Technical Support"),
        (Self::PositionedPs, "Positioned PS"),
        (
            Self::ProfessionalServiceSupport,
            "Professional Service Support",
        ),
        (Self::SubjectMatter, "SA Assistance - Subject Matter"),
        (Self::Manager, "SA Assistance - Manager"),
        (Self::VsaPitch, "VSA Pitch"),
        (Self::VsaExecution, "VSA Execution"),
        (Self::StrategicField, "SA Assistance - Strategic Field"),
        (Self::ExecutiveSolutionPlan, "Executive Solution Plan"),
        (Self::PartnerOpportunity, "Partner Opportunity"),
        (Self::PartnerDemandGen, "Partner Assisted Demand Gen"),
        (Self::PartnerVsaEnablement, "Partner VSA Enablement"),
        (Self::PartnerEvangelism, "Partner Technical Evangelism"),
        (
            Self::InternalEnablement,
            "Internal Enablement and SME Assistance",
        ),
        (Self::PartnerSolutioning, "Partner Solutioning"),
        (Self::PartnerServicesAttach, "Partner Services Attach"),
        (Self::PartnerEnablement, "Partner Enablement"),
        (Self::PartnerCadence, "Partner Cadence calls"),
        (Self::EsaStrategic, "ESA MBO Strategic"),
        (Self::EsaContribution, "ESA MBO Contribution"),
        (Self::EsaCapability, "ESA MBO Capability"),
        (Self::EsaCommitment, "ESA MBO Commitment"),
    ];

    /// Returns the name Salesforce shows.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }

    /// Returns the type that people mean by a text: its name, a beginning that only it has, or else words that only it
    /// has; case does not count.
    ///
    /// # Errors
    /// The nearest type, where one is near, or the types it could be.
    pub fn meant(text: &str) -> Result<Self, String> {
        let plain = |text: &str| {
            let words = text.split(|c: char| !c.is_alphanumeric());
            let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
            words.join(" ").to_lowercase()
        };
        let wanted = plain(text);
        let names = || Self::ALL.iter().chain([&OTHER_NAME]);
        if let Some((exact, _)) = names().find(|(_, name)| plain(name) == wanted) {
            return Ok(*exact);
        }
        let with = |holds: &dyn Fn(&str) -> bool| -> Vec<(Self, &str)> {
            let long = 3 <= wanted.len();
            let found = names().filter(|(_, name)| long && holds(&plain(name)));
            found.copied().collect()
        };
        let mut begun = with(&|name| name.starts_with(&wanted));
        if begun.is_empty() {
            begun = with(&|name| name.contains(&format!(" {wanted}")));
        }
        begun.dedup_by_key(|(activity_type, _)| *activity_type);
        let near = names()
            .map(|(_, name)| (strsim::damerau_levenshtein(&plain(name), &wanted), *name))
            .min()
            .filter(|(distance, name)| *distance <= 1 + name.len() / 4);
        match (begun.as_slice(), near) {
            ([(only, _)], _) => Ok(*only),
            ([], Some((_, name))) => Err(format!(
                "`{text}` is not a type of activity; did you mean `{name}`?"
            )),
            ([], None) => Err(format!(
                "`{text}` is not a type of activity; some are Demo, Discovery Session, Technical Deep Dive and PoV related activity, and `sa log --help` lists all"
            )),
            (several, _) => {
                let names: Vec<String> = several
                    .iter()
                    .map(|(_, name)| format!("`{name}`"))
                    .collect();
                let message = format!("`{text}` can be {}", names.join(" or "));
                Err(message)
            }
        }
    }

    /// Returns whether customers take part in it, unless the activity says otherwise.
    pub fn is_client_facing(self) -> bool {
        !matches!(
            self,
            Self::CustomerNoShow
                | Self::SecurityQuestionnaire
                | Self::SubjectMatter
                | Self::Manager
                | Self::StrategicField
                | Self::InternalEnablement
                | Self::EsaStrategic
                | Self::EsaContribution
                | Self::EsaCapability
                | Self::EsaCommitment
        )
    }

    /// Returns whether it is part of deciding on value, so that an open evaluation moves by it.
    pub fn is_evaluation(self) -> bool {
        matches!(
            self,
            Self::PovRelated
                | Self::GuidedTrial
                | Self::TechnicalDeepDive
                | Self::Demo
                | Self::VsaExecution
                | Self::TechnicalSupport
                | Self::CustomerStrategyPlanReview
        )
    }

    /// Returns whether it goes on after an opportunity is closed.
    pub fn is_after_the_sale(self) -> bool {
        matches!(self, Self::PostSales | Self::ProfessionalServiceSupport)
    }
}

impl fmt::Display for ActivityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_name_that_reads_back() {
        for (activity_type, name) in ActivityType::ALL {
            assert_eq!(
                serde_yaml::from_str::<ActivityType>(name).ok(),
                Some(*activity_type)
            );
            assert_eq!(ActivityType::meant(name), Ok(*activity_type));
        }
    }

    #[test]
    fn one_type_has_two_names() {
        let long = "Positioned Professional Services";
        assert_eq!(
            serde_yaml::from_str::<ActivityType>(long).ok(),
            Some(ActivityType::PositionedPs)
        );
        assert_eq!(ActivityType::meant(long), Ok(ActivityType::PositionedPs));
        assert_eq!(
            ActivityType::meant("positioned"),
            Ok(ActivityType::PositionedPs)
        );
    }

    #[test]
    fn a_type_is_known_by_its_beginning_and_the_nearest_is_offered() {
        assert_eq!(ActivityType::meant("pov"), Ok(ActivityType::PovRelated));
        for text in ["deep", "deep dive"] {
            let meant = ActivityType::meant(text);
            assert_eq!(meant, Ok(ActivityType::TechnicalDeepDive), "{text}");
        }
        assert_eq!(
            ActivityType::meant("discovery"),
            Ok(ActivityType::DiscoverySession)
        );
        let refusal = |text: &str| ActivityType::meant(text).expect_err("no type");
        assert!(refusal("Discovry Session").contains("did you mean `Discovery Session`?"));
        assert!(
            refusal("customer").contains("`Customer No Show` or `Customer Strategy Plan Review`")
        );
        assert!(refusal("lunch").contains("`sa log --help` lists all"));
    }
}
