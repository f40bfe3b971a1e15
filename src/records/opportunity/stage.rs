//! The stages of the sales cycle and which may follow which, with the names Salesforce shows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lifecycle;
use crate::records::values::word_of;

/// A stage of the sales cycle, with the names Salesforce shows.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub enum Stage {
    #[serde(rename = "0-Pending Acceptance")]
    PendingAcceptance,
    #[serde(rename = "1-Discovery")]
    Discovery,
    #[serde(rename = "2-Scoping")]
    Scoping,
    #[serde(rename = "3-Technical Evaluation")]
    TechnicalEvaluation,
    #[serde(rename = "4-Proposal")]
    Proposal,
    #[serde(rename = "5-Negotiating")]
    Negotiating,
    #[serde(rename = "6-Awaiting Signature")]
    AwaitingSignature,
    #[serde(rename = "7-Closing")]
    Closing,
    #[serde(rename = "Closed Won")]
    ClosedWon,
    #[serde(rename = "8-Closed Lost")]
    ClosedLost,
    #[serde(rename = "9-Unqualified")]
    Unqualified,
    #[serde(rename = "10-Duplicate")]
    Duplicate,
}

/// The stages of an opportunity that was accepted and is not closed.
const WORKED: [Stage; 7] = [
    Stage::Discovery,
    Stage::Scoping,
    Stage::TechnicalEvaluation,
    Stage::Proposal,
    Stage::Negotiating,
    Stage::AwaitingSignature,
    Stage::Closing,
];

impl Stage {
    /// Every stage, with its name.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::PendingAcceptance, "0-Pending Acceptance"),
        (Self::Discovery, "1-Discovery"),
        (Self::Scoping, "2-Scoping"),
        (Self::TechnicalEvaluation, "3-Technical Evaluation"),
        (Self::Proposal, "4-Proposal"),
        (Self::Negotiating, "5-Negotiating"),
        (Self::AwaitingSignature, "6-Awaiting Signature"),
        (Self::Closing, "7-Closing"),
        (Self::ClosedWon, "Closed Won"),
        (Self::ClosedLost, "8-Closed Lost"),
        (Self::Unqualified, "9-Unqualified"),
        (Self::Duplicate, "10-Duplicate"),
    ];

    /// Returns the name Salesforce shows.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }

    /// Returns whether the opportunity is still being worked.
    pub fn is_open(self) -> bool {
        self < Self::ClosedWon
    }

    /// Returns whether a move to `to` goes back, so that it needs a reason: to an earlier stage, or open again.
    pub fn goes_back_to(self, to: Self) -> bool {
        to < self && to.is_open()
    }

    /// Returns the stage that people mean by a text: its name, its number, or its words; case does not count.
    ///
    /// # Errors
    /// The nearest stage, where one is near, and all of them.
    pub fn meant(text: &str) -> Result<Self, String> {
        let wanted = text.trim().to_lowercase();
        let words = |name: &'static str| {
            name.split_once('-')
                .map_or(name, |(_, words)| words)
                .to_lowercase()
        };
        let number = |name: &'static str| name.split_once('-').map(|(number, _)| number);
        let found = Self::ALL.iter().find(|(_, name)| {
            name.to_lowercase() == wanted
                || words(name) == wanted
                || number(name) == Some(wanted.as_str())
        });
        if let Some((stage, _)) = found {
            return Ok(*stage);
        }
        let near = Self::ALL
            .iter()
            .map(|(_, name)| {
                let own = strsim::damerau_levenshtein(&name.to_lowercase(), &wanted);
                (
                    own.min(strsim::damerau_levenshtein(&words(name), &wanted)),
                    *name,
                )
            })
            .min();
        let names: Vec<&str> = Self::ALL.iter().map(|(_, name)| *name).collect();
        let offer = match near {
            Some((distance, name)) if distance <= 5 => format!("did you mean `{name}`? "),
            _ => String::new(),
        };
        Err(format!(
            "`{text}` is not a stage; {offer}the stages are {}",
            names.join(", ")
        ))
    }
}

impl lifecycle::State for Stage {
    const ALL: &'static [Self] = &[
        Self::PendingAcceptance,
        Self::Discovery,
        Self::Scoping,
        Self::TechnicalEvaluation,
        Self::Proposal,
        Self::Negotiating,
        Self::AwaitingSignature,
        Self::Closing,
        Self::ClosedWon,
        Self::ClosedLost,
        Self::Unqualified,
        Self::Duplicate,
    ];

    fn name(self) -> &'static str {
        self.name()
    }

    fn next(self) -> &'static [Self] {
        match self {
            Self::PendingAcceptance => &[
                Self::Discovery,
                Self::Scoping,
                Self::TechnicalEvaluation,
                Self::Proposal,
                Self::Negotiating,
                Self::AwaitingSignature,
                Self::Closing,
                Self::ClosedLost,
                Self::Unqualified,
                Self::Duplicate,
            ],
            // Once accepted, an opportunity is lost, and neither unqualified nor a duplicate.
            Self::Discovery
            | Self::Scoping
            | Self::TechnicalEvaluation
            | Self::Proposal
            | Self::Negotiating
            | Self::AwaitingSignature
            | Self::Closing => &[
                Self::Discovery,
                Self::Scoping,
                Self::TechnicalEvaluation,
                Self::Proposal,
                Self::Negotiating,
                Self::AwaitingSignature,
                Self::Closing,
                Self::ClosedWon,
                Self::ClosedLost,
            ],
            Self::ClosedWon | Self::ClosedLost => &WORKED,
            Self::Unqualified => &[Self::PendingAcceptance, Self::Discovery],
            Self::Duplicate => &[],
        }
    }

    /// The desk mirrors opportunities from whatever stage they are at, and no stage follows itself.
    fn may_follow(path: &[Self], to: Self) -> bool {
        path.last()
            .is_none_or(|last| *last != to && last.next().contains(&to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::illegal_steps;

    #[test]
    fn every_stage_has_a_name_that_reads_back() {
        for (stage, name) in Stage::ALL {
            assert_eq!(serde_yaml::from_str::<Stage>(name).ok(), Some(*stage));
            assert_eq!(stage.name(), *name);
        }
        assert_eq!(Stage::ALL.len(), <Stage as lifecycle::State>::ALL.len());
        assert!(Stage::Closing.is_open());
        assert!(!Stage::ClosedWon.is_open());
    }

    #[test]
    fn an_accepted_opportunity_is_lost_and_neither_unqualified_nor_a_duplicate() {
        use Stage::{ClosedLost, ClosedWon, Discovery, Duplicate, PendingAcceptance, Unqualified};
        assert!(illegal_steps(&[PendingAcceptance, Unqualified]).is_empty());
        assert!(illegal_steps(&[PendingAcceptance, Duplicate]).is_empty());
        assert_eq!(illegal_steps(&[Discovery, Unqualified]), [1]);
        assert_eq!(illegal_steps(&[Discovery, Duplicate]), [1]);
        assert_eq!(illegal_steps(&[Discovery, Discovery]), [1]);
        assert!(illegal_steps(&[Discovery, ClosedLost, Discovery, ClosedWon]).is_empty());
    }

    #[test]
    fn going_back_and_opening_again_need_a_reason() {
        assert!(Stage::Proposal.goes_back_to(Stage::Scoping));
        assert!(Stage::ClosedLost.goes_back_to(Stage::Proposal));
        assert!(!Stage::Scoping.goes_back_to(Stage::Proposal));
        assert!(!Stage::Scoping.goes_back_to(Stage::ClosedLost));
    }

    #[test]
    fn a_stage_is_known_by_name_number_or_words_and_the_nearest_is_offered() {
        for text in ["3-technical evaluation", "3", "Technical Evaluation"] {
            assert_eq!(Stage::meant(text), Ok(Stage::TechnicalEvaluation), "{text}");
        }
        assert_eq!(Stage::meant("closed won"), Ok(Stage::ClosedWon));
        let why = Stage::meant("3-Tecnical Evalution").expect_err("misspelt");
        assert!(
            why.contains("did you mean `3-Technical Evaluation`?"),
            "{why}"
        );
        assert!(
            !Stage::meant("somewhere else entirely")
                .expect_err("none")
                .contains("did you mean")
        );
    }
}
