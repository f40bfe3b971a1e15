//! The part of `docs/lifecycles.md` on SOWs, the help and the review they get, and escalations.

use desk::lifecycle::State as _;
use desk::records::escalation;
use desk::records::review::Item;
use desk::records::sow::{Assistance, ReviewState, State};

use super::lifecycles::{diagram, quoted};
use super::{head, row};

/// Returns the section on services.
pub(super) fn section() -> String {
    let mut text = format!("\n## SOWs\n\n{}\n", diagram::<State>());
    text += "A SOW on hold goes back to where it was held, or is lost. `ready-for-approval`, `approved` and `closed-won` need\n\
        the approvals that [review-missing](checks.md#review-missing) asks for.\n\n";
    text += &head(&["state", "label of the scoping issue", "may become"]);
    for state in State::ALL {
        let label = match state.label() {
            "" => "none".into(),
            label => quoted(label),
        };
        text += &row(&[state.name(), &label, &exits(*state)]);
    }
    text += &format!(
        "\n### Help with questions\n\nThe list `assistance` of a SOW.\n\n{}\n",
        diagram::<Assistance>()
    );
    text += &head(&["state", "label of the scoping issue", "entered with"]);
    for state in Assistance::ALL {
        let with = match state {
            Assistance::NeedsTaAssistance => "at least one open question",
            Assistance::TaAssisted => "no open question",
        };
        text += &row(&[state.name(), &quoted(state.label()), with]);
    }
    text += &review();
    text += &format!("\n## Escalations\n\n{}", diagram::<escalation::State>());
    text
}

/// Returns the section on reviews.
fn review() -> String {
    let mut text = String::new();
    text += &format!(
        "\n### Review\n\nNot written down: computed from `review_requests` of the SOW and the verdicts in `reviews/`.\n\n{}\n",
        diagram::<ReviewState>()
    );
    text += &head(&["state", "label of the scoping issue", "what it means"]);
    for state in ReviewState::ALL {
        let (label, means) = match state {
            ReviewState::NotAsked => ("none", "nobody asked for a review"),
            ReviewState::NeedsReview => ("", "asked for, and without a verdict that counts"),
            ReviewState::ChangesRequested => (
                "",
                "the last word of a Technical Architect in this round asks for changes",
            ),
            ReviewState::Approved => (
                "",
                "the last word of each Technical Architect in this round is an approval, and one is of this content",
            ),
            ReviewState::Void => ("", "approved, and the content has changed since"),
        };
        let label = match label {
            "" => quoted(state.label()),
            label => label.into(),
        };
        text += &row(&[state.name(), &label, means]);
    }
    text += "\nThe checklist of a Technical Architect:\n\n";
    for (_, word, question) in Item::ALL {
        text += &format!("- {}: {question}\n", quoted(word));
    }
    text
}

fn exits(state: State) -> String {
    let exits: Vec<&str> = state.next().iter().map(|next| next.name()).collect();
    match exits.is_empty() {
        true => "nothing".into(),
        false => exits.join(", "),
    }
}
