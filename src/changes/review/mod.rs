//! Verdicts on SOWs: what a reviewer must have seen and said, and the file that says it.
//! What was answered so far and not given yet lives in `draft`.

mod draft;

pub use draft::Draft;

use super::record::{breach_said, text};
use super::{Act, Plan, Refusal};
use crate::lifecycle::one_of;
use crate::records::person::{self, Person};
use crate::records::review::{Answered, KIND, Remark, ReviewerRole, Standing, Verdict};
use crate::records::sow::ReviewState;
use crate::records::values::Digest;
use crate::records::{One, Records, Sow};
use crate::source::FileChange;
use crate::source::rewrite::{Yaml, render};

/// A verdict about to be given.
#[derive(Clone, Copy, Debug)]
pub struct Giving<'a> {
    /// Id of the new review.
    pub id: &'a str,
    pub role: ReviewerRole,
    pub verdict: Verdict,
    /// Digest of the content that was shown to the reviewer.
    pub seen: &'a Digest,
    /// Git's id of the file as it is committed.
    pub blob: Option<&'a str>,
    pub draft: &'a Draft,
    /// Why it comes although a clock was breached.
    pub breach_reason: Option<&'a str>,
}

/// Returns the plan of a verdict on a SOW.
///
/// # Errors
/// The reviewer wrote the SOW, or lacks the role; nobody asked for a review; it is approved already; its content is
/// not what was shown; a comment is on nothing that is there; a reason of a breach says nothing.
pub fn give(
    sow: One<'_, Sow>,
    records: &Records,
    giving: Giving<'_>,
    act: Act<'_>,
) -> Result<Plan, Refusal> {
    is_another(sow, act)?;
    has_role(sow, records, giving.role, act)?;
    let standing = Standing::of(sow, records);
    is_asked(sow, &standing, giving)?;
    if *giving.seen != standing.content.digest {
        return Err(Refusal::new(
            format!(
                "{} changed since it was shown to you, and a verdict is of what was seen",
                sow.id()
            ),
            format!("look at it again: `ta review {}`", sow.id()),
        ));
    }
    breach_said(giving.breach_reason)?;
    for remark in &giving.draft.comments {
        is_there(sow, remark)?;
    }
    let id = giving.id;
    let file = FileChange {
        path: format!("{}/{}/{id}.yaml", KIND.folder, sow.id()),
        text: Some(format!(
            "{}{}",
            KIND.schema_line(),
            render(&written(sow, &standing, giving, act))
        )),
    };
    Ok(Plan {
        files: vec![file],
        subject: format!("reviews: {} {}", sow.id(), giving.verdict.name()),
    })
}

fn is_another(sow: One<'_, Sow>, act: Act<'_>) -> Result<(), Refusal> {
    if !sow.is_written_by(act.by) {
        return Ok(());
    }
    let id = sow.id();
    Err(Refusal::new(
        format!("you wrote {id}, and nobody reviews their own SOW"),
        format!("let another review it: `ta reassign {id} --reason TEXT` names who could"),
    ))
}

fn has_role(
    sow: One<'_, Sow>,
    records: &Records,
    role: ReviewerRole,
    act: Act<'_>,
) -> Result<(), Refusal> {
    let wanted = role.of_person();
    let people = records.all::<Person>(&person::KIND);
    let able: Vec<&str> = people
        .filter(|one| one.has(wanted))
        .map(|one| one.id())
        .collect();
    let id = sow.id();
    let rdm = sow.regional_delivery_manager.as_ref();
    if role == ReviewerRole::Rdm && rdm.is_some_and(|rdm| rdm != act.by) {
        let rdm = rdm.map_or("", |rdm| rdm.as_str());
        return Err(Refusal::new(
            format!("the Regional Delivery Manager of {id} is `{rdm}`, and not you"),
            format!(
                "let `{rdm}` run this command, or `sa sow edit {id} --set regional_delivery_manager={}`",
                act.by
            ),
        ));
    }
    if able.contains(&act.by.as_str()) {
        return Ok(());
    }
    let help = match able.is_empty() {
        true => "nobody in people/ has that role yet; give it to whoever does: `sa person edit HANDLE --set roles=ta`".into(),
        false => format!("let {} run this command", one_of(&able)),
    };
    Err(Refusal::new(
        format!(
            "a verdict on {id} is for people with the role {}, which `{}` lacks",
            wanted.name(),
            act.by
        ),
        help,
    ))
}

fn is_asked(sow: One<'_, Sow>, standing: &Standing<'_>, giving: Giving<'_>) -> Result<(), Refusal> {
    let id = sow.id();
    let approved = match giving.role {
        ReviewerRole::Ta => standing
            .deciding
            .filter(|_| standing.state == ReviewState::Approved),
        ReviewerRole::Rdm => standing.by_rdm,
    };
    if let Some(given) = approved.filter(|_| giving.verdict == Verdict::Approved) {
        return Err(Refusal::new(
            format!(
                "{id} is approved already, by `{}` on {} ({})",
                given.by,
                given.at.date(),
                given.id()
            ),
            format!("`sa sow show {id}` shows what it waits for"),
        ));
    }
    if giving.role == ReviewerRole::Ta && standing.state == ReviewState::NotAsked {
        return Err(Refusal::new(
            format!("nobody asked for a review of {id} yet"),
            format!("ask for it first: `sa sow submit {id}`"),
        ));
    }
    Ok(())
}

fn is_there(sow: One<'_, Sow>, remark: &Remark) -> Result<(), Refusal> {
    if sow.file.outline().key(&remark.path).is_some() {
        return Ok(());
    }
    Err(Refusal::new(
        format!("{} has no `{}` to comment on", sow.id(), remark.path),
        "name a key that stands in it, as `price` or `deliverables[0].effort`; items count from 0",
    ))
}

fn written(sow: One<'_, Sow>, standing: &Standing<'_>, giving: Giving<'_>, act: Act<'_>) -> Yaml {
    let bare = |key: &str, word: &str| (key.to_owned(), Yaml::Bare(word.into()));
    // Clocks of two machines differ: a verdict comes after what asked for it.
    let at = sow.round_since().map_or(act.at, |since| since.max(act.at));
    let mut keys = vec![
        text("sow", sow.id()),
        bare("at", &at.to_string()),
        text("by", act.by.as_str()),
        bare("role", giving.role.name()),
        bare("verdict", giving.verdict.name()),
        text("digest", &giving.seen.to_string()),
    ];
    keys.extend(giving.blob.map(|blob| text("blob", blob)));
    let parts = standing.content.parts.iter();
    let parts = parts.map(|part| Yaml::Text(part.to_string())).collect();
    keys.push(("parts".into(), Yaml::List(parts)));
    keys.extend(said(giving.draft));
    keys.extend(giving.breach_reason.map(|why| text("breach_reason", why)));
    Yaml::Map(keys)
}

/// Returns the checklist and the comments of a draft, those that are empty left out.
fn said(draft: &Draft) -> Vec<(String, Yaml)> {
    let answered = |one: &Answered| {
        let mut keys = vec![
            ("item".to_owned(), Yaml::Bare(one.item.name().into())),
            ("answer".to_owned(), Yaml::Bare(one.answer.name().into())),
        ];
        keys.extend(one.reason.as_ref().map(|reason| text("reason", reason)));
        Yaml::Map(keys)
    };
    let remark =
        |one: &Remark| Yaml::Map(vec![text("path", &one.path), text("text", one.text.trim())]);
    let checklist: Vec<Yaml> = draft.checklist.iter().map(answered).collect();
    let comments: Vec<Yaml> = draft.comments.iter().map(remark).collect();
    [("checklist", checklist), ("comments", comments)]
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|(key, items)| (key.to_owned(), Yaml::List(items)))
        .collect()
}
