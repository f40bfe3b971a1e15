//! The user's editor on a text that is not a file of the desk yet.

use std::path::Path;

use super::context::Context;
use super::desk::Desk;
use super::{Exit, Failure, progress, prompt};
use crate::finding::Finding;
use crate::views::form::{refused, with_findings, without_findings};

/// A text about to be edited.
pub(crate) struct Form<'a> {
    /// Name of the draft.
    pub(crate) name: &'a str,
    pub(crate) original: &'a str,
    /// What is found in it as it is.
    pub(crate) findings: &'a [Finding],
    /// The command that goes on from a draft, with `DRAFT` for its path.
    pub(crate) again: &'a str,
}

/// Opens a text in the editor with its findings on top, until `attempt` takes it or it is left as it was.
///
/// What was typed stays in a draft until it is taken. Returns `None` when nothing was changed.
///
/// # Errors
/// There is no terminal; the editor fails; the text was refused and the user gives up. The draft is kept.
pub(super) fn until_it_passes<T>(
    context: &Context,
    desk: &Desk,
    form: &Form<'_>,
    mut attempt: impl FnMut(&str) -> Result<T, Failure>,
) -> Result<Option<T>, Failure> {
    if !context.may_ask() {
        return Err(Failure::new(
            Exit::Misuse,
            "an editor needs a terminal",
            "without one, use `--set KEY=VALUE` or `--from FILE`",
        ));
    }
    let Form { name, original, .. } = *form;
    let mut shown = with_findings(original, form.findings);
    loop {
        let draft = desk.store.keep_draft(name, &shown)?;
        open(context, &draft)?;
        let saved = desk.store.draft(name)?.unwrap_or_default();
        let text = without_findings(&saved);
        if text == without_findings(original) || text.trim().is_empty() {
            desk.store.drop_draft(name)?;
            return Ok(None);
        }
        let failure = match attempt(&text) {
            Ok(taken) => {
                desk.store.drop_draft(name)?;
                return Ok(Some(taken));
            }
            Err(failure) => failure,
        };
        shown = refused(&text, &failure.findings, &failure.message);
        desk.store.keep_draft(name, &shown)?;
        if !prompt::confirm(context, &format!("{}; open it again?", failure.message))? {
            return Err(Failure {
                help: format!(
                    "what you typed is kept in {}; go on from there with `{}`",
                    draft.display(),
                    form.again.replace("DRAFT", &draft.display().to_string())
                ),
                ..failure
            });
        }
    }
}

/// Opens a file in the user's editor.
#[expect(
    clippy::disallowed_methods,
    reason = "starting the user's editor is what this file is for"
)]
fn open(context: &Context, draft: &Path) -> Result<(), Failure> {
    let editor = context.editor();
    progress::wipe();
    // As git does: the shell splits the editor's own flags, and the path comes as a word of its own.
    let status = std::process::Command::new("sh")
        .arg("-c")
        .arg(format!("{editor} \"$@\""))
        .arg(editor)
        .arg(draft)
        .status();
    let kept = format!("what you typed is kept in {}", draft.display());
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Failure::new(
            Exit::Refused,
            format!("the editor `{editor}` ended with an error"),
            kept,
        )),
        Err(error) => Err(Failure::new(
            Exit::Store,
            format!("the editor `{editor}` cannot be started: {error}"),
            "set EDITOR or VISUAL to one that is there",
        )),
    }
}
