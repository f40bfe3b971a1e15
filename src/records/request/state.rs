//! The states of a request, their exits, and the board label of each.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lifecycle;

/// How far a request is (source document 003, board labels).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Newly submitted.
    Open,
    /// Claimed by an SA.
    Triaged,
    /// Prepared for a customer interaction.
    DemoReady,
    /// Actively worked.
    Doing,
    /// Work is left for the SA after an interaction.
    Followup,
    /// The requester, or somebody else, owes something before it goes on.
    Waiting,
    /// SA, customer and sales agree that it is complete.
    Closed,
    /// Not taken on.
    Declined,
}

impl State {
    /// Returns the label on the triage board; an open request has none.
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Triaged => "SA Triaged",
            Self::DemoReady => "SA Demo Ready",
            Self::Doing => "SA Doing",
            Self::Followup => "SA Followup",
            Self::Waiting => "SA Waiting",
            Self::Closed => "Closed",
            Self::Declined => "Declined",
        }
    }

    /// Returns whether nothing more is owed.
    pub fn is_end(self) -> bool {
        matches!(self, Self::Closed | Self::Declined)
    }

    /// Returns whether an SA answers for it, so that it must be complete.
    pub fn is_engaged(self) -> bool {
        matches!(
            self,
            Self::Triaged | Self::DemoReady | Self::Doing | Self::Followup | Self::Closed
        )
    }

    /// Returns the state that a path in `waiting` came from.
    pub fn waited_from(path: &[Self]) -> Option<Self> {
        path.iter()
            .rev()
            .copied()
            .find(|state| *state != Self::Waiting)
    }
}

impl lifecycle::State for State {
    const ALL: &'static [Self] = &[
        Self::Open,
        Self::Triaged,
        Self::DemoReady,
        Self::Doing,
        Self::Followup,
        Self::Waiting,
        Self::Closed,
        Self::Declined,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Triaged => "triaged",
            Self::DemoReady => "demo-ready",
            Self::Doing => "doing",
            Self::Followup => "followup",
            Self::Waiting => "waiting",
            Self::Closed => "closed",
            Self::Declined => "declined",
        }
    }

    fn next(self) -> &'static [Self] {
        match self {
            Self::Open => &[Self::Triaged, Self::Waiting, Self::Declined],
            Self::Triaged => &[Self::DemoReady, Self::Doing, Self::Waiting, Self::Declined],
            Self::DemoReady => &[Self::Doing, Self::Waiting, Self::Declined],
            Self::Doing => &[Self::Followup, Self::Waiting, Self::Closed],
            Self::Followup => &[Self::Doing, Self::Waiting, Self::Closed],
            Self::Waiting => &[
                Self::Open,
                Self::Triaged,
                Self::DemoReady,
                Self::Doing,
                Self::Followup,
                Self::Declined,
            ],
            Self::Closed | Self::Declined => &[Self::Open],
        }
    }

    /// A waiting request goes back to where it came from, or is declined if it could have been from there.
    fn may_follow(path: &[Self], to: Self) -> bool {
        match path.last() {
            None => to == Self::Open,
            Some(Self::Waiting) => Self::waited_from(path).is_some_and(|from| {
                to == from || (to == Self::Declined && from.next().contains(&to))
            }),
            Some(last) => last.next().contains(&to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::State::{Closed, Declined, Doing, Open, Triaged, Waiting};
    use super::*;
    use crate::lifecycle::{State as _, exits, illegal_steps};

    #[test]
    fn waiting_returns_to_where_it_came_from() {
        assert_eq!(exits(&[Open, Triaged, Waiting]), [Triaged, Declined]);
        assert_eq!(exits(&[Open, Triaged, Doing, Waiting]), [Doing]);
        assert_eq!(illegal_steps(&[Open, Triaged, Waiting, Doing]), [3]);
        assert_eq!(illegal_steps(&[Open, Waiting, Waiting]), [2]);
    }

    #[test]
    fn every_state_is_reached_and_only_ends_lead_back_to_the_start_alone() {
        for state in State::ALL {
            let entered = State::ALL.iter().any(|from| from.next().contains(state));
            assert!(entered, "{}", state.name());
            assert_eq!(state.next() == [Open], state.is_end(), "{}", state.name());
            assert_eq!(
                serde_yaml::from_str::<State>(state.name()).ok(),
                Some(*state)
            );
        }
        assert_eq!(exits(&[Open, Triaged, Doing, Closed]), [Open]);
        assert_eq!(exits::<State>(&[]), [Open]);
    }
}
