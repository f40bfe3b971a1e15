//! The states of a POV and their exits.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lifecycle;

/// How far a POV is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Agreed between SA and account executive, and not begun.
    New,
    /// The customer evaluates.
    InProgress,
    /// It ended, one way or the other.
    Closed,
}

impl State {
    /// Returns the status as Salesforce shows it.
    pub fn label(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::InProgress => "In Progress",
            Self::Closed => "Closed",
        }
    }
}

impl lifecycle::State for State {
    const ALL: &'static [Self] = &[Self::New, Self::InProgress, Self::Closed];

    fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::InProgress => "in-progress",
            Self::Closed => "closed",
        }
    }

    fn next(self) -> &'static [Self] {
        match self {
            Self::New => &[Self::InProgress, Self::Closed],
            Self::InProgress => &[Self::Closed],
            Self::Closed => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::State::{Closed, InProgress, New};
    use super::*;
    use crate::lifecycle::{State as _, illegal_steps};

    #[test]
    fn a_pov_begins_new_and_ends_closed() {
        assert!(illegal_steps(&[New, InProgress, Closed]).is_empty());
        assert!(illegal_steps(&[New, Closed]).is_empty());
        assert_eq!(illegal_steps(&[InProgress]), [0]);
        assert_eq!(illegal_steps(&[New, InProgress, Closed, New]), [3]);
        for state in State::ALL {
            assert_eq!(
                serde_yaml::from_str::<State>(state.name()).ok(),
                Some(*state)
            );
        }
    }
}
