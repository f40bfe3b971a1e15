//! The states of a SOW and their exits, and those of the help that Technical Architects give while it is scoped.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lifecycle;

/// How far a SOW is (the proposal states of the engagement managers' handbook).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Made, and the Engagement Manager has not looked.
    Open,
    /// The Engagement Manager waits for what account team or customer know.
    AwaitingDiscovery,
    /// A first estimate is drafted; a good time to ask a Technical Architect.
    StrawmanWip,
    /// The estimate is with account team and customer.
    EstimateFeedback,
    /// The SOW is drafted.
    SowWip,
    /// The customer agrees, and approvals are asked for.
    ReadyForApproval,
    /// The leaders of Professional Services approved; legal and signature come next.
    Approved,
    /// Signed.
    ClosedWon,
    /// It came to nothing.
    ClosedLost,
    /// It may go on later.
    OnHold,
}

impl State {
    /// Returns the label of the scoping issue; nothing while it is open.
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::AwaitingDiscovery => "proposal::Awaiting_Discovery",
            Self::StrawmanWip => "proposal::Strawman_WIP",
            Self::EstimateFeedback => "proposal::Estimate_Feedback",
            Self::SowWip => "proposal::SOW_WIP",
            Self::ReadyForApproval => "proposal::Ready For Approval",
            Self::Approved => "proposal::Approved",
            Self::ClosedWon => "proposal::Closed_Won",
            Self::ClosedLost => "proposal::Closed_Lost",
            Self::OnHold => "proposal::On_hold",
        }
    }

    /// Returns whether it ended, one way or the other.
    pub fn is_end(self) -> bool {
        matches!(self, Self::ClosedWon | Self::ClosedLost)
    }

    /// Returns whether somebody works on it: it has not ended, and is not on hold.
    pub fn is_worked(self) -> bool {
        !self.is_end() && self != Self::OnHold
    }

    /// Returns whether approvals must be there: it is offered, or was.
    pub fn is_offered(self) -> bool {
        matches!(
            self,
            Self::ReadyForApproval | Self::Approved | Self::ClosedWon
        )
    }

    /// Returns the state that a SOW on hold came from.
    pub fn held_from(path: &[Self]) -> Option<Self> {
        let before = path.iter().rev().copied();
        before.into_iter().find(|state| *state != Self::OnHold)
    }
}

impl lifecycle::State for State {
    const ALL: &'static [Self] = &[
        Self::Open,
        Self::AwaitingDiscovery,
        Self::StrawmanWip,
        Self::EstimateFeedback,
        Self::SowWip,
        Self::ReadyForApproval,
        Self::Approved,
        Self::ClosedWon,
        Self::ClosedLost,
        Self::OnHold,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::AwaitingDiscovery => "awaiting-discovery",
            Self::StrawmanWip => "strawman-wip",
            Self::EstimateFeedback => "estimate-feedback",
            Self::SowWip => "sow-wip",
            Self::ReadyForApproval => "ready-for-approval",
            Self::Approved => "approved",
            Self::ClosedWon => "closed-won",
            Self::ClosedLost => "closed-lost",
            Self::OnHold => "on-hold",
        }
    }

    fn next(self) -> &'static [Self] {
        use State::{
            Approved, AwaitingDiscovery, ClosedLost, ClosedWon, EstimateFeedback, OnHold,
            ReadyForApproval, SowWip, StrawmanWip,
        };
        match self {
            Self::Open => &[AwaitingDiscovery, StrawmanWip, ClosedLost, OnHold],
            AwaitingDiscovery => &[StrawmanWip, ClosedLost, OnHold],
            StrawmanWip => &[AwaitingDiscovery, EstimateFeedback, ClosedLost, OnHold],
            EstimateFeedback => &[StrawmanWip, SowWip, ClosedLost, OnHold],
            SowWip => &[EstimateFeedback, ReadyForApproval, ClosedLost, OnHold],
            ReadyForApproval => &[SowWip, Approved, ClosedLost, OnHold],
            Approved => &[SowWip, ClosedWon, ClosedLost, OnHold],
            ClosedWon => &[],
            ClosedLost => &[StrawmanWip],
            OnHold => &[
                Self::Open,
                AwaitingDiscovery,
                StrawmanWip,
                EstimateFeedback,
                SowWip,
                ReadyForApproval,
                Approved,
                ClosedLost,
            ],
        }
    }

    /// A SOW on hold goes back to where it was held, or is lost.
    fn may_follow(path: &[Self], to: Self) -> bool {
        match path.last() {
            None => to == Self::Open,
            Some(Self::OnHold) => to == Self::ClosedLost || Self::held_from(path) == Some(to),
            Some(last) => last.next().contains(&to),
        }
    }
}

/// Whether Technical Architects help with questions (source document 000, scoping related questions).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Assistance {
    /// A question is open.
    NeedsTaAssistance,
    /// Every question is answered.
    TaAssisted,
}

impl Assistance {
    /// Returns the label of the scoping issue.
    pub fn label(self) -> &'static str {
        match self {
            Self::NeedsTaAssistance => "Scoping::Needs_TA_Assistance",
            Self::TaAssisted => "Scoping::TA_Assisted",
        }
    }
}

impl lifecycle::State for Assistance {
    const ALL: &'static [Self] = &[Self::NeedsTaAssistance, Self::TaAssisted];

    fn name(self) -> &'static str {
        match self {
            Self::NeedsTaAssistance => "needs-ta-assistance",
            Self::TaAssisted => "ta-assisted",
        }
    }

    fn next(self) -> &'static [Self] {
        match self {
            Self::NeedsTaAssistance => &[Self::TaAssisted],
            Self::TaAssisted => &[Self::NeedsTaAssistance],
        }
    }
}

/// How the review by Technical Architects stands; computed from requests and verdicts, never written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewState {
    /// Nobody asked for a review.
    NotAsked,
    /// Asked for, and without a verdict that counts.
    NeedsReview,
    ChangesRequested,
    /// Approved, and the content is what was approved.
    Approved,
    /// Approved, and the content has changed since.
    Void,
}

impl lifecycle::State for ReviewState {
    const ALL: &'static [Self] = &[
        Self::NotAsked,
        Self::NeedsReview,
        Self::ChangesRequested,
        Self::Approved,
        Self::Void,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::NotAsked => "not-asked",
            Self::NeedsReview => "needs-review",
            Self::ChangesRequested => "changes-requested",
            Self::Approved => "approved",
            Self::Void => "void",
        }
    }

    fn next(self) -> &'static [Self] {
        match self {
            Self::NotAsked => &[Self::NeedsReview],
            Self::NeedsReview => &[Self::ChangesRequested, Self::Approved],
            Self::ChangesRequested => &[Self::NeedsReview, Self::Approved],
            Self::Approved => &[Self::Void, Self::NeedsReview],
            Self::Void => &[Self::NeedsReview],
        }
    }
}

impl ReviewState {
    /// Returns the label of the scoping issue; nothing where nobody asked.
    pub fn label(self) -> &'static str {
        match self {
            Self::NotAsked => "",
            Self::NeedsReview | Self::Void => "TA::Needs-Review",
            Self::ChangesRequested => "TA::Changes-Requested",
            Self::Approved => "TA::Approved",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::State::{
        Approved, AwaitingDiscovery, ClosedLost, ClosedWon, EstimateFeedback, OnHold, Open,
        ReadyForApproval, SowWip, StrawmanWip,
    };
    use super::*;
    use crate::lifecycle::{State as _, exits, illegal_steps};

    #[test]
    fn a_sow_goes_from_open_to_signed_and_no_step_is_skipped() {
        let whole = [
            Open,
            AwaitingDiscovery,
            StrawmanWip,
            EstimateFeedback,
            SowWip,
            ReadyForApproval,
            Approved,
            ClosedWon,
        ];
        assert!(illegal_steps(&whole).is_empty());
        assert_eq!(illegal_steps(&[Open, SowWip, ReadyForApproval]), [1]);
        assert_eq!(illegal_steps(&[StrawmanWip]), [0]);
        assert_eq!(exits(&whole), []);
    }

    #[test]
    fn what_is_held_goes_on_where_it_was() {
        assert_eq!(
            exits(&[Open, StrawmanWip, OnHold]),
            [StrawmanWip, ClosedLost]
        );
        assert_eq!(illegal_steps(&[Open, StrawmanWip, OnHold, SowWip]), [3]);
        assert_eq!(exits(&[Open, ClosedLost]), [StrawmanWip]);
    }

    #[test]
    fn every_word_reads_back() {
        for state in State::ALL {
            let read = serde_yaml::from_str::<State>(state.name());
            assert_eq!(read.ok(), Some(*state));
        }
        for state in Assistance::ALL {
            let read = serde_yaml::from_str::<Assistance>(state.name());
            assert_eq!(read.ok(), Some(*state));
        }
    }
}
