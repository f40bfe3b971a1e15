//! The requests of the desk that is made up, and what becomes of each: who does what, and when.
//! How a deed becomes a commit lives in `making`.

mod amer;
mod apac;
mod emea;
mod later;

pub(super) use later::LATER;

use super::clock::{Moment, day};
use crate::records::request::DeclineReason;

/// A request from being taken in to where it stands today.
pub(super) struct Story {
    /// Short name; that of its form as well.
    pub(super) key: &'static str,
    /// The form as it was pasted.
    pub(super) form: &'static str,
    pub(super) template: &'static str,
    /// Key of the opportunity, if the desk knows which.
    pub(super) deal: Option<&'static str>,
    pub(super) account: &'static str,
    /// Key of the story it follows up.
    pub(super) follows: Option<&'static str>,
    /// The account executive who takes it in, and when.
    pub(super) asked: (&'static str, Moment),
    /// What the form does not ask: keys that the template has beside it.
    pub(super) more: &'static [(&'static str, &'static str)],
    /// Why it moves on late, where no weekend is the reason.
    pub(super) late: &'static str,
    /// What happens after, in order.
    pub(super) then: &'static [Turn],
}

/// What most stories have in common; each says for itself who asks, and when.
const ACTIVITY: Story = Story {
    key: "",
    form: "",
    template: "sa-activity",
    deal: None,
    account: "",
    follows: None,
    asked: ("", day(1, "09:00")),
    more: &[],
    late: "",
    then: &[],
};

/// One thing somebody does.
pub(super) struct Turn(pub(super) &'static str, pub(super) Moment, pub(super) Deed);

/// What somebody does with a request.
pub(super) enum Deed {
    Say(&'static str),
    /// Sets a key; an empty text takes it away.
    Set(&'static str, &'static str),
    Claim,
    /// Gives it to another SA.
    Give(&'static str),
    Ready,
    Start,
    /// What is awaited, and from whom.
    Wait(&'static str, &'static str),
    Resume,
    FollowUp(&'static str),
    Close(&'static str),
    Decline(DeclineReason, &'static str),
    Reopen(&'static str),
    /// Sets a check aside, with the reason, until so many working days after.
    Waive(&'static str, &'static str, i64),
}

impl Deed {
    /// Returns whether the request is in another state then.
    pub(super) fn moves(&self) -> bool {
        !matches!(
            self,
            Self::Say(_) | Self::Set(..) | Self::Give(_) | Self::Waive(..)
        )
    }
}

/// Returns every story but those that were added later.
pub(super) fn all() -> impl Iterator<Item = &'static Story> {
    [emea::STORIES, amer::STORIES, apac::STORIES]
        .into_iter()
        .flatten()
}

/// Returns the text of a form; its name is known when the program is built.
macro_rules! form {
    ($name:literal) => {
        include_str!(concat!("../forms/", $name, ".md"))
    };
}
use form;

#[cfg(test)]
mod tests {
    use super::super::{cast, clock};
    use super::*;
    use crate::calendar::Instant;

    #[test]
    fn every_story_that_may_move_on_late_says_why() {
        for story in all().chain(LATER) {
            let moves = story.then.iter().any(|Turn(_, _, deed)| deed.moves());
            assert!(!moves || !story.late.is_empty(), "{}", story.key);
        }
    }

    #[test]
    fn in_every_story_one_thing_comes_after_another_whatever_the_hour_of_the_run() {
        let start: Instant = "2026-10-05T00:30:00Z".parse().expect("a time");
        for hours in (0..24 * 60).step_by(5) {
            let now = Instant::from_unix(start.unix() + hours * 3600).expect("a time");
            for story in all().chain(LATER) {
                let at = |who, moment| clock::instant(moment, now, &cast::zone(who));
                let mut last = at(story.asked.0, story.asked.1);
                for Turn(who, moment, _) in story.then {
                    let next = at(who, *moment);
                    assert!(
                        last < next,
                        "{} at {now}: {last} and then {next}",
                        story.key
                    );
                    last = next;
                }
            }
        }
    }
}
