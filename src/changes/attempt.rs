//! The gate as commands meet it: a plan goes in, and comes out checked or refused.

use super::Checked;
use crate::calendar::Instant;
use crate::checks::{Committer, Review, Scope, judge};
use crate::finding::Finding;
use crate::policy::Policy;
use crate::records::Records;
use crate::source::FileChange;

/// What a command means to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub files: Vec<FileChange>,
    /// First line of the commit message.
    pub subject: String,
}

/// The desk a plan is judged against, and who means to carry it out.
pub struct Gate<'a> {
    /// The desk as the last commit has it; none before the first.
    pub before: Option<&'a Records>,
    pub policy: &'a Policy,
    pub now: Instant,
    pub committer: &'a Committer,
    /// The desk that an undo goes back to.
    pub taken_back: Option<&'a Records>,
}

/// A plan that passed: the proof, and what was found without being in the way.
pub struct Passed {
    pub checked: Checked,
    pub findings: Vec<Finding>,
    /// The desk as the commit would have it.
    pub after: Records,
}

/// Line of a commit message that marks a commit of these commands, so that `sa undo` finds it.
pub const TRAILER: &str = "Desk-Command:";

impl Gate<'_> {
    /// Judges a plan as the commit it would become; `command` is what the user typed, for the message.
    ///
    /// # Errors
    /// All findings, at least one of which blocks.
    pub fn attempt(&self, plan: Plan, command: &str) -> Result<Passed, Vec<Finding>> {
        let nothing = Records::of(crate::source::Snapshot::empty());
        let before = self.before.unwrap_or(&nothing);
        let after = Records::beside(before.snapshot().with(&plan.files), before);
        let befores = std::slice::from_ref(before);
        let mut review = Review::new(befores, &after, self.policy, self.now, Scope::Change);
        review.committer = Some(self.committer);
        review.taken_back = self.taken_back;
        let findings = judge(&review, None);
        if findings.iter().any(Finding::blocks) {
            return Err(findings);
        }
        let message = format!("{}\n\n{TRAILER} {command}\n", plan.subject);
        Ok(Passed {
            checked: Checked::new(plan.files, message),
            findings,
            after,
        })
    }
}
