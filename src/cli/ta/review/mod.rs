//! `ta review`: look at a SOW, and give a verdict on exactly what was looked at.

mod giving;
mod said;
mod target;
mod walk;

use clap::Args;

use crate::changes::Act;
use crate::changes::review::{Draft, Giving, give};
use crate::cli::change::change;
use crate::cli::desk::{Desk, Scene};
use crate::cli::late::Late;
use crate::cli::{Context, Exit, Failure, Output, Writing, editor, find, prompt};
use crate::records::person::Role;
use crate::records::review::{Remark, ReviewerRole, Standing, Verdict};
use crate::records::sow::{KIND, ReviewState};
use crate::records::values::Digest;
use crate::records::{One, Person, Sow};
use crate::reports::ta_review::{SoFar, last_verdict, ta_review};
use crate::views::diff::FileTexts;
use giving::{as_committed, blob_of, given, is_sound};
use said::{Answering, Remarked, answer, remark};
use target::Target;

/// Review a SOW: look at it, answer the checklist, and approve it or ask for changes
///
/// Without a verdict it shows what is to be reviewed, what is found in it, and what changed since the last verdict. On
/// a terminal it then goes through deliverables and checklist; stop at any place, and the same command goes on there.
/// A verdict is of the content whose digest is shown: whatever changes after it, other than links, comments and
/// history, makes it void.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  ta review SOW-4T9K
  ta review sows/2026-11/SOW-4T9K2M7X.yaml
  ta review SOW-4T9K --approve --answer deliverables=yes --answer staffing=\"na:left to Ines\" ...
  ta review SOW-4T9K --request-changes --comment \"deliverables[0].effort:half of it is missing\"")]
pub(super) struct Review {
    /// The SOW: its id, the beginning of it, or a file in the desk
    #[arg(value_name = "SOW|FILE", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::sows))]
    target: String,

    /// Approve it as it is
    #[arg(long, conflicts_with_all = ["request_changes", "edit"])]
    approve: bool,

    /// Ask for changes
    #[arg(long, conflicts_with = "edit")]
    request_changes: bool,

    /// Comment on a key of the SOW (can be repeated)
    #[arg(long, value_name = "PATH:TEXT", value_parser = remark)]
    comment: Vec<Remarked>,

    /// Answer an item of the checklist with yes, no, or na and a reason (can be repeated)
    #[arg(long, value_name = "ITEM=yes|no|na:REASON", value_parser = answer)]
    answer: Vec<Answering>,

    /// Write the verdict in your editor
    #[arg(long)]
    edit: bool,

    /// As what you review; as Technical Architect, when you are one
    #[arg(long = "as", value_name = "ROLE", value_parser = clap::builder::PossibleValuesParser::new(ReviewerRole::ALL.iter().map(|(_, word)| *word)))]
    role: Option<String>,

    /// Only if the SOW still has this digest, as it was shown
    #[arg(long, value_name = "DIGEST")]
    seen: Option<Digest>,

    #[command(flatten)]
    late: Late,

    #[command(flatten)]
    writing: Writing,
}

/// What a reviewer was shown.
struct Shown<'a> {
    sow: One<'a, Sow>,
    role: ReviewerRole,
    digest: Digest,
}

impl Review {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[])?;
        let target = target::find(context, &desk, &scene, &self.target)?;
        let file = match &target {
            Target::Record(file) => file,
            Target::Elsewhere(elsewhere) if !self.gives() => {
                return Ok(elsewhere.shown(context, &scene));
            }
            Target::Elsewhere(elsewhere) => return Err(elsewhere.not_a_record()),
        };
        let sow: One<'_, Sow> = find::one(&scene.records, &KIND, &file.id)?;
        let me = match desk.identity().and_then(|identity| scene.person(&identity)) {
            Ok(me) => Some(me),
            Err(failure) if self.gives() || self.edit => return Err(failure),
            // Whoever only looks need not be known.
            Err(_) => None,
        };
        let shown = Shown {
            sow,
            role: self.role(me.as_deref()),
            digest: sow.content().digest.clone(),
        };
        let mut draft = self.draft(&desk, &shown)?;
        if self.edit {
            return self.in_editor(context, &desk, &scene, &shown, draft);
        }
        if !self.gives() {
            let may_give = me.is_some_and(|me| may_give(&scene, &me, &shown));
            let may_walk = context.may_ask() && may_give;
            let sheet = self.show(context, &desk, &scene, &shown, &draft);
            if !may_walk {
                return Ok(sheet);
            }
            prompt::show(context, &context.drawn(&sheet))?;
            let walked = walk::through(context, &desk, &scene, &shown, &mut draft)?;
            let Some(verdict) = walked else {
                return Ok(Output::saying(format!(
                    "no verdict yet; what you answered is kept, and `ta review {}` goes on there",
                    sow.id()
                )));
            };
            draft.verdict = Some(verdict);
        }
        self.give(context, &desk, &scene, &shown, &draft)
    }

    /// Returns whether the flags give a verdict.
    fn gives(&self) -> bool {
        self.approve || self.request_changes
    }

    /// Returns as what the reviewer reviews: as they say, or as whatever they are.
    fn role(&self, me: Option<&Person>) -> ReviewerRole {
        let said = self.role.as_deref();
        let said = ReviewerRole::ALL
            .iter()
            .find(|(_, word)| Some(*word) == said);
        match said {
            Some((role, _)) => *role,
            None if me.is_some_and(|me| me.has(Role::Rdm) && !me.has(Role::Ta)) => {
                ReviewerRole::Rdm
            }
            None => ReviewerRole::Ta,
        }
    }

    /// Returns the draft that was kept, with what the flags say.
    fn draft(&self, desk: &Desk, shown: &Shown<'_>) -> Result<Draft, Failure> {
        let kept = desk.store.draft(&Draft::name(shown.sow.id()))?;
        // A draft that somebody broke by hand is no reason not to review.
        let kept = kept.and_then(|text| Draft::read(&text).ok());
        let mut draft = kept.unwrap_or_default().onto(&shown.digest);
        for one in &self.answer {
            draft.answer(one.item, one.answer, one.reason.clone());
        }
        draft.comments.extend(self.comment.iter().map(|one| Remark {
            path: one.path.clone(),
            text: one.text.clone(),
        }));
        draft.verdict = match (self.approve, self.request_changes) {
            (true, _) => Some(Verdict::Approved),
            (_, true) => Some(Verdict::ChangesRequested),
            _ => draft.verdict,
        };
        Ok(draft)
    }

    /// Shows what is to be reviewed, with what is found in it and what changed since the last verdict.
    fn show(
        &self,
        context: &Context,
        desk: &Desk,
        scene: &Scene,
        shown: &Shown<'_>,
        draft: &Draft,
    ) -> Output {
        let so_far = SoFar {
            checklist: &draft.checklist,
        };
        let (records, policy) = (&scene.records, &scene.policy);
        let report = ta_review(shown.sow, records, policy, context.now, &so_far);
        let mut output = Output::of(report);
        output.text = diff(context, desk, scene, shown.sow);
        output.findings = scene.findings_on(context.now, shown.sow.file);
        let id = shown.sow.id();
        let standing = Standing::of(shown.sow, records);
        output.next = vec![format!("ta loe {id}")];
        if shown.sow.state().is_worked() && standing.state != ReviewState::Approved {
            output.next.splice(
                ..0,
                [
                    format!("ta review {id} --request-changes --comment PATH:TEXT"),
                    format!("ta review {id} --approve --answer ITEM=yes|no|na:REASON ..."),
                ],
            );
        }
        if !draft.checklist.is_empty() || !draft.comments.is_empty() {
            output
                .said
                .push("what you answered so far is kept until you give a verdict".into());
        }
        output.said.extend(desk.recovered.clone());
        output
    }

    /// Gives the verdict.
    fn give(
        &self,
        context: &Context,
        desk: &Desk,
        scene: &Scene,
        shown: &Shown<'_>,
        draft: &Draft,
    ) -> Result<Output, Failure> {
        let id = shown.sow.id();
        let verdict = draft.verdict.unwrap_or(Verdict::ChangesRequested);
        let seen = self.seen.as_ref().unwrap_or(&shown.digest);
        let review_id = context.new_id("REV", &scene.records)?.to_string();
        let (mut changed, note) = self.late.attempt(context, |reason| {
            let changed = change(context, desk, self.writing, |scenery| {
                let sow: One<'_, Sow> = find::one(&scenery.scene.records, &KIND, id)?;
                let (me, at) = scenery.actor()?;
                let blob = blob_of(scenery, sow.file.path());
                let giving = Giving {
                    id: &review_id,
                    role: shown.role,
                    verdict,
                    seen,
                    blob: blob.as_deref(),
                    draft,
                    breach_reason: reason.on(sow.file, scenery.scene, at),
                };
                let act = Act { by: &me, at };
                let plan = give(sow, &scenery.scene.records, giving, act)
                    .map_err(|refusal| as_committed(refusal, shown, sow))?;
                if verdict == Verdict::Approved {
                    is_sound(context, scenery.scene, sow)?;
                }
                Ok(plan)
            });
            let changed =
                changed.map_err(|failure| find::not_committed(desk, &KIND, id, failure))?;
            Ok((changed, reason.note(id)))
        })?;
        changed.output.said.extend(note);
        if changed.written {
            desk.store.drop_draft(&Draft::name(id))?;
        }
        Ok(given(changed, &review_id, id))
    }

    /// Lets the reviewer write the verdict in an editor, until the gate takes it.
    fn in_editor(
        &self,
        context: &Context,
        desk: &Desk,
        scene: &Scene,
        shown: &Shown<'_>,
        draft: Draft,
    ) -> Result<Output, Failure> {
        let id = shown.sow.id();
        let original = draft.form(id);
        let name = Draft::name(id);
        let form = editor::Form {
            name: &name,
            original: &original,
            findings: &scene.findings_on(context.now, shown.sow.file),
            again: &format!("ta review {id} --edit"),
        };
        let taken = editor::until_it_passes(context, desk, &form, |text| {
            let misuse = |why: String| {
                Failure::new(
                    Exit::Refused,
                    why,
                    "write it as the comments of the form say",
                )
            };
            let written = Draft::read(text).map_err(misuse)?;
            if written.verdict.is_none() {
                return Err(misuse("the form has no verdict".into()));
            }
            self.give(context, desk, scene, shown, &written)
        })?;
        Ok(taken.unwrap_or_else(|| Output::saying(format!("no verdict on {id} was given"))))
    }
}

/// Returns whether somebody could give a verdict now, so that it is worth asking them.
fn may_give(scene: &Scene, me: &One<'_, Person>, shown: &Shown<'_>) -> bool {
    let standing = Standing::of(shown.sow, &scene.records);
    let is_author = me
        .id()
        .parse()
        .is_ok_and(|handle| shown.sow.is_written_by(&handle));
    let waits = match shown.role {
        ReviewerRole::Ta => !matches!(
            standing.state,
            ReviewState::NotAsked | ReviewState::Approved
        ),
        ReviewerRole::Rdm => standing.by_rdm.is_none(),
    };
    waits && !is_author && me.has(shown.role.of_person())
}

/// Returns the difference to what the last verdict was of, where git still has that.
fn diff(context: &Context, desk: &Desk, scene: &Scene, sow: One<'_, Sow>) -> Option<String> {
    let earlier = last_verdict(sow, &scene.records)?;
    let old = desk.store.blob_text(earlier.blob.as_deref()?)?;
    let texts = FileTexts {
        path: sow.file.path(),
        old: Some(&old),
        new: Some(&sow.file.source().text),
    };
    Some(crate::views::diff::files(&[texts], context.colour()))
}
