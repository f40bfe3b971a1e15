//! A review on a terminal: through the deliverables, then the checklist, then the verdict. It can be left at any
//! question; what was answered is kept, and the next walk goes on from there.

use super::Shown;
use crate::changes::review::Draft;
use crate::cli::desk::{Desk, Scene};
use crate::cli::{Context, Failure, prompt};
use crate::records::review::{Answer, Item, Remark, ReviewerRole, Verdict};
use crate::records::sow::Deliverable;
use crate::records::sow::estimate::{Sum, estimate};
use crate::views::plain;

/// Goes through a SOW and returns the verdict; nothing when the walk was left.
///
/// # Errors
/// Interrupted from the keyboard, or the draft cannot be kept.
pub(super) fn through(
    context: &Context,
    desk: &Desk,
    scene: &Scene,
    shown: &Shown<'_>,
    draft: &mut Draft,
) -> Result<Option<Verdict>, Failure> {
    let (sow, name) = (shown.sow, Draft::name(shown.sow.id()));
    let sums = estimate(&sow, &scene.policy.estimates()).deliverables;
    for (at, (deliverable, sum)) in sow.deliverables.iter().zip(&sums).enumerate() {
        let path = format!("deliverables[{at}]");
        if draft.looked_at.contains(&path) {
            continue;
        }
        prompt::show(context, &told(&path, deliverable, sum))?;
        let choices = ["fine", "comment on it", "leave; `ta review` goes on here"];
        match prompt::pick(context, &deliverable.title, &choices)? {
            Some(0) => {}
            Some(1) => comment(context, draft, &path)?,
            _ => return Ok(None),
        }
        draft.looked_at.push(path);
        desk.store.keep_draft(&name, &draft.text())?;
    }
    let items: &[_] = match shown.role {
        ReviewerRole::Ta => Item::ALL,
        ReviewerRole::Rdm => &[],
    };
    for (item, word, asks) in items {
        if draft.checklist.iter().any(|one| one.item == *item) {
            continue;
        }
        if !answered(context, draft, (*item, word, asks))? {
            return Ok(None);
        }
        desk.store.keep_draft(&name, &draft.text())?;
    }
    verdict(context, draft)
}

/// Asks an item of the checklist; returns whether it was answered.
fn answered(
    context: &Context,
    draft: &mut Draft,
    (item, word, asks): (Item, &str, &str),
) -> Result<bool, Failure> {
    let choices = [
        "yes",
        "no",
        "does not apply",
        "leave; `ta review` goes on here",
    ];
    // A question that folds over lines is drawn twice by the library; what it asks stands above it.
    prompt::show(context, &format!("\n{asks}"))?;
    match prompt::pick(context, word, &choices)? {
        Some(0) => draft.answer(item, Answer::Yes, None),
        Some(1) => {
            let reason = prompt::text(context, "what is missing", "")?;
            draft.answer(
                item,
                Answer::No,
                Some(reason).filter(|text| !text.is_empty()),
            );
        }
        Some(2) => {
            let reason = prompt::text(context, "why it does not apply", "")?;
            if reason.is_empty() {
                return Ok(false);
            }
            draft.answer(item, Answer::Na, Some(reason));
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn comment(context: &Context, draft: &mut Draft, path: &str) -> Result<(), Failure> {
    let text = prompt::text(context, "comment", "")?;
    if !text.is_empty() {
        draft.comments.push(Remark {
            path: path.into(),
            text,
        });
    }
    Ok(())
}

fn verdict(context: &Context, draft: &Draft) -> Result<Option<Verdict>, Failure> {
    let says_no = draft.checklist.iter().any(|one| one.answer == Answer::No);
    let approve = match says_no {
        true => "approve (refused: an item is answered with no)",
        false => "approve it as it is",
    };
    let choices = [
        approve,
        "ask for changes",
        "leave; `ta review` goes on here",
    ];
    Ok(match prompt::pick(context, "your verdict", &choices)? {
        Some(0) => Some(Verdict::Approved),
        Some(1) => Some(Verdict::ChangesRequested),
        _ => None,
    })
}

/// Returns all that a deliverable says, for a screen.
fn told(path: &str, deliverable: &Deliverable, sum: &Sum) -> String {
    let mut lines = vec![format!(
        "\n{path}: {}",
        plain::clean_line(&deliverable.title)
    )];
    let mut paragraph = |title: &str, text: &str| {
        let text = plain::clean(text);
        lines.extend(text.trim().lines().map(|line| format!("  {title}{line}")));
    };
    paragraph("", deliverable.description.as_deref().unwrap_or_default());
    let lists = [
        ("task: ", &deliverable.tasks),
        ("we: ", &deliverable.actions),
        ("assumed: ", &deliverable.assumptions),
        ("customer: ", &deliverable.customer_responsibilities),
    ];
    for (title, items) in lists {
        for item in items {
            paragraph(title, item);
        }
    }
    let accepted = deliverable.acceptance.as_deref().unwrap_or_default();
    paragraph("accepted when: ", accepted);
    for effort in &deliverable.effort {
        let basis = effort.basis.as_deref().unwrap_or("nothing");
        paragraph("", &format!("{}: rests on {basis}", effort.role.name()));
    }
    paragraph("", &format!("hours: {} +- {}", sum.mean(), sum.spread()));
    lines.join("\n")
}
